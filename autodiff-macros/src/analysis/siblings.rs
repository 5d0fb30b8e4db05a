//! Values that are one another's derivatives: `let s = x.sin(); let c = x.cos();`. The adjoint of the one reads the other
//! instead of computing it once more from `x`.
//!
//! Both must be active. A value that is not has no tangent, which second order would take for a tangent of zero.

use super::Activity;
use crate::ir::{Atom, Block, Function, Rhs, Stmt, VarId, blocks};
use crate::record::leaves_block;
use crate::rule;
use std::collections::{BTreeMap, BTreeSet};

/// By the value, the one that its rule is made of: of the same operand and at hand wherever the adjoint is run.
pub(super) fn siblings(f: &Function, activity: &Activity) -> BTreeMap<VarId, VarId> {
    let written: BTreeSet<VarId> = f.body.stmts.iter().flat_map(Stmt::writes_deep).collect();
    let mut found = BTreeMap::new();
    in_block(&f.body, &written, &mut found);
    found.retain(|var, sibling| activity.is_active(*var) && activity.is_active(*sibling));
    found
}

fn in_block(b: &Block, written: &BTreeSet<VarId>, found: &mut BTreeMap<VarId, VarId>) {
    // behind an exit, a value may not exist where the block was left
    for segment in b.stmts.split_inclusive(leaves_block) {
        let mut values: BTreeMap<(&str, VarId), VarId> = BTreeMap::new();
        for s in segment {
            if let Some((name, x, var)) = method(s)
                && !written.contains(&x)
            {
                values.entry((name, x)).or_insert(var);
            }
        }
        for s in segment {
            if let Some((name, x, var)) = method(s)
                && let Some(sibling) = rule::sibling(name)
                && let Some(value) = values.get(&(sibling, x))
            {
                found.insert(var, *value);
            }
        }
    }
    for s in &b.stmts {
        blocks(s)
            .into_iter()
            .for_each(|b| in_block(b, written, found));
    }
}

/// `let var = x.name();`
fn method(s: &Stmt) -> Option<(&'static str, VarId, VarId)> {
    match s {
        Stmt::Let {
            var,
            rhs: Rhs::Op(row, args),
        } => match args.as_slice() {
            [Atom::Var(x)] => Some((row.name, *x, *var)),
            _ => None,
        },
        _ => None,
    }
}
