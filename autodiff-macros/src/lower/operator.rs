//! Operators and casts.

use super::expr::has_effects;
use super::{Lower, Value};
use crate::ir::{Atom, Const, Overload, Prim, Rhs, Ty};
use crate::refusals;
use crate::rule;
use proc_macro2::Span;
use quote::quote;
use syn::spanned::Spanned;
use syn::{BinOp, Expr, UnOp};

impl Lower<'_> {
    pub(super) fn binary(&mut self, b: &syn::ExprBinary) -> Value {
        if let Some(op) = compound(&b.op) {
            return self.compound_assign(op, b);
        }
        if matches!(b.op, BinOp::And(_) | BinOp::Or(_)) {
            return self.lazy(b);
        }
        // a long sum is nested as deep as it is long: its left sides are walked in a loop
        let mut operators = vec![b];
        let mut first = &*b.left;
        while let Expr::Binary(b) = first
            && is_strict(&b.op)
        {
            operators.push(b);
            first = &b.left;
        }
        let span = first.span();
        let mut left = self.expr(first);
        for b in operators.into_iter().rev() {
            if has_effects(&b.right) {
                left = self.freeze(left, span);
            }
            let right = self.expr(&b.right);
            left = self.combination(b, (left, span), (right, b.right.span()));
        }
        left
    }

    fn combination(
        &mut self,
        b: &syn::ExprBinary,
        (l, ls): (Value, Span),
        (r, rs): (Value, Span),
    ) -> Value {
        if matches!(l, Value::Never) || matches!(r, Value::Never) {
            return Value::Never;
        }
        if let Some(v) = self.overloaded_binary(&b.op, (l.clone(), ls), (r.clone(), rs), ls) {
            return v;
        }
        let (l, r) = (self.atom(l, ls), self.atom(r, rs));
        self.arithmetic(&b.op, l, r, ls)
    }

    pub(super) fn arithmetic(&mut self, op: &BinOp, l: Atom, r: Atom, span: Span) -> Value {
        let (lt, rt) = (self.ty(&l), self.ty(&r));
        let shift = matches!(op, BinOp::Shl(_) | BinOp::Shr(_));
        let opaque = self.infer.is_opaque(&lt) || self.infer.is_opaque(&rt);
        if !shift && !opaque {
            self.infer.unify(&lt, &rt);
        }
        let compares = matches!(
            op,
            BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_)
        );
        if compares {
            return Value::Atom(self.temp(
                Rhs::Prim(Prim::Binary(*op), vec![l, r]),
                Ty::Bool,
                span,
            ));
        }
        let ty = if self.infer.is_real(&rt) { rt } else { lt };
        match rule::operator(op) {
            Some(row) => {
                Value::Atom(self.temp(Rhs::Op(row, vec![l, r]), ty.peeled().clone(), span))
            }
            None => {
                let ty = if opaque { self.infer.opaque() } else { ty };
                Value::Atom(self.temp(Rhs::Prim(Prim::Binary(*op), vec![l, r]), ty, span))
            }
        }
    }

    /// `a && b`, `a || b`: the right side runs only when it must.
    fn lazy(&mut self, b: &syn::ExprBinary) -> Value {
        let left = self.operand(&b.left);
        let (block, right) = self.nested(|l| l.operand(&b.right));
        Value::Atom(self.joined(b.op, left, block, right, b.span()))
    }

    pub(super) fn unary(&mut self, u: &syn::ExprUnary) -> Value {
        match u.op {
            UnOp::Deref(_) => {
                let v = self.expr(&u.expr);
                self.dereferenced(v)
            }
            UnOp::Neg(_) => self.negation_of(u),
            UnOp::Not(_) => {
                let a = self.operand(&u.expr);
                let ty = self.ty(&a).peeled().clone();
                Value::Atom(self.temp(Rhs::Prim(Prim::Not, vec![a]), ty, u.span()))
            }
            _ => {
                self.errors
                    .push(refusals::unsupported_expression(&Expr::Unary(u.clone())));
                Value::Never
            }
        }
    }

    fn negation_of(&mut self, u: &syn::ExprUnary) -> Value {
        let value = self.expr(&u.expr);
        if let Value::Never = value {
            return Value::Never;
        }
        if self.is_overloaded(&[&value]) {
            let operand = vec![(value, u.expr.span())];
            return self.overloaded(Overload::Operator(rule::neg()), operand, u.span());
        }
        match self.atom(value, u.expr.span()) {
            Atom::Const(c) => {
                let t = c.tokens;
                Value::Atom(Atom::Const(Const {
                    tokens: quote!(-#t),
                    ty: c.ty,
                }))
            }
            a @ Atom::Var(_) => {
                let ty = self.ty(&a).peeled().clone();
                Value::Atom(self.temp(Rhs::Op(rule::neg(), vec![a]), ty, u.span()))
            }
        }
    }

    pub(super) fn cast(&mut self, c: &syn::ExprCast) -> Value {
        if let syn::Type::Reference(_) = &*c.ty {
            let value = self.expr(&c.expr);
            let (from, to) = (self.value_ty(&value), self.reals.ty(&c.ty));
            self.infer.unify(&from, &to);
            return value;
        }
        let a = self.operand(&c.expr);
        let from = self.ty(&a);
        let to = self.reals.ty(&c.ty);
        if self.infer.is_opaque(&from) && to.is_real() {
            let operand = vec![(Value::Atom(a), c.expr.span())];
            return self.overloaded(Overload::Convert(to), operand, c.span());
        }
        if matches!(to, Ty::Spelled(_)) && !self.infer.is_discrete(&from) {
            self.errors.push(refusals::cast_to_alias(&c.ty));
        }
        Value::Atom(self.temp(Rhs::Cast(a, to.clone()), to, c.span()))
    }
}

/// `+=` and its kin as the plain operator.
pub(super) fn compound(op: &BinOp) -> Option<BinOp> {
    Some(match op {
        BinOp::AddAssign(_) => BinOp::Add(Default::default()),
        BinOp::SubAssign(_) => BinOp::Sub(Default::default()),
        BinOp::MulAssign(_) => BinOp::Mul(Default::default()),
        BinOp::DivAssign(_) => BinOp::Div(Default::default()),
        BinOp::RemAssign(_) => BinOp::Rem(Default::default()),
        BinOp::BitXorAssign(_) => BinOp::BitXor(Default::default()),
        BinOp::BitAndAssign(_) => BinOp::BitAnd(Default::default()),
        BinOp::BitOrAssign(_) => BinOp::BitOr(Default::default()),
        BinOp::ShlAssign(_) => BinOp::Shl(Default::default()),
        BinOp::ShrAssign(_) => BinOp::Shr(Default::default()),
        _ => return None,
    })
}

/// An operator that evaluates both sides to values, the left one first.
pub(crate) fn is_strict(op: &BinOp) -> bool {
    compound(op).is_none() && !matches!(op, BinOp::And(_) | BinOp::Or(_))
}
