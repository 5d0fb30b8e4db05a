//! Stretches of arrays that a loop overwrites element by element: `for i in lo..hi { a[i + c] = ..; }`.
//!
//! Each element is overwritten once, so that what it held is what it held before the loop: the forward sweep can keep
//! `a[lo + c..hi + c]` as one block there, and the loop itself is the primal's. What remains to be decided is where the
//! reverse sweep puts the block back. In the adjoint of a trip, element by element, the elements of later trips hold
//! their old values and those of earlier trips the new ones. If the adjoints read neither, the block goes back after the
//! reversed loop, which is its turn on the tape; likewise if they read new values alone. If they read old values alone,
//! it goes back before the reversed loop, as long as nothing else lies above it on the tape.

use super::cover::all_reads;
use super::{Activity, At, Plan};
use crate::counted::{distances, element, steps_by_one};
use crate::ir::{Block, Function, Loop, LoopKind, Place, Range, Rhs, Stmt, Ty, VarId, blocks};
use crate::record::leaves_block;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What one statement overwrites in all trips of a loop.
#[derive(Debug)]
pub(crate) struct Stretch {
    /// The array.
    pub(crate) base: Place,
    /// The distance of the element from the counter.
    pub(crate) distance: i64,
    /// The statement.
    pub(crate) by: At,
    pub(crate) back: Return,
}

/// When the reverse sweep puts a stretch back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Return {
    BeforeLoop,
    AfterLoop,
}

struct Finder<'a> {
    f: &'a Function,
    reads: &'a BTreeMap<At, Vec<VarId>>,
    mutable: &'a BTreeSet<VarId>,
    plan: &'a Plan,
    activity: &'a Activity,
    found: BTreeMap<At, Vec<Stretch>>,
}

/// `reads`: what the adjoints of statements read. By the loop, what is put back before it comes last.
pub(super) fn stretches(
    f: &Function,
    reads: &BTreeMap<At, Vec<VarId>>,
    mutable: &BTreeSet<VarId>,
    plan: &Plan,
    activity: &Activity,
) -> BTreeMap<At, Vec<Stretch>> {
    let mut finder = Finder {
        f,
        reads,
        mutable,
        plan,
        activity,
        found: BTreeMap::new(),
    };
    finder.block(&f.body);
    finder.found
}

impl Finder<'_> {
    fn block(&mut self, b: &Block) {
        for s in &b.stmts {
            blocks(s).into_iter().for_each(|b| self.block(b));
            if let Stmt::Loop(l) = s
                && let LoopKind::Range(r) = &l.kind
                && let Some(down) = steps_by_one(r)
                && self.runs_through(l, r)
            {
                let found = self.of_loop(l, r, down);
                if !found.is_empty() {
                    self.found.insert(At::stmt(s), found);
                }
            }
        }
    }

    /// Whether the loop runs to its end, which is known before and after it.
    fn runs_through(&self, l: &Loop, r: &Range) -> bool {
        let changes = |v: VarId| self.mutable.contains(&v);
        let mut known = [&r.lo, &r.hi].into_iter().filter_map(|a| a.var());
        l.trips.is_none()
            && l.checkpoint.is_none()
            && !known.any(changes)
            && !changes(r.var)
            && !l.body.stmts.iter().any(leaves_block)
    }

    fn of_loop(&self, l: &Loop, r: &Range, down: bool) -> Vec<Stretch> {
        let body = Body::of(&l.body, r.var, down, self.reads);
        let candidates = (0..l.body.stmts.len()).filter_map(|i| self.candidate(&body, i));
        let (after, before): (Vec<_>, Vec<_>) =
            candidates.partition(|s| s.back == Return::AfterLoop);
        let together: BTreeSet<At> = before.iter().map(|s| s.by).collect();
        if before.is_empty() || !after.is_empty() || self.keeps_more(&l.body, &together) {
            return after;
        }
        before
    }

    fn candidate(&self, body: &Body<'_>, i: usize) -> Option<Stretch> {
        let s = &body.b.stmts[i];
        let (Stmt::Assign { place, .. } | Stmt::Accumulate { place, .. }) = s else {
            return None;
        };
        let (base, distance) = element(place, &body.distances)?;
        let fixed = |v: VarId| !self.mutable.contains(&v) && !body.declared.contains(&v);
        let writers = body.written.iter().filter(|v| **v == base.root).count();
        let fits = self.plan.saved.contains(&At::stmt(s))
            && writers == 1
            && self.is_array(&base)
            && !body.declared.contains(&base.root)
            && base.selectors().all(fixed);
        let back = body.put_back((&base, distance), i).filter(|_| fits)?;
        Some(Stretch {
            base,
            distance,
            by: At::stmt(s),
            back,
        })
    }

    /// Whether a part of it is a slice, of numbers.
    fn is_array(&self, base: &Place) -> bool {
        match self.f.place_ty(base).peeled() {
            Ty::Array(t, _) | Ty::Vec(t) | Ty::Slice(t) => t.is_scalar(),
            _ => false,
        }
    }

    /// Whether something in a block lies on the tape, other than what these statements overwrite.
    fn keeps_more(&self, b: &Block, but: &BTreeSet<At>) -> bool {
        let kept = self.plan.kept.get(&At::block(b));
        kept.is_some_and(|vars| !vars.is_empty()) || b.stmts.iter().any(|s| {
            let at = At::stmt(s);
            let call =
                matches!(s, Stmt::Let { var, rhs: Rhs::Call(c) } if self.activity.call(*var, c));
            call || self.plan.saved.contains(&at) && !but.contains(&at)
                || self.plan.scheduled.contains(&at)
                || blocks(s).into_iter().any(|b| self.keeps_more(b, but))
        })
    }
}

