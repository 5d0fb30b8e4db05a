//! Rows of arrays, lent once for a whole loop.
//!
//! ```text
//! Input:                                  Output:
//!                                         if 0 < n {
//!                                             let w_row = &w[i * n..i * n + n];
//! for j in 0..n {                             for j in 0..n {
//!     x_bar[j] += y_bar * w[i * n + j];           x_bar_row[j] += y_bar * w_row[j];
//! }                                           }
//!                                         }
//! ```
//! Each element's index is checked once for all trips, and rustc sees that the rows of different arrays are apart, so that
//! several trips can be run at once. An index out of range panics before the first trip instead of in its own: loops
//! whose trips do something that could be seen from outside before that are left as they are.

use super::indices::{First, Indices, plus, reads, sum, trips};
use crate::counted::{if_it_ran, literal, steps_by_one, surely_runs};
use crate::ir::{
    Atom, Block, Function, Loop, LoopKind, Place, Proj, Range, Rhs, Role, Stmt, Ty, VarId, blocks,
    blocks_mut,
};
use std::collections::{BTreeMap, BTreeSet};

/// Loops of fewer trips gain nothing.
const FEWEST: i64 = 4;

/// Rewrites every innermost loop of a block.
pub(super) fn lend(f: &mut Function, b: &mut Block) {
    let mut lengths = BTreeMap::new();
    find_lengths(b, &mut lengths);
    lend_in(f, b, &lengths);
}

/// Variables that are lengths, and of what.
type Lengths = BTreeMap<VarId, Place>;

fn find_lengths(b: &Block, found: &mut Lengths) {
    for s in &b.stmts {
        if let Stmt::Let {
            var,
            rhs: Rhs::Len(p),
        } = s
        {
            found.insert(*var, p.clone());
        }
        blocks(s).into_iter().for_each(|b| find_lengths(b, found));
    }
}

fn lend_in(f: &mut Function, b: &mut Block, lengths: &Lengths) {
    let mut out = vec![];
    for mut s in std::mem::take(&mut b.stmts) {
        blocks_mut(&mut s)
            .into_iter()
            .for_each(|b| lend_in(f, b, lengths));
        match s {
            Stmt::Loop(l) => match rewritten(f, &l, lengths) {
                Some(stmts) => out.extend(stmts),
                None => out.push(Stmt::Loop(l)),
            },
            other => out.push(other),
        }
    }
    b.stmts = out;
}

/// What one loop does with elements that lie in a row.
struct Row {
    /// One of the elements.
    element: Place,
    mutable: bool,
}

fn rewritten(f: &mut Function, l: &Loop, lengths: &Lengths) -> Option<Vec<Stmt>> {
    let LoopKind::Range(range) = &l.kind else {
        return None;
    };
    steps_by_one(range)?;
    let ends = (literal(&range.lo), literal(&range.hi));
    let few = matches!(ends, (Some(lo), Some(hi)) if hi - lo < FEWEST);
    if few || l.trips.is_some() || l.checkpoint.is_some() || !l.body.stmts.iter().all(is_plain) {
        return None;
    }
    let indices = Indices::of(f, &l.body, range.var);
    let checked = |p: &Place| is_checked_by_rustc(f, p, range, &indices, lengths);
    let rows = rows(f, &l.body, &indices, &checked);
    if rows.is_empty() {
        return None;
    }
    Some(lent(f, l, range, &indices, &rows))
}

/// Whether nothing outside can tell when a statement runs.
fn is_plain(s: &Stmt) -> bool {
    let itself = match s {
        Stmt::Let { rhs, .. } => matches!(
            rhs,
            Rhs::Atom(_)
                | Rhs::Load(_)
                | Rhs::Op(..)
                | Rhs::Prim(..)
                | Rhs::Cast(..)
                | Rhs::Tuple(_)
                | Rhs::Len(_)
                | Rhs::Take(_)
        ),
        Stmt::Declare { .. }
        | Stmt::Assign { .. }
        | Stmt::Accumulate { .. }
        | Stmt::If { .. }
        | Stmt::Match { .. }
        | Stmt::Swap { .. } => true,
        Stmt::VecPush { .. }
        | Stmt::Loop(_)
        | Stmt::Scheduled(_)
        | Stmt::Exit { .. }
        | Stmt::Effect(_)
        | Stmt::Push { .. }
        | Stmt::Restore { .. } => false,
    };
    itself && blocks(s).into_iter().all(|b| b.stmts.iter().all(is_plain))
}

