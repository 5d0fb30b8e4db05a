//! What attributes say, and how they are told that it is wrong.

use crate::attribute::{Kind, Options, indices, put_marker, take_marker};
use crate::diagnostics::Errors;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::parse_quote;

fn parsed(tokens: TokenStream) -> Options {
    syn::parse2(tokens).expect("options")
}

fn refused(tokens: TokenStream) -> String {
    syn::parse2::<Options>(tokens)
        .expect_err("no options")
        .to_string()
}

/// What `check` finds, as the tokens of its errors.
fn checked(kind: Kind, tokens: TokenStream) -> String {
    let mut errors = Errors::default();
    parsed(tokens).check(kind, &mut errors);
    errors.into_tokens().to_string()
}

#[test]
fn nothing_is_said_by_default() {
    let o = parsed(quote!());
    assert!(o.wrt.is_none() && o.constant.is_empty() && o.name.is_none() && o.analysis);
    assert_eq!(o.krate.to_string(), quote!(::autodiff).to_string());
}

#[test]
fn all_options_at_once() {
    let o = parsed(quote!(
        wrt(a, b),
        constant(c),
        name = f_ad,
        companion(g = g_ad, m::h = m::h_ad),
        crate = renamed,
        analysis = off,
    ));
    let names = |l: &[Ident]| l.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(&o.wrt.unwrap()), ["a", "b"]);
    assert_eq!(names(&o.constant), ["c"]);
    assert_eq!(o.name.unwrap(), "f_ad");
    assert_eq!(o.companions.len(), 2);
    assert_eq!(o.krate.to_string(), "renamed");
    assert!(!o.analysis);
}

#[test]
fn rules_are_paths() {
    let o = parsed(quote!(rules::of_f));
    assert_eq!(o.rule.unwrap(), parse_quote!(rules::of_f));
    let o = parsed(quote!(forward = a, reverse = rules::b));
    assert!(o.rule.is_none() && o.forward.is_some());
    assert_eq!(o.reverse.unwrap(), parse_quote!(rules::b));
}

#[test]
fn wrong_options_are_refused() {
    assert!(refused(quote!(with(x))).contains("unknown option `with`"));
    assert!(refused(quote!(colour = red)).contains("unknown option `colour`"));
    assert!(refused(quote!(analysis = maybe)).contains("`on` or `off`"));
    assert!(refused(quote!(wrt(x) constant(y))).contains("expected `,`"));
    for tokens in [
        quote!(wrt = x),
        quote!(wrt(1)),
        quote!(name = a::b),
        quote!(3),
        quote!(name(x)),
    ] {
        refused(tokens);
    }
}

#[test]
fn options_that_make_no_sense_here_are_refused() {
    assert!(checked(Kind::Grad, quote!(hello)).contains("unknown option `hello`"));
    assert!(checked(Kind::Jvp, quote!(forward = a)).contains("outside `custom_vjp`"));
    assert!(checked(Kind::CustomVjp, quote!()).contains("without a rule"));
    assert!(checked(Kind::CustomVjp, quote!(forward = a)).contains("without a rule"));
    assert!(checked(Kind::CustomJvp, quote!(rule, wrt(x))).contains("`wrt(..)` in `custom_jvp`"));
    for (kind, tokens) in [
        (Kind::Grad, quote!(wrt(x))),
        (Kind::CustomVjp, quote!(rule)),
        (Kind::CustomVjp, quote!(forward = a, reverse = b)),
        (Kind::CustomJvp, quote!(rule, constant(n))),
    ] {
        assert_eq!(checked(kind, tokens), "");
    }
}

#[test]
fn listed_parameters_are_looked_up() {
    let params = [Some(format_ident!("x")), None, Some(format_ident!("y"))];
    let found = |listed: &[&str]| {
        let mut errors = Errors::default();
        let listed: Vec<Ident> = listed.iter().map(|n| format_ident!("{n}")).collect();
        let found = indices(&listed, &params, &mut errors, "wrt");
        (found, errors.into_tokens().to_string())
    };
    assert_eq!(found(&["y", "x"]), (vec![0, 2], String::new()));
    let (known, text) = found(&["x", "q", "x"]);
    assert_eq!(known, [0]);
    assert!(
        text.contains("no parameter `q`") && text.contains("the parameters are `x`, `y`"),
        "{text}"
    );
    assert!(text.contains("`x` is listed twice in `wrt(..)`"), "{text}");
}

#[test]
fn the_marker_comes_back_as_it_was_left() {
    let mut item: syn::ItemFn = parse_quote! { #[inline] fn f(x: f64) -> f64 { x } };
    assert!(take_marker(&mut item).is_none());
    let made = vec!["grad".to_owned(), "jvp".to_owned()];
    let marker = crate::attribute::Marker {
        name: format_ident!("f_ad"),
        made: made.clone(),
    };
    put_marker(&mut item, &quote!(::autodiff), &marker);
    assert_eq!(item.attrs.len(), 2);
    let back = take_marker(&mut item).expect("the marker");
    assert_eq!(
        (back.name.to_string(), back.made),
        ("f_ad".to_owned(), made)
    );
    assert_eq!(item.attrs.len(), 1);
}
