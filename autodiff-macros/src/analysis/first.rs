//! Assignments that give a variable its first value: there is no old one, whose shape its cotangent would have to
//! take, and nothing to keep.

use super::At;
use crate::ir::{Atom, Block, Function, Stmt, VarId, blocks};
use std::collections::BTreeSet;

/// Assignments of a whole variable that on no path had a value before, or a constant that nobody looked at.
pub(super) fn first_assignments(f: &Function) -> BTreeSet<At> {
    let mut first = BTreeSet::new();
    block(&f.body, &mut BTreeSet::new(), &mut first);
    first
}

/// `bare`: the variables that certainly were neither written nor read since their declaration.
fn block(b: &Block, bare: &mut BTreeSet<VarId>, first: &mut BTreeSet<At>) {
    for s in &b.stmts {
        if let Stmt::Assign { place, .. } = s
            && place.is_whole()
            && bare.contains(&place.root)
        {
            first.insert(At::stmt(s));
        }
        if matches!(s, Stmt::Loop(_)) {
            // the second trip comes after the first
            touched(s, bare);
        }
        for inner in blocks(s) {
            block(inner, &mut bare.clone(), first);
        }
        touched(s, bare);
        if let Stmt::Declare {
            var,
            init: None | Some(Atom::Const(_)),
        } = s
        {
            bare.insert(*var);
        }
    }
}

fn touched(s: &Stmt, bare: &mut BTreeSet<VarId>) {
    for v in s.writes().into_iter().chain(s.reads()) {
        bare.remove(&v);
    }
    for b in blocks(s) {
        b.stmts.iter().for_each(|s| touched(s, bare));
    }
}