/// The element that a statement is about, and whether it changes it.
fn element(s: &Stmt) -> Option<(&Place, bool)> {
    match s {
        Stmt::Let {
            rhs: Rhs::Load(p), ..
        } => Some((p, false)),
        Stmt::Let {
            rhs: Rhs::Take(p), ..
        } => Some((p, true)),
        Stmt::Assign { place, .. } | Stmt::Accumulate { place, .. } => Some((place, true)),
        _ => None,
    }
}

fn element_mut(s: &mut Stmt) -> Option<&mut Place> {
    match s {
        Stmt::Let {
            rhs: Rhs::Load(p) | Rhs::Take(p),
            ..
        } => Some(p),
        Stmt::Assign { place, .. } | Stmt::Accumulate { place, .. } => Some(place),
        _ => None,
    }
}

/// By the text that tells rows apart.
fn rows(
    f: &Function,
    body: &Block,
    indices: &Indices,
    checked: &dyn Fn(&Place) -> bool,
) -> BTreeMap<String, Row> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let (mut written, mut elsewhere) = (BTreeSet::new(), BTreeSet::new());
    for s in &body.stmts {
        written.extend(s.writes_deep());
        match element(s) {
            Some((p, mutable)) if is_lendable(f, p, indices) && !checked(p) => {
                let text = indices.text(p);
                let row = rows.entry(text).or_insert_with(|| Row {
                    element: p.clone(),
                    mutable,
                });
                row.mutable |= mutable;
                elsewhere.extend(p.selectors());
                match s {
                    Stmt::Assign { value, .. } | Stmt::Accumulate { value, .. } => {
                        elsewhere.extend(value.var());
                    }
                    _ => {}
                }
            }
            _ => {
                reads(s, &mut elsewhere);
                elsewhere.extend(s.writes_deep());
            }
        }
    }
    // what is written can be lent once only, and to nobody else
    let alone = |root: VarId| {
        let of_root = rows.values().filter(|r| r.element.root == root);
        of_root.count() == 1 && !elsewhere.contains(&root)
    };
    let shared = |row: &Row| !written.contains(&row.element.root);
    let fit: BTreeSet<String> = rows
        .iter()
        .filter(|(_, row)| shared(row) || alone(row.element.root))
        .map(|(text, _)| text.clone())
        .collect();
    rows.retain(|text, _| fit.contains(text));
    rows
}

fn is_lendable(f: &Function, p: &Place, indices: &Indices) -> bool {
    let sequence = matches!(
        sequence(p).map(|(base, _)| f.place_ty(&base)),
        Some(ty) if matches!(ty.peeled(), Ty::Slice(_) | Ty::Vec(_) | Ty::Array(..))
    );
    let held = f.var(p.root).role != Role::Item;
    sequence && held && f.place_ty(p).is_scalar() && indices.is_in_row(p)
}

/// What an element lies in, and where.
fn sequence(p: &Place) -> Option<(Place, &Atom)> {
    let (Proj::Index(index), before) = p.proj.split_last()? else {
        return None;
    };
    let (root, proj) = (p.root, before.to_vec());
    Some((Place { root, proj }, index))
}

/// Whether rustc sees by itself that an index is in range: the counter, up to the length of what it is an index of.
fn is_checked_by_rustc(
    f: &Function,
    p: &Place,
    range: &Range,
    indices: &Indices,
    lengths: &Lengths,
) -> bool {
    let Some((base, index)) = sequence(p) else {
        return false;
    };
    let up_to = |v: VarId| lengths.get(&v).is_some_and(|of| of.is_same(&base));
    let constant = |a: &Atom| a.var().is_none_or(|v| f.var(v).role == Role::Item);
    let known = match f.place_ty(&base) {
        Ty::Array(..) => constant(&range.hi),
        _ => {
            !matches!(f.var(p.root).role, Role::Bar | Role::Dot)
                && range.hi.var().is_some_and(up_to)
        }
    };
    known && indices.is_counter(index) && !range.inclusive
}