/// The body of a loop, and what all questions about it look at.
struct Body<'a> {
    b: &'a Block,
    distances: BTreeMap<VarId, i64>,
    down: bool,
    /// The counter among them.
    declared: BTreeSet<VarId>,
    /// As often as they are written.
    written: Vec<VarId>,
    /// What the adjoints read.
    read: BTreeSet<VarId>,
}

impl<'a> Body<'a> {
    fn of(b: &'a Block, counter: VarId, down: bool, reads: &BTreeMap<At, Vec<VarId>>) -> Self {
        let mut body = Body {
            b,
            distances: distances(b, counter),
            down,
            declared: BTreeSet::from([counter]),
            written: b.stmts.iter().flat_map(Stmt::writes_deep).collect(),
            read: BTreeSet::new(),
        };
        body.declared
            .extend(b.stmts.iter().filter_map(Stmt::declares));
        all_reads(b, reads, &mut body.read);
        body
    }

    /// Where the elements that the statement overwrites can go back all at once.
    fn put_back(&self, element: (&Place, i64), by: usize) -> Option<Return> {
        if !self.read.contains(&element.0.root) {
            return Some(Return::AfterLoop);
        }
        let mut values = Values::default();
        for (i, s) in self.b.stmts.iter().enumerate() {
            if i != by {
                self.values(s, element, i.cmp(&by), &mut values);
            }
        }
        match values {
            Values { old: false, .. } => Some(Return::AfterLoop),
            Values { new: false, .. } => Some(Return::BeforeLoop),
            Values { .. } => None,
        }
    }

    /// Which values of the array a statement reads: an adjoint can read no others.
    fn values(
        &self,
        s: &Stmt,
        (base, distance): (&Place, i64),
        position: Ordering,
        found: &mut Values,
    ) {
        match s {
            Stmt::Let {
                rhs: Rhs::Len(p), ..
            } if p.selectors().all(|v| v != base.root) => {}
            Stmt::Let {
                rhs: Rhs::Load(p), ..
            } if p.root == base.root => match element(p, &self.distances) {
                Some((of, at)) if of.is_same(base) => {
                    let ahead = match at.cmp(&distance) {
                        Ordering::Equal => position.reverse(),
                        apart if self.down => apart.reverse(),
                        apart => apart,
                    };
                    found.old |= ahead == Ordering::Greater;
                    found.new |= ahead == Ordering::Less;
                }
                _ => *found = Values::BOTH,
            },
            s if s.reads().contains(&base.root) => *found = Values::BOTH,
            s => {
                for inner in blocks(s).into_iter().flat_map(|b| &b.stmts) {
                    self.values(inner, (base, distance), position, found);
                }
            }
        }
    }
}

/// Values from before a loop, or from after the trip that overwrote them.
#[derive(Default)]
struct Values {
    old: bool,
    new: bool,
}

impl Values {
    const BOTH: Values = Values {
        old: true,
        new: true,
    };
}
