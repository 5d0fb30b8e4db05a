//! Assignments, exchanges, and loops over the elements of places.

use super::{Lower, Value};
use crate::ir::{Atom, Block, Overload, Passing, Place, Proj, Rhs, Stmt, Ty};
use crate::refusals;
use crate::rule;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{BinOp, Expr};

impl Lower<'_> {
    /// A place expression on the left of an assignment.
    fn assignee(&mut self, v: Value, e: &Expr) -> Option<Place> {
        match v {
            Value::Place(p) => Some(p),
            Value::Atom(Atom::Var(v)) => Some(Place::of(v)),
            Value::Ref(p, _) if matches!(e, Expr::Index(_) | Expr::Field(_)) => Some(p),
            Value::Never => None,
            _ => {
                self.errors.push(refusals::assignment(e.span()));
                None
            }
        }
    }

    pub(super) fn assign(&mut self, a: &syn::ExprAssign) -> Value {
        let value = self.expr(&a.right);
        if matches!(value, Value::Never) {
            return Value::Never;
        }
        let value = self.freeze(value, a.right.span());
        self.assign_to(&a.left, value);
        Value::Unit
    }

    fn assign_to(&mut self, left: &Expr, value: Value) {
        match left {
            Expr::Infer(_) => {}
            Expr::Paren(p) => self.assign_to(&p.expr, value),
            Expr::Tuple(t) => {
                for (i, e) in (0u32..).zip(&t.elems) {
                    let part = self.project(value.clone(), crate::ir::Proj::Field(i), e.span());
                    let part = self.freeze(part, e.span());
                    self.assign_to(e, part);
                }
            }
            Expr::Array(a) => {
                for (i, e) in a.elems.iter().enumerate() {
                    let index = super::expr::usize_literal(i, e.span());
                    let part = self.project(value.clone(), crate::ir::Proj::Index(index), e.span());
                    let part = self.freeze(part, e.span());
                    self.assign_to(e, part);
                }
            }
            Expr::Path(_) => match self.expr(left) {
                Value::Tuple(parts) => self.assign_parts(&parts, &value, left.span()),
                Value::Optional(o) => self.assign_option(&o, value, left.span()),
                Value::Ref(..) => self
                    .errors
                    .push(refusals::reassigned_reference(left.span())),
                Value::Place(p) if self.f.var(p.root).role == crate::ir::Role::Item => {
                    self.errors.push(refusals::assignment(left.span()));
                }
                Value::Place(_) if matches!(value, Value::Optional(_)) => {
                    self.errors.push(refusals::option_without_type(left.span()))
                }
                Value::Place(p) => self.store(p, value, left.span()),
                Value::Choice(_) => self
                    .errors
                    .push(refusals::reassigned_reference(left.span())),
                // refused where it was declared
                Value::Never => {}
                _ => self.errors.push(refusals::assignment(left.span())),
            },
            other => match self.expr(other) {
                Value::Tuple(parts) => self.assign_parts(&parts, &value, left.span()),
                Value::Optional(o) => self.assign_option(&o, value, left.span()),
                Value::Place(_) if matches!(value, Value::Optional(_)) => {
                    self.errors.push(refusals::option_without_type(left.span()))
                }
                Value::Place(p) => self.store(p, value, left.span()),
                choice @ Value::Choice(_) => {
                    let value = self.atom(value, left.span());
                    self.at_chosen(choice, &mut |l, target| match target {
                        Value::Place(p) => l.store(p, Value::Atom(value.clone()), left.span()),
                        _ => l.errors.push(refusals::assignment(left.span())),
                    });
                }
                Value::Never => {}
                _ => self.errors.push(refusals::assignment(left.span())),
            },
        }
    }

    fn assign_parts(&mut self, parts: &[Value], value: &Value, span: Span) {
        for (i, part) in (0u32..).zip(parts) {
            let v = self.project(value.clone(), crate::ir::Proj::Field(i), span);
            let v = self.freeze(v, span);
            match part {
                Value::Place(p) => self.store(p.clone(), v, span),
                Value::Tuple(inner) => self.assign_parts(inner, &v, span),
                Value::Optional(o) => self.assign_option(o, v, span),
                _ => self.errors.push(refusals::assignment(span)),
            }
        }
    }

    pub(super) fn store(&mut self, place: Place, value: Value, span: Span) {
        let value = self.atom(value, span);
        let (want, got) = (self.place_ty(&place), self.ty(&value));
        self.infer.unify(&want, &got);
        if self.is_lent_array(&place, &want) {
            let n = self.len_of(place.clone(), span);
            return self.elementwise(n, span, |l, k| {
                let element = l.project(Value::Atom(value), Proj::Index(k.clone()), span);
                l.store(place.then(Proj::Index(k)), element, span);
            });
        }
        self.emit(Stmt::Assign { place, value });
    }

    /// An array in a parameter whose cotangent is handed in behind a trait, which gives access to single reals.
    fn is_lent_array(&self, place: &Place, ty: &Ty) -> bool {
        let lent = self.f.params.iter().any(|p| {
            p.var == place.root
                && p.passing == Passing::Mut
                && matches!(&self.f.var(p.var).ty, Ty::Ref(to) if matches!(**to, Ty::Array(..) | Ty::Slice(_)))
        });
        lent && matches!(ty, Ty::Array(..))
    }

    /// `place op= value`: sums stay accumulations, because their adjoint needs nothing kept. On a type of the user's
    /// they are what its operator does.
    pub(super) fn compound_assign(&mut self, op: BinOp, b: &syn::ExprBinary) -> Value {
        let value = self.expr(&b.right);
        let value = self.freeze(value, b.right.span());
        let target = self.expr(&b.left);
        self.at_chosen(target, &mut |l, target| {
            if let Some(place) = l.assignee(target, &b.left) {
                l.update(&op, place, value.clone(), b);
            }
        });
        Value::Unit
    }

    fn update(&mut self, op: &BinOp, place: Place, value: Value, b: &syn::ExprBinary) {
        if self.f.var(place.root).role == crate::ir::Role::Item {
            self.errors.push(refusals::assignment(b.left.span()));
            return;
        }
        let (want, got) = (self.place_ty(&place), self.value_ty(&value));
        let opaque = self.infer.is_opaque(&want);
        let own = self.infer.is_spelled(&want) || opaque && self.infer.is_spelled(&got);
        let is_sum = matches!(op, BinOp::Add(_) | BinOp::Sub(_));
        if let Some(row) = rule::operator(op)
            && (own || !is_sum && opaque)
        {
            // a number's `+=` evaluates its right side first, any other its left side
            if own && may_change(&b.left) && may_change(&b.right) {
                self.errors
                    .push(refusals::order_of_a_compound_assignment(b));
            }
            let old = self.load(place.clone(), b.left.span());
            let operands = vec![(Value::Atom(old), b.left.span()), (value, b.right.span())];
            let new = self.overloaded(Overload::Compound(row), operands, b.span());
            self.store(place, new, b.span());
            return;
        }
        let value = self.atom(value, b.right.span());
        if !matches!(op, BinOp::Shl(_) | BinOp::Shr(_)) && !opaque {
            self.infer.unify(&want, &got);
        }
        if is_sum {
            self.emit(Stmt::Accumulate {
                place,
                value,
                negative: matches!(op, BinOp::Sub(_)),
            });
        } else {
            let old = self.load(place.clone(), b.left.span());
            let new = self.arithmetic(op, old, value, b.span());
            self.store(place, new, b.span());
        }
    }

    /// Two places exchanged: the element types agree, nothing is read.
    pub(super) fn swap(&mut self, a: Place, b: Place, span: Span) -> Value {
        let (ta, tb) = (self.place_ty(&a), self.place_ty(&b));
        self.infer.unify(&ta, &tb);
        if a.root == b.root && !a.is_sibling_of(&b) {
            // two parts of one variable: rustc cannot borrow both by these paths
            if !self.infer.is_real(&ta) && !self.infer.is_discrete(&ta) {
                self.errors.push(refusals::swapped_parts(span));
            }
            let (x, y) = (self.load(a.clone(), span), self.load(b.clone(), span));
            self.store(a, Value::Atom(y), span);
            self.store(b, Value::Atom(x), span);
            return Value::Unit;
        }
        if self.is_lent_array(&a, &ta) || self.is_lent_array(&b, &tb) {
            let n = self.len_of(a.clone(), span);
            self.elementwise(n, span, |l, k| {
                let (a, b) = (a.then(Proj::Index(k.clone())), b.then(Proj::Index(k)));
                l.swap(a, b, span);
            });
            return Value::Unit;
        }
        self.emit(Stmt::Swap { a, b });
        Value::Unit
    }

    /// `for k in 0..n { .. }` over elements, as a person would write it.
    pub(super) fn elementwise(&mut self, n: Atom, span: Span, body: impl FnOnce(&mut Self, Atom)) {
        let var = self
            .f
            .add_var("k", Ty::usize(), crate::ir::Role::User, span);
        let (block, ()) = self.nested(|l| body(l, Atom::Var(var)));
        self.emit_range(var, super::expr::usize_literal(0, span), n, block);
    }

    fn emit_range(&mut self, var: crate::ir::VarId, lo: Atom, hi: Atom, body: Block) {
        let id = self.next_loop();
        let range = crate::ir::Range {
            var,
            lo,
            hi,
            inclusive: false,
            steps: vec![],
        };
        let kind = crate::ir::LoopKind::Range(range);
        let route = crate::ir::Route::None;
        self.emit(Stmt::Loop(crate::ir::Loop {
            id,
            kind,
            body,
            trips: None,
            checkpoint: None,
            route,
        }));
    }

    pub(super) fn next_loop(&mut self) -> crate::ir::LoopId {
        self.f.loops += 1;
        crate::ir::LoopId(self.f.loops)
    }

    /// A real literal of a known type.
    pub(super) fn op(&mut self, name: &str, args: Vec<Atom>, ty: Ty, span: Span) -> Atom {
        let row = rule::method(name).expect("a row of the table");
        self.temp(Rhs::Op(row, args), ty, span)
    }
}

/// Whether evaluating an expression may change something, as far as syntax tells.
fn may_change(e: &Expr) -> bool {
    struct Finder(bool);
    impl<'a> syn::visit::Visit<'a> for Finder {
        fn visit_expr(&mut self, e: &'a Expr) {
            self.0 |= match e {
                Expr::Reference(r) => r.mutability.is_some(),
                Expr::MethodCall(m) => m.method != "len",
                Expr::Assign(_) | Expr::Macro(_) => true,
                Expr::Binary(b) => super::operator::compound(&b.op).is_some(),
                _ => false,
            };
            syn::visit::visit_expr(self, e);
        }
    }
    let mut f = Finder(false);
    syn::visit::Visit::visit_expr(&mut f, e);
    f.0
}
