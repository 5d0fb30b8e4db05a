//! Which temporaries are printed inside their only reader instead of as a `let` of their own.
//!
//! A temporary moves to its reader when nothing between the two changes what it reads, and evaluating it has no
//! effect. Named variables never move.

use crate::ir::{
    Atom, Block, Function, Lifting, LoopKind, Place, Proj, Rhs, Role, Stmt, Sweep, Ty, Uses, VarId,
    blocks, count, operands,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many temporaries may be printed inside each other.
const DEEPEST: usize = 100;

#[derive(Debug, Default)]
pub(super) struct Folds {
    pub(super) folded: BTreeMap<VarId, Rhs>,
    /// Results of sweeps: their parts are moved out, not cloned.
    pub(super) returned: BTreeSet<VarId>,
    /// Results of sweeps whose parts are tuples of cotangents, each taken apart in turn.
    tuples: BTreeSet<VarId>,
}

pub(super) fn folds(f: &Function, parts: &[&Block], at_end: &[VarId]) -> Folds {
    let mut uses = Uses::new();
    for v in at_end {
        *uses.entry(*v).or_default() += 2;
    }
    for b in parts {
        count(b, &mut uses);
    }
    let mut folds = Folds::default();
    for b in parts {
        fold_block(f, b, &uses, &mut folds);
    }
    folds
}

pub(super) fn has_cells(b: &Block) -> bool {
    b.stmts.iter().any(|s| {
        matches!(
            s,
            Stmt::Let {
                rhs: Rhs::Cells(_),
                ..
            }
        ) || blocks(s).into_iter().any(has_cells)
    })
}

fn fold_block(f: &Function, b: &Block, uses: &Uses, folds: &mut Folds) {
    for s in &b.stmts {
        // which folds the blocks it consists of one by one
        if !matches!(s, Stmt::Scheduled(_)) {
            blocks(s)
                .into_iter()
                .for_each(|b| fold_block(f, b, uses, folds));
        }
        match s {
            Stmt::Let {
                var,
                rhs: Rhs::Sweep(_, sweep),
            } => {
                if let Sweep::ReverseTangent { .. } = sweep {
                    folds.tuples.insert(*var);
                }
                if !matches!(sweep, Sweep::Forward { .. }) {
                    folds.returned.insert(*var);
                }
            }
            Stmt::Let {
                var,
                rhs: Rhs::Load(p),
            } if folds.tuples.contains(&p.root) => {
                folds.returned.insert(*var);
            }
            Stmt::Let {
                var,
                rhs: Rhs::Pullback(..),
            } => {
                folds.returned.insert(*var);
            }
            Stmt::Let {
                var,
                rhs: Rhs::PullbackTangent(..),
            } => {
                folds.tuples.insert(*var);
                folds.returned.insert(*var);
            }
            _ => {}
        }
    }
    let sites = Sites::of(b);
    // where each folded temporary ends up
    let mut lands: BTreeMap<VarId, usize> = BTreeMap::new();
    let mut depths: BTreeMap<VarId, usize> = BTreeMap::new();
    for (i, s) in b.stmts.iter().enumerate().rev() {
        let Stmt::Let { var, rhs } = s else { continue };
        if f.var(*var).role != Role::Temp || uses.get(var) != Some(&1) || !is_pure(f, *var, rhs) {
            continue;
        }
        let Some(reader) = first_of(&sites.reads, *var, i + 1) else {
            continue;
        };
        if !accepts(f, &b.stmts[reader], *var, rhs) {
            continue;
        }
        let depth = 1 + b.stmts[reader]
            .declares()
            .map_or(0, |v| *depths.get(&v).unwrap_or(&0));
        if depth > DEEPEST {
            continue;
        }
        let lands_at = match b.stmts[reader].declares() {
            Some(v) => lands.get(&v).copied().unwrap_or(reader),
            None => reader,
        };
        let read = operands(rhs);
        let changed = |v: &VarId| first_of(&sites.writes, *v, i + 1).is_some_and(|w| w < lands_at);
        if !read.iter().any(changed) && !conflicts(&b.stmts[lands_at], &read) {
            lands.insert(*var, lands_at);
            depths.insert(*var, depth);
            folds.folded.insert(*var, rhs.clone());
        }
    }
}

/// Which statements of a block read a variable, and which write it, in their order: looking for them at every temporary
/// would cost the square of the block's length.
#[derive(Default)]
struct Sites {
    reads: BTreeMap<VarId, Vec<usize>>,
    /// By themselves or in a block inside.
    writes: BTreeMap<VarId, Vec<usize>>,
}

impl Sites {
    fn of(b: &Block) -> Sites {
        let mut sites = Sites::default();
        for (i, s) in b.stmts.iter().enumerate() {
            for v in s.reads() {
                sites.reads.entry(v).or_default().push(i);
            }
            for v in s.writes_deep() {
                sites.writes.entry(v).or_default().push(i);
            }
        }
        sites
    }
}

/// The first of the statements from `start` on.
fn first_of(sites: &BTreeMap<VarId, Vec<usize>>, v: VarId, start: usize) -> Option<usize> {
    let all = sites.get(&v)?;
    all.get(all.partition_point(|&i| i < start)).copied()
}

fn is_pure(f: &Function, var: VarId, rhs: &Rhs) -> bool {
    match rhs {
        Rhs::Atom(_) | Rhs::Op(..) | Rhs::Prim(..) | Rhs::Cast(..) | Rhs::Len(_) => true,
        Rhs::Load(p) => f.var(var).ty.is_scalar() && !needs_ascription(f, var, p),
        Rhs::Tuple(_)
        | Rhs::Array(_)
        | Rhs::VecOf(_)
        | Rhs::Repeat(..)
        | Rhs::VecRepeat(..)
        | Rhs::Struct { .. }
        | Rhs::Overloaded(..)
        | Rhs::Clone(_)
        | Rhs::Zero { .. }
        | Rhs::Blank(_)
        | Rhs::Nth { .. } => true,
        Rhs::Take(_)
        | Rhs::VecPop(_)
        | Rhs::Call(_)
        | Rhs::Pullback(..)
        | Rhs::PullbackTangent(..)
        | Rhs::Pushforward(..)
        | Rhs::Lifted(..)
        | Rhs::Sweep(..)
        | Rhs::Pop { .. }
        | Rhs::PopResult { .. }
        | Rhs::PopLike { .. }
        | Rhs::Phantom
        | Rhs::Cells(_)
        | Rhs::Lend { .. } => false,
    }
}

/// A scalar read out of something of a type only rustc knows: the assumption is written down.
pub(super) fn needs_ascription(f: &Function, var: VarId, p: &Place) -> bool {
    f.var(var).ty.is_known() && !f.place_ty(p).is_known()
}

/// Whether a statement can take an operand as an expression instead of a name.
fn accepts(f: &Function, reader: &Stmt, var: VarId, rhs: &Rhs) -> bool {
    match reader {
        Stmt::Let { rhs: reader, .. } => match reader {
            // what is borrowed needs a name
            Rhs::Struct { .. }
            | Rhs::Overloaded(..)
            | Rhs::Pullback(..)
            | Rhs::PullbackTangent(..)
            | Rhs::Pushforward(..)
            | Rhs::Lifted(Lifting::Overload(_), ..) => {
                crate::ir::places(reader).iter().all(|p| p.root != var)
            }
            Rhs::Call(_) => false,
            Rhs::Sweep(..) => false,
            Rhs::PopResult { .. } | Rhs::Cells(_) | Rhs::Zero { .. } => false,
            Rhs::Load(p)
            | Rhs::Clone(p)
            | Rhs::Take(p)
            | Rhs::VecPop(p)
            | Rhs::Len(p)
            | Rhs::Lend { place: p, .. } => selects(p, var) && scalar(f, var),
            // an operator among commas reads badly (and has a lint)
            Rhs::Array(_) | Rhs::VecOf(_) | Rhs::Tuple(_) => {
                !matches!(rhs, Rhs::Op(row, _) if row.form == autodiff_runtime::ops::Form::Operator)
            }
            Rhs::Cast(..) => !is_constant(rhs),
            Rhs::Op(row, _) => row.form != autodiff_runtime::ops::Form::Method || !is_constant(rhs),
            _ => true,
        },
        Stmt::Declare { .. } | Stmt::VecPush { .. } => true,
        Stmt::Assign { .. } | Stmt::Accumulate { .. } => true,
        Stmt::If { .. } | Stmt::Match { .. } => true,
        Stmt::Loop(l) => matches!(l.kind, LoopKind::Range(_)) && scalar(f, var),
        Stmt::Swap { .. } | Stmt::Push { .. } | Stmt::Restore { .. } => false,
        Stmt::Scheduled(_) => false,
        Stmt::Exit { .. } | Stmt::Effect(_) => false,
    }
}

fn is_constant(rhs: &Rhs) -> bool {
    matches!(rhs, Rhs::Atom(Atom::Const(_)))
}

fn scalar(f: &Function, v: VarId) -> bool {
    f.var(v).ty.is_scalar() || matches!(f.var(v).ty, Ty::Unknown)
}

fn selects(p: &Place, v: VarId) -> bool {
    p.root != v
        && p.proj.iter().any(|proj| match proj {
            Proj::Index(a) => a.var() == Some(v),
            Proj::Slice(a, b) => a.var() == Some(v) || b.var() == Some(v),
            Proj::Field(_) | Proj::Named(_) => false,
        })
}

/// Whether a statement borrows mutably what the folded expression reads.
fn conflicts(s: &Stmt, read: &[VarId]) -> bool {
    match s {
        // `x = f(x)` and `x += x` read before they write
        Stmt::Assign { place, .. } => !place.is_whole() && read.contains(&place.root),
        Stmt::Accumulate { place, .. } => {
            // `x += ..` of a scalar reads its right side first
            !place.is_whole() && read.contains(&place.root)
        }
        Stmt::If { .. } | Stmt::Match { .. } | Stmt::Loop(_) => false,
        other => other.writes().iter().any(|w| read.contains(w)),
    }
}
