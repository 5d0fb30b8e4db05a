//! The attribute on an `impl` block or a module: every function in it that can have a derivative gets one.

use crate::attribute::{Kind, Options};
use crate::diagnostics::Errors;
use crate::ir::{Bound, RealParam, Ty};
use crate::lower::types;
use crate::{operators, refusals};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// `None` for anything but an `impl` block or a module.
pub(crate) fn expand(kind: Kind, options: &TokenStream, item: &TokenStream) -> Option<TokenStream> {
    let item = syn::parse2::<syn::Item>(item.clone()).ok()?;
    let mut errors = Errors::default();
    let parsed = syn::parse2::<Options>(options.clone()).unwrap_or_else(|e| {
        errors.push_syntax(e);
        Options::default()
    });
    let out = match item {
        syn::Item::Impl(mut block) => {
            refuse_options(kind, &parsed, &mut errors);
            match &block.trait_ {
                None => {
                    let attribute = method_attribute(kind, options, &parsed, &block.generics);
                    annotate_methods(kind, &attribute, &mut block.items);
                    block.into_token_stream()
                }
                Some(_) => operators::trait_impl(kind, options, &parsed, &block, &mut errors),
            }
        }
        syn::Item::Mod(mut module) => {
            refuse_options(kind, &parsed, &mut errors);
            match &mut module.content {
                Some((_, items)) => annotate_items(kind, options, &parsed, items),
                None => errors.push(refusals::module_elsewhere(&module.ident, kind)),
            }
            module.into_token_stream()
        }
        _ => return None,
    };
    let errors = errors.into_tokens();
    Some(quote!(#out #errors))
}

/// Options that name parameters or one companion say nothing about a block of functions.
fn refuse_options(kind: Kind, options: &Options, errors: &mut Errors) {
    options.check(kind, errors);
    let listed = options.wrt.iter().flatten().chain(&options.constant);
    for name in listed.chain(&options.name) {
        errors.push(refusals::option_on_a_block(name, kind));
    }
}

fn attribute(kind: Kind, options: &TokenStream, parsed: &Options) -> syn::Attribute {
    let (krate, name) = (&parsed.krate, Ident::new(kind.name(), Span::call_site()));
    syn::parse_quote!(#[#krate::#name(#options)])
}

fn method_attribute(
    kind: Kind,
    options: &TokenStream,
    parsed: &Options,
    generics: &syn::Generics,
) -> syn::Attribute {
    let (krate, name) = (&parsed.krate, Ident::new(kind.name(), Span::call_site()));
    let comma = (!options.is_empty()).then(|| quote!(,));
    let params = types::RealParams::of(generics);
    let bounded = |bound: Bound, option: TokenStream| {
        let names = params.all().iter().filter(|p| p.bound == bound);
        let names: Vec<Ident> = names.map(RealParam::ident).collect();
        (!names.is_empty()).then(|| quote!(, #option(#(#names),*)))
    };
    let reals = bounded(Bound::Real, quote!(reals));
    let floats = bounded(Bound::Float, quote!(floats));
    syn::parse_quote!(#[#krate::#name(assoc #reals #floats #comma #options)])
}

fn annotate_methods(kind: Kind, attribute: &syn::Attribute, items: &mut [syn::ImplItem]) {
    for item in items {
        if let syn::ImplItem::Fn(f) = item
            && wants(kind, &f.attrs, &f.sig)
        {
            f.attrs.insert(0, attribute.clone());
        }
    }
}

fn annotate_items(kind: Kind, options: &TokenStream, parsed: &Options, items: &mut [syn::Item]) {
    for item in items {
        match item {
            syn::Item::Fn(f) if wants(kind, &f.attrs, &f.sig) => {
                f.attrs.insert(0, attribute(kind, options, parsed));
            }
            syn::Item::Impl(block) if !has(kind, &block.attrs) => {
                let differentiable = match &block.trait_ {
                    None => true,
                    Some((path, _)) => operators::row(path).is_some(),
                };
                if differentiable {
                    block.attrs.insert(0, attribute(kind, options, parsed));
                }
            }
            syn::Item::Mod(inner) if inner.content.is_some() && !has(kind, &inner.attrs) => {
                inner.attrs.insert(0, attribute(kind, options, parsed));
            }
            _ => {}
        }
    }
}

fn has(kind: Kind, attrs: &[syn::Attribute]) -> bool {
    attrs.iter().any(|a| {
        let last = a.path().segments.last();
        last.is_some_and(|s| s.ident == kind.name() || kind.sibling().is_some_and(|k| s.ident == k))
    })
}

/// A function of a block is left alone if it says itself how it is differentiated, is a test, or has a signature
/// without a derivative: a call of it with nothing active passes through, any other is an error of rustc's.
pub(crate) fn wants(kind: Kind, attrs: &[syn::Attribute], sig: &syn::Signature) -> bool {
    let special = |a: &syn::Attribute| a.path().is_ident("test") || a.path().is_ident("bench");
    !has(kind, attrs) && !attrs.iter().any(special) && has_derivative(sig)
}

fn has_derivative(sig: &syn::Signature) -> bool {
    let mut differentiable = false;
    let mut written = false;
    for input in &sig.inputs {
        let ty = match input {
            syn::FnArg::Receiver(r) => {
                differentiable = true;
                written |= matches!(r.kind, syn::ReceiverKind::Reference(_, _, Some(_)));
                continue;
            }
            syn::FnArg::Typed(p) => &*p.ty,
        };
        let reals = types::of_spelling(ty).carries_reals();
        differentiable |= reals;
        written |= reals && types::passing(ty) == crate::ir::Passing::Mut;
    }
    let output = match &sig.output {
        syn::ReturnType::Default => written,
        syn::ReturnType::Type(_, t) => !matches!(types::of_spelling(t), Ty::Ref(_)),
    };
    let plain = sig.asyncness.is_none() && sig.abi.is_none();
    plain && differentiable && output
}
