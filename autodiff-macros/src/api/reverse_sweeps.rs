//! The hidden sweeps of reverse mode: their signatures, and how they are printed and run.

use super::forward_mode::in_width;
use super::once::Stored;
use super::shape::parameter;
use super::{Companion, Shape};
use crate::forward::Width;
use crate::ir::{Atom, Block, Param, Passing, Stmt, blocks};
use crate::print::{Results, body};
use crate::reverse::{Sweeps, behind_trait};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

pub(super) const FORWARD: &str = "__needs_attribute_grad_forward";

pub(super) const REVERSE: &str = "__needs_attribute_grad_reverse";

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

impl Running {
    pub(super) fn of(joint: Option<&Sweeps>) -> Running {
        match joint {
            Some(s) if uses_tape(&s.forward) || uses_tape(&s.reverse) => Running::JointOnTape,
            Some(_) => Running::Joint,
            None => Running::Split,
        }
    }
}

impl Companion<'_> {
    /// The hidden sweeps that the companions of callers run.
    pub(super) fn sweeps(&self, s: &Sweeps) -> TokenStream {
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
        let result = self.with_names(result);
        quote!(#forward #reverse #result)
    }

    /// Both sweeps in one body.
    pub(super) fn joint(&self, s: &Sweeps, running: Running) -> TokenStream {
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
        let own = s.f.params.iter().filter(|p| p.passing == Passing::Value);
        let own: Vec<Ident> = own.map(|p| s.ident(p.var)).collect();
        by_value
            .zip(&s.cotangents)
            .zip(&own)
            .filter(|((p, _), _)| p.returns_cotangent())
            .map(|((p, c), primal)| match c {
                Some(a) => a.clone(),
                None => {
                    let zero = quote!(#krate::rt::zero(&#primal));
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
        stored: &Stored,
    ) -> TokenStream {
        let args = self.arguments();
        let krate = &self.krate;
        let taken = self.taken();
        let settled = self.settle_returned();
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
                let call = self.storing(stored, y_bar, &|seeds| {
                    self.call(JOINT, tape.clone(), &args, seeds)
                });
                quote! {
                    #inactive
                    let (__y, #(#taken,)*) = #call;
                    #settled
                }
            }
            Running::Split => {
                let forward = self.call(FORWARD, Some(quote!(__tape)), &args, &[]);
                let reverse = self.storing(stored, y_bar, &|seeds| {
                    self.call(REVERSE, Some(quote!(__tape)), &args, seeds)
                });
                let kept = self
                    .params
                    .iter()
                    .filter(|p| p.is_written())
                    .map(Shape::set_aside);
                let (keep, mut put_back): (Vec<_>, Vec<_>) = kept.unzip();
                put_back.reverse(); // what was put aside last comes back first
                quote! {
                    let __y = #forward;
                    #(#keep)*
                    #inactive
                    let (#(#taken,)*) = #reverse;
                    #settled
                    #(#put_back)*
                }
            }
        }
    }

    /// A call of a sweep: into buffers as they are where each element gets one contribution, otherwise into cleared ones.
    fn storing(
        &self,
        stored: &Stored,
        y_bar: &TokenStream,
        call: &dyn Fn(&[TokenStream]) -> TokenStream,
    ) -> TokenStream {
        let adds = || call(&self.reverse_seeds(y_bar, &Stored::default()));
        if stored.positions.is_empty() {
            return adds();
        }
        let stores = call(&self.reverse_seeds(y_bar, stored));
        match &stored.condition {
            None => stores,
            Some(condition) => {
                let adds = adds();
                let clears = stored
                    .positions
                    .iter()
                    .map(|i| self.params[*i].clear(&self.krate));
                quote!(if #condition { #stores } else { #(#clears)* #adds })
            }
        }
    }

    /// The statement that runs the reverse sweep.
    pub(super) fn reverse_run(&self, y_bar: &TokenStream) -> TokenStream {
        let taken = self.taken();
        let seeds = self.reverse_seeds(y_bar, &Stored::default());
        let reverse = self.call(REVERSE, Some(quote!(__tape)), &self.arguments(), &seeds);
        let settled = self.settle_returned();
        quote!(let (#(#taken,)*) = #reverse; #settled)
    }

    /// Returned containers of sums that began with -0 become what they are if these begin with 0.
    pub(super) fn settle_returned(&self) -> TokenStream {
        let krate = &self.krate;
        let returned = self.selected().filter(|p| p.returns_cotangent());
        let containers = returned.filter(|p| !p.ty.is_real());
        containers
            .map(|p| {
                let cotangent = &p.cotangent;
                quote!(let #cotangent = #krate::rt::settled(#cotangent);)
            })
            .collect()
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
    fn reverse_seeds(&self, y_bar: &TokenStream, stored: &Stored) -> Vec<TokenStream> {
        let lent = self.params.iter().enumerate();
        let lent = lent.filter(|(_, p)| !p.returns_cotangent());
        let bars = lent.map(|(i, p)| match stored.positions.contains(&i) {
            true => {
                let (krate, bar) = (&self.krate, &p.bar);
                quote!(#krate::rt::Once(&mut #bar[..]))
            }
            false => self.bar_argument(p),
        });
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

pub(super) fn unit() -> Atom {
    Atom::Const(crate::ir::Const {
        tokens: quote!(()),
        ty: crate::ir::Ty::Unit,
    })
}

fn uses_tape(b: &Block) -> bool {
    let inside = |s: &Stmt| blocks(s).into_iter().any(uses_tape);
    b.stmts.iter().any(|s| s.tape().is_some() || inside(s))
}
