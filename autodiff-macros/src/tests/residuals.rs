//! What the forward sweep keeps, and how else values get to the reverse sweep.

use super::{Case, recorded};
use crate::ir::{Block, Proj, Stmt, VarId, blocks};
use crate::reverse::Layout;
use syn::{ItemFn, parse_quote};

/// What the forward sweep pushes, in the order of the text.
fn pushed(item: &ItemFn, economical: bool) -> Vec<String> {
    fn visit(b: &Block, found: &mut Vec<VarId>) {
        for s in &b.stmts {
            if let Stmt::Push { place, .. } = s {
                found.push(place.root);
            }
            blocks(s).into_iter().for_each(|b| visit(b, found));
        }
    }
    let s = Case::with(item, economical).sweeps(Layout::Split);
    let mut found = vec![];
    visit(&s.forward, &mut found);
    found.iter().map(|v| s.f.var(*v).name.clone()).collect()
}

/// How many values the reverse sweep computes again.
fn again(item: &ItemFn) -> usize {
    Case::new(item).plan.again.values().map(Vec::len).sum()
}

#[test]
fn a_linear_update_keeps_nothing() {
    let item = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut s = 0.0;
            let mut t = 1.0;
            for i in 0..x.len() {
                s += 2.0 * x[i];
                t = 0.5 * t - s;
                s -= t;
            }
            s + t
        }
    };
    assert!(pushed(&item, true).is_empty());
}

#[test]
fn an_input_that_is_only_read_is_read_in_place() {
    let item = parse_quote! {
        fn f(x: &[f64], p: f64) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() {
                s += x[i] * x[i] * p;
            }
            s
        }
    };
    assert!(pushed(&item, true).is_empty());
    assert!(again(&item) > 0);
}

#[test]
fn a_cheap_index_is_computed_again() {
    let item = parse_quote! {
        fn f(x: &[f64], n: usize) -> f64 {
            let mut s = 0.0;
            for i in 0..n {
                let j = (3 * i + 1) % n;
                s += x[j] * x[i];
            }
            s
        }
    };
    assert!(pushed(&item, true).is_empty());
}

#[test]
fn an_index_that_is_overwritten_is_kept() {
    let item = parse_quote! {
        fn f(x: &[f64], n: usize) -> f64 {
            let mut s = 0.0;
            let mut j = 1;
            for _ in 0..n {
                s += x[j] * x[j];
                j = (3 * j + 1) % n;
            }
            s
        }
    };
    assert_eq!(pushed(&item, true), ["j"]);
}

#[test]
fn an_overwritten_value_is_kept_once() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for _ in 0..n {
                s = s * s * x + s.sin() * s;
            }
            s
        }
    };
    let kept = pushed(&item, true);
    assert_eq!(kept.iter().filter(|v| *v == "s").count(), 1, "{kept:?}");
}

#[test]
fn overwriting_what_nobody_reads_keeps_nothing() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = 0.0;
            let mut t = x;
            for _ in 0..n {
                t = 2.0 * t;
                s += t * x;
                t = 3.0 * x;
            }
            s
        }
    };
    assert_eq!(pushed(&item, true), ["t"]);
}

#[test]
fn only_the_overwritten_element_is_kept() {
    let item = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut a = [0.0; 4];
            for i in 1..4 {
                a[i] = a[i - 1] * a[i] + x[i];
            }
            a[3]
        }
    };
    let kept = pushed(&item, true);
    assert!(kept.iter().filter(|v| *v == "a").count() <= 2, "{kept:?}");
    assert!(kept.contains(&"a".to_owned()), "{kept:?}");
}

#[test]
fn the_result_of_a_transcendental_function_is_kept() {
    let item = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() {
                let e = x[i].exp();
                s += e;
            }
            s
        }
    };
    assert_eq!(pushed(&item, true).len(), 1);
}

#[test]
fn a_function_that_reads_its_input_keeps_no_output() {
    let item = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() {
                s += x[i].ln();
            }
            s
        }
    };
    assert!(pushed(&item, true).is_empty());
}

