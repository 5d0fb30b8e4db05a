//! References chosen by a branch: one place with chosen indices where the arms differ in nothing else, otherwise a
//! choice, which every use of the reference makes again.

use super::branch::{Test, truth};
use super::{Lower, Mutability, Value};
use crate::ir::{Atom, Block, Place, Proj, Rhs, Role, Stmt, Ty, VarId, blocks};
use proc_macro2::Span;
use std::collections::BTreeSet;

/// One of two references (or choices).
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// Says which; never changes.
    pub(super) cond: Atom,
    pub(super) then: Value,
    pub(super) otherwise: Value,
}

impl Choice {
    pub(super) fn map(self, mut f: impl FnMut(Value) -> Value) -> Value {
        Value::Choice(Box::new(Choice {
            cond: self.cond,
            then: f(self.then),
            otherwise: f(self.otherwise),
        }))
    }
}

impl Lower<'_> {
    /// The references that arms end with as one; `None` where they are something else, or may as well be copied.
    pub(super) fn chosen_reference(
        &mut self,
        arms: &mut [Block],
        values: &[Value],
        span: Span,
    ) -> Option<Value> {
        let reached: Vec<usize> = (0..values.len())
            .filter(|i| !matches!(values[*i], Value::Never))
            .collect();
        let outlives = |i: &usize| {
            let inside = declared_in(&arms[*i]);
            leaves(&values[*i]).is_some_and(|ps| ps.iter().all(|(p, _)| !inside.contains(&p.root)))
        };
        if reached.is_empty() || !reached.iter().all(outlives) {
            return None;
        }
        let all: Vec<(Place, Mutability)> = reached
            .iter()
            .flat_map(|i| leaves(&values[*i]).unwrap_or_default())
            .collect();
        let shared = all.iter().any(|(_, m)| *m == Mutability::Shared);
        let ty = self.place_ty(&all[0].0);
        if shared && self.is_plain_scalar(&ty) {
            return None;
        }
        let mut places: Vec<Place> = all.into_iter().map(|(p, _)| p).collect();
        let single = reached.len() == places.len();
        if single {
            self.as_slices(&mut places, span);
        }
        if single && places.iter().all(|p| differ_in_indices(&places[0], p)) {
            let m = if shared {
                Mutability::Shared
            } else {
                Mutability::Mut
            };
            let place = self.place_of_chosen_indices(arms, &reached, &places, span);
            return Some(Value::Ref(place, m));
        }
        let exported: Vec<Value> = reached
            .iter()
            .map(|i| self.exported(arms, *i, &values[*i], span))
            .collect();
        self.choice_among(arms, &reached, exported, span)
    }

    /// Where one reference is to a part of a slice, the others are slices too: `x` is `x[0..x.len()]`.
    fn as_slices(&mut self, places: &mut [Place], span: Span) {
        let is_part = |p: &Place| matches!(p.proj.last(), Some(Proj::Slice(..)));
        let same_root = places.iter().all(|p| p.root == places[0].root);
        if !same_root || !places.iter().any(is_part) {
            return;
        }
        for p in places.iter_mut().filter(|p| !is_part(p)) {
            // an index made inside an arm is not known here
            if p.selectors().next().is_none() {
                let len = self.len_of(p.clone(), span);
                *p = p.then(Proj::Slice(super::expr::usize_literal(0, span), len));
            }
        }
    }

    /// A reference whose indices, and a choice whose flag, are known outside of the arm that makes it.
    fn exported(&mut self, arms: &mut [Block], arm: usize, v: &Value, span: Span) -> Value {
        match v {
            Value::Ref(p, m) => {
                let place =
                    self.place_of_chosen_indices(arms, &[arm], std::slice::from_ref(p), span);
                Value::Ref(place, *m)
            }
            Value::Choice(c) => {
                let inside = c
                    .cond
                    .var()
                    .is_some_and(|v| declared_in(&arms[arm]).contains(&v));
                let cond = if inside {
                    Atom::Var(self.flag_of_arm(&mut arms[arm], c.cond.clone(), span))
                } else {
                    c.cond.clone()
                };
                Value::Choice(Box::new(Choice {
                    cond,
                    then: self.exported(arms, arm, &c.then, span),
                    otherwise: self.exported(arms, arm, &c.otherwise, span),
                }))
            }
            other => other.clone(),
        }
    }

    /// A variable that is false unless the arm gives it a value.
    fn flag_of_arm(&mut self, arm: &mut Block, value: Atom, span: Span) -> VarId {
        let flag = self.f.add_var("chosen", Ty::Bool, Role::User, span);
        self.emit(Stmt::Declare {
            var: flag,
            init: Some(truth(false)),
        });
        arm.stmts.push(Stmt::Assign {
            place: Place::of(flag),
            value,
        });
        flag
    }

    /// A flag for each arm but the last: which one ran.
    fn choice_among(
        &mut self,
        arms: &mut [Block],
        reached: &[usize],
        references: Vec<Value>,
        span: Span,
    ) -> Option<Value> {
        let mut choices = reached.iter().zip(references).rev();
        let (_, last) = choices.next()?;
        Some(choices.fold(last, |otherwise, (arm, then)| {
            let flag = self.flag_of_arm(&mut arms[*arm], truth(true), span);
            Value::Choice(Box::new(Choice {
                cond: Atom::Var(flag),
                then,
                otherwise,
            }))
        }))
    }

    /// The common path of several places; where they differ, and where an index exists only inside an arm, the index
    /// is a variable that each arm sets.
    fn place_of_chosen_indices(
        &mut self,
        arms: &mut [Block],
        reached: &[usize],
        places: &[Place],
        span: Span,
    ) -> Place {
        let mut merged = Place::of(places[0].root);
        for (i, proj) in places[0].proj.iter().enumerate() {
            let mut index = |of: &dyn Fn(&Proj) -> Atom| {
                let atoms: Vec<Atom> = places.iter().map(|p| of(&p.proj[i])).collect();
                self.chosen_index(arms, reached, atoms, span)
            };
            let proj = match proj {
                Proj::Field(_) | Proj::Named(_) => proj.clone(),
                Proj::Index(_) => Proj::Index(index(&|p| match p {
                    Proj::Index(a) | Proj::Slice(a, _) => a.clone(),
                    Proj::Field(_) | Proj::Named(_) => super::unit(),
                })),
                Proj::Slice(..) => {
                    let lo = index(&|p| match p {
                        Proj::Index(a) | Proj::Slice(a, _) => a.clone(),
                        Proj::Field(_) | Proj::Named(_) => super::unit(),
                    });
                    let hi = index(&|p| match p {
                        Proj::Index(a) | Proj::Slice(_, a) => a.clone(),
                        Proj::Field(_) | Proj::Named(_) => super::unit(),
                    });
                    Proj::Slice(lo, hi)
                }
            };
            merged = merged.then(proj);
        }
        merged
    }

    fn chosen_index(
        &mut self,
        arms: &mut [Block],
        reached: &[usize],
        atoms: Vec<Atom>,
        span: Span,
    ) -> Atom {
        let outlives = |arm: usize, a: &Atom| {
            a.var()
                .is_none_or(|v| !declared_in(&arms[arm]).contains(&v))
        };
        let common = atoms.iter().all(|a| a.is_same(&atoms[0]));
        if common && outlives(reached[0], &atoms[0]) {
            return atoms[0].clone();
        }
        let var = self
            .f
            .add_var("chosen_index", Ty::usize(), Role::User, span);
        self.emit(Stmt::Declare {
            var,
            init: Some(super::expr::usize_literal(0, span)),
        });
        for (arm, value) in reached.iter().zip(atoms) {
            arms[*arm].stmts.push(Stmt::Assign {
                place: Place::of(var),
                value,
            });
        }
        Atom::Var(var)
    }

    /// Does the same to whichever of the places is meant.
    pub(super) fn at_chosen(&mut self, target: Value, work: &mut dyn FnMut(&mut Self, Value)) {
        let Value::Choice(c) = target else {
            work(self, target);
            return;
        };
        let c = *c;
        let (then, ()) = self.nested(|l| l.at_chosen(c.then, work));
        let (otherwise, ()) = self.nested(|l| l.at_chosen(c.otherwise, work));
        self.emit_if(c.cond, then, otherwise);
    }

    /// A copy of what is chosen. It is a value, and may not be changed.
    pub(super) fn copy_of_chosen(&mut self, c: Choice, span: Span) -> Atom {
        let v = self.select(
            Test::When(c.cond),
            span,
            |l| Value::Atom(l.atom(c.then, span)),
            |l| Value::Atom(l.atom(c.otherwise, span)),
        );
        let ty = self.value_ty(&v);
        let whole = self.atom(v, span);
        self.temp(Rhs::Atom(whole), ty, span)
    }
}

