//! The forward sweep: the primal, with pushes at overwrites and where variables go out of scope.

use super::Reverse;
use crate::analysis::At;
use crate::ir::{Arg, Arm, Block, Function, Loop, LoopId, Place, Rhs, Stmt, Sweep, Target, VarId};

/// An open block of the forward sweep: its identity, the position reached, the loop it is the body of.
pub(super) struct Open {
    at: At,
    position: usize,
    of: Option<LoopId>,
}

impl Reverse<'_> {
    pub(super) fn forward_block(&mut self, b: &Block) {
        self.forward_body(b, None, &mut vec![]);
    }

    pub(super) fn forward_body(&mut self, b: &Block, of: Option<LoopId>, open: &mut Vec<Open>) {
        open.push(Open {
            at: At::block(b),
            position: 0,
            of,
        });
        for (i, s) in b.stmts.iter().enumerate() {
            if let Some(o) = open.last_mut() {
                o.position = i;
            }
            if !self.out_of_turn(b, i) {
                self.forward_stmt(s, open);
            }
        }
        if !crate::ir::diverges(b) {
            if let Some(o) = open.last_mut() {
                o.position = usize::MAX;
            }
            self.push_kept(&open[open.len() - 1]);
        }
        open.pop();
    }

    /// Keeps the variables declared so far in a block that is left.
    fn push_kept(&mut self, o: &Open) {
        if self.in_scope.contains(&o.at) {
            return;
        }
        let kept = self.plan.kept.get(&o.at);
        let vars: Vec<VarId> = kept
            .into_iter()
            .flatten()
            .filter(|(i, _)| *i < o.position)
            .map(|(_, v)| *v)
            .collect();
        for v in vars.into_iter().rev() {
            self.b.emit(Stmt::Push {
                tape: self.tape,
                place: Place::of(v),
            });
        }
    }

    fn forward_stmt(&mut self, s: &Stmt, open: &mut Vec<Open>) {
        if self.plan.keeps_element(s) {
            for place in overwritten(s) {
                self.b.emit(Stmt::Push {
                    tape: self.tape,
                    place,
                });
            }
        }
        match s {
            Stmt::Let {
                var,
                rhs: Rhs::Call(c),
            } if self.activity.call(*var, c) => {
                let rhs = Rhs::Sweep(c.clone(), Sweep::Forward { tape: self.tape });
                self.b.emit(Stmt::Let { var: *var, rhs });
            }
            Stmt::If {
                cond,
                then,
                otherwise,
            } => {
                let then = self.forward_inner(then, None, open);
                let otherwise = self.forward_inner(otherwise, None, open);
                self.b.emit(Stmt::If {
                    cond: cond.clone(),
                    then,
                    otherwise,
                });
            }
            Stmt::Match {
                scrutinee,
                arms,
                taken,
            } => {
                let arms = arms
                    .iter()
                    .map(|a| Arm {
                        pattern: a.pattern.clone(),
                        guard: a.guard.clone(),
                        body: self.forward_inner(&a.body, None, open),
                    })
                    .collect();
                self.b.emit(Stmt::Match {
                    scrutinee: scrutinee.clone(),
                    arms,
                    taken: *taken,
                });
            }
            Stmt::Loop(l) => {
                if let (true, Some(c)) = (self.is_scheduled(s), &l.checkpoint) {
                    return self.forward_scheduled(l, c);
                }
                self.keep_stretches(s, l);
                let body = self.forward_inner(&l.body, Some(l.id), open);
                let (id, kind) = (l.id, l.kind.clone());
                self.b.emit(Stmt::Loop(Loop {
                    id,
                    kind,
                    body,
                    trips: l.trips,
                    route: l.route,
                    checkpoint: None,
                }));
            }
            Stmt::Exit { target, .. } => {
                self.push_left(*target, open);
                self.b.emit(s.clone());
            }
            // what an overwrite keeps must have a value the first time, too
            Stmt::Declare { var, init: None } if self.plan.restored.contains(var) => {
                self.declare_blank(*var);
            }
            Stmt::Scheduled(_) => unreachable!("the reverse transform reads primal programs"),
            Stmt::Let { .. }
            | Stmt::Declare { .. }
            | Stmt::Assign { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Swap { .. }
            | Stmt::VecPush { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => self.b.emit(s.clone()),
        }
    }

    /// The body of a loop by itself.
    pub(super) fn forward_trip(&mut self, l: &Loop) -> Block {
        self.forward_inner(&l.body, Some(l.id), &mut vec![])
    }

    fn forward_inner(&mut self, b: &Block, of: Option<LoopId>, open: &mut Vec<Open>) -> Block {
        self.b.open();
        self.forward_body(b, of, open);
        self.b.close()
    }

    /// An exit leaves several blocks at once, innermost first.
    fn push_left(&mut self, target: Target, open: &[Open]) {
        for o in open.iter().rev() {
            self.push_kept(o);
            let reached = match target {
                Target::Break(id) | Target::Continue(id) => o.of == Some(id),
                Target::Return => false,
            };
            if reached {
                break;
            }
        }
    }
}

/// The places a saved statement overwrites, in the order they are kept.
pub(super) fn overwritten(s: &Stmt) -> Vec<Place> {
    match s {
        Stmt::Assign { place, .. } | Stmt::Accumulate { place, .. } => vec![place.clone()],
        Stmt::Let {
            rhs: Rhs::Call(c), ..
        } => c
            .args
            .iter()
            .filter_map(|a| match a {
                Arg::Mut(p) => Some(p.clone()),
                Arg::Value(_) | Arg::Shared(_) => None,
            })
            .collect(),
        Stmt::Let { .. }
        | Stmt::Declare { .. }
        | Stmt::Swap { .. }
        | Stmt::VecPush { .. }
        | Stmt::If { .. }
        | Stmt::Match { .. }
        | Stmt::Loop(_)
        | Stmt::Scheduled(_)
        | Stmt::Exit { .. }
        | Stmt::Effect(_)
        | Stmt::Push { .. }
        | Stmt::Restore { .. } => vec![],
    }
}

/// Parameters that the forward sweep overwrites and the reverse sweep needs as they were left.
pub(super) fn is_parameter(f: &Function, v: VarId) -> bool {
    f.params.iter().any(|p| p.var == v)
}
