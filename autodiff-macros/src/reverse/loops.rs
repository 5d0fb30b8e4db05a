//! Reversing loops: the trips backwards, the counter recovered from the trip where that is possible.

use super::Reverse;
use crate::build::usize_const;
use crate::ir::{
    Atom, Block, Loop, LoopKind, Place, Range, Rhs, Role, Route, Step, Stmt, Ty, VarId,
};
use crate::record::counter_is_inverted;

impl Reverse<'_> {
    pub(super) fn reverse_loop(&mut self, l: &Loop) {
        let outer = self.route;
        let mut last_trip = None;
        match l.route {
            Route::None => {}
            Route::PerIteration(v) => self.route = Some(v),
            Route::PerLoop(v) => {
                let var = self.b.companion_var(v, "left", Role::User);
                self.b.f.vars[var.0 as usize].ty = Ty::usize();
                self.route = Some(var);
                last_trip = Some((v, var));
            }
        }
        self.b.open();
        self.recover_counter(l);
        let counter = self.b.close();
        let mut body = self.reverse_inner(&l.body);
        let idle = body.stmts.is_empty();
        body.stmts.splice(0..0, counter.stmts);
        self.route = outer;
        if idle {
            return;
        }
        if let Some((v, var)) = last_trip {
            self.b.emit(Stmt::Declare {
                var,
                init: Some(Atom::Var(v)),
            });
            // only the last trip, which comes first here, can have ended early
            let place = Place::of(var);
            body.stmts.push(Stmt::Assign {
                place,
                value: usize_const(0),
            });
        }
        let kind = self.reversed_kind(l);
        let (id, trips, route) = (self.next_loop(), None, Route::None);
        self.b.emit(Stmt::Loop(Loop {
            id,
            kind,
            body,
            trips,
            route,
            checkpoint: None,
        }));
    }

    pub(super) fn next_loop(&mut self) -> crate::ir::LoopId {
        self.b.f.loops += 1;
        crate::ir::LoopId(self.b.f.loops)
    }

    fn reversed_kind(&mut self, l: &Loop) -> LoopKind {
        match (&l.kind, l.trips) {
            (LoopKind::Once, _) => LoopKind::Once,
            (LoopKind::Forever | LoopKind::Range(_), Some(trips)) => {
                let var = self.trip_var(l);
                let (lo, hi) = (usize_const(0), Atom::Var(trips));
                let steps = vec![Step::Rev];
                LoopKind::Range(Range {
                    var,
                    lo,
                    hi,
                    inclusive: false,
                    steps,
                })
            }
            (LoopKind::Range(r), None) => {
                let mut r = r.clone();
                if matches!(r.steps.last(), Some(Step::Rev)) {
                    r.steps.pop();
                } else {
                    r.steps.push(Step::Rev);
                }
                LoopKind::Range(r)
            }
            (LoopKind::Forever, None) => unreachable!("endless loops count their trips"),
        }
    }

    /// The number of the trip, counted from 0.
    fn trip_var(&mut self, l: &Loop) -> VarId {
        let trips = l.trips.expect("a counted loop");
        if let Some(v) = self.trip_vars.get(&trips) {
            return *v;
        }
        let v = self.b.companion_var(trips, "index", Role::User);
        self.b.f.vars[v.0 as usize].ty = Ty::usize();
        self.trip_vars.insert(trips, v);
        v
    }

    /// `let i = nth(lo, trip);` where the counter is read and does not come from the header or the tape.
    fn recover_counter(&mut self, l: &Loop) {
        let LoopKind::Range(r) = &l.kind else { return };
        if l.trips.is_none() || !counter_is_inverted(r) || !self.plan.needed.contains(&r.var) {
            return;
        }
        let backwards = matches!(r.steps.as_slice(), [Step::Rev]);
        let lo = if backwards {
            r.hi.clone()
        } else {
            r.lo.clone()
        };
        let k = Atom::Var(self.trip_var(l));
        self.b.emit(Stmt::Let {
            var: r.var,
            rhs: Rhs::Nth { lo, k, backwards },
        });
    }

    /// `for k in 0..n { .. }`
    pub(super) fn for_each_index(&mut self, n: Atom, body: impl FnOnce(&mut Self, Atom)) {
        let span = proc_macro2::Span::mixed_site();
        let var = self.b.f.add_var("k", Ty::usize(), Role::User, span);
        self.b.open();
        body(self, Atom::Var(var));
        let body: Block = self.b.close();
        let range = Range {
            var,
            lo: usize_const(0),
            hi: n,
            inclusive: false,
            steps: vec![],
        };
        let (id, kind) = (self.next_loop(), LoopKind::Range(range));
        self.b.emit(Stmt::Loop(Loop {
            id,
            kind,
            body,
            trips: None,
            checkpoint: None,
            route: Route::None,
        }));
    }
}
