//! How programs are compared that differ only in the attribute of a loop: values, gradients and what is left in `&mut`
//! parameters must agree to the bit.

pub(crate) use autodiff::{Differentiable, Real, Tape};

pub(crate) type Run = fn(usize, &mut Tape) -> Vec<u64>;

/// With these numbers of trips.
pub(crate) const TRIPS: &[usize] = &[0, 1, 2, 7, 20, 100, 1000];
/// Where loops are nested, or the state grows.
pub(crate) const FEW: &[usize] = &[0, 1, 2, 3, 7, 20];

pub(crate) fn bits(parts: &[&[f64]]) -> Vec<u64> {
    let all = parts.iter().copied().flatten();
    all.map(|x| x.to_bits()).collect()
}

pub(crate) fn compare(trips: &[usize], plain: Run, others: &[(&str, Run)]) {
    for &n in trips {
        let mut tape = Tape::new();
        let want = plain(n, &mut tape);
        assert!(want.iter().all(|b| f64::from_bits(*b).is_finite()));
        assert!(tape.is_empty());
        for (name, run) in others {
            assert!(want == run(n, &mut tape), "{n} trips, {name}");
            assert!(tape.is_empty(), "{n} trips, {name}");
        }
    }
}

/// A program is a macro that takes the attribute of its functions and that of its loop, and writes a function
/// `run(n, tape)`.
macro_rules! twins {
    ($program:ident, $trips:expr) => {
        mod $program {
            mod on {
                versions! { $program #[autodiff::grad] }
            }
            mod off {
                versions! { $program #[autodiff::grad(analysis = off)] }
            }

            #[test]
            fn analysed() {
                on::compare($trips);
            }

            #[test]
            fn unanalysed() {
                off::compare($trips);
            }
        }
    };
}

macro_rules! versions {
    ($program:ident #$grad:tt) => {
        versions! { $program #$grad
            every_1 #[checkpoint(every = 1)],
            every_3 #[checkpoint(every = 3)],
            every_50 #[checkpoint(every = 50)],
            revolve_1 #[checkpoint(revolve = 1)],
            revolve_2 #[checkpoint(revolve = 2)],
            revolve_5 #[checkpoint(revolve = 5)],
            revolve_2000 #[checkpoint(revolve = 2000)],
            bytes #[checkpoint(bytes = 300)],
        }
    };
    ($program:ident #$grad:tt $($name:ident #$checkpoint:tt,)*) => {
        mod plain {
            use crate::twins::*;
            $program! { #$grad; }
        }
        $(mod $name {
            use crate::twins::*;
            $program! { #$grad; #$checkpoint }
        })*

        pub(super) fn compare(trips: &[usize]) {
            let others = &[$((stringify!($name), $name::run as crate::twins::Run)),*];
            crate::twins::compare(trips, plain::run, others);
        }
    };
}
