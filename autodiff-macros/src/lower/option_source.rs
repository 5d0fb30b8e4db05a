//! Where `Option`s come from: elements that may not be there, conditions.

use super::branch::Test;
use super::{Lower, Mutability, Optional, Value};
use crate::ir::{Atom, Place, Prim, Proj, Rhs, Ty};
use proc_macro2::Span;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// `v.pop()`
    pub(super) fn popped(&mut self, place: Place, span: Span) -> Value {
        let present = self.is_longer_than(&place, 0, span);
        let any = super::expr::usize_literal(0, span);
        let ty = self.place_ty(&place.then(Proj::Index(any)));
        self.computed_if(present, span, |l| {
            Value::Atom(l.temp(Rhs::VecPop(place), ty, span))
        })
    }

    /// `Some(value())` if the condition holds.
    pub(super) fn computed_if(
        &mut self,
        cond: Test,
        span: Span,
        value: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        let when = match cond {
            Test::Never => return Value::Optional(Optional::none()),
            Test::Always => {
                return match value(self) {
                    Value::Never => Value::Never,
                    v => Optional::some(self.freeze(v, span)),
                };
            }
            Test::When(a) => a,
        };
        let (mut block, v) = self.nested(|l| {
            let v = value(l);
            l.freeze(v, span)
        });
        let payload = self.kept(&mut block, v, span);
        self.emit_if(when.clone(), block, crate::ir::Block::default());
        Optional::when(Test::When(when), payload)
    }

    /// `first`, `last`, `get` and their kin: the reference is good for something only where the test holds.
    pub(super) fn element_if_any(
        &mut self,
        name: &str,
        place: Place,
        index: Option<Atom>,
        span: Span,
    ) -> Value {
        let m = if name.ends_with("_mut") {
            Mutability::Mut
        } else {
            Mutability::Shared
        };
        let (present, index) = match (name, index) {
            (_, Some(i)) => {
                let n = self.len_of(place.clone(), span);
                let lt = Prim::Binary(syn::BinOp::Lt(Default::default()));
                let within = self.temp(Rhs::Prim(lt, vec![i.clone(), n]), Ty::Bool, span);
                (Test::When(within), i)
            }
            ("last" | "last_mut", None) => {
                let n = self.len_of(place.clone(), span);
                let last = self.saturating_sub(n, super::expr::usize_literal(1, span), span);
                (self.is_longer_than(&place, 0, span), last)
            }
            (_, None) => (
                self.is_longer_than(&place, 0, span),
                super::expr::usize_literal(0, span),
            ),
        };
        let element = place.then(Proj::Index(index));
        self.place_ty(&element);
        Optional::when(present, Value::Ref(element, m))
    }

    /// `split_first` and its kin: an element and the others.
    pub(super) fn split_end(&mut self, name: &str, place: Place, span: Span) -> Value {
        let m = if name.ends_with("_mut") {
            Mutability::Mut
        } else {
            Mutability::Shared
        };
        let present = self.is_longer_than(&place, 0, span);
        let (zero, one) = (
            super::expr::usize_literal(0, span),
            super::expr::usize_literal(1, span),
        );
        let len = self.len_of(place.clone(), span);
        let (index, others) = if name.starts_with("split_first") {
            (zero, Proj::Slice(one, len))
        } else {
            let last = self.saturating_sub(len, one, span);
            (last.clone(), Proj::Slice(zero, last))
        };
        let element = place.then(Proj::Index(index));
        self.place_ty(&element);
        let parts = vec![Value::Ref(element, m), Value::Ref(place.then(others), m)];
        Optional::when(present, Value::Tuple(parts))
    }

    /// `condition.then(|| value)`, `condition.then_some(value)`
    pub(super) fn option_of_bool(&mut self, m: &syn::ExprMethodCall, cond: Value) -> Value {
        let span = m.span();
        let cond = Test::of(self.atom(cond, m.receiver.span()));
        match (m.method == "then", m.args.first()) {
            (true, Some(f)) => self.computed_if(cond, span, |l| l.applied(f, vec![])),
            (false, Some(e)) => match self.expr(e) {
                Value::Never => Value::Never,
                v => {
                    let v = self.freeze(v, e.span());
                    Optional::when(cond, v)
                }
            },
            (_, None) => Value::Never,
        }
    }

    pub(super) fn is_longer_than(&mut self, place: &Place, n: usize, span: Span) -> Test {
        let len = self.len_of(place.clone(), span);
        let n = super::expr::usize_literal(n, span);
        let gt = Prim::Binary(syn::BinOp::Gt(Default::default()));
        Test::When(self.temp(Rhs::Prim(gt, vec![len, n]), Ty::Bool, span))
    }
}
