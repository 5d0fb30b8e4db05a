//! What `#[checkpoint]` may not stand on, and what may not stand in a loop that has it.

use crate::diagnostics::Refusal;
use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;

pub(crate) fn no_policy(span: Span) -> Refusal {
    Refusal::new(span, "`#[checkpoint]` without a policy")
        .help("write `every = k`, `revolve = slots` or `bytes = n`: one of them, with its `usize`")
}

pub(crate) fn checkpoint_twice(span: Span) -> Refusal {
    Refusal::new(span, "`#[checkpoint]` twice on one loop").help("write one of them")
}

pub(crate) fn checkpoint_of_nothing(span: Span) -> Refusal {
    Refusal::new(span, "`#[checkpoint]` of size 0")
        .help("write at least 1; without the attribute every residual is kept")
}

pub(crate) fn checkpoint_elsewhere(a: &syn::Attribute) -> Refusal {
    Refusal::new(
        a.span(),
        "`#[checkpoint]` on something that is not a `for` loop of the body",
    )
    .help("write the loop as a `for` over a range, or leave the attribute out")
    .note("the schedule of a loop is made before its first trip, from the number of its trips")
}

pub(crate) fn checkpoint_of_several(span: Span) -> Refusal {
    Refusal::new(span, "`#[checkpoint]` on an iterator of several loops")
        .help("write it on a loop over one range, slice or `Vec`")
}

pub(crate) fn checkpoint_of_a_loop_that_is_left(span: Span) -> Refusal {
    Refusal::new(span, "`#[checkpoint]` on a loop that is left early")
        .help(
            "let the trips that remain do nothing (`if !done { .. }`), or leave the attribute out",
        )
        .note("the schedule of a loop is made before its first trip, from the number of its trips")
}

pub(crate) fn call_of_nothing_under_checkpoint(p: &syn::ExprPath) -> Refusal {
    let name = p.path.to_token_stream().to_string().replace(' ', "");
    let headline = format!("call of `{name}` without an argument under `#[checkpoint]`");
    Refusal::new(p.span(), headline)
        .help("call it before the loop, and bind the result by `let`")
        .note("trips run again, and what they call must give the same again")
}

pub(crate) fn checkpoint_with_effects(span: Span) -> Refusal {
    Refusal::new(span, "`#[checkpoint]` of a size that has to be run")
        .help("compute it before the loop, and bind it by `let`")
        .note("the function itself has no checkpoints: the size is evaluated in derivatives only")
}
