//! What is expanded: bodies of some size, and crates of some functions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// Functions of a size, and the statements in all of them.
type Items = fn(usize) -> (Vec<TokenStream>, usize);

/// A row of the table for each size.
pub(crate) struct Body {
    pub(crate) name: &'static str,
    pub(crate) sizes: &'static [usize],
    pub(crate) items: Items,
}

const STATEMENTS: &[usize] = &[10, 100, 1000];

pub(crate) const ALL: [Body; 5] = [
    Body {
        name: "straight line",
        sizes: STATEMENTS,
        items: straight_line,
    },
    Body {
        name: "overwritten variables",
        sizes: STATEMENTS,
        items: overwrites,
    },
    Body {
        name: "loops and branches",
        sizes: STATEMENTS,
        items: loops_and_branches,
    },
    Body {
        name: "loops and branches in each other, 30 deep",
        sizes: &[30],
        items: nested,
    },
    Body {
        name: "200 functions that call each other",
        sizes: &[200],
        items: functions,
    },
];

fn straight_line(n: usize) -> (Vec<TokenStream>, usize) {
    let name = |i: usize| format_ident!("a{i}");
    let last = name(n);
    let body = (0..n).map(|i| {
        let (a, b) = (name(i), name(i + 1));
        quote!(let #b = (#a * x).sin() + #a;)
    });
    let item = quote!(fn f(x: f64) -> f64 { let a0 = x; #(#body)* #last });
    (vec![item], n)
}

fn overwrites(n: usize) -> (Vec<TokenStream>, usize) {
    let body = (0..n).map(|_| quote!(s = s * s.exp() - x;));
    let item = quote!(fn f(x: f64) -> f64 { let mut s = x; #(#body)* s });
    (vec![item], n)
}

/// Five statements each, the loop and the branch among them.
fn loops_and_branches(n: usize) -> (Vec<TokenStream>, usize) {
    let body = (0..n / 5).map(|_| {
        quote!(for i in 1..x.len() {
            x[i] = x[i - 1] * s;
            if x[i] > s {
                s += x[i].sin();
            } else {
                s = s * x[i];
            }
        })
    });
    let item = quote!(fn f(x: &mut [f64]) -> f64 { let mut s = 1.0; #(#body)* s });
    (vec![item], n)
}

/// Every second level is a loop, and each has a statement before and one after it.
fn nested(depth: usize) -> (Vec<TokenStream>, usize) {
    let innermost = quote!(s = s * x.sin(););
    let body = (0..depth).fold(innermost, |inside, level| match level % 2 {
        0 => quote!(s *= x; if s < 2.0 { #inside } s += x;),
        _ => quote!(s *= x; for _ in 0..2 { #inside } s += x;),
    });
    let item = quote!(fn f(x: f64) -> f64 { let mut s = x; #body s });
    (vec![item], 3 * depth + 1)
}

/// Ten statements each.
fn functions(n: usize) -> (Vec<TokenStream>, usize) {
    let items = (0..n).map(|i| {
        let name = format_ident!("part{i}");
        let last = match i {
            0 => quote!(sum += x[0];),
            _ => {
                let callee = format_ident!("part{}", i - 1);
                quote!(sum += #callee(x, n);)
            }
        };
        quote! {
            fn #name(x: &[f64], n: usize) -> f64 {
                let mut sum = 0.0;
                let mut power = 1.0;
                for i in 0..n {
                    let t = x[i] * power;
                    power = power * t.cos();
                    if t > 0.0 {
                        sum += t;
                    } else {
                        sum -= t.exp();
                    }
                }
                #last
                sum
            }
        }
    });
    (items.collect(), 10 * n)
}
