//! Second order: the tangents of the two sweeps of reverse mode, in lanes.

use super::{Forward, Width};
use crate::build::Builder;
use crate::ir::{Atom, BarArg, Block, Call, Place, Rhs, Sweep, VarId};
use crate::reverse::Sweeps;
use std::collections::BTreeMap;

/// Both sweeps with tangents.
#[derive(Debug)]
pub(crate) struct SweepTangents {
    /// The sweeps' own variables, parameters and results; the blocks are the tangent programs.
    pub(crate) s: Sweeps,
    /// For each parameter that carries reals, its tangent.
    pub(crate) dots: Vec<Option<VarId>>,
    pub(crate) result_dot: Option<Atom>,
    pub(crate) y_bar_dot: VarId,
    /// For each of `s.bars` its tangent.
    pub(crate) bar_dots: Vec<Option<VarId>>,
    /// For each of `s.cotangents` its tangent.
    pub(crate) cotangent_dots: Vec<Option<Atom>>,
}

/// `varies`: the variables of the sweeps that have tangents.
pub(crate) fn tangent_of_sweeps(sweeps: &Sweeps, varies: &dyn Fn(VarId) -> bool) -> SweepTangents {
    let mut f = sweeps.f.clone();
    let call = |_: VarId, _: &Call| false;
    let mut t = Forward {
        b: Builder::new(&mut f),
        width: Width::Lanes,
        activity: varies,
        call_is_active: &call,
        dots: BTreeMap::new(),
    };
    let dots = t.parameter_dots(&sweeps.f);
    let y_bar_dot = t.dot_of_accumulator(sweeps.y_bar);
    let bar_dots = sweeps.bars.iter();
    let bar_dots = bar_dots
        .map(|b| b.map(|b| t.dot_of_accumulator(b)))
        .collect();
    let (forward, result_dot) = t.sweep_with(&sweeps.forward, |t| {
        let result = sweeps.f.result.as_ref();
        result.map(|r| t.tangent_or_zero(r))
    });
    let (reverse, cotangent_dots) = t.sweep_with(&sweeps.reverse, |t| {
        let cotangents = sweeps.cotangents.iter();
        cotangents
            .map(|c| c.as_ref().map(|c| t.tangent_or_zero(c)))
            .collect()
    });
    let s = Sweeps {
        forward,
        reverse,
        tape: sweeps.tape,
        y_bar: sweeps.y_bar,
        bars: sweeps.bars.clone(),
        cotangents: sweeps.cotangents.clone(),
        cotangent_vars: sweeps.cotangent_vars.clone(),
        primal_vars: sweeps.primal_vars,
        f,
    };
    SweepTangents {
        s,
        dots,
        result_dot,
        y_bar_dot,
        bar_dots,
        cotangent_dots,
    }
}

impl Forward<'_> {
    /// A block, and the tangents of what it ends with.
    fn sweep_with<R>(&mut self, b: &Block, end: impl FnOnce(&mut Self) -> R) -> (Block, R) {
        self.b.open();
        self.block(b);
        let end = end(self);
        (self.b.close(), end)
    }

    /// The tangent of a cotangent that is a parameter: of the same type, in lanes, and borrowed alike.
    fn dot_of_accumulator(&mut self, bar: VarId) -> VarId {
        let (ty, role) = {
            let var = self.b.f.var(bar);
            (var.ty.clone(), var.role)
        };
        let dot = self.dot_var(bar, role);
        self.b.f.vars[dot.0 as usize].ty = self.in_width(ty);
        self.dots.insert(bar, dot);
        dot
    }

    /// The tangent of a call of a callee's sweep is a call of that sweep's tangent.
    pub(super) fn sweep(&mut self, var: VarId, c: &Call, sweep: &Sweep) {
        let dots = self.dots_of(&c.args);
        let sweep = match sweep {
            Sweep::Forward { tape } => Sweep::ForwardTangent { tape: *tape, dots },
            Sweep::Reverse { tape, y_bar, bars } => {
                let y_bar = y_bar.clone().unwrap_or_else(unit);
                let y_bar_dot = self.tangent_or_zero(&y_bar);
                Sweep::ReverseTangent {
                    tape: *tape,
                    dots,
                    y_bar: Box::new([y_bar, y_bar_dot]),
                    bars: bars.clone(),
                    bar_dots: bars.iter().map(|b| self.bar_dot(b)).collect(),
                }
            }
            Sweep::Tangent { .. }
            | Sweep::ForwardTangent { .. }
            | Sweep::ReverseTangent { .. }
            | Sweep::ResultTangent { .. } => {
                unreachable!("tangents are taken of the sweeps of reverse mode")
            }
        };
        self.pair(var, Rhs::Sweep(c.clone(), sweep));
    }

    fn bar_dot(&mut self, b: &BarArg) -> BarArg {
        match b {
            BarArg::Inactive => BarArg::Inactive,
            BarArg::Own(p) => BarArg::Own(Place {
                root: self.dot(p.root),
                proj: p.proj.clone(),
            }),
        }
    }
}

fn unit() -> Atom {
    Atom::Const(crate::ir::Const {
        tokens: quote::quote!(()),
        ty: crate::ir::Ty::Unit,
    })
}
