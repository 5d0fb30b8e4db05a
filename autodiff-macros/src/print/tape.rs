//! Neighbouring statements about the tape, as one.

use super::Printer;
use crate::ir::{Place, Rhs, Stmt, Ty, VarId};
use proc_macro2::TokenStream;
use quote::quote;

impl Printer<'_> {
    /// What the first few statements are together, and how many those are.
    pub(super) fn on_tape(&self, stmts: &[Stmt]) -> Option<(TokenStream, usize)> {
        if let [keeping, assignment, ..] = stmts
            && let Some(overwrite) = self.overwrite(keeping, assignment)
        {
            return Some((overwrite, 2));
        }
        self.pushes(stmts).or_else(|| self.pops(stmts))
    }

    /// An element that is kept and then assigned is overwritten in one call, for the reason that `Tape::overwrite` gives. The
    /// value stands before the place, so that it is computed while the place is not borrowed yet.
    fn overwrite(&self, keeping: &Stmt, assignment: &Stmt) -> Option<TokenStream> {
        let (Stmt::Push { tape, place: kept }, Stmt::Assign { place, value }) =
            (keeping, assignment)
        else {
            return None;
        };
        let is_element = !place.is_whole() && self.f.place_ty(place).is_real();
        if !is_element || !kept.is_same(place) || self.is_bar(place) {
            return None;
        }
        if self.compound(place, value).is_some() {
            return None;
        }
        let (tape, value) = (self.ident(*tape), self.handed(value));
        let place = self.borrowed(place, true);
        Some(quote!(#tape.overwrite(#value, #place);))
    }

    /// `tape.push(&[a, b]);`: the tape makes room once. They lie on it as if they were pushed one by one.
    fn pushes(&self, stmts: &[Stmt]) -> Option<(TokenStream, usize)> {
        let pushed = |s: &Stmt| match s {
            Stmt::Push { tape, place } if place.is_whole() => Some((*tape, place.root)),
            _ => None,
        };
        let all = self.alike(stmts.iter().map_while(pushed));
        let [(tape, _), _, ..] = all.as_slice() else {
            return None;
        };
        let tape = self.ident(*tape);
        let values = all.iter().map(|(_, v)| self.place(&Place::of(*v)));
        Some((quote!(#tape.push(&[#(#values),*]);), all.len()))
    }

    /// `let [a, b]: [f64; 2] = tape.pop();`: the tape is asked once whether it holds them.
    fn pops(&self, stmts: &[Stmt]) -> Option<(TokenStream, usize)> {
        let popped = |s: &Stmt| match s {
            Stmt::Let {
                var,
                rhs: Rhs::Pop { tape },
            } => Some((*tape, *var)),
            _ => None,
        };
        let all = self.alike(stmts.iter().map_while(popped));
        let [(tape, first), _, ..] = all.as_slice() else {
            return None;
        };
        let (tape, ty) = (self.ident(*tape), self.ty(&self.f.var(*first).ty));
        let names = all.iter().rev().map(|(_, v)| self.ident(*v));
        let n = proc_macro2::Literal::usize_unsuffixed(all.len());
        Some((
            quote!(let [#(#names),*]: [#ty; #n] = #tape.pop();),
            all.len(),
        ))
    }

    /// The first of them, as far as they are words of one type on one tape.
    fn alike(&self, all: impl Iterator<Item = (VarId, VarId)>) -> Vec<(VarId, VarId)> {
        let mut found: Vec<(VarId, VarId)> = vec![];
        for (tape, v) in all {
            let ty = |v: VarId| &self.f.var(v).ty;
            let fits = match found.first() {
                Some((t, first)) => *t == tape && is_same_word(ty(*first), ty(v)),
                None => true,
            };
            if !fits {
                break;
            }
            found.push((tape, v));
        }
        found
    }
}

fn is_same_word(a: &Ty, b: &Ty) -> bool {
    match (a, b) {
        (Ty::Real(a), Ty::Real(b)) => a == b,
        (Ty::Int(Some(a)), Ty::Int(Some(b))) => a == "usize" && b == "usize",
        (Ty::Bool, Ty::Bool) => true,
        _ => false,
    }
}
