//! Contributions that may be stored instead of added: what a cotangent began with, -0, is not to be seen by users.
//!
//! Where each element gets one contribution, a buffer gets just that. It is `0.0 + v` unless `v` is surely made of something that
//! flowed into it: a cotangent to which nothing was added yet is -0.

use super::extents;
use crate::ir::{Atom, Block, Const, Function, Rhs, Role, Stmt, Ty, VarId, blocks_mut};
use crate::reverse::Sweeps;
use crate::rule;
use autodiff_runtime::ops::Op;
use proc_macro2::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn settle(s: &mut Sweeps) {
    let bars: Vec<VarId> = s.bars.iter().flatten().copied().collect();
    let stored = |bar: &VarId| {
        let var = s.f.var(*bar);
        let flat = matches!(var.ty.sequence_depth(), Some((1, _)));
        flat && var.role == Role::Bar && extents::of(s, *bar).is_some()
    };
    let parts: BTreeSet<VarId> = bars.into_iter().filter(stored).collect();
    if parts.is_empty() {
        return;
    }
    let mut settler = Settler {
        primal_vars: s.primal_vars,
        y_bar: s.y_bar,
        parts,
        sure: BTreeMap::new(),
    };
    for sweep in [&mut s.forward, &mut s.reverse] {
        settler.block(&mut s.f, sweep);
    }
}

struct Settler {
    primal_vars: usize,
    y_bar: VarId,
    /// Cotangents that are stored, and rows lent of them.
    parts: BTreeSet<VarId>,
    /// Whether something surely flowed into the variables of the sweeps, at the statement at hand.
    sure: BTreeMap<VarId, bool>,
}

impl Settler {
    fn block(&mut self, f: &mut Function, b: &mut Block) {
        for mut s in std::mem::take(&mut b.stmts) {
            // what a branch or a trip does, another may not do: `follow` says so of the statement as a whole, too
            for inner in blocks_mut(&mut s) {
                let written = inner.stmts.iter().flat_map(Stmt::writes_deep);
                self.sure.extend(written.map(|v| (v, false)));
                self.block(f, inner);
            }
            match &mut s {
                Stmt::Accumulate {
                    place,
                    value,
                    negative,
                } if self.parts.contains(&place.root) => {
                    if !self.is_sure(value) {
                        let row = if std::mem::take(negative) {
                            rule::sub()
                        } else {
                            rule::add()
                        };
                        let ty = f.place_ty(place);
                        *value = from_zero(f, row, value, ty, &mut b.stmts);
                    }
                }
                Stmt::Let {
                    var,
                    rhs: Rhs::Lend { place, .. },
                } if self.parts.contains(&place.root) => {
                    self.parts.insert(*var);
                }
                other => self.follow(other),
            }
            b.stmts.push(s);
        }
    }

    fn follow(&mut self, s: &Stmt) {
        match s {
            Stmt::Let { var, rhs } => {
                let sure = match rhs {
                    Rhs::Atom(a) => self.is_sure(a),
                    Rhs::Load(p) if p.is_whole() => self.is_sure(&Atom::Var(p.root)),
                    Rhs::Op(_, args) => args.iter().all(|a| self.is_sure(a)),
                    Rhs::Pop { .. } => true,
                    _ => false,
                };
                self.sure.insert(*var, sure);
            }
            Stmt::Declare { var, init } => {
                let sure = init.as_ref().is_some_and(|a| self.is_sure(a));
                self.sure.insert(*var, sure);
            }
            Stmt::Assign { place, value } if place.is_whole() => {
                self.sure.insert(place.root, self.is_sure(value));
            }
            Stmt::Accumulate { place, value, .. } if place.is_whole() => {
                let sure = self.is_sure(value) || self.is_sure(&Atom::Var(place.root));
                self.sure.insert(place.root, sure);
            }
            other => {
                let written = other.writes_deep();
                self.sure.extend(written.into_iter().map(|v| (v, false)));
            }
        }
    }

    fn is_sure(&self, a: &Atom) -> bool {
        match a {
            Atom::Const(c) => !c.tokens.to_string().starts_with('-'),
            Atom::Var(v) => {
                let primal = (v.0 as usize) < self.primal_vars;
                primal || *v == self.y_bar || self.sure.get(v).copied().unwrap_or(false)
            }
        }
    }
}

/// `0.0 + value`, or `0.0 - value`, for an element of type `ty`.
fn from_zero(
    f: &mut Function,
    row: &'static Op,
    value: &Atom,
    ty: Ty,
    out: &mut Vec<Stmt>,
) -> Atom {
    let tokens = match &ty {
        Ty::Real(real) => real.zero(),
        _ => unreachable!("a sequence of reals"),
    };
    let span = match value.var() {
        Some(v) => f.var(v).span,
        None => Span::mixed_site(),
    };
    let zero = Const {
        tokens,
        ty: ty.clone(),
    };
    let var = f.add_var("t", ty, Role::Temp, span);
    let rhs = Rhs::Op(row, vec![Atom::Const(zero), value.clone()]);
    out.push(Stmt::Let { var, rhs });
    Atom::Var(var)
}
