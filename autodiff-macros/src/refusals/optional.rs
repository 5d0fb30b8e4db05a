//! `Option`s.

use crate::diagnostics::Refusal;
use proc_macro2::{Ident, Span};

pub(crate) fn whole_option(span: Span) -> Refusal {
    Refusal::new(span, "`Option` handed on as a whole")
        .help("take it apart first: `if let Some(x) = o { .. }`, `o.unwrap_or(..)`")
        .note("here an `Option` is two variables, whether there is a value, and the value")
}

pub(crate) fn option_without_type(span: Span) -> Refusal {
    Refusal::new(span, "`Option` stored where it cannot be taken apart")
        .help("keep it in a variable of its own, with a type: `let mut o: Option<f64> = None;`")
}

pub(crate) fn not_an_option(span: Span) -> Refusal {
    Refusal::new(span, "`Some` or `None` for a value that is no `Option`")
        .help("match on what it is")
}

pub(crate) fn unknown_payload(span: Span) -> Refusal {
    Refusal::new(
        span,
        "the type of what this `Option` holds is not known here",
    )
    .help("write it down: `let mut best: Option<f64> = None;`, `let y: f64 = g(x);`")
}

pub(crate) fn opened_option(span: Span) -> Refusal {
    Refusal::new(span, "`Option` of something that may be real, made elsewhere")
        .help("let the function return the number and a `bool`, or write the type down if it is an integer: `let k: Option<usize> = find(n);`")
        .note("what it holds would be taken as a constant")
}

pub(crate) fn method_of_option(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` on an `Option`"))
        .help("use `if let`, `match`, `unwrap`, `unwrap_or`, `map`, `map_or`, `take`, `is_some`")
}
