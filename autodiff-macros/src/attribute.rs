//! What the attributes say: which one it is, its options, what siblings on one function tell each other, and what stands
//! beside them on the item.

pub(crate) mod checkpoint;
mod marker;
mod options;

pub(crate) use checkpoint::{checkpoint_policy, is_checkpoint, mark_checkpoints};
pub(crate) use marker::{Marker, put_marker, take_marker};
pub(crate) use options::{Options, indices};

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

/// The attribute being expanded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Grad,
    Jvp,
    Hessian,
    Taylor,
    Sparsity,
    CustomVjp,
    CustomJvp,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Grad => "grad",
            Kind::Jvp => "jvp",
            Kind::Hessian => "hessian",
            Kind::Taylor => "taylor",
            Kind::Sparsity => "sparsity",
            Kind::CustomVjp => "custom_vjp",
            Kind::CustomJvp => "custom_jvp",
        }
    }

    /// The attribute that makes the same items, if there is one.
    pub(crate) fn sibling(self) -> Option<&'static str> {
        match self {
            Kind::Grad => Some("custom_vjp"),
            Kind::Jvp => Some("custom_jvp"),
            Kind::Hessian | Kind::Taylor | Kind::Sparsity => None,
            Kind::CustomVjp => Some("grad"),
            Kind::CustomJvp => Some("jvp"),
        }
    }

    /// The attributes that contradict this one: a rule of first order says nothing of the second, nor of what else there
    /// is in the body.
    pub(crate) fn contradicts(self) -> &'static [&'static str] {
        match self {
            Kind::Hessian | Kind::Taylor | Kind::Sparsity => &["custom_vjp", "custom_jvp"],
            Kind::CustomVjp | Kind::CustomJvp => &["hessian", "taylor", "sparsity"],
            Kind::Grad | Kind::Jvp => &[],
        }
    }
}

fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|t| match t {
        TokenTree::Ident(i) => i == name,
        TokenTree::Group(g) => mentions(&g.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether an attribute further down makes the same items by a rule of the user's.
pub(crate) fn has_rule_below(item: &syn::ItemFn, kind: Kind) -> bool {
    matches!(kind, Kind::Grad | Kind::Jvp) && kind.sibling().is_some_and(|s| has_attribute(item, s))
}

/// Whether an attribute of this name stands further down.
pub(crate) fn has_attribute(item: &syn::ItemFn, name: &str) -> bool {
    let named = |a: &syn::Attribute| a.path().segments.last().is_some_and(|s| s.ident == name);
    item.attrs.iter().any(named)
}

/// Whether a function stands in an `impl`: it has a receiver, mentions `Self`, or the attribute says so.
pub(crate) fn is_member(item: &syn::ItemFn, options: &Options) -> bool {
    let (sig, block) = (&item.sig, &item.block);
    let receiver = match sig.inputs.first() {
        Some(syn::FnArg::Receiver(_)) => true,
        Some(syn::FnArg::Typed(p)) => matches!(&*p.pat, syn::Pat::Ident(i) if i.ident == "self"),
        None => false,
    };
    options.assoc || receiver || mentions(&quote!(#sig #block), "Self")
}

/// A receiver as the typed parameter it stands for, for all that reads parameters.
pub(crate) fn with_typed_receiver(item: &syn::ItemFn) -> syn::ItemFn {
    let mut item = item.clone();
    if let Some(first) = item.sig.inputs.first_mut()
        && let syn::FnArg::Receiver(r) = first
    {
        let ty = match &r.kind {
            syn::ReceiverKind::Reference(and, lifetime, mutability) => {
                syn::parse_quote!(#and #lifetime #mutability Self)
            }
            syn::ReceiverKind::Typed(_, ty) => (**ty).clone(),
            _ => syn::parse_quote!(Self),
        };
        let pat = syn::PatIdent {
            attrs: r.attrs.clone(),
            by_ref: None,
            mutability: r.mutability,
            ident: Ident::new("self", r.self_token.span),
            subpat: None,
        };
        *first = syn::FnArg::Typed(syn::PatType {
            attrs: vec![],
            pat: Box::new(syn::Pat::Ident(pat)),
            colon_token: Default::default(),
            ty: Box::new(ty),
        });
    }
    item
}
