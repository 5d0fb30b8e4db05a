//! What the passes over finished loops take apart, turn around and lend, and what they leave alone.

use super::Case;
use crate::ir::{Block, LoopKind, Rhs, Stmt, blocks};
use crate::reverse::{Layout, Sweeps};
use crate::{contributions, dead, loops};
use syn::{ItemFn, parse_quote};

fn finished(item: &ItemFn) -> Sweeps {
    let mut s = Case::with(item, true).sweeps(Layout::Split);
    dead::remove(&mut s);
    contributions::begin_with_first(&mut s);
    loops::tighten(&mut s);
    s
}

/// All statements of a block, nested ones included.
fn all(b: &Block) -> Vec<&Stmt> {
    let inner = |s| {
        blocks(s)
            .into_iter()
            .flat_map(all)
            .collect::<Vec<&'_ Stmt>>()
    };
    b.stmts
        .iter()
        .flat_map(|s| std::iter::once(s).chain(inner(s)))
        .collect()
}

/// The arrays of which a sweep lends rows.
fn lent(s: &Sweeps, sweep: &Block) -> Vec<String> {
    let mut names: Vec<String> = all(sweep)
        .into_iter()
        .filter_map(|stmt| match stmt {
            Stmt::Let {
                rhs: Rhs::Lend { place, .. },
                ..
            } => Some(s.f.var(place.root).name.clone()),
            _ => None,
        })
        .collect();
    names.sort();
    names
}

/// Whether they run downwards, of the loops of a sweep.
fn downwards(sweep: &Block) -> Vec<bool> {
    let down = |s: &Stmt| match s {
        Stmt::Loop(l) => match &l.kind {
            LoopKind::Range(r) => Some(!r.steps.is_empty()),
            LoopKind::Forever | LoopKind::Once => None,
        },
        _ => None,
    };
    all(sweep).into_iter().filter_map(down).collect()
}

#[test]
fn rows_at_an_offset_are_lent() {
    let s = finished(&parse_quote! {
        fn f(w: &[f64], x: &[f64], i: usize, n: usize) -> f64 {
            let mut y = 1.0;
            for j in 1..n {
                y += w[i * n + j] * x[j - 1];
            }
            y * y
        }
    });
    assert_eq!(lent(&s, &s.forward), ["w", "x"]);
    assert_eq!(lent(&s, &s.reverse), ["w", "w_bar", "x", "x_bar"]);
    assert_eq!(downwards(&s.reverse), [false]);
}

#[test]
fn what_rustc_checks_itself_is_not_lent() {
    let s = finished(&parse_quote! {
        fn f(x: &[f64], y: [f64; 8]) -> f64 {
            let mut sum = 0.0;
            for j in 0..x.len() {
                sum += x[j] * x[j];
            }
            for j in 0..8 {
                sum += y[j] * y[j];
            }
            sum
        }
    });
    assert!(lent(&s, &s.forward).is_empty());
    assert_eq!(lent(&s, &s.reverse), ["x_bar"]);
}

#[test]
fn strides_and_descending_indices_are_no_rows() {
    let s = finished(&parse_quote! {
        fn f(x: &[f64], n: usize) -> f64 {
            let mut y = 0.0;
            for j in 0..n {
                y += x[j * n] * x[n - j] * x[j + j];
            }
            y
        }
    });
    assert!(lent(&s, &s.forward).is_empty());
    assert!(lent(&s, &s.reverse).is_empty());
}

#[test]
fn elements_of_some_trips_are_not_lent() {
    let s = finished(&parse_quote! {
        fn f(x: &[f64], w: &[f64], n: usize) -> f64 {
            let mut y = 0.0;
            for j in 0..n {
                if j + 2 < n {
                    y += w[j];
                }
                y += x[j] * x[j];
            }
            y
        }
    });
    assert_eq!(lent(&s, &s.forward), ["x"]);
    assert!(!lent(&s, &s.reverse).contains(&"w_bar".to_owned()));
}

#[test]
fn loops_that_are_left_or_call_stay_as_they_are() {
    let s = finished(&parse_quote! {
        fn f(x: &[f64], w: &[f64], n: usize) -> f64 {
            let mut y = 0.0;
            for j in 0..n {
                if y > 9.0 {
                    break;
                }
                y += x[j] * w[j];
            }
            for j in 0..n {
                println!("{j}");
                y += x[j] * w[j];
            }
            y
        }
    });
    assert!(lent(&s, &s.forward).is_empty());
}

#[test]
fn what_is_changed_at_two_places_is_not_lent() {
    let s = finished(&parse_quote! {
        fn f(x: &mut [f64], w: &[f64], n: usize) {
            for j in 0..n {
                x[j + n] = x[j] * w[j];
            }
        }
    });
    assert!(!lent(&s, &s.forward).contains(&"x".to_owned()));
    assert_eq!(downwards(&s.reverse), [true]);
}

#[test]
fn two_rows_of_one_array_get_a_loop_each() {
    let s = finished(&parse_quote! {
        fn f(x: &[f64], i: usize, k: usize, n: usize) -> f64 {
            let mut y = 0.0;
            for j in 0..n {
                y += x[i * n + j] * x[k * n + j];
            }
            y * y
        }
    });
    assert_eq!(downwards(&s.forward), [false]);
    assert_eq!(downwards(&s.reverse), [false, false]);
    assert_eq!(lent(&s, &s.reverse), ["x", "x", "x_bar", "x_bar"]);
}

