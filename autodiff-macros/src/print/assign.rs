//! Statements that change a place: assignment, accumulation, exchange.

use super::Printer;
use crate::ir::{Atom, Place, Rhs, Role, Ty};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

impl Printer<'_> {
    pub(super) fn assign(&self, place: &Place, value: &Atom) -> TokenStream {
        if self.is_bar(place) {
            let value = self.atom(value).tokens;
            let (take, add) = (
                self.bar_call(place, "take", &[]),
                self.bar_call(place, "add", &[value]),
            );
            return quote!(#take; #add;);
        }
        if let Some((op, by)) = self.compound(place, value) {
            let (place, by) = (self.place(place), self.atom(by).tokens);
            return quote!(#place #op #by;);
        }
        let (place, value) = (self.place(place), self.handed(value));
        quote!(#place = #value;)
    }

    /// `x = x * y` is `x *= y`.
    pub(super) fn compound<'a>(
        &'a self,
        place: &Place,
        value: &Atom,
    ) -> Option<(TokenStream, &'a Atom)> {
        let folded = |a: &Atom| {
            let mut rhs = self.folds.folded.get(&a.var()?)?;
            while let Rhs::Atom(Atom::Var(v)) = rhs {
                rhs = self.folds.folded.get(v)?;
            }
            Some(rhs)
        };
        let Rhs::Op(row, args) = folded(value)? else {
            return None;
        };
        let [first, second] = args.as_slice() else {
            return None;
        };
        let Rhs::Load(from) = folded(first)? else {
            return None;
        };
        let span = self.f.var(place.root).span;
        let op = match row.name {
            "add" => quote_spanned!(span=> +=),
            "sub" => quote_spanned!(span=> -=),
            "mul" => quote_spanned!(span=> *=),
            "div" => quote_spanned!(span=> /=),
            "rem" => quote_spanned!(span=> %=),
            _ => return None,
        };
        from.is_same(place).then_some((op, second))
    }

    pub(super) fn accumulate(&self, place: &Place, value: &Atom, negative: bool) -> TokenStream {
        let krate = self.krate;
        let ty = self.f.place_ty(place);
        let scalar = ty.peeled().is_scalar();
        if self.is_bar(place) {
            let value = self.atom(value).tokens;
            if scalar {
                return {
                    let call = self.bar_call(place, "add", &[value]);
                    quote!(#call;)
                };
            }
            let call = self.bar_call(place, "add_slice", &[quote!(&#value)]);
            return quote!(#call;);
        }
        if ty.is_opaque() {
            // only numbers: what `+=` does to anything else, only its author knows
            let (place, value) = (self.borrowed(place, true), self.argument(value));
            let sign = if negative { quote!(-=) } else { quote!(+=) };
            return quote!(*#krate::rt::plain(#place) #sign #value;);
        }
        if !scalar {
            let value = self.atom(value).at_least(super::strength::UNARY);
            let place = self.borrowed(place, true);
            let count = super::lanes::count();
            let borrowed_rows = matches!(ty.peeled(), Ty::Slice(_));
            let add = match (negative, ty.has_lanes()) {
                (false, false) if borrowed_rows => quote!(accumulate_rows),
                (false, true) if borrowed_rows => quote!(accumulate_rows_lanes::<_, #count>),
                (true, false) => quote!(subtract),
                (false, false) => quote!(accumulate),
                (true, true) => quote!(subtract_lanes::<_, #count>),
                (false, true) => quote!(accumulate_lanes::<_, #count>),
            };
            return quote!(#krate::rt::#add(#place, &#value););
        }
        let (value, negative) = match self.negated(value) {
            Some(v) => (v, !negative),
            None => (value, negative),
        };
        let (place, value) = (self.place(place), self.atom(value).tokens);
        if negative {
            quote!(#place -= #value;)
        } else {
            quote!(#place += #value;)
        }
    }

    pub(super) fn swap(&self, a: &Place, b: &Place) -> TokenStream {
        use crate::ir::Proj::Index;
        let same_parent = a.is_sibling_of(b);
        if let (true, Some(Index(i)), Some(Index(j))) = (same_parent, a.proj.last(), b.proj.last())
        {
            let (i, j) = (self.atom(i).tokens, self.atom(j).tokens);
            let mut parent = a.clone();
            parent.proj.pop();
            if self.is_bar(a) {
                let call = self.bar_call(&parent, "exchange", &[i, j]);
                return quote!(#call;);
            }
            let parent = self.receiver(&parent);
            return quote!(#parent.swap(#i, #j););
        }
        if self.is_bar(a) || self.is_bar(b) {
            let krate = self.krate;
            let (a, b) = (self.exchanged(a), self.exchanged(b));
            return quote!(#krate::rt::exchange(#a, #b););
        }
        let (a, b) = (self.borrowed(a, true), self.borrowed(b, true));
        quote!(::core::mem::swap(#a, #b);)
    }

    fn exchanged(&self, p: &Place) -> TokenStream {
        if !self.is_bar(p) {
            return self.borrowed(p, true);
        }
        self.bar_argument(p)
    }

    /// A value stored somewhere: what was made for it is moved, what has a name is cloned.
    pub(super) fn handed(&self, a: &Atom) -> TokenStream {
        let tokens = self.atom(a).tokens;
        let Some(v) = a.var() else { return tokens };
        let var = self.f.var(v);
        let moved =
            var.ty.is_scalar() || self.folds.folded.contains_key(&v) || var.role == Role::Bar;
        if moved {
            tokens
        } else {
            quote!(#tokens.clone())
        }
    }
}
