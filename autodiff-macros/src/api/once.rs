//! Buffers that nobody has to clear: the reverse sweep adds to each of their elements once, and nobody adds before.

use super::{Companion, Shape};
use crate::ir::{Passing, Role, Ty, VarId};
use crate::loops::extents::{self, Run};
use crate::loops::sizes::Size;
use crate::reverse::Sweeps;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use std::collections::BTreeSet;

/// A shorter buffer is cleared in no time.
const SHORT: usize = 16;

/// The parameters whose cotangents are stored in their buffers, by position.
#[derive(Default)]
pub(super) struct Stored {
    pub(super) positions: BTreeSet<usize>,
    /// Whether it is so in the call at hand, where only the call can tell.
    pub(super) condition: Option<TokenStream>,
}

impl Companion<'_> {
    pub(super) fn stored(&self, s: &Sweeps) -> Stored {
        let mut stored = Stored::default();
        let mut conditions = vec![];
        for (i, p) in self.params.iter().enumerate() {
            let Some(bar) = s.bars[i].filter(|_| is_flat(p)) else {
                continue;
            };
            if s.f.var(bar).role != Role::Bar {
                continue;
            }
            let Some(runs) = extents::of(s, bar).filter(|runs| runs.iter().any(is_long)) else {
                continue;
            };
            let len = self.length(i);
            let runs: Vec<(String, TokenStream)> =
                runs.iter().map(|r| self.run_tokens(s, r)).collect();
            let texts: BTreeSet<&String> = runs.iter().map(|(text, _)| text).collect();
            if texts.len() < runs.len() {
                continue; // two contributions at least
            }
            stored.positions.insert(i);
            let krate = &self.krate;
            let whole = quote!((0, #len)).to_string();
            if runs.len() > 1 || runs[0].0 != whole {
                let runs = runs.iter().map(|(_, run)| run);
                conditions.push(quote!(#krate::rt::each_once(#len, [#(#runs),*])));
            }
        }
        stored.condition = (!conditions.is_empty()).then(|| quote!(#(#conditions)&&*));
        stored
    }

    fn length(&self, position: usize) -> TokenStream {
        let p = &self.params[position];
        match p.peeled() {
            Ty::Array(_, n) => n.clone(),
            _ => {
                let name = &p.ident;
                quote!(#name.len())
            }
        }
    }

    /// A run as a first index and a length.
    fn run_tokens(&self, s: &Sweeps, run: &Run) -> (String, TokenStream) {
        let krate = &self.krate;
        let first = self.size(s, &run.first);
        let dimensions: Vec<_> = run.dimensions.iter().collect();
        let tokens = match dimensions.as_slice() {
            [] => quote!((#first, 1)),
            [(Size::Literal(1), count)] => {
                let count = self.size(s, count);
                quote!((#first, #count))
            }
            dimensions => {
                let dimensions = dimensions.iter().map(|(stride, count)| {
                    let (stride, count) = (self.size(s, stride), self.size(s, count));
                    quote!((#stride, #count))
                });
                quote!(#krate::rt::run(#first, [#(#dimensions),*]))
            }
        };
        (tokens.to_string(), tokens)
    }

    fn size(&self, s: &Sweeps, size: &Size) -> TokenStream {
        let krate = &self.krate;
        let position = |v: VarId| {
            let found = s.f.params.iter().position(|p| p.var == v);
            found.expect("a parameter")
        };
        let call = |function: TokenStream, two: &[Size; 2]| {
            let (a, b) = (self.size(s, &two[0]), self.size(s, &two[1]));
            quote!(#krate::rt::usize::#function(#a, #b))
        };
        match size {
            Size::Literal(n) => {
                proc_macro2::TokenTree::from(proc_macro2::Literal::usize_unsuffixed(*n)).into()
            }
            Size::Constant(path) => path.clone(),
            Size::Param(v) => self.params[position(*v)].ident.to_token_stream(),
            Size::Len(v) => self.length(position(*v)),
            Size::Sum(two) => call(quote!(wrapping_add), two),
            Size::Product(two) => call(quote!(wrapping_mul), two),
            Size::Difference(two) => call(quote!(wrapping_sub), two),
            Size::Distance(two) => call(quote!(saturating_sub), two),
            Size::Least(two) => call(quote!(min), two),
            Size::Holds(op, two) => {
                let (a, b) = (self.size(s, &two[0]), self.size(s, &two[1]));
                quote!(#krate::rt::usize::from(#a #op #b))
            }
        }
    }
}

/// A sequence of reals, lent to be read.
fn is_flat(p: &Shape) -> bool {
    let sequence = match p.peeled() {
        Ty::Slice(t) | Ty::Vec(t) | Ty::Array(t, _) => t.is_real(),
        _ => false,
    };
    sequence && p.selected && p.passing == Passing::Shared
}

/// Of many elements, as far as the macro can tell.
fn is_long(run: &Run) -> bool {
    let long = |n: &Size| !matches!(n, Size::Literal(n) if *n <= SHORT);
    let steps = |stride: &Size| !matches!(stride, Size::Literal(0));
    run.dimensions
        .iter()
        .any(|(stride, n)| steps(stride) && long(n))
}
