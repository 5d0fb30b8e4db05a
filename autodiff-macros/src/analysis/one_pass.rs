//! Loops whose iterations only add to accumulators: the adjoint of an iteration can follow it at once, while its
//! values are still there. Nothing is kept from one sweep to the other.
//!
//! ```text
//! for i in lo..hi {                        for i in lo..hi {
//!     sum += g(x[i]);                          sum += g(x[i]);
//! }                                            x_bar[i] += sum_bar * g'(x[i]);
//! let y = sum / n;                         }
//! ```
//! For that the cotangent of the accumulator must be complete before the loop starts: what follows the loop is linear
//! in it, with coefficients that are known before the loop. The adjoints of these linear statements are run *early*, in
//! front of the first such loop; constants that they read are *advanced* there.
//!
//! The order of contributions to a cotangent is free, as long as nothing takes it in between: what such a loop
//! contributes to is not written by anything after it.

use super::{Activity, At, Plan};
use crate::build::zero_const;
use crate::ir::{Atom, Block, Function, Loop, LoopKind, Rhs, Stmt, VarId, blocks};
use crate::record::leaves_block;
use std::collections::{BTreeMap, BTreeSet};

type Set = BTreeSet<VarId>;

/// What happens out of turn in one block, by position.
#[derive(Clone, Default, Debug)]
pub(crate) struct OnePass {
    /// In front of this statement, the first of the loops.
    pub(crate) first: usize,
    pub(crate) loops: BTreeSet<usize>,
    /// Statements whose adjoints are run there.
    pub(crate) early: BTreeSet<usize>,
    /// Statements that are run there themselves.
    pub(crate) advanced: BTreeSet<usize>,
    /// Variables of the block whose cotangents exist from there on.
    pub(crate) bars: Set,
}

/// For the function's body, and for the bodies of loops that are run in one pass.
pub(super) fn one_pass(f: &Function, activity: &Activity, plan: &Plan) -> BTreeMap<At, OnePass> {
    let mut all = BTreeMap::new();
    let Some(result) = f.result.as_ref().and_then(Atom::var) else {
        return all;
    };
    let finder = Finder { f, activity, plan };
    if f.var(result).ty.is_real()
        && f.route.is_none()
        && let Some(p) = finder.block(&f.body)
        && p.gives(&f.body, result)
    {
        finder.descend(&f.body, p, &mut all);
    }
    all
}

impl OnePass {
    /// Whether a variable is computed from the sums of the loops, or is one of them.
    fn gives(&self, b: &Block, result: VarId) -> bool {
        let defines = |i: &usize| b.stmts[*i].declares() == Some(result);
        let sums = |i: &usize| b.stmts[*i].writes_deep().contains(&result);
        self.early.iter().any(defines) || self.loops.iter().any(sums)
    }
}

struct Finder<'a> {
    f: &'a Function,
    activity: &'a Activity,
    plan: &'a Plan,
}

/// A scan from the end of a block to its beginning.
struct Scan<'a> {
    b: &'a Block,
    /// The first loop of the block: what is known in front of it is known early.
    before: usize,
    declared: BTreeMap<VarId, usize>,
    /// Roots written by statements already seen.
    written: Set,
    /// Roots that get contributions in turn from statements already seen.
    late: Set,
    found: OnePass,
}

