//! Cotangents that need no variable: their contributions are summed where the primal variable was defined.

use super::residuals::{boundaries, segment_of};
use super::{Activity, At};
use crate::ir::{Atom, Block, Function, Passing, Stmt, VarId, blocks};
use std::collections::{BTreeMap, BTreeSet};

/// The block that declares a variable, and the segment of it.
type Home = (At, usize);

/// Single-assignment variables whose readers all stand in the block that declares them.
pub(super) fn gathered(f: &Function, a: &Activity) -> BTreeSet<VarId> {
    let mut home: BTreeMap<VarId, Home> = BTreeMap::new();
    let mut candidates = BTreeSet::new();
    let mut uses: BTreeMap<VarId, usize> = BTreeMap::new();
    let top = (At::block(&f.body), 0);
    let mutable: BTreeSet<VarId> = f.body.stmts.iter().flat_map(Stmt::writes_deep).collect();
    for p in &f.params {
        if p.passing == Passing::Value && !mutable.contains(&p.var) && !p.mutable {
            candidates.insert(p.var);
            home.insert(p.var, top);
        }
    }
    declared(&f.body, &mut candidates, &mut home);
    let mut elsewhere = BTreeSet::new();
    used(&f.body, &home, &mut elsewhere, &mut uses);
    if let Some(v) = f.result.as_ref().and_then(Atom::var) {
        *uses.entry(v).or_default() += 1;
        if home.get(&v) != Some(&top) {
            elsewhere.insert(v);
        }
    }
    candidates.retain(|v| {
        let whole = f.var(*v).ty.is_real()
            || uses.get(v) == Some(&1) && !f.params.iter().any(|p| p.var == *v);
        a.is_active(*v) && whole && !elsewhere.contains(v)
    });
    candidates
}

fn declared(b: &Block, found: &mut BTreeSet<VarId>, home: &mut BTreeMap<VarId, Home>) {
    let cuts = boundaries(b);
    for (i, s) in b.stmts.iter().enumerate() {
        if let Stmt::Let { var, .. } = s {
            found.insert(*var);
            home.insert(*var, (At::block(b), segment_of(&cuts, i)));
        }
        blocks(s).into_iter().for_each(|b| declared(b, found, home));
    }
}

fn used(
    b: &Block,
    home: &BTreeMap<VarId, Home>,
    elsewhere: &mut BTreeSet<VarId>,
    uses: &mut BTreeMap<VarId, usize>,
) {
    let cuts = boundaries(b);
    for (i, s) in b.stmts.iter().enumerate() {
        // a statement that may leave the block belongs to no segment
        let here = (!cuts.contains(&i)).then(|| (At::block(b), segment_of(&cuts, i)));
        let projected: Vec<VarId> = match s {
            Stmt::Let { rhs, .. } => crate::ir::places(rhs).iter().map(|p| p.root).collect(),
            _ => vec![],
        };
        for v in s.reads() {
            *uses.entry(v).or_default() += 1;
            let stays = home.get(&v).is_none_or(|h| Some(*h) == here);
            if !stays || projected.contains(&v) {
                elsewhere.insert(v);
            }
        }
        blocks(s)
            .into_iter()
            .for_each(|b| used(b, home, elsewhere, uses));
    }
}
