//! Which overwritten places must be kept (the to-be-restored analysis): walking forward, the set of variables
//! whose present value some adjoint statement reads. An overwrite of one of them keeps the old value first; one
//! that goes out of scope is kept at the end of its block.

use super::{At, Plan};
use crate::ir::{Block, Function, LoopId, Passing, Place, Rhs, Stmt, Target, VarId};
use std::collections::{BTreeMap, BTreeSet};

type Set = BTreeSet<VarId>;

struct Walker<'a> {
    reads: &'a BTreeMap<At, Vec<VarId>>,
    everything: bool,
    mutable: &'a Set,
    plan: &'a Plan,
    /// Records of control flow that the reverse sweep reads: live from their declaration to the end of their block.
    records: Set,
    all_records: &'a Set,
    saved: BTreeSet<At>,
    kept: BTreeMap<At, BTreeSet<(usize, VarId)>>,
    /// Sets that reach a target by an exit.
    exits: BTreeMap<Key, Set>,
    /// Open blocks with the mutable variables declared so far.
    open: Vec<Open>,
}

/// A block being walked.
struct Open {
    at: At,
    declared: Vec<(usize, VarId)>,
    /// The loop it is the body of.
    of: Option<LoopId>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Break(LoopId),
    Continue(LoopId),
    Return,
}

type Kept = BTreeMap<At, Vec<(usize, VarId)>>;

/// The statements that keep what they overwrite, and the variables each block keeps at its end.
/// `everything`: treat every variable as read.
pub(super) fn restore(
    f: &Function,
    reads: &BTreeMap<At, Vec<VarId>>,
    everything: bool,
    mutable: &Set,
    plan: &Plan,
) -> (BTreeSet<At>, Kept) {
    let mut w = Walker {
        reads,
        everything,
        mutable,
        all_records: &f.records,
        records: f.records.intersection(&plan.needed).copied().collect(),
        plan,
        saved: BTreeSet::new(),
        kept: BTreeMap::new(),
        exits: BTreeMap::new(),
        open: vec![],
    };
    // the caller may read what its borrowed arguments were before the call
    let mut live: Set = f
        .params
        .iter()
        .filter(|p| p.passing == Passing::Mut)
        .map(|p| p.var)
        .collect();
    let own = f
        .params
        .iter()
        .filter(|p| p.passing == Passing::Value && mutable.contains(&p.var));
    let own: Vec<(usize, VarId)> = own.map(|p| (0, p.var)).collect();
    w.block(&f.body, &mut live, None, own);
    let kept = w
        .kept
        .into_iter()
        .map(|(b, vs)| (b, vs.into_iter().collect()))
        .collect();
    (w.saved, kept)
}

impl Walker<'_> {
    fn block(
        &mut self,
        b: &Block,
        live: &mut Set,
        of: Option<LoopId>,
        declared: Vec<(usize, VarId)>,
    ) {
        self.open.push(Open {
            at: At::block(b),
            declared,
            of,
        });
        for (i, s) in b.stmts.iter().enumerate() {
            self.stmt(i, s, live);
        }
        self.keep_open(self.open.len() - 1, live);
        self.open.pop();
    }

    /// The mutable variables of an open block that are live when it is left.
    fn keep_open(&mut self, depth: usize, live: &Set) {
        let Open { at, declared, .. } = &self.open[depth];
        let vars = declared.iter().filter(|(_, v)| live.contains(v));
        self.kept.entry(*at).or_default().extend(vars);
    }

    fn stmt(&mut self, i: usize, s: &Stmt, live: &mut Set) {
        match s {
            Stmt::If {
                then, otherwise, ..
            } => {
                let mut other = live.clone();
                self.block(then, live, None, vec![]);
                self.block(otherwise, &mut other, None, vec![]);
                live.extend(other);
            }
            Stmt::Match { arms, .. } => {
                let before = live.clone();
                for arm in arms {
                    let mut inside = before.clone();
                    self.block(&arm.body, &mut inside, None, vec![]);
                    live.extend(inside);
                }
            }
            Stmt::Loop(l) => self.looped(l, live),
            Stmt::Exit { target, .. } => self.exit(*target, live),
            Stmt::Declare { var, .. } => {
                live.remove(var);
                let everything = self.everything && self.mutable.contains(var);
                if everything && !self.is_record(*var) || self.records.contains(var) {
                    live.insert(*var);
                }
                let open = self.open.last_mut().expect("the block");
                open.declared.push((i, *var));
            }
            Stmt::Swap { a, b } => {
                // undone without a copy; what was read of one is in the other from here on
                if [a, b].iter().any(|p| self.is_undone(p, live)) {
                    live.extend([a.root, b.root]);
                }
            }
            Stmt::Let {
                rhs: Rhs::VecPop(vec),
                ..
            }
            | Stmt::VecPush { vec, .. } => {
                // undone without a copy, which takes the `Vec` as it was left
                if self.is_undone(vec, live) {
                    live.insert(vec.root);
                }
            }
            Stmt::Let { .. }
            | Stmt::Assign { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => self.overwrite(s, live),
        }
        live.extend(self.reads.get(&At::stmt(s)).into_iter().flatten().copied());
    }

    fn is_undone(&self, p: &Place, live: &Set) -> bool {
        live.contains(&p.root) || self.plan.needed.contains(&p.root)
    }

    fn is_record(&self, v: VarId) -> bool {
        self.all_records.contains(&v)
    }

    fn overwrite(&mut self, s: &Stmt, live: &mut Set) {
        if s.writes().iter().any(|v| self.is_record(*v)) {
            return;
        }
        let through_companion = |v: &VarId| {
            // a companion puts its borrowed arguments back itself
            self.reads.get(&At::stmt(s)).is_some_and(|r| r.contains(v))
        };
        if self.plan.reshaping.contains(&At::stmt(s)) {
            live.extend(s.writes());
        }
        let is_call = matches!(
            s,
            Stmt::Let {
                rhs: Rhs::Call(_),
                ..
            }
        );
        let keeps = s
            .writes()
            .iter()
            .any(|v| live.contains(v) && !(is_call && through_companion(v)));
        if keeps {
            self.saved.insert(At::stmt(s));
        }
        if let Stmt::Assign { place, .. } = s
            && place.is_whole()
            && !self.everything
        {
            live.remove(&place.root);
        }
    }

    fn looped(&mut self, l: &crate::ir::Loop, live: &mut Set) {
        let before = live.clone();
        let mut entry = before.clone();
        loop {
            let mut inside = entry.clone();
            self.exits.remove(&Key::Continue(l.id));
            self.block(&l.body, &mut inside, Some(l.id), vec![]);
            inside.extend(
                self.exits
                    .remove(&Key::Continue(l.id))
                    .into_iter()
                    .flatten(),
            );
            let known = entry.len();
            entry.extend(inside);
            if entry.len() == known {
                break;
            }
        }
        live.extend(entry);
        live.extend(self.exits.remove(&Key::Break(l.id)).into_iter().flatten());
    }

    fn exit(&mut self, target: Target, live: &Set) {
        let (key, id) = match target {
            Target::Break(id) => (Key::Break(id), Some(id)),
            Target::Continue(id) => (Key::Continue(id), Some(id)),
            Target::Return => (Key::Return, None),
        };
        for depth in (0..self.open.len()).rev() {
            self.keep_open(depth, live);
            if id.is_some() && self.open[depth].of == id {
                break;
            }
        }
        self.exits
            .entry(key)
            .or_default()
            .extend(live.iter().copied());
    }
}