impl Finder<'_> {
    fn descend(&self, b: &Block, p: OnePass, all: &mut BTreeMap<At, OnePass>) {
        for i in &p.loops {
            if let Stmt::Loop(l) = &b.stmts[*i]
                && let Some(inner) = self.block(&l.body)
            {
                self.descend(&l.body, inner, all);
            }
        }
        all.insert(At::block(b), p);
    }

    fn block(&self, b: &Block) -> Option<OnePass> {
        let before = b.stmts.iter().position(|s| matches!(s, Stmt::Loop(_)))?;
        let positions = b.stmts.iter().enumerate();
        let mut scan = Scan {
            b,
            before,
            declared: positions
                .filter_map(|(i, s)| Some((s.declares()?, i)))
                .collect(),
            written: Set::new(),
            late: Set::new(),
            found: OnePass::default(),
        };
        for i in (0..b.stmts.len()).rev() {
            self.step(&mut scan, i);
        }
        let mut found = scan.found;
        found.first = *found.loops.first()?;
        found.early.retain(|i| *i > found.first);
        found.advanced.retain(|i| *i > found.first);
        let declared = &scan.declared;
        found.bars.retain(|v| {
            let own = declared.contains_key(v) || self.f.params.iter().any(|p| p.var == *v);
            own && !self.plan.gathered.contains(v)
        });
        let there = |v: &VarId| {
            let ty = self.f.var(*v).ty.tangent();
            let position = declared.get(v).copied();
            zero_const(&ty).is_some() || position.is_none_or(|i| has_value(b, i, found.first))
        };
        found.bars.iter().all(there).then_some(found)
    }

    fn step(&self, scan: &mut Scan<'_>, i: usize) {
        let s = &scan.b.stmts[i];
        let writes = s.writes_deep();
        let reads = self.active(reads_deep(s));
        if let Stmt::Loop(l) = s
            && let Some(sums) = self.accumulators(l)
            && sums.is_disjoint(&scan.late)
            && reads.is_disjoint(&scan.written)
            && reads.is_disjoint(&sums)
            && !sums.is_empty()
        {
            scan.found.loops.insert(i);
            scan.found.bars.extend(sums.iter().chain(&reads));
            scan.late.extend(reads);
        } else if self.is_linear(scan, s)
            && reads_beside(s).iter().all(|v| !scan.written.contains(v))
        {
            scan.found.early.insert(i);
            scan.found.bars.extend(reads);
            scan.found.bars.extend(s.declares());
            scan.found.bars.extend(&writes);
        } else {
            scan.late.extend(reads);
            scan.late.extend(&writes);
        }
        scan.written.extend(writes);
    }

    fn active(&self, all: Vec<VarId>) -> Set {
        let all = all.into_iter();
        all.filter(|v| self.activity.is_active(*v)).collect()
    }

    /// What the loop adds to; `None` where it does more to something outside, or may be left.
    fn accumulators(&self, l: &Loop) -> Option<Set> {
        let plain = matches!(l.kind, LoopKind::Range(_)) && l.checkpoint.is_none();
        if !plain || l.body.stmts.iter().any(leaves_block) {
            return None;
        }
        let mut inside = Set::new();
        declared_deep(&l.body, &mut inside);
        let mut sums = Set::new();
        self.only_adds(&l.body, &inside, &mut sums).then_some(())?;
        let read = l.body.stmts.iter().flat_map(reads_deep).collect::<Set>();
        let sums: Set = sums.difference(&inside).copied().collect();
        sums.is_disjoint(&read)
            .then(|| self.active(sums.into_iter().collect()))
    }

    fn only_adds(&self, b: &Block, inside: &Set, sums: &mut Set) -> bool {
        b.stmts.iter().all(|s| {
            let at = At::stmt(s);
            let fine = match s {
                Stmt::Accumulate { place, .. } if !inside.contains(&place.root) => {
                    sums.insert(place.root);
                    !self.plan.saved.contains(&at) && !self.plan.inverted.contains(&at)
                }
                Stmt::Loop(l) if l.checkpoint.is_some() => false,
                s => s.writes().iter().all(|v| inside.contains(v)),
            };
            fine && blocks(s)
                .into_iter()
                .all(|b| self.only_adds(b, inside, sums))
        })
    }

    /// Whether the cotangents of what the statement reads follow from that of what it defines, early.
    fn is_linear(&self, scan: &mut Scan<'_>, s: &Stmt) -> bool {
        let complete = |v: VarId| self.activity.is_active(v) && !scan.late.contains(&v);
        match s {
            Stmt::Let { var, rhs } if complete(*var) => match rhs {
                Rhs::Atom(_) => true,
                Rhs::Load(p) => p.is_whole() && !self.f.params.iter().any(|q| q.var == p.root),
                // the adjoint of a sine reads the cosine that is at hand
                Rhs::Op(..)
                    if (self.plan.siblings.get(var))
                        .is_some_and(|cosine| !self.is_known_var(scan, *cosine)) =>
                {
                    false
                }
                Rhs::Op(row, args) => (0..args.len()).all(|i| {
                    !self.activity.atom(&args[i])
                        || !row.reads(i, "r")
                            && (0..args.len()).all(|k| {
                                !row.reads(i, row.inputs[k]) || self.is_known(scan, &args[k])
                            })
                }),
                _ => false,
            },
            Stmt::Accumulate { place, .. } => {
                let at = At::stmt(s);
                let undone = self.plan.saved.contains(&at) || self.plan.inverted.contains(&at);
                let param = self.f.params.iter().any(|q| q.var == place.root);
                place.is_whole() && complete(place.root) && !undone && !param
            }
            _ => false,
        }
    }

    /// Whether a value is the same in front of the first loop as where it is read.
    fn is_known(&self, scan: &mut Scan<'_>, a: &Atom) -> bool {
        a.var().is_none_or(|v| self.is_known_var(scan, v))
    }

    fn is_known_var(&self, scan: &mut Scan<'_>, v: VarId) -> bool {
        let after = &scan.b.stmts[scan.before..];
        if after.iter().any(|s| s.writes_deep().contains(&v)) {
            return false;
        }
        let Some(&i) = scan.declared.get(&v) else {
            return true;
        };
        if i < scan.before {
            return true;
        }
        // a constant that can be computed there, too
        let Stmt::Let { rhs, .. } = &scan.b.stmts[i] else {
            return false;
        };
        let pure = matches!(
            rhs,
            Rhs::Atom(_) | Rhs::Load(_) | Rhs::Len(_) | Rhs::Cast(..) | Rhs::Op(..)
        );
        let fails = matches!(rhs, Rhs::Load(p) if !p.is_whole());
        let known = pure
            && !fails
            && !self.activity.is_active(v)
            && crate::ir::operands(rhs)
                .into_iter()
                .all(|o| self.is_known_var(scan, o));
        if known {
            scan.found.advanced.insert(i);
        }
        known
    }
}

/// Whether a declaration in front of a statement says at once what the variable holds.
fn has_value(b: &Block, declared: usize, at: usize) -> bool {
    declared < at && !matches!(b.stmts[declared], Stmt::Declare { init: None, .. })
}

/// What a statement reads, other than to add to it.
fn reads_beside(s: &Stmt) -> Vec<VarId> {
    match s {
        Stmt::Accumulate { place, value, .. } => place.selectors().chain(value.var()).collect(),
        s => s.reads(),
    }
}

fn reads_deep(s: &Stmt) -> Vec<VarId> {
    let mut all = reads_beside(s);
    for b in blocks(s) {
        all.extend(b.stmts.iter().flat_map(reads_deep));
    }
    all
}

fn declared_deep(b: &Block, found: &mut Set) {
    for s in &b.stmts {
        found.extend(s.declares());
        if let Stmt::Loop(l) = s
            && let LoopKind::Range(r) = &l.kind
        {
            found.insert(r.var);
        }
        blocks(s).into_iter().for_each(|b| declared_deep(b, found));
    }
}
