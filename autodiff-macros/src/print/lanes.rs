//! Tangents in lanes: their types, zeros and calls.
//!
//! The number of lanes is the const parameter [`LANES`] of the printed function.

use super::Printer;
use crate::ir::{Atom, Place, Ty};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

/// The const parameter; no item of the user's may mention the name.
pub(crate) const LANES: &str = "__LANES";

/// What the lift of a lifted function is called; no item of the user's may mention the name.
pub(crate) const LIFT: &str = "__lift";

/// The hidden forward sweep with a lift.
pub(crate) const LIFTED: &str = "__needs_attribute_taylor_or_sparsity";

/// The hidden tangent sweep in lanes.
pub(crate) const JVP: &str = "__needs_attribute_jvp_lanes";

/// The tangents of the sweeps of reverse mode, and what pops a kept result with its tangent.
pub(crate) const FORWARD: &str = "__needs_attribute_hessian_forward";
pub(crate) const REVERSE: &str = "__needs_attribute_hessian_reverse";
pub(crate) const RESULT: &str = "__needs_attribute_hessian_result";

pub(crate) fn count() -> Ident {
    Ident::new(LANES, Span::call_site())
}

pub(crate) fn lift() -> Ident {
    Ident::new(LIFT, Span::call_site())
}

/// Where the user's own tokens use one of the names.
pub(crate) fn mentioned(tokens: TokenStream) -> Option<Ident> {
    tokens.into_iter().find_map(|t| match t {
        TokenTree::Ident(i) => [LANES, LIFT, super::alias::RT]
            .iter()
            .any(|n| i == n)
            .then_some(i),
        TokenTree::Group(g) => mentioned(g.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    })
}

/// `Width::<__LANES>`: a callee whose generics are inferred learns the number of lanes by this argument.
pub(crate) fn width(krate: &TokenStream) -> TokenStream {
    let count = count();
    quote!(#krate::rt::Width::<#count>)
}

/// Whether a hidden function is generic over the number of lanes.
pub(super) fn has_width(name: &str) -> bool {
    [JVP, FORWARD, REVERSE, LIFTED].contains(&name)
}

/// What the user wrote behind a callee's name, and the number of lanes after it.
pub(super) fn turbofish(written: &syn::AngleBracketedGenericArguments) -> TokenStream {
    let (args, count) = (written.args.iter(), count());
    quote!(::<#(#args,)* #count>)
}

/// The type of a real, or of a type only rustc knows, in lanes.
pub(super) fn ty_tokens(t: &Ty, krate: &TokenStream) -> TokenStream {
    let count = count();
    match t {
        Ty::TangentOf(t) | Ty::Spelled(t) => {
            quote!(<#t as #krate::Differentiable>::Lanes<#count>)
        }
        Ty::Real(_) => {
            let t = super::ty_tokens(t, krate);
            quote!(#krate::rt::Lanes<#t, #count>)
        }
        _ => quote!(_),
    }
}

/// The zero of a type that tells its shape.
pub(super) fn zero(ty: &Ty, krate: &TokenStream) -> TokenStream {
    match ty {
        Ty::Tuple(ts) => {
            let parts = ts.iter().map(|t| zero(t, krate));
            quote!((#(#parts,)*))
        }
        Ty::Array(t, n) => {
            let part = zero(t, krate);
            quote!([#part; #n])
        }
        Ty::Unit => quote!(()),
        _ => quote!(#krate::rt::Lanes::ZERO),
    }
}

impl Printer<'_> {
    /// A zero tangent in the shape of a primal place.
    pub(super) fn zero_lanes(&self, p: &Place) -> TokenStream {
        let krate = self.krate;
        match self.f.place_ty(p).peeled() {
            Ty::Vec(t) | Ty::Slice(t) if t.is_real_or_lanes() => {
                let p = self.receiver(p);
                quote!(#krate::rt::vec![#krate::rt::Lanes::ZERO; #p.len()])
            }
            _ => {
                let (p, width) = (self.borrowed(p, false), width(krate));
                quote!(#krate::rt::zero_lanes(#p, #width))
            }
        }
    }

    pub(super) fn cast_lanes(&self, a: &Atom, to: &Ty) -> TokenStream {
        let (a, to) = (self.atom(a).at_least(super::strength::PRIMARY), self.ty(to));
        quote!(#a.cast::<#to>())
    }
}
