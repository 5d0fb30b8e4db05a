//! What ends a chain with one of its elements, or none: an `Option`.

use super::Iter;
use super::consume::roots;
use crate::ir::{Atom, Place, Stmt, Target, Ty};
use crate::lower::branch::{Test, truth};
use crate::lower::closure::Fun;
use crate::lower::{Lower, Mutability, Optional, Value};
use crate::refusals;
use proc_macro2::Span;
use syn::ExprMethodCall;
use syn::spanned::Spanned;

pub(super) const GIVES_OPTION: [&str; 13] = [
    "find",
    "find_map",
    "last",
    "max",
    "max_by",
    "max_by_key",
    "min",
    "min_by",
    "min_by_key",
    "next",
    "nth",
    "position",
    "reduce",
];

/// An element kept while the loop runs.
struct Kept {
    present: Place,
    /// Zero until there is one; its shape is known from the first element written.
    payload: Option<Value>,
    block: usize,
}

impl Lower<'_> {
    /// The element, if there is one.
    pub(super) fn chosen_element(&mut self, m: &ExprMethodCall, it: &Iter) -> Value {
        match self.chosen(m, it) {
            Some((present, payload)) => Optional::when(Test::of(present), payload),
            None => Value::Never,
        }
    }

    /// Whether there is such an element, and which.
    fn chosen(&mut self, m: &ExprMethodCall, it: &Iter) -> Option<(Atom, Value)> {
        let span = m.span();
        let name = m.method.to_string();
        let f = match (name.as_str(), m.args.len()) {
            ("last" | "min" | "max" | "next", 0) | ("nth", 1) => None,
            (_, 1) => Some(self.fun(&m.args[0])?),
            _ => {
                self.errors.push(refusals::adaptor(&m.method));
                return None;
            }
        };
        let mut kept = self.nothing_yet(span);
        match (name.as_str(), f) {
            ("find", Some(f)) => self.find(it, &f, &mut kept),
            ("position", Some(f)) => {
                let numbered = self.numbered_elements(it.clone(), span);
                self.position(&numbered, &f, &mut kept);
            }
            ("reduce", Some(f)) => self.reduce(it, &f, &mut kept),
            ("find_map", Some(f)) => {
                let found = Iter::Staged(Box::new(it.clone()), super::Stage::FilterMap(f));
                self.first(&found, &mut kept, span);
            }
            ("next", None) => self.first(it, &mut kept, span),
            ("last", None) => self.drive(it, None, &mut |s, v, _| s.keep(&mut kept, v, span)),
            ("nth", None) => {
                let n = self.index_operand(&m.args[0]);
                let rest = self.counted_part("skip", it.clone(), n, span);
                self.first(&rest, &mut kept, span);
            }
            (name, f) => self.extremum(it, name, f.as_ref(), m, &mut kept),
        }
        let present = self.load(kept.present, span);
        let payload = kept.payload?;
        Some((present, self.read_home(payload)))
    }

    fn first(&mut self, it: &Iter, kept: &mut Kept, span: Span) {
        self.drive(it, None, &mut |s, v, around| {
            s.keep(kept, v, span);
            s.exit(Target::Break(around.outer));
        });
    }

    fn nothing_yet(&mut self, span: Span) -> Kept {
        let present = self.state("present", truth(false), Ty::Bool, span);
        Kept {
            present: Place::of(present),
            payload: None,
            block: self.innermost_block(),
        }
    }

    fn find(&mut self, it: &Iter, f: &Fun, kept: &mut Kept) {
        let span = f.span();
        self.drive(it, f.element_pattern(), &mut |s, v, around| {
            let (found, v) = s.answer(f, v);
            s.only_if(found, |s| {
                s.keep(kept, v, span);
                s.exit(Target::Break(around.outer));
            });
        });
    }

    fn position(&mut self, it: &Iter, f: &Fun, kept: &mut Kept) {
        let span = f.span();
        self.drive(it, None, &mut |s, v, around| {
            let Value::Tuple(parts) = v else { return };
            let (found, _) = s.answer(f, parts[1].clone());
            s.only_if(found, |s| {
                s.keep(kept, parts[0].clone(), span);
                s.exit(Target::Break(around.outer));
            });
        });
    }

    fn reduce(&mut self, it: &Iter, f: &Fun, kept: &mut Kept) {
        let span = f.span();
        self.drive(it, f.element_pattern(), &mut |s, v, _| {
            let v = s.scalars(v, span);
            let Some(home) = s.home_kept(kept, &v, span) else {
                return;
            };
            let present = s.load(kept.present.clone(), span);
            let (then, ()) = s.nested(|s| {
                let own = roots(&home);
                s.folds.extend(&own);
                let next = s.apply(f, vec![home.clone(), v.clone()], span);
                s.replace(&home, next, span);
                own.iter().for_each(|v| _ = s.folds.remove(v));
            });
            let (otherwise, ()) = s.nested(|s| s.keep(kept, v, span));
            s.emit(Stmt::If {
                cond: present,
                then,
                otherwise,
            });
        });
    }

    /// Ties as in std: the first of the smallest, the last of the greatest.
    fn extremum(
        &mut self,
        it: &Iter,
        name: &str,
        f: Option<&Fun>,
        m: &ExprMethodCall,
        kept: &mut Kept,
    ) {
        let span = m.method.span();
        let mut best_key = self.nothing_yet(span);
        self.drive(it, f.and_then(Fun::element_pattern), &mut |s, v, _| {
            let v = s.scalars(v, span);
            let Some(home) = s.home_kept(kept, &v, span) else {
                return;
            };
            let key = match f {
                Some(f) if name.ends_with("_by_key") => {
                    let key = s.apply(f, vec![v.clone()], span);
                    s.scalars(key, span)
                }
                _ => v.clone(),
            };
            let by = f.filter(|_| name.ends_with("_by"));
            let keys = if name.ends_with("_by_key") {
                s.home_kept(&mut best_key, &key, span)
            } else {
                Some(home)
            };
            let Some(best) = keys else { return };
            let replaces = s.state("replaces", truth(true), Ty::Bool, span);
            let present = s.load(kept.present.clone(), span);
            s.only_if(present, |s| {
                let greater = match by {
                    Some(by) => s.greater_by(by, best.clone(), key.clone(), m),
                    None => s.greater(best.clone(), key.clone(), m),
                };
                let answer = if name.starts_with("max") {
                    s.negation(Test::When(greater), span)
                } else {
                    greater
                };
                s.store(Place::of(replaces), Value::Atom(answer), span);
            });
            let replaces = s.load(Place::of(replaces), span);
            s.only_if(replaces, |s| {
                s.keep(kept, v.clone(), span);
                if name.ends_with("_by_key") {
                    s.keep(&mut best_key, key.clone(), span);
                }
            });
        });
    }

    /// Elements are kept by value: a reference to a scalar is as good as the scalar.
    fn scalars(&mut self, v: Value, span: Span) -> Value {
        match v {
            Value::Ref(p, Mutability::Shared) if self.place_ty(&p).is_scalar() => {
                Value::Atom(self.load(p, span))
            }
            Value::Ref(p, Mutability::Shared) => {
                let ty = self.place_ty(&p);
                if self.infer.is_real(&ty) || self.infer.is_discrete(&ty) || self.infer.is_free(&ty)
                {
                    Value::Atom(self.load(p, span))
                } else {
                    Value::Ref(p, Mutability::Shared)
                }
            }
            Value::Tuple(vs) => {
                Value::Tuple(vs.into_iter().map(|v| self.scalars(v, span)).collect())
            }
            other => self.freeze(other, span),
        }
    }

    fn keep(&mut self, kept: &mut Kept, v: Value, span: Span) {
        let v = self.scalars(v, span);
        let Some(home) = self.home_kept(kept, &v, span) else {
            return;
        };
        self.fill(&home, v, span);
        self.store(kept.present.clone(), Value::Atom(truth(true)), span);
    }

    fn home_kept(&mut self, kept: &mut Kept, v: &Value, span: Span) -> Option<Value> {
        if kept.payload.is_none() {
            kept.payload = self.zeros(v, kept.block, span);
        }
        kept.payload.clone()
    }

    /// Variables in the shape of a value, zero at first, declared in front of the loop.
    fn zeros(&mut self, v: &Value, block: usize, span: Span) -> Option<Value> {
        match v {
            Value::Tuple(vs) => {
                let parts: Option<Vec<Value>> =
                    vs.iter().map(|v| self.zeros(v, block, span)).collect();
                parts.map(Value::Tuple)
            }
            Value::Atom(a) => {
                let ty = self.ty(a);
                if self.infer.is_free(&ty) {
                    let real = self.infer.assumed_real(&self.reals);
                    self.infer.unify(&ty, &real);
                }
                let Some(zero) = self.zero_of(&ty) else {
                    self.errors.push(refusals::kept_element(span));
                    return None;
                };
                let var = self.accumulator(ty, span);
                self.declare_in(block, var, zero);
                Some(Value::Place(Place::of(var)))
            }
            Value::Never => None,
            Value::Unit
            | Value::Place(_)
            | Value::Ref(..)
            | Value::Closure(_)
            | Value::Iter(_)
            | Value::Optional(_)
            | Value::Choice(_) => {
                self.errors.push(refusals::kept_element(span));
                None
            }
        }
    }
}
