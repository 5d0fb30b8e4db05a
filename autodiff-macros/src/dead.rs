//! What nobody reads is not printed: dead code of the reverse sweep, with what the forward sweep kept for it.
//!
//! Live is what reaches a cotangent of the caller's. A value that is taken from the tape and not live leaves both
//! sweeps at once, all its pushes and all its pops, so that the order of the others stands.

use crate::ir::{
    Atom, Block, LoopKind, Rhs, Role, Stmt, VarId, blocks, blocks_mut, drop_variables,
};
use crate::reverse::Sweeps;
use std::collections::BTreeSet;

type Set = BTreeSet<VarId>;

pub(crate) fn remove(s: &mut Sweeps) {
    let live = Live::of(s);
    live.sweep(&mut s.reverse);
    let primal_vars = s.primal_vars;
    live.sweep_among_primal(&mut s.forward, &|v: VarId| v.0 as usize >= primal_vars);
    drop_pushes(&mut s.forward, &live);
    drop_records(s);
}

/// The variables that were made for cotangents or belong to the reverse sweep, and those that something live reads.
struct Live {
    own: Set,
    needed: Set,
}

impl Live {
    fn of(s: &Sweeps) -> Live {
        let mut own = Set::new();
        declared(&s.forward, &mut own);
        own.retain(|v| s.is_made(*v));
        declared(&s.reverse, &mut own);
        own.retain(|v| !matches!(s.f.var(*v).role, Role::Param | Role::Bar));
        let outputs = s.cotangents.iter().flatten().filter_map(Atom::var);
        let mut live = Live {
            own,
            needed: outputs.collect(),
        };
        loop {
            let known = live.needed.len();
            live.mark(&s.reverse, &|_| false, &|_, _| true);
            // of the primal's variables, the forward sweep reads its own, and what is kept for nobody is not needed
            let stays = |by: &Stmt| changes_primal(by, &|v| s.is_made(v));
            live.mark(&s.forward, &stays, &|by, v| {
                let kept = matches!(by, Stmt::Push { place, .. } if place.root == v);
                s.is_made(v) && !kept
            });
            if live.needed.len() == known {
                return live;
            }
        }
    }

    /// One step to the fixed point, backwards, which is where most readers stand.
    fn mark(
        &mut self,
        b: &Block,
        stays: &dyn Fn(&Stmt) -> bool,
        counts: &dyn Fn(&Stmt, VarId) -> bool,
    ) {
        for s in b.stmts.iter().rev() {
            blocks(s)
                .into_iter()
                .for_each(|b| self.mark(b, stays, counts));
            if stays(s) || self.keeps(s) {
                let reads = s.reads().into_iter();
                self.needed.extend(reads.filter(|v| counts(s, *v)));
            }
        }
    }

    fn is_dead(&self, v: VarId) -> bool {
        self.own.contains(&v) && !self.needed.contains(&v)
    }

