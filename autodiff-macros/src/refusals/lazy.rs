//! Refusals of what is evaluated later: iterators and closures.

use crate::diagnostics::Refusal;
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::spanned::Spanned;

pub(crate) fn range_without_start(span: Span) -> Refusal {
    Refusal::new(span, "range without a start as a value").help("write both ends")
}

pub(crate) fn endless_iterator(span: Span) -> Refusal {
    Refusal::new(span, "iterator without an end")
        .help("`zip` it with one that ends, `take` so many, or use `loop` with a counter")
}

pub(crate) fn iterator_as_value(span: Span) -> Refusal {
    Refusal::new(span, "iterator as a value").help(
        "use it up where it stands: in a `for` header, by `sum`, `fold`, `collect::<Vec<_>>()` ..",
    )
}

pub(crate) fn kept_consuming_iterator(span: Span) -> Refusal {
    Refusal::new(
        span,
        "iterator that consumes a `let mut` variable, kept for later",
    )
    .help("iterate by reference with `iter()`, or use it up where it stands")
}

pub(crate) fn changed_while_consumed(span: Span) -> Refusal {
    Refusal::new(
        span,
        "new value for a variable whose elements a loop consumes",
    )
    .help("loop over `.iter()`, or use another variable")
}

pub(crate) fn lazy_value_in_macro(ident: &Ident) -> Refusal {
    Refusal::new(
        ident.span(),
        format!("closure or iterator `{ident}` inside a macro"),
    )
    .help("compute the value in a `let` before the macro")
}

pub(crate) fn reversed_stage(method: &Ident) -> Refusal {
    Refusal::new(method.span(), "`rev` of this iterator")
        .help("reverse before the other adaptors, or collect into a `Vec` first")
}

pub(crate) fn zipped_with_stage(span: Span) -> Refusal {
    Refusal::new(span, "`zip` with an iterator of unknown length")
        .help("put this iterator first: `filtered.zip(other)`, or collect it into a `Vec`")
}

pub(crate) fn effects_out_of_order(span: Span) -> Refusal {
    Refusal::new(
        span,
        "closure that changes a variable, under `zip`, `rev`, `skip`, `step_by` or `cycle`",
    )
    .help("write a `for` loop, or compute the changed variable in a loop of its own")
    .note("how often and in which order the standard library calls it is not promised")
}

pub(crate) fn collected(method: &Ident) -> Refusal {
    Refusal::new(method.span(), "`collect` into an unknown type")
        .help("write `collect::<Vec<_>>()`")
        .note("only a `Vec` can be collected")
}

pub(crate) fn array_of_unknown_length(span: Span) -> Refusal {
    Refusal::new(span, "`from_fn` of unknown length")
        .help("write the type: `let a: [f64; 3] = std::array::from_fn(..);`")
}

pub(crate) fn array_of_containers(span: Span) -> Refusal {
    Refusal::new(span, "array made of containers by a closure")
        .help("write the elements out, or use a `Vec`")
}

pub(crate) fn kept_element(span: Span) -> Refusal {
    Refusal::new(span, "choice of an element that is not a number")
        .help("choose its index: `(0..n).min_by(..)`")
}

pub(crate) fn unordered(method: &Ident) -> Refusal {
    let by = method.to_string().replace("_key", "");
    Refusal::new(
        method.span(),
        format!("`{method}` of values that are not integers"),
    )
    .help(format!(
        "write `{by}_by(|a, b| a.total_cmp(b))`, or `fold` with `f64::{by}`"
    ))
}

pub(crate) fn comparison(span: Span, method: &Ident) -> Refusal {
    Refusal::new(span, format!("this comparison in `{method}`"))
        .help("write `|a, b| a.total_cmp(b)` or `|a, b| a.partial_cmp(b).unwrap()`")
}

pub(crate) fn function_of_iter(span: Span, name: &str) -> Refusal {
    Refusal::new(span, format!("call of `iter::{name}` with these arguments"))
        .help("`iter::zip`, `iter::repeat` and `iter::once` are known; otherwise begin with a range or a sequence")
}

/// Methods that leave the rest of an iterator to later calls.
pub(crate) fn taken_from(method: &Ident) -> Refusal {
    Refusal::new(
        method.span(),
        format!("`{method}` of an iterator that is kept for later"),
    )
    .help("call it on a chain of its own, or loop over indices")
    .note("where the rest begins would have to be known; `next` is, of elements known by position")
}

/// Adaptors and consumers that are not supported.
pub(crate) fn adaptor(method: &Ident) -> Refusal {
    let name = method.to_string();
    let help = match name.as_str() {
        "next" | "next_back" | "by_ref" | "peekable" | "advance_by" | "nth_back" => {
            "loop over indices, or take the element by its index"
        }
        "scan" | "try_fold" | "try_for_each" | "rfold" => "use `fold`, or a `for` loop",
        "unzip" | "partition" | "collect_into" => "`push` onto both in a `for` loop",
        "clone" => "write the chain again",
        "chunk_by" | "array_chunks" | "array_windows" | "rchunks" | "split" => {
            "use `chunks_exact`, `windows`, or indices"
        }
        _ => "loop over indices: `for i in 0..n { .. }`",
    };
    Refusal::new(method.span(), format!("iterator method `{name}`")).help(help)
}

pub(crate) fn closure_as_value(span: Span) -> Refusal {
    Refusal::new(span, "closure as a value")
        .help("bind it by `let` and call it, or write a function with the attribute")
        .note("a closure is inlined where it is called; stored, returned or passed on it cannot be")
}

/// What stands before a closure's parameters, beside `move`.
pub(crate) fn closure_modifier(c: &syn::ExprClosure) -> Option<Span> {
    let asyncness = c.asyncness.as_ref().map(|t| t.span);
    let constness = c.constness.as_ref().map(|t| t.span);
    asyncness
        .or(constness)
        .or(c.lifetimes.as_ref().map(Spanned::span))
}

pub(crate) fn unusual_closure(span: Span) -> Refusal {
    Refusal::new(span, "`async`, `const` or `for<..>` closure").help("write a plain closure")
}

pub(crate) fn copied_closure(span: Span) -> Refusal {
    Refusal::new(span, "copy of a closure that has variables of its own")
        .help("pass it by reference, or leave `move` out")
        .note("each copy would count on from its own values")
}

pub(crate) fn closures_too_large(span: Span) -> Refusal {
    Refusal::new(span, "closures that grow too large when inlined")
        .help("make the closure a function with the attribute, and call it")
        .note("closures are written out at each call; closures that call each other twice double each time")
}

pub(crate) fn method_of_closure(m: &Ident) -> Refusal {
    Refusal::new(m.span(), format!("method `{m}` of a closure")).help("call the closure")
}

pub(crate) fn function_of_adaptor(p: &syn::ExprPath) -> Refusal {
    let name = p.to_token_stream().to_string().replace(' ', "");
    Refusal::new(p.span(), format!("`{name}` for each element")).help("write a closure: `|x| ..`")
}
