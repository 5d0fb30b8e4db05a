//! Which of two elements is the greater: comparisons as `min_by` and `max_by` are given them.

use super::super::expr::usize_literal;
use crate::ir::{Atom, Effect, Prim, Real, Rebind, Rhs, Stmt, Ty};
use crate::lower::branch::truth;
use crate::lower::closure::Fun;
use crate::lower::{Lower, Value, call};
use crate::refusals;
use proc_macro2::{Ident, Span};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{BinOp, Expr, ExprMethodCall};

impl Lower<'_> {
    /// Integers have an order of their own.
    pub(super) fn greater(&mut self, a: Value, b: Value, m: &ExprMethodCall) -> Atom {
        let span = m.method.span();
        let ty = self.value_ty(&b);
        if !self.infer.is_discrete(&ty) {
            self.errors.push(refusals::unordered(&m.method));
        }
        let (a, b) = (self.atom(a, span), self.atom(b, span));
        let op = Prim::Binary(BinOp::Gt(Default::default()));
        self.temp(Rhs::Prim(op, vec![a, b]), Ty::Bool, span)
    }

    /// Whether a comparison says `Greater`.
    pub(super) fn greater_by(&mut self, f: &Fun, a: Value, b: Value, m: &ExprMethodCall) -> Atom {
        let span = f.span();
        let answer = match f {
            Fun::Path(p) => match p
                .path
                .segments
                .last()
                .map(|s| s.ident.to_string())
                .as_deref()
            {
                Some("total_cmp") => {
                    let (a, b) = (self.atom(a, span), self.atom(b, span));
                    self.compared("total_cmp", a, b, span)
                }
                _ => None,
            },
            Fun::Closure(c) => self
                .inline_body(c, vec![a, b], span, |s, body| s.comparison(body))
                .flatten(),
        };
        answer.unwrap_or_else(|| {
            self.errors.push(refusals::comparison(span, &m.method));
            truth(false)
        })
    }

    /// `a.partial_cmp(b).unwrap()`, `a.total_cmp(b)`, `a.cmp(b)`, `.reverse()` of one.
    fn comparison(&mut self, e: &Expr) -> Option<Atom> {
        let e = match call::strip(e) {
            Expr::Block(b) => match b.block.stmts.as_slice() {
                [syn::Stmt::Expr(e, None)] => return self.comparison(e),
                _ => return None,
            },
            e => e,
        };
        let Expr::MethodCall(m) = e else { return None };
        let (call, reversed) = if m.method == "reverse" {
            (call::strip(&m.receiver), true)
        } else {
            (e, false)
        };
        let Expr::MethodCall(m) = call else {
            return None;
        };
        let unwrapped = m.method == "unwrap" || m.method == "expect";
        let m = match call::strip(&m.receiver) {
            Expr::MethodCall(inner) if unwrapped && inner.method == "partial_cmp" => inner,
            _ if m.method == "total_cmp" || m.method == "cmp" => m,
            _ => return None,
        };
        let name = m.method.to_string();
        let sides = self.operands_in_order([&*m.receiver, m.args.first()?].into_iter());
        let mut sides = sides.into_iter().map(|v| self.atom(v, m.span()));
        let (l, r) = (sides.next()?, sides.next()?);
        drop(sides);
        let (l, r) = if reversed { (r, l) } else { (l, r) };
        self.compared(&name, l, r, m.span())
    }

    fn compared(&mut self, method: &str, a: Atom, b: Atom, span: Span) -> Option<Atom> {
        let (ta, tb) = (self.ty(&a), self.ty(&b));
        self.infer.unify(&ta, &tb);
        if self.infer.is_free(&ta) && method != "cmp" {
            let real = self.infer.assumed_real(&self.reals);
            self.infer.unify(&ta, &real);
        }
        let ty = self.infer.head(&ta);
        let (a, b) = match method {
            "cmp" if self.infer.is_discrete(&ty) => (a, b),
            "partial_cmp" if self.infer.is_discrete(&ty) => (a, b),
            "partial_cmp" if self.infer.is_real(&ty) => {
                let (x, y) = (Ident::new("a", span), Ident::new("b", span));
                let message = "called `Option::unwrap()` on a `None` value";
                self.emit(Stmt::Effect(Effect {
                    tokens: quote_spanned!(span=> ::core::assert!(!#x.is_nan() && !#y.is_nan(), #message)),
                    binds: vec![(x, Rebind::Atom(a.clone())), (y, Rebind::Atom(b.clone()))],
                    diverges: false,
                }));
                (a, b)
            }
            "total_cmp" => {
                let widths = match self.infer.finish(&ty) {
                    Ty::Real(Real::F64) => ("i64", "u64", 63),
                    Ty::Real(Real::F32) => ("i32", "u32", 31),
                    _ => return None,
                };
                (
                    self.total_order(a, widths, span),
                    self.total_order(b, widths, span),
                )
            }
            _ => return None,
        };
        let op = Prim::Binary(BinOp::Gt(Default::default()));
        Some(self.temp(Rhs::Prim(op, vec![a, b]), Ty::Bool, span))
    }

    /// An integer that is ordered as `total_cmp` orders: the bits, all but the sign's flipped where it is set.
    fn total_order(
        &mut self,
        a: Atom,
        (signed, unsigned, last): (&str, &str, usize),
        span: Span,
    ) -> Atom {
        let (signed, unsigned) = (
            Ty::Int(Some(signed.to_owned())),
            Ty::Int(Some(unsigned.to_owned())),
        );
        let binary = |op| move |a, b| Rhs::Prim(Prim::Binary(op), vec![a, b]);
        let shifted = binary(BinOp::Shr(Default::default()));
        let method = Prim::Method(Ident::new("to_bits", span), None);
        let bits = self.temp(Rhs::Prim(method, vec![a]), unsigned.clone(), span);
        let bits = self.temp(Rhs::Cast(bits, signed.clone()), signed.clone(), span);
        let sign = shifted(bits.clone(), usize_literal(last, span));
        let sign = self.temp(sign, signed.clone(), span);
        let sign = self.temp(Rhs::Cast(sign, unsigned.clone()), unsigned.clone(), span);
        let mask = self.temp(shifted(sign, usize_literal(1, span)), unsigned, span);
        let mask = self.temp(Rhs::Cast(mask, signed.clone()), signed.clone(), span);
        let flipped = binary(BinOp::BitXor(Default::default()))(bits, mask);
        self.temp(flipped, signed, span)
    }
}
