//! The variables that hold cotangents: whose they are, what they begin with, what they get and what leaves the sweep.

use super::{Reverse, behind_trait};
use crate::ir::{
    Atom, Block, Const, Function, Passing, Place, Rhs, Role, Stmt, Ty, VarId, blocks as inner,
};
use std::collections::BTreeSet;

/// Variables that are swapped with arguments that the caller sees or popped off them, or exchanged with such variables.
pub(super) fn exchanged_with_lent(f: &Function) -> BTreeSet<VarId> {
    let mut pairs = vec![];
    exchanges(&f.body, &mut pairs);
    let lent = f.params.iter().filter(|p| p.passing == Passing::Mut);
    let mut reached: BTreeSet<VarId> = lent.map(|p| p.var).collect();
    loop {
        let before = reached.len();
        for (a, b) in &pairs {
            if reached.contains(a) || reached.contains(b) {
                reached.extend([a, b]);
            }
        }
        if reached.len() == before {
            return reached;
        }
    }
}

fn exchanges(b: &Block, found: &mut Vec<(VarId, VarId)>) {
    for s in &b.stmts {
        match s {
            Stmt::Swap { a, b } => found.push((a.root, b.root)),
            Stmt::Let {
                var,
                rhs: Rhs::VecPop(vec),
            } => found.push((*var, vec.root)),
            _ => {}
        }
        inner(s).into_iter().for_each(|b| exchanges(b, found));
    }
}

impl Reverse<'_> {
    /// Borrowed parameters are handed accumulators; the others get cotangents of their own.
    pub(super) fn parameter_bars(&mut self, primal: &Function) -> Vec<Option<VarId>> {
        let mut bars = vec![];
        for p in &primal.params {
            let ty = primal.var(p.var).ty.clone();
            if p.passing == Passing::Value && p.differentiable && primal.var(p.var).name == "self" {
                // a receiver's cotangent is lent, however the method takes it
                let slot = self.b.companion_var(p.var, "bar_slot", Role::Param);
                self.b.f.vars[slot.0 as usize].ty = ty.lent_tangent();
                bars.push(Some(slot));
                continue;
            }
            let borrowed = p.passing != Passing::Value && p.differentiable;
            bars.push(borrowed.then(|| {
                let growable = p.passing == Passing::Mut && matches!(ty.peeled(), Ty::Vec(_));
                let role = if behind_trait(&ty) && !growable {
                    Role::Bar
                } else {
                    Role::Param
                };
                let bar = self.b.companion_var(p.var, "bar", role);
                if role == Role::Param {
                    self.b.f.vars[bar.0 as usize].ty = ty.lent_tangent();
                }
                self.bars.insert(p.var, bar);
                bar
            }));
        }
        bars
    }

    /// In the shapes that the parameters were left with.
    pub(super) fn declare_parameter_bars(&mut self, primal: &Function) {
        for p in &primal.params {
            let own = p.passing == Passing::Value && self.activity.is_active(p.var);
            if own && !self.gathered.contains(&p.var) && !self.early_bars.contains(&p.var) {
                self.declare_bar(p.var);
            }
        }
    }

    pub(super) fn cotangent_of_param(&mut self, v: VarId) -> Option<Atom> {
        if !self.activity.is_active(v) {
            return None;
        }
        if self.gathered.contains(&v) {
            return self.seed(v);
        }
        Some(Atom::Var(self.bars[&v]))
    }

    /// What leaves the sweep: 0 where a real began with -0 and got nothing. (Of other types, the wrappers see to it.)
    pub(super) fn settled(&mut self, cotangent: Atom) -> Atom {
        let ty = self.b.f.ty(&cotangent);
        let (Ty::Real(real), Some(v)) = (&ty, cotangent.var()) else {
            return cotangent;
        };
        if self.b.is_result(v) {
            return cotangent;
        }
        let (tokens, span) = (real.zero(), self.b.f.var(v).span);
        let zero = Const {
            tokens,
            ty: ty.clone(),
        };
        let rhs = Rhs::Op(crate::rule::add(), vec![Atom::Const(zero), cotangent]);
        self.b.temp(rhs, ty, span)
    }

    /// The cotangent variable of a primal variable.
    pub(super) fn bar(&mut self, v: VarId) -> VarId {
        if let Some(b) = self.bars.get(&v) {
            return *b;
        }
        let bar = self.b.companion_var(v, "bar", Role::User);
        self.bars.insert(v, bar);
        bar
    }

    pub(super) fn bar_place(&mut self, p: &Place) -> Place {
        Place {
            root: self.bar(p.root),
            proj: p.proj.clone(),
        }
    }

    /// `let mut x_bar = -0.0;`, in the shape of `x`.
    pub(super) fn declare_bar(&mut self, v: VarId) {
        let bar = self.bar(v);
        let init = self.zero(&Place::of(v));
        self.b.emit(Stmt::Declare {
            var: bar,
            init: Some(init),
        });
    }

    /// A zero cotangent for what is at a primal place. Where it is the caller's, it is 0; elsewhere it is -0, to which
    /// rustc adds for nothing: `-0.0 + x` is `x`, and `0.0 + x` is not where `x` is `-0.0`.
    pub(super) fn zero(&mut self, p: &Place) -> Atom {
        let ty = self.b.f.place_ty(p).tangent();
        let neutral = !self.has_lent_cotangent(p.root) && !self.reach_callers.contains(&p.root);
        let constant = match neutral {
            true => crate::build::neutral_const(&ty),
            false => crate::build::zero_const(&ty),
        };
        match constant {
            Some(c) => Atom::Const(c),
            None => {
                let span = self.b.f.var(p.root).span;
                let of = p.clone();
                self.b.temp(Rhs::Zero { of, neutral }, ty.owned(), span)
            }
        }
    }

    /// Whether the cotangent of a variable is the caller's.
    pub(super) fn has_lent_cotangent(&self, v: VarId) -> bool {
        let mut params = self.b.f.params.iter();
        params.any(|p| p.var == v && p.passing != Passing::Value)
    }

    /// Adds to the cotangent of an operand.
    pub(super) fn contribute(&mut self, to: &Atom, value: Atom) {
        let Some(v) = to.var() else { return };
        if !self.is_active(v) {
            return;
        }
        if self.gathered.contains(&v) {
            self.pending.entry(v).or_default().push(value);
        } else {
            let bar = self.bar(v);
            self.b.accumulate(Place::of(bar), value);
        }
    }

    /// The complete cotangent of a variable, at its definition; `None` when nothing was contributed.
    pub(super) fn seed(&mut self, v: VarId) -> Option<Atom> {
        if !self.gathered.contains(&v) {
            return Some(Atom::Var(self.bar(v)));
        }
        let terms = self.pending.remove(&v)?;
        let span = self.b.f.var(v).span;
        let ty = self.b.f.var(v).ty.tangent();
        let mut terms = terms.into_iter();
        let mut sum = terms.next()?;
        for t in terms {
            sum = self
                .b
                .temp(Rhs::Op(crate::rule::add(), vec![sum, t]), ty.clone(), span);
        }
        if self.b.f.var(v).role == Role::Temp {
            return Some(sum);
        }
        let bar = self.bar(v);
        self.b.emit(Stmt::Let {
            var: bar,
            rhs: Rhs::Atom(sum),
        });
        Some(Atom::Var(bar))
    }
}
