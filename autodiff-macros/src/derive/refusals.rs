//! What the derive refuses, with its wording.

use crate::diagnostics::Refusal;
use proc_macro2::Ident;
use quote::ToTokens;
use syn::spanned::Spanned;

/// The name of an option, as written.
pub(super) fn spelled(path: &syn::Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}

pub(super) fn on_an_enum(name: &Ident) -> Refusal {
    Refusal::new(
        name.span(),
        format!("`#[derive(Differentiable)]` on the enum `{name}`"),
    )
    .help("derive it on a struct; keep what varies in fields, and which case it is in an integer or a `bool`")
    .note("a tangent of another variant than the value's could neither be added to it nor multiplied with it")
}

pub(super) fn on_a_union(name: &Ident) -> Refusal {
    Refusal::new(
        name.span(),
        format!("`#[derive(Differentiable)]` on the union `{name}`"),
    )
    .help("derive it on a struct")
    .note("which field of a union holds the value is not known")
}

pub(super) fn packed(span: proc_macro2::Span, name: &Ident) -> Refusal {
    Refusal::new(
        span,
        format!("`#[derive(Differentiable)]` on the packed struct `{name}`"),
    )
    .help("leave `packed` out, or implement `Differentiable` by hand")
    .note("the fields of a packed struct cannot be borrowed")
}

pub(super) fn without_options(attr: &syn::Attribute) -> Refusal {
    Refusal::new(
        attr.path().span(),
        "`#[differentiable]` without a list of options",
    )
    .help("write `#[differentiable(skip)]` on a field, or `#[differentiable(crate = path)]` on the struct")
}

pub(super) fn unknown_option(path: &syn::Path) -> Refusal {
    Refusal::new(path.span(), format!("unknown option `{}`", spelled(path)))
        .help("the options are `skip` on a field, and `crate = path` on the struct")
}

pub(super) fn skip_outside_a_field(path: &syn::Path) -> Refusal {
    Refusal::new(path.span(), "`skip` on something that is not a field")
        .help("write `#[differentiable(skip)]` on the field to leave out")
}

pub(super) fn crate_outside_a_struct(path: &syn::Path) -> Refusal {
    Refusal::new(
        path.span(),
        "`crate = ..` on something that is not a struct",
    )
    .help("write `#[differentiable(crate = path)]` on the struct")
}
