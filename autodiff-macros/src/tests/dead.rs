//! What is left out because nobody reads it.

use super::Case;
use crate::ir::{Block, Stmt, blocks};
use crate::reverse::{Layout, Sweeps};
use crate::{dead, verify};
use syn::{ItemFn, parse_quote};

fn without_dead_code(item: &ItemFn) -> Sweeps {
    let mut s = Case::with(item, true).sweeps(Layout::Split);
    dead::remove(&mut s);
    verify::sweeps(&s);
    s
}

fn pushed(s: &Sweeps) -> Vec<String> {
    fn visit(b: &Block, s: &Sweeps, found: &mut Vec<String>) {
        for stmt in &b.stmts {
            if let Stmt::Push { place, .. } = stmt {
                found.push(s.f.var(place.root).name.clone());
            }
            blocks(stmt).into_iter().for_each(|b| visit(b, s, found));
        }
    }
    let mut found = vec![];
    visit(&s.forward, s, &mut found);
    found
}

fn text(s: &Sweeps) -> String {
    format!("{}{}", s.f.display(&s.forward), s.f.display(&s.reverse))
}

#[test]
fn a_condition_without_adjoints_is_not_kept() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            let mut above = 0;
            for _ in 0..n {
                s *= x;
                let high = s > 2.0;
                if high {
                    above += 1;
                }
            }
            s + above as f64
        }
    };
    assert_eq!(pushed(&without_dead_code(&item)), ["s"]);
}

#[test]
fn an_arm_that_nobody_asks_for_is_not_recorded() {
    let item = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut k = 0;
            match n {
                0 => k = 3,
                1 => k += n,
                _ => {}
            }
            x * k as f64
        }
    };
    let s = without_dead_code(&item);
    assert!(!text(&s).contains("arm"), "{}", text(&s));
}
