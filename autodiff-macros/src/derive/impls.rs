//! The tangent and the impls, as Rust.

use super::bounds::is_plain;
use super::record::{Field, Record, Style};
use crate::print::respan;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

/// All that the derive adds.
pub(super) fn items(r: &Record<'_>) -> TokenStream {
    let tangent = format_ident!("{}Tangent", r.input.ident);
    let items = [
        declaration(r, &tangent),
        differentiable(r, &r.input.ident, &tangent),
        differentiable(r, &tangent, &tangent),
        super::lanes::items(r, &tangent),
        vector(r, &tangent),
        clone(r, &tangent),
        debug(r, &tangent),
        partial_eq(r, &tangent),
        super::keep::keep(r, &tangent),
    ];
    let plain = r.fields.iter().all(|f| f.skip || is_plain(f.spelled));
    let plain = (plain && r.generics.params.is_empty()).then(|| plain_impls(r, &tangent));
    quote!(#(#items)* #plain)
}

/// The type of a field of the tangent.
pub(super) fn part(r: &Record<'_>, f: &Field<'_>) -> TokenStream {
    let (krate, ty) = (&r.krate, &f.ty);
    match (f.skip, r.generics.params.is_empty()) {
        (false, _) => {
            quote_spanned!(f.spelled.span()=> <#ty as #krate::rt::Differentiable>::Tangent)
        }
        (true, true) => quote!(()),
        // also `()`, but it uses the parameters that stand in no other field
        (true, false) => quote!(
            <::core::marker::PhantomData<#ty> as #krate::rt::Differentiable>::Tangent
        ),
    }
}

fn declaration(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    let (vis, clause) = (&r.input.vis, &r.generics.where_clause);
    let generics = {
        let mut generics = r.generics.clone();
        generics.where_clause = None;
        generics
    };
    let fields = r.fields.iter().map(|f| {
        let (vis, part) = (f.vis, part(r, f));
        let doc = format!("Tangent of `{}`.", f.member.to_token_stream());
        let name = match &f.member {
            syn::Member::Named(name) => Some(quote!(#name:)),
            syn::Member::Unnamed(_) => None,
        };
        quote!(#[doc = #doc] #vis #name #part)
    });
    let body = match r.style {
        Style::Named => quote!(#clause { #(#fields),* }),
        Style::Tuple => quote!((#(#fields),*) #clause;),
        Style::Unit => quote!(#clause;),
    };
    let doc = format!("Tangent of `{}`.", r.input.ident);
    quote!(#[doc = #doc] #vis struct #tangent #generics #body)
}

/// For each field that has a part in the tangent: `path`, `self.field` and `x.field`.
///
/// They have the span of the field's type, so that rustc complains there, and once, if the type has no tangent.
pub(super) fn parts(r: &Record<'_>, path: &TokenStream) -> [Vec<TokenStream>; 3] {
    let text = |text: fn(&syn::Member, &TokenStream) -> TokenStream| {
        r.differentiated()
            .map(|f| at_type(text(&f.member, path), f.spelled))
            .collect()
    };
    [
        text(|_, path| path.clone()),
        text(|field, _| quote!(self.#field)),
        text(|field, _| quote!(x.#field)),
    ]
}

/// Tokens at a field's type. A type that a macro was handed comes from elsewhere than the rest of the struct: the names
/// of the functions' own arguments stay where they are then.
pub(super) fn at_type(tokens: TokenStream, ty: &syn::Type) -> TokenStream {
    if !matches!(ty, syn::Type::Group(_)) {
        return respan(tokens, ty.span());
    }
    let settle = |t: TokenTree| match t {
        TokenTree::Group(g) => {
            let mut new = Group::new(g.delimiter(), at_type(g.stream(), ty));
            new.set_span(ty.span());
            TokenTree::Group(new)
        }
        mut other @ (TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_)) => {
            other.set_span(Span::call_site().located_at(ty.span()));
            other
        }
    };
    tokens.into_iter().map(settle).collect()
}

/// `impl Trait for Type { body }`
fn implementation(r: &Record<'_>, of: &TokenStream, ty: &Ident, body: &TokenStream) -> TokenStream {
    let (parameters, arguments, clause) = r.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #parameters #of for #ty #arguments #clause { #body }
    }
}

/// The same for the struct and for its tangent, which is its own.
fn differentiable(r: &Record<'_>, ty: &Ident, tangent: &Ident) -> TokenStream {
    let krate = &r.krate;
    let of = quote!(#krate::rt::Differentiable);
    let (_, arguments, _) = r.generics.split_for_impl();
    let [traits, own, other] = parts(r, &of);
    let zero = r.literal(tangent, |f| match f.skip {
        true => quote!(()),
        false => {
            let member = &f.member;
            at_type(quote!(#of::zero_tangent(&self.#member)), f.spelled)
        }
    });
    let (k, x, f) = parameters(!own.is_empty());
    let lanes = super::lanes::of_differentiable(r, ty == tangent);
    let body = quote! {
        type Tangent = #tangent #arguments;
        #lanes
        #[inline]
        fn zero_tangent(&self) -> Self::Tangent {
            #zero
        }
        #[inline]
        fn axpy(&mut self, #k: ::core::primitive::f64, #x: &Self::Tangent) {
            #(#traits::axpy(&mut #own, #k, &#other);)*
        }
        #[inline]
        fn for_each(&self, #f: &mut dyn ::core::ops::FnMut(::core::primitive::f64)) {
            #(#traits::for_each(&#own, #f);)*
        }
        #[inline]
        fn map_each(&mut self, #f: &mut dyn ::core::ops::FnMut(::core::primitive::f64) -> ::core::primitive::f64) {
            #(#traits::map_each(&mut #own, #f);)*
        }
    };
    implementation(r, &of, ty, &body)
}

/// Names of a factor, another tangent and a closure; unused where there is no field.
fn parameters(used: bool) -> (Ident, Ident, Ident) {
    if used {
        (format_ident!("a"), format_ident!("x"), format_ident!("f"))
    } else {
        (
            format_ident!("_a"),
            format_ident!("_x"),
            format_ident!("_f"),
        )
    }
}

fn vector(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    let krate = &r.krate;
    let of = quote!(#krate::rt::Tangent);
    let [traits, own, other] = parts(r, &of);
    let (k, x, _) = parameters(!own.is_empty());
    let body = quote! {
        #[inline]
        fn accumulate(&mut self, #x: &Self) {
            #(#traits::accumulate(&mut #own, &#other);)*
        }
        #[inline]
        fn set_zero(&mut self) {
            #(#traits::set_zero(&mut #own);)*
        }
        #[inline]
        fn make_neutral(&mut self) {
            #(#traits::make_neutral(&mut #own);)*
        }
        #[inline]
        fn scale(&mut self, #k: ::core::primitive::f64) {
            #(#traits::scale(&mut #own, #k);)*
        }
        #[inline]
        fn dot(&self, #x: &Self) -> ::core::primitive::f64 {
            0.0 #(+ #traits::dot(&#own, &#other))*
        }
        #[inline]
        fn reals(&self) -> ::core::primitive::usize {
            0 #(+ #traits::reals(&#own))*
        }
    };
    implementation(r, &of, tangent, &body)
}

// These are not left to the standard derives: those would ask for `T: Clone`, where `T::Tangent: Clone` is meant
// and known.

fn clone(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    let copy = r.literal(tangent, |f| {
        let member = &f.member;
        at_type(
            quote!(::core::clone::Clone::clone(&self.#member)),
            f.spelled,
        )
    });
    let body = quote! {
        #[inline]
        fn clone(&self) -> Self {
            #copy
        }
    };
    implementation(r, &quote!(::core::clone::Clone), tangent, &body)
}

fn debug(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    let text = tangent.to_string();
    let members: Vec<_> = r.fields.iter().map(|f| &f.member).collect();
    let names = members.iter().map(|m| match m {
        syn::Member::Named(name) => syn::ext::IdentExt::unraw(name).to_string(),
        syn::Member::Unnamed(i) => i.index.to_string(),
    });
    let shown = match r.style {
        Style::Named => quote! {
            ::core::fmt::Formatter::debug_struct(f, #text)#(.field(#names, &self.#members))*.finish()
        },
        Style::Tuple => quote! {
            ::core::fmt::Formatter::debug_tuple(f, #text)#(.field(&self.#members))*.finish()
        },
        Style::Unit => quote!(::core::fmt::Formatter::write_str(f, #text)),
    };
    let body = quote! {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            #shown
        }
    };
    implementation(r, &quote!(::core::fmt::Debug), tangent, &body)
}

fn partial_eq(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    let of = quote!(::core::cmp::PartialEq);
    let [traits, own, other] = parts(r, &of);
    let (_, x, _) = parameters(!own.is_empty());
    let same = if own.is_empty() {
        quote!(true)
    } else {
        quote!(#(#traits::eq(&#own, &#other))&&*)
    };
    let body = quote! {
        #[inline]
        fn eq(&self, #x: &Self) -> ::core::primitive::bool {
            #same
        }
    };
    implementation(r, &of, tangent, &body)
}

/// What a tangent has if it is made of numbers, arrays and tuples alone: `Copy`, and a zero without a value to be
/// the tangent of.
fn plain_impls(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    let zero = r.literal(tangent, |f| {
        if f.skip {
            quote!(())
        } else {
            zero_of(f.spelled)
        }
    });
    let body = quote! {
        #[inline]
        fn default() -> Self {
            #zero
        }
    };
    let copy = implementation(
        r,
        &quote!(::core::marker::Copy),
        tangent,
        &TokenStream::new(),
    );
    let default = implementation(r, &quote!(::core::default::Default), tangent, &body);
    quote!(#copy #default)
}

fn zero_of(ty: &syn::Type) -> TokenStream {
    match ty {
        // not `Default`, which short arrays alone have
        syn::Type::Array(a) => {
            let zero = zero_of(&a.elem);
            quote!(::core::array::from_fn(|_| #zero))
        }
        syn::Type::Tuple(t) => {
            let zeros = t.elems.iter().map(zero_of);
            quote!((#(#zeros,)*))
        }
        syn::Type::Paren(t) => zero_of(&t.elem),
        syn::Type::Group(t) => zero_of(&t.elem),
        _ => quote!(::core::default::Default::default()),
    }
}
