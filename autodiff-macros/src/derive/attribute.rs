//! `#[differentiable(..)]` on the struct and on its fields.

use super::refusals;
use crate::diagnostics::Errors;
use crate::refusals::repeated_option;
use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;

/// Where an attribute stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Item,
    Field,
    Parameter,
}

/// What the attributes of one place say.
#[derive(Default)]
struct Said {
    krate: Option<syn::Path>,
    skip: bool,
}

/// Where this library is: `#[differentiable(crate = path)]` on the struct.
pub(super) fn krate(attrs: &[syn::Attribute], errors: &mut Errors) -> TokenStream {
    match read(attrs, Place::Item, errors).krate {
        Some(path) => quote!(#path),
        None => quote!(::autodiff),
    }
}

/// `#[differentiable(skip)]` on a field.
pub(super) fn skips(attrs: &[syn::Attribute], errors: &mut Errors) -> bool {
    read(attrs, Place::Field, errors).skip
}

/// Type, const and lifetime parameters take no options.
pub(super) fn none_on_parameters(generics: &syn::Generics, errors: &mut Errors) {
    for parameter in &generics.params {
        let attrs = match parameter {
            syn::GenericParam::Lifetime(p) => &p.attrs,
            syn::GenericParam::Type(p) => &p.attrs,
            syn::GenericParam::Const(p) => &p.attrs,
        };
        read(attrs, Place::Parameter, errors);
    }
}

fn read(attrs: &[syn::Attribute], place: Place, errors: &mut Errors) -> Said {
    let mut said = Said::default();
    for attr in attrs {
        if !attr.path().is_ident("differentiable") {
            continue;
        }
        if !matches!(attr.meta, syn::Meta::List(_)) {
            errors.push(refusals::without_options(attr));
            continue;
        }
        if let Err(e) = attr.parse_nested_meta(|meta| option(&meta, place, &mut said, errors)) {
            errors.push_syntax(e);
        }
    }
    said
}

fn option(
    meta: &ParseNestedMeta<'_>,
    place: Place,
    said: &mut Said,
    errors: &mut Errors,
) -> syn::Result<()> {
    if meta.path.is_ident("skip") {
        if place != Place::Field {
            errors.push(refusals::skip_outside_a_field(&meta.path));
        } else if said.skip {
            errors.push(repeated_option(
                meta.path.span(),
                &refusals::spelled(&meta.path),
            ));
        }
        said.skip = true;
        return Ok(());
    }
    if meta.path.is_ident("crate") {
        let path = meta.value()?.call(syn::Path::parse_mod_style)?;
        if place != Place::Item {
            errors.push(refusals::crate_outside_a_struct(&meta.path));
        } else if said.krate.is_some() {
            errors.push(repeated_option(
                meta.path.span(),
                &refusals::spelled(&meta.path),
            ));
        }
        said.krate = Some(path);
        return Ok(());
    }
    errors.push(refusals::unknown_option(&meta.path));
    pass_over_value(meta)
}

/// An unknown option may have a value; the options behind it are still read.
fn pass_over_value(meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    if meta.input.peek(syn::Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        content.parse::<TokenStream>()?;
    }
    Ok(())
}
