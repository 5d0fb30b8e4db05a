//! `#[autodiff::__companion(name, grad)]`: what the first attribute on a function leaves there for the next.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;

const MARKER: &str = "__companion";

#[derive(Debug)]
pub(crate) struct Marker {
    pub(crate) name: Ident,
    pub(crate) made: Vec<String>,
}

/// Takes the marker off a function, if there is one.
pub(crate) fn take_marker(item: &mut syn::ItemFn) -> Option<Marker> {
    let is_marker =
        |a: &syn::Attribute| a.path().segments.last().is_some_and(|s| s.ident == MARKER);
    let i = item.attrs.iter().position(is_marker)?;
    let a = item.attrs.remove(i);
    let names = a
        .parse_args_with(|input: ParseStream<'_>| {
            Punctuated::<Ident, syn::Token![,]>::parse_terminated_with(input, Ident::parse_any)
        })
        .ok()?;
    let mut names = names.into_iter();
    let name = names.next()?;
    Some(Marker {
        name,
        made: names.map(|n| n.to_string()).collect(),
    })
}

/// Leaves a marker that names the companion and what it has.
pub(crate) fn put_marker(item: &mut syn::ItemFn, krate: &TokenStream, marker: &Marker) {
    let name = &marker.name;
    let made = marker.made.iter().map(|m| Ident::new(m, Span::call_site()));
    item.attrs
        .push(syn::parse_quote!(#[#krate::__companion(#name #(, #made)*)]));
}
