//! Derivatives of derivatives: what a body that calls `g::grad(x)` (or another generated function of `g`) needs.
//!
//! With `f` the real function, `H` its Hessian at the arguments and `d` a direction, one run of the tangents of both
//! sweeps for the result's cotangent `s` and its tangent `t` gives `f`, `df = grad f . d`, the cotangents `s grad f`
//! and their tangents `s H d + t grad f`. All rules here are that run, with other letters.

use super::functions::InLanes;
use super::reverse_mode::bare_or_tuple;
use super::{Companion, Shape};
use crate::forward::Width;
use crate::ir::{Passing, Real, Ty};
use crate::print::lanes;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

/// One run of the tangents of both sweeps, with respect to all parameters.
const RUN: &str = "__second_order";

/// A generated function that bodies may call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Derivative {
    Jvp,
    /// Also for `grad`, `value_and_grad` and `derivative`, which are this for the cotangent 1.
    Vjp,
}

use Derivative::{Jvp, Vjp};

impl Derivative {
    const ALL: [Derivative; 2] = [Jvp, Vjp];

    fn hidden(self, sweep: &str) -> String {
        let name = match self {
            Jvp => "jvp",
            Vjp => "vjp",
        };
        format!("__{name}_needs_attribute_hessian_{sweep}")
    }
}

