//! What is done with the elements inside their loop, one by one.

use super::super::expr::usize_literal;
use super::drive::{Body, dereferenced};
use super::{Around, Item, Iter, Stage};
use crate::ir::{Atom, Block, Place, Prim, Rhs, Role, Stmt, Target, Ty, VarId};
use crate::lower::branch::{Test, truth};
use crate::lower::closure::Fun;
use crate::lower::{Lower, Value};
use proc_macro2::Span;
use syn::BinOp;

impl Lower<'_> {
    pub(super) fn staged(
        &mut self,
        inner: &Iter,
        stage: &Stage,
        pat: Option<&syn::Pat>,
        body: Body<'_>,
    ) {
        match stage {
            Stage::Map(f) => self.drive(inner, f.element_pattern(), &mut |s, v, around| {
                let v = s.apply(f, vec![v], f.span());
                proceed(s, v, around, body);
            }),
            Stage::Inspect(f) => self.drive(inner, pat, &mut |s, v, around| {
                let v = s.freeze(v, f.span());
                s.apply(f, vec![v.clone()], f.span());
                proceed(s, v, around, body);
            }),
            Stage::Copied => self.drive(inner, pat, &mut |s, v, around| {
                proceed(s, dereferenced(v), around, body);
            }),
            Stage::Filter(f) => self.drive(inner, f.element_pattern(), &mut |s, v, around| {
                let (cond, v) = s.answer(f, v);
                s.only_if(cond, |s| body(s, v, around));
            }),
            Stage::TakeWhile(f) => self.drive(inner, f.element_pattern(), &mut |s, v, around| {
                let (cond, v) = s.answer(f, v);
                let over = s.negation(Test::When(cond), f.span());
                s.only_if(over, |s| s.exit(Target::Break(around.outer)));
                body(s, v, around);
            }),
            Stage::FilterMap(f) => self.drive(inner, f.element_pattern(), &mut |s, v, around| {
                let found = s.apply(f, vec![v], f.span());
                s.if_some(found, f.span(), &mut |s, v| body(s, v, around));
            }),
            Stage::MapWhile(f) => self.drive(inner, f.element_pattern(), &mut |s, v, around| {
                let found = s.apply(f, vec![v], f.span());
                if let Some((present, v)) = s.parts_of_option(found, f.span()) {
                    let over = s.negation(present, f.span());
                    s.only_if(over, |s| s.exit(Target::Break(around.outer)));
                    body(s, v, around);
                }
            }),
            Stage::SkipWhile(f) => self.skip_while(inner, f, body),
            Stage::FlatMap(f) => self.drive(inner, f.element_pattern(), &mut |s, v, around| {
                let parts = s.apply(f, vec![v], f.span());
                s.flat(parts, f.span(), around, body);
            }),
            Stage::Flatten => {
                let span = inner.span();
                self.drive(inner, None, &mut |s, v, around| {
                    s.flat(v, span, around, body);
                });
            }
            Stage::Enumerate => self.enumerated(inner, body),
            Stage::Skip(n) => self.skipped(inner, n, pat, body),
            Stage::Take(n) => self.taken(inner, n, pat, body),
            Stage::StepBy(n) => self.stepped(inner, n, pat, body),
            Stage::Zip { len, with } => self.zipped_stage(inner, len.as_ref(), with, body),
        }
    }

    fn flat(&mut self, parts: Value, span: Span, around: Around, body: Body<'_>) {
        if matches!(self.value_ty(&parts), Ty::Option(_)) || matches!(parts, Value::Optional(_)) {
            self.if_some(parts, span, &mut |s, v| body(s, v, around));
            return;
        }
        if let Some(it) = self.iterator_of(parts, span) {
            self.drive(&it, None, &mut |s, v, within| {
                let around = Around {
                    outer: around.outer,
                    inner: within.inner,
                    counter: None,
                };
                body(s, v, around);
            });
        }
    }

    /// What is done with the value of an `Option`, where there is one.
    fn if_some(&mut self, v: Value, span: Span, then: &mut dyn FnMut(&mut Self, Value)) {
        if let Some((present, payload)) = self.parts_of_option(v, span) {
            match present {
                Test::Always => then(self, payload),
                present => self.only_if(present.atom(), |s| then(s, payload)),
            }
        }
    }

    /// A predicate's answer on an element, and the element.
    pub(super) fn answer(&mut self, f: &Fun, v: Value) -> (Atom, Value) {
        let v = self.freeze(v, f.span());
        let answer = self.apply(f, vec![v.clone()], f.span());
        (self.atom(answer, f.span()), v)
    }

    pub(super) fn only_if(&mut self, cond: Atom, then: impl FnOnce(&mut Self)) {
        let (then, ()) = self.nested(then);
        let otherwise = Block::default();
        self.emit(Stmt::If {
            cond,
            then,
            otherwise,
        });
    }

    /// A variable of the loop's own, declared in front of it.
    pub(super) fn state(&mut self, name: &str, init: Atom, ty: Ty, span: Span) -> VarId {
        let var = self.f.add_var(name, ty, Role::User, span);
        self.emit(Stmt::Declare {
            var,
            init: Some(init),
        });
        var
    }

    fn skip_while(&mut self, inner: &Iter, f: &Fun, body: Body<'_>) {
        let span = f.span();
        let skipping = self.state("skipping", truth(true), Ty::Bool, span);
        self.drive(inner, f.element_pattern(), &mut |s, v, around| {
            let v = s.freeze(v, span);
            let still = s.load(Place::of(skipping), span);
            s.only_if(still, |s| {
                let (cond, _) = s.answer(f, v.clone());
                s.store(Place::of(skipping), Value::Atom(cond), span);
            });
            let still = s.load(Place::of(skipping), span);
            let over = s.negation(Test::When(still), span);
            s.only_if(over, |s| body(s, v, around));
        });
    }

    fn enumerated(&mut self, inner: &Iter, body: Body<'_>) {
        let span = inner.span();
        let count = self.number(span);
        self.drive(inner, None, &mut |s, v, around| {
            let k = s.counted_once(count, span);
            body(s, Value::Tuple(vec![Value::Atom(k), v]), around);
        });
    }

    fn skipped(&mut self, inner: &Iter, n: &Atom, pat: Option<&syn::Pat>, body: Body<'_>) {
        let span = inner.span();
        let count = self.number(span);
        self.drive(inner, pat, &mut |s, v, around| {
            let k = s.counted_once(count, span);
            let cond = s.compared_with(BinOp::Ge(Default::default()), k, n, span);
            s.only_if(cond, |s| body(s, v, around));
        });
    }

    fn stepped(&mut self, inner: &Iter, n: &Atom, pat: Option<&syn::Pat>, body: Body<'_>) {
        let span = inner.span();
        let count = self.number(span);
        self.drive(inner, pat, &mut |s, v, around| {
            let k = s.counted_once(count, span);
            let rest = s.usize_op(&BinOp::Rem(Default::default()), k, n.clone(), span);
            let zero = usize_literal(0, span);
            let cond = s.compared_with(BinOp::Eq(Default::default()), rest, &zero, span);
            s.only_if(cond, |s| body(s, v, around));
        });
    }

    /// After the last one taken, the next element is not asked for.
    fn taken(&mut self, inner: &Iter, n: &Atom, pat: Option<&syn::Pat>, body: Body<'_>) {
        let span = inner.span();
        let count = self.number(span);
        let zero = usize_literal(0, span);
        let any = self.compared_with(BinOp::Gt(Default::default()), n.clone(), &zero, span);
        self.only_if(any, |s| {
            s.drive(inner, pat, &mut |s, v, around| {
                body(s, v, around);
                s.counted_once(count, span);
                let k = s.load(Place::of(count), span);
                let done = s.compared_with(BinOp::Eq(Default::default()), k, n, span);
                s.only_if(done, |s| s.exit(Target::Break(around.outer)));
            });
        });
    }

    fn number(&mut self, span: Span) -> VarId {
        self.state("count", usize_literal(0, span), Ty::usize(), span)
    }

    fn compared_with(&mut self, op: BinOp, a: Atom, b: &Atom, span: Span) -> Atom {
        let rhs = Rhs::Prim(Prim::Binary(op), vec![a, b.clone()]);
        self.temp(rhs, Ty::Bool, span)
    }

    /// The number of elements so far, one more afterwards.
    fn counted_once(&mut self, count: VarId, span: Span) -> Atom {
        let k = self.load(Place::of(count), span);
        self.emit(Stmt::Accumulate {
            place: Place::of(count),
            value: usize_literal(1, span),
            negative: false,
        });
        k
    }

    fn zipped_stage(&mut self, inner: &Iter, len: Option<&Atom>, with: &Item, body: Body<'_>) {
        let span = inner.span();
        let count = self.number(span);
        self.drive(inner, None, &mut |s, v, around| {
            if let Some(len) = len {
                let k = s.load(Place::of(count), span);
                let over = s.compared_with(BinOp::Ge(Default::default()), k, len, span);
                s.only_if(over, |s| s.exit(Target::Break(around.outer)));
            }
            let v = s.freeze(v, span);
            let k = s.counted_once(count, span);
            let other = s.item_at(with, k, span);
            body(s, Value::Tuple(vec![v, other]), around);
        });
    }
}

fn proceed(s: &mut Lower<'_>, v: Value, around: Around, body: Body<'_>) {
    if !matches!(v, Value::Never) {
        body(s, v, around);
    }
}
