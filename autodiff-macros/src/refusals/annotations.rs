//! Where an attribute may stand, and its options.

use crate::attribute::Kind;
use crate::diagnostics::Refusal;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::spanned::Spanned;

/// The attribute stands on something else than a function.
pub(crate) fn not_a_function(kind: Kind, item: &TokenStream, e: &syn::Error) -> TokenStream {
    if syn::parse2::<syn::Item>(item.clone()).is_err() {
        let e = e.to_compile_error();
        return quote!(#item #e);
    }
    let text = format!(
        "`#[{0}]` on something that is not a function\n\nhelp: put `#[{0}]` on a `fn` with a body, an `impl` block or a module",
        kind.name()
    );
    let e = syn::Error::new(item.span(), text).to_compile_error();
    quote!(#item #e)
}

/// `#[grad] mod m;`
pub(crate) fn module_elsewhere(name: &Ident, kind: Kind) -> Refusal {
    let k = kind.name();
    Refusal::new(name.span(), format!("module `{name}` in a file of its own"))
        .help(format!("write `#[{k}]` on its functions and `impl` blocks"))
        .note("the attribute does not see what is in the file")
}

/// `#[grad] impl Shape for f64`
pub(crate) fn trait_of_a_primitive(span: Span, kind: Kind) -> Refusal {
    let k = kind.name();
    Refusal::new(
        span,
        format!("`#[{k}]` on a trait's methods for a primitive type"),
    )
    .help("write the computation as a free function and call that from the method")
    .note("the derivatives would have to be methods of the primitive type")
}

/// `impl Add for Self` cannot be.
pub(crate) fn unsupported_self_type(span: Span) -> Refusal {
    Refusal::new(span, "`Self` as the type of an `impl`").help("name the type")
}

pub(crate) fn conditional_operator(a: &syn::Attribute) -> Refusal {
    Refusal::new(a.span(), "`#[cfg]` inside the `impl` of an operator")
        .help("write it on the `impl` blocks as a whole, before the attribute")
        .note("it is not evaluated yet when the attribute runs")
}

pub(crate) fn beside_a_rule(span: Span, attribute: &str, rule: &str) -> Refusal {
    let what = match attribute {
        "hessian" => "a Hessian is",
        "taylor" => "a Taylor series is",
        _ => "sparsity is",
    };
    Refusal::new(span, format!("`#[{attribute}]` beside `#[{rule}]`"))
        .help(format!(
            "leave one of them out: {what} that of the body, not that of the rule in `#[{rule}]`"
        ))
        .note("a rule gives first derivatives; what its own derivative is, it does not say")
}

pub(crate) fn repeated_attribute(span: Span, kind: Kind) -> Refusal {
    Refusal::new(span, format!("`#[{}]` twice", kind.name())).help("write the attribute once")
}

pub(crate) fn unknown_option(span: Span, name: &str) -> Refusal {
    Refusal::new(span, format!("unknown option `{name}`")).help(
        "the options are `wrt(..)`, `constant(..)`, `name = ..`, `companion(..)` and `crate = ..`",
    )
}

pub(crate) fn repeated_option(span: Span, name: &str) -> Refusal {
    Refusal::new(span, format!("`{name}` twice")).help("write each option once")
}

/// `#[grad(wrt(x))] impl ..`
pub(crate) fn option_on_a_block(name: &Ident, kind: Kind) -> Refusal {
    let k = kind.name();
    Refusal::new(
        name.span(),
        format!("option that names `{name}` on a block of functions"),
    )
    .help(format!(
        "write `#[{k}(..)]` with this option on the function it is meant for"
    ))
}

pub(crate) fn no_such_parameter(name: &Ident, params: &[Option<Ident>]) -> Refusal {
    let known: Vec<String> = params.iter().flatten().map(|p| format!("`{p}`")).collect();
    Refusal::new(name.span(), format!("no parameter `{name}`"))
        .help(format!("the parameters are {}", known.join(", ")))
}

pub(crate) fn listed_twice(name: &Ident, option: &str) -> Refusal {
    Refusal::new(
        name.span(),
        format!("`{name}` is listed twice in `{option}(..)`"),
    )
    .help("list each parameter once")
}

pub(crate) fn wrt_without_reals(name: &Ident, constant: bool) -> Refusal {
    let r = Refusal::new(name.span(), format!("`{name}` cannot be differentiated"));
    if constant {
        r.help("list it in `wrt(..)` or in `constant(..)`, not in both")
    } else {
        r.help("leave it out: integers, `bool` and `str` have no derivative")
    }
}

pub(crate) fn wrt_of_rule(span: Span, kind: Kind) -> Refusal {
    Refusal::new(span, format!("`wrt(..)` in `{}`", kind.name()))
        .help("a rule returns cotangents for all differentiable parameters; leave some out by `constant(..)`")
}

pub(crate) fn sweeps_without_custom_vjp(span: Span) -> Refusal {
    Refusal::new(
        span,
        "`forward = ..` and `reverse = ..` outside `custom_vjp`",
    )
    .help("write `#[custom_vjp(forward = a, reverse = b)]`")
}

pub(crate) fn rule_missing(span: Span, kind: Kind) -> Refusal {
    let name = kind.name();
    let r = Refusal::new(span, format!("`{name}` without a rule"));
    match kind {
        Kind::CustomVjp => {
            r.help("write `#[custom_vjp(rule)]` or `#[custom_vjp(forward = a, reverse = b)]`")
        }
        _ => r.help(format!("write `#[{name}(rule)]`")),
    }
}
