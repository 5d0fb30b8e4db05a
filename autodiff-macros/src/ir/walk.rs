//! What a statement reads, writes and contains: the one place that knows where its operands and blocks sit.

use super::operands::{operands, tape_of, written_roots};
use super::{Atom, Block, Function, Legs, Loop, LoopKind, Range, Rebind, Rhs, Step, Stmt, VarId};
use std::collections::{BTreeMap, BTreeSet};

/// The blocks directly inside a statement.
pub(crate) fn blocks(s: &Stmt) -> Vec<&Block> {
    match s {
        Stmt::If {
            then, otherwise, ..
        } => vec![then, otherwise],
        Stmt::Match { arms, .. } => arms
            .iter()
            .flat_map(|a| a.guard.iter().map(|(b, _)| b).chain([&a.body]))
            .collect(),
        Stmt::Loop(l) => vec![&l.body],
        Stmt::Scheduled(s) => match &s.legs {
            Legs::Forward { advance, .. } => vec![advance],
            Legs::Reverse {
                advance,
                keep,
                reverse,
            } => vec![advance, keep, reverse],
        },
        Stmt::Let { .. }
        | Stmt::Declare { .. }
        | Stmt::Assign { .. }
        | Stmt::Accumulate { .. }
        | Stmt::Swap { .. }
        | Stmt::VecPush { .. }
        | Stmt::Exit { .. }
        | Stmt::Effect(_)
        | Stmt::Push { .. }
        | Stmt::Restore { .. } => vec![],
    }
}

pub(crate) fn blocks_mut(s: &mut Stmt) -> Vec<&mut Block> {
    match s {
        Stmt::If {
            then, otherwise, ..
        } => vec![then, otherwise],
        Stmt::Match { arms, .. } => arms
            .iter_mut()
            .flat_map(|a| a.guard.iter_mut().map(|(b, _)| b).chain([&mut a.body]))
            .collect(),
        Stmt::Loop(l) => vec![&mut l.body],
        Stmt::Scheduled(s) => match &mut s.legs {
            Legs::Forward { advance, .. } => vec![advance],
            Legs::Reverse {
                advance,
                keep,
                reverse,
            } => vec![advance, keep, reverse],
        },
        Stmt::Let { .. }
        | Stmt::Declare { .. }
        | Stmt::Assign { .. }
        | Stmt::Accumulate { .. }
        | Stmt::Swap { .. }
        | Stmt::VecPush { .. }
        | Stmt::Exit { .. }
        | Stmt::Effect(_)
        | Stmt::Push { .. }
        | Stmt::Restore { .. } => vec![],
    }
}

/// How often each variable is read.
pub(crate) type Uses = BTreeMap<VarId, usize>;

/// By a function, its result included.
pub(crate) fn uses(f: &Function) -> Uses {
    let mut uses = Uses::new();
    count(&f.body, &mut uses);
    if let Some(v) = f.result.as_ref().and_then(Atom::var) {
        *uses.entry(v).or_default() += 1;
    }
    uses
}

/// By a block.
pub(crate) fn count(b: &Block, uses: &mut Uses) {
    for s in &b.stmts {
        for v in s.reads() {
            *uses.entry(v).or_default() += 1;
        }
        blocks(s).into_iter().for_each(|b| count(b, uses));
    }
}

/// Whether control never gets past the end of a block.
pub(crate) fn diverges(b: &Block) -> bool {
    fn leaves(b: &Block, id: super::LoopId) -> bool {
        b.stmts.iter().any(|s| {
            matches!(s, Stmt::Exit { target: super::Target::Break(t), .. } if *t == id)
                || blocks(s).into_iter().any(|b| leaves(b, id))
        })
    }
    match b.stmts.last() {
        Some(Stmt::Exit { .. }) => true,
        Some(Stmt::Effect(e)) => e.diverges,
        Some(Stmt::Loop(l)) => matches!(l.kind, LoopKind::Forever) && !leaves(&l.body, l.id),
        Some(Stmt::If {
            then, otherwise, ..
        }) => diverges(then) && diverges(otherwise),
        Some(Stmt::Match { arms, .. }) => arms.iter().all(|a| diverges(&a.body)),
        _ => false,
    }
}

impl Stmt {
    /// The variables whose values the statement itself reads; nested blocks are not entered.
    pub(crate) fn reads(&self) -> Vec<VarId> {
        match self {
            Stmt::Let { rhs, .. } => operands(rhs),
            Stmt::Declare { init, .. } => init.iter().filter_map(Atom::var).collect(),
            Stmt::Assign { place, value } => place.selectors().chain(value.var()).collect(),
            Stmt::Accumulate { place, value, .. } => place
                .selectors()
                .chain(value.var())
                .chain([place.root])
                .collect(),
            Stmt::Swap { a, b } => a
                .selectors()
                .chain(b.selectors())
                .chain([a.root, b.root])
                .collect(),
            Stmt::VecPush { vec, value } => vec
                .selectors()
                .chain(value.var())
                .chain([vec.root])
                .collect(),
            Stmt::If { cond, .. } => cond.var().into_iter().collect(),
            Stmt::Match {
                scrutinee, arms, ..
            } => scrutinee
                .var()
                .into_iter()
                .chain(
                    arms.iter()
                        .filter_map(|a| a.guard.as_ref().and_then(|(_, g)| g.var())),
                )
                .collect(),
            Stmt::Loop(l) => header_reads(l),
            Stmt::Scheduled(s) => {
                let size = match &s.legs {
                    Legs::Forward { checkpoint, .. } => checkpoint.size.var(),
                    Legs::Reverse { .. } => None,
                };
                let state = s.state.iter().map(|p| p.root);
                range_reads(&s.range)
                    .into_iter()
                    .chain(size)
                    .chain(state)
                    .collect()
            }
            Stmt::Exit { .. } => vec![],
            Stmt::Effect(e) => e.binds.iter().flat_map(|(_, r)| rebind_reads(r)).collect(),
            Stmt::Push { place, .. } | Stmt::Restore { place, .. } => {
                place.selectors().chain([place.root]).collect()
            }
        }
    }

