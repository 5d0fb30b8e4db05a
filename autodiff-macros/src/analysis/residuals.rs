//! Residuals: which primal values the reverse sweep needs, and how it gets each.
//!
//! A value that an adjoint statement reads is, in this order of preference,
//! 1. read in place, if nothing overwrites it (and it is in scope);
//! 2. computed again, if that is cheap and its operands are still there;
//! 3. kept on the tape: a variable that goes out of scope at the end of its block, an overwritten place at the
//!    overwrite (see [`super::restore`]).
//!
//! A block that can be left early is cut into *segments* at the statements that contain such exits: what a
//! segment declares exists only on the paths that reach it.

use super::reads::Reader;
use super::{Activity, At, OnePass, Stretch, restore, stretches};
use crate::checkpoint;
use crate::ir::{Block, Function, LoopKind, Passing, Rhs, Stmt, VarId, blocks};
use crate::record::{counter_is_inverted, leaves_block};
use std::collections::{BTreeMap, BTreeSet};

/// Where a value is computed again in the reverse sweep.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Point {
    /// Before the adjoint of that statement.
    Before(At),
    /// First thing in a segment of that block.
    Segment(At, usize),
}

#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Variables whose cotangent is a sum of contributions, see [`super::gather`].
    pub(crate) gathered: BTreeSet<VarId>,
    /// See [`super::siblings`].
    pub(crate) siblings: BTreeMap<VarId, VarId>,
    /// Values the reverse sweep reads.
    pub(crate) needed: BTreeSet<VarId>,
    pub(crate) again: BTreeMap<Point, Vec<VarId>>,
    /// Per block, in order of declaration: variables kept at its end, with the position that declares them.
    pub(crate) kept: BTreeMap<At, Vec<(usize, VarId)>>,
    /// Statements whose overwritten place is kept first.
    pub(crate) saved: BTreeSet<At>,
    /// By the loop: what some of them overwrite in all of its trips together, kept before the first one.
    pub(crate) stretches: BTreeMap<At, Vec<Stretch>>,
    /// Statements that the reverse sweep undoes by computing.
    pub(crate) inverted: BTreeSet<At>,
    /// Variables that are put back at some overwrite.
    pub(crate) restored: BTreeSet<VarId>,
    /// Assignments whose adjoint clears the cotangent in the shape of the old value.
    pub(crate) reshaping: BTreeSet<At>,
    /// Loops under `#[checkpoint]` that the reverse sweep has something to do for.
    pub(crate) scheduled: BTreeSet<At>,
    /// Blocks with loops whose adjoints follow each trip, where both sweeps are in one body.
    pub(crate) one_pass: BTreeMap<At, OnePass>,
    /// Right-hand sides of what is computed again.
    pub(crate) definitions: BTreeMap<VarId, Rhs>,
}

impl Plan {
    /// Whether a statement keeps what it overwrites by itself.
    pub(crate) fn keeps_element(&self, s: &Stmt) -> bool {
        let at = At::stmt(s);
        let mut stretches = self.stretches.values().flatten();
        self.saved.contains(&at) && !stretches.any(|s| s.by == at)
    }

    pub(crate) fn uses_tape(&self, top: At) -> bool {
        !self.saved.is_empty()
            || !self.scheduled.is_empty()
            || self.kept.iter().any(|(b, vs)| *b != top && !vs.is_empty())
    }
}

/// Positions at which a block's segments end: statements that contain an exit out of the block.
pub(crate) fn boundaries(b: &Block) -> Vec<usize> {
    (0..b.stmts.len())
        .filter(|&i| leaves_block(&b.stmts[i]))
        .collect()
}

pub(crate) fn segment_of(boundaries: &[usize], position: usize) -> usize {
    // a variable declared at a boundary is not there when the exit in it is taken
    boundaries.iter().filter(|&&b| b <= position).count()
}

struct Planner<'a> {
    reader: Reader<'a>,
    economical: bool,
    plan: Plan,
    /// Where the segments of each block end.
    cuts: BTreeMap<At, Vec<usize>>,
    /// Declaring block and position of each variable.
    home: BTreeMap<VarId, (At, usize)>,
    /// The last position in the declaring block that reads the variable in the reverse sweep.
    last: BTreeMap<VarId, usize>,
    /// What each statement's adjoint reads, values computed again included.
    reads: BTreeMap<At, Vec<VarId>>,
    /// From the outermost block to the statement at hand.
    path: Vec<(At, usize)>,
    /// Variables that are read before any statement of their block is reversed.
    early: BTreeSet<VarId>,
    /// Roots that change after their declaration.
    mutable: BTreeSet<VarId>,
}

