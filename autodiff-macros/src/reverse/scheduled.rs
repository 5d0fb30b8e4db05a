//! Loops under `#[checkpoint]`: the forward sweep keeps states, the reverse sweep runs trips again, with residuals for
//! a few at a time.
//!
//! The trips that are reversed together are an ordinary loop to the plan: their forward sweep ends where their reverse
//! sweep begins.

use super::Reverse;
use crate::analysis::At;
use crate::checkpoint;
use crate::ir::{Block, Checkpoint, Legs, Loop, LoopKind, Role, Route, Scheduled, Stmt, Ty, VarId};

impl Reverse<'_> {
    /// The attribute and the loop's number of trips are for nothing where the reverse sweep has nothing to do.
    pub(super) fn is_scheduled(&self, s: &Stmt) -> bool {
        self.plan.scheduled.contains(&At::stmt(s))
    }

    pub(super) fn forward_scheduled(&mut self, l: &Loop, checkpoint: &Checkpoint) {
        let advance = self.plain_trip(l);
        let checkpoint = checkpoint.clone();
        self.emit_scheduled(
            l,
            Legs::Forward {
                checkpoint,
                advance,
            },
        );
    }

    pub(super) fn reverse_scheduled(&mut self, l: &Loop) {
        let outer = self.route;
        if let Route::PerIteration(v) = l.route {
            self.route = Some(v);
        }
        let reverse = self.reverse_inner(&l.body);
        self.route = outer;
        let mut keep = self.forward_trip(l);
        let mut advance = self.plain_trip(l);
        checkpoint::without_effects(&mut keep);
        checkpoint::without_effects(&mut advance);
        self.emit_scheduled(
            l,
            Legs::Reverse {
                advance,
                keep,
                reverse,
            },
        );
    }

    fn plain_trip(&self, l: &Loop) -> Block {
        let mut trip = l.body.clone();
        checkpoint::without_records(&mut trip, &self.b.f.records);
        trip
    }

    fn emit_scheduled(&mut self, l: &Loop, legs: Legs) {
        let LoopKind::Range(range) = l.kind.clone() else {
            unreachable!("only counted loops have a checkpoint");
        };
        let span = self.span(range.var);
        let mut var = |name, ty| -> VarId { self.b.f.add_var(name, ty, Role::User, span) };
        let scheduled = Scheduled {
            id: l.id,
            range,
            trip: var("trip", Ty::usize()),
            schedule: var("schedule", Ty::Unknown),
            leg: var("leg", Ty::Unknown),
            tape: self.tape,
            state: checkpoint::state(l),
            legs,
        };
        self.b.emit(Stmt::Scheduled(Box::new(scheduled)));
    }
}
