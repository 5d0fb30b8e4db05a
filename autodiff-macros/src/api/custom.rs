//! Companions by a rule of the user's.

use super::reverse_mode::{FORWARD, Running};
use super::{Companion, Output, Shape};
use crate::attribute::Options;
use crate::ir::Passing;
use proc_macro2::TokenStream;
use quote::quote;

impl Companion<'_> {
    /// Forward: the value, kept with what the rule wants. Reverse: the rule.
    pub(crate) fn custom_reverse(&self, options: &Options) -> TokenStream {
        let krate = &self.krate;
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
            .map(|p| {
                let c = &p.cotangent;
                if p.constant {
                    quote!(#krate::rt::Inactive)
                } else if p.ty.carries_reals() {
                    quote!(#c)
                } else {
                    quote!(())
                }
            });
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
        let public = self.reverse_wrappers(Running::Split);
        let hidden = self.settle(quote!(#forward #reverse #result));
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

    /// Adds a cotangent the rule returned to the accumulator of a borrowed argument.
    fn add(&self, p: &Shape) -> TokenStream {
        let (bar, c) = (&p.bar, &p.cotangent);
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
        let krate = &self.krate;
        let Some(rule) = &options.rule else {
            return self.forward_stub();
        };
        let args = self.arguments();
        let primal = self.primal_call();
        let y = self.value_for_rule();
        let dots = self.params.iter().filter(|p| p.is_differentiable());
        let (prepared, handed): (Vec<TokenStream>, Vec<TokenStream>) = dots
            .map(|p| {
                let (dot, name) = (&p.dot, &p.ident);
                let prepared = match (p.passing, p.ty.sequence_depth()) {
                    (Passing::Value, _) => quote!(let #dot = #krate::rt::Seed::seed(#dot, &#name);),
                    (Passing::Shared, Some((0, _))) => {
                        let source = self.source(p, dot);
                        quote!(#source let #dot = #krate::rt::Dot0::get(#dot);)
                    }
                    (Passing::Shared, Some((1, _))) => {
                        let source = self.source(p, dot);
                        quote!(#source let #dot = #krate::rt::Dot1::owned(#dot, #name.len());)
                    }
                    _ => quote!(),
                };
                let borrow = match (p.passing, p.ty.sequence_depth()) {
                    (Passing::Shared, Some((0 | 1, _))) => quote!(&#dot),
                    _ => quote!(#dot),
                };
                (prepared, borrow)
            })
            .unzip();
        let body = quote! {
            let __y = #primal(#(#args),*);
            #(#prepared)*
            let __y_dot = #rule(#(#args,)* #y, #(#handed),*);
            (__y, __y_dot)
        };
        let (ret, ret_dot) = (&self.ret, self.ret_tangent());
        let output = quote!((#ret, #ret_dot,));
        let inputs = self.tangent_inputs(None);
        let hidden = self.hidden(super::forward_mode::JVP, &inputs, &output, &body);
        let public = self.forward_wrappers();
        let hidden = self.settle(hidden);
        quote!(#public #hidden)
    }
}
