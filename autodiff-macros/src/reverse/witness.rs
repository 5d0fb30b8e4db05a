//! Values of types that only rustc knows, in the reverse sweep: the tape gives them back by a *witness*, a closure
//! that makes the value again as the primal did. It has the type, and is never called.

use super::Reverse;
use crate::build::has_blank;
use crate::ir::{
    Arg, Atom, Block, Callee, Const, Function, Passing, Place, Rhs, Role, Stmt, Ty, VarId, Witness,
    blocks,
};
use crate::ir::{operands, places};
use std::collections::{BTreeMap, BTreeSet};

/// Where the types of the primal's variables come from.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    /// What each is first given.
    first: BTreeMap<VarId, Rhs>,
    /// What is first pushed to a `Vec`.
    pushed: BTreeMap<VarId, Atom>,
}

impl Definitions {
    pub(super) fn of(f: &Function) -> Definitions {
        let mut found = Definitions::default();
        found.block(&f.body);
        found
    }

    fn block(&mut self, b: &Block) {
        for s in &b.stmts {
            self.note(s);
            blocks(s).into_iter().for_each(|b| self.block(b));
        }
    }

    fn note(&mut self, s: &Stmt) {
        match s {
            Stmt::Let { var, rhs } => {
                self.first.insert(*var, rhs.clone());
            }
            Stmt::Declare { var, init: Some(a) } => {
                let first = a.var().and_then(|v| self.first.get(&v));
                if !matches!(first, Some(Rhs::Blank(_))) {
                    self.first.insert(*var, Rhs::Atom(a.clone()));
                }
            }
            Stmt::Assign { place, value } if place.is_whole() => {
                let first = self.first.entry(place.root);
                first.or_insert_with(|| Rhs::Atom(value.clone()));
            }
            Stmt::VecPush { vec, value } if vec.is_whole() => {
                let pushed = self.pushed.entry(vec.root);
                pushed.or_insert_with(|| value.clone());
            }
            Stmt::Declare { init: None, .. }
            | Stmt::VecPush { .. }
            | Stmt::Assign { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Swap { .. }
            | Stmt::If { .. }
            | Stmt::Match { .. }
            | Stmt::Loop(_)
            | Stmt::Scheduled(_)
            | Stmt::Exit { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => {}
        }
    }
}

impl Reverse<'_> {
    /// Declares a variable that is overwritten before it is read.
    pub(super) fn declare_blank(&mut self, var: VarId) {
        let ty = self.b.f.var(var).ty.clone();
        if let Some(c) = crate::build::dummy(&ty) {
            let init = Some(Atom::Const(c));
            self.b.emit(Stmt::Declare { var, init });
            return;
        }
        let witness = if ty.is_known() {
            None
        } else {
            self.witness(var)
        };
        if !has_blank(&ty) || witness.is_none() && !ty.is_known() {
            self.require_known(var);
            return;
        }
        let span = self.span(var);
        let init = Some(self.b.temp(Rhs::Blank(witness), ty, span));
        self.b.emit(Stmt::Declare { var, init });
    }

    /// Code of the variable's type, in terms of the parameters.
    pub(super) fn witness(&mut self, value: VarId) -> Option<Witness> {
        let mut stmts = vec![];
        self.again_for_type(value, true, &mut BTreeSet::new(), &mut stmts)?;
        let mut lent: BTreeSet<VarId> = stmts.iter().flat_map(Stmt::writes).collect();
        let made: BTreeSet<VarId> = stmts.iter().filter_map(Stmt::declares).collect();
        lent.retain(|v| made.contains(v) || !self.can_be_lent(*v));
        if !lent.is_subset(&made) {
            return None;
        }
        let mut block = Block::default();
        for s in stmts {
            match s {
                Stmt::Let { var, rhs } if lent.contains(&var) => {
                    let v = self.b.f.var(var).clone();
                    let t = self.b.f.add_var("t", v.ty, Role::Temp, v.span);
                    block.stmts.push(Stmt::Let { var: t, rhs });
                    let init = Some(Atom::Var(t));
                    block.stmts.push(Stmt::Declare { var, init });
                }
                other => block.stmts.push(other),
            }
        }
        Some(Witness { block, value })
    }

    /// Whether a parameter can be borrowed mutably: one that is such a borrow, or one of the sweep's own.
    fn can_be_lent(&self, v: VarId) -> bool {
        let f = &self.b.f;
        let mut params = f.params.iter().filter(|p| p.var == v);
        params.any(|p| match p.passing {
            Passing::Mut => true,
            Passing::Value => f.var(v).name != "self",
            Passing::Shared => false,
        })
    }

    /// A method may take its receiver, which the closure must not.
    fn on_a_copy(&mut self, rhs: Rhs, out: &mut Vec<Stmt>) -> Rhs {
        let Rhs::Call(mut call) = rhs else { return rhs };
        if let (Callee::Method, Some(Arg::Shared(p) | Arg::Mut(p))) =
            (&call.callee, call.args.first_mut())
        {
            let span = self.b.f.var(p.root).span;
            let var = self.b.f.add_var("t", Ty::Unknown, Role::Temp, span);
            let whole = std::mem::replace(p, Place::of(var));
            let rhs = Rhs::Clone(whole);
            out.push(Stmt::Let { var, rhs });
        }
        Rhs::Call(call)
    }

    fn again_for_type(
        &mut self,
        v: VarId,
        is_value: bool,
        seen: &mut BTreeSet<VarId>,
        out: &mut Vec<Stmt>,
    ) -> Option<()> {
        let var = self.b.f.var(v).clone();
        if matches!(var.role, Role::Param | Role::Item) || !seen.insert(v) {
            // what is defined by itself tells nothing
            let made = out.iter().any(|s| s.declares() == Some(v));
            return (made || matches!(var.role, Role::Param | Role::Item)).then_some(());
        }
        let rhs = match &var.ty {
            Ty::Int(None) => Rhs::Atom(Atom::Const(Const {
                tokens: quote::quote!(0),
                ty: Ty::Int(None),
            })),
            ty if !is_value && ty.is_known() && has_blank(ty) => Rhs::Phantom,
            _ => {
                let rhs = self.definitions.first.get(&v)?.clone();
                let roots = places(&rhs).into_iter().map(|p| p.root);
                for operand in operands(&rhs).into_iter().chain(roots) {
                    self.again_for_type(operand, false, seen, out)?;
                }
                self.on_a_copy(rhs, out)
            }
        };
        out.push(Stmt::Let { var: v, rhs });
        // what an empty `Vec` will hold follows from what is pushed
        if let (false, Some(value)) = (var.ty.is_known(), self.definitions.pushed.get(&v)) {
            let value = value.clone();
            if let Some(pushed) = value.var() {
                self.again_for_type(pushed, false, seen, out)?;
            }
            let vec = Place::of(v);
            out.push(Stmt::VecPush { vec, value });
        }
        Some(())
    }
}
