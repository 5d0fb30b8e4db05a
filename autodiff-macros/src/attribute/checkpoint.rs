//! `#[checkpoint(policy = size)]` inside a body: every attribute on the function reads it, the marker removes it.

use super::mentions;
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::parse::ParseStream;

/// Whether an attribute inside a body is `#[checkpoint(..)]`.
pub(crate) fn is_checkpoint(a: &syn::Attribute) -> bool {
    a.path()
        .segments
        .last()
        .is_some_and(|s| s.ident == "checkpoint")
}

/// `policy = size`
pub(crate) fn checkpoint_policy(input: ParseStream<'_>) -> syn::Result<(Ident, syn::Expr)> {
    let name = input.parse()?;
    input.parse::<syn::Token![=]>()?;
    Ok((name, input.parse()?))
}

/// The size that `#[checkpoint(policy = size)]` gives, if it is more than a number.
fn size_of(a: &syn::Attribute) -> Option<syn::Expr> {
    let (_, size) = a.parse_args_with(checkpoint_policy).ok()?;
    (!matches!(size, syn::Expr::Lit(_))).then_some(size)
}

/// Leaves the `impl` of a trait to [`without_checkpoints`], after all other attributes.
pub(crate) fn mark_checkpoints(block: &syn::ItemImpl, krate: &TokenStream) -> syn::ItemImpl {
    let mut block = block.clone();
    if mentions(&quote!(#block), "checkpoint") {
        block
            .attrs
            .push(syn::parse_quote!(#[#krate::__companion()]));
    }
    block
}

/// The item as rustc may see it: every attribute that reads `#[checkpoint]` has read it.
pub(crate) fn without_checkpoints(item: TokenStream) -> TokenStream {
    use syn::visit_mut::{VisitMut, visit_block_mut, visit_expr_mut};
    struct Remover;
    impl VisitMut for Remover {
        fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn::Attribute>) {
            attrs.retain(|a| !is_checkpoint(a));
        }

        /// What only the size of a checkpoint mentions is used all the same.
        fn visit_expr_mut(&mut self, e: &mut syn::Expr) {
            let size = match e {
                syn::Expr::ForLoop(l) => {
                    l.attrs.iter().find(|a| is_checkpoint(a)).and_then(size_of)
                }
                _ => None,
            };
            visit_expr_mut(self, e);
            if let Some(size) = size {
                *e = syn::parse_quote!({
                    let _ = || -> ::core::primitive::usize { #size };
                    #e
                });
            }
        }

        /// An item of the body has attributes of its own that may be yet to come.
        fn visit_item_mut(&mut self, _: &mut syn::Item) {}
    }
    if !mentions(&item, "checkpoint") {
        return item;
    }
    match syn::parse2::<syn::Item>(item.clone()) {
        Ok(syn::Item::Fn(mut function)) => {
            visit_block_mut(&mut Remover, &mut function.block);
            quote!(#function)
        }
        Ok(syn::Item::Impl(mut block)) => {
            for item in &mut block.items {
                if let syn::ImplItem::Fn(method) = item {
                    visit_block_mut(&mut Remover, &mut method.block);
                }
            }
            quote!(#block)
        }
        _ => item,
    }
}