/// A mutable reference, or something that holds one.
pub(super) fn is_mutable(v: &Value) -> bool {
    match v {
        Value::Ref(_, m) => *m == Mutability::Mut,
        Value::Choice(c) => is_mutable(&c.then) || is_mutable(&c.otherwise),
        Value::Tuple(vs) => vs.iter().any(is_mutable),
        Value::Optional(o) => super::option::is_borrowed_mutably(o),
        Value::Unit | Value::Never | Value::Atom(_) | Value::Place(_) => false,
        // an iterator is used where it stands; a closure's captures are aliases
        Value::Closure(_) | Value::Iter(_) => false,
    }
}

/// The places that a reference may refer to; `None` for anything else.
fn leaves(v: &Value) -> Option<Vec<(Place, Mutability)>> {
    match v {
        Value::Ref(p, m) => Some(vec![(p.clone(), *m)]),
        Value::Choice(c) => {
            let mut all = leaves(&c.then)?;
            all.extend(leaves(&c.otherwise)?);
            Some(all)
        }
        _ => None,
    }
}

fn differ_in_indices(a: &Place, b: &Place) -> bool {
    let same_kind = |(x, y): (&Proj, &Proj)| match (x, y) {
        (Proj::Field(i), Proj::Field(j)) => i == j,
        (Proj::Named(i), Proj::Named(j)) => i == j,
        (Proj::Index(_), Proj::Index(_)) | (Proj::Slice(..), Proj::Slice(..)) => true,
        _ => false,
    };
    a.root == b.root && a.proj.len() == b.proj.len() && a.proj.iter().zip(&b.proj).all(same_kind)
}

fn declared_in(b: &Block) -> BTreeSet<VarId> {
    let mut all = BTreeSet::new();
    let mut open: Vec<&Block> = vec![b];
    while let Some(b) = open.pop() {
        for s in &b.stmts {
            all.extend(s.declares());
            open.extend(blocks(s));
        }
    }
    all
}
