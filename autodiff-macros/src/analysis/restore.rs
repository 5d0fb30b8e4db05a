//! Which overwritten places must be kept (the to-be-restored analysis): walking forward, the set of variables
//! whose present value some adjoint statement reads. An overwrite of one of them keeps the old value first; one
//! that goes out of scope is kept at the end of its block.

use super::cover::{Cover, Indices};
use super::{At, Plan, is_inverted};
use crate::ir::{
    Block, Function, LoopId, LoopKind, Passing, Place, Rhs, Stmt, Target, VarId, blocks,
};
use std::collections::{BTreeMap, BTreeSet};

type Set = BTreeSet<VarId>;

/// The variables whose present value is read, and of which of them some elements are not.
#[derive(Clone, Default)]
struct Live {
    vars: Set,
    covers: BTreeMap<VarId, Cover>,
}

impl Live {
    fn contains(&self, v: VarId) -> bool {
        self.vars.contains(&v)
    }

    fn read(&mut self, vars: impl IntoIterator<Item = VarId>) {
        for v in vars {
            self.vars.insert(v);
            self.covers.remove(&v);
        }
    }

    fn remove(&mut self, v: VarId) {
        self.vars.remove(&v);
        self.covers.remove(&v);
    }

    /// What may be read on one of two paths.
    fn join(&mut self, other: Live) {
        for v in other.vars {
            if self.vars.insert(v) {
                let cover = other.covers.get(&v).cloned();
                self.covers.extend(cover.map(|c| (v, c)));
            } else if let Some(own) = self.covers.get(&v)
                && !other.covers.get(&v).is_some_and(|c| c.is_same(own))
            {
                self.covers.remove(&v);
            }
        }
    }

    /// At the end of a block that may be run again: the variables that it declares are others then.
    fn leave(&mut self, declared: &Set) {
        self.covers.retain(|_, c| c.is_free_of(declared));
    }

    /// The measure by which it grows.
    fn size(&self) -> (usize, usize) {
        (self.vars.len(), self.vars.len() - self.covers.len())
    }
}

struct Walker<'a> {
    reads: &'a BTreeMap<At, Vec<VarId>>,
    everything: bool,
    mutable: &'a Set,
    plan: &'a Plan,
    f: &'a Function,
    indices: Indices<'a>,
    /// Records of control flow that the reverse sweep reads: live from their declaration to the end of their block.
    records: Set,
    all_records: &'a Set,
    found: Found,
    /// What reaches a target by an exit.
    exits: BTreeMap<Key, Live>,
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

#[derive(Default)]
pub(super) struct Found {
    /// Statements that keep what they overwrite.
    pub(super) saved: BTreeSet<At>,
    /// Statements that are undone by computing.
    pub(super) inverted: BTreeSet<At>,
    /// The variables each block keeps at its end, with the position that declares them.
    pub(super) kept: BTreeMap<At, BTreeSet<(usize, VarId)>>,
}

/// `everything`: treat every variable as read.
pub(super) fn restore(
    f: &Function,
    reads: &BTreeMap<At, Vec<VarId>>,
    everything: bool,
    mutable: &Set,
    plan: &Plan,
) -> Found {
    let mut w = Walker {
        reads,
        everything,
        mutable,
        f,
        indices: Indices::new(f, mutable),
        all_records: &f.records,
        records: f.records.intersection(&plan.needed).copied().collect(),
        plan,
        found: Found::default(),
        exits: BTreeMap::new(),
        open: vec![],
    };
    // the caller may read what its borrowed arguments were before the call
    let lent = f.params.iter().filter(|p| p.passing == Passing::Mut);
    let mut live = Live::default();
    live.read(lent.map(|p| p.var));
    let own = f
        .params
        .iter()
        .filter(|p| p.passing == Passing::Value && mutable.contains(&p.var));
    let own: Vec<(usize, VarId)> = own.map(|p| (0, p.var)).collect();
    w.block(&f.body, &mut live, None, own);
    w.found
}

