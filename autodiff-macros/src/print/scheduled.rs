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
        let (schedule, leg) = (self.ident(s.schedule), self.ident(s.leg));
        let (range, size) = (self.range(&s.range), self.atom(&c.size).tokens);
        let keep = self.keep_state(s);
        // a literal is of the type that the counter is used as
        let of = self.counter_ty(s).map(|ty| quote!(::<#ty>));
        let trips = quote!(#krate::rt::checkpoint::trips #of(#range));
        let made = match c.policy {
            Policy::Every => quote!(every(#trips, #size)),
            Policy::Revolve => quote!(revolve(#trips, #size)),
            Policy::Bytes => {
                let words = quote!(#krate::rt::checkpoint::words(#tape, |#tape| { #keep }));
                quote!(bytes(#trips, #size, #words))
            }
        };
        let advance = self.trips(s, quote!(advance()), advance);
        quote! {
            let #schedule = #krate::rt::Schedule::#made;
            for #leg in #schedule.forward() {
                #keep
                #tape.push(&#leg.from());
                #advance
            }
            #tape.push(&#schedule);
        }
    }

    fn reverse_legs(&self, s: &Scheduled, [advance, keep, reverse]: [&Block; 3]) -> TokenStream {
        let (krate, tape) = (self.krate, self.ident(s.tape));
        let (schedule, leg) = (self.ident(s.schedule), self.ident(s.leg));
        let (keep_state, restore) = (self.keep_state(s), self.restore_state(s));
        let advance = self.trips(s, quote!(advance()), advance);
        let keep = self.trips(s, quote!(turn()), keep);
        let reverse = self.trips(s, quote!(turn().rev()), reverse);
        quote! {
            let mut #schedule = #krate::rt::checkpoint::Reverse::of(#tape);
            while let ::core::option::Option::Some(#leg) = #schedule.next(#tape) {
                if #leg.restores() { #restore }
                if #leg.keeps() {
                    #keep_state
                    #tape.push(&#leg.from());
                }
                #advance
                #keep
                #reverse
            }
            #schedule.end(#tape);
            #restore
        }
    }

    fn counter_ty(&self, s: &Scheduled) -> Option<TokenStream> {
        let ty = &self.f.var(s.range.var).ty;
        ty.is_known().then(|| self.ty(ty))
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

    /// The trips of a leg. The blocks of a loop share variables: what is folded in one is not in the others.
    fn trips(&self, s: &Scheduled, which: TokenStream, b: &Block) -> TokenStream {
        let (leg, trip) = (self.ident(s.leg), self.ident(s.trip));
        let counted = mentions(b, s.range.var);
        let counter = counted.then(|| {
            let krate = self.krate;
            let (range, var) = (self.range(&s.range), self.ident(s.range.var));
            let ty = self.counter_ty(s).map(|ty| quote!(: #ty));
            quote!(let #var #ty = #krate::rt::checkpoint::counter(#range, #trip);)
        });
        let scope = Printer {
            f: self.f,
            krate: self.krate,
            folds: fold::folds(self.f, &[b], &[]),
            moved: self.moved.clone(),
            results: self.results,
            verbatim: self.verbatim,
            parts_used: Cell::new(false),
        };
        let body = scope.block(b);
        if scope.parts_used.get() {
            self.parts_used.set(true);
        }
        let trip = if counted { trip } else { quote!(_) };
        let label = self.label_if_left(s.id, b);
        quote!(#label for #trip in #leg.#which { #counter #body })
    }
}

fn mentions(b: &Block, v: VarId) -> bool {
    b.stmts
        .iter()
        .any(|s| s.reads().contains(&v) || blocks(s).into_iter().any(|b| mentions(b, v)))
}
