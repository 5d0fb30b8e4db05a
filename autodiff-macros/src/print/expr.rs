//! Right-hand sides as expressions: operands, what is read, what is made, and the types written down with them.

use super::Printer;
use super::fold::needs_ascription;
use super::strength::{CAST, Ex, PRIMARY, UNARY};
use crate::ir::{Atom, Place, Real, Rhs, Sweep, Ty, VarId};
use proc_macro2::{TokenStream, TokenTree};
use quote::{quote, quote_spanned};

impl Printer<'_> {
    pub(super) fn atom(&self, a: &Atom) -> Ex {
        match a {
            Atom::Var(v) => match self.folds.folded.get(v) {
                Some(rhs) => self.rhs(*v, rhs),
                None => Ex::new(self.ident(*v), PRIMARY),
            },
            Atom::Const(c) if c.ty.has_lanes() => {
                Ex::new(super::lanes::zero(&c.ty, self.krate), PRIMARY)
            }
            Atom::Const(c) => {
                let mut tokens = c.tokens.clone().into_iter();
                let first = tokens.next();
                let negative = matches!(&first, Some(TokenTree::Punct(p)) if p.as_char() == '-');
                let digits = if negative { tokens.next() } else { first };
                // what stands in a rule is a literal, whatever type the operands have
                if let (Some(TokenTree::Literal(_)), Ty::Real(real @ Real::Param(_))) =
                    (&digits, self.f.ty(a))
                {
                    return Ex::new(real.literal(&c.tokens, self.krate), PRIMARY);
                }
                Ex::new(c.tokens.clone(), if negative { UNARY } else { PRIMARY })
            }
        }
    }

    /// If the operand is a folded negation, what it negates.
    pub(super) fn negated(&self, a: &Atom) -> Option<&Atom> {
        match self.folds.folded.get(&a.var()?)? {
            Rhs::Op(row, args) if row.name == "neg" => args.first(),
            _ => None,
        }
    }

    pub(super) fn rhs(&self, var: VarId, rhs: &Rhs) -> Ex {
        match rhs {
            Rhs::Atom(a) => self.copied(a),
            Rhs::Load(p) => self.load(var, p),
            Rhs::Op(row, args) => self.op(row, args, self.f.var(var).span),
            Rhs::Prim(prim, args) => self.prim(prim, args),
            Rhs::Cast(a, to) => self.cast(a, to),
            rest => self.made(var, rest),
        }
    }

    /// What is made anew: containers, calls, what comes off the tape. (Apart from arithmetic, which nests deeply.)
    fn made(&self, var: VarId, rhs: &Rhs) -> Ex {
        let krate = self.krate;
        let primary = |tokens| Ex::new(tokens, PRIMARY);
        match rhs {
            Rhs::Atom(_) | Rhs::Load(_) | Rhs::Op(..) | Rhs::Prim(..) | Rhs::Cast(..) => {
                unreachable!("printed by `rhs`")
            }
            Rhs::Overloaded(o, args) => self.overloaded(o, args),
            Rhs::Pullback(o, args, y_bar) => primary(self.pullback(o, args, y_bar)),
            Rhs::PullbackTangent(o, args, dots, y_bar) => {
                primary(self.pullback_tangent(var, o, args, dots, y_bar))
            }
            Rhs::Pushforward(o, args, dots) if self.f.var(var).ty.has_lanes() => {
                primary(self.pushforward_lanes(var, o, args, dots))
            }
            Rhs::Pushforward(o, args, dots) => primary(self.pushforward(o, args, dots)),
            Rhs::Lifted(l, args, dots) => primary(self.lifted(l, args, dots)),
            Rhs::Struct { path, fields, rest } => {
                primary(self.structure(path, fields, rest.as_ref()))
            }
            Rhs::Tuple(args) => {
                let args = args.iter().map(|a| self.argument(a));
                primary(quote!((#(#args,)*)))
            }
            Rhs::Array(args) => {
                let args = args.iter().map(|a| self.argument(a));
                primary(quote!([#(#args),*]))
            }
            Rhs::VecOf(args) if args.is_empty() => primary(quote!(#krate::rt::Vec::new())),
            Rhs::VecOf(args) => {
                let args = args.iter().map(|a| self.argument(a));
                primary(quote!(#krate::rt::vec![#(#args),*]))
            }
            Rhs::Repeat(a, n) => {
                let a = self.argument(a);
                primary(quote!([#a; #n]))
            }
            Rhs::VecRepeat(a, n) => {
                let (a, n) = (self.argument(a), self.atom(n).tokens);
                primary(quote!(#krate::rt::vec![#a; #n]))
            }
            Rhs::Clone(p) => primary(self.cloned(var, p)),
            Rhs::Len(p) => {
                let p = self.receiver(p);
                primary(quote!(#p.len()))
            }
            Rhs::Take(p) if self.is_bar(p) => primary(self.bar_call(p, "take", &[])),
            Rhs::Take(p) => {
                let p = self.borrowed(p, true);
                primary(quote!(::core::mem::take(#p)))
            }
            Rhs::Zero { of, neutral } => primary(self.zero(var, of, *neutral)),
            Rhs::VecPop(p) => {
                let p = self.receiver(p);
                primary(quote!(#p.pop().expect("as many pops as pushes")))
            }
            Rhs::Call(c) => primary(self.plain_call(c)),
            Rhs::Sweep(c, sweep) => primary(self.sweep(c, sweep)),
            Rhs::Pop { .. }
            | Rhs::PopResult { .. }
            | Rhs::PopLike { .. }
            | Rhs::Blank(_)
            | Rhs::Phantom => primary(self.given_back(var, rhs)),
            Rhs::Nth { lo, k, backwards } => {
                let (lo, k) = (self.atom(lo).tokens, self.atom(k).tokens);
                let f = if *backwards {
                    quote!(nth_back)
                } else {
                    quote!(nth)
                };
                primary(quote!(#krate::rt::#f(#lo, #k)))
            }
            Rhs::Cells(p) => primary(self.cells(p)),
            Rhs::Lend { place, .. } if self.is_bar(place) => primary(self.bar_argument(place)),
            Rhs::Lend { place, .. } if self.is_dot(place) => primary(self.dot_argument(place)),
            Rhs::Lend { place, mutable } => Ex::new(self.borrowed(place, *mutable), UNARY),
        }
    }

    /// A named copy of an operand.
    fn copied(&self, a: &Atom) -> Ex {
        let moved = a.var().is_some_and(|v| {
            let var = self.f.var(v);
            var.ty.is_scalar()
                || var.role == crate::ir::Role::Bar
                || self.folds.folded.contains_key(&v)
        });
        if moved || a.var().is_none() {
            self.atom(a)
        } else {
            Ex::new(self.argument(a), PRIMARY)
        }
    }

    /// An operand handed over: scalars by copy, everything else by clone, temporaries made for the purpose by move.
    pub(super) fn argument(&self, a: &Atom) -> TokenStream {
        let tokens = self.atom(a);
        let Some(v) = a.var() else {
            return tokens.tokens;
        };
        let var = self.f.var(v);
        if var.ty.is_scalar() || self.folds.folded.contains_key(&v) {
            return tokens.tokens;
        }
        let tokens = tokens.tokens;
        if matches!(var.ty, Ty::Unknown) {
            // a method would ask for the type at once, which may only follow from what takes the copy
            return quote!(::core::clone::Clone::clone(&#tokens));
        }
        quote!(#tokens.clone())
    }

    fn load(&self, var: VarId, p: &Place) -> Ex {
        if self.is_bar(p) {
            return Ex::new(self.bar_call(p, "get", &[]), PRIMARY);
        }
        if self.is_dot(p) {
            return Ex::new(self.dot_value(p), PRIMARY);
        }
        if self.f.var(p.root).role == crate::ir::Role::Item && self.f.var(var).ty.is_real() {
            // a constant that is taken to be a real: a cast of anything else would not compile
            let (place, ty) = (self.place(p), self.ty(&self.f.var(var).ty));
            let span = self.f.var(p.root).span;
            let ty = super::respan(ty, span);
            return Ex::new(quote_spanned!(span=> #place as #ty), CAST);
        }
        let tokens = self.place(p);
        let strength = if p.is_whole() && matches!(self.f.var(p.root).ty, Ty::Ref(_)) {
            UNARY
        } else {
            PRIMARY
        };
        let ty = &self.f.var(var).ty;
        let moved = ty.is_scalar()
            || self.folds.returned.contains(&p.root)
            || self.f.var(p.root).role == crate::ir::Role::Item;
        if moved {
            Ex::new(tokens, strength)
        } else {
            Ex::new(self.cloned(var, p), PRIMARY)
        }
    }

    /// An owned copy: of a slice, and of an array where a `Vec` is wanted, by `to_vec`.
    fn cloned(&self, var: VarId, p: &Place) -> TokenStream {
        let vec = match self.f.place_ty(p).peeled() {
            Ty::Slice(_) => true,
            Ty::Array(..) => matches!(self.f.var(var).ty, Ty::Vec(_)),
            _ => false,
        };
        let p = self.receiver(p);
        if vec {
            quote!(#p.to_vec())
        } else {
            quote!(#p.clone())
        }
    }

    /// A place before a method: references dereference themselves.
    pub(super) fn receiver(&self, p: &Place) -> TokenStream {
        if p.is_whole() {
            self.ident(p.root)
        } else {
            self.place(p)
        }
    }

    fn zero(&self, var: VarId, p: &Place, neutral: bool) -> TokenStream {
        let krate = self.krate;
        if self.f.var(var).ty.has_lanes() {
            return self.zero_lanes(p);
        }
        match self.f.place_ty(p).peeled() {
            Ty::Vec(t) | Ty::Slice(t) if t.is_real() => {
                let (p, zero) = (self.receiver(p), crate::build::zero_const(t));
                let zero = zero.map(|c| c.tokens);
                quote!(#krate::rt::vec![#zero; #p.len()])
            }
            _ => {
                let p = self.borrowed(p, false);
                match neutral {
                    true => quote!(#krate::rt::neutral(#p)),
                    false => quote!(#krate::rt::zero(#p)),
                }
            }
        }
    }

    fn cells(&self, p: &Place) -> TokenStream {
        if self.is_bar(p) {
            let p = self.ident(p.root);
            return quote!(#p.shared());
        }
        // an index goes through a reference by itself, and binds closer than `*`
        let p = if p.is_whole() {
            self.ident(p.root)
        } else {
            self.place(p)
        };
        quote!(::core::cell::Cell::from_mut(&mut #p[..]).as_slice_of_cells())
    }

    /// A literal, or a fresh container of nothing but literals: rustc has nothing else to infer its type from.
    fn is_literal(&self, a: &Atom) -> bool {
        match a {
            Atom::Const(_) => true,
            Atom::Var(v) => match self.folds.folded.get(v) {
                Some(Rhs::VecRepeat(a, _) | Rhs::Repeat(a, _)) => self.is_literal(a),
                _ => false,
            },
        }
    }

    /// Types that are written down so that a wrong assumption does not compile.
    pub(super) fn ascription(&self, var: VarId, rhs: Option<&Rhs>) -> TokenStream {
        let ty = &self.f.var(var).ty;
        let assumed = match rhs {
            None => false,
            Some(Rhs::Load(p)) => needs_ascription(self.f, var, p),
            Some(Rhs::Atom(Atom::Const(_)) | Rhs::Len(_) | Rhs::Pop { .. } | Rhs::Call(_)) => true,
            Some(Rhs::Sweep(_, Sweep::Forward { .. }) | Rhs::Blank(_) | Rhs::Phantom) => true,
            Some(Rhs::Op(_, args)) => {
                matches!(ty, Ty::Int(_)) || args.iter().any(|a| self.f.ty(a).is_opaque())
            }
            Some(Rhs::Overloaded(..)) => true,
            Some(Rhs::Prim(..)) => matches!(ty, Ty::Int(_)),
            Some(Rhs::VecOf(args) | Rhs::Array(args)) => args.iter().all(|a| self.is_literal(a)),
            Some(Rhs::Repeat(a, _) | Rhs::VecRepeat(a, _)) => self.is_literal(a),
            Some(_) => false,
        };
        if assumed && ty.is_known() {
            let ty = self.ty(ty);
            quote!(: #ty)
        } else {
            quote!()
        }
    }
}
