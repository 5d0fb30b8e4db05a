//! The reverse transform: from a primal to its forward sweep, which keeps residuals, and its reverse sweep.
//!
//! Every statement has a fixed adjoint (`adjoint.rs`, `call.rs`); blocks are reversed segment by segment
//! (`blocks.rs`), so that each pop stands where its push stood, seen from the other end.

mod adjoint;
mod bars;
mod blocks;
mod call;
mod forward;
mod loops;
mod one_pass;
mod scheduled;
mod stretches;
mod witness;

use crate::analysis::{Activity, At, Plan};
use crate::build::Builder;
use crate::diagnostics::Errors;
use crate::ir::{
    Atom, Block, Function, Passing, Place, Rhs, Role, Stmt, Ty, VarId, blocks as inner,
};
use proc_macro2::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The two sweeps of a function.
#[derive(Debug)]
pub(crate) struct Sweeps {
    pub(crate) f: Function,
    pub(crate) forward: Block,
    pub(crate) reverse: Block,
    pub(crate) tape: VarId,
    /// The cotangent of the result; `None` for a function that returns nothing that carries reals.
    pub(crate) y_bar: VarId,
    /// For each borrowed parameter that carries reals, where its cotangent goes.
    pub(crate) bars: Vec<Option<VarId>>,
    /// For each parameter handed over by value, its cotangent.
    pub(crate) cotangents: Vec<Option<Atom>>,
    /// All variables that hold cotangents, and whose.
    pub(crate) cotangent_vars: BTreeMap<VarId, VarId>,
    /// How many variables the primal has: the others are made here.
    pub(crate) primal_vars: usize,
}

impl Sweeps {
    pub(crate) fn is_made(&self, v: VarId) -> bool {
        v.0 as usize >= self.primal_vars
    }
}

/// Where the sweeps stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Layout {
    /// In one body: what the forward sweep computed outside of loops and branches is still in scope.
    Joint,
    /// In two functions: everything crosses on the tape.
    Split,
}

struct Reverse<'a> {
    b: Builder<'a>,
    activity: &'a Activity,
    plan: &'a Plan,
    errors: &'a mut Errors,
    tape: VarId,
    /// Cotangent variables.
    bars: BTreeMap<VarId, VarId>,
    /// Contributions to cotangents that are summed where the primal variable was defined.
    pending: BTreeMap<VarId, Vec<Atom>>,
    /// Variables whose cotangent is such a sum.
    gathered: BTreeSet<VarId>,
    /// The variable that tells, in the block at hand, by which exit it was left.
    route: Option<VarId>,
    /// What the variables of the primal are first given, for [`witness`].
    definitions: witness::Definitions,
    /// The numbers of trips in reversed loops, by the variable that counted them.
    trip_vars: BTreeMap<VarId, VarId>,
    /// Blocks whose variables are still there when they are reversed, and the statements directly in them.
    in_scope: BTreeSet<At>,
    in_scope_stmts: BTreeSet<At>,
    /// Statements that have been reversed out of turn, and variables whose cotangents were declared for that.
    passed: BTreeSet<At>,
    early_bars: BTreeSet<VarId>,
    /// Variables whose cotangents are exchanged with the caller's.
    reach_callers: BTreeSet<VarId>,
    result: Option<Atom>,
    y_bar: VarId,
}

/// Whether both sweeps are better in one body: without a tape, or with loops that are run in one pass.
pub(crate) fn fits_one_body(f: &Function, activity: &Activity, plan: &Plan) -> bool {
    let grows = f
        .params
        .iter()
        .any(|p| p.passing == Passing::Mut && matches!(f.var(p.var).ty.peeled(), Ty::Vec(_)));
    let tapeless = !plan.uses_tape(At::block(&f.body)) && !has_active_call(&f.body, activity);
    let gains = !plan.one_pass.is_empty() && plan.scheduled.is_empty() && !writes_lent(f);
    !grows && !swaps_parameter(&f.body, f) && f.route.is_none() && (tapeless || gains)
}

/// What is kept of an argument that the caller sees is put back: only the split layout restores the final value.
fn writes_lent(f: &Function) -> bool {
    let written: Vec<VarId> = f.body.stmts.iter().flat_map(Stmt::writes_deep).collect();
    let lent = f.params.iter().filter(|p| p.passing == Passing::Mut);
    lent.into_iter().any(|p| written.contains(&p.var))
}

