//! `vjp_many`: several cotangents at once.

use super::functions::lanes_count;
use super::reverse_mode::bare_or_tuple;
use super::reverse_sweeps::FORWARD;
use super::{Companion, Output, Shape};
use crate::forward::Width;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

impl Companion<'_> {
    /// Each cotangent comes as an array of cotangents, each as [`Self::vjp`] takes it.
    pub(super) fn vjp_many_signature(&self) -> (Vec<TokenStream>, TokenStream) {
        let count = lanes_count();
        let mut inputs = self.inputs();
        if self.output != Output::Unit {
            let ty = self.ret_tangent(Width::One);
            inputs.push(quote!(__y_bar: [#ty; #count]));
        }
        for p in self.selected().filter(|p| p.is_written()) {
            let (bar, ty) = (&p.bar, p.buffer(&self.krate));
            inputs.push(quote!(#bar: [#ty; #count]));
        }
        let (ret, gradient) = (&self.ret, self.gradient_type());
        (inputs, quote!((#ret, [#gradient; #count])))
    }

    /// One forward sweep, and a reverse sweep for each cotangent.
    pub(super) fn vjp_many(&self) -> TokenStream {
        if self.written().next().is_none() {
            return self.vjp_many_of_constants();
        }
        let krate = &self.krate;
        let forward = self.call(FORWARD, Some(quote!(__tape)), &self.arguments(), &[]);
        let initial = self.written().map(Shape::keep_initial);
        let last = self.written().map(|p| p.keep_final().0);
        let put_last: Vec<TokenStream> = self.written().map(|p| p.put(&p.last)).collect();
        let again = self.again(&forward, &put_last);
        let (y_bar, taken) = match self.output {
            Output::Unit => (quote!(()), None),
            Output::Real => (quote!(__y_bar[__k]), None),
            Output::Vector | Output::Discrete | Output::Other => {
                let taken = quote!(let __y_bar = ::core::clone::Clone::clone(&__y_bar[__k]););
                (quote!(__y_bar), Some(taken))
            }
        };
        let zeros = self.zero_rows(&|_| true);
        let written = self.written().filter(|p| p.is_differentiable()).map(|p| {
            let (bar, zero) = (&p.bar, p.zero(krate));
            if p.selected {
                quote!(let #bar = &mut *#bar[__k];)
            } else {
                quote!(let #bar = &mut #zero;)
            }
        });
        let reverse = self.reverse_run(&y_bar);
        let stores = self.selected().filter(|p| p.returns_cotangent()).map(|p| {
            let (bar, value) = (&p.bar, &p.cotangent);
            quote!(*#bar = #value;)
        });
        let own = self.selected().filter(|p| !p.is_written());
        let own: Vec<TokenStream> = own.map(|p| p.copy.to_token_stream()).collect();
        // nothing, where all cotangents are the caller's
        let gradient = if own.is_empty() {
            quote!()
        } else {
            bare_or_tuple(&own)
        };
        quote! {
            #krate::rt::with_tape(|__tape| {
                #(#initial)*
                let __size = __tape.mark();
                let __y = #forward;
                let __residual = __tape.residuals(__size);
                #(#last)*
                let __row_bar = ::core::array::from_fn(|__k| {
                    #again
                    #zeros
                    #(#written)*
                    #taken
                    #reverse
                    #(#stores)*
                    #gradient
                });
                __tape.drop_residuals(&__residual);
                #(#put_last)*
                (__y, __row_bar)
            })
        }
    }

    /// The same, where no argument is written.
    fn vjp_many_of_constants(&self) -> TokenStream {
        let krate = &self.krate;
        let forward = self.call(FORWARD, Some(quote!(__tape)), &self.arguments(), &[]);
        let lent = self.selected().filter(|p| !p.returns_cotangent());
        let zeros = lent.map(|p| {
            let (bar, copy, zero) = (&p.bar, &p.copy, p.zero(krate));
            quote!(let mut #copy = #zero; let #bar = &mut #copy;)
        });
        let reverse = self.reverse_run(&quote!(__y_bar));
        let parts = self.selected().map(|p| match p.returns_cotangent() {
            true => p.cotangent.to_token_stream(),
            false => p.copy.to_token_stream(),
        });
        let gradient = bare_or_tuple(&parts.collect::<Vec<_>>());
        quote! {
            #krate::rt::vjp_many(__y_bar, |__tape| #forward, |__tape, __y_bar| {
                #(#zeros)*
                #reverse
                #gradient
            })
        }
    }
}
