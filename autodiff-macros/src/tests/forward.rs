//! The forward transform against the reverse transform.

use super::evaluator::Machine;
use super::reverse::{Example, examples};
use super::values::Value;
use super::{Case, assert_close, dot, filled, flat, structured};
use crate::analysis::activity::activity;
use crate::forward::{Width, forward};
use syn::ItemFn;

/// Value and tangent, by the tangent program.
fn tangent(item: &ItemFn, economical: bool, args: &[Value], along: &[f64]) -> (f64, f64) {
    let f = structured(item);
    let t = forward(&f, &activity(&f, economical), Width::One);
    let mut m = Machine::new(&t.f);
    super::enter(&mut m, &t.f, args);
    let directions = filled(&args.iter().map(Value::zero).collect::<Vec<_>>(), along);
    for (dot, direction) in t.dots.iter().zip(directions) {
        if let Some(dot) = dot {
            m.set(*dot, direction);
        }
    }
    m.run(&t.body);
    let value = m.atom(t.f.result.as_ref().expect("a result")).real();
    let tangent = m.atom(t.result_dot.as_ref().expect("a tangent")).real();
    (value, tangent)
}

#[test]
fn both_modes_agree() {
    for Example { name, item, points } in examples() {
        let case = Case::new(&item);
        for args in &points {
            let (value, gradient) = case.gradient(args);
            let n = flat(args).len();
            let along: Vec<f64> = (0..n).map(|i| (2.3 * i as f64 + 0.4).cos()).collect();
            for economical in [true, false] {
                eprintln!("{name}, economical: {economical}, at {args:?}");
                let (same, slope) = tangent(&item, economical, args, &along);
                assert_close(&[same], &[value], 0.0);
                assert_close(&[slope], &[dot(&gradient, &along)], 1e-12);
            }
        }
    }
}

#[test]
fn inactive_statements_have_no_tangents() {
    let item: ItemFn = syn::parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut c = 2.0;
            for i in 0..n {
                c = c * 1.5;
            }
            x * c
        }
    };
    let f = structured(&item);
    let t = forward(&f, &activity(&f, true), Width::One);
    let text = super::outline(&t.f, &t.body);
    assert_eq!(text, super::outline(&f, &f.body));
}
