//! Values that lie in an element of an array which the reverse sweep has anyway: `hidden[j] = v;`. They are read there, and not
//! kept once more.
//!
//! The array is kept as a whole at the end of its block, and nothing but that one statement changes it. The statement stands in
//! one loop more than the array, and the index is that loop's counter: each trip has an element of its own, which is what
//! the trip made it for good.

use super::residuals::{Plan, Point, boundaries, segment_of};
use super::{Activity, At};
use crate::counted::steps_by_one;
use crate::ir::{
    Atom, Block, Function, Loop, LoopKind, Place, Proj, Range, Rhs, Stmt, VarId, blocks,
};
use std::collections::{BTreeMap, BTreeSet};

/// `last`: for each variable, the last position in its block at which an adjoint reads it. `early`: what is read before any
/// statement of its block is reversed.
pub(super) fn read_back(
    f: &Function,
    activity: &Activity,
    last: &BTreeMap<VarId, usize>,
    early: &BTreeSet<VarId>,
    plan: &mut Plan,
) {
    let mut found = Finder {
        f,
        activity,
        last,
        early,
        writers: BTreeMap::new(),
        plan,
        loops: vec![],
        homes: BTreeMap::new(),
        found: vec![],
    };
    found.count(&f.body);
    found.block(&f.body);
    let all = found.found;
    for value in all {
        let kept = plan.kept.entry(value.block).or_default();
        kept.retain(|(_, v)| *v != value.var);
        plan.again.entry(value.point).or_default().push(value.var);
        plan.definitions.insert(value.var, Rhs::Load(value.element));
    }
}

struct Value {
    var: VarId,
    block: At,
    element: Place,
    point: Point,
}

struct Finder<'a> {
    f: &'a Function,
    activity: &'a Activity,
    last: &'a BTreeMap<VarId, usize>,
    early: &'a BTreeSet<VarId>,
    /// How many statements change each variable.
    writers: BTreeMap<VarId, usize>,
    plan: &'a Plan,
    loops: Vec<&'a Loop>,
    /// By the variable: its block, and how many loops are around that.
    homes: BTreeMap<VarId, (At, usize)>,
    found: Vec<Value>,
}

impl<'a> Finder<'a> {
    fn count(&mut self, b: &Block) {
        for s in &b.stmts {
            for v in s.writes() {
                *self.writers.entry(v).or_default() += 1;
            }
            blocks(s).into_iter().for_each(|b| self.count(b));
        }
    }

    fn block(&mut self, b: &'a Block) {
        for s in &b.stmts {
            if let Stmt::Declare { var, .. } = s {
                self.homes.insert(*var, (At::block(b), self.loops.len()));
            }
            if let Stmt::Loop(l) = s {
                self.loops.push(l);
            }
            blocks(s).into_iter().for_each(|b| self.block(b));
            if matches!(s, Stmt::Loop(_)) {
                self.loops.pop();
            }
        }
        let kept = self.plan.kept.get(&At::block(b)).into_iter().flatten();
        let values = kept.filter_map(|(defined, var)| self.value(b, *defined, *var));
        let values: Vec<Value> = values.collect();
        self.found.extend(values);
    }

    fn value(&self, b: &Block, defined: usize, var: VarId) -> Option<Value> {
        let single = matches!(b.stmts.get(defined), Some(Stmt::Let { var: v, .. }) if *v == var);
        let range = self.counted_by_one()?;
        let scalar = self.f.var(var).ty.is_scalar();
        if !single || !scalar || self.early.contains(&var) {
            return None;
        }
        let mut stored = b.stmts.iter().enumerate().skip(defined);
        let (at, element) = stored.find_map(|(i, s)| match s {
            Stmt::Assign { place, value } if value.var() == Some(var) => self
                .is_kept_there(s, place, range)
                .then(|| (i, place.clone())),
            _ => None,
        })?;
        let until = self.last.get(&var).copied().unwrap_or(at).max(at);
        // what was left early has not been stored
        let cuts = boundaries(b);
        let segment = segment_of(&cuts, defined);
        if segment_of(&cuts, until) != segment || cuts.contains(&until) {
            return None;
        }
        Some(Value {
            var,
            block: At::block(b),
            element,
            point: Point::Before(At::stmt(&b.stmts[until])),
        })
    }

    /// The loop around, if its trips are told apart by the counter, and none runs again.
    fn counted_by_one(&self) -> Option<&'a Range> {
        let innermost = self.loops.last()?;
        let LoopKind::Range(range) = &innermost.kind else {
            return None;
        };
        let again = self.loops.iter().any(|l| l.checkpoint.is_some());
        (!again && steps_by_one(range).is_some()).then_some(range)
    }

    fn is_kept_there(&self, s: &Stmt, place: &Place, range: &Range) -> bool {
        let [Proj::Index(Atom::Var(index))] = place.proj.as_slice() else {
            return false;
        };
        let Some((home, depth)) = self.homes.get(&place.root) else {
            return false;
        };
        let kept = self.plan.kept.get(home).into_iter().flatten();
        *index == range.var
            && depth + 1 == self.loops.len()
            && self.writers.get(&place.root) == Some(&1)
            && self.activity.is_active(place.root)
            && !self.plan.saved.contains(&At::stmt(s))
            && kept.into_iter().any(|(_, v)| *v == place.root)
    }
}
