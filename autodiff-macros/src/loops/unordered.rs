//! Loops whose trips only add to cotangents: no trip knows which came before it.
//!
//! They run upwards, and what a loop adds to two rows of one array is split between two loops:
//! ```text
//! Input:                                      Output:
//! for k in (0..j).rev() {                     for k in 0..j {
//!     l_bar[j * n + k] += p * l[i * n + k];       l_bar[j * n + k] += p * l[i * n + k];
//!                                             }
//!                                             for k in 0..j {
//!     l_bar[i * n + k] += p * l[j * n + k];       l_bar[i * n + k] += p * l[j * n + k];
//! }                                           }
//! ```
//! The two rows may be one, so that rustc must take one element after the other; alone, each row is [lent](super::rows).

use super::indices::{Indices, reads};
use crate::counted::steps_by_one;
use crate::ir::{
    Atom, Block, Function, Legs, Loop, LoopId, LoopKind, Place, Proj, Rhs, Stmt, VarId, blocks_mut,
};
use std::collections::{BTreeMap, BTreeSet};

/// So many loops at most are made of one.
const MOST: usize = 3;

/// Rewrites every such loop of a block.
pub(super) fn untie(f: &mut Function, b: &mut Block, cotangents: &BTreeMap<VarId, VarId>) {
    let mut out = vec![];
    for mut s in std::mem::take(&mut b.stmts) {
        match &mut s {
            // the other blocks are the primal's
            Stmt::Scheduled(scheduled) => {
                if let Legs::Reverse { reverse, .. } = &mut scheduled.legs {
                    untie(f, reverse, cotangents);
                }
            }
            other => blocks_mut(other)
                .into_iter()
                .for_each(|b| untie(f, b, cotangents)),
        }
        match s {
            Stmt::Loop(l) if only_adds(f, &l, cotangents) => out.extend(apart(f, upwards(l))),
            other => out.push(other),
        }
    }
    b.stmts = out;
}

fn only_adds(f: &Function, l: &Loop, cotangents: &BTreeMap<VarId, VarId>) -> bool {
    let LoopKind::Range(range) = &l.kind else {
        return false;
    };
    let plain = l.trips.is_none() && l.checkpoint.is_none() && steps_by_one(range).is_some();
    let mut read = BTreeSet::new();
    let mut added = BTreeSet::new();
    let adds = l.body.stmts.iter().all(|s| match s {
        Stmt::Let { var, rhs } => {
            read.extend(crate::ir::operands(rhs));
            is_repeatable(f, *var, rhs)
        }
        Stmt::Accumulate { place, value, .. } => {
            read.extend(place.selectors().chain(value.var()));
            added.insert(place.root);
            cotangents.contains_key(&place.root) && f.place_ty(place).is_real()
        }
        _ => false,
    });
    plain && adds && added.is_disjoint(&read)
}

/// Whether it costs next to nothing to compute a value in two loops.
fn is_repeatable(f: &Function, var: VarId, rhs: &Rhs) -> bool {
    match rhs {
        Rhs::Atom(_) | Rhs::Load(_) | Rhs::Len(_) | Rhs::Cast(..) => f.var(var).ty.is_scalar(),
        Rhs::Op(row, _) => !f.var(var).ty.is_real() || crate::rule::is_cheap(row),
        _ => false,
    }
}

fn upwards(mut l: Loop) -> Loop {
    if let LoopKind::Range(range) = &mut l.kind {
        range.steps.clear();
    }
    l
}

/// One loop for each row that several rows of one array would share a loop with.
fn apart(f: &mut Function, l: Loop) -> Vec<Stmt> {
    let whole = |l| vec![Stmt::Loop(l)];
    let LoopKind::Range(range) = &l.kind else {
        return whole(l);
    };
    let indices = Indices::of(f, &l.body, range.var);
    let Some(groups) = groups(&l.body, &indices) else {
        return whole(l);
    };
    if !(2..=MOST).contains(&groups.len()) {
        return whole(l);
    }
    let loops = groups.iter().enumerate().map(|(i, group)| {
        let mut part = part(&l, group);
        if i > 0 {
            rename(f, &mut part);
        }
        Stmt::Loop(part)
    });
    loops.collect()
}

