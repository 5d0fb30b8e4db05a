//! Places: by index and field where the variable is at hand, by methods where it stands behind a trait.

use super::Printer;
use crate::ir::{Passing, Place, Proj, Role, Ty};
use proc_macro2::TokenStream;
use quote::quote;

impl Printer<'_> {
    fn depth(&self, p: &Place) -> usize {
        self.f.var(p.root).ty.sequence_depth().map_or(0, |(d, _)| d)
    }

    pub(super) fn is_bar(&self, p: &Place) -> bool {
        self.f.var(p.root).role == Role::Bar
    }

    pub(super) fn is_dot(&self, p: &Place) -> bool {
        self.f.var(p.root).role == Role::Dot
    }

    /// A place as an expression: `x[i]`, `*acc`, `m[i][j].0`.
    pub(super) fn place(&self, p: &Place) -> TokenStream {
        let root = self.ident(p.root);
        if p.is_whole() {
            return match self.f.var(p.root).ty {
                Ty::Ref(_) => quote!(*#root),
                _ => root,
            };
        }
        self.project(root, &p.proj)
    }

    fn project(&self, root: TokenStream, proj: &[Proj]) -> TokenStream {
        proj.iter().fold(root, |tokens, proj| match proj {
            Proj::Index(a) => {
                let i = self.atom(a).tokens;
                quote!(#tokens[#i])
            }
            Proj::Field(n) => {
                let n = proc_macro2::Literal::u32_unsuffixed(*n);
                quote!(#tokens.#n)
            }
            Proj::Named(name) => quote!(#tokens.#name),
            Proj::Slice(a, b) => {
                let range = self.bounds(a, b);
                quote!(#tokens[#range])
            }
        })
    }

    fn bounds(&self, a: &crate::ir::Atom, b: &crate::ir::Atom) -> TokenStream {
        let hi = self.atom(b).at_least(super::strength::RANGE);
        if crate::counted::literal(a) == Some(0) {
            return quote!(..#hi);
        }
        let lo = self.atom(a).at_least(super::strength::RANGE);
        quote!(#lo..#hi)
    }

    /// `&x`, `&mut x[a..b]`.
    pub(super) fn borrowed(&self, p: &Place, mutable: bool) -> TokenStream {
        let place = self.place(p);
        let is_ref = matches!(self.f.var(p.root).ty, Ty::Ref(_));
        match (p.is_whole() && is_ref, mutable) {
            (true, false) if self.is_shared_param(p) => self.ident(p.root),
            (_, false) => quote!(&#place),
            (_, true) => quote!(&mut #place),
        }
    }

    /// Borrows several places for one call. Two neighbouring slices of one root, one of them lent mutably, are
    /// split first: rustc accepts them only so.
    pub(super) fn lend(
        &self,
        places: &[Option<(&Place, bool)>],
        names: [&str; 2],
    ) -> (TokenStream, Vec<TokenStream>) {
        let mut split = TokenStream::new();
        let mut lent: Vec<TokenStream> = places
            .iter()
            .map(|p| p.map_or_else(TokenStream::new, |(p, mutable)| self.borrowed(p, mutable)))
            .collect();
        for (i, left) in places.iter().enumerate() {
            for (j, right) in places.iter().enumerate() {
                let (Some((left, m)), Some((right, n))) = (left, right) else {
                    continue;
                };
                if let (true, Some(at)) = (*m || *n, left.splits_from(right)) {
                    let (before, first, second) = self.split(left, right, at, names);
                    split = before;
                    lent[i] = Self::lend_half(&first, *m);
                    lent[j] = Self::lend_half(&second, *n);
                }
            }
        }
        (split, lent)
    }

    fn lend_half(half: &TokenStream, mutable: bool) -> TokenStream {
        if mutable {
            quote!(&mut #half)
        } else {
            quote!(&#half)
        }
    }

    /// `let (left, right) = x[..c].split_at_mut(b);` and the two places in terms of the halves.
    fn split(
        &self,
        left: &Place,
        right: &Place,
        at: usize,
        names: [&str; 2],
    ) -> (TokenStream, TokenStream, TokenStream) {
        let base = Place {
            root: left.root,
            proj: left.proj[..at].to_vec(),
        };
        let base = self.receiver(&base);
        let (Proj::Slice(lo, cut), Proj::Slice(_, hi)) = (&left.proj[at], &right.proj[at]) else {
            unreachable!("splits_from found two slices");
        };
        let (lo, cut, hi) = (
            self.atom(lo).tokens,
            self.atom(cut).tokens,
            self.atom(hi).tokens,
        );
        let [l, r] = names.map(|n| proc_macro2::Ident::new(n, self.f.var(left.root).span));
        let first = self.project(quote!(#l[#lo..]), &left.proj[at + 1..]);
        let second = self.project(quote!(#r[..]), &right.proj[at + 1..]);
        (
            quote!(let (#l, #r) = #base[..#hi].split_at_mut(#cut);),
            first,
            second,
        )
    }

    fn is_shared_param(&self, p: &Place) -> bool {
        self.f
            .params
            .iter()
            .any(|q| q.var == p.root && q.passing == Passing::Shared)
    }

    /// Goes down a cotangent or tangent behind a trait by all projections.
    fn descend(&self, root: TokenStream, proj: &[Proj]) -> TokenStream {
        self.parts_used
            .set(self.parts_used.get() || !proj.is_empty());
        proj.iter().fold(root, |tokens, proj| match proj {
            Proj::Index(a) => {
                let i = self.atom(a).tokens;
                quote!(#tokens.at(#i))
            }
            Proj::Slice(a, b) => {
                let (lo, hi) = (self.atom(a).tokens, self.atom(b).tokens);
                quote!(#tokens.sub(#lo, #hi))
            }
            Proj::Field(_) | Proj::Named(_) => unreachable!("sequences of reals have no fields"),
        })
    }

    fn index_depth(proj: &[Proj]) -> usize {
        proj.iter().filter(|p| matches!(p, Proj::Index(_))).count()
    }

    /// `x_bar.at(i).method(j, args)`: on the element if the place is a real, else on the part.
    pub(super) fn bar_call(&self, p: &Place, method: &str, args: &[TokenStream]) -> TokenStream {
        let root = self.ident(p.root);
        let method = proc_macro2::Ident::new(method, self.f.var(p.root).span);
        let is_real = Self::index_depth(&p.proj) == self.depth(p);
        match p.proj.split_last() {
            Some((Proj::Index(a), init)) if is_real => {
                let base = self.descend(root, init);
                let i = self.atom(a).tokens;
                quote!(#base.#method(#i #(, #args)*))
            }
            _ => {
                let base = self.descend(root, &p.proj);
                quote!(#base.#method(#(#args),*))
            }
        }
    }

    /// Hands a part of an accumulator to a callee.
    pub(super) fn bar_argument(&self, p: &Place) -> TokenStream {
        if !self.is_bar(p) {
            return self.borrowed(p, true);
        }
        let root = self.ident(p.root);
        if p.is_whole() {
            quote!(#root.whole())
        } else {
            self.descend(root, &p.proj)
        }
    }

    pub(super) fn dot_argument(&self, p: &Place) -> TokenStream {
        if !self.is_dot(p) {
            return self.borrowed(p, false);
        }
        let real = Self::index_depth(&p.proj) == self.depth(p);
        let root = self.ident(p.root);
        let tokens = self.descend(root, &p.proj);
        if real && !p.is_whole() {
            quote!(&#tokens)
        } else {
            tokens
        }
    }

    /// The value of a tangent source at a real.
    pub(super) fn dot_value(&self, p: &Place) -> TokenStream {
        self.parts_used.set(true);
        let root = self.ident(p.root);
        if p.is_whole() {
            quote!(#root.get())
        } else {
            self.descend(root, &p.proj)
        }
    }
}
