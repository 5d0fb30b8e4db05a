//! `grad`, `value_and_grad`, `vjp` and their forms.

use super::forward_mode::in_width;
use super::shape::parameter;
use super::{Companion, Make, Output, Shape};
use crate::forward::Width;
use crate::ir::{Atom, Block, Param, Passing, Stmt, blocks};
use crate::print::{Results, body};
use crate::reverse::{Sweeps, behind_trait};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

pub(super) const FORWARD: &str = "__needs_attribute_grad_forward";
const REVERSE: &str = "__needs_attribute_grad_reverse";
const JOINT: &str = "__sweeps";

/// How the wrappers run both sweeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Running {
    /// In one hidden function, without a tape.
    Joint,
    /// In one hidden function, with a tape for what single trips keep.
    JointOnTape,
    Split,
}

impl Companion<'_> {
    pub(crate) fn reverse_functions(&self, split: &Sweeps, joint: Option<&Sweeps>) -> TokenStream {
        let running = match joint {
            Some(s) if s.use_tape() => Running::JointOnTape,
            Some(_) => Running::Joint,
            None => Running::Split,
        };
        let both = joint.map(|s| self.joint(s, running));
        let sweeps = self.sweeps(split);
        let public = self.reverse_wrappers(running);
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
        let inputs = self.place_tape(FORWARD, tape_input, self.sweep_inputs(s));
        let forward = self.hidden(FORWARD, &inputs, &self.ret, &forward);

        let returned = self.returned(s);
        let reverse = body(&s.f, krate, &[&s.reverse], &Results::Tuple(returned));
        let slots = self.open_slots(s, &s.bars, Width::One);
        let reverse = quote!(#slots #reverse);
        let reverse = self.hidden(
            REVERSE,
            &self.reverse_inputs(Some(s)),
            &self.cotangent_tuple(),
            &reverse,
        );
        let result = self.result_function(&quote!(__tape.pop()));
        let result = self.settle(result);
        quote!(#forward #reverse #result)
    }

    /// Both sweeps in one body.
    fn joint(&self, s: &Sweeps, running: Running) -> TokenStream {
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
        let slots = self.open_slots(s, &s.bars, Width::One);
        let tokens = quote!(#slots #tokens);
        let inputs = self.joint_inputs(s, running);
        let (ret, parts) = (&self.ret, self.cotangent_types());
        let output = quote!((#ret, #(#parts,)*));
        self.hidden(JOINT, &inputs, &output, &tokens)
    }

    /// The cotangents of by-value parameters, with zeros for the ones nothing depends on.
    pub(super) fn returned(&self, s: &Sweeps) -> Vec<Atom> {
        let by_value = self.params.iter().filter(|p| p.passing == Passing::Value);
        let krate = &self.krate;
        by_value
            .zip(&s.cotangents)
            .filter(|(p, _)| p.returns_cotangent())
            .map(|(p, c)| match c {
                Some(a) => a.clone(),
                None => {
                    let zero = p.zero(krate);
                    let tokens = if p.constant {
                        quote!(#krate::rt::Inactive)
                    } else if p.is_scalar() && p.ty.is_real() {
                        p.real_zero()
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

    pub(super) fn cotangent_types(&self) -> Vec<TokenStream> {
        let krate = &self.krate;
        let by_value = self.params.iter().filter(|p| p.returns_cotangent());
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
        let named = |p: &Param| {
            let v = s.f.var(p.var);
            let name = crate::build::ident(&v.name, v.span);
            parameter(p.passing == Passing::Value, &name, &p.spelled)
        };
        s.f.params.iter().map(named).collect()
    }

    /// Tape, primal parameters, the result's cotangent, accumulators for the borrowed parameters.
    pub(super) fn reverse_inputs(&self, s: Option<&Sweeps>) -> Vec<TokenStream> {
        let krate = &self.krate;
        let tape = s.map_or_else(
            || Ident::new("__tape", Span::call_site()),
            Sweeps::tape_ident,
        );
        let primal = s.map_or_else(|| self.inputs(), |s| self.sweep_inputs(s));
        let mut inputs = self.place_tape(REVERSE, quote!(#tape: &mut #krate::Tape), primal);
        inputs.extend(self.cotangent_inputs(s));
        inputs
    }

    /// The same, without a tape where none is used.
    fn joint_inputs(&self, s: &Sweeps, running: Running) -> Vec<TokenStream> {
        if running == Running::JointOnTape {
            return self.reverse_inputs(Some(s));
        }
        let mut inputs = self.sweep_inputs(s);
        inputs.extend(self.cotangent_inputs(Some(s)));
        inputs
    }

    fn cotangent_inputs(&self, s: Option<&Sweeps>) -> Vec<TokenStream> {
        let y_bar = s.map_or_else(
            || Ident::new("__y_bar", Span::call_site()),
            Sweeps::y_bar_ident,
        );
        let ret = self.ret_tangent(Width::One);
        let mut inputs = vec![quote!(#y_bar: #ret)];
        for (i, p) in self.params.iter().enumerate() {
            if p.returns_cotangent() {
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

    /// Cotangents that are neither reals nor sequences: the caller's, or zeros nobody reads.
    pub(super) fn open_slots(
        &self,
        s: &Sweeps,
        bars: &[Option<crate::ir::VarId>],
        width: Width,
    ) -> TokenStream {
        let mut names = s.f.names.clone();
        let open = |(i, p): (usize, &Shape)| {
            let bar = s.ident(bars[i]?);
            let primal = s.ident(s.f.params[i].var);
            let held = Ident::new(&names.fresh(&format!("{bar}_held")), bar.span());
            p.is_slotted()
                .then(|| p.open(&bar, &primal, &held, width, &self.krate))
        };
        self.params.iter().enumerate().filter_map(open).collect()
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
            _ if p.is_slotted() => {
                let (t, count) = (p.referent(), crate::print::lanes::count());
                match width {
                    Width::One => quote!(impl #krate::rt::Slot<#t>),
                    Width::Lanes | Width::Lifted => quote!(impl #krate::rt::LaneSlot<#t, #count>),
                }
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
        let krate = &self.krate;
        let (taken, seeds) = (self.taken(), self.reverse_seeds(y_bar));
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
            Running::Joint | Running::JointOnTape => {
                let tape = (running == Running::JointOnTape).then(|| quote!(__tape));
                let call = self.call(JOINT, tape, &args, &seeds);
                quote! {
                    #inactive
                    let (__y, #(#taken,)*) = #call;
                }
            }
            Running::Split => {
                let forward = self.call(FORWARD, Some(quote!(__tape)), &args, &[]);
                let reverse = self.reverse_run(y_bar);
                let kept = self
                    .params
                    .iter()
                    .filter(|p| p.is_written())
                    .map(Shape::keep_final);
                let (keep, put_back): (Vec<_>, Vec<_>) = kept.unzip();
                quote! {
                    let __y = #forward;
                    #(#keep)*
                    #inactive
                    #reverse
                    #(#put_back)*
                }
            }
        }
    }

    /// The statement that runs the reverse sweep.
    pub(super) fn reverse_run(&self, y_bar: &TokenStream) -> TokenStream {
        let (taken, seeds) = (self.taken(), self.reverse_seeds(y_bar));
        let reverse = self.call(REVERSE, Some(quote!(__tape)), &self.arguments(), &seeds);
        quote!(let (#(#taken,)*) = #reverse;)
    }

    /// What the returned cotangents are bound to.
    fn taken(&self) -> Vec<TokenStream> {
        let returned = self.params.iter().filter(|p| p.returns_cotangent());
        returned
            .map(|p| match p.selected {
                true => p.cotangent.to_token_stream(),
                false => quote!(_),
            })
            .collect()
    }

    /// What the reverse sweep is handed beside the arguments.
    fn reverse_seeds(&self, y_bar: &TokenStream) -> Vec<TokenStream> {
        let lent = self.params.iter().filter(|p| !p.returns_cotangent());
        let bars = lent.map(|p| self.bar_argument(p));
        std::iter::once(y_bar.clone()).chain(bars).collect()
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
    pub(super) fn reverse_wrappers(&self, running: Running) -> TokenStream {
        let public = self.signatures(&|name, doc, inputs, output| {
            let body = self.reverse_body(name, running);
            self.public(name, doc, inputs, output, &body)
        });
        let rows = self.jacobian_rows(running);
        let either = self.jacobian_of_either_mode();
        quote!(#public #rows #either)
    }

    fn reverse_body(&self, name: &str, running: Running) -> TokenStream {
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
            "vjp_with" if running == Running::Joint => self.without_tape(&y_bar),
            "vjp_with" => self.with_body(running, &y_bar, true),
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
    ) -> TokenStream {
        if running == Running::Joint {
            return self.with_body(running, y_bar, with == "vjp_with");
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
    fn with_body(&self, running: Running, y_bar: &TokenStream, lent: bool) -> TokenStream {
        let krate = &self.krate;
        let checked = |p: &&Shape| !p.is_written() || lent && !p.grows();
        let checks = self.selected().filter(checked).map(|p| p.check(krate));
        let shared = self
            .selected()
            .filter(|p| !p.returns_cotangent() && !p.is_written());
        let clears = shared.map(|p| p.clear(krate));
        let run = self.run(running, y_bar, &|p| lent && p.selected);
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

impl Sweeps {
    pub(super) fn ident(&self, v: crate::ir::VarId) -> Ident {
        crate::build::ident(&self.f.var(v).name, self.f.var(v).span)
    }

    fn use_tape(&self) -> bool {
        uses_tape(&self.forward) || uses_tape(&self.reverse)
    }

    pub(super) fn tape_ident(&self) -> Ident {
        self.ident(self.tape)
    }

    fn y_bar_ident(&self) -> Ident {
        self.ident(self.y_bar)
    }
}

fn uses_tape(b: &Block) -> bool {
    let inside = |s: &Stmt| blocks(s).into_iter().any(uses_tape);
    b.stmts.iter().any(|s| s.tape().is_some() || inside(s))
}
