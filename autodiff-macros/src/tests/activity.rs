//! What is active.

use super::{lowered, lowered_with};
use crate::analysis::activity::activity;
use crate::ir::{Function, Rhs, Stmt, blocks};
use syn::{ItemFn, parse_quote};

/// The names of the user's variables that are active.
fn active(f: &Function, narrow: bool) -> Vec<String> {
    let a = activity(f, narrow);
    let named = |v: &String| !v.starts_with('v');
    let ids = (0..).map(crate::ir::VarId).take(f.vars.len());
    let names = ids
        .filter(|v| a.is_active(*v))
        .map(|v| f.var(v).name.clone());
    let mut names: Vec<String> = names.filter(named).collect();
    names.sort_unstable();
    names
}

#[test]
fn what_does_not_depend_on_an_input_is_inactive() {
    let f = lowered(&parse_quote! {
        fn f(x: f64) -> f64 {
            let mut c = 2.0;
            c = c * 3.0;
            let mut y = x;
            y = y * c;
            y
        }
    });
    assert_eq!(active(&f, true), ["x", "y"]);
}

#[test]
fn a_parameter_under_constant_is_inactive_and_what_follows_from_it() {
    let item: ItemFn = parse_quote! {
        fn f(x: f64, p: f64) -> f64 {
            let mut q = p;
            q = q * q;
            x * q
        }
    };
    assert_eq!(active(&lowered_with(&item, &["p"]), true), ["x"]);
    assert_eq!(active(&lowered(&item), true), ["p", "q", "x"]);
}

#[test]
fn integers_are_inactive() {
    let f = lowered(&parse_quote! {
        fn f(x: &[f64], n: usize) -> f64 {
            let mut j = 0;
            let mut s = 0.0;
            for i in 0..n {
                j = (j + x[i] as usize) % n;
                s += x[j] * (j as f64);
            }
            s
        }
    });
    assert_eq!(active(&f, true), ["s", "x"]);
}

#[test]
fn what_the_result_does_not_depend_on_is_inactive_only_if_asked() {
    let f = lowered(&parse_quote! {
        fn f(x: f64) -> f64 {
            let mut unused = x;
            unused = unused * x;
            x * x
        }
    });
    assert_eq!(active(&f, true), ["x"]);
    assert_eq!(active(&f, false), ["unused", "x"]);
}

#[test]
fn an_operation_without_derivative_stops_activity() {
    let f = lowered(&parse_quote! {
        fn f(x: f64) -> f64 {
            let mut k = x.floor();
            k = k + 1.0;
            k * x
        }
    });
    assert_eq!(active(&f, true), ["x"]);
}

#[test]
fn activity_goes_round_loops() {
    let f = lowered(&parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut a = 1.0;
            let mut b = 1.0;
            let mut c = 1.0;
            for _ in 0..n {
                c = b;
                b = a;
                a = x;
            }
            c
        }
    });
    assert_eq!(active(&f, true), ["a", "b", "c", "x"]);
}

#[test]
fn a_borrowed_parameter_is_a_result() {
    let f = lowered(&parse_quote! {
        fn f(x: f64, out: &mut [f64]) {
            out[0] = x * x;
        }
    });
    assert_eq!(active(&f, true), ["out", "x"]);
}

/// For each call, in order, whether it goes through the companion.
fn calls(item: &ItemFn) -> Vec<bool> {
    let f = lowered(item);
    let a = activity(&f, true);
    let mut found = vec![];
    let mut rest: Vec<&Stmt> = f.body.stmts.iter().rev().collect();
    while let Some(s) = rest.pop() {
        if let Stmt::Let {
            var,
            rhs: Rhs::Call(c),
        } = s
        {
            found.push(a.call(*var, c));
        }
        for b in blocks(s) {
            rest.extend(b.stmts.iter().rev());
        }
    }
    found
}

#[test]
fn a_call_is_active_if_something_active_goes_in_and_comes_out() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let table: f64 = look_up(n);
            let dropped: f64 = g(x);
            let used: f64 = g(x);
            used * table
        }
    };
    assert_eq!(calls(&item), [false, false, true]);
}

#[test]
fn a_call_that_writes_through_a_borrow_is_active() {
    let item = parse_quote! {
        fn f(x: f64) -> f64 {
            let mut a = [0.0; 2];
            fill(x, &mut a);
            let mut b = [0.0; 2];
            fill(2.0, &mut b);
            a[0] * b[0]
        }
    };
    assert_eq!(calls(&item), [true, false]);
}
