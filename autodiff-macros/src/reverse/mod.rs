//! The reverse transform: from a primal to its forward sweep, which keeps residuals, and its reverse sweep.
//!
//! Every statement has a fixed adjoint (`adjoint.rs`, `call.rs`); blocks are reversed segment by segment
//! (`blocks.rs`), so that each pop stands where its push stood, seen from the other end.

mod adjoint;
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

/// Variables that are swapped with arguments that the caller sees or popped off them, or exchanged with such variables.
fn exchanged_with_lent(f: &Function) -> BTreeSet<VarId> {
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
        reach_callers: exchanged_with_lent(primal),
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
    /// Borrowed parameters are handed accumulators; the others get cotangents of their own.
    fn parameter_bars(&mut self, primal: &Function) -> Vec<Option<VarId>> {
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
                if let (Some(slot), Some(t)) = (bar, &cotangent) {
                    self.b.accumulate(Place::of(*slot), t.clone());
                }
                cotangents.push(cotangent);
            }
        }
        (self.b.close(), cotangents)
    }

    /// In the shapes that the parameters were left with.
    fn declare_parameter_bars(&mut self, primal: &Function) {
        for p in &primal.params {
            let own = p.passing == Passing::Value && self.activity.is_active(p.var);
            if own && !self.gathered.contains(&p.var) && !self.early_bars.contains(&p.var) {
                self.declare_bar(p.var);
            }
        }
    }

    fn cotangent_of_param(&mut self, v: VarId) -> Option<Atom> {
        if !self.activity.is_active(v) {
            return None;
        }
        if self.gathered.contains(&v) {
            return self.seed(v);
        }
        Some(Atom::Var(self.bars[&v]))
    }

    fn is_active(&self, v: VarId) -> bool {
        self.activity.is_active(v)
    }

    /// The cotangent variable of a primal variable.
    fn bar(&mut self, v: VarId) -> VarId {
        if let Some(b) = self.bars.get(&v) {
            return *b;
        }
        let bar = self.b.companion_var(v, "bar", Role::User);
        self.bars.insert(v, bar);
        bar
    }

    fn bar_place(&mut self, p: &Place) -> Place {
        Place {
            root: self.bar(p.root),
            proj: p.proj.clone(),
        }
    }

    /// `let mut x_bar = 0.0;`, in the shape of `x`.
    fn declare_bar(&mut self, v: VarId) {
        let bar = self.bar(v);
        let init = self.zero(&Place::of(v));
        self.b.emit(Stmt::Declare {
            var: bar,
            init: Some(init),
        });
    }

    /// A zero cotangent for what is at a primal place. Where it is the caller's, it is 0; elsewhere it is -0, to which
    /// rustc adds for nothing: `-0.0 + x` is `x`, and `0.0 + x` is not where `x` is `-0.0`.
    fn zero(&mut self, p: &Place) -> Atom {
        let ty = self.b.f.place_ty(p).tangent();
        let neutral = !self.is_lent(p.root) && !self.reach_callers.contains(&p.root);
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
    fn is_lent(&self, v: VarId) -> bool {
        let mut params = self.b.f.params.iter();
        params.any(|p| p.var == v && p.passing != Passing::Value)
    }

    /// Adds to the cotangent of an operand.
    fn contribute(&mut self, to: &Atom, value: Atom) {
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
    fn seed(&mut self, v: VarId) -> Option<Atom> {
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
