//! Calls of functions, methods and macros.

use crate::diagnostics::Refusal;
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;

pub(crate) fn called_value(span: Span) -> Refusal {
    Refusal::new(span, "call of a variable")
        .help("call a function by its name, or a closure bound by `let`")
        .note("what a function pointer computes is not known here")
}

pub(crate) fn qualified_call(p: &syn::ExprPath) -> Refusal {
    Refusal::new(p.span(), "call through `<..>`").help("call a free function by its path")
}

pub(crate) fn std_function(p: &syn::Path) -> Refusal {
    let name = p.to_token_stream().to_string().replace(' ', "");
    Refusal::new(p.span(), format!("call of `{name}`"))
        .help("use the methods of `f64` and `f32` that are differentiable")
}

pub(crate) fn std_call(span: Span, module: &str, name: &str) -> Refusal {
    Refusal::new(
        span,
        format!("call of `{module}::{name}` with these arguments"),
    )
    .help("`mem::swap(&mut a, &mut b)` and `mem::replace(&mut a, b)` are known")
}

pub(crate) fn method_of_unknown(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on a value of unknown type"))
        .help("write the type down: `let y: f64 = g(x);`")
}

pub(crate) fn method_of_real(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on a real"))
        .help("use arithmetic or the differentiable methods of `f64` and `f32`")
}

pub(crate) fn method_of_integer(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on an integer"))
        .help("call it in a function of its own: a call without reals passes through")
}

pub(crate) fn method_of_sequence(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on a sequence"))
        .help("use indices, `len`, `swap`, `fill`, `copy_from_slice`, `to_vec`, `push`, `insert`, `remove`")
}

pub(crate) fn method_of_text(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on text"))
        .help("use `len`, `is_empty` and `as_bytes`, or do it before the differentiated function")
}

pub(crate) fn unknown_macro(p: &syn::Path) -> Refusal {
    let name = p.to_token_stream().to_string().replace(' ', "");
    Refusal::new(p.span(), format!("macro `{name}!`"))
        .help("write what it expands to, or call a function")
        .note("what a macro does with its arguments is not known here")
}

pub(crate) fn macro_with_effects(p: &syn::Path, span: Span) -> Refusal {
    let name = p.to_token_stream().to_string().replace(' ', "");
    Refusal::new(
        span,
        format!("`{name}!` with an argument that changes something"),
    )
    .help("make the change in a statement of its own, before the macro")
}