/// The reverse sweep undoes a swap. Of an argument that the caller sees, only the split layout keeps the final value.
fn swaps_parameter(b: &Block, f: &Function) -> bool {
    let lent = |p: &Place| {
        let param = f.params.iter().find(|q| q.var == p.root);
        param.is_some_and(|q| q.passing == Passing::Mut)
    };
    b.stmts.iter().any(|s| {
        matches!(s, Stmt::Swap { a, b } if lent(a) || lent(b))
            || inner(s).into_iter().any(|b| swaps_parameter(b, f))
    })
}

fn has_active_call(b: &Block, a: &Activity) -> bool {
    b.stmts.iter().any(|s| {
        matches!(s, Stmt::Let { var, rhs: Rhs::Call(c) } if a.call(*var, c))
            || inner(s).into_iter().any(|b| has_active_call(b, a))
    })
}

/// Transforms a recorded function. The function itself is only read: the plan refers to its statements.
pub(crate) fn reverse(
    primal: &Function,
    activity: &Activity,
    plan: &Plan,
    layout: Layout,
    errors: &mut Errors,
) -> Sweeps {
    let mut f = primal.clone();
    f.body = Block::default();
    let tape = f.add_var("tape", Ty::Unknown, Role::Param, Span::mixed_site());
    let result_ty = primal.result.as_ref().map_or(Ty::Unit, |a| primal.ty(a));
    let y_bar = f.add_var(
        "y_bar",
        result_ty.tangent(),
        Role::Param,
        Span::mixed_site(),
    );
    let mut r = Reverse {
        b: Builder::new(&mut f),
        activity,
        plan,
        errors,
        tape,
        bars: BTreeMap::new(),
        pending: BTreeMap::new(),
        gathered: BTreeSet::new(),
        route: primal.route,
        definitions: witness::Definitions::of(primal),
        trip_vars: BTreeMap::new(),
        in_scope: BTreeSet::new(),
        in_scope_stmts: BTreeSet::new(),
        passed: BTreeSet::new(),
        early_bars: BTreeSet::new(),
        reach_callers: bars::exchanged_with_lent(primal),
        result: primal.result.clone(),
        y_bar,
    };
    r.gathered.clone_from(&plan.gathered);
    if layout == Layout::Joint {
        r.stays_in_scope(&primal.body);
    }
    let bars = r.parameter_bars(primal);
    let forward = r.forward_sweep(primal);
    let (reverse, cotangents) = r.reverse_sweep(primal, &bars);
    let cotangent_vars = r.bars.iter().map(|(v, bar)| (*bar, *v)).collect();
    Sweeps {
        f,
        forward,
        reverse,
        tape,
        y_bar,
        bars,
        cotangents,
        cotangent_vars,
        primal_vars: primal.vars.len(),
    }
}

impl Reverse<'_> {
    fn forward_sweep(&mut self, primal: &Function) -> Block {
        self.b.open();
        self.forward_block(&primal.body);
        self.b.close()
    }

    fn reverse_sweep(
        &mut self,
        primal: &Function,
        bars: &[Option<VarId>],
    ) -> (Block, Vec<Option<Atom>>) {
        self.b.open();
        self.reverse_block(&primal.body, Some(primal));
        let mut cotangents = vec![];
        for (p, bar) in primal.params.iter().zip(bars) {
            if p.passing == Passing::Value {
                let cotangent = self.cotangent_of_param(p.var);
                let cotangent = cotangent.map(|t| self.settled(t));
                if let (Some(slot), Some(t)) = (bar, &cotangent) {
                    self.b.accumulate(Place::of(*slot), t.clone());
                }
                cotangents.push(cotangent);
            }
        }
        (self.b.close(), cotangents)
    }

    fn is_active(&self, v: VarId) -> bool {
        self.activity.is_active(v)
    }

    fn span(&self, v: VarId) -> Span {
        self.b.f.var(v).span
    }

    /// A tape value without a type that can be named cannot be read back.
    fn require_known(&mut self, v: VarId) {
        let var = self.b.f.var(v);
        let ok = var.ty.is_known() || matches!(var.ty, Ty::Int(None));
        if !ok {
            let span = var.span;
            self.errors.push(crate::refusals::unknown_type(span));
        }
    }
}

/// A borrowed sequence of reals: its cotangent is accumulated through a trait, so that callers can hand in
/// a slice, a shared view or nothing at all.
pub(crate) fn behind_trait(ty: &Ty) -> bool {
    matches!(ty.sequence_depth(), Some((d, _)) if d <= 3)
}
