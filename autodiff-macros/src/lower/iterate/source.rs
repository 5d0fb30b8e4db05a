//! Where chains begin: ranges, and the elements and parts of sequences.

use super::super::expr::usize_literal;
use super::position::literal;
use super::{By, Header, Item, Iter};
use crate::ir::{Atom, Place, Prim, Rhs, Stmt, Ty};
use crate::lower::{Lower, Mutability, Value};
use crate::refusals;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;

impl Lower<'_> {
    pub(in crate::lower) fn range_value(&mut self, r: &syn::ExprRange) -> Value {
        let Some(start) = &r.start else {
            self.errors.push(refusals::range_without_start(r.span()));
            return Value::Never;
        };
        let inclusive = matches!(r.limits, syn::RangeLimits::Closed(_));
        let ends = std::iter::once(&**start).chain(r.end.as_deref());
        let values = self.operands_in_order(ends);
        if values.iter().any(|v| matches!(v, Value::Never)) {
            return Value::Never;
        }
        let mut atoms: Vec<Atom> = values.into_iter().map(|v| self.atom(v, r.span())).collect();
        let hi = r.end.as_ref().and_then(|_| atoms.pop());
        let Some(lo) = atoms.pop() else {
            return Value::Never;
        };
        let mut ty = self.ty(&lo);
        if let Some(hi) = &hi {
            let end = self.ty(hi);
            self.infer.unify(&ty, &end);
            if !self.infer.is_discrete(&ty) {
                ty = end;
            }
        }
        let header = Header {
            ty: self.infer.head(&ty),
            lo,
            hi,
            inclusive,
            steps: vec![],
            span: r.span(),
        };
        Value::Iter(Box::new(Iter::Indexed(header, Item::Counter)))
    }

    /// What `for` and `zip` make of a value: `IntoIterator`.
    pub(in crate::lower) fn iterator_of(&mut self, v: Value, span: Span) -> Option<Iter> {
        match v {
            Value::Iter(it) => Some(self.rest(*it)),
            Value::Never => None,
            Value::Ref(p, m) => {
                if !self.is_sequence(&p) {
                    self.errors.push(refusals::iterable(span));
                    return None;
                }
                Some(self.elements(p, By::Ref(m), span))
            }
            other => {
                let ty = self.value_ty(&other);
                if ty.element().is_none() && !self.infer.is_free(&ty) {
                    self.errors.push(refusals::iterable(span));
                    return None;
                }
                let p = self.materialise(other, span);
                let p = self.own_elements(p, span);
                Some(self.elements(p, By::Value, span))
            }
        }
    }

    fn is_sequence(&mut self, p: &Place) -> bool {
        let ty = self.place_ty(p);
        ty.element().is_some() || self.infer.is_free(&ty)
    }

    fn elements(&mut self, of: Place, by: By, span: Span) -> Iter {
        let hi = self.len_of(of.clone(), span);
        Iter::Indexed(counting(hi, span), Item::Element(of, by))
    }

    /// `v.iter()`, `v.windows(2)` and their like; the receiver again where the method is another one.
    pub(in crate::lower) fn sequence_iterator(
        &mut self,
        m: &syn::ExprMethodCall,
        receiver: Value,
    ) -> Result<Value, Value> {
        let name = m.method.to_string();
        let known = matches!(
            (name.as_str(), m.args.len()),
            ("iter" | "iter_mut" | "into_iter", 0)
                | (
                    "windows" | "chunks" | "chunks_exact" | "chunks_mut" | "chunks_exact_mut",
                    1
                )
        );
        let ty = self.value_ty(&receiver);
        if let ("map", 1, Ty::Array(_, n)) = (name.as_str(), m.args.len(), &ty) {
            return Ok(self.array_map(m, receiver, n));
        }
        let lazy = matches!(
            receiver,
            Value::Iter(_) | Value::Closure(_) | Value::Never | Value::Unit
        );
        if !known || lazy || ty.element().is_none() && !self.infer.is_free(&ty) {
            return Err(receiver);
        }
        let span = m.span();
        if name == "into_iter" {
            let it = self.iterator_of(receiver, span);
            return Ok(it.map_or(Value::Never, |it| Value::Iter(Box::new(it))));
        }
        let of = self.materialise(receiver, span);
        if self.infer.is_free(&ty) {
            let element = self.infer.fresh();
            self.infer.unify(&ty, &Ty::Seq(Box::new(element)));
        }
        let it = match name.as_str() {
            "iter" => self.elements(of, By::Ref(Mutability::Shared), span),
            "iter_mut" => self.elements(of, By::Ref(Mutability::Mut), span),
            _ => self.parts(m, &name, of),
        };
        Ok(Value::Iter(Box::new(it)))
    }

    /// Sub-slices of one size.
    fn parts(&mut self, m: &syn::ExprMethodCall, name: &str, of: Place) -> Iter {
        let span = m.span();
        let size = self.index_operand(&m.args[0]);
        self.assert_positive(&size, name, span);
        let len = self.len_of(of.clone(), span);
        let mutability = if name.ends_with("_mut") {
            Mutability::Mut
        } else {
            Mutability::Shared
        };
        let method = |name: &str| Prim::Method(Ident::new(name, span), None);
        match name {
            "windows" => {
                let more = self.plus_usize(len, usize_literal(1, span), span);
                let n = self.temp(
                    Rhs::Prim(method("saturating_sub"), vec![more, size.clone()]),
                    Ty::usize(),
                    span,
                );
                Iter::Indexed(counting(n, span), Item::Window { of, size })
            }
            "chunks" | "chunks_mut" => {
                let rhs = Rhs::Prim(method("div_ceil"), vec![len.clone(), size.clone()]);
                let n = self.temp(rhs, Ty::usize(), span);
                let item = Item::Chunk {
                    of,
                    size,
                    len: Some(len),
                    mutability,
                };
                Iter::Indexed(counting(n, span), item)
            }
            _ => {
                let n = self.usize_op(
                    &syn::BinOp::Div(Default::default()),
                    len,
                    size.clone(),
                    span,
                );
                let item = Item::Chunk {
                    of,
                    size,
                    len: None,
                    mutability,
                };
                Iter::Indexed(counting(n, span), item)
            }
        }
    }

    /// Panics with std's message where a size or step is zero.
    pub(super) fn assert_positive(&mut self, size: &Atom, method: &str, span: Span) {
        if literal(size).is_some_and(|n| n > 0) {
            return;
        }
        let message = match method {
            "windows" => "window size must be non-zero",
            "step_by" => "assertion failed: step != 0",
            _ => "chunk size must be non-zero",
        };
        let name = Ident::new("size", span);
        let tokens = quote::quote_spanned!(span=> ::core::assert!(#name != 0, #message));
        self.emit(Stmt::Effect(crate::ir::Effect {
            tokens,
            binds: vec![(name, crate::ir::Rebind::Atom(size.clone()))],
            diverges: false,
        }));
    }
}

/// `0..n`
pub(super) fn counting(n: Atom, span: Span) -> Header {
    Header {
        ty: Ty::usize(),
        lo: usize_literal(0, span),
        hi: Some(n),
        inclusive: false,
        steps: vec![],
        span,
    }
}
