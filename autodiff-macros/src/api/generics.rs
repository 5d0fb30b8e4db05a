//! Generic primals: parameters and bounds of the companion's functions.

use super::Companion;
use super::functions::returned;
use crate::attribute::Options;
use crate::ir::{Bound, RealParam};
use crate::lower::types::RealParams;
use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::collections::BTreeSet;

impl<'a> Companion<'a> {
    pub(super) fn generics(&self) -> (TokenStream, TokenStream) {
        printed(&self.item.sig.generics)
    }

    /// `::<T, N>`: parameters may not be inferable from the arguments alone.
    pub(super) fn turbofish(&self) -> TokenStream {
        let names = self.parameter_arguments();
        if names.is_empty() {
            quote!()
        } else {
            quote!(::<#(#names),*>)
        }
    }

    /// In braces a constant is one, even beside a type of the same name.
    fn parameter_arguments(&self) -> Vec<TokenStream> {
        let params = self.item.sig.generics.params.iter();
        let argument = |p: &syn::GenericParam| match p {
            syn::GenericParam::Const(syn::ConstParam { ident, .. }) => Some(quote!({ #ident })),
            syn::GenericParam::Type(syn::TypeParam { ident, .. }) => Some(quote!(#ident)),
            syn::GenericParam::Lifetime(_) => None,
        };
        params.filter_map(argument).collect()
    }

    /// The primal's parameters, and the number of lanes.
    pub(super) fn generics_in_lanes(&self) -> (TokenStream, TokenStream) {
        self.in_lanes(&self.item.sig.generics)
    }

    fn in_lanes(&self, generics: &syn::Generics) -> (TokenStream, TokenStream) {
        let declared: Vec<String> = generics
            .type_params()
            .map(|p| p.ident.to_string())
            .collect();
        // a parameter of the `impl` is bounded on each of its functions; one that is left out of these, nowhere
        let own = self.item.sig.generics.type_params();
        let own: Vec<String> = own.map(|p| p.ident.to_string()).collect();
        let reals = self.reals.all().iter().filter(|p| {
            let there = declared.contains(&p.name);
            there || !own.contains(&p.name)
        });
        let reals: Vec<&RealParam> = reals.collect();
        printed(&with_lanes(generics, &reals, &self.krate))
    }

    /// `::<T, N, lanes>`
    pub(super) fn turbofish_with(&self, lanes: &TokenStream) -> TokenStream {
        let names = self.parameter_arguments();
        quote!(::<#(#names,)* #lanes>)
    }

    /// The body of a hidden function of a generic primal.
    ///
    /// The primal is mentioned, which `declaration` cannot do: it counts as used when only its derivatives are. Type
    /// parameters that are taken for reals, those of the `impl` around it too, are bounded by something called `Real`
    /// or `Float`: it must be the one that is meant, and must not be in scope where the primal has another.
    pub(super) fn of_generic(&self, body: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        let checks = self.reals.all().iter().filter_map(|p| {
            let mut own = self.item.sig.generics.type_params();
            let own = own.find(|own| own.ident == p.name);
            // a parameter of the `impl` has no place in the function to blame
            let name = own.map(|own| own.ident.clone());
            let name = name.or_else(|| self.member.then(|| p.ident()))?;
            Some(match p.bound {
                Bound::Float => quote!(#krate::rt::is_float::<#name>();),
                Bound::Real => quote!(#krate::rt::is_real::<#name>();),
            })
        });
        let checks: TokenStream = checks.collect();
        if self.turbofish().is_empty() {
            return quote!(#checks #body);
        }
        let name = &self.item.sig.ident;
        let hidden = !self.member && self.params.iter().any(|p| p.named.as_ref() == Some(name));
        let mention = (!hidden).then(|| {
            let primal = self.primal_call();
            quote!(let _ = #primal;)
        });
        // in a block of its own, the body's items cannot stand before the primal
        quote!(#checks #mention { #body })
    }

    pub(super) fn primal_call(&self) -> TokenStream {
        // the user's own span: this name must not meet a parameter of the same name
        let name = &self.item.sig.ident;
        let turbofish = self.turbofish();
        if self.member {
            return quote!(Self::#name #turbofish);
        }
        quote!(#name #turbofish)
    }

    /// Pops a result that a caller kept.
    ///
    /// It has the type parameters that the result's type mentions, and no others: a caller could not tell which.
    pub(super) fn result_function(&self, body: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        let name = self.item_name("__needs_attribute_grad_result");
        let (vis, output) = (&self.item.vis, returned(&self.ret));
        let (generics, bounds) = printed(&mentioned(&self.item.sig.generics, &self.ret));
        quote! {
            #[doc(hidden)]
            #[inline]
            #vis fn #name #generics (__tape: &mut #krate::Tape) #output #bounds { #body }
        }
    }

    /// As `result_function`, with the result's tangent in lanes.
    pub(super) fn result_function_in_lanes(&self, body: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        let name = self.item_name(crate::print::lanes::RESULT);
        let (vis, width) = (&self.item.vis, self.width_input());
        let output = self.tangent_output(crate::forward::Width::Lanes);
        let (generics, bounds) = self.in_lanes(&mentioned(&self.item.sig.generics, &self.ret));
        quote! {
            #[doc(hidden)]
            #[inline]
            #vis fn #name #generics (__tape: &mut #krate::Tape, #width) -> #output #bounds { #body }
        }
    }
}

/// The function as its companion's functions see it: what `num_traits::Float` bounds is one of the library's scalars,
/// too. That has no method of the names of `Float`, so the user's still mean what they mean.
pub(crate) fn with_scalars(item: &syn::ItemFn, options: &Options) -> syn::ItemFn {
    let mut item = item.clone();
    let reals = RealParams::of(&item.sig.generics).with(&options.reals);
    bound_scalars(&mut item.sig.generics, &reals, &options.krate);
    item
}

pub(crate) fn bound_scalars(generics: &mut syn::Generics, reals: &RealParams, krate: &TokenStream) {
    for p in reals.all().iter().filter(|p| p.bound == Bound::Float) {
        let name = p.ident();
        let bound = syn::parse_quote!(#name: #krate::rt::Scalar);
        generics.make_where_clause().predicates.push(bound);
    }
}

/// The parameters of an `impl`, and the number of lanes.
pub(crate) fn generics_in_lanes(generics: &syn::Generics, krate: &TokenStream) -> syn::Generics {
    let reals = RealParams::of(generics);
    let reals: Vec<&RealParam> = reals.all().iter().collect();
    with_lanes(generics, &reals, krate)
}

/// The number of lanes as the last parameter, and what it takes for these parameters to have lanes.
fn with_lanes(
    generics: &syn::Generics,
    reals: &[&RealParam],
    krate: &TokenStream,
) -> syn::Generics {
    let count = crate::print::lanes::count();
    let mut g = generics.clone();
    g.params
        .push(syn::parse_quote!(const #count: ::core::primitive::usize));
    if !reals.is_empty() {
        let clause = g.make_where_clause();
        for name in reals {
            let name = name.ident();
            let bound = syn::parse_quote!(#name: #krate::rt::RealLanes<#count>);
            clause.predicates.push(bound);
        }
    }
    g
}

/// `<T: A, const N: usize>` and `where T: B`.
fn printed(g: &syn::Generics) -> (TokenStream, TokenStream) {
    let (params, bounds) = (&g.params, &g.where_clause);
    let params = if params.is_empty() {
        quote!()
    } else {
        quote!(<#params>)
    };
    (params, quote!(#bounds))
}

/// The parameters that the tokens mention, those that the bounds of these mention, and their bounds.
fn mentioned(g: &syn::Generics, tokens: &TokenStream) -> syn::Generics {
    let name = |p: &syn::GenericParam| match p {
        syn::GenericParam::Type(t) => t.ident.to_string(),
        syn::GenericParam::Const(c) => c.ident.to_string(),
        syn::GenericParam::Lifetime(l) => l.lifetime.ident.to_string(),
    };
    let declared: BTreeSet<String> = g.params.iter().map(name).collect();
    let of = |tokens: TokenStream| -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        identifiers(tokens, &mut found);
        &found & &declared
    };
    let predicates = || g.where_clause.iter().flat_map(|w| &w.predicates);
    let mut kept = of(tokens.clone());
    loop {
        let params = g.params.iter().filter(|p| kept.contains(&name(p)));
        let bounds = predicates().map(|p| of(p.to_token_stream()));
        let more = params
            .map(|p| of(p.to_token_stream()))
            .chain(bounds.filter(|names| !names.is_disjoint(&kept)))
            .fold(kept.clone(), |all, names| &all | &names);
        if more == kept {
            break;
        }
        kept = more;
    }
    let mut reduced = g.clone();
    let params = g.params.iter().filter(|p| kept.contains(&name(p)));
    reduced.params = params.cloned().collect();
    if let Some(clause) = &mut reduced.where_clause {
        let stays = |p: &&syn::WherePredicate| of(p.to_token_stream()).is_subset(&kept);
        clause.predicates = predicates().filter(stays).cloned().collect();
    }
    reduced
}

fn identifiers(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for t in tokens {
        match t {
            TokenTree::Ident(i) => {
                found.insert(i.to_string());
            }
            TokenTree::Group(g) => identifiers(g.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