#[test]
fn records_nobody_reads_are_left_out() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut k = n;
            while k > 3 {
                k -= 2;
            }
            x * x
        }
    };
    assert!(pushed(&item, true).is_empty());
}

#[test]
fn trips_of_an_active_loop_are_kept() {
    let item = parse_quote! {
        fn f(x: f64) -> f64 {
            let mut s = x;
            while s > 1.0 {
                s = s * 0.5;
            }
            s
        }
    };
    assert!(pushed(&item, true).contains(&"trips".to_owned()));
}

#[test]
fn without_the_analysis_every_overwrite_is_kept() {
    let item = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut s = 0.0;
            let mut t = 1.0;
            for i in 0..x.len() {
                s += 2.0 * x[i];
                t = 0.5 * t - s;
            }
            s + t
        }
    };
    let kept = pushed(&item, false);
    assert!(pushed(&item, true).is_empty());
    assert!(
        kept.contains(&"s".to_owned()) && kept.contains(&"t".to_owned()),
        "{kept:?}"
    );
    assert!(Case::with(&item, false).plan.again.is_empty());
}

#[test]
fn the_plan_is_the_same_each_time() {
    let item: ItemFn = parse_quote! {
        fn f(x: &[f64], n: usize) -> f64 {
            let mut s = 1.0;
            for i in 0..n {
                if x[i] > s {
                    break;
                }
                s = s * x[i].exp();
            }
            s
        }
    };
    let text = || {
        let s = Case::new(&item).sweeps(Layout::Split);
        s.f.display(&s.forward) + &s.f.display(&s.reverse)
    };
    assert_eq!(text(), text());
    let body = || format!("{:?}", recorded(&item).body.stmts.len());
    assert_eq!(body(), body());
}

/// What the forward sweep pushes as blocks.
fn blocks_of(item: &ItemFn, economical: bool) -> Vec<String> {
    fn visit(b: &Block, found: &mut Vec<VarId>) {
        for s in &b.stmts {
            if let Stmt::Push { place, .. } = s
                && let Some(Proj::Slice(..)) = place.proj.last()
            {
                found.push(place.root);
            }
            blocks(s).into_iter().for_each(|b| visit(b, found));
        }
    }
    let s = Case::with(item, economical).sweeps(Layout::Split);
    let mut found = vec![];
    visit(&s.forward, &mut found);
    found.iter().map(|v| s.f.var(*v).name.clone()).collect()
}

#[test]
fn a_stretch_is_kept_as_a_block_before_its_loop() {
    let item = parse_quote! {
        fn f(x: &[f64], k: f64, n: usize) -> f64 {
            let (mut u, mut next) = (x.to_vec(), x.to_vec());
            for _ in 0..n {
                for i in 1..u.len() - 1 {
                    next[i] = u[i] + k * (u[i - 1] + u[i + 1]);
                }
                std::mem::swap(&mut u, &mut next);
            }
            u[1]
        }
    };
    assert_eq!(blocks_of(&item, true), ["next"]);
    assert!(blocks_of(&item, false).is_empty());
}

#[test]
fn adjoints_that_read_old_and_new_elements_have_each_put_back_in_its_trip() {
    let both = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut u = x.to_vec();
            for i in 1..u.len() - 1 {
                u[i] = u[i - 1] * u[i + 1];
            }
            u[1] * u[2]
        }
    };
    assert!(blocks_of(&both, true).is_empty());
    let ahead = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut u = x.to_vec();
            for i in 0..u.len() - 2 {
                u[i] = u[i + 2] * u[i + 1];
            }
            u[1] * u[2]
        }
    };
    assert_eq!(blocks_of(&ahead, true), ["u"]);
    let behind = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut u = x.to_vec();
            for i in 2..u.len() {
                u[i] = u[i - 2] * u[i - 1];
            }
            u[1] * u[2]
        }
    };
    assert_eq!(blocks_of(&behind, true), ["u"]);
    let kept_beside = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut u = x.to_vec();
            let mut s = 1.0;
            for i in 0..u.len() {
                s = (s * u[i]).sin();
                u[i] = u[i] * s;
            }
            u[1] * s
        }
    };
    assert!(blocks_of(&kept_beside, true).is_empty());
}
