//! Methods that change the length of a `Vec`, by `push`, `pop` and `swap`, whose adjoints are known.

use super::{Lower, Value};
use crate::ir::{Atom, Place, Prim, Proj, Rhs, Stmt, Ty};
use crate::refusals;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;

impl Lower<'_> {
    pub(super) fn grown_or_shrunk(
        &mut self,
        m: &syn::ExprMethodCall,
        name: &str,
        vec: Place,
        args: Vec<Value>,
    ) -> Value {
        let span = m.span();
        let zero = super::expr::usize_literal(0, span);
        match (name, args.as_slice()) {
            ("truncate", [n]) => {
                let n = self.count(n.clone(), span);
                self.shorten(&vec, n, span);
                Value::Unit
            }
            ("clear", []) => {
                self.shorten(&vec, zero, span);
                Value::Unit
            }
            ("resize", [n, v]) => {
                let (n, v) = (self.count(n.clone(), span), self.atom(v.clone(), span));
                self.shorten(&vec, n.clone(), span);
                let len = self.len_of(vec.clone(), span);
                let missing = self.saturating_sub(n, len, span);
                self.elementwise(missing, span, |l, _| l.push_on(&vec, v));
                Value::Unit
            }
            ("extend", [_]) => {
                let mut args = args;
                let from = args.pop().and_then(|v| self.iterator_of(v, span));
                if let Some(from) = from {
                    self.drive(&from, None, &mut |l, v, _| {
                        let v = l.atom(v, span);
                        l.push_on(&vec, v);
                    });
                }
                Value::Unit
            }
            ("extend_from_slice", [Value::Ref(from, _)]) => {
                let n = self.len_of(from.clone(), span);
                self.elementwise(n, span, |l, k| {
                    let v = l.load(from.then(Proj::Index(k)), span);
                    l.push_on(&vec, v);
                });
                Value::Unit
            }
            ("insert", [i, v]) => {
                let (i, v) = (self.count(i.clone(), span), self.atom(v.clone(), span));
                let last = self.len_of(vec.clone(), span);
                let moved = self.minus(last.clone(), i, span);
                self.push_on(&vec, v);
                self.elementwise(moved, span, |l, k| {
                    let to = l.minus(last, k, span);
                    let from = l.minus(to.clone(), super::expr::usize_literal(1, span), span);
                    l.exchange(&vec, to, from);
                });
                Value::Unit
            }
            ("remove", [i]) => {
                let i = self.count(i.clone(), span);
                let len = self.len_of(vec.clone(), span);
                let last = self.minus(len, super::expr::usize_literal(1, span), span);
                let moved = self.minus(last, i.clone(), span);
                self.elementwise(moved, span, |l, k| {
                    let to = l.plus(i, k, span);
                    let from = l.plus(to.clone(), super::expr::usize_literal(1, span), span);
                    l.exchange(&vec, to, from);
                });
                let ty = self.place_ty(&vec.then(Proj::Index(zero)));
                Value::Atom(self.temp(Rhs::VecPop(vec), ty, span))
            }
            _ => {
                self.errors.push(refusals::method_of_sequence(&m.method));
                Value::Never
            }
        }
    }

    pub(super) fn count(&mut self, v: Value, span: Span) -> Atom {
        let a = self.atom(v, span);
        let ty = self.ty(&a);
        self.infer.unify(&ty, &Ty::usize());
        a
    }

    pub(super) fn push_on(&mut self, vec: &Place, value: Atom) {
        let (element, got) = (
            self.place_ty(&vec.then(Proj::Index(value.clone()))),
            self.ty(&value),
        );
        self.infer.unify(&element, &got);
        self.emit(Stmt::VecPush {
            vec: vec.clone(),
            value,
        });
    }

    fn exchange(&mut self, vec: &Place, i: Atom, j: Atom) {
        let (a, b) = (vec.then(Proj::Index(i)), vec.then(Proj::Index(j)));
        self.emit(Stmt::Swap { a, b });
    }

    fn shorten(&mut self, vec: &Place, to: Atom, span: Span) {
        let len = self.len_of(vec.clone(), span);
        let surplus = self.saturating_sub(len, to.clone(), span);
        let ty = self.place_ty(&vec.then(Proj::Index(to)));
        self.elementwise(surplus, span, |l, _| {
            l.temp(Rhs::VecPop(vec.clone()), ty, span);
        });
    }

    pub(super) fn saturating_sub(&mut self, a: Atom, b: Atom, span: Span) -> Atom {
        let method = Prim::Method(Ident::new("saturating_sub", span), None);
        self.temp(Rhs::Prim(method, vec![a, b]), Ty::usize(), span)
    }

    fn minus(&mut self, a: Atom, b: Atom, span: Span) -> Atom {
        let row = crate::rule::operator(&syn::BinOp::Sub(Default::default()));
        self.temp(
            Rhs::Op(row.expect("a row of the table"), vec![a, b]),
            Ty::usize(),
            span,
        )
    }

    fn plus(&mut self, a: Atom, b: Atom, span: Span) -> Atom {
        self.temp(Rhs::Op(crate::rule::add(), vec![a, b]), Ty::usize(), span)
    }
}