/// Which of the additions can share a loop, by their positions. `None` where they are not to rows.
fn groups(body: &Block, indices: &Indices) -> Option<Vec<BTreeSet<usize>>> {
    let mut groups: Vec<(BTreeMap<VarId, String>, BTreeSet<usize>)> = vec![];
    for (i, s) in body.stmts.iter().enumerate() {
        let Stmt::Accumulate { place, .. } = s else {
            continue;
        };
        if !indices.is_in_row(place) {
            return None;
        }
        let text = indices.text(place);
        let fits = |rows: &BTreeMap<VarId, String>| {
            rows.get(&place.root).is_none_or(|other| *other == text)
        };
        match groups.iter_mut().find(|(rows, _)| fits(rows)) {
            Some((rows, group)) => {
                rows.insert(place.root, text);
                group.insert(i);
            }
            None => groups.push((BTreeMap::from([(place.root, text)]), BTreeSet::from([i]))),
        }
    }
    Some(groups.into_iter().map(|(_, group)| group).collect())
}

/// The loop with these additions, and what they are computed from.
fn part(l: &Loop, group: &BTreeSet<usize>) -> Loop {
    let mut read = BTreeSet::new();
    let mut kept = vec![];
    for (i, s) in l.body.stmts.iter().enumerate().rev() {
        let wanted = match s.declares() {
            Some(v) => read.contains(&v),
            None => group.contains(&i),
        };
        if wanted {
            reads(s, &mut read);
            kept.push(s.clone());
        }
    }
    kept.reverse();
    Loop {
        body: Block { stmts: kept },
        ..l.clone()
    }
}

/// Every variable is declared once.
fn rename(f: &mut Function, l: &mut Loop) {
    f.loops += 1;
    l.id = LoopId(f.loops);
    let mut new = BTreeMap::new();
    let mut again = |f: &mut Function, v: VarId| {
        let old = f.var(v).clone();
        let renamed = f.add_var(&old.name, old.ty, old.role, old.span);
        new.insert(v, renamed);
        renamed
    };
    if let LoopKind::Range(range) = &mut l.kind {
        range.var = again(f, range.var);
    }
    for s in &mut l.body.stmts {
        if let Stmt::Let { var, .. } = s {
            *var = again(f, *var);
        }
    }
    for s in &mut l.body.stmts {
        match s {
            Stmt::Let { rhs, .. } => rename_in(rhs, &new),
            Stmt::Accumulate { place, value, .. } => {
                rename_place(place, &new);
                rename_atom(value, &new);
            }
            _ => unreachable!("the loop only adds"),
        }
    }
}

fn rename_in(rhs: &mut Rhs, new: &BTreeMap<VarId, VarId>) {
    match rhs {
        Rhs::Atom(a) | Rhs::Cast(a, _) => rename_atom(a, new),
        Rhs::Op(_, args) => args.iter_mut().for_each(|a| rename_atom(a, new)),
        Rhs::Load(p) | Rhs::Len(p) => rename_place(p, new),
        _ => unreachable!("only what can be computed twice"),
    }
}

fn rename_place(p: &mut Place, new: &BTreeMap<VarId, VarId>) {
    p.root = new.get(&p.root).copied().unwrap_or(p.root);
    for proj in &mut p.proj {
        match proj {
            Proj::Index(a) => rename_atom(a, new),
            Proj::Slice(a, b) => {
                rename_atom(a, new);
                rename_atom(b, new);
            }
            Proj::Field(_) | Proj::Named(_) => {}
        }
    }
}

fn rename_atom(a: &mut Atom, new: &BTreeMap<VarId, VarId>) {
    if let Atom::Var(v) = a {
        *v = new.get(v).copied().unwrap_or(*v);
    }
}
