//! What else than statements may stand in a body, and where.

use crate::diagnostics::Refusal;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;

/// Items of kinds that a body may not have.
pub(crate) fn item_in_body(i: &syn::Item) -> Refusal {
    use syn::Item;
    let (what, help) = match i {
        Item::Enum(_) => ("`enum` inside a body", "move it out of the function"),
        Item::ExternCrate(_) => (
            "`extern crate` inside a body",
            "move it out of the function",
        ),
        Item::ForeignMod(_) => (
            "`extern` block inside a body",
            "move it out of the function",
        ),
        Item::Impl(_) => ("`impl` inside a body", "move it out of the function"),
        Item::Macro(_) => (
            "macro defined or called as an item inside a body",
            "write what it expands to",
        ),
        Item::Mod(_) => ("`mod` inside a body", "move it out of the function"),
        Item::Static(_) => (
            "`static` that may change inside a body",
            "use a `const`, or a `static` of numbers",
        ),
        Item::Struct(_) => ("`struct` inside a body", "move it out of the function"),
        Item::Trait(_) | Item::TraitAlias(_) => {
            ("`trait` inside a body", "move it out of the function")
        }
        Item::Union(_) => ("`union` inside a body", "move it out of the function"),
        _ => ("item inside a body", "move it out of the function"),
    };
    Refusal::new(i.span(), what).help(help)
}

pub(crate) fn nested_item(i: &syn::Item) -> Refusal {
    Refusal::new(i.span(), "item inside a nested block").help("move it to the head of the function")
}

pub(crate) fn plain_function_in_body(name: &Ident) -> Refusal {
    Refusal::new(
        name.span(),
        format!("function `{name}` without an attribute inside a body"),
    )
    .help("give it the attribute, or move it out of the function")
    .note("outside there may be a companion of the same name, which would be used in its place")
}

pub(crate) fn glob_in_body(span: Span) -> Refusal {
    Refusal::new(span, "`use ..::*` inside a body")
        .help("name what is imported")
        .note("what it brings into scope could hide a variable")
}

pub(crate) fn attribute_in_body(a: &syn::Attribute) -> Refusal {
    Refusal::new(a.span(), "attribute inside a body")
        .help("leave it out, or choose between two functions instead")
}