#[test]
fn what_is_dear_is_not_computed_in_two_loops() {
    let s = finished(&parse_quote! {
        fn f(x: &[f64], i: usize, k: usize, n: usize) -> f64 {
            let mut y = 0.0;
            for j in 0..n {
                y += (x[i * n + j] * x[k * n + j]).sin();
            }
            y
        }
    });
    assert_eq!(downwards(&s.reverse).len(), 1);
}

#[test]
fn cotangents_begin_with_what_they_get_first() {
    let s = finished(&parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let a = x * x;
            let mut b = a;
            for _ in 0..n {
                b *= x;
            }
            b - a
        }
    });
    let begun = |name: &str| {
        let named = |v| s.f.var(v).name == name;
        all(&s.reverse).into_iter().find_map(|stmt| match stmt {
            Stmt::Declare { var, init } if named(*var) => Some(init.clone().and_then(|a| a.var())),
            _ => None,
        })
    };
    // `b_bar` is `y_bar`, and more is added later; the first that `x_bar` gets depends on the number of trips
    assert!(matches!(begun("b_bar"), Some(Some(_))));
    assert!(matches!(begun("x_bar"), Some(None)));
}

#[test]
fn a_sine_lends_its_adjoint_a_cosine() {
    let methods = |item: &ItemFn| {
        let s = finished(item);
        let names = all(&s.reverse).into_iter().filter_map(|stmt| match stmt {
            Stmt::Let {
                rhs: Rhs::Op(row, _),
                ..
            } if ["sin", "cos"].contains(&row.name) => Some(row.name),
            _ => None,
        });
        names.collect::<Vec<_>>()
    };
    let at_hand = parse_quote! {
        fn f(x: f64) -> f64 { x.sin() * x.cos() }
    };
    assert!(methods(&at_hand).is_empty());
    // a cosine that nothing depends on has no tangent for second order
    let inactive = parse_quote! {
        fn f(x: f64) -> f64 {
            let up = x.cos() > 0.0;
            if up { x.sin() } else { x }
        }
    };
    assert_eq!(methods(&inactive), ["cos"]);
    let behind_an_exit = parse_quote! {
        fn f(x: f64) -> f64 {
            let mut y = 0.0;
            'left: {
                y += x.sin();
                if y > 2.0 { break 'left; }
                y += x.cos();
            }
            y
        }
    };
    assert_eq!(methods(&behind_an_exit), ["sin", "cos"]);
    let repeated = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut y = x;
            for _ in 0..n { y = 2.0 * y.sin(); }
            y
        }
    };
    assert!(methods(&repeated).is_empty());
}

/// The dimensions of the runs of elements that a sweep adds to in the cotangent of the first argument.
fn extents(item: &ItemFn) -> Option<Vec<usize>> {
    let s = finished(item);
    let bar = s.bars[0].expect("a borrowed argument");
    let runs = loops::extents::of(&s, bar)?;
    Some(runs.iter().map(|run| run.dimensions.len()).collect())
}

#[test]
fn what_is_added_to_is_known_before_the_sweep() {
    let matrix: ItemFn = parse_quote! {
        fn f(w: &[f64], n: usize, m: usize) -> f64 {
            let mut s = 0.0;
            for i in 0..n {
                for j in 0..m { s += w[m * i + j].exp(); }
                s += w[n * m + i].sin();
            }
            s
        }
    };
    assert_eq!(extents(&matrix), Some(vec![1, 2]));
    let stencil: ItemFn = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() - 1 { s += x[i + 1] * x[i]; }
            s
        }
    };
    // the last element is added to behind the loop, if there was a trip
    assert_eq!(extents(&stencil), Some(vec![1, 1]));
}

#[test]
fn what_some_calls_add_to_is_not_known_before() {
    let bodies: [ItemFn; 6] = [
        parse_quote! { fn f(x: &[f64]) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() { if x[i] > 0.0 { s += x[i].exp(); } }
            s
        } },
        parse_quote! { fn f(x: &[f64]) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() { s += x[i].exp(); if s > 9.0 { break; } }
            s
        } },
        parse_quote! { fn f(x: &[f64], n: usize) -> f64 {
            let mut s = 0.0;
            for i in 0..n { for j in 0..i { s += x[i * n + j].exp(); } }
            s
        } },
        parse_quote! { fn f(x: &[f64], mut n: usize) -> f64 {
            let mut s = 0.0;
            n = n * n;
            for i in 0..n { s += x[i].exp(); }
            s
        } },
        parse_quote! { fn f(x: &[f64], at: &[usize]) -> f64 {
            let mut s = 0.0;
            for i in 0..at.len() { s += x[at[i]].exp(); }
            s
        } },
        // in no loop: there is nothing to be gained
        parse_quote! { fn f(x: &[f64]) -> f64 { x[0].exp() * x[1] } },
    ];
    for body in &bodies {
        assert_eq!(extents(body), None);
    }
}