/// `economical`: compute cheap values again and keep only what an adjoint reads; otherwise keep all of it.
pub(crate) fn plan(f: &Function, activity: &Activity, economical: bool) -> Plan {
    let first = super::first::first_assignments(f);
    let siblings = match economical {
        true => super::siblings::siblings(f, activity),
        false => BTreeMap::new(),
    };
    let mut p = Planner {
        reader: Reader {
            f,
            activity,
            everything: !economical,
            siblings: &siblings,
            first: &first,
        },
        economical,
        plan: Plan::default(),
        cuts: BTreeMap::new(),
        home: BTreeMap::new(),
        last: BTreeMap::new(),
        reads: BTreeMap::new(),
        path: vec![],
        early: BTreeSet::new(),
        mutable: BTreeSet::new(),
    };
    p.plan.needed.extend(f.route);
    p.plan.gathered = super::gather::gathered(f, activity);
    p.homes(&f.body);
    // what turns out to be needed can make more needed: an overwrite that must be kept needs its index
    loop {
        let known = p.plan.needed.len();
        p.start_again();
        p.own_parameters();
        p.block(&f.body);
        if p.plan.needed.len() == known {
            break;
        }
    }
    p.plan.siblings.clone_from(&siblings);
    p.reshaping(&f.body);
    let found = restore::restore(f, &p.reads, !economical, &p.mutable, &p.plan);
    p.plan.saved = found.saved;
    p.plan.inverted = found.inverted;
    collect_restored(&f.body, &mut p.plan);
    for (block, vars) in found.kept {
        p.plan.needed.extend(vars.iter().map(|(_, v)| *v));
        p.plan.kept.entry(block).or_default().extend(vars);
    }
    for vars in p.plan.kept.values_mut() {
        vars.sort_by_key(|(i, v)| (*i, *v));
        vars.dedup();
    }
    for vars in p.plan.again.values_mut() {
        vars.sort();
        vars.dedup();
    }
    if economical {
        super::elements::read_back(f, activity, &p.last, &p.early, &mut p.plan);
        p.plan.stretches = stretches::stretches(f, &p.reads, &p.mutable, &p.plan, activity);
        p.plan.one_pass = super::one_pass::one_pass(f, activity, &p.plan);
    }
    p.plan
}

fn collect_restored(b: &Block, plan: &mut Plan) {
    for s in &b.stmts {
        if plan.saved.contains(&At::stmt(s)) {
            plan.restored.extend(s.writes());
        }
        if let Stmt::Loop(l) = s
            && plan.scheduled.contains(&At::stmt(s))
        {
            let state = checkpoint::state(l);
            plan.restored.extend(state.iter().map(|p| p.root));
        }
        blocks(s)
            .into_iter()
            .for_each(|b| collect_restored(b, plan));
    }
}

