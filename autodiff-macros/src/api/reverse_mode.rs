//! `grad`, `value_and_grad`, `vjp` and their forms: the functions that users call.

use super::once::Stored;
use super::reverse_sweeps::{FORWARD, REVERSE, Running};
use super::{Companion, Make, Output, Shape};
use crate::forward::Width;
use crate::reverse::Sweeps;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

impl Companion<'_> {
    pub(crate) fn reverse_functions(&self, split: &Sweeps, joint: Option<&Sweeps>) -> TokenStream {
        let running = Running::of(joint);
        let both = joint.map(|s| self.joint(s, running));
        let sweeps = self.sweeps(split);
        let stored = self.stored(joint.unwrap_or(split));
        let public = self.reverse_wrappers(running, &stored);
        quote!(#public #both #sweeps)
    }

    pub(super) fn reverse_stub(&self) -> TokenStream {
        let never = quote!(::core::unreachable!());
        let mut all = self.signatures(&|name, doc, inputs, output| {
            self.public(name, doc, inputs, output, &never)
        });
        let inputs = self.place_tape(FORWARD, self.tape_input(), self.inputs());
        all.extend(self.hidden(FORWARD, &inputs, &self.ret, &never));
        let generic: Vec<_> = self.reverse_inputs(None);
        all.extend(self.hidden(REVERSE, &generic, &self.cotangent_tuple(), &never));
        all.extend(self.result_function(&never));
        self.with_names(all)
    }

    /// `written`: in/out arguments hand in a cotangent and get one back.
    fn buffers(&self, written: bool) -> Vec<TokenStream> {
        let buffer = |p: &Shape| {
            let (bar, ty) = (&p.bar, p.buffer(&self.krate));
            quote!(#bar: #ty)
        };
        self.selected()
            .filter(|p| written || !p.is_written())
            .map(buffer)
            .collect()
    }

    pub(super) fn gradient_type(&self) -> TokenStream {
        let parts: Vec<TokenStream> = self
            .selected()
            .filter(|p| !p.is_written())
            .map(|p| p.gradient(&self.krate))
            .collect();
        bare_or_tuple(&parts)
    }

    fn y_bar_input(&self) -> Vec<TokenStream> {
        let ty = self.ret_tangent(Width::One);
        if self.output == Output::Unit {
            vec![]
        } else {
            vec![quote!(__y_bar: #ty)]
        }
    }

    fn vjp_inputs(&self) -> Vec<TokenStream> {
        let mut inputs = self.inputs();
        inputs.extend(self.y_bar_input());
        for p in self.selected().filter(|p| p.is_written()) {
            let (bar, ty) = (&p.bar, p.buffer(&self.krate));
            inputs.push(quote!(#bar: #ty));
        }
        inputs
    }

    /// Names, docs and signatures of all public functions.
    fn signatures(&self, make: Make<'_>) -> TokenStream {
        let ret = &self.ret;
        let with_tape = |inputs: &[TokenStream]| -> Vec<TokenStream> {
            self.place_tape("with", self.tape_input(), inputs.to_vec())
        };
        let mut all = TokenStream::new();
        if self.output == Output::Real {
            let gradient = self.gradient_type();
            let mut into = self.inputs();
            into.extend(self.buffers(false));
            let pair = quote!((#ret, #gradient));
            all.extend(make("grad", "Gradient of", &self.inputs(), &gradient));
            all.extend(make(
                "value_and_grad",
                "Value and gradient of",
                &self.inputs(),
                &pair,
            ));
            let doc = "Value of, with the gradient written into buffers:";
            all.extend(make("value_and_grad_into", doc, &into, ret));
            let doc =
                "Value of, with the gradient written into buffers, on a tape of the caller's:";
            all.extend(make("value_and_grad_with", doc, &with_tape(&into), ret));
        }
        let gradient = self.gradient_type();
        let pair = quote!((#ret, #gradient));
        let doc = "Value of, and cotangents of the arguments for the result's cotangent:";
        all.extend(make("vjp", doc, &self.vjp_inputs(), &pair));
        let mut into = self.inputs();
        into.extend(self.y_bar_input());
        into.extend(self.buffers(true));
        let doc = "Value of, with the arguments' cotangents written into buffers:";
        all.extend(make("vjp_into", doc, &into, ret));
        let doc = "Value of, with the arguments' cotangents written into buffers, on a tape of the caller's:";
        all.extend(make("vjp_with", doc, &with_tape(&into), ret));
        let (inputs, output) = self.vjp_many_signature();
        let doc = "Value of, and cotangents of the arguments for several cotangents of the result:";
        all.extend(make("vjp_many", doc, &inputs, &output));
        all.extend(self.jacobian_signatures("jacrev", true, make));
        all
    }

    /// The public functions, and the one behind those for Jacobians.
    pub(super) fn reverse_wrappers(&self, running: Running, stored: &Stored) -> TokenStream {
        let public = self.signatures(&|name, doc, inputs, output| {
            let body = self.reverse_body(name, running, stored);
            self.public(name, doc, inputs, output, &body)
        });
        let rows = self.jacobian_rows(running);
        let either = self.jacobian_of_either_mode();
        quote!(#public #rows #either)
    }

    fn reverse_body(&self, name: &str, running: Running, stored: &Stored) -> TokenStream {
        let one = self.one();
        let y_bar = if self.output == Output::Unit {
            quote!(())
        } else {
            quote!(__y_bar)
        };
        match name {
            "grad" => {
                let call = self.call("value_and_grad", None, &self.forwarded(), &[]);
                quote!(#call.1)
            }
            "value_and_grad_into" | "value_and_grad_with" if self.written().next().is_none() => {
                self.vjp_for_one(name, &one)
            }
            "value_and_grad" if self.written().next().is_none() && !self.is_deprecated() => {
                self.call("vjp", None, &self.forwarded(), &[one])
            }
            "value_and_grad" => self.owned("value_and_grad_into", &[], false),
            "value_and_grad_into" => {
                self.tape_or_none("value_and_grad_with", running, &one, &[], stored)
            }
            "value_and_grad_with" => self.with_body(running, &one, false, stored),
            "vjp" => {
                let y_bar: Vec<TokenStream> = if self.output == Output::Unit {
                    vec![]
                } else {
                    vec![quote!(__y_bar)]
                };
                self.owned("vjp_into", &y_bar, true)
            }
            "vjp_into" => {
                let extra: Vec<TokenStream> = if self.output == Output::Unit {
                    vec![]
                } else {
                    vec![quote!(__y_bar)]
                };
                self.tape_or_none("vjp_with", running, &y_bar, &extra, stored)
            }
            "vjp_with" if running == Running::Joint => self.without_tape(&y_bar),
            "vjp_with" => self.with_body(running, &y_bar, true, stored),
            "vjp_many" => self.vjp_many(),
            "jacrev" => self.jacrev(),
            "jacrev_into" => self.jacrev_into(),
            _ => self.jacrev_with(),
        }
    }

    /// A call of `vjp` would warn in generated code.
    fn is_deprecated(&self) -> bool {
        !self.carried(&["deprecated"]).is_empty()
    }

    /// The `_with` form of sweeps that need no tape.
    fn without_tape(&self, y_bar: &TokenStream) -> TokenStream {
        let y_bar = (self.output != Output::Unit).then(|| y_bar.clone());
        let bars = self.selected().map(|p| p.bar.to_token_stream());
        let rest: Vec<TokenStream> = y_bar.into_iter().chain(bars).collect();
        let call = self.call("vjp_into", None, &self.forwarded(), &rest);
        quote!(let _ = __tape; #call)
    }

    /// Without in/out arguments a gradient is the cotangent for 1.
    fn vjp_for_one(&self, name: &str, one: &TokenStream) -> TokenStream {
        let bars = self.selected().map(|p| p.bar.to_token_stream());
        let rest: Vec<TokenStream> = std::iter::once(one.clone()).chain(bars).collect();
        let args = self.forwarded();
        match name {
            "value_and_grad_into" => self.call("vjp_into", None, &args, &rest),
            _ => self.call("vjp_with", Some(quote!(__tape)), &args, &rest),
        }
    }

    /// Arguments moved on.
    pub(super) fn forwarded(&self) -> Vec<TokenStream> {
        self.params
            .iter()
            .map(|p| p.ident.to_token_stream())
            .collect()
    }

    /// Makes the buffers, calls the `_into` form and returns them; `lent`: in/out cotangents are the caller's.
    fn owned(&self, into: &str, extra: &[TokenStream], lent: bool) -> TokenStream {
        let krate = &self.krate;
        let own: Vec<&Shape> = self.selected().filter(|p| !p.is_written()).collect();
        let zeros = own.iter().map(|p| {
            let (bar, zero) = (&p.bar, p.zero(krate));
            quote!(let mut #bar = #zero;)
        });
        let buffers = self
            .selected()
            .filter(|p| lent || !p.is_written())
            .map(|p| {
                let bar = &p.bar;
                if p.is_written() {
                    quote!(#bar)
                } else {
                    quote!(&mut #bar)
                }
            });
        let bars: Vec<TokenStream> = own.iter().map(|p| p.bar.to_token_stream()).collect();
        let gradient = bare_or_tuple(&bars);
        let rest: Vec<TokenStream> = extra.iter().cloned().chain(buffers).collect();
        let call = self.call(into, None, &self.forwarded(), &rest);
        quote! {
            #(#zeros)*
            let __y = #call;
            (__y, #gradient)
        }
    }

    /// Runs without a tape, or on one from the pool.
    fn tape_or_none(
        &self,
        with: &str,
        running: Running,
        y_bar: &TokenStream,
        extra: &[TokenStream],
        stored: &Stored,
    ) -> TokenStream {
        if running == Running::Joint {
            return self.with_body(running, y_bar, with == "vjp_with", stored);
        }
        let krate = &self.krate;
        let lent = with == "vjp_with";
        let bars = self
            .selected()
            .filter(|p| lent || !p.is_written())
            .map(|p| p.bar.to_token_stream());
        let rest: Vec<TokenStream> = extra.iter().cloned().chain(bars).collect();
        let call = self.call(with, Some(quote!(__tape)), &self.forwarded(), &rest);
        quote!(#krate::rt::with_tape(|__tape| #call))
    }

    /// Checks and clears the buffers, runs the sweeps, stores what they return. `lent`: in/out cotangents are the
    /// caller's, otherwise they start from zero and are dropped.
    fn with_body(
        &self,
        running: Running,
        y_bar: &TokenStream,
        lent: bool,
        stored: &Stored,
    ) -> TokenStream {
        let krate = &self.krate;
        let checked = |p: &&Shape| !p.is_written() || lent && !p.grows();
        let checks = self.selected().filter(checked).map(|p| p.check(krate));
        let added_to = self.params.iter().enumerate().filter(|(i, p)| {
            p.selected && !p.returns_cotangent() && !p.is_written() && !stored.positions.contains(i)
        });
        let clears = added_to.map(|(_, p)| p.clear(krate));
        let run = self.run(running, y_bar, &|p| lent && p.selected, stored);
        let stores = self
            .selected()
            .filter(|p| p.returns_cotangent())
            .map(|p| p.store(krate));
        quote! {
            #(#checks)*
            #(#clears)*
            #run
            #(#stores)*
            __y
        }
    }
}

/// One part alone, several as a tuple.
pub(super) fn bare_or_tuple(parts: &[TokenStream]) -> TokenStream {
    match parts {
        [one] => one.clone(),
        parts => quote!((#(#parts),*)),
    }
}
