//! `#[derive(Differentiable)]`: the tangent of a struct, and the impls that make the two a pair.
//!
//! ```text
//! Input:   pub struct Layer { pub w: Vec<f64>, n: usize }
//! Output:  pub struct LayerTangent { pub w: <Vec<f64> as Differentiable>::Tangent, n: <usize as ..>::Tangent }
//!          impl Differentiable for Layer { type Tangent = LayerTangent; .. }
//!          impl Differentiable for LayerTangent { type Tangent = Self; .. }
//!          impl Tangent, Clone, Debug, PartialEq for LayerTangent { .. }
//!          struct __LayerLanes<const K: usize> { .. }, with impl TangentLanes<K>, Clone
//! ```
//!
//! Which fields carry reals is asked of the trait, never guessed from how a type is spelled.

mod attribute;
mod bounds;
mod impls;
mod keep;
mod lanes;
mod record;
mod refusals;

use crate::diagnostics::Errors;
use crate::print::site;
use proc_macro2::TokenStream;
use quote::quote;
use record::Record;

/// Expands the derive on one item.
pub(crate) fn expand(item: TokenStream) -> TokenStream {
    let input = match syn::parse2::<syn::DeriveInput>(item) {
        Ok(input) => input,
        Err(e) => return e.to_compile_error(),
    };
    let mut errors = Errors::default();
    let record = Record::of(&input, &mut errors);
    // What is refused has its tangent nevertheless, so that uses of it elsewhere do not fail too.
    let items = record.map(|r| site(impls::items(&r), &[]));
    let errors = errors.into_tokens();
    quote!(#items #errors)
}