impl Planner<'_> {
    fn start_again(&mut self) {
        self.plan.again.clear();
        self.plan.kept.clear();
        self.plan.definitions.clear();
        self.last.clear();
        self.early.clear();
        self.reads.clear();
    }

    fn homes(&mut self, b: &Block) {
        self.cuts.insert(At::block(b), boundaries(b));
        for (i, s) in b.stmts.iter().enumerate() {
            if let Some(v) = s.declares() {
                self.home.insert(v, (At::block(b), i));
            }
            self.mutable.extend(s.writes());
            if let Stmt::Loop(l) = s
                && let LoopKind::Range(r) = &l.kind
            {
                self.home.insert(r.var, (At::block(&l.body), 0));
            }
            blocks(s).into_iter().for_each(|b| self.homes(b));
        }
    }

    /// Backwards: all later readers of a variable are known when its definition is reached.
    fn block(&mut self, b: &Block) {
        let at = At::block(b);
        self.shapes_at_end(b);
        for (i, s) in b.stmts.iter().enumerate().rev() {
            self.path.push((at, i));
            for inner in blocks(s) {
                self.block(inner);
            }
            if let Stmt::Loop(l) = s {
                self.counter(l);
            }
            let worth = blocks(s).into_iter().any(|b| self.has_adjoint(b));
            let needed = &self.plan.needed;
            let reads = self.reader.adjoint(s, &|v| needed.contains(&v), worth);
            for v in reads {
                self.read(v, s);
            }
            if worth {
                self.runs_again(s);
            }
            if let Stmt::Let { var, rhs } = s
                && self.plan.needed.contains(var)
            {
                self.provide(b, i, *var, rhs);
            }
            self.path.pop();
        }
    }

    /// The reverse sweep of a loop under `#[checkpoint]` contains its forward sweep.
    fn runs_again(&mut self, s: &Stmt) {
        if let Stmt::Loop(l) = s
            && l.checkpoint.is_some()
        {
            self.plan.scheduled.insert(At::stmt(s));
            for v in checkpoint::read_outside(l, s) {
                self.read(v, s);
            }
        }
    }

    /// Whether reversing the block does anything.
    fn has_adjoint(&self, b: &Block) -> bool {
        let a = self.reader.activity;
        let touches = |v: &VarId| {
            let kept = self.plan.needed.contains(v) || self.reader.is_lent_mutably(*v);
            a.is_active(*v) || kept || !self.economical
        };
        b.stmts.iter().any(|s| {
            s.writes().iter().any(touches)
                || s.declares().as_ref().is_some_and(touches)
                || blocks(s).into_iter().any(|b| self.has_adjoint(b))
        })
    }

    fn reshaping(&mut self, b: &Block) {
        for s in &b.stmts {
            if self.reader.resets_to_old_shape(s) {
                self.plan.reshaping.insert(At::stmt(s));
            }
            blocks(s).into_iter().for_each(|b| self.reshaping(b));
        }
    }

    /// A parameter handed over by value has its cotangent in the reverse sweep itself.
    fn own_parameters(&mut self) {
        let f = self.reader.f;
        for p in &f.params {
            if p.passing == Passing::Value && self.mutable.contains(&p.var) {
                self.shape_at_end(p.var, &f.body, 0);
            }
        }
    }

    /// The cotangent of a `Vec` has its length.
    fn shapes_at_end(&mut self, b: &Block) {
        for (i, s) in b.stmts.iter().enumerate() {
            if let Some(var) = s.declares() {
                self.shape_at_end(var, b, i);
            }
        }
    }

    fn shape_at_end(&mut self, var: VarId, b: &Block, declared: usize) {
        let Some(last) = b.stmts.last() else { return };
        if !self.plan.gathered.contains(&var)
            && self.reader.activity.is_active(var)
            && crate::build::zero_const(&self.reader.f.var(var).ty.tangent()).is_none()
        {
            self.path
                .push((At::block(b), (b.stmts.len() - 1).max(declared)));
            self.read(var, last);
            self.early.insert(var);
            self.path.pop();
        }
    }

    fn read(&mut self, v: VarId, by: &Stmt) {
        self.plan.needed.insert(v);
        self.reads.entry(At::stmt(by)).or_default().push(v);
        if let Some((block, _)) = self.home.get(&v)
            && let Some((_, i)) = self.path.iter().find(|(b, _)| b == block)
        {
            let last = self.last.entry(v).or_insert(*i);
            *last = (*last).max(*i);
        }
    }

    /// Decides how a needed single-assignment value gets to the reverse sweep.
    fn provide(&mut self, b: &Block, defined: usize, var: VarId, rhs: &Rhs) {
        let at = At::block(b);
        let cuts = &self.cuts[&at];
        let end = b.stmts.len() - 1;
        let last = self.last.get(&var).copied().unwrap_or(defined).max(defined);
        let segment = segment_of(cuts, defined);
        let crosses =
            self.early.contains(&var) || segment_of(cuts, last) != segment || cuts.contains(&last);
        let until = if crosses { end } else { last };
        let operands = crate::ir::operands(rhs);
        // asked last: it looks at every statement on the way
        let changed = || {
            let mut between = b.stmts[defined + 1..=until].iter();
            between.any(|s| s.writes_deep().iter().any(|w| operands.contains(w)))
        };
        let named = self.reader.f.var(var).ty.is_known();
        if !self.economical && named || !self.reader.is_cheap(var, rhs) || changed() {
            self.plan.kept.entry(at).or_default().push((defined, var));
            return;
        }
        let (point, by) = if crosses {
            (Point::Segment(at, segment), &b.stmts[end])
        } else {
            (Point::Before(At::stmt(&b.stmts[last])), &b.stmts[last])
        };
        self.plan.again.entry(point).or_default().push(var);
        self.plan.definitions.insert(var, rhs.clone());
        let here = self.path.pop();
        self.path.push((at, until));
        for v in operands {
            self.read(v, by);
            if crosses {
                self.early.insert(v);
            }
        }
        self.path.pop();
        self.path.extend(here);
    }

    /// A loop's counter that does not follow from the trip is kept like a variable of the body.
    fn counter(&mut self, l: &crate::ir::Loop) {
        if let LoopKind::Range(r) = &l.kind
            && l.trips.is_some()
            && !counter_is_inverted(r)
            && self.plan.needed.contains(&r.var)
        {
            self.plan
                .kept
                .entry(At::block(&l.body))
                .or_default()
                .push((0, r.var));
        }
    }
}
