//! The tangents of the hidden sweeps, which the companions of callers run, and one run of both.

use super::functions::InLanes;
use super::reverse_sweeps::unit;
use super::{Companion, Shape};
use crate::forward::{SweepTangents, Width};
use crate::ir::{Atom, Const, Passing, Ty};
use crate::print::{Results, body, lanes};
use crate::reverse::behind_trait;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

impl Companion<'_> {
    pub(crate) fn second_order_functions(&self, t: &SweepTangents) -> TokenStream {
        let krate = &self.krate;
        let f = &t.s.f;
        let tape = t.s.tape_ident();
        let tape = quote!(#tape: &mut #krate::Tape);
        let mut inputs = self.place_tape(lanes::FORWARD, tape, self.sweep_inputs(&t.s));
        inputs.push(self.width_input());
        inputs.extend(self.dot_inputs(Some((f, &t.dots)), Width::Lanes));
        let seeds = self.seeds(f, &t.dots, Width::Lanes);

        let y = f.result.clone().unwrap_or_else(unit);
        let y_dot = t.result_dot.clone().unwrap_or_else(unit);
        let forward = body(f, krate, &[&t.s.forward], &Results::Tuple(vec![y, y_dot]));
        let forward = quote!(#seeds #forward);
        let output = self.tangent_output(Width::Lanes);
        let forward = self.hidden_in_lanes(lanes::FORWARD, &inputs, &output, &forward);

        let returned = vec![self.returned(&t.s), self.returned_dots(t)];
        let reverse = body(f, krate, &[&t.s.reverse], &Results::Tuples(returned));
        let slots = self.open_slots(&t.s, &t.s.bars, Width::One);
        let lane_slots = self.open_slots(&t.s, &t.bar_dots, Width::Lanes);
        let reverse = quote!(#seeds #slots #lane_slots #reverse);
        inputs.extend(self.cotangent_lanes_inputs(Some(t)));
        let output = self.cotangent_tuples();
        let reverse = self.hidden_in_lanes(lanes::REVERSE, &inputs, &output, &reverse);

        let result = self.kept_result(&quote! {
            let __y_dot = __tape.pop();
            (__tape.pop(), __y_dot)
        });
        let public = self.second_order_wrappers();
        let nested = self.nested_functions();
        let sparse = self.sparse_functions();
        quote!(#public #forward #reverse #result #nested #sparse)
    }

    pub(super) fn second_order_stub(&self) -> TokenStream {
        let never = quote!(::core::unreachable!());
        let mut all = self.second_order_signatures(&|name, doc, inputs, output| {
            self.public(name, doc, inputs, output, &never)
        });
        let mut inputs = self.place_tape(lanes::FORWARD, self.tape_input(), self.inputs());
        inputs.push(self.width_input());
        inputs.extend(self.dot_inputs(None, Width::Lanes));
        let output = self.tangent_output(Width::Lanes);
        all.extend(self.hidden_in_lanes(lanes::FORWARD, &inputs, &output, &never));
        inputs.extend(self.cotangent_lanes_inputs(None));
        let output = self.cotangent_tuples();
        all.extend(self.hidden_in_lanes(lanes::REVERSE, &inputs, &output, &never));
        all.extend(self.kept_result(&never));
        all.extend(self.nested_functions());
        self.with_names(all)
    }

    /// Pops a result that the caller kept with its tangent, which was pushed last.
    fn kept_result(&self, body: &TokenStream) -> TokenStream {
        self.with_names(self.result_function_in_lanes(body))
    }

    /// The result's cotangent and its tangent, the accumulators, and those of their tangents.
    fn cotangent_lanes_inputs(&self, t: Option<&SweepTangents>) -> Vec<TokenStream> {
        let located = |name: &str| Ident::new(name, Span::call_site());
        let (y_bar, y_bar_dot) = t.map_or_else(
            || (located("__y_bar"), located("__row_bar")),
            |t| (t.s.ident(t.s.y_bar), t.s.ident(t.y_bar_dot)),
        );
        let (ret, ret_lanes) = (self.ret_tangent(Width::One), self.ret_tangent(Width::Lanes));
        let mut inputs = vec![quote!(#y_bar: #ret), quote!(#y_bar_dot: #ret_lanes)];
        for width in [Width::One, Width::Lanes] {
            for (i, p) in self.params.iter().enumerate() {
                if p.returns_cotangent() {
                    continue;
                }
                let bar = t.and_then(|t| match width {
                    Width::One => t.s.bars[i],
                    Width::Lanes | Width::Lifted => t.bar_dots[i],
                });
                let bar = bar.and_then(|b| t.map(|t| (t.s.ident(b), t.s.f.var(b).role)));
                let mutable = matches!(bar, Some((_, crate::ir::Role::Bar))).then(|| quote!(mut));
                let name = bar.map_or_else(|| p.bar_in(width).clone(), |b| b.0);
                let ty = self.bar_type(p, width);
                inputs.push(quote!(#mutable #name: #ty));
            }
        }
        inputs
    }

    /// The by-value cotangents, and their tangents.
    fn cotangent_tuples(&self) -> TokenStream {
        let krate = &self.krate;
        let by_value = self.params.iter().filter(|p| p.returns_cotangent());
        let dots = by_value.map(|p| match p.constant {
            true => quote!(#krate::rt::Inactive),
            false => super::shape::tangent_in(&p.ty, Width::Lanes, krate),
        });
        let cotangents = self.cotangent_tuple();
        quote!((#cotangents, (#(#dots,)*),))
    }

    /// As `returned`, of the tangents.
    fn returned_dots(&self, t: &SweepTangents) -> Vec<Atom> {
        let krate = &self.krate;
        let by_value = self.params.iter().filter(|p| p.passing == Passing::Value);
        let own = t.s.f.params.iter().filter(|p| p.passing == Passing::Value);
        let own: Vec<Ident> = own.map(|p| t.s.ident(p.var)).collect();
        by_value
            .zip(&t.cotangent_dots)
            .zip(&own)
            .filter(|((p, _), _)| p.returns_cotangent())
            .map(|((p, c), primal)| match c {
                Some(a) => a.clone(),
                None => {
                    let tokens = if p.constant {
                        quote!(#krate::rt::Inactive)
                    } else if p.ty.is_real() {
                        quote!(#krate::rt::Lanes::ZERO)
                    } else if p.ty.carries_reals() || !p.is_scalar() {
                        let width = lanes::width(krate);
                        quote!(#krate::rt::zero_lanes(&#primal, #width))
                    } else {
                        quote!(())
                    };
                    // complete as it is: of no type that the printer would spell
                    let ty = Ty::Unknown;
                    Atom::Const(Const { tokens, ty })
                }
            })
            .collect()
    }

    /// Runs the tangents of both sweeps along the directions in the `lanes` variables. Binds `y`, the cotangents
    /// and their tangents; `gradient`: the accumulators of the gradient are at hand.
    /// `seeds`: the result's cotangent and its tangents; `y_dot` is bound to the tangents of the result.
    pub(super) fn second_order_run(
        &self,
        width: &InLanes,
        gradient: bool,
        y_dot: &TokenStream,
        seeds: [TokenStream; 2],
    ) -> TokenStream {
        let args = self.arguments();
        let dots: Vec<TokenStream> = self.params.iter().map(|p| self.direction(p)).collect();
        let kept = self.written().map(Shape::keep_final);
        let (keep, put_back): (Vec<_>, Vec<_>) = kept.unzip();
        let own = self
            .params
            .iter()
            .filter_map(|p| self.own_bars(p, width, gradient));
        let borrowed = || self.params.iter().filter(|p| !p.returns_cotangent());
        let bars = borrowed().map(|p| self.lent_bar(p, Width::One, gradient));
        let bar_dots = borrowed().map(|p| self.lent_bar(p, Width::Lanes, gradient));
        let by_value = || self.params.iter().filter(|p| p.returns_cotangent());
        let taken = by_value().map(|p| match p.selected && gradient {
            true => p.cotangent.to_token_stream(),
            false => quote!(_),
        });
        let taken_dots = by_value().map(|p| match p.selected {
            true => p.cotangent_lanes.to_token_stream(),
            false => quote!(_),
        });
        let settled = gradient.then(|| self.settle_returned());
        let tape = || Some(quote!(__tape));
        let forward = self.call_in_lanes(lanes::FORWARD, width, tape(), &args, &dots);
        let rest: Vec<TokenStream> = dots
            .into_iter()
            .chain(seeds)
            .chain(bars)
            .chain(bar_dots)
            .collect();
        let reverse = self.call_in_lanes(lanes::REVERSE, width, tape(), &args, &rest);
        quote! {
            let (__y, #y_dot) = #forward;
            #(#keep)*
            #(#own)*
            let ((#(#taken,)*), (#(#taken_dots,)*)) = #reverse;
            #settled
            #(#put_back)*
        }
    }

    fn direction(&self, p: &Shape) -> TokenStream {
        let (krate, lanes) = (&self.krate, &p.lanes);
        match p.passing {
            _ if !Self::has_tangents(p) => quote!(#krate::rt::Inactive),
            Passing::Value => quote!(#krate::rt::Active(#lanes.clone())),
            Passing::Shared => quote!(&#lanes),
            Passing::Mut => quote!(&mut #lanes),
        }
    }

    /// Accumulators that nobody handed in: those of in/out arguments, and those that are not behind a trait.
    fn own_bars(&self, p: &Shape, width: &InLanes, gradient: bool) -> Option<TokenStream> {
        let krate = &self.krate;
        if p.returns_cotangent() || !p.is_differentiable() {
            return None;
        }
        let (bar, bar_lanes) = (&p.bar, &p.bar_lanes);
        let concrete = p.is_written() || !behind_trait(&p.ty);
        let own = concrete && !(p.selected && gradient && !p.is_written());
        let zero = p.zero(krate);
        let one = own.then(|| quote!(let #bar = &mut #zero;));
        let own = concrete || p.selected;
        let lanes = own.then(|| {
            let zero = p.zero_in(&width.value(krate), krate);
            quote!(let mut #bar_lanes = #zero;)
        });
        Some(quote!(#one #lanes))
    }

    fn lent_bar(&self, p: &Shape, width: Width, gradient: bool) -> TokenStream {
        let krate = &self.krate;
        let concrete = p.is_written() || !behind_trait(&p.ty);
        let wanted = p.selected && (gradient || width == Width::Lanes);
        if !(p.is_differentiable() && (concrete || wanted)) {
            return quote!(#krate::rt::Inactive);
        }
        let bar = p.bar_in(width);
        match width {
            Width::One => quote!(&mut *#bar),
            Width::Lanes | Width::Lifted => quote!(&mut #bar),
        }
    }
}

impl Shape {
    fn bar_in(&self, width: Width) -> &Ident {
        match width {
            Width::One => &self.bar,
            Width::Lanes | Width::Lifted => &self.bar_lanes,
        }
    }
}
