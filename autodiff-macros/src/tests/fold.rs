//! Printing: temporaries inside their readers, with the parentheses that precedence asks for and no others.

use super::structured;
use crate::print::{Results, body};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemFn, parse_quote};

/// The primal as it is printed.
fn printed(item: &ItemFn) -> String {
    let f = structured(item);
    let results = f.result.clone().map_or(Results::None, Results::One);
    body(&f, &quote!(::autodiff), &[&f.body], &results).to_string()
}

#[track_caller]
fn assert_prints(item: &ItemFn, expected: &TokenStream) {
    let text = printed(item);
    let result = text.rsplit(' ').next().expect("the result's name");
    assert_eq!(text, format!("let {result} = {expected} ; {result}"));
}

/// A function of one expression over `x`, `y`, `z`, `w`, and `n`, `m`.
fn of(e: &TokenStream) -> ItemFn {
    parse_quote! { fn f(x: f64, y: f64, z: f64, w: f64, n: usize, m: usize) -> f64 { #e } }
}

#[test]
fn expressions_come_out_as_they_went_in() {
    for e in [
        quote!(x + y * z),
        quote!((x + y) * z),
        quote!(x - (y - z)),
        quote!(x - y - z),
        quote!(x + (y + z)),
        quote!(x / (y * z)),
        quote!(x / y * z),
        quote!(x * (y / z)),
        quote!(x % (y % z)),
        quote!(-x * y),
        quote!(-(x * y)),
        quote!((-x).sin()),
        quote!(-x.sin()),
        quote!((x + y).exp()),
        quote!((x * y - z).max(w + x)),
        quote!(x.sin().cos() * y.powi(3)),
        quote!((n + m) as f64 * x),
        quote!((n as f64).sqrt() * x),
        quote!(x * (n as f64 + 1.0)),
        quote!(x.mul_add(y, z) / w),
        quote!(x * (y + z) * (x - w)),
    ] {
        assert_prints(&of(&e), &e);
    }
}

#[test]
fn parentheses_that_say_nothing_go() {
    for (e, expected) in [
        (quote!((x * y) + z), quote!(x * y + z)),
        (quote!((x + y) + z), quote!(x + y + z)),
        (quote!((x.sin()) * (y)), quote!(x.sin() * y)),
    ] {
        assert_prints(&of(&e), &expected);
    }
}

#[test]
fn adding_a_negation_is_subtracting() {
    assert_prints(&of(&quote!(x + -y)), &quote!(x - y));
    assert_prints(&of(&quote!(x - -y)), &quote!(x + y));
}

#[test]
fn conditions_keep_their_shape() {
    for c in [
        quote!((x < y) & (y < z) | (n == m)),
        quote!((x < y) & ((y < z) | (n == m))),
        quote!(!(x < y)),
        quote!(n + m < m * n),
        quote!((n as f64) < x),
    ] {
        let text = printed(&parse_quote! {
            fn f(x: f64, y: f64, z: f64, n: usize, m: usize) -> f64 {
                let mut s = x;
                if #c {
                    s = y;
                }
                s
            }
        });
        let expected = quote!(if #c { s = y; }).to_string();
        assert!(text.contains(&expected), "{text}\nlacks\n{expected}");
    }
}

#[test]
fn what_is_read_twice_has_a_name() {
    let text = printed(&parse_quote! {
        fn f(x: f64) -> f64 {
            let y = x.sin();
            y * y
        }
    });
    assert!(text.starts_with("let y = x . sin () ; let "), "{text}");
    assert!(text.contains("= y * y ;"), "{text}");
}

#[test]
fn a_read_does_not_move_past_a_write() {
    let text = printed(&parse_quote! {
        fn f(x: f64) -> f64 {
            let mut a = x;
            let mut b = x * x;
            let old = a;
            a = b;
            b = old;
            a - b
        }
    });
    let (read, write) = (text.find("old = a"), text.find("a = b ;"));
    assert!(read.is_some() && read < write, "{text}");
}

#[test]
fn nor_does_a_temporary() {
    let text = printed(&parse_quote! {
        fn f(x: f64) -> f64 {
            let mut s = x * x;
            s * { s = x + 1.0; s }
        }
    });
    let before = text.find("= s ;").expect("the old value gets a name");
    assert!(
        text.find("s = x + 1.0 ;")
            .is_some_and(|write| before < write),
        "{text}"
    );
}

#[test]
fn everything_printed_is_rust() {
    for e in super::reverse::examples() {
        let text: TokenStream = printed(&e.item).parse().expect("tokens");
        syn::parse2::<syn::Block>(quote!({ #text })).expect("a block");
    }
}
