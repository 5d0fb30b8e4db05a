//! What may not be bound or matched.

use crate::diagnostics::Refusal;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;

/// Patterns of kinds that are not supported.
pub(crate) fn unsupported_pattern(p: &syn::Pat) -> Refusal {
    use syn::Pat;
    let (what, help) = match p {
        Pat::Struct(_) | Pat::TupleStruct(_) => (
            "enum or tuple-struct pattern",
            "match on numbers, `bool`s, tuples, slices or `Option`s; name a struct's fields: `p.0`",
        ),
        Pat::Macro(_) => ("macro pattern", "write the pattern out"),
        Pat::Const(_) => ("`const` block pattern", "name the constant"),
        Pat::Guard(_) => (
            "guard inside a pattern",
            "put the guard behind the whole pattern",
        ),
        Pat::Rest(_) => ("`..` on its own", "use it inside a tuple or slice pattern"),
        Pat::Ident(_) => (
            "binding by reference, or with a part, in this place",
            "bind a plain name",
        ),
        Pat::Lit(_) | Pat::Or(_) | Pat::Path(_) | Pat::Range(_) => (
            "pattern that may not match",
            "use `let .. else`, `if let` or `match`",
        ),
        Pat::Slice(_) | Pat::Tuple(_) | Pat::Reference(_) | Pat::Paren(_) | Pat::Type(_) => (
            "pattern in a place that takes a name",
            "bind a name and take it apart in a `let` of its own",
        ),
        Pat::Wild(_) => ("`_` in this place", "bind a name"),
        Pat::Verbatim(_) => (
            "syntax not known to this library",
            "write the pattern in plain Rust",
        ),
        _ => (
            "this pattern",
            "bind a name and take it apart by index or field",
        ),
    };
    Refusal::new(p.span(), what).help(help)
}

pub(crate) fn constant_pattern(ident: &Ident) -> Refusal {
    Refusal::new(
        ident.span(),
        format!("constant `{ident}` as a pattern for a real"),
    )
    .help(format!("compare instead: `if x == {ident} {{ .. }}`"))
}

pub(crate) fn rest_before_fields(span: Span) -> Refusal {
    Refusal::new(span, "`..` before other fields of a tuple struct")
        .help("name the fields by number: `let V { 2: z, .. } = v;`")
        .note("only rustc knows how many fields are left out")
}

pub(crate) fn rest_of_unknown_tuple(span: Span) -> Refusal {
    Refusal::new(span, "`..` in a pattern for a tuple of unknown length")
        .help("name every part, with `_` for the ones not used")
}

pub(crate) fn mutable_reference_binding(ident: &Ident) -> Refusal {
    Refusal::new(ident.span(), format!("reassignable reference `{ident}`"))
        .help("keep an index and borrow where it is used")
}
