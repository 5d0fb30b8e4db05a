//! Cotangents of results that are moved into the callee's reverse sweep: nothing reads them afterwards.

use crate::ir::{Atom, Block, Rhs, Stmt, Sweep, VarId, blocks};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn moved(parts: &[&Block], read_at_end: &[VarId]) -> BTreeSet<VarId> {
    let mut found = BTreeSet::new();
    for b in parts {
        in_block(b, &mut found);
    }
    found.retain(|v| !read_at_end.contains(v));
    found
}

/// Returns what the block and those in it mention.
fn in_block(b: &Block, found: &mut BTreeSet<VarId>) -> BTreeSet<VarId> {
    let mut last: BTreeMap<VarId, usize> = BTreeMap::new();
    for (i, s) in b.stmts.iter().enumerate() {
        last.extend(s.reads().into_iter().chain(s.writes()).map(|v| (v, i)));
        for inner in blocks(s) {
            last.extend(in_block(inner, found).into_iter().map(|v| (v, i)));
        }
    }
    let mut declared = BTreeSet::new();
    for (i, s) in b.stmts.iter().enumerate() {
        let seeds = seeds(s).into_iter();
        found.extend(seeds.filter(|v| declared.contains(v) && last.get(v) == Some(&i)));
        declared.extend(s.declares());
    }
    last.into_keys().collect()
}

/// What a call of a reverse sweep takes as cotangent of the result, if it takes it as nothing else.
fn seeds(s: &Stmt) -> Vec<VarId> {
    let seeds = match s {
        Stmt::Let {
            rhs: Rhs::Sweep(_, Sweep::Reverse { y_bar, .. }),
            ..
        } => y_bar.as_slice(),
        Stmt::Let {
            rhs: Rhs::Sweep(_, Sweep::ReverseTangent { y_bar, .. }),
            ..
        } => y_bar.as_slice(),
        _ => return vec![],
    };
    let reads = s.reads();
    let once = |v: &VarId| reads.iter().filter(|r| *r == v).count() == 1;
    seeds.iter().filter_map(Atom::var).filter(once).collect()
}
