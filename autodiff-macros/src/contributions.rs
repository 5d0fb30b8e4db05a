//! Cotangents that begin with their first contribution instead of zero, and begin anew with one where they were reset.
//!
//! ```text
//! Input:                          Output:
//! let mut a_bar = -0.0;
//! let mut b_bar = -0.0;
//! b_bar += t;                     let mut b_bar = t;
//! b_bar -= u;                     b_bar -= u;
//! let v = b_bar;                  let v = b_bar;
//! b_bar = -0.0;
//! a_bar += v * c;                 let a_bar = v * c;
//! b_bar += v * d;                 b_bar = v * d;
//! let w = b_bar;                  let w = b_bar;
//! b_bar = -0.0;
//! ```
//! What is reset and never mentioned again is not reset.

use crate::ir::{Atom, Block, Function, Place, Rhs, Role, Stmt, VarId, blocks, blocks_mut};
use crate::reverse::Sweeps;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn begin_with_first(s: &mut Sweeps) {
    // one body may go on where the other ends
    let mut writers = BTreeMap::new();
    count_writers(&s.forward, &mut writers);
    count_writers(&s.reverse, &mut writers);
    let returned: Vec<VarId> = s
        .cotangents
        .iter()
        .flatten()
        .filter_map(Atom::var)
        .collect();
    let lent: BTreeSet<VarId> = s.bars.iter().flatten().copied().collect();
    let cotangents = s.cotangent_vars.keys().copied();
    let cotangents = cotangents.filter(|v| !lent.contains(v)).collect();
    let mut pass = Pass {
        f: &mut s.f,
        cotangents,
        writers,
    };
    let mut reversed = BTreeSet::new();
    s.reverse
        .stmts
        .iter()
        .for_each(|s| mentioned(s, &mut reversed));
    reversed.extend(&returned);
    pass.block(&mut s.forward, &|v| reversed.contains(&v));
    pass.block(&mut s.reverse, &|v| returned.contains(&v));
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

struct Pass<'a> {
    f: &'a mut Function,
    /// Of the sweep itself.
    cotangents: BTreeSet<VarId>,
    writers: BTreeMap<VarId, usize>,
}

impl Pass<'_> {
    /// `later`: what is mentioned after the block.
    fn block(&mut self, b: &mut Block, later: &dyn Fn(VarId) -> bool) {
        let mentions = Mentions::of(b);
        for (i, s) in b.stmts.iter_mut().enumerate() {
            let again = matches!(s, Stmt::Loop(_) | Stmt::Scheduled(_));
            for inner in blocks_mut(s) {
                self.block(inner, &|v| {
                    again || later(v) || mentions.after(i, v).is_some()
                });
            }
        }
        let mut dropped = BTreeSet::new();
        // by the contribution: what it begins
        let mut begins = BTreeMap::new();
        for (i, s) in b.stmts.iter().enumerate() {
            let Some((var, zero)) = self.zeroed(&b.stmts[..i], s) else {
                continue;
            };
            let next = mentions.after(i, var);
            if next.is_none() && matches!(s, Stmt::Assign { .. }) && !later(var) {
                dropped.extend([i].into_iter().chain(zero));
            }
            let first = next.filter(|&n| self.is_contribution(&b.stmts[n], var));
            if let Some(first) = first.filter(|&n| !mentions.leaves(i, n)) {
                begins.insert(first, matches!(s, Stmt::Declare { .. }));
                dropped.extend([i].into_iter().chain(zero));
            }
        }
        for (i, s) in std::mem::take(&mut b.stmts).into_iter().enumerate() {
            match (s, begins.get(&i)) {
                (
                    Stmt::Accumulate {
                        place,
                        value,
                        negative,
                    },
                    Some(declared),
                ) => self.begin(place, value, negative, *declared, &mut b.stmts),
                _ if dropped.contains(&i) => {}
                (other, _) => b.stmts.push(other),
            }
        }
    }

    /// The cotangent that a statement makes zero as a whole, and where that zero is made.
    fn zeroed(&self, before: &[Stmt], s: &Stmt) -> Option<(VarId, Option<usize>)> {
        let (var, value) = match s {
            Stmt::Declare {
                var,
                init: Some(value),
            } => (*var, value),
            Stmt::Assign { place, value } if place.is_whole() => (place.root, value),
            _ => return None,
        };
        if !self.cotangents.contains(&var) {
            return None;
        }
        let zero = match value {
            Atom::Const(_) => None,
            Atom::Var(zero) => {
                let makes =
                    |s: &Stmt| matches!(s, Stmt::Let { var, rhs: Rhs::Zero { .. } } if var == zero);
                Some(before.iter().rposition(makes)?)
            }
        };
        Some((var, zero))
    }

    fn is_contribution(&self, s: &Stmt, to: VarId) -> bool {
        let Stmt::Accumulate {
            place,
            value,
            negative,
        } = s
        else {
            return false;
        };
        let whole = place.root == to && place.is_whole() && value.var() != Some(to);
        whole && (!negative || self.f.var(to).ty.is_real())
    }

    /// Gives a variable its first value.
    fn begin(
        &mut self,
        place: Place,
        value: Atom,
        negative: bool,
        declared: bool,
        out: &mut Vec<Stmt>,
    ) {
        let var = place.root;
        let constant = declared && self.writers[&var] == 1;
        let value = match (negative, constant) {
            (false, true) => {
                let rhs = Rhs::Atom(value);
                return out.push(Stmt::Let { var, rhs });
            }
            (false, false) => value,
            (true, _) => {
                let rhs = Rhs::Op(crate::rule::neg(), vec![value]);
                if constant {
                    return out.push(Stmt::Let { var, rhs });
                }
                let (ty, span) = (self.f.var(var).ty.clone(), self.f.var(var).span);
                let negated = self.f.add_var("t", ty, Role::Temp, span);
                out.push(Stmt::Let { var: negated, rhs });
                Atom::Var(negated)
            }
        };
        out.push(match declared {
            true => {
                let init = Some(value);
                Stmt::Declare { var, init }
            }
            false => Stmt::Assign { place, value },
        });
    }
}

/// Where the statements of a block read or write each variable, nested blocks included.
struct Mentions {
    by_var: BTreeMap<VarId, Vec<usize>>,
    /// Statements with exits.
    exits: Vec<usize>,
}

impl Mentions {
    fn of(b: &Block) -> Mentions {
        let mut found = Mentions {
            by_var: BTreeMap::new(),
            exits: vec![],
        };
        for (i, s) in b.stmts.iter().enumerate() {
            let mut all = BTreeSet::new();
            mentioned(s, &mut all);
            for v in all {
                found.by_var.entry(v).or_default().push(i);
            }
            if has_exit(s) {
                found.exits.push(i);
            }
        }
        found
    }

    fn after(&self, i: usize, v: VarId) -> Option<usize> {
        let all = self.by_var.get(&v)?;
        all.get(all.partition_point(|&at| at <= i)).copied()
    }

    /// Whether the block may be left between two statements.
    fn leaves(&self, from: usize, to: usize) -> bool {
        self.exits.iter().any(|i| (from..to).contains(i))
    }
}

fn mentioned(s: &Stmt, found: &mut BTreeSet<VarId>) {
    found.extend(s.reads());
    found.extend(s.writes());
    for b in blocks(s) {
        b.stmts.iter().for_each(|s| mentioned(s, found));
    }
}

fn has_exit(s: &Stmt) -> bool {
    let inner = blocks(s).into_iter().flat_map(|b| &b.stmts);
    matches!(s, Stmt::Exit { .. }) || inner.into_iter().any(has_exit)
}
