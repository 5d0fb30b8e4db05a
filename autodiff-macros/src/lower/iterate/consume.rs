//! What ends a chain: one loop around one or a few accumulators.

use super::super::expr::usize_literal;
use super::Iter;
use crate::build::zero_const;
use crate::ir::{Atom, Const, Place, Proj, Rhs, Role, Stmt, Target, Ty, VarId};
use crate::lower::branch::{Test, truth};
use crate::lower::{Lower, Value};
use crate::refusals;
use crate::rule;
use proc_macro2::Span;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{BinOp, Expr, ExprMethodCall};

impl Lower<'_> {
    pub(super) fn ended(&mut self, m: &ExprMethodCall, it: &Iter) -> Value {
        let name = m.method.to_string();
        match (name.as_str(), m.args.len()) {
            ("sum" | "product", 0) => self.sum_or_product(m, it, name == "sum"),
            ("count", 0) => self.number_of(m, it),
            ("len", 0) => match self.known_length(it, m.span()) {
                Some(n) => Value::Atom(n),
                None => self.refuse_end(m),
            },
            ("collect", 0) => self.collect(m, it),
            ("fold", 2) => self.fold(m, it),
            ("for_each", 1) => self.for_each(m, it),
            ("all" | "any", 1) => self.all_or_any(m, it, name == "all"),
            (name, _) if super::choose::GIVES_OPTION.contains(&name) => self.chosen_element(m, it),
            _ => self.refuse_end(m),
        }
    }

    fn refuse_end(&mut self, m: &ExprMethodCall) -> Value {
        self.errors.push(refusals::adaptor(&m.method));
        Value::Never
    }

    /// What is declared in front of the loop that is being written, from inside of it.
    pub(super) fn declare_in(&mut self, block: usize, var: VarId, init: Atom) {
        self.declared.insert(var);
        let init = Some(init);
        self.blocks[block].stmts.push(Stmt::Declare { var, init });
    }

    pub(super) fn accumulator(&mut self, ty: Ty, span: Span) -> VarId {
        self.temps += 1;
        let name = format!("v{}", self.temps);
        self.f.add_var(&name, ty, Role::Temp, span)
    }

    pub(super) fn innermost_block(&self) -> usize {
        self.blocks.len() - 1
    }

    /// The sum of no reals is -0.0, as in std.
    fn sum_or_product(&mut self, m: &ExprMethodCall, it: &Iter, sum: bool) -> Value {
        let span = m.span();
        let ty = self.result_type(m);
        let outer = self.innermost_block();
        let total = self.accumulator(ty.clone(), m.method.span());
        let mut declared = false;
        self.drive(it, None, &mut |s, v, _| {
            let value = s.atom(v, span);
            let got = s.ty(&value);
            s.infer.unify(&ty, &got);
            if s.infer.is_free(&ty) {
                let real = s.infer.assumed_real(&s.reals);
                s.infer.unify(&ty, &real);
            }
            if !declared {
                let init = s.neutral(&ty, sum, span);
                s.declare_in(outer, total, init);
                declared = true;
            }
            let place = Place::of(total);
            if sum {
                let negative = false;
                s.emit(Stmt::Accumulate {
                    place,
                    value,
                    negative,
                });
            } else {
                let old = s.load(place.clone(), span);
                let row = rule::operator(&BinOp::Mul(Default::default()));
                let rhs = Rhs::Op(row.expect("a row of the table"), vec![old, value]);
                let new = s.temp(rhs, ty.clone(), span);
                s.store(place, Value::Atom(new), span);
            }
        });
        if !declared {
            return Value::Never;
        }
        Value::Atom(Atom::Var(total))
    }

    fn neutral(&mut self, ty: &Ty, sum: bool, span: Span) -> Atom {
        let tokens = match (self.infer.is_discrete(ty), sum) {
            (true, true) => quote_spanned!(span=> 0),
            (true, false) => quote_spanned!(span=> 1),
            (false, true) => quote_spanned!(span=> -0.0),
            (false, false) => quote_spanned!(span=> 1.0),
        };
        let ty = ty.clone();
        Atom::Const(Const { tokens, ty })
    }

    /// `sum::<f64>()`, or what the surroundings expect.
    fn result_type(&mut self, m: &ExprMethodCall) -> Ty {
        let expected = self.expected.remove(&address(m));
        match turbofish(m) {
            Some(syn::Type::Infer(_)) | None => match expected {
                // an alias: the elements know better
                Some(Ty::Spelled(_)) | None => self.infer.fresh(),
                Some(known) => known,
            },
            Some(t) => self.reals.ty(t),
        }
    }

    fn number_of(&mut self, m: &ExprMethodCall, it: &Iter) -> Value {
        let span = m.span();
        if let Some(n) = self.known_length(it, span) {
            return Value::Atom(n);
        }
        let outer = self.innermost_block();
        let total = self.accumulator(Ty::usize(), m.method.span());
        self.declare_in(outer, total, usize_literal(0, span));
        self.drive(it, None, &mut |s, v, _| {
            s.freeze(v, span);
            s.emit(Stmt::Accumulate {
                place: Place::of(total),
                value: usize_literal(1, span),
                negative: false,
            });
        });
        Value::Atom(Atom::Var(total))
    }

    fn for_each(&mut self, m: &ExprMethodCall, it: &Iter) -> Value {
        let Some(f) = self.fun(&m.args[0]) else {
            return Value::Never;
        };
        self.drive(it, f.element_pattern(), &mut |s, v, _| {
            s.apply(&f, vec![v], m.span());
        });
        Value::Unit
    }

    fn all_or_any(&mut self, m: &ExprMethodCall, it: &Iter, all: bool) -> Value {
        let span = m.span();
        let Some(f) = self.fun(&m.args[0]) else {
            return Value::Never;
        };
        let outer = self.innermost_block();
        let answer = self.accumulator(Ty::Bool, m.method.span());
        self.declare_in(outer, answer, truth(all));
        self.drive(it, f.element_pattern(), &mut |s, v, around| {
            let (holds, _) = s.answer(&f, v);
            let decides = if all {
                s.negation(Test::When(holds), span)
            } else {
                holds
            };
            s.only_if(decides, |s| {
                s.store(Place::of(answer), Value::Atom(truth(!all)), span);
                s.exit(Target::Break(around.outer));
            });
        });
        Value::Atom(Atom::Var(answer))
    }

    fn fold(&mut self, m: &ExprMethodCall, it: &Iter) -> Value {
        let span = m.span();
        let init = self.expr(&m.args[0]);
        let Some(f) = self.fun(&m.args[1]) else {
            return Value::Never;
        };
        if matches!(init, Value::Never) {
            return Value::Never;
        }
        let home = self.accumulators(init, span);
        let own = roots(&home);
        self.folds.extend(&own);
        self.drive(it, f.element_pattern(), &mut |s, v, _| {
            let next = s.apply(&f, vec![home.clone(), v], span);
            s.replace(&home, next, span);
        });
        own.iter().for_each(|v| _ = self.folds.remove(v));
        self.read_home(home)
    }

    /// Variables in the shape of a value, that start with it.
    fn accumulators(&mut self, v: Value, span: Span) -> Value {
        match v {
            Value::Tuple(parts) => {
                let parts = parts.into_iter().map(|v| self.accumulators(v, span));
                Value::Tuple(parts.collect())
            }
            Value::Unit | Value::Never => v,
            other => {
                let init = self.atom(other, span);
                let ty = self.ty(&init);
                let var = self.accumulator(ty.owned(), span);
                let init = Some(init);
                self.emit(Stmt::Declare { var, init });
                Value::Place(Place::of(var))
            }
        }
    }

    /// The accumulator's next value; nothing to do where it was changed in place.
    pub(super) fn replace(&mut self, home: &Value, next: Value, span: Span) {
        match (home, &next) {
            (_, Value::Never) => {}
            (Value::Place(a), Value::Place(b)) if a.is_same(b) => {}
            _ => {
                let next = self.freeze(next, span);
                self.fill(home, next, span);
            }
        }
    }

    /// Into a `Vec`: by index where the length is known and there is something to fill it with, by `push` otherwise.
    fn collect(&mut self, m: &ExprMethodCall, it: &Iter) -> Value {
        let expected = self.expected.remove(&address(m));
        let wanted = match turbofish(m) {
            Some(t) => Some(self.reals.ty(t)),
            None => expected,
        };
        let Some(Ty::Vec(element)) = wanted else {
            self.errors.push(refusals::collected(&m.method));
            return Value::Never;
        };
        let element = self.infer.open(*element);
        if let Some(body) = it.last_body() {
            self.expect_from(body, &element);
        }
        let (span, outer) = (m.span(), self.innermost_block());
        let vec = self.accumulator(Ty::Vec(Box::new(element.clone())), m.method.span());
        let counted = Lower::is_counted_from_zero(it);
        let mut declared = false;
        self.drive(it, None, &mut |s, v, around| {
            let value = s.atom(v, span);
            let got = s.ty(&value);
            s.infer.unify(&element, &got);
            let zero = s.zero_of(&element);
            let by_index = counted.clone().zip(zero).zip(around.counter);
            if !declared {
                let ty = Ty::Vec(Box::new(element.clone()));
                let rhs = match &by_index {
                    Some(((n, zero), _)) => Rhs::VecRepeat(zero.clone(), n.clone()),
                    None => Rhs::VecOf(vec![]),
                };
                let made = s.f.add_var("made", ty, Role::Temp, span);
                s.blocks[outer].stmts.push(Stmt::Let { var: made, rhs });
                s.declare_in(outer, vec, Atom::Var(made));
                declared = true;
            }
            match by_index {
                Some((_, k)) => {
                    let place = Place::of(vec).then(Proj::Index(Atom::Var(k)));
                    s.store(place, Value::Atom(value), span);
                }
                None => s.push_on(&Place::of(vec), value),
            }
        });
        if !declared {
            return Value::Never;
        }
        Value::Place(Place::of(vec))
    }

    /// A zero to be overwritten, of a scalar's type.
    pub(in crate::lower) fn zero_of(&mut self, ty: &Ty) -> Option<Atom> {
        let tokens = match self.infer.finish(ty) {
            known @ (Ty::Real(_) | Ty::Int(_) | Ty::Bool | Ty::Array(..)) => {
                zero_const(&known)?.tokens
            }
            _ => return None,
        };
        let ty = ty.clone();
        Some(Atom::Const(Const { tokens, ty }))
    }

    /// Tells the expressions that a value comes from which type their surroundings give it.
    pub(in crate::lower) fn expect_from(&mut self, e: &Expr, ty: &Ty) {
        match super::super::call::strip(e) {
            Expr::MethodCall(m) if ["collect", "sum", "product"].iter().any(|n| m.method == n) => {
                self.expected.insert(address(m), ty.clone());
            }
            Expr::Call(c) => {
                self.expected.insert(address(c), ty.clone());
            }
            Expr::Block(b) => self.expect_from_block(&b.block, ty),
            Expr::If(i) => {
                self.expect_from_block(&i.then_branch, ty);
                if let Some((_, e)) = &i.else_branch {
                    self.expect_from(e, ty);
                }
            }
            Expr::Match(m) => m.arms.iter().for_each(|a| self.expect_from(&a.body, ty)),
            _ => {}
        }
    }

    pub(in crate::lower) fn expect_from_block(&mut self, b: &syn::Block, ty: &Ty) {
        if let Some(syn::Stmt::Expr(e, None)) = b.stmts.last() {
            self.expect_from(e, ty);
        }
    }
}

/// Where a node of the syntax tree lies, which does not move while it is lowered.
pub(in crate::lower) fn address<T>(node: &T) -> usize {
    std::ptr::from_ref(node).addr()
}

/// The variables of a home.
pub(super) fn roots(home: &Value) -> Vec<VarId> {
    match home {
        Value::Place(p) => vec![p.root],
        Value::Tuple(parts) => parts.iter().flat_map(roots).collect(),
        Value::Optional(o) => {
            let payload = o.payload.iter().flat_map(|v| roots(v));
            roots(&o.present).into_iter().chain(payload).collect()
        }
        Value::Unit
        | Value::Never
        | Value::Choice(_)
        | Value::Atom(_)
        | Value::Ref(..)
        | Value::Closure(_)
        | Value::Iter(_) => vec![],
    }
}

fn turbofish(m: &ExprMethodCall) -> Option<&syn::Type> {
    match m.turbofish.as_ref()?.args.first()? {
        syn::GenericArgument::Type(t) => Some(t),
        _ => None,
    }
}
