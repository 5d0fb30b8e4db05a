//! What is lowered computes what rustc makes of the same text.

use super::evaluator::Machine;
use super::{assert_close, enter, lowered, structured};
use crate::ir::{Function, Real, Ty};
use crate::lower::types::RealParams;
use syn::{ItemFn, parse_quote};

/// One text, as rustc and as `lower` understand it.
macro_rules! both {
    ($($text:tt)*) => {{
        $($text)*
        let item: ItemFn = parse_quote!($($text)*);
        assert_same(f, &item);
    }};
}

fn assert_same(f: fn(f64) -> f64, item: &ItemFn) {
    for x in [-1.3, 0.4, 2.7] {
        let value = |g: Function| {
            let mut m = Machine::new(&g);
            enter(&mut m, &g, &[x.into()]);
            m.run(&g.body);
            m.atom(g.result.as_ref().expect("a result")).real()
        };
        assert_close(&[value(lowered(item))], &[f(x)], 0.0);
        assert_close(&[value(structured(item))], &[f(x)], 0.0);
    }
}

#[test]
fn a_copy_of_a_mutable_parameter_is_a_variable_of_its_own() {
    both! {
        fn f(mut x: f64) -> f64 {
            let mut y = x;
            x = x.sin();
            y += 1.0;
            x * y
        }
    }
    both! {
        fn f(mut x: f64) -> f64 {
            let y = x;
            x = x.sin();
            x * y
        }
    }
}

#[test]
fn arrays_and_tuples_are_copied() {
    both! {
        fn f(x: f64) -> f64 {
            let mut a = [x, 2.0];
            let mut b = a;
            let c = a;
            b[0] = 3.0 * a[1];
            a[1] = b[0] + x;
            a[0] * b[0] + a[1] * b[1] + c[1]
        }
    }
    both! {
        fn f(x: f64) -> f64 {
            let (mut a, b) = (x, x * x);
            let pair = (a, b);
            a = (a + pair.1).cos();
            a * pair.0
        }
    }
}

#[test]
fn operands_are_read_from_left_to_right() {
    both! {
        fn f(x: f64) -> f64 {
            let mut s = x;
            let before = s * { s = x + 1.0; s };
            s += { s = 2.0; s * x };
            before - s
        }
    }
}

#[test]
fn names_are_shadowed() {
    both! {
        fn f(x: f64) -> f64 {
            let y = x * x;
            let z = { let y = y + 1.0; let x = y * 2.0; x - y };
            let y = y - z;
            let x = { let mut x = x; x *= 3.0; x };
            x * y
        }
    }
}

#[test]
fn exits_carry_values() {
    both! {
        fn f(x: f64) -> f64 {
            let mut n = 0;
            let mut s = x;
            let found = loop {
                n += 1;
                s = match n % 3 {
                    0 => s + 1.0,
                    k if k == 1 && s > 1.0 => s * 0.5,
                    1 | 2 => { if s < -5.0 { return s; } s - x }
                    _ => continue,
                };
                if n > 7 || s * s > 30.0 {
                    break s * 2.0;
                }
            };
            let side = 'a: {
                if found > x { break 'a 1.0; }
                -1.0
            };
            found * side
        }
    }
}

#[test]
fn a_type_parameter_is_a_real_by_its_bound() {
    let item: ItemFn = parse_quote! {
        fn f<A: Copy + autodiff::Real, B, C: Real + Copy, D: RealLike, const N: usize, r#type>(a: A)
        where
            B: Send + Real,
            Vec<D>: Real,
            D::Item: Real,
            r#type: Real,
        {
        }
    };
    let reals = RealParams::of(&item.sig.generics);
    for (name, real) in [
        ("A", true),
        ("B", true),
        ("C", true),
        ("r#type", true),
        ("D", false),
        ("N", false),
    ] {
        let spelled = syn::parse_str(name).expect("a type");
        let found = matches!(reals.ty(&spelled), Ty::Real(Real::Param(n)) if n == name);
        assert_eq!((reals.contains(name), found), (real, real), "{name}");
    }
    assert!(matches!(reals.ty(&parse_quote!(a::A)), Ty::Spelled(_)));
    assert!(reals.only().is_none());
}
