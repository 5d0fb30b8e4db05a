//! The tangent sweep in lanes as one sweep for each lane: where tangents are of types that only rustc knows, and their
//! arithmetic with them.

use super::forward_mode::JVP;
use super::{Companion, Shape};
use crate::forward::Width;
use crate::ir::Passing;
use crate::print::lanes;
use crate::reverse::behind_trait;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// How a tangent in lanes is taken apart and put together again.
struct Part {
    /// Makes a value of what was handed in.
    before: TokenStream,
    /// Inside the sweep of one lane: binds the tangent, if it needs a name.
    bind: TokenStream,
    hand: TokenStream,
    /// An in/out tangent: what it is afterwards, and where that goes.
    after: Option<TokenStream>,
}

impl Companion<'_> {
    /// The hidden function in lanes of a primal whose tangents are opaque.
    pub(super) fn by_lane(&self) -> TokenStream {
        let (krate, count) = (&self.krate, lanes::count());
        let parts: Vec<Part> = self.params.iter().map(|p| self.part(p)).collect();
        let before = parts.iter().map(|p| &p.before);
        let binds = parts.iter().map(|p| &p.bind);
        let dots: Vec<TokenStream> = parts.iter().map(|p| p.hand.clone()).collect();
        let written: Vec<(usize, &TokenStream)> = (2..)
            .zip(parts.iter().filter_map(|p| p.after.as_ref()))
            .collect();
        let finals = self.params.iter().zip(&parts);
        let finals = finals.filter(|(_, part)| part.after.is_some());
        let finals = finals.map(|(p, _)| &p.dot);
        let stores = written.iter().map(|(i, store)| {
            let i = proc_macro2::Literal::usize_unsuffixed(*i);
            quote!({
                let __row = #krate::rt::TangentLanes::<#count>::gather(
                    __columns.each_ref().map(|__column| __column.#i.clone())
                );
                #store
            })
        });
        let initial = self.written().map(Shape::keep_initial);
        let reset = self.written().map(|p| p.put(&p.initial));
        let call = self.call(JVP, None, &self.arguments(), &dots);
        let body = quote! {
            #(#before)*
            #(#initial)*
            let __columns: [_; #count] = ::core::array::from_fn(|__k| {
                #(#reset)*
                #(#binds)*
                let (__y, __y_dot) = #call;
                (__y, __y_dot #(, #finals)*)
            });
            #(#stores)*
            let __y_dot = #krate::rt::TangentLanes::<#count>::gather(
                __columns.each_ref().map(|__column| __column.1.clone())
            );
            let __column = __columns.into_iter().last().expect("at least one lane");
            (__column.0, __y_dot)
        };
        self.with_names(self.hidden_in_lanes(
            lanes::JVP,
            &self.tangent_inputs(None, Width::Lanes),
            &self.tangent_output(Width::Lanes),
            &body,
        ))
    }

    /// Whether a tangent is of a type that the compiler does not see through.
    pub(crate) fn is_opaque(&self) -> bool {
        let opaque = |p: &Shape| p.is_differentiable() && (p.is_slotted() || p.is_receiver());
        self.params.iter().any(opaque)
    }

    fn part(&self, p: &Shape) -> Part {
        let (krate, count) = (&self.krate, lanes::count());
        let (name, dot, lanes) = (&p.ident, &p.dot, &p.lanes);
        let lane = |of: TokenStream| quote!(#krate::rt::TangentLanes::<#count>::lane(#of, __k));
        let part = |before, bind, hand| Part {
            before,
            bind,
            hand,
            after: None,
        };
        if !p.is_differentiable() {
            return part(quote!(), quote!(), quote!(#krate::rt::Inactive));
        }
        let t = p.referent();
        match p.passing {
            Passing::Value => {
                let spelled = &p.spelled;
                let seed = quote!(#krate::rt::LaneSeed::<#spelled, #count>::seed(#dot, &#name));
                let lane = lane(quote!(&#lanes));
                part(
                    quote!(let #lanes = #seed;),
                    quote!(),
                    quote!(#krate::rt::Active(#lane)),
                )
            }
            Passing::Shared if behind_trait(&p.ty) => {
                let source = Self::source(p, dot);
                part(
                    quote!(#source),
                    quote!(),
                    quote!(#krate::rt::OneLane(#dot, __k)),
                )
            }
            Passing::Shared if p.is_slotted() => {
                let held = quote!(#krate::rt::LaneLent::<#t, #count>::lent(#dot, &*#name));
                let borrowed = quote!(#krate::rt::borrow(&#lanes));
                let ty = quote!(<#t as #krate::Differentiable>::Lanes<#count>);
                let lane = lane(quote!(#dot));
                let before = quote!(let #lanes = #held; let #dot: &#ty = #borrowed;);
                part(before, quote!(), quote!(&#lane))
            }
            Passing::Shared => {
                let bind = quote!(
                    let #lanes: #krate::rt::Vec<_> = #dot.iter().map(|__row| #krate::rt::TangentLanes::<#count>::lane(__row, __k)).collect();
                );
                part(quote!(), bind, quote!(&#lanes))
            }
            Passing::Mut => self.written_part(p),
        }
    }

    /// Each lane starts from the tangent handed in, and ends in an array of all.
    fn written_part(&self, p: &Shape) -> Part {
        let (krate, count) = (&self.krate, lanes::count());
        let (name, dot, lanes, t) = (&p.ident, &p.dot, &p.lanes, p.referent());
        let held = Ident::new(&format!("{lanes}_held"), Span::call_site());
        let ty = quote!(<#t as #krate::Differentiable>::Lanes<#count>);
        let before = if p.is_slotted() {
            quote! {
                let mut #held = #krate::rt::LaneSlot::<#t, #count>::open(#dot, &*#name);
                let #lanes: &mut #ty = #krate::rt::borrow_mut(&mut #held);
            }
        } else {
            quote!(let #lanes = #dot;)
        };
        let bind = if p.lends_slice() {
            quote!(
                let mut #dot: #krate::rt::Vec<_> = #lanes.iter().map(|__row| #krate::rt::TangentLanes::<#count>::lane(__row, __k)).collect();
            )
        } else {
            quote!(let mut #dot = #krate::rt::TangentLanes::<#count>::lane(&*#lanes, __k);)
        };
        let after = if p.lends_slice() {
            quote!(let __row: #krate::rt::Vec<_> = __row; #lanes.clone_from_slice(&__row);)
        } else {
            quote!(*#lanes = __row;)
        };
        Part {
            before,
            bind,
            hand: quote!(&mut #dot),
            after: Some(after),
        }
    }
}
