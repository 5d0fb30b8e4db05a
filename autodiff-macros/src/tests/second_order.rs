//! The forward transform takes what the reverse transform makes: Hessians times vectors, by composition.

use super::evaluator::Machine;
use super::reverse::{Example, examples};
use super::values::Value;
use super::{Case, assert_close, differences, dot, filled, flat};
use crate::forward::tangent_of_block;
use crate::ir::{Passing, VarId};
use crate::reverse::Layout;
use std::collections::BTreeMap;

/// Gradient and Hessian times vector: the tangents of the forward sweep and of the reverse sweep, one after the other.
fn hessian_times(case: &Case, args: &[Value], along: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let mut s = case.sweeps(Layout::Split);
    let carries: Vec<bool> = s.f.vars.iter().map(|v| v.ty.carries_reals()).collect();
    let active = |v: VarId| carries[v.0 as usize];
    let (forward, dots) = tangent_of_block(&mut s.f, &s.forward, &active);
    let (reverse, back_dots) = tangent_of_block(&mut s.f, &s.reverse, &active);

    let directions = filled(&args.iter().map(Value::zero).collect::<Vec<_>>(), along);
    let mut m = Machine::new(&s.f);
    let mut back = Machine::new(&s.f);
    for ((p, arg), direction) in s.f.params.iter().zip(args).zip(&directions) {
        m.set(p.var, arg.clone());
        back.set(p.var, arg.clone());
        seed(&mut m, &dots, p.var, direction.clone());
        seed(&mut back, &back_dots, p.var, direction.clone());
    }
    m.run(&forward);
    for p in s.f.params.iter().filter(|p| p.passing == Passing::Mut) {
        back.set(p.var, m.get(p.var).clone());
        if let Some(dot) = dots.get(&p.var) {
            seed(&mut back, &back_dots, p.var, m.get(*dot).clone());
        }
    }
    back.tape = std::mem::take(&mut m.tape);
    let twin = |(v, back): (&VarId, &VarId)| dots.get(v).map(|d| (*back, *d));
    back.twins = back_dots.iter().filter_map(twin).collect();
    back.set(s.y_bar, Value::Real(1.0));
    seed(&mut back, &back_dots, s.y_bar, Value::Real(0.0));
    for (bar, arg) in s.bars.iter().zip(args) {
        if let Some(bar) = bar {
            back.set(*bar, arg.zero());
            seed(&mut back, &back_dots, *bar, arg.zero());
        }
    }
    back.run(&reverse);
    assert!(back.tape.is_empty(), "the reverse sweep empties the tape");
    let gradient = super::cotangents(&s, &back, args);
    for bar in s.bars.iter_mut().flatten() {
        *bar = back_dots.get(bar).copied().unwrap_or(*bar);
    }
    for cotangent in s.cotangents.iter_mut().flatten() {
        if let Some(dot) = cotangent.var().and_then(|v| back_dots.get(&v)) {
            *cotangent = crate::ir::Atom::Var(*dot);
        }
    }
    (gradient, super::cotangents(&s, &back, args))
}

fn seed(m: &mut Machine<'_>, dots: &BTreeMap<VarId, VarId>, v: VarId, value: Value) {
    if let Some(dot) = dots.get(&v) {
        m.set(*dot, value);
    }
}

/// Directions without a pattern.
fn direction(n: usize, salt: f64) -> Vec<f64> {
    (0..n).map(|i| (1.7 * i as f64 + salt).sin()).collect()
}

fn for_each_case(test: impl Fn(&Case, &[Value])) {
    for Example { name, item, points } in examples() {
        for economical in [true, false] {
            let case = Case::with(&item, economical);
            for args in &points {
                eprintln!("{name}, economical: {economical}, at {args:?}");
                test(&case, args);
            }
        }
    }
}

#[test]
fn hessian_times_vector_is_the_difference_of_gradients() {
    for_each_case(|case, args| {
        let x = flat(args);
        let v = direction(x.len(), 0.3);
        let (gradient, hv) = hessian_times(case, args, &v);
        assert_close(&gradient, &case.gradient(args).1, 1e-14);
        let expected = differences(&|x| case.gradient(&filled(args, x)).1, &x, &v);
        assert_close(&hv, &expected, 1e-7);
    });
}

#[test]
fn the_hessian_is_symmetric() {
    for_each_case(|case, args| {
        let n = flat(args).len();
        let (u, v) = (direction(n, 1.1), direction(n, 2.9));
        let (_, hu) = hessian_times(case, args, &u);
        let (_, hv) = hessian_times(case, args, &v);
        assert_close(&[dot(&u, &hv)], &[dot(&v, &hu)], 1e-12);
    });
}

#[test]
fn the_hessian_does_not_depend_on_the_residual_plan() {
    for Example { name, item, points } in examples() {
        let (with, without) = (Case::new(&item), Case::with(&item, false));
        for args in &points {
            eprintln!("{name} at {args:?}");
            let v = direction(flat(args).len(), 0.7);
            let (_, a) = hessian_times(&with, args, &v);
            let (_, b) = hessian_times(&without, args, &v);
            assert_close(&a, &b, 1e-12);
        }
    }
}