impl Companion<'_> {
    /// Nothing for functions whose derivatives cannot be nested: rustc then names what is missing.
    pub(super) fn nested_functions(&self) -> TokenStream {
        let simple = |p: &Shape| {
            let owned = matches!(p.ty.sequence_depth(), Some((0 | 1, _)));
            !p.is_written() && (!p.is_differentiable() || p.passing == Passing::Value || owned)
        };
        let selected = self.selected().next().is_some();
        let plain = !self.member && self.turbofish().is_empty();
        let real = matches!(self.ret_type(), Ty::Real(Real::F64));
        if !plain || !real || !selected || !self.params.iter().all(simple) {
            return quote!();
        }
        let run = self.run_of_all();
        let rules = Derivative::ALL.into_iter().map(|d| {
            let (reverse, forward) = (self.nested_reverse(d), self.nested_forward(d));
            let lanes = self.nested_lanes(d);
            quote!(#reverse #forward #lanes)
        });
        let all = quote!(#run #(#rules)*);
        self.with_names(all)
    }

    fn differentiable(&self) -> impl Iterator<Item = &Shape> {
        self.params.iter().filter(|p| p.is_differentiable())
    }

    /// The pattern of the gradient's parts, which only the rule of `jvp` reads.
    fn gradient_parts(&self, d: Derivative) -> TokenStream {
        if d != Jvp {
            return quote!(_);
        }
        let parts = self.differentiable().map(|p| match p.selected {
            true => gradient_part(p).to_token_stream(),
            false => quote!(_),
        });
        quote!((#(#parts,)*))
    }

    /// `(tape, args.., directions.., s, t) -> ((f, df), cotangents, their tangents)`
    fn run_of_all(&self) -> TokenStream {
        let krate = &self.krate;
        let mut all = Companion {
            made: vec![],
            chosen: self.chosen,
            kind: self.kind,
            item: self.item,
            name: self.name.clone(),
            krate: krate.clone(),
            params: self.params.clone(),
            output: self.output,
            ret: self.ret.clone(),
            member: self.member,
            reals: self.reals.clone(),
            locals: self.locals.clone(),
            many_arguments: self.many_arguments.clone(),
        };
        for p in &mut all.params {
            p.selected = p.is_differentiable();
        }
        let ret = &self.ret;
        let mut inputs = self.place_tape(RUN, self.tape_input(), self.inputs());
        inputs.extend(self.differentiable().map(|p| {
            let (dot, ty) = (&p.dot, p.gradient(krate));
            quote!(#dot: #ty)
        }));
        inputs.extend([quote!(__y_bar: #ret), quote!(__row_bar: #ret)]);
        let directions = self.differentiable().map(|p| {
            let (dot, lanes, primal) = (&p.dot, &p.lanes, p.lent(&p.ident));
            quote!(let #lanes = #krate::rt::lanes_of(#primal, &[#dot]);)
        });
        let lent = |p: &&Shape| p.passing != Passing::Value;
        let zeros = self.differentiable().filter(lent).map(|p| {
            let (bar, copy, zero) = (&p.bar, &p.copy, p.zero(krate));
            quote!(let mut #copy = #zero; let #bar = &mut #copy;)
        });
        let seeds = [quote!(__y_bar), quote!(#krate::rt::Lanes([__row_bar]))];
        let run = all.second_order_run(&InLanes::of(1), true, &quote!(__y_dot), seeds);
        let cotangents = self.differentiable().map(|p| match p.passing {
            Passing::Value => &p.cotangent,
            Passing::Shared | Passing::Mut => &p.copy,
        });
        let tangents = all.differentiable().map(|p| {
            let lanes = p.product_lanes();
            quote!(#krate::rt::lane(&#lanes, 0))
        });
        let body = quote! {
            #(#directions)*
            #(#zeros)*
            #run
            ((__y, #krate::rt::lane(&__y_dot, 0)), (#(#cotangents,)*), (#(#tangents,)*))
        };
        let types: Vec<TokenStream> = self.differentiable().map(|p| p.gradient(krate)).collect();
        let output = quote!(((#ret, #ret), (#(#types,)*), (#(#types,)*)));
        self.hidden(RUN, &inputs, &output, &body)
    }

    /// Runs both sweeps along the directions in the `dot` variables.
    fn run_along(&self, tape: &TokenStream, s: &TokenStream, t: &TokenStream) -> TokenStream {
        let dots = self.differentiable().map(|p| {
            let dot = &p.dot;
            quote!(#dot.clone())
        });
        let mut rest: Vec<TokenStream> = dots.collect();
        rest.extend([s.clone(), t.clone()]);
        self.call(RUN, Some(tape.clone()), &self.arguments(), &rest)
    }

    /// The cotangent of the derivative is the direction.
    fn nested_reverse(&self, d: Derivative) -> TokenStream {
        let krate = &self.krate;
        let (g, ret) = (self.gradient_type(), self.ret_tangent(Width::One));
        let selected: Vec<TokenStream> = self.selected().map(|p| p.dot.to_token_stream()).collect();
        let direction = bare_or_tuple(&selected);
        let zero = |p: &Shape| {
            let (dot, zero) = (&p.dot, p.zero(krate));
            quote!(let #dot = #zero;)
        };
        let others = self.differentiable().filter(|p| !p.selected).map(zero);
        let others: TokenStream = others.collect();
        let (mut inputs, mut outputs) = (self.inputs(), self.cotangent_types());
        let mut lent = self.lent_bars();
        // what is handed in and taken apart, and the seeds
        let (y_bar, apart, s, t) = match d {
            Vjp => {
                inputs.push(quote!(__k: #ret));
                outputs.push(ret.clone());
                let apart = quote!(let (__count, #direction) = __y_bar;);
                (quote!((#ret, #g)), apart, quote!(__k), quote!(__count))
            }
            Jvp => {
                for p in self.selected() {
                    let (dot, ty) = (&p.dot, p.tangent_input(Width::One, krate));
                    inputs.push(quote!(#dot: #ty));
                    if p.passing == Passing::Value {
                        outputs.push(p.gradient(krate));
                    } else {
                        let (bar, ty) = (dot_bar(p), self.bar_type(p, Width::One));
                        lent.push(quote!(#bar: #ty));
                    }
                }
                let owned = self.selected().filter(|p| p.passing != Passing::Value);
                let owned = owned.map(|p| owned_direction(p, &p.dot));
                let apart = quote!(let (__count, __k) = __y_bar; #(#owned)*);
                (quote!((#ret, #ret)), apart, quote!(__k), quote!(__count))
            }
        };
        let mut all = self.place_tape("", self.tape_input(), inputs);
        all.push(quote!(__y_bar: #y_bar));
        all.extend(lent);
        // on a tape of its own: the caller's may hold residuals that another reverse sweep reads again
        let run = self.run_along(&quote!(__tape), &s, &t);
        let run = quote!(#krate::rt::with_tape(|__tape| #run));
        let y_dot = if d == Vjp { quote!(__y_dot) } else { quote!(_) };
        let cotangents = self.gradient_parts(d);
        let tangents = self.differentiable().map(|p| &p.cotangent);
        let tangents = quote!((#(#tangents,)*));
        let returns = |p: &&Shape| p.returns_cotangent();
        let added = self
            .differentiable()
            .filter(|p| !returns(p))
            .map(|p| self.add(p));
        let mut returned: Vec<TokenStream> = self
            .params
            .iter()
            .filter(returns)
            .map(|p| self.returned_cotangent(p))
            .collect();
        let mut more = TokenStream::new();
        match d {
            Vjp => returned.push(quote!(__y_dot)),
            Jvp => {
                for p in self.selected() {
                    let part = gradient_part(p);
                    if p.passing == Passing::Value {
                        returned.push(part.to_token_stream());
                    } else {
                        more.extend(self.add_to(p, &dot_bar(p), &part));
                    }
                }
            }
        }
        let end = (!returned.is_empty()).then(|| quote!((#(#returned,)*)));
        let body = quote! {
            #apart
            #others
            let ((_, #y_dot), #cotangents, #tangents) = #run;
            #(#added)*
            #more
            #end
        };
        let output = quote!((#(#outputs,)*));
        self.hidden(&d.hidden("reverse"), &all, &output, &body)
    }

    /// The tangent of the derivative: the arguments' tangent is the direction.
    fn nested_forward(&self, d: Derivative) -> TokenStream {
        let krate = &self.krate;
        let (g, ret) = (self.gradient_type(), self.ret_tangent(Width::One));
        let (mut inputs, mut prepared) = (self.inputs(), TokenStream::new());
        let mut dots = self.dot_inputs(None, Width::One);
        let (owned, _) = self.tangents_for_rule(Width::One);
        let seeds = match d {
            Vjp => {
                inputs.push(quote!(__k: #ret));
                dots.push(quote!(__y_bar: impl #krate::rt::Seed<#ret>));
                prepared = quote!(let __y_bar = __y_bar.seed(&__k););
                (quote!(__k), quote!(__y_bar))
            }
            Jvp => {
                for p in self.selected() {
                    // the name of the direction is taken by the tangent of the argument
                    let (at, ty) = (along(p), p.tangent_input(Width::One, krate));
                    inputs.push(quote!(#at: #ty));
                    let (dot, ty) = (dot_bar(p), self.tangent_type(p, Width::One));
                    dots.push(quote!(#dot: #ty));
                    let own = owned_direction(p, &at);
                    prepared.extend(own);
                    prepared.extend(self.owned_tangent(p, &dot, &p.ident, Width::One));
                }
                (self.one(), quote!(0.0))
            }
        };
        inputs.extend(dots);
        let tape = quote!(__tape);
        let run = self.run_along(&tape, &seeds.0, &seeds.1);
        let cotangents = self.gradient_parts(d);
        let tangents = self.differentiable().map(|p| match p.selected {
            true => p.cotangent.to_token_stream(),
            false => quote!(_),
        });
        let tangents = quote!((#(#tangents,)*));
        let parts: Vec<TokenStream> = self
            .selected()
            .map(|p| p.cotangent.to_token_stream())
            .collect();
        let part = bare_or_tuple(&parts);
        let (output, end) = match d {
            Vjp => (quote!((#ret, #g)), quote!((__y_dot, #part))),
            Jvp => {
                let terms = self.selected().map(|p| {
                    let (h, gradient) = (&p.cotangent, gradient_part(p));
                    let (at, dot) = (along(p), dot_bar(p));
                    let dot_product = quote!(#krate::rt::Tangent::dot);
                    quote!(#dot_product(&#h, &#at) + #dot_product(&#gradient, &#dot))
                });
                let sum = quote!(0.0 #(+ #terms)*);
                (quote!((#ret, #ret)), quote!((__y_dot, #sum)))
            }
        };
        let body = quote! {
            #(#owned)*
            #prepared
            let ((_, __y_dot), #cotangents, #tangents) = #krate::rt::with_tape(|__tape| #run);
            #end
        };
        self.hidden(&d.hidden("jvp"), &inputs, &output, &body)
    }

    /// The same for several directions, one after the other.
    fn nested_lanes(&self, d: Derivative) -> TokenStream {
        let krate = &self.krate;
        let ret = self.ret_tangent(Width::One);
        let seed = super::forward_mode::seed_trait(Width::Lanes);
        let count = lanes::count();
        let (mut inputs, mut args) = (self.inputs(), self.arguments());
        let mut dots = self.dot_inputs(None, Width::Lanes);
        let (owned, _) = self.tangents_for_rule(Width::Lanes);
        let mut prepared: TokenStream = owned.into_iter().collect();
        let lane = |p: &Shape, dot: &Ident| {
            let lane = quote!(#krate::rt::lane(&#dot, __i));
            match p.passing {
                Passing::Value => quote!(#krate::rt::Active(#lane)),
                Passing::Shared | Passing::Mut => quote!(&#lane),
            }
        };
        let mut handed: Vec<TokenStream> = self
            .params
            .iter()
            .map(|p| match p.is_differentiable() {
                true => lane(p, &p.dot),
                false => quote!(#krate::rt::Inactive),
            })
            .collect();
        match d {
            Vjp => {
                inputs.push(quote!(__k: #ret));
                args.push(quote!(__k));
                dots.push(quote!(__y_bar: impl #krate::rt::#seed<#ret, #count>));
                prepared.extend(quote!(let __y_bar = __y_bar.seed(&__k);));
                let lane = quote!(#krate::rt::lane(&__y_bar, __i));
                handed.push(quote!(#krate::rt::Active(#lane)));
            }
            Jvp => {
                for p in self.selected() {
                    let (at, dot) = (along(p), dot_bar(p));
                    let ty = p.tangent_input(Width::One, krate);
                    inputs.push(quote!(#at: #ty));
                    args.push(match p.passing {
                        Passing::Value => quote!(#at.clone()),
                        Passing::Shared | Passing::Mut => quote!(#at),
                    });
                    let ty = self.tangent_type(p, Width::Lanes);
                    dots.push(quote!(#dot: #ty));
                    prepared.extend(self.owned_tangent(p, &dot, &p.ident, Width::Lanes));
                    handed.push(lane(p, &dot));
                }
            }
        }
        inputs.push(self.width_input());
        inputs.extend(dots);
        let g = self.gradient_type();
        let output = match d {
            Vjp => quote!((#ret, #g)),
            Jvp => quote!((#ret, #ret)),
        };
        let one = self.call(&d.hidden("jvp"), None, &args, &handed);
        let body = quote! {
            #prepared
            #krate::rt::TangentLanes::gather(#krate::rt::from_fn(|__i| #one))
        };
        let output = quote!(<#output as #krate::Differentiable>::Lanes<#count>);
        self.hidden_in_lanes(&d.hidden("lanes"), &inputs, &output, &body)
    }

    /// Accumulators of the borrowed arguments.
    fn lent_bars(&self) -> Vec<TokenStream> {
        let lent = self.params.iter().filter(|p| !p.returns_cotangent());
        lent.map(|p| {
            let (bar, ty) = (&p.bar, self.bar_type(p, Width::One));
            quote!(#bar: #ty)
        })
        .collect()
    }
}

fn gradient_part(p: &Shape) -> Ident {
    p.initial.clone()
}

/// The accumulator (or the tangent) of a direction that is an argument.
fn dot_bar(p: &Shape) -> Ident {
    p.last.clone()
}

fn along(p: &Shape) -> Ident {
    format_ident!("{}_along", p.dot, span = Span::call_site())
}

/// A direction that may have been lent, as one's own.
fn owned_direction(p: &Shape, name: &Ident) -> TokenStream {
    match (p.passing, p.ty.sequence_depth()) {
        (Passing::Value, _) => quote!(),
        (_, Some((0, _))) => quote!(let #name = *#name;),
        _ if matches!(p.ty.peeled(), Ty::Array(..)) => quote!(let #name = *#name;),
        _ => quote!(let #name = #name.to_vec();),
    }
}
