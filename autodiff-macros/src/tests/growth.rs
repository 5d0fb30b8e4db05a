//! What is printed grows with the body, not faster.

use crate::attribute::Kind;
use crate::driver::expand;
use crate::dump::size;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The sizes of expansions of bodies with 50, 100 and 200 statements, over that of the body.
#[track_caller]
fn assert_linear(kind: Kind, body: impl Fn(usize) -> TokenStream) {
    assert_growth(kind, body, 2.2);
}

#[track_caller]
fn assert_growth(kind: Kind, body: impl Fn(usize) -> TokenStream, most: f64) {
    let sizes = [50, 100, 200].map(|n| {
        let item = body(n);
        let out = expand(kind, quote!(), item);
        assert!(!out.to_string().contains("compile_error"), "{out}");
        size(&out) as f64
    });
    assert!(
        sizes[1] / sizes[0] < most && sizes[2] / sizes[1] < most,
        "{sizes:?}"
    );
}

fn names(n: usize) -> impl Iterator<Item = (proc_macro2::Ident, proc_macro2::Ident)> {
    (0..n).map(|i| (format_ident!("a{i}"), format_ident!("a{}", i + 1)))
}

fn straight_line(n: usize) -> TokenStream {
    let last = format_ident!("a{n}");
    let body = names(n).map(|(a, b)| quote!(let #b = (#a * x).sin() + #a;));
    quote!(fn f(x: f64) -> f64 { let a0 = x; #(#body)* #last })
}

fn overwrites(n: usize) -> TokenStream {
    let body = (0..n).map(|_| quote!(s = s * s.exp() - x;));
    quote!(fn f(x: f64) -> f64 { let mut s = x; #(#body)* s })
}

fn loops(n: usize) -> TokenStream {
    let body = (0..n).map(|_| {
        quote!(for i in 0..x.len() {
            s = s * x[i];
        })
    });
    quote!(fn f(x: &[f64]) -> f64 { let mut s = 1.0; #(#body)* s })
}

fn branches(n: usize) -> TokenStream {
    let body = (0..n).map(|_| {
        quote!(if s > x {
            s = s * x;
        } else {
            s += x.sin();
        })
    });
    quote!(fn f(x: f64) -> f64 { let mut s = 1.0; #(#body)* s })
}

fn options(n: usize) -> TokenStream {
    let body = (0..n).map(|_| {
        quote!(best = match best { Some(b) if b > s => Some(b * s), Some(b) => Some(b + x), None => Some(x) };
        if let Some(b) = best && b < 2.0 {
            s = s * b;
        })
    });
    quote!(fn f(x: f64) -> f64 { let mut s = 1.0; let mut best: Option<f64> = None; #(#body)* s })
}

fn choices(n: usize) -> TokenStream {
    let body =
        (0..n).map(|_| quote!(let r = if s > x { &mut a } else { &mut b }; *r *= s; s = *r + s;));
    quote!(fn f(x: f64) -> f64 { let (mut a, mut b, mut s) = (x, 2.0, 1.0); #(#body)* s })
}

fn exits_past_residuals(n: usize) -> TokenStream {
    let last = format_ident!("a{n}");
    let body = names(n).map(|(a, b)| quote!(let #b = (#a * x).exp(); if #b > x { break; }));
    quote!(fn f(x: f64) -> f64 { let mut s = x; for i in 0..9 { let a0 = s; #(#body)* s = #last; } s })
}

fn breaks(n: usize) -> TokenStream {
    let body = (0..n).map(|_| quote!(s = s * x[i]; if s > 2.0 { break; }));
    quote!(fn f(x: &[f64]) -> f64 { let mut s = 1.0; for i in 0..x.len() { #(#body)* } s })
}

#[test]
fn reverse_mode_is_linear_in_the_body() {
    assert_linear(Kind::Grad, straight_line);
    assert_linear(Kind::Grad, overwrites);
    assert_linear(Kind::Grad, loops);
    assert_linear(Kind::Grad, branches);
    assert_linear(Kind::Grad, options);
    assert_linear(Kind::Grad, choices);
}

#[test]
fn reverse_mode_is_linear_in_the_number_of_exits() {
    assert_linear(Kind::Grad, breaks);
}

/// Each exit keeps, in front of itself, all that was computed before it: the product of the two numbers.
#[test]
fn many_exits_past_many_residuals_cost_the_product() {
    assert_growth(Kind::Grad, exits_past_residuals, 4.0);
}

#[test]
fn second_order_is_linear_in_the_body() {
    assert_linear(Kind::Hessian, straight_line);
    assert_linear(Kind::Hessian, overwrites);
    assert_linear(Kind::Hessian, loops);
    assert_linear(Kind::Hessian, branches);
}

#[test]
fn forward_mode_is_linear_in_the_body() {
    for body in [
        straight_line,
        overwrites,
        loops,
        branches,
        options,
        choices,
        breaks,
        exits_past_residuals,
    ] {
        assert_linear(Kind::Jvp, body);
        assert_linear(Kind::Taylor, body);
    }
}

/// A lift is told the inputs, the numbers beside them and the output of every operation.
#[test]
fn lifted_functions_are_bounded_by_the_body() {
    for body in [straight_line, overwrites, loops, branches] {
        let item = body(100);
        let out = expand(Kind::Taylor, quote!(), item.clone());
        let ratio = size(&out) as f64 / size(&item) as f64;
        assert!(ratio < 12.0, "{ratio}");
    }
}