    /// The roots of the places the statement itself changes (declarations are not changes).
    pub(crate) fn writes(&self) -> Vec<VarId> {
        match self {
            Stmt::Let { rhs, .. } => written_roots(rhs),
            Stmt::Assign { place, .. }
            | Stmt::Accumulate { place, .. }
            | Stmt::Restore { place, .. }
            | Stmt::VecPush { vec: place, .. } => vec![place.root],
            Stmt::Swap { a, b } => vec![a.root, b.root],
            Stmt::Scheduled(s) => match &s.legs {
                Legs::Forward { .. } => vec![],
                Legs::Reverse { .. } => s.state.iter().map(|p| p.root).collect(),
            },
            Stmt::Declare { .. }
            | Stmt::If { .. }
            | Stmt::Match { .. }
            | Stmt::Loop(_)
            | Stmt::Exit { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. } => vec![],
        }
    }

    /// As `writes`, nested blocks included.
    pub(crate) fn writes_deep(&self) -> Vec<VarId> {
        let mut all = self.writes();
        for b in blocks(self) {
            for s in &b.stmts {
                all.extend(s.writes_deep());
            }
        }
        all
    }

    /// The tape that the statement itself works on; nested blocks are not entered.
    pub(crate) fn tape(&self) -> Option<VarId> {
        match self {
            Stmt::Let { rhs, .. } => tape_of(rhs),
            Stmt::Push { tape, .. } | Stmt::Restore { tape, .. } => Some(*tape),
            Stmt::Scheduled(s) => Some(s.tape),
            Stmt::Declare { .. }
            | Stmt::Assign { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Swap { .. }
            | Stmt::VecPush { .. }
            | Stmt::If { .. }
            | Stmt::Match { .. }
            | Stmt::Loop(_)
            | Stmt::Exit { .. }
            | Stmt::Effect(_) => None,
        }
    }

    /// The variable the statement declares in its own block.
    pub(crate) fn declares(&self) -> Option<VarId> {
        match self {
            Stmt::Let { var, .. } | Stmt::Declare { var, .. } => Some(*var),
            Stmt::Assign { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Swap { .. }
            | Stmt::VecPush { .. }
            | Stmt::If { .. }
            | Stmt::Match { .. }
            | Stmt::Loop(_)
            | Stmt::Scheduled(_)
            | Stmt::Exit { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => None,
        }
    }
}

fn header_reads(l: &Loop) -> Vec<VarId> {
    let size = l.checkpoint.as_ref().and_then(|c| c.size.var());
    match &l.kind {
        LoopKind::Range(r) => range_reads(r).into_iter().chain(size).collect(),
        LoopKind::Forever | LoopKind::Once => vec![],
    }
}

fn range_reads(r: &Range) -> Vec<VarId> {
    let steps = r.steps.iter().filter_map(|s| match s {
        Step::By(a) => a.var(),
        Step::Rev => None,
    });
    let ends = r.lo.var().into_iter().chain(r.hi.var());
    ends.chain(steps).collect()
}

fn rebind_reads(r: &Rebind) -> Vec<VarId> {
    match r {
        Rebind::Atom(a) => a.var().into_iter().collect(),
        Rebind::Place(p) | Rebind::Ref(p) => p.selectors().chain([p.root]).collect(),
        Rebind::Tuple(rs) => rs.iter().flat_map(rebind_reads).collect(),
        Rebind::Option(present, payload) => {
            let mut all = rebind_reads(present);
            all.extend(rebind_reads(payload));
            all
        }
    }
}

/// The first variable whose definition is found by a trait: an operator on a type that only rustc knows, or a struct.
pub(crate) fn first_opaque(b: &Block) -> Option<VarId> {
    b.stmts.iter().find_map(|s| match s {
        Stmt::Let {
            var,
            rhs:
                Rhs::Overloaded(..) | Rhs::Struct { .. } | Rhs::Pullback(..) | Rhs::Pushforward(..),
        } => Some(*var),
        other => blocks(other).into_iter().find_map(first_opaque),
    })
}

/// Takes out variables that are read nowhere and only assigned or added to, with all that is done to them.
pub(crate) fn drop_variables(b: &mut Block, dropped: &BTreeSet<VarId>) {
    b.stmts.retain(|s| match s {
        Stmt::Declare { var, .. } => !dropped.contains(var),
        Stmt::Assign { place, .. } | Stmt::Accumulate { place, .. } => {
            !dropped.contains(&place.root)
        }
        Stmt::Let { .. }
        | Stmt::Swap { .. }
        | Stmt::VecPush { .. }
        | Stmt::If { .. }
        | Stmt::Match { .. }
        | Stmt::Loop(_)
        | Stmt::Scheduled(_)
        | Stmt::Exit { .. }
        | Stmt::Effect(_)
        | Stmt::Push { .. }
        | Stmt::Restore { .. } => true,
    });
    for s in &mut b.stmts {
        blocks_mut(s)
            .into_iter()
            .for_each(|b| drop_variables(b, dropped));
    }
}
