//! Programs with loops that may have the attribute: headers of every kind, loops in loops and in other constructs.

#![allow(
    clippy::all,
    reason = "the programs spell out what a person may write, tidy or not"
)]

/// Ranges of every kind, and elements.
macro_rules! headers {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn f(x: f64, v: &mut [f64], n: usize) -> f64 {
            let mut y = x;
            $(#$checkpoint)?
            for i in (0..n).rev() {
                y = (y + 0.1 * i as f64).sin();
            }
            $(#$checkpoint)?
            for i in (1..=n).step_by(3) {
                y = (y * x + i as f64).cos();
            }
            $(#$checkpoint)?
            for i in (2..n as i32).rev().step_by(2) {
                y -= 0.01 * (y * f64::from(i)).sin();
            }
            $(#$checkpoint)?
            for i in -100i8..100 {
                y += 0.001 * y * f64::from(i);
            }
            $(#$checkpoint)?
            for (i, e) in v.iter_mut().enumerate() {
                *e *= y + i as f64;
                y = y * 0.5 + 0.1 * *e;
            }
            $(#$checkpoint)?
            for (a, b) in v[1..].iter().zip([0.1, 0.2, 0.3]) {
                y += (a * b * y).sin();
            }
            $(#$checkpoint)?
            for (i, pair) in v.windows(2).enumerate().skip(1) {
                y *= 1.0 + 0.1 * pair[1] * pair[1] * i as f64;
            }
            let (mut from, mut to, mut step) = (1, n, 1);
            $(#$checkpoint)?
            for i in (from..to).step_by(step) {
                y = (y * x + i as f64).sin();
                (from, to, step) = (to, i, n);
            }
            $(#$checkpoint)?
            for i in from..10 {
                to = i + step;
                y += 0.1 * (to as f64 * y).cos() * v[i % 5];
            }
            y * y
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let (mut x, mut v, mut v_bar) = (0.0, [0.4, -0.2, 0.6, 0.1, 0.9], [0.3; 5]);
            let y = f::vjp_with(tape, 0.4, &mut v, n, 1.0, &mut x, &mut v_bar);
            bits(&[&[y, x], &v, &v_bar])
        }
    };
}

/// The attribute on the outer loop.
macro_rules! outer {
    (#$grad:tt; $(#$checkpoint:tt)?) => { nested! { #$grad; $(#$checkpoint)?; } };
}
/// On the inner one.
macro_rules! inner {
    (#$grad:tt; $(#$checkpoint:tt)?) => { nested! { #$grad; ; $(#$checkpoint)? } };
}
/// On both.
macro_rules! both {
    (#$grad:tt; $(#$checkpoint:tt)?) => { nested! { #$grad; $(#$checkpoint)?; $(#$checkpoint)? } };
}
macro_rules! nested {
    (#$grad:tt; $(#$outer:tt)?; $(#$inner:tt)?) => {
        #$grad
        fn f(x: f64, w: &[f64], n: usize) -> f64 {
            let mut y = x;
            let mut z = w[0];
            let mut trace = [0.0; 3];
            $(#$outer)?
            for i in 0..n {
                let scale = y * w[i % 3];
                let mut t = scale.sin();
                $(#$inner)?
                for j in 0..(n - i) {
                    t = (t * scale + w[j % 3]).cos() * z;
                    trace[j % 3] += t * y;
                }
                z += 0.1 * t;
                y = y * 0.9 + 0.1 * t * scale;
                trace[1] *= y;
            }
            y * z + trace[0] * trace[1] - trace[2]
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let (mut x, mut w) = (0.0, [0.0; 3]);
            let y = f::value_and_grad_with(tape, 0.4, &[0.3, -0.8, 0.5], n, &mut x, &mut w);
            bits(&[&[y, x], &w])
        }
    };
}

/// Loops in branches, behind an early `return`, in a closure, one after the other with the same state, in `match`.
macro_rules! around {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn f(x: f64, n: usize) -> f64 {
            let mut y = x;
            let mut a = [x, 1.0, 0.5];
            let scale = x * 0.7;
            if n == 1 {
                return y * a[0];
            }
            let squash = |t: f64, m: usize| {
                let mut t = t;
                $(#$checkpoint)?
                for i in 0..m {
                    t = (t * scale + i as f64).sin();
                }
                t
            };
            if n % 2 == 0 {
                $(#$checkpoint)?
                for i in 0..n {
                    a[i % 3] = y * a[(i + 1) % 3];
                    y = a[i % 3].sin() + 0.1;
                }
                y *= squash(y, n / 2);
            } else {
                a[1] = y.exp();
            }
            match n % 3 {
                0 => {
                    $(#$checkpoint)?
                    for i in 0..n {
                        if y > 0.3 {
                            y = y * y - 0.1 * a[i % 3];
                        } else {
                            let b = a;
                            a[0] = b[1] + 0.3;
                            y += 0.2 * b[0].cos();
                        }
                    }
                }
                1 => y += squash(a[0], n) * squash(y, 3),
                _ => y = -y,
            }
            for _ in 0..2 {
                if y > 10.0 {
                    return y;
                }
                $(#$checkpoint)?
                for k in 0..3 {
                    y += 0.1 * a[k] * y;
                    a[k] *= y;
                }
            }
            y + a[0] * a[1] * a[2]
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let mut x = 0.0;
            let y = f::value_and_grad_with(tape, 0.6, n, &mut x);
            bits(&[&[y, x]])
        }
    };
}

/// Loops inside that are left early, and what is declared before it has a value.
macro_rules! inside {
    (#$grad:tt; $(#$checkpoint:tt)?) => {
        #$grad
        fn f(x: f64, v: &[f64], n: usize) -> f64 {
            let mut y = x;
            let mut last;
            let mut count = 0usize;
            $(#$checkpoint)?
            'trips: for i in 0..n {
                last = y;
                let mut t = 1.0;
                'search: for (j, e) in v.iter().enumerate() {
                    let mut k = 0;
                    while k < 4 {
                        t *= 0.8 + e * y;
                        k += 1;
                        if t > 1.5 {
                            continue 'search;
                        }
                        if t < 0.1 && j > 0 {
                            break 'search;
                        }
                        if i % 5 == 4 && j == 1 {
                            y *= t;
                            continue 'trips;
                        }
                    }
                    count += j;
                }
                let rest = loop {
                    t *= 0.5;
                    if t < 0.2 {
                        break t + 0.1;
                    }
                };
                y = match i % 4 {
                    0 => rest.sin(),
                    1 if y > 0.0 => (y * rest).cos(),
                    _ => last * rest + 0.2,
                };
            }
            y * (1.0 + count as f64)
        }

        pub(super) fn run(n: usize, tape: &mut Tape) -> Vec<u64> {
            let (mut x, mut v) = (0.0, [0.0; 3]);
            let y = f::value_and_grad_with(tape, 0.6, &[0.3, -0.4, 0.9], n, &mut x, &mut v);
            bits(&[&[y, x], &v])
        }
    };
}

twins! { headers, crate::twins::FEW }
twins! { outer, crate::twins::FEW }
twins! { inner, crate::twins::FEW }
twins! { both, crate::twins::FEW }
twins! { around, crate::twins::FEW }
twins! { inside, crate::twins::FEW }
