//! How the struct and its tangent lie on the tape: field by field.

use super::impls::{at_type, part};
use super::record::{Field, Record};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;

/// `impl Keep`, if all fields can be kept.
pub(super) fn keep(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    if r.fields.iter().any(|f| is_unsized(f.spelled))
        || r.generics.to_token_stream().to_string().contains('?')
    {
        return TokenStream::new();
    }
    let own = implementation(r, &r.input.ident, true, |f| f.ty.clone());
    // tangents are made of reals: where nothing is generic they can all be kept
    let generic = !r.generics.params.is_empty();
    let tangent = implementation(r, tangent, generic, |f| part(r, f));
    quote!(#own #tangent)
}

fn implementation(
    r: &Record<'_>,
    ty: &Ident,
    bounded: bool,
    field: impl Fn(&Field<'_>) -> TokenStream,
) -> TokenStream {
    let of = path(r);
    let mut generics = r.generics.clone();
    // not about any lifetime: a bound of that form may be false, and only then is nothing implemented
    // (rustc cannot tell of a type that contains itself: that question is left out)
    let bounds = r.fields.iter().map(field).zip(&r.fields);
    let bounds = bounds.filter(|(_, f)| bounded && !mentions(f.ty.clone(), &r.input.ident));
    let bounds =
        bounds.map(|(t, f)| syn::parse_quote_spanned!(f.spelled.span()=> for<'keep> #t: #of));
    generics
        .make_where_clause()
        .predicates
        .extend(bounds.collect::<Vec<syn::WherePredicate>>());
    let (parameters, arguments, clause) = generics.split_for_impl();
    let methods = methods(r, ty);
    quote! {
        #[automatically_derived]
        impl #parameters #of for #ty #arguments #clause { #methods }
    }
}

pub(super) fn path(r: &Record<'_>) -> TokenStream {
    let krate = &r.krate;
    quote!(#krate::rt::Keep)
}

/// What `Keep` asks for.
pub(super) fn methods(r: &Record<'_>, ty: &Ident) -> TokenStream {
    let (krate, of) = (&r.krate, path(r));
    let pushes = r.fields.iter().rev().map(|f| {
        let member = &f.member;
        at_type(quote!(#of::keep(&self.#member, tape);), f.spelled)
    });
    let restored = r.literal(ty, |f| at_type(quote!(#of::restore(tape)), f.spelled));
    let blank = r.literal(ty, |f| at_type(quote!(#of::blank()), f.spelled));
    let tape = if r.fields.is_empty() {
        quote!(_)
    } else {
        quote!(tape)
    };
    quote! {
        #[inline]
        fn keep(&self, #tape: &mut #krate::Tape) {
            #(#pushes)*
        }
        #[inline]
        fn restore(#tape: &mut #krate::Tape) -> Self {
            #restored
        }
        #[inline]
        fn blank() -> Self {
            #blank
        }
    }
}

/// A struct that ends in such a field cannot be made again from the tape.
fn is_unsized(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Slice(_) | syn::Type::TraitObject(_) => true,
        syn::Type::Path(p) => p.path.is_ident("str"),
        _ => false,
    }
}

fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|t| match t {
        TokenTree::Ident(i) => i == *name,
        TokenTree::Group(g) => mentions(g.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
