//! Several tangents at once: a struct with the tangent's fields, each in lanes.

use super::impls::{at_type, parts};
use super::record::{Field, Record, Style};
use crate::print::lanes;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;

/// The struct and what it implements.
pub(super) fn items(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    let items = [declaration(r), clone(r), keep(r), vector(r, tangent)];
    quote!(#(#items)*)
}

pub(super) fn name(r: &Record<'_>) -> Ident {
    format_ident!("__{}Lanes", r.input.ident)
}

/// The struct's parameters, and the number of lanes after them.
fn generics(r: &Record<'_>) -> syn::Generics {
    let count = lanes::count();
    let mut generics = r.generics.clone();
    for p in &mut generics.params {
        match p {
            syn::GenericParam::Type(t) => t.default = None,
            syn::GenericParam::Const(c) => c.default = None,
            syn::GenericParam::Lifetime(_) => {}
        }
    }
    generics
        .params
        .push(syn::parse_quote!(const #count: ::core::primitive::usize));
    generics
}

/// `type Lanes` and `zero_lanes` of the struct, or of its tangent, which is one of the lanes.
pub(super) fn of_differentiable(r: &Record<'_>, of_tangent: bool) -> TokenStream {
    let (krate, name, count) = (&r.krate, name(r), lanes::count());
    let generics = generics(r);
    let (_, arguments, _) = generics.split_for_impl();
    let of = quote!(#krate::rt::Differentiable);
    let zero = if of_tangent {
        quote! {
            #krate::rt::TangentLanes::<#count>::gather(
                ::core::array::from_fn(|_| #of::zero_tangent(self))
            )
        }
    } else {
        r.literal(&name, |f| match f.skip {
            true => quote!(()),
            false => {
                let member = &f.member;
                let zero = quote!(#of::zero_lanes(&self.#member, width));
                at_type(zero, f.spelled)
            }
        })
    };
    let used = !of_tangent && r.differentiated().next().is_some();
    let width = format_ident!("{}", if used { "width" } else { "_width" });
    quote! {
        type Lanes<const #count: ::core::primitive::usize> = #name #arguments;
        #[inline]
        fn zero_lanes<const #count: ::core::primitive::usize>(
            &self,
            #width: #krate::rt::Width<#count>,
        ) -> Self::Lanes<#count> {
            #zero
        }
    }
}

fn part(r: &Record<'_>, f: &Field<'_>) -> TokenStream {
    let (krate, ty, count) = (&r.krate, &f.ty, lanes::count());
    match (f.skip, r.generics.params.is_empty()) {
        (false, _) => {
            quote_spanned!(f.spelled.span()=> <#ty as #krate::rt::Differentiable>::Lanes<#count>)
        }
        (true, true) => quote!(()),
        (true, false) => quote!(
            <::core::marker::PhantomData<#ty> as #krate::rt::Differentiable>::Lanes<#count>
        ),
    }
}

fn declaration(r: &Record<'_>) -> TokenStream {
    let (vis, name) = (&r.input.vis, name(r));
    let mut generics = generics(r);
    let clause = generics.where_clause.take();
    let fields = r.fields.iter().map(|f| {
        let (vis, part) = (f.vis, part(r, f));
        let name = match &f.member {
            syn::Member::Named(name) => Some(quote!(#name:)),
            syn::Member::Unnamed(_) => None,
        };
        quote!(#[doc(hidden)] #vis #name #part)
    });
    let body = match r.style {
        Style::Named => quote!(#clause { #(#fields),* }),
        Style::Tuple => quote!((#(#fields),*) #clause;),
        Style::Unit => quote!(#clause;),
    };
    quote!(#[doc(hidden)] #vis struct #name #generics #body)
}

fn implementation(r: &Record<'_>, of: &TokenStream, body: &TokenStream) -> TokenStream {
    let (generics, name) = (generics(r), name(r));
    let (parameters, arguments, clause) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #parameters #of for #name #arguments #clause { #body }
    }
}

fn clone(r: &Record<'_>) -> TokenStream {
    let of = quote!(::core::clone::Clone);
    let copy = r.literal(&name(r), |f| {
        let member = &f.member;
        at_type(quote!(#of::clone(&self.#member)), f.spelled)
    });
    implementation(r, &of, &quote!(#[inline] fn clone(&self) -> Self { #copy }))
}

/// Of any struct: whatever its fields are, their lanes can be kept.
fn keep(r: &Record<'_>) -> TokenStream {
    let of = super::keep::path(r);
    implementation(r, &of, &super::keep::methods(r, &name(r)))
}

fn vector(r: &Record<'_>, tangent: &Ident) -> TokenStream {
    let (krate, count) = (&r.krate, lanes::count());
    let of = quote!(#krate::rt::TangentLanes<#count>);
    let path = quote!(#krate::rt::TangentLanes::<#count>);
    let [traits, own, other] = parts(r, &path);
    let (_, arguments, _) = r.generics.split_for_impl();
    let each = |value: &dyn Fn(&syn::Member) -> TokenStream, name: &Ident| {
        r.literal(name, |f| match f.skip {
            true => quote!(()),
            false => at_type(value(&f.member), f.spelled),
        })
    };
    let lane = each(&|m| quote!(#path::lane(&self.#m, k)), tangent);
    let gathered = each(
        &|m| quote!(#path::gather(all.each_ref().map(|t| ::core::clone::Clone::clone(&t.#m)))),
        &name(r),
    );
    let any = !own.is_empty();
    let named = |name: &str| format_ident!("{}{name}", if any { "" } else { "_" });
    let (k, x, f, all) = (named("k"), named("x"), named("f"), named("all"));
    let reals = quote!([::core::primitive::f64; #count]);
    let body = quote! {
        type Tangent = #tangent #arguments;
        #[inline]
        fn accumulate(&mut self, #x: &Self) {
            #(#traits::accumulate(&mut #own, &#other);)*
        }
        #[inline]
        fn set_zero(&mut self) {
            #(#traits::set_zero(&mut #own);)*
        }
        #[inline]
        fn reals(&self) -> ::core::primitive::usize {
            0 #(+ #traits::reals(&#own))*
        }
        #[inline]
        fn lane(&self, #k: ::core::primitive::usize) -> Self::Tangent {
            #lane
        }
        #[inline]
        fn gather(#all: [Self::Tangent; #count]) -> Self {
            #gathered
        }
        #[inline]
        fn set_lane(&mut self, #k: ::core::primitive::usize, #x: &Self::Tangent) {
            #(#traits::set_lane(&mut #own, #k, &#other);)*
        }
        #[inline]
        fn for_each(&self, #f: &mut dyn ::core::ops::FnMut(#reals)) {
            #(#traits::for_each(&#own, #f);)*
        }
        #[inline]
        fn map_each(&mut self, #f: &mut dyn ::core::ops::FnMut(#reals) -> #reals) {
            #(#traits::map_each(&mut #own, #f);)*
        }
    };
    implementation(r, &of, &body)
}
