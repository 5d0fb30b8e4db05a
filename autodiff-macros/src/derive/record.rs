//! The struct as the derive sees it.

use super::{attribute, bounds, refusals};
use crate::diagnostics::Errors;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;

pub(super) struct Record<'a> {
    pub(super) krate: TokenStream,
    pub(super) input: &'a syn::DeriveInput,
    pub(super) style: Style,
    pub(super) fields: Vec<Field<'a>>,
    /// Those of the struct, and what its reals need.
    pub(super) generics: syn::Generics,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Named,
    Tuple,
    Unit,
}

pub(super) struct Field<'a> {
    pub(super) member: syn::Member,
    pub(super) vis: &'a syn::Visibility,
    /// `Self` in it is the struct, by its name.
    pub(super) ty: TokenStream,
    pub(super) spelled: &'a syn::Type,
    pub(super) skip: bool,
}

impl<'a> Record<'a> {
    /// Nothing if the item has no stand-in either.
    pub(super) fn of(input: &'a syn::DeriveInput, errors: &mut Errors) -> Option<Record<'a>> {
        let krate = attribute::krate(&input.attrs, errors);
        attribute::none_on_parameters(&input.generics, errors);
        let fields = match &input.data {
            syn::Data::Struct(data) => &data.fields,
            syn::Data::Enum(_) => {
                errors.push(refusals::on_an_enum(&input.ident));
                &syn::Fields::Unit
            }
            syn::Data::Union(_) => {
                errors.push(refusals::on_a_union(&input.ident));
                &syn::Fields::Unit
            }
        };
        let refused = !matches!(input.data, syn::Data::Struct(_));
        if refused && !input.generics.params.is_empty() || is_packed(input, errors) {
            return None;
        }
        let style = match fields {
            syn::Fields::Named(_) => Style::Named,
            syn::Fields::Unnamed(_) => Style::Tuple,
            syn::Fields::Unit => Style::Unit,
        };
        let fields: Vec<Field<'_>> = fields
            .iter()
            .zip(fields.members())
            .map(|(f, member)| Field {
                member,
                vis: &f.vis,
                ty: without_self(f.ty.to_token_stream(), input),
                spelled: &f.ty,
                skip: attribute::skips(&f.attrs, errors),
            })
            .collect();
        let generics = bounds::with_bounds(&krate, &input.generics, &fields);
        Some(Record {
            krate,
            input,
            style,
            fields,
            generics,
        })
    }

    /// The fields that the tangent has a part for.
    pub(super) fn differentiated(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(|f| !f.skip)
    }

    /// `Name { a: .., b: .. }`, `Name(.., ..)` or `Name`, a value for each field.
    pub(super) fn literal(
        &self,
        name: &Ident,
        value: impl Fn(&Field<'a>) -> TokenStream,
    ) -> TokenStream {
        let members = self.fields.iter().map(|f| &f.member);
        let values = self.fields.iter().map(value);
        match self.style {
            Style::Named => quote!(#name { #(#members: #values),* }),
            Style::Tuple => quote!(#name(#(#values),*)),
            Style::Unit => quote!(#name),
        }
    }
}

fn is_packed(input: &syn::DeriveInput, errors: &mut Errors) -> bool {
    let before = errors.count();
    for attr in input.attrs.iter().filter(|a| a.path().is_ident("repr")) {
        // a malformed `repr` is rustc's to refuse
        let _ = attr.parse_nested_meta(|meta| {
            if meta.path.is_ident("packed") {
                errors.push(refusals::packed(meta.path.span(), &input.ident));
            }
            if meta.input.peek(syn::token::Paren) {
                let content;
                syn::parenthesized!(content in meta.input);
                content.parse::<TokenStream>()?;
            }
            Ok(())
        });
    }
    errors.count() > before
}

/// In the tangent `Self` would be the tangent.
fn without_self(ty: TokenStream, input: &syn::DeriveInput) -> TokenStream {
    let (name, (_, arguments, _)) = (&input.ident, input.generics.split_for_impl());
    let mut tokens = ty.into_iter().peekable();
    let mut out = TokenStream::new();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(i) if i == "Self" => {
                let is_prefix =
                    matches!(tokens.peek(), Some(TokenTree::Punct(p)) if p.as_char() == ':');
                out.extend(if is_prefix {
                    quote!(<#name #arguments>)
                } else {
                    quote!(#name #arguments)
                });
            }
            TokenTree::Group(g) => {
                let inner = without_self(g.stream(), input);
                let mut group = proc_macro2::Group::new(g.delimiter(), inner);
                group.set_span(g.span());
                out.extend([TokenTree::Group(group)]);
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {
                out.extend([token]);
            }
        }
    }
    out
}