fn lent(
    f: &mut Function,
    l: &Loop,
    range: &Range,
    indices: &Indices,
    rows: &BTreeMap<String, Row>,
) -> Vec<Stmt> {
    let mut before = vec![];
    let n = trips(f, (&range.lo, &range.hi, range.inclusive), &mut before);
    let wanted = rows.values().flat_map(|r| r.element.selectors()).collect();
    let first = indices.at(f, wanted, &range.lo, &mut before);
    let start = |row: &Row| match row.element.proj.last() {
        Some(Proj::Index(a)) => first.atom(a),
        _ => unreachable!("a row consists of elements"),
    };
    let exists = |row: &Row| row.element.proj.len() == 1 && literal(&start(row)) == Some(0);
    // what is behind a trait is dropped at the end of its block, and not before
    let stays = |row: &Row| matches!(f.var(row.element.root).role, Role::Bar | Role::Dot);
    let in_place = !rows.values().any(stays)
        && (before.is_empty() && rows.values().all(exists) || surely_runs(range));
    let mut names = BTreeMap::new();
    let shared_first = [false, true];
    for mutable in shared_first {
        for (text, row) in rows.iter().filter(|(_, r)| r.mutable == mutable) {
            let to = sum(f, &start(row), &n, &mut before);
            let var = lend_row(f, row, &first, (start(row), to), &mut before);
            names.insert(text.clone(), var);
        }
    }
    before.push(Stmt::Loop(over_rows(f, l, (range, n), indices, &names)));
    if in_place {
        return before;
    }
    let mut out = vec![];
    if_it_ran(f, range, before, &mut out);
    out
}

/// The loop with its trips counted from zero, which is where rows begin.
fn over_rows(
    f: &mut Function,
    l: &Loop,
    (range, trips): (&Range, Atom),
    indices: &Indices,
    rows: &BTreeMap<String, VarId>,
) -> Loop {
    let mut body = l.body.clone();
    let counter = match literal(&range.lo) {
        Some(0) => range.var,
        _ => {
            let span = f.var(range.var).span;
            f.add_var("at", Ty::usize(), Role::User, span)
        }
    };
    for s in &mut body.stmts {
        if let Some(p) = element_mut(s)
            && let Some(row) = rows.get(&indices.text(p))
        {
            *p = Place::of(*row).then(Proj::Index(Atom::Var(counter)));
        }
    }
    if counter != range.var {
        let (var, rhs) = (range.var, plus(range.lo.clone(), Atom::Var(counter)));
        body.stmts.insert(0, Stmt::Let { var, rhs });
    }
    indices.drop_unread(&mut body);
    let range = Range {
        var: counter,
        lo: crate::build::usize_const(0),
        hi: trips,
        inclusive: false,
        steps: range.steps.clone(),
    };
    Loop {
        kind: LoopKind::Range(range),
        body,
        ..l.clone()
    }
}

/// Lends the elements from one index to before another.
fn lend_row(
    f: &mut Function,
    row: &Row,
    first: &First,
    (from, to): (Atom, Atom),
    out: &mut Vec<Stmt>,
) -> VarId {
    let mut place = Place::of(row.element.root);
    let name = f.var(place.root).name.clone();
    let proj = &row.element.proj;
    for proj in first.projections(&proj[..proj.len() - 1]) {
        place = place.then(proj);
        if matches!(f.var(place.root).role, Role::Bar | Role::Dot) {
            // behind a trait, a part borrows from the part that it is one of
            let mutable = row.mutable;
            place = Place::of(lend_place(f, place, mutable, &format!("{name}_part"), out));
        }
    }
    let place = place.then(Proj::Slice(from, to));
    lend_place(f, place, row.mutable, &format!("{name}_row"), out)
}

fn lend_place(
    f: &mut Function,
    place: Place,
    mutable: bool,
    name: &str,
    out: &mut Vec<Stmt>,
) -> VarId {
    let root = f.var(place.root);
    let span = root.span;
    let role = match root.role {
        Role::Bar | Role::Dot => root.role,
        Role::Param | Role::User | Role::Temp | Role::Item => Role::User,
    };
    let var = f.add_var(name, f.place_ty(&place), role, span);
    let rhs = Rhs::Lend { place, mutable };
    out.push(Stmt::Let { var, rhs });
    var
}
