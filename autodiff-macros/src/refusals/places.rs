//! References and assignments.

use crate::diagnostics::Refusal;
use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;

pub(crate) fn chosen_reference(span: Span) -> Refusal {
    Refusal::new(span, "reference chosen by a branch")
        .help("choose an index, or do the work in both branches")
}

pub(crate) fn reassigned_reference(span: Span) -> Refusal {
    Refusal::new(span, "assignment to a reference")
        .help("keep an index and borrow where it is used")
}

pub(crate) fn assignment(span: Span) -> Refusal {
    Refusal::new(span, "assignment through an unknown place")
        .help("assign to a variable, an element or a field by name")
}

/// Numbers evaluate the right side of `a += b` first, other types the left side.
pub(crate) fn order_of_a_compound_assignment(b: &syn::ExprBinary) -> Refusal {
    let op = b.op.to_token_stream().to_string();
    Refusal::new(
        b.op.span(),
        format!("`{op}` of a type of your own between sides that may both change something"),
    )
    .help("evaluate one side in a `let` before")
    .note("which side comes first depends on the type, which only rustc knows")
}

pub(crate) fn write_through_result(span: Span) -> Refusal {
    Refusal::new(span, "change of a value that is not a variable's")
        .help("store the value in a `let mut` variable first, and change that")
        .note("it may be a view of something else, which would change without being seen here")
}

pub(crate) fn uninitialised(span: Span, name: &str) -> Refusal {
    Refusal::new(
        span,
        format!("`{name}` gets its value later, in a body with early exits"),
    )
    .help(format!(
        "give it a value where it is declared: `let mut {name} = ..;`"
    ))
}

pub(crate) fn nested_aliases(span: Span) -> Refusal {
    Refusal::new(span, "two borrowed arguments from one nested container")
        .help("copy one of them first: `let row = m[i].clone();`")
        .note("their cotangents would have to be borrowed mutably at the same time")
}

pub(crate) fn swapped_parts(span: Span) -> Refusal {
    Refusal::new(span, "exchange of two parts of one container")
        .help("exchange them element by element")
}

pub(crate) fn lent_row(span: Span, name: &str) -> Refusal {
    Refusal::new(
        span,
        format!("`Vec` in `{name}` replaced or changed in length"),
    )
    .help(format!(
        "write `{name}: &mut Vec<Vec<..>>`, or assign to the elements"
    ))
    .note("the cotangent of a borrowed slice is borrowed too, with rows of the same lengths")
}
