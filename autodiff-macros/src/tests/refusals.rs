//! Refusals are reported together, and leave stubs that compile.

use crate::attribute::Kind;
use crate::driver::expand;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

/// How often an identifier stands in the tokens.
fn count(tokens: &TokenStream, name: &str) -> usize {
    tokens
        .clone()
        .into_iter()
        .map(|t| match t {
            TokenTree::Ident(i) => usize::from(i == name),
            TokenTree::Group(g) => count(&g.stream(), name),
            TokenTree::Punct(_) | TokenTree::Literal(_) => 0,
        })
        .sum()
}

/// The names after `fn`.
fn defined(tokens: &TokenStream, names: &mut Vec<String>) {
    let mut after_fn = false;
    for t in tokens.clone() {
        match &t {
            TokenTree::Ident(i) if after_fn => names.push(i.to_string()),
            TokenTree::Group(g) => defined(&g.stream(), names),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        after_fn = matches!(&t, TokenTree::Ident(i) if i == "fn");
    }
}

#[test]
fn all_refusals_of_a_body_come_at_once() {
    let out = expand(
        Kind::Grad,
        quote!(),
        quote! {
            fn f(x: f64, v: &[f64]) -> f64 {
                let p = Point { x };
                let s = v.iter().scan(0.0, |_, y| Some(*y)).sum::<f64>();
                let y = x.wiggle();
                vec_of!(x);
                loop_over(|z| z * y)
            }
        },
    );
    assert!(count(&out, "compile_error") >= 4, "{out}");
    let text = out.to_string();
    for found in ["wiggle", "vec_of"] {
        assert!(text.contains(&format!("`{found}")), "{text}");
    }
    let helps = text.matches("help: ").count();
    assert!(helps >= count(&out, "compile_error"), "{text}");
}

#[test]
fn all_refusals_of_a_signature_come_at_once() {
    let out = expand(
        Kind::Grad,
        quote!(),
        quote! {
            async unsafe fn f<T>(x: *const f64, g: fn(f64) -> f64) -> &f64 { x }
        },
    );
    assert_eq!(count(&out, "compile_error"), 6, "{out}");
}

#[test]
fn a_refused_body_leaves_a_stub_of_the_same_functions() {
    let good = quote! { fn f(x: f64) -> f64 { x * x } };
    let bad = quote! { fn f(x: f64) -> f64 { x.wiggle() } };
    for kind in [Kind::Grad, Kind::Jvp, Kind::Hessian] {
        let functions = |item: &TokenStream| {
            let mut names = vec![];
            defined(&expand(kind, quote!(), item.clone()), &mut names);
            // how the public functions are made is nobody's concern
            names.retain(|n| {
                n != "__sweeps" && !n.starts_with("__jacobian") && !n.starts_with("__hessian")
            });
            names.sort();
            names
        };
        assert!(functions(&bad).len() > 2);
        assert_eq!(functions(&good), functions(&bad));
    }
}

#[test]
fn the_item_stays_whatever_happens() {
    for (kind, options, item) in [
        (Kind::Grad, quote!(), quote! { fn f(x: f64) -> f64 { x } }),
        (
            Kind::Grad,
            quote!(wrt(y)),
            quote! { fn f(x: f64) -> f64 { x } },
        ),
        (
            Kind::Jvp,
            quote!(),
            quote! { fn f(n: usize) -> usize { n } },
        ),
        (
            Kind::Jvp,
            quote!(nonsense = 1),
            quote! { fn f(x: f64) -> f64 { x } },
        ),
        (Kind::Grad, quote!(), quote! { struct S { x: f64 } }),
        (
            Kind::CustomVjp,
            quote!(),
            quote! { fn f(x: f64) -> f64 { x } },
        ),
    ] {
        let out = expand(kind, options, item.clone()).to_string();
        assert!(out.contains(&item.to_string()), "{out}");
    }
}

#[test]
fn wrong_options_and_a_wrong_body_are_reported_together() {
    let item = quote! { fn f(x: f64) -> f64 { x.wiggle() } };
    let out = expand(Kind::Grad, quote!(wrt(y)), item).to_string();
    assert!(
        out.contains("no parameter `y`") && out.contains("method `wiggle`"),
        "{out}"
    );
}
