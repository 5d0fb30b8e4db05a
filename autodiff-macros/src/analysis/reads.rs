//! What the adjoint of a statement reads of the primal.

use super::{Activity, At};
use crate::ir::{Arg, Atom, Function, LoopKind, Passing, Place, Rhs, Route, Stmt, Ty, VarId};
use crate::record::decided_by_route;
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Reader<'a> {
    pub(super) f: &'a Function,
    pub(super) activity: &'a Activity,
    /// Every overwrite is kept, needed or not.
    pub(super) everything: bool,
    /// See [`super::siblings`].
    pub(super) siblings: &'a BTreeMap<VarId, VarId>,
    /// Assignments that overwrite nothing, see [`super::first`].
    pub(super) first: &'a BTreeSet<At>,
}

impl Reader<'_> {
    /// Primal variables whose values the adjoint of the statement itself reads (nested blocks excluded).
    /// `kept` says which roots may have to be put back.
    pub(super) fn adjoint(
        &self,
        s: &Stmt,
        kept: &dyn Fn(VarId) -> bool,
        inner_work: bool,
    ) -> Vec<VarId> {
        let concerns = |p: &Place| {
            self.everything
                || self.activity.is_active(p.root)
                || kept(p.root)
                || self.is_lent_mutably(p.root)
        };
        let selectors = |p: &Place| -> Vec<VarId> {
            if concerns(p) {
                p.selectors().collect()
            } else {
                vec![]
            }
        };
        match s {
            Stmt::Let { var, rhs } => self.rhs(*var, rhs, &selectors),
            Stmt::Declare { .. } | Stmt::Exit { .. } | Stmt::Effect(_) => vec![],
            Stmt::Assign { place, .. } => {
                let mut all = selectors(place);
                if self.resets_to_old_shape(s) {
                    all.push(place.root);
                }
                all
            }
            Stmt::Accumulate { place, value, .. } => {
                let undone = !self.everything && super::is_inverted(self.f, s) && concerns(place);
                let undone = value.var().filter(|_| undone);
                selectors(place).into_iter().chain(undone).collect()
            }
            Stmt::Swap { a, b } => {
                let mut all = selectors(a);
                all.extend(selectors(b));
                // exchanged back if either value matters: then both have to be there
                let matters =
                    |p: &Place| self.everything || kept(p.root) || self.is_lent_mutably(p.root);
                if matters(a) || matters(b) {
                    all.extend([a.root, b.root]);
                }
                all
            }
            Stmt::VecPush { vec, .. } => selectors(vec),
            Stmt::If { cond, .. } if inner_work && decided_by_route(s).is_none() => {
                cond.var().into_iter().collect()
            }
            Stmt::Match { taken, .. } if inner_work => taken.iter().copied().collect(),
            Stmt::If { .. } | Stmt::Match { .. } => vec![],
            Stmt::Loop(l) => {
                if !inner_work {
                    return vec![];
                }
                let mut all: Vec<VarId> = l.trips.into_iter().collect();
                match l.route {
                    Route::PerLoop(v) | Route::PerIteration(v) => all.push(v),
                    Route::None => {}
                }
                if let LoopKind::Range(_) = &l.kind {
                    all.extend(s.reads());
                }
                all
            }
            // the reverse transform is applied to primal programs only
            Stmt::Push { .. } | Stmt::Restore { .. } | Stmt::Scheduled(_) => vec![],
        }
    }

    /// The caller may read what a borrowed argument was before: every overwrite of it is put back.
    pub(super) fn is_lent_mutably(&self, v: VarId) -> bool {
        self.f
            .params
            .iter()
            .any(|p| p.var == v && p.passing == Passing::Mut)
    }

    /// Whether the adjoint of an assignment needs the shape of what was overwritten: its cotangent is zero there.
    pub(super) fn resets_to_old_shape(&self, s: &Stmt) -> bool {
        let Stmt::Assign { place, .. } = s else {
            return false;
        };
        self.activity.is_active(place.root)
            && !self.first.contains(&At::stmt(s))
            && crate::build::zero_const(&self.f.place_ty(place).tangent()).is_none()
    }

    fn rhs(&self, var: VarId, rhs: &Rhs, selectors: &dyn Fn(&Place) -> Vec<VarId>) -> Vec<VarId> {
        let active = self.activity.is_active(var);
        match rhs {
            Rhs::Op(..) if active && self.siblings.contains_key(&var) => {
                vec![self.siblings[&var]]
            }
            Rhs::Op(row, args) if active => {
                let mut all = vec![];
                for (i, a) in args
                    .iter()
                    .enumerate()
                    .filter(|(_, a)| self.activity.atom(a))
                {
                    debug_assert!(a.var().is_some());
                    for (name, arg) in row.inputs.iter().zip(args) {
                        if row.reads(i, name) {
                            all.extend(arg.var());
                        }
                    }
                    if row.reads(i, "r") {
                        all.push(var);
                    }
                }
                all
            }
            Rhs::Call(c) if self.activity.call(var, c) => {
                let mut all = crate::ir::operands(rhs);
                if crate::build::zero_const(&self.f.var(var).ty.tangent()).is_none() {
                    all.push(var);
                }
                all
            }
            // what a call without a sweep overwrites is put back
            Rhs::Call(c) => {
                let written = c.args.iter().filter_map(|a| match a {
                    Arg::Mut(p) => Some(p),
                    Arg::Value(_) | Arg::Shared(_) => None,
                });
                written.flat_map(selectors).collect()
            }
            Rhs::Overloaded(..) if active => crate::ir::operands(rhs),
            Rhs::Load(p) | Rhs::Clone(p) if active => p.selectors().collect(),
            // the sum of the copies' cotangents starts in the shape of one
            Rhs::Repeat(a, _) | Rhs::VecRepeat(a, _) if active => {
                let shaped =
                    |v: &VarId| crate::build::zero_const(&self.f.var(*v).ty.tangent()).is_none();
                a.var().filter(shaped).into_iter().collect()
            }
            Rhs::Struct { rest: Some(p), .. } if active => p.selectors().collect(),
            // what was popped is pushed back
            Rhs::VecPop(p) => {
                let mut all = selectors(p);
                all.push(var);
                all
            }
            Rhs::Op(..)
            | Rhs::Load(_)
            | Rhs::Clone(_)
            | Rhs::Atom(_)
            | Rhs::Prim(..)
            | Rhs::Cast(..)
            | Rhs::Tuple(_)
            | Rhs::Array(_)
            | Rhs::VecOf(_)
            | Rhs::Struct { .. }
            | Rhs::Overloaded(..)
            | Rhs::Pullback(..)
            | Rhs::PullbackTangent(..)
            | Rhs::Pushforward(..)
            | Rhs::Lifted(..)
            | Rhs::Repeat(..)
            | Rhs::VecRepeat(..)
            | Rhs::Len(_)
            | Rhs::Take(_)
            | Rhs::Zero { .. }
            | Rhs::Sweep(..)
            | Rhs::Pop { .. }
            | Rhs::PopResult { .. }
            | Rhs::PopLike { .. }
            | Rhs::Blank(_)
            | Rhs::Phantom
            | Rhs::Nth { .. }
            | Rhs::Cells(_)
            | Rhs::Lend { .. } => vec![],
        }
    }

    /// Whether a value can be computed again at next to no cost from its operands.
    pub(super) fn is_cheap(&self, var: VarId, rhs: &Rhs) -> bool {
        match rhs {
            Rhs::Load(_) => is_flat(&self.f.var(var).ty) || !self.f.var(var).ty.is_known(),
            Rhs::Clone(_) => is_flat(&self.f.var(var).ty),
            Rhs::Atom(Atom::Const(_)) => true,
            Rhs::Atom(Atom::Var(v)) => is_flat(&self.f.var(*v).ty),
            Rhs::Len(_) | Rhs::Prim(..) | Rhs::Cast(..) | Rhs::Tuple(_) => true,
            Rhs::Op(row, _) => !self.f.var(var).ty.is_real() || crate::rule::is_cheap(row),
            Rhs::Array(args) => args.iter().all(|a| is_flat(&self.f.ty(a))),
            Rhs::Repeat(a, _) => is_flat(&self.f.ty(a)),
            // its value has a type that cannot be named, so that the tape could not give it back
            Rhs::Overloaded(..) => true,
            Rhs::Struct { fields, rest, .. } => {
                let scalar =
                    |a: &Atom| matches!(self.f.ty(a), Ty::Unknown) || self.f.ty(a).is_scalar();
                rest.is_none() && fields.iter().all(|(_, a)| scalar(a))
            }
            Rhs::VecOf(_)
            | Rhs::Pullback(..)
            | Rhs::PullbackTangent(..)
            | Rhs::Pushforward(..)
            | Rhs::Lifted(..)
            | Rhs::VecRepeat(..)
            | Rhs::Take(_)
            | Rhs::Zero { .. }
            | Rhs::VecPop(_)
            | Rhs::Call(_)
            | Rhs::Sweep(..)
            | Rhs::Pop { .. }
            | Rhs::PopResult { .. }
            | Rhs::PopLike { .. }
            | Rhs::Blank(_)
            | Rhs::Phantom
            | Rhs::Nth { .. }
            | Rhs::Cells(_)
            | Rhs::Lend { .. } => false,
        }
    }
}

/// Whether a copy costs no more than to take one from the tape: nothing of it lies on the heap.
fn is_flat(ty: &Ty) -> bool {
    match ty {
        Ty::Array(t, _) => is_flat(t),
        other => other.is_scalar(),
    }
}
