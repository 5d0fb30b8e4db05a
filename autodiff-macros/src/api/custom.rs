//! Companions by a rule of the user's.

use super::once::Stored;
use super::reverse_sweeps::{FORWARD, Running};
use super::{Companion, Output, Shape};
use crate::attribute::Options;
use crate::forward::Width;
use crate::ir::Passing;
use crate::print::lanes;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

impl Companion<'_> {
    /// Forward: the value, kept with what the rule wants. Reverse: the rule.
    pub(crate) fn custom_reverse(&self, options: &Options) -> TokenStream {
        let args = self.arguments();
        let primal = self.primal_call();
        let inputs = self.place_tape(FORWARD, self.tape_input(), self.inputs());
        let (forward, residual, rule) = match (&options.rule, &options.forward, &options.reverse) {
            (Some(rule), _, _) => {
                let kept = quote! {
                    let __y = #primal(#(#args),*);
                    __tape.push(&__y);
                    __y
                };
                let ret = &self.ret;
                let y = self.value_for_rule();
                (
                    kept,
                    quote!(let __y: #ret = __tape.pop();),
                    quote!(#rule(#(#args,)* #y, __y_bar)),
                )
            }
            (None, Some(a), Some(b)) => {
                let kept = quote! {
                    let (__y, __residual) = #a(#(#args),*);
                    __tape.keep_own(__residual);
                    __y
                };
                // the type of the residual follows from the call of the rule
                (
                    kept,
                    quote!(let __residual = __tape.take_own();),
                    quote!(#b(#(#args,)* __residual, __y_bar)),
                )
            }
            _ => return self.reverse_stub(),
        };
        let forward = self.hidden(FORWARD, &inputs, &self.ret, &forward);
        let parts: Vec<&Shape> = self
            .params
            .iter()
            .filter(|p| p.is_differentiable())
            .collect();
        let names: Vec<TokenStream> = parts
            .iter()
            .map(|p| {
                let c = &p.cotangent;
                quote!(#c)
            })
            .collect();
        let pattern = super::reverse_mode::bare_or_tuple(&names);
        let added = parts
            .iter()
            .filter(|p| !p.returns_cotangent())
            .map(|p| self.add(p));
        let returned = self
            .params
            .iter()
            .filter(|p| p.returns_cotangent())
            .map(|p| self.returned_cotangent(p));
        let returned: Vec<TokenStream> = returned.collect();
        let end = (!returned.is_empty()).then(|| quote!((#(#returned,)*)));
        let reverse = quote! {
            #residual
            let #pattern = #rule;
            #(#added)*
            #end
        };
        let mutable = self.reverse_inputs(None);
        let reverse = self.hidden(
            "__needs_attribute_grad_reverse",
            &mutable,
            &self.cotangent_tuple(),
            &reverse,
        );
        let result = self.result_function(&quote!(__tape.pop()));
        let public = self.reverse_wrappers(Running::Split, &Stored::default());
        let hidden = self.with_names(quote!(#forward #reverse #result));
        quote!(#public #hidden)
    }

    /// `y` by value for a real scalar, by reference otherwise.
    fn value_for_rule(&self) -> TokenStream {
        if self.output == Output::Real {
            quote!(__y)
        } else {
            quote!(&__y)
        }
    }

    /// What a reverse sweep returns for an argument handed over by value.
    pub(super) fn returned_cotangent(&self, p: &Shape) -> TokenStream {
        let (krate, c) = (&self.krate, &p.cotangent);
        if p.constant {
            quote!(#krate::rt::Inactive)
        } else if p.ty.carries_reals() {
            quote!(#c)
        } else if p.is_scalar() {
            quote!(())
        } else {
            p.zero(krate)
        }
    }

    /// Adds a cotangent the rule returned to the accumulator of a borrowed argument.
    pub(super) fn add(&self, p: &Shape) -> TokenStream {
        self.add_to(p, &p.bar, &p.cotangent)
    }

    pub(super) fn add_to(&self, p: &Shape, bar: &Ident, c: &Ident) -> TokenStream {
        let krate = &self.krate;
        match p.ty.sequence_depth() {
            Some((0, _)) => quote!(let mut #bar = #bar; #bar.add(#c);),
            Some((1, _)) => quote!(let mut #bar = #bar; #bar.add_slice(&#c);),
            Some((2, _)) => quote! {
                let mut #bar = #bar;
                for (__i, __row) in #c.iter().enumerate() {
                    #bar.at(__i).add_slice(__row);
                }
            },
            _ => quote!(#krate::rt::accumulate(#bar, &#c);),
        }
    }

    pub(crate) fn custom_forward(&self, options: &Options) -> TokenStream {
        let Some(rule) = &options.rule else {
            return self.forward_stub();
        };
        let args = self.arguments();
        let primal = self.primal_call();
        let y = self.value_for_rule();
        let (prepared, handed) = self.tangents_for_rule(Width::One);
        let body = quote! {
            let __y = #primal(#(#args),*);
            #(#prepared)*
            let __y_dot = #rule(#(#args,)* #y, #(#handed),*);
            (__y, __y_dot)
        };
        let hidden = self.hidden(
            super::forward_mode::JVP,
            &self.tangent_inputs(None, Width::One),
            &self.tangent_output(Width::One),
            &body,
        );
        let lanes = self.custom_lanes(rule);
        let public = self.forward_wrappers();
        let hidden = self.with_names(quote!(#hidden #lanes));
        quote!(#public #hidden)
    }

    /// The rule once for each lane.
    fn custom_lanes(&self, rule: &syn::Path) -> TokenStream {
        let (krate, count) = (&self.krate, lanes::count());
        let args = self.arguments();
        let primal = self.primal_call();
        let y = self.value_for_rule();
        let (prepared, handed) = self.tangents_for_rule(Width::Lanes);
        let differentiable = || self.params.iter().filter(|p| p.is_differentiable());
        let lane = differentiable().map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            let mutable = p.is_written().then(|| quote!(mut));
            quote!(let #mutable #dot = #krate::rt::TangentLanes::<#count>::lane(&#lanes, __k);)
        });
        let renamed = differentiable().map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            match p.lends_slice() && p.is_written() {
                true => quote!(let mut #lanes = #dot.to_vec();),
                false if p.is_written() => quote!(let mut #lanes = #dot.clone();),
                false => quote!(let #lanes = #dot;),
            }
        });
        let written: Vec<&Shape> = differentiable().filter(|p| p.is_written()).collect();
        let stores = written.iter().map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            quote!(#krate::rt::TangentLanes::<#count>::set_lane(&mut #lanes, __k, &#dot);)
        });
        let ends = written.iter().map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            match p.lends_slice() {
                true => quote!(#dot.clone_from_slice(&#lanes);),
                false => quote!(*#dot = #lanes;),
            }
        });
        // the rule sees the final values, whatever the lane before did to them
        let keep = self.written().map(Shape::keep_initial);
        let put = self.written().map(|p| p.put(&p.initial));
        let width = lanes::width(krate);
        let body = quote! {
            let __y = #primal(#(#args),*);
            #(#prepared)*
            #(#renamed)*
            #(#keep)*
            let mut __y_dot = #krate::rt::zero_lanes(&__y, #width);
            for __k in 0..#count {
                #(#lane)*
                #(#put)*
                let __row = #rule(#(#args,)* #y, #(#handed),*);
                #krate::rt::TangentLanes::<#count>::set_lane(&mut __y_dot, __k, &__row);
                #(#stores)*
            }
            #(#ends)*
            (__y, __y_dot)
        };
        self.hidden_in_lanes(
            lanes::JVP,
            &self.tangent_inputs(None, Width::Lanes),
            &self.tangent_output(Width::Lanes),
            &body,
        )
    }

    /// The tangents made plain values, and how the rule takes them.
    pub(super) fn tangents_for_rule(&self, width: Width) -> (Vec<TokenStream>, Vec<TokenStream>) {
        let dots = self.params.iter().filter(|p| p.is_differentiable());
        dots.map(|p| {
            let dot = &p.dot;
            let prepared = self.owned_tangent(p, dot, &p.ident, width);
            let handed = match (p.passing, p.ty.sequence_depth()) {
                (Passing::Shared, Some((0 | 1, _))) => quote!(&#dot),
                (Passing::Shared, _) if width == Width::Lanes => quote!(&#dot),
                (Passing::Mut, _) if width == Width::Lanes => quote!(&mut #dot),
                _ => quote!(#dot),
            };
            (prepared, handed)
        })
        .unzip()
    }

    /// A tangent of one's own from a seed or a source; others stay lent.
    pub(super) fn owned_tangent(
        &self,
        p: &Shape,
        dot: &Ident,
        primal: &Ident,
        width: Width,
    ) -> TokenStream {
        let krate = &self.krate;
        let source = || Self::source(p, dot);
        match (p.passing, p.ty.sequence_depth()) {
            (Passing::Value, _) => quote!(let #dot = #dot.seed(&#primal);),
            (Passing::Shared, Some((0, _))) => {
                let source = source();
                quote!(#source let #dot = #krate::rt::Dot0::get(#dot);)
            }
            (Passing::Shared, Some((1, _))) => {
                let source = source();
                let own = match p.ty.peeled() {
                    crate::ir::Ty::Array(..) => {
                        quote!(::core::array::from_fn(|__i| #krate::rt::Dot1::at(#dot, __i)))
                    }
                    _ => quote!(#krate::rt::Dot1::owned(#dot, #primal.len())),
                };
                let ty = super::shape::tangent_in(&p.ty, width, krate);
                quote!(#source let #dot: #ty = #own;)
            }
            _ => quote!(),
        }
    }
}
