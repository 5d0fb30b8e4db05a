//! Loops whose adjoints follow each trip at once, see [`crate::analysis::OnePass`].

use super::Reverse;
use crate::analysis::{At, OnePass};
use crate::ir::{Atom, Block, Loop, Passing, Route, Stmt};

impl Reverse<'_> {
    pub(super) fn stays_in_scope(&mut self, b: &Block) {
        self.in_scope.insert(At::block(b));
        self.in_scope_stmts.extend(b.stmts.iter().map(At::stmt));
    }

    /// Emits what is run at a position of the forward sweep instead of the statement there, or in front of it; whether
    /// the statement is dealt with.
    pub(super) fn out_of_turn(&mut self, b: &Block, i: usize) -> bool {
        let at = At::block(b);
        if !self.in_scope.contains(&at) {
            return false;
        }
        let plan = self.plan;
        let Some(p) = plan.one_pass.get(&at) else {
            return false;
        };
        if i == p.first {
            self.run_early(b, p);
        }
        match &b.stmts[i] {
            Stmt::Loop(l) if p.loops.contains(&i) => {
                self.passed.insert(At::stmt(&b.stmts[i]));
                self.loop_in_one_pass(l);
                true
            }
            _ => p.advanced.contains(&i),
        }
    }

    /// Brings the cotangents of the accumulators up to date before anything is added to them.
    fn run_early(&mut self, b: &Block, p: &OnePass) {
        for i in &p.advanced {
            self.b.emit(b.stmts[*i].clone());
        }
        for v in &p.bars {
            let params = &self.b.f.params;
            let lent = params
                .iter()
                .any(|q| q.var == *v && q.passing != Passing::Value);
            if !lent && self.is_active(*v) && !self.early_bars.contains(v) {
                self.declare_bar(*v);
                self.early_bars.insert(*v);
            }
        }
        self.start_from_result();
        for i in p.early.iter().rev() {
            let s = &b.stmts[*i];
            self.adjoint(s);
            self.passed.insert(At::stmt(s));
        }
    }

    /// The function's result has the cotangent it is called with; only once.
    pub(super) fn start_from_result(&mut self) {
        if let Some(result) = self.result.take() {
            self.contribute(&result, Atom::Var(self.y_bar));
        }
    }

    fn loop_in_one_pass(&mut self, l: &Loop) {
        self.stays_in_scope(&l.body);
        self.b.open();
        self.forward_body(&l.body, Some(l.id), &mut vec![]);
        self.reverse_block(&l.body, None);
        let body = self.b.close();
        self.b.emit(Stmt::Loop(Loop {
            id: l.id,
            kind: l.kind.clone(),
            body,
            trips: l.trips,
            route: Route::None,
            checkpoint: None,
        }));
    }
}