impl Walker<'_> {
    fn block(
        &mut self,
        b: &Block,
        live: &mut Live,
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
    fn keep_open(&mut self, depth: usize, live: &Live) {
        let Open { at, declared, .. } = &self.open[depth];
        let vars = declared.iter().filter(|(_, v)| live.contains(*v));
        self.found.kept.entry(*at).or_default().extend(vars);
    }

    fn stmt(&mut self, i: usize, s: &Stmt, live: &mut Live) {
        match s {
            Stmt::If {
                then, otherwise, ..
            } => {
                let mut other = live.clone();
                self.block(then, live, None, vec![]);
                self.block(otherwise, &mut other, None, vec![]);
                live.join(other);
            }
            Stmt::Match { arms, .. } => {
                let before = live.clone();
                for arm in arms {
                    let mut inside = before.clone();
                    self.block(&arm.body, &mut inside, None, vec![]);
                    live.join(inside);
                }
            }
            Stmt::Loop(l) if self.plan.scheduled.contains(&At::stmt(s)) => self.scheduled(l, live),
            Stmt::Loop(l) => self.looped(l, live),
            Stmt::Scheduled(_) => unreachable!("the plan is made for primal programs"),
            Stmt::Exit { target, .. } => self.exit(*target, live),
            Stmt::Declare { var, .. } => {
                live.remove(*var);
                let everything = self.everything && self.mutable.contains(var);
                if everything && !self.is_record(*var) || self.records.contains(var) {
                    live.read([*var]);
                }
                let open = self.open.last_mut().expect("the block");
                open.declared.push((i, *var));
            }
            Stmt::Swap { a, b } => {
                // undone without a copy; what was read of one is in the other from here on
                if [a, b].iter().any(|p| self.is_undone(p, live)) {
                    live.read([a.root, b.root]);
                }
            }
            Stmt::Let {
                rhs: Rhs::VecPop(vec),
                ..
            }
            | Stmt::VecPush { vec, .. } => {
                // undone without a copy, which takes the `Vec` as it was left
                if self.is_undone(vec, live) {
                    live.read([vec.root]);
                }
            }
            Stmt::Accumulate { place, .. } if !self.everything && is_inverted(self.f, s) => {
                // undone without a copy, which takes the number as it was left
                if live.contains(place.root) {
                    self.found.inverted.insert(At::stmt(s));
                    live.read([place.root]);
                }
            }
            Stmt::Let { .. }
            | Stmt::Assign { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => self.overwrite(s, live),
        }
        live.read(self.reads.get(&At::stmt(s)).into_iter().flatten().copied());
    }

    fn is_undone(&self, p: &Place, live: &Live) -> bool {
        live.contains(p.root) || self.plan.needed.contains(&p.root)
    }

    fn is_record(&self, v: VarId) -> bool {
        self.all_records.contains(&v)
    }

    fn overwrite(&mut self, s: &Stmt, live: &mut Live) {
        if s.writes().iter().any(|v| self.is_record(*v)) {
            return;
        }
        let through_companion = |v: &VarId| {
            // a companion puts its borrowed arguments back itself
            self.reads.get(&At::stmt(s)).is_some_and(|r| r.contains(v))
        };
        if self.plan.reshaping.contains(&At::stmt(s)) {
            live.read(s.writes());
        }
        let is_call = matches!(
            s,
            Stmt::Let {
                rhs: Rhs::Call(_),
                ..
            }
        );
        let unread = |v: &VarId| match s {
            Stmt::Assign { place, .. } | Stmt::Accumulate { place, .. } => {
                let cover = live.covers.get(v);
                cover.is_some_and(|c| self.indices.lies_in(place, c))
            }
            _ => false,
        };
        let keeps = s
            .writes()
            .iter()
            .any(|v| live.contains(*v) && !(is_call && through_companion(v)) && !unread(v));
        if keeps {
            self.found.saved.insert(At::stmt(s));
        }
        if let Stmt::Assign { place, .. } = s
            && place.is_whole()
            && !self.everything
        {
            live.remove(place.root);
        }
    }

    fn looped(&mut self, l: &crate::ir::Loop, live: &mut Live) {
        let mut declared = Set::new();
        if let LoopKind::Range(range) = &l.kind {
            declared.insert(range.var); // another in the next trip
        }
        declarations(&l.body, &mut declared);
        let mut entry = live.clone();
        loop {
            let mut inside = entry.clone();
            self.exits.remove(&Key::Continue(l.id));
            self.block(&l.body, &mut inside, Some(l.id), vec![]);
            if let Some(continued) = self.exits.remove(&Key::Continue(l.id)) {
                inside.join(continued);
            }
            inside.leave(&declared);
            let known = entry.size();
            entry.join(inside);
            if entry.size() == known {
                break;
            }
        }
        *live = entry;
        if let Some(left) = self.exits.remove(&Key::Break(l.id)) {
            live.join(left);
        }
        if !self.everything {
            let covered = self.indices.covers(l, self.reads);
            let covered = covered.into_iter().filter(|(a, _)| live.contains(*a));
            live.covers.extend(covered.collect::<Vec<_>>());
        }
    }

    /// The loop puts its whole state back by itself: a trip keeps only what earlier trips read. What was in the state
    /// after the loop nobody reads.
    fn scheduled(&mut self, l: &crate::ir::Loop, live: &mut Live) {
        self.looped(l, &mut Live::default());
        if !self.everything {
            let state = crate::checkpoint::state(l);
            for place in state.iter().filter(|p| p.is_whole()) {
                live.remove(place.root);
            }
        }
    }

    fn exit(&mut self, target: Target, live: &Live) {
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
        // in another block: nothing is said of elements
        self.exits
            .entry(key)
            .or_default()
            .read(live.vars.iter().copied());
    }
}

fn declarations(b: &Block, found: &mut Set) {
    for s in &b.stmts {
        found.extend(s.declares());
        blocks(s).into_iter().for_each(|b| declarations(b, found));
    }
}
