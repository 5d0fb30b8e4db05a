//! `grad`, `value_and_grad`, `vjp` and their forms.

use super::forward_mode::in_width;
use super::{Companion, Make, Output, Shape};
use crate::forward::Width;
use crate::ir::{Atom, Passing};
use crate::print::{Results, body};
use crate::reverse::{Sweeps, behind_trait};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

const FORWARD: &str = "__needs_attribute_grad_forward";
const REVERSE: &str = "__needs_attribute_grad_reverse";

/// How the wrappers run both sweeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Running {
    /// In one hidden function, without a tape.
    Joint,
    Split,
}

impl Companion<'_> {
    pub(crate) fn reverse_functions(&self, split: &Sweeps, joint: Option<&Sweeps>) -> TokenStream {
        let running = if joint.is_some() {
            Running::Joint
        } else {
            Running::Split
        };
        let both = joint.map(|s| self.joint(s));
        let sweeps = self.sweeps(split);
        let public = self.reverse_wrappers(running);
        quote!(#public #both #sweeps)
    }

    pub(super) fn reverse_stub(&self) -> TokenStream {
        let never = quote!(::core::unreachable!());
        let mut all = self.signatures(&|name, doc, inputs, output| {
            self.public(name, doc, inputs, output, &never)
        });
        let mut inputs = vec![self.tape_input()];
        inputs.extend(self.inputs());
        all.extend(self.hidden(FORWARD, &inputs, &self.ret, &never));
        let generic: Vec<_> = self.reverse_inputs(None);
        all.extend(self.hidden(REVERSE, &generic, &self.cotangent_tuple(), &never));
        let tape = [self.tape_input()];
        all.extend(self.hidden("__needs_attribute_grad_result", &tape, &self.ret, &never));
        self.settle(all)
    }

    /// The hidden sweeps that the companions of callers run.
    fn sweeps(&self, s: &Sweeps) -> TokenStream {
        let krate = &self.krate;
        let tape = s.tape_ident();
        let tape_input = quote!(#tape: &mut #krate::Tape);
        let results = match &s.f.result {
            Some(a) => Results::One(a.clone()),
            None => Results::None,
        };
        let forward = body(&s.f, krate, &[&s.forward], &results);
        let mut inputs = vec![tape_input.clone()];
        inputs.extend(self.sweep_inputs(s));
        let forward = self.hidden(FORWARD, &inputs, &self.ret, &forward);

        let returned = self.returned(s);
        let reverse = body(&s.f, krate, &[&s.reverse], &Results::Tuple(returned));
        let reverse = self.hidden(
            REVERSE,
            &self.reverse_inputs(Some(s)),
            &self.cotangent_tuple(),
            &reverse,
        );
        let ret = &self.ret;
        let inputs = [quote!(__tape: &mut #krate::Tape)];
        let result = self.hidden(
            "__needs_attribute_grad_result",
            &inputs,
            ret,
            &quote!(__tape.pop()),
        );
        let result = self.settle(result);
        quote!(#forward #reverse #result)
    }

    /// Both sweeps in one body.
    fn joint(&self, s: &Sweeps) -> TokenStream {
        let y = match &s.f.result {
            Some(a) => a.clone(),
            None => unit(),
        };
        let mut results = vec![y];
        results.extend(self.returned(s));
        let tokens = body(
            &s.f,
            &self.krate,
            &[&s.forward, &s.reverse],
            &Results::Tuple(results),
        );
        let inputs = &self.reverse_inputs(Some(s))[1..];
        let (ret, parts) = (&self.ret, self.cotangent_types());
        let output = quote!((#ret, #(#parts,)*));
        self.hidden("__sweeps", inputs, &output, &tokens)
    }

    /// The cotangents of by-value parameters, with zeros for the ones nothing depends on.
    pub(super) fn returned(&self, s: &Sweeps) -> Vec<Atom> {
        let by_value = self.params.iter().filter(|p| p.passing == Passing::Value);
        let krate = &self.krate;
        by_value
            .zip(&s.cotangents)
            .map(|(p, c)| match c {
                Some(a) => a.clone(),
                None => {
                    let zero = p.zero(krate);
                    let tokens = if p.constant {
                        quote!(#krate::rt::Inactive)
                    } else if p.is_scalar() && p.ty.is_real() {
                        quote!(0.0)
                    } else if p.ty.carries_reals() || !p.is_scalar() {
                        zero
                    } else {
                        quote!(())
                    };
                    Atom::Const(crate::ir::Const {
                        tokens,
                        ty: p.ty.tangent(),
                    })
                }
            })
            .collect()
    }

    fn cotangent_types(&self) -> Vec<TokenStream> {
        let krate = &self.krate;
        let by_value = self.params.iter().filter(|p| p.passing == Passing::Value);
        by_value
            .map(|p| {
                if p.constant {
                    quote!(#krate::rt::Inactive)
                } else {
                    p.gradient(krate)
                }
            })
            .collect()
    }

    pub(super) fn cotangent_tuple(&self) -> TokenStream {
        let parts = self.cotangent_types();
        quote!((#(#parts,)*))
    }

    /// The primal's parameters under the names the sweeps use.
    pub(super) fn sweep_inputs(&self, s: &Sweeps) -> Vec<TokenStream> {
        s.f.params
            .iter()
            .map(|p| {
                let name = crate::build::ident(&s.f.var(p.var).name, s.f.var(p.var).span);
                let ty = &p.spelled;
                let mutable = (p.passing == Passing::Value).then(|| quote!(mut));
                quote!(#mutable #name: #ty)
            })
            .collect()
    }

    /// Tape, primal parameters, the result's cotangent, accumulators for the borrowed parameters.
    pub(super) fn reverse_inputs(&self, s: Option<&Sweeps>) -> Vec<TokenStream> {
        let krate = &self.krate;
        let tape = s.map_or_else(
            || Ident::new("__tape", Span::call_site()),
            Sweeps::tape_ident,
        );
        let mut inputs = vec![quote!(#tape: &mut #krate::Tape)];
        inputs.extend(s.map_or_else(|| self.inputs(), |s| self.sweep_inputs(s)));
        let y_bar = s.map_or_else(
            || Ident::new("__y_bar", Span::call_site()),
            Sweeps::y_bar_ident,
        );
        let ret = self.ret_tangent(Width::One);
        inputs.push(quote!(#y_bar: #ret));
        for (i, p) in self.params.iter().enumerate() {
            if p.passing == Passing::Value {
                continue;
            }
            let bar = s.and_then(|s| s.bars[i].map(|b| s.f.var(b)));
            let name = bar.map_or_else(|| p.bar.clone(), |b| crate::build::ident(&b.name, b.span));
            let ty = self.bar_type(p, Width::One);
            let mutable = bar
                .is_some_and(|b| b.role == crate::ir::Role::Bar)
                .then(|| quote!(mut));
            inputs.push(quote!(#mutable #name: #ty));
        }
        inputs
    }

    pub(super) fn bar_type(&self, p: &Shape, width: Width) -> TokenStream {
        let krate = &self.krate;
        match p.ty.sequence_depth() {
            _ if p.constant => quote!(#krate::rt::Inactive),
            _ if !p.ty.carries_reals() => quote!(impl ::core::marker::Sized),
            Some((d, real)) if behind_trait(&p.ty) && !p.grows() => {
                let bar = Ident::new(&format!("Bar{d}"), Span::call_site());
                let real = in_width(crate::ir::Ty::Real(real), width);
                let real = crate::print::ty_tokens(&real, krate);
                quote!(impl #krate::rt::#bar<#real>)
            }
            _ => p.buffer_in(width, krate),
        }
    }

    /// The statements of a wrapper that run both sweeps: `y` and the returned cotangents are bound by them.
    /// `lent` says of an in/out argument whether its cotangent is at hand; otherwise it starts from zero.
    pub(super) fn run(
        &self,
        running: Running,
        y_bar: &TokenStream,
        lent: &dyn Fn(&Shape) -> bool,
    ) -> TokenStream {
        let args = self.arguments();
        let turbofish = self.turbofish();
        let krate = &self.krate;
        let bars: Vec<TokenStream> = self
            .params
            .iter()
            .filter(|p| p.passing != Passing::Value)
            .map(|p| self.bar_argument(p))
            .collect();
        let taken: Vec<TokenStream> = self
            .params
            .iter()
            .filter(|p| p.passing == Passing::Value)
            .map(|p| {
                if p.selected {
                    p.cotangent.to_token_stream()
                } else {
                    quote!(_)
                }
            })
            .collect();
        let inactive: TokenStream = self
            .params
            .iter()
            .filter(|p| p.is_written() && p.is_differentiable() && !lent(p))
            .map(|p| {
                let (bar, zero) = (&p.bar, p.zero(krate));
                quote!(let #bar = &mut #zero;)
            })
            .collect();
        match running {
            Running::Joint => quote! {
                #inactive
                let (__y, #(#taken,)*) = Self::__sweeps #turbofish(#(#args,)* #y_bar #(, #bars)*);
            },
            Running::Split => {
                let (forward, reverse) = (
                    Ident::new(FORWARD, Span::call_site()),
                    Ident::new(REVERSE, Span::call_site()),
                );
                let kept = self
                    .params
                    .iter()
                    .filter(|p| p.is_written())
                    .map(Shape::keep_final);
                let (keep, put_back): (Vec<_>, Vec<_>) = kept.unzip();
                quote! {
                    let __y = Self::#forward #turbofish(__tape #(, #args)*);
                    #(#keep)*
                    #inactive
                    let (#(#taken,)*) =
                        Self::#reverse #turbofish(__tape, #(#args,)* #y_bar #(, #bars)*);
                    #(#put_back)*
                }
            }
        }
    }

    fn bar_argument(&self, p: &Shape) -> TokenStream {
        let krate = &self.krate;
        let bar = &p.bar;
        // an in/out argument outside `wrt` has a cotangent all the same: see `run`
        if p.selected || p.is_written() && p.is_differentiable() {
            quote!(&mut *#bar)
        } else {
            quote!(#krate::rt::Inactive)
        }
    }
}

pub(super) fn unit() -> Atom {
    Atom::Const(crate::ir::Const {
        tokens: quote!(()),
        ty: crate::ir::Ty::Unit,
    })
}

impl Companion<'_> {
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
            std::iter::once(self.tape_input())
                .chain(inputs.iter().cloned())
                .collect()
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
        all.extend(self.jacobian_signatures("jacrev", true, make));
        all
    }

    pub(super) fn reverse_wrappers(&self, running: Running) -> TokenStream {
        self.signatures(&|name, doc, inputs, output| {
            let body = self.reverse_body(name, running);
            self.public(name, doc, inputs, output, &body)
        })
    }

    fn reverse_body(&self, name: &str, running: Running) -> TokenStream {
        let one = quote!(1.0);
        let y_bar = if self.output == Output::Unit {
            quote!(())
        } else {
            quote!(__y_bar)
        };
        match name {
            "grad" => {
                let args = self.forwarded();
                let turbofish = self.turbofish();
                quote!(Self::value_and_grad #turbofish(#(#args),*).1)
            }
            "value_and_grad" => self.owned("value_and_grad_into", &[], false),
            "value_and_grad_into" => self.tape_or_none("value_and_grad_with", running, &one, &[]),
            "value_and_grad_with" => self.with_body(running, &one, false),
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
                self.tape_or_none("vjp_with", running, &y_bar, &extra)
            }
            "vjp_with" => self.with_body(running, &y_bar, true),
            "jacrev" => self.jacobian_owned("jacrev_into"),
            "jacrev_into" => self.jacobian_into("jacrev_with"),
            _ => self.jacrev_with(running),
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
        let into = Ident::new(into, Span::call_site());
        let args = self.forwarded();
        let turbofish = self.turbofish();
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
        quote! {
            #(#zeros)*
            let __y = Self::#into #turbofish(#(#args,)* #(#extra,)* #(#buffers),*);
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
    ) -> TokenStream {
        if running == Running::Joint {
            return self.with_body(running, y_bar, with == "vjp_with");
        }
        let krate = &self.krate;
        let with = Ident::new(with, Span::call_site());
        let args = self.forwarded();
        let turbofish = self.turbofish();
        let lent = with == "vjp_with";
        let bars = self
            .selected()
            .filter(|p| lent || !p.is_written())
            .map(|p| &p.bar);
        quote! {
            #krate::rt::with_tape(|__tape| {
                Self::#with #turbofish(__tape #(, #args)* #(, #extra)* #(, #bars)*)
            })
        }
    }

    /// Checks and clears the buffers, runs the sweeps, stores what they return. `lent`: in/out cotangents are the
    /// caller's, otherwise they start from zero and are dropped.
    fn with_body(&self, running: Running, y_bar: &TokenStream, lent: bool) -> TokenStream {
        let krate = &self.krate;
        let checked = |p: &&Shape| !p.is_written() || lent && !p.grows();
        let checks = self.selected().filter(checked).map(|p| p.check(krate));
        let shared = self.selected().filter(|p| p.passing == Passing::Shared);
        let clears = shared.map(|p| p.clear(krate));
        let run = self.run(running, y_bar, &|p| lent && p.selected);
        let stores = self
            .selected()
            .filter(|p| p.passing == Passing::Value)
            .map(|p| p.store(krate));
        let mention = self.mention_generic();
        quote! {
            #mention
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

impl Sweeps {
    pub(super) fn ident(&self, v: crate::ir::VarId) -> Ident {
        crate::build::ident(&self.f.var(v).name, self.f.var(v).span)
    }

    pub(super) fn tape_ident(&self) -> Ident {
        self.ident(self.tape)
    }

    fn y_bar_ident(&self) -> Ident {
        self.ident(self.y_bar)
    }
}
