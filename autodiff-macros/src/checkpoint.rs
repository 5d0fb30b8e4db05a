//! Loops under `#[checkpoint(..)]`: what a trip changes and reads of the outside, what cannot run again, and the trip
//! without its residuals.
//!
//! The forward sweep of such a loop keeps its *state* at some trips and no residuals; the reverse sweep puts a state
//! back and runs trips again. So the loop as a whole is one statement to the residual plan: it overwrites its state,
//! which its reverse sweep leaves as it was before the loop, and its adjoint reads everything else that a trip reads.

use crate::diagnostics::Errors;
use crate::ir::{
    Arg, Block, Loop, LoopKind, Place, Proj, Rhs, Stmt, VarId, blocks, blocks_mut, drop_variables,
};
use crate::{record, refusals};
use std::collections::BTreeSet;

/// Removes the attribute from all loops.
pub(crate) fn ignore(b: &mut Block) {
    for s in &mut b.stmts {
        if let Stmt::Loop(l) = s {
            l.checkpoint = None;
        }
        blocks_mut(s).into_iter().for_each(ignore);
    }
}

/// Refuses loops of which a trip cannot run again by itself.
pub(crate) fn check(b: &Block, errors: &mut Errors) {
    for s in &b.stmts {
        if let Stmt::Loop(l) = s
            && let Some(c) = &l.checkpoint
        {
            if record::leaves_loop(l) {
                errors.push(refusals::checkpoint_of_a_loop_that_is_left(c.span));
            }
            refuse_calls(&l.body, errors);
        }
        blocks(s).into_iter().for_each(|b| check(b, errors));
    }
}

/// A function of nothing that is called in every trip is either a constant or not the same each time.
fn refuse_calls(b: &Block, errors: &mut Errors) {
    for s in &b.stmts {
        if let Stmt::Let {
            rhs: Rhs::Call(c), ..
        } = s
            && c.args.is_empty()
        {
            errors.push(refusals::call_of_nothing_under_checkpoint(&c.path));
        }
        blocks(s).into_iter().for_each(|b| refuse_calls(b, errors));
    }
}

/// The places outside of a loop that a trip may change, none of which lies in another: variables, and fields of structs
/// and tuples. A sequence counts as a whole.
pub(crate) fn state(l: &Loop) -> Vec<Place> {
    let mut own = BTreeSet::new();
    declared(l, &mut own);
    let mut all: Vec<Place> = vec![];
    let mut written = vec![];
    changed(&l.body, &mut written);
    for mut place in written {
        let whole = |p: &Proj| matches!(p, Proj::Index(_) | Proj::Slice(..));
        let end = place.proj.iter().position(whole);
        place.proj.truncate(end.unwrap_or(place.proj.len()));
        if own.contains(&place.root) || all.iter().any(|p| lies_in(&place, p)) {
            continue;
        }
        all.retain(|p| !lies_in(p, &place));
        all.push(place);
    }
    all.sort_by_key(|p| p.root);
    all
}

fn lies_in(inner: &Place, outer: &Place) -> bool {
    let mut prefix = inner.clone();
    prefix.proj.truncate(outer.proj.len());
    prefix.is_same(outer)
}

/// The places that the statements of a block change.
fn changed(b: &Block, found: &mut Vec<Place>) {
    for s in &b.stmts {
        match s {
            Stmt::Assign { place, .. }
            | Stmt::Accumulate { place, .. }
            | Stmt::VecPush { vec: place, .. } => found.push(place.clone()),
            Stmt::Swap { a, b } => found.extend([a.clone(), b.clone()]),
            Stmt::Let {
                rhs: Rhs::VecPop(place),
                ..
            } => found.push(place.clone()),
            Stmt::Let {
                rhs: Rhs::Call(c), ..
            } => found.extend(c.args.iter().filter_map(|a| match a {
                Arg::Mut(p) => Some(p.clone()),
                Arg::Value(_) | Arg::Shared(_) => None,
            })),
            other => found.extend(other.writes().into_iter().map(Place::of)),
        }
        blocks(s).into_iter().for_each(|b| changed(b, found));
    }
}

/// The variables of the outside that a trip, or the header, reads and no trip changes.
pub(crate) fn read_outside(l: &Loop, of_loop: &Stmt) -> Vec<VarId> {
    let mut own = BTreeSet::new();
    declared(l, &mut own);
    let whole = state(l).into_iter().filter(Place::is_whole);
    own.extend(whole.map(|p| p.root));
    let mut all: BTreeSet<VarId> = of_loop.reads().into_iter().collect();
    mentioned(&l.body, &mut all);
    all.difference(&own).copied().collect()
}

fn mentioned(b: &Block, found: &mut BTreeSet<VarId>) {
    for s in b.stmts.iter().filter(|s| !only_looks(s)) {
        found.extend(s.reads());
        found.extend(s.writes());
        blocks(s).into_iter().for_each(|b| mentioned(b, found));
    }
}

fn declared(l: &Loop, found: &mut BTreeSet<VarId>) {
    fn inside(b: &Block, found: &mut BTreeSet<VarId>) {
        for s in &b.stmts {
            found.extend(s.declares());
            match s {
                Stmt::Loop(l) => declared(l, found),
                other => blocks(other).into_iter().for_each(|b| inside(b, found)),
            }
        }
    }
    if let LoopKind::Range(r) = &l.kind {
        found.insert(r.var);
    }
    inside(&l.body, found);
}

/// A macro such as `println!` has done its work when trips run again.
fn only_looks(s: &Stmt) -> bool {
    matches!(s, Stmt::Effect(e) if !e.diverges)
}

/// What is left when trips run again.
pub(crate) fn without_effects(b: &mut Block) {
    b.stmts.retain(|s| !only_looks(s));
    for s in &mut b.stmts {
        blocks_mut(s).into_iter().for_each(without_effects);
    }
}

/// A trip of the primal: nothing is recorded of its control flow, which no trip reads.
pub(crate) fn without_records(b: &mut Block, records: &BTreeSet<VarId>) {
    drop_variables(b, records);
}
