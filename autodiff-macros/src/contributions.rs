//! Cotangents that begin with their first contribution instead of zero.
//!
//! ```text
//! Input:                          Output:
//! let mut a_bar = 0.0;
//! let mut b_bar = 0.0;
//! b_bar += t;                     let mut b_bar = t;
//! b_bar -= u;                     b_bar -= u;
//! a_bar += b_bar * c;             let a_bar = b_bar * c;
//! ```
//! No addition is spent on a zero, which rustc must not drop by itself: `0.0 + x` is not `x` where that is `-0.0`.

use crate::ir::{Atom, Block, Function, Rhs, Role, Stmt, VarId, blocks, blocks_mut};
use crate::reverse::Sweeps;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn begin_with_first(s: &mut Sweeps) {
    let cotangents: BTreeSet<VarId> = s.cotangent_vars.keys().copied().collect();
    // one body may go on where the other ends
    let mut writers = BTreeMap::new();
    count_writers(&s.forward, &mut writers);
    count_writers(&s.reverse, &mut writers);
    for sweep in [&mut s.forward, &mut s.reverse] {
        in_block(&mut s.f, sweep, &cotangents, &writers);
    }
}

fn count_writers(b: &Block, writers: &mut BTreeMap<VarId, usize>) {
    for s in &b.stmts {
        for v in s.writes() {
            *writers.entry(v).or_default() += 1;
        }
        blocks(s)
            .into_iter()
            .for_each(|b| count_writers(b, writers));
    }
}

fn in_block(
    f: &mut Function,
    b: &mut Block,
    cotangents: &BTreeSet<VarId>,
    writers: &BTreeMap<VarId, usize>,
) {
    for s in &mut b.stmts {
        blocks_mut(s)
            .into_iter()
            .for_each(|b| in_block(f, b, cotangents, writers));
    }
    let first = first_mentions(b);
    let begun: BTreeSet<VarId> = b
        .stmts
        .iter()
        .filter_map(|s| match s {
            Stmt::Declare {
                var,
                init: Some(Atom::Const(_)),
            } => Some(*var),
            _ => None,
        })
        .filter(|v| {
            cotangents.contains(v)
                && f.var(*v).ty.is_real()
                && is_contribution(first.get(v).map(|i| &b.stmts[*i]), *v)
        })
        .collect();
    for (i, s) in std::mem::take(&mut b.stmts).into_iter().enumerate() {
        match s {
            Stmt::Declare { var, .. } if begun.contains(&var) => {}
            Stmt::Accumulate {
                place,
                value,
                negative,
            } if begun.contains(&place.root) && first[&place.root] == i => {
                let constant = writers[&place.root] == 1;
                begin(f, (place.root, value, negative), constant, &mut b.stmts);
            }
            other => b.stmts.push(other),
        }
    }
}

/// The first statement of a block that reads or writes a variable, nested blocks included.
fn first_mentions(b: &Block) -> BTreeMap<VarId, usize> {
    let mut first = BTreeMap::new();
    for (i, s) in b.stmts.iter().enumerate() {
        let mut all: BTreeSet<VarId> = s.writes_deep().into_iter().collect();
        reads(s, &mut all);
        for v in all {
            first.entry(v).or_insert(i);
        }
    }
    first
}

fn is_contribution(s: Option<&Stmt>, to: VarId) -> bool {
    matches!(s, Some(Stmt::Accumulate { place, value, .. })
        if place.root == to && place.is_whole() && value.var() != Some(to))
}

fn reads(s: &Stmt, found: &mut BTreeSet<VarId>) {
    found.extend(s.reads());
    let inner = blocks(s).into_iter().flat_map(|b| &b.stmts);
    inner.for_each(|s| reads(s, found));
}

/// Declares a variable with its first value; `constant`: it gets no other.
fn begin(
    f: &mut Function,
    (var, value, negative): (VarId, Atom, bool),
    constant: bool,
    out: &mut Vec<Stmt>,
) {
    let value = match (negative, constant) {
        (false, true) => {
            return out.push(Stmt::Let {
                var,
                rhs: Rhs::Atom(value),
            });
        }
        (false, false) => value,
        (true, _) => {
            let rhs = Rhs::Op(crate::rule::neg(), vec![value]);
            if constant {
                return out.push(Stmt::Let { var, rhs });
            }
            let (ty, span) = (f.var(var).ty.clone(), f.var(var).span);
            let negated = f.add_var("t", ty, Role::Temp, span);
            out.push(Stmt::Let { var: negated, rhs });
            Atom::Var(negated)
        }
    };
    let init = Some(value);
    out.push(Stmt::Declare { var, init });
}
