//! What is lowered computes what rustc makes of the same text.

use super::evaluator::Machine;
use super::{assert_close, enter, lowered, structured};
use crate::ir::{Function, Real, Stmt, Ty};
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
fn options_and_chosen_references_are_variables() {
    both! {
        fn f(x: f64) -> f64 {
            let mut best: Option<(f64, Option<f64>)> = None;
            for _ in 0..4 {
                best = match best {
                    None => Some((x, None)),
                    Some((a, None)) if a > 1.0 => None,
                    Some((a, o)) => Some((a + 1.0, o.or(Some(a * x)))),
                };
            }
            best.map_or(x, |(a, o)| a * o.unwrap_or(3.0))
        }
    }
    both! {
        fn f(x: f64) -> f64 {
            let (mut a, mut b) = ([x, 2.0], [x * x, 1.0]);
            let mut s = 0.0;
            for i in 0..3 {
                let r = if s > x { &mut a } else { &mut b };
                r[0] += r[1] * x;
                let c = if i == 1 { &mut r[0] } else { &mut r[1] };
                *c *= *c;
                s += *c;
            }
            s + a[0] * b[1]
        }
    }
}

/// Where only an index differs there is one place, and every use of it is written once.
#[test]
fn references_that_differ_in_an_index_become_one_place() {
    let f = lowered(&parse_quote! {
        fn f(m: &[Vec<f64>], i: usize, j: usize, x: f64) -> f64 {
            let row = if x > 0.0 { &m[i] } else { &m[j] };
            row[0] * row[1]
        }
    });
    let ifs = f.body.stmts.iter().filter(|s| matches!(s, Stmt::If { .. }));
    assert_eq!(ifs.count(), 1);
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
        let found = matches!(reals.ty(&spelled), Ty::Real(Real::Param(p)) if p.name == name);
        assert_eq!((reals.find(name).is_some(), found), (real, real), "{name}");
    }
    assert!(matches!(reals.ty(&parse_quote!(a::A)), Ty::Spelled(_)));
    assert!(reals.only().is_none());
}

#[test]
fn closures_see_the_names_of_their_definition() {
    both! {
        fn f(x: f64) -> f64 {
            let k = x * x;
            let scaled = |t: f64| t * k;
            let k = 100.0;
            let twice = |t| scaled(t) + scaled(k);
            let scaled = |t: f64| t - k;
            scaled(x) + twice(x)
        }
    }
}

#[test]
fn closures_share_or_copy_what_they_capture() {
    both! {
        fn f(x: f64) -> f64 {
            let mut k = x;
            let mut own = move || { k += 1.0; k };
            let a = own() * own();
            let mut add = |t: f64| { k += t; k };
            let b = add(a) + add(2.0);
            k * b + own()
        }
    }
}

#[test]
fn closures_are_left_by_return() {
    both! {
        fn f(x: f64) -> f64 {
            let clamped = |t: f64| {
                for i in 0..4 {
                    if t < i as f64 { return i as f64; }
                }
                t
            };
            if clamped(x) > 1.0 { return clamped(x * 2.0); }
            clamped(x) - 1.0
        }
    }
}

#[test]
fn chains_run_element_by_element() {
    both! {
        fn f(x: f64) -> f64 {
            let v = [x, 1.0, -x, 2.0, x * x];
            let mut seen = 1.0;
            let s: f64 = v.iter().map(|t| { seen = seen * 0.5 + t; seen }).filter(|t| *t > 0.0).take(2).sum();
            let mut last = 0.0;
            for (i, t) in v.iter().enumerate().filter(|p| *p.1 < 1.5).skip(1).take(2) {
                if i == 2 { continue; }
                last += t * i as f64;
            }
            s * seen + last
        }
    }
}

#[test]
fn chains_of_loops_are_left_as_one() {
    both! {
        fn f(x: f64) -> f64 {
            let v = [x, 1.0, -x, 2.0];
            let mut s = 0.0;
            for t in v.iter().chain(v.iter().rev()).chain(&v) {
                if s > 3.0 { break; }
                if *t < 0.0 { continue; }
                s += t;
            }
            let k = (0..4).flat_map(|i| (0..i).map(move |j| i * j)).filter(|n| n % 2 == 0).count();
            s * k as f64 + v.iter().fold(1.0, |a, t| a * t + 1.0)
        }
    }
}