    fn keeps(&self, s: &Stmt) -> bool {
        match s {
            Stmt::Let { var, rhs } => {
                !self.is_dead(*var)
                    || has_effects(rhs)
                    || s.writes().iter().any(|v| !self.is_dead(*v))
            }
            Stmt::Declare { var, .. } => !self.is_dead(*var),
            Stmt::Assign { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Swap { .. }
            | Stmt::VecPush { .. }
            | Stmt::Restore { .. } => s.writes().iter().any(|v| !self.is_dead(*v)),
            Stmt::If { .. } | Stmt::Match { .. } | Stmt::Loop(_) => {
                let inner = blocks(s);
                let endless = matches!(s, Stmt::Loop(l) if matches!(l.kind, LoopKind::Forever));
                endless || inner.iter().any(|b| b.stmts.iter().any(|s| self.keeps(s)))
            }
            // with its forward sweep, and what that reads
            Stmt::Scheduled(_) => true,
            Stmt::Push { place, .. } => !self.is_dead(place.root),
            Stmt::Exit { .. } | Stmt::Effect(_) => true,
        }
    }

    fn sweep(&self, b: &mut Block) {
        b.stmts.retain(|s| self.keeps(s));
        for s in &mut b.stmts {
            blocks_mut(s).into_iter().for_each(|b| self.sweep(b));
        }
    }
}

impl Live {
    /// Adjoints that stand between statements of the primal, which stay.
    fn sweep_among_primal(&self, b: &mut Block, made: &dyn Fn(VarId) -> bool) {
        b.stmts.retain(|s| {
            let changes = s.declares().is_some() || !s.writes().is_empty();
            !changes || changes_primal(s, made) || self.keeps(s)
        });
        for s in &mut b.stmts {
            blocks_mut(s)
                .into_iter()
                .for_each(|b| self.sweep_among_primal(b, made));
        }
    }
}

/// Whether a statement of the forward sweep is the primal's own, whoever reads what it changes.
fn changes_primal(s: &Stmt, made: &dyn Fn(VarId) -> bool) -> bool {
    let mut changed = s.declares().into_iter().chain(s.writes());
    changed.any(|v| !made(v))
}

fn declared(b: &Block, found: &mut Set) {
    for s in &b.stmts {
        found.extend(s.declares());
        blocks(s).into_iter().for_each(|b| declared(b, found));
    }
}

/// What evaluating a value does besides, to more than the variables it writes.
fn has_effects(rhs: &Rhs) -> bool {
    match rhs {
        Rhs::Call(_) | Rhs::Sweep(..) | Rhs::Cells(_) | Rhs::Lend { .. } => true,
        Rhs::Atom(_)
        | Rhs::Load(_)
        | Rhs::Op(..)
        | Rhs::Prim(..)
        | Rhs::Overloaded(..)
        | Rhs::Pullback(..)
        | Rhs::PullbackTangent(..)
        | Rhs::Pushforward(..)
        | Rhs::Lifted(..)
        | Rhs::Cast(..)
        | Rhs::Tuple(_)
        | Rhs::Array(_)
        | Rhs::VecOf(_)
        | Rhs::Struct { .. }
        | Rhs::Repeat(..)
        | Rhs::VecRepeat(..)
        | Rhs::Clone(_)
        | Rhs::Len(_)
        | Rhs::Take(_)
        | Rhs::Zero { .. }
        | Rhs::VecPop(_)
        | Rhs::Blank(_)
        | Rhs::Phantom
        // with the push it belongs to
        | Rhs::Pop { .. }
        | Rhs::PopResult { .. }
        | Rhs::PopLike { .. }
        | Rhs::Nth { .. } => false,
    }
}

/// With the branches that do nothing else.
fn drop_pushes(b: &mut Block, live: &Live) {
    b.stmts.retain_mut(|s| match s {
        Stmt::Push { place, .. } => !live.is_dead(place.root),
        s => {
            let was = is_empty(s);
            blocks_mut(s).into_iter().for_each(|b| drop_pushes(b, live));
            !matches!(s, Stmt::If { .. }) || was || !is_empty(s)
        }
    });
}

fn is_empty(s: &Stmt) -> bool {
    blocks(s).into_iter().all(|b| b.stmts.is_empty())
}

/// Records of control flow that neither sweep reads any more.
fn drop_records(s: &mut Sweeps) {
    let mut read = Set::new();
    reads(&s.forward, &mut read);
    reads(&s.reverse, &mut read);
    let unread: Set = s.f.records.difference(&read).copied().collect();
    drop_variables(&mut s.forward, &unread);
    // where trips run again
    drop_variables(&mut s.reverse, &unread);
}

/// What is read other than to be updated.
fn reads(b: &Block, found: &mut Set) {
    for s in &b.stmts {
        match s {
            Stmt::Accumulate { place, value, .. } => {
                found.extend(place.selectors().chain(value.var()));
            }
            other => found.extend(other.reads()),
        }
        blocks(s).into_iter().for_each(|b| reads(b, found));
    }
}
