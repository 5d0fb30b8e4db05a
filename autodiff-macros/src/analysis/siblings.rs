//! Values that are one another's derivatives: `let s = x.sin(); let c = x.cos();`. The adjoint of the one reads the other
//! instead of computing it once more from `x`.
//!
//! Both must be active. A value that is not has no tangent, which second order would take for a tangent of zero.

use super::Activity;
use crate::ir::{Atom, Block, Function, Rhs, Stmt, VarId, blocks};
use crate::record::leaves_block;
use crate::rule;
use std::collections::BTreeMap;

/// By the value, the one that its rule is made of: of the same operand and at hand wherever the adjoint is run.
pub(crate) fn siblings(f: &Function, activity: &Activity) -> BTreeMap<VarId, VarId> {
    let mut found = BTreeMap::new();
    in_block(&f.body, &mut found);
    found.retain(|var, sibling| activity.is_active(*var) && activity.is_active(*sibling));
    found
}

fn in_block(b: &Block, found: &mut BTreeMap<VarId, VarId>) {
    // behind an exit, a value may not exist where the block was left
    for segment in b.stmts.split_inclusive(leaves_block) {
        let all = methods(segment);
        let mut values = BTreeMap::new();
        for (method, var) in &all {
            values.entry(*method).or_insert(*var);
        }
        for ((name, x, version), var) in all {
            if let Some(sibling) = rule::sibling(name)
                && let Some(value) = values.get(&(sibling, x, version))
            {
                found.insert(var, *value);
            }
        }
    }
    for s in &b.stmts {
        blocks(s).into_iter().for_each(|b| in_block(b, found));
    }
}

/// A method, its operand, and how often that had been written.
type Method = (&'static str, VarId, usize);

fn methods(stmts: &[Stmt]) -> Vec<(Method, VarId)> {
    let mut versions: BTreeMap<VarId, usize> = BTreeMap::new();
    let mut all = vec![];
    for s in stmts {
        if let Some((name, x, var)) = method(s) {
            let version = versions.get(&x).copied().unwrap_or(0);
            all.push(((name, x, version), var));
        }
        for v in s.writes_deep() {
            *versions.entry(v).or_default() += 1;
        }
    }
    all
}

/// `let var = x.name();`
pub(crate) fn method(s: &Stmt) -> Option<(&'static str, VarId, VarId)> {
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
