//! Loops under `#[checkpoint]`.

use super::{Printer, fold};
use crate::ir::{Block, Checkpoint, Legs, Place, Policy, Scheduled, Stmt, VarId, blocks};
use proc_macro2::TokenStream;
use quote::quote;
use std::cell::Cell;

impl Printer<'_> {
    pub(super) fn scheduled(&self, s: &Scheduled) -> TokenStream {
        match &s.legs {
            Legs::Forward {
                checkpoint,
                advance,
            } => self.forward_legs(s, checkpoint, advance),
            Legs::Reverse {
                advance,
                keep,
                reverse,
            } => self.reverse_legs(s, [advance, keep, reverse]),
        }
    }

    fn forward_legs(&self, s: &Scheduled, c: &Checkpoint, advance: &Block) -> TokenStream {
        let (krate, tape) = (self.krate, self.ident(s.tape));
        let (schedule, leg, trip) = (
            self.ident(s.schedule),
            self.ident(s.leg),
            self.ident(s.trip),
        );
        let (range, size) = (self.range(&s.range), self.atom(&c.size).tokens);
        let keep = self.keep_state(s);
        let trips = quote!(#krate::rt::checkpoint::trips(#range));
        let made = match c.policy {
            Policy::Every => quote!(every(#trips, #size)),
            Policy::Revolve => quote!(revolve(#trips, #size)),
            Policy::Bytes => {
                let words = quote!(#krate::rt::checkpoint::words(#tape, |#tape| { #keep }));
                quote!(bytes(#trips, #size, #words))
            }
        };
        let advance = self.trip(s, advance);
        quote! {
            let #schedule = #krate::rt::Schedule::#made;
            for #leg in #schedule.forward() {
                #keep
                #tape.push(&#leg.from());
                for #trip in #leg.advance() { #advance }
            }
            #tape.push(&#schedule);
        }
    }

    fn reverse_legs(&self, s: &Scheduled, trips: [&Block; 3]) -> TokenStream {
        let (krate, tape) = (self.krate, self.ident(s.tape));
        let (schedule, leg, trip) = (
            self.ident(s.schedule),
            self.ident(s.leg),
            self.ident(s.trip),
        );
        let (keep_state, restore) = (self.keep_state(s), self.restore_state(s));
        let [advance, keep, reverse] = trips.map(|b| self.trip(s, b));
        quote! {
            let mut #schedule = #krate::rt::checkpoint::Reverse::of(#tape);
            while let ::core::option::Option::Some(#leg) = #schedule.next(#tape) {
                if #leg.restores() { #restore }
                if #leg.keeps() {
                    #keep_state
                    #tape.push(&#leg.from());
                }
                for #trip in #leg.advance() { #advance }
                for #trip in #leg.turn() { #keep }
                for #trip in #leg.turn().rev() { #reverse }
            }
            #schedule.end(#tape);
            #restore
        }
    }

    fn keep_state(&self, s: &Scheduled) -> TokenStream {
        let push = |place: &Place| {
            let (tape, place) = (s.tape, place.clone());
            self.stmt(&Stmt::Push { tape, place })
        };
        s.state.iter().map(push).collect()
    }

    fn restore_state(&self, s: &Scheduled) -> TokenStream {
        let pop = |place: &Place| {
            let (tape, place) = (s.tape, place.clone());
            self.stmt(&Stmt::Restore { tape, place })
        };
        s.state.iter().rev().map(pop).collect()
    }

    /// One trip. The blocks of a loop share variables: what is folded in one is not in the others.
    fn trip(&self, s: &Scheduled, b: &Block) -> TokenStream {
        let counter = mentions(b, s.range.var).then(|| {
            let (krate, trip) = (self.krate, self.ident(s.trip));
            let (range, var) = (self.range(&s.range), self.ident(s.range.var));
            let ty = &self.f.var(s.range.var).ty;
            let ty = if ty.is_known() {
                let ty = self.ty(ty);
                quote!(: #ty)
            } else {
                quote!()
            };
            quote!(let #var #ty = #krate::rt::checkpoint::counter(#range, #trip);)
        });
        let scope = Printer {
            f: self.f,
            krate: self.krate,
            folds: fold::folds(self.f, &[b], &[]),
            results: self.results,
            verbatim: self.verbatim,
            parts_used: Cell::new(false),
        };
        let body = scope.block(b);
        if scope.parts_used.get() {
            self.parts_used.set(true);
        }
        quote!(#counter #body)
    }
}

fn mentions(b: &Block, v: VarId) -> bool {
    b.stmts
        .iter()
        .any(|s| s.reads().contains(&v) || blocks(s).into_iter().any(|b| mentions(b, v)))
}
