//! What a statement reads, writes and contains: the one place that knows where operands sit.

use super::{
    Arg, Atom, BarArg, Block, DotArg, Legs, Loop, LoopKind, Place, Range, Rebind, Rhs, Step, Stmt,
    Sweep, VarId,
};

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

/// The right-hand side's atoms, selectors of places excluded.
fn atoms(rhs: &Rhs) -> Vec<&Atom> {
    match rhs {
        Rhs::Atom(a) | Rhs::Cast(a, _) | Rhs::Repeat(a, _) => vec![a],
        Rhs::Op(_, args)
        | Rhs::Prim(_, args)
        | Rhs::Tuple(args)
        | Rhs::Array(args)
        | Rhs::VecOf(args) => args.iter().collect(),
        Rhs::Struct { fields, .. } => fields.iter().map(|(_, a)| a).collect(),
        Rhs::Overloaded(_, args) => call_atoms(args),
        Rhs::Pullback(_, args, y_bar) => call_atoms(args).into_iter().chain([y_bar]).collect(),
        Rhs::PullbackTangent(_, args, dots, y_bar) => call_atoms(args)
            .into_iter()
            .chain(dots.iter().flatten())
            .chain(y_bar.iter())
            .collect(),
        Rhs::Pushforward(_, args, dots) | Rhs::Lifted(_, args, dots) => call_atoms(args)
            .into_iter()
            .chain(dots.iter().flatten())
            .collect(),
        Rhs::VecRepeat(a, n) => vec![a, n],
        Rhs::Nth { lo, k, .. } => vec![lo, k],
        Rhs::Call(c) | Rhs::PopResult { call: c, .. } => call_atoms(&c.args),
        Rhs::Sweep(c, sweep) => {
            let mut all = call_atoms(&c.args);
            match sweep {
                Sweep::Forward { .. } | Sweep::ResultTangent { .. } => {}
                Sweep::Reverse { y_bar, .. } => all.extend(y_bar),
                Sweep::Tangent { dots, .. } | Sweep::ForwardTangent { dots, .. } => {
                    all.extend(dot_atoms(dots));
                }
                Sweep::ReverseTangent { dots, y_bar, .. } => {
                    all.extend(dot_atoms(dots));
                    all.extend(y_bar.iter());
                }
            }
            all
        }
        Rhs::Load(_)
        | Rhs::Clone(_)
        | Rhs::Len(_)
        | Rhs::Take(_)
        | Rhs::Zero(_)
        | Rhs::VecPop(_)
        | Rhs::Cells(_)
        | Rhs::Lend { .. }
        // a witness reads nothing: it does not run
        | Rhs::Pop { .. }
        | Rhs::PopLike { .. }
        | Rhs::Blank(_)
        | Rhs::Phantom => vec![],
    }
}

fn call_atoms(args: &[Arg]) -> Vec<&Atom> {
    args.iter()
        .filter_map(|a| match a {
            Arg::Value(a) => Some(a),
            Arg::Shared(_) | Arg::Mut(_) => None,
        })
        .collect()
}

fn dot_atoms(dots: &[DotArg]) -> impl Iterator<Item = &Atom> {
    dots.iter().filter_map(|d| match d {
        DotArg::Value(a) => Some(a),
        DotArg::Inactive | DotArg::Shared(_) | DotArg::Mut(_) => None,
    })
}

fn dot_places(dots: &[DotArg]) -> impl Iterator<Item = &Place> {
    dots.iter().filter_map(|d| match d {
        DotArg::Shared(p) | DotArg::Mut(p) => Some(p),
        DotArg::Inactive | DotArg::Value(_) => None,
    })
}

fn written_dots(dots: &[DotArg]) -> impl Iterator<Item = VarId> {
    dots.iter().filter_map(|d| match d {
        DotArg::Mut(p) => Some(p.root),
        DotArg::Inactive | DotArg::Value(_) | DotArg::Shared(_) => None,
    })
}

fn bar_places(bars: &[BarArg]) -> impl Iterator<Item = &Place> {
    bars.iter().filter_map(|b| match b {
        BarArg::Own(p) => Some(p),
        BarArg::Inactive => None,
    })
}

fn call_places(args: &[Arg]) -> Vec<&Place> {
    args.iter()
        .filter_map(|a| match a {
            Arg::Shared(p) | Arg::Mut(p) => Some(p),
            Arg::Value(_) => None,
        })
        .collect()
}

/// Every place a right-hand side mentions.
pub(crate) fn places(rhs: &Rhs) -> Vec<&Place> {
    match rhs {
        Rhs::Load(p)
        | Rhs::Clone(p)
        | Rhs::Len(p)
        | Rhs::Take(p)
        | Rhs::Zero(p)
        | Rhs::VecPop(p)
        | Rhs::Cells(p)
        | Rhs::Lend { place: p, .. } => vec![p],
        Rhs::Call(c) | Rhs::PopResult { call: c, .. } => call_places(&c.args),
        Rhs::Overloaded(_, args)
        | Rhs::Pullback(_, args, _)
        | Rhs::PullbackTangent(_, args, ..)
        | Rhs::Pushforward(_, args, _)
        | Rhs::Lifted(_, args, _) => call_places(args),
        Rhs::Struct { rest, .. } => rest.iter().collect(),
        Rhs::Sweep(c, sweep) => {
            let mut all = call_places(&c.args);
            match sweep {
                Sweep::Forward { .. } | Sweep::ResultTangent { .. } => {}
                Sweep::Reverse { bars, .. } => all.extend(bar_places(bars)),
                Sweep::Tangent { dots, .. } | Sweep::ForwardTangent { dots, .. } => {
                    all.extend(dot_places(dots));
                }
                Sweep::ReverseTangent {
                    dots,
                    bars,
                    bar_dots,
                    ..
                } => {
                    all.extend(dot_places(dots));
                    all.extend(bar_places(bars).chain(bar_places(bar_dots)));
                }
            }
            all
        }
        Rhs::Atom(_)
        | Rhs::Op(..)
        | Rhs::Prim(..)
        | Rhs::Cast(..)
        | Rhs::Tuple(_)
        | Rhs::Array(_)
        | Rhs::VecOf(_)
        | Rhs::Repeat(..)
        | Rhs::VecRepeat(..)
        | Rhs::Nth { .. }
        | Rhs::Pop { .. }
        | Rhs::PopLike { .. }
        | Rhs::Blank(_)
        | Rhs::Phantom => vec![],
    }
}

/// Every variable whose value a right-hand side reads.
pub(crate) fn operands(rhs: &Rhs) -> Vec<VarId> {
    let mut all: Vec<VarId> = atoms(rhs).into_iter().filter_map(Atom::var).collect();
    for p in places(rhs) {
        all.push(p.root);
        all.extend(p.selectors());
    }
    all
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

/// The roots a right-hand side changes while it is evaluated.
fn written_roots(rhs: &Rhs) -> Vec<VarId> {
    let borrowed = |args: &[Arg]| -> Vec<VarId> {
        args.iter()
            .filter_map(|a| match a {
                Arg::Mut(p) => Some(p.root),
                Arg::Value(_) | Arg::Shared(_) => None,
            })
            .collect()
    };
    match rhs {
        Rhs::Take(p)
        | Rhs::VecPop(p)
        | Rhs::Lend {
            place: p,
            mutable: true,
        } => vec![p.root],
        Rhs::Call(c) => borrowed(&c.args),
        Rhs::Sweep(c, sweep) => {
            let mut all = borrowed(&c.args);
            match sweep {
                Sweep::Forward { .. } | Sweep::ResultTangent { .. } => {}
                Sweep::Reverse { bars, .. } => all.extend(bar_places(bars).map(|p| p.root)),
                Sweep::Tangent { dots, .. } | Sweep::ForwardTangent { dots, .. } => {
                    all.extend(written_dots(dots));
                }
                Sweep::ReverseTangent {
                    dots,
                    bars,
                    bar_dots,
                    ..
                } => {
                    all.extend(written_dots(dots));
                    let bars = bar_places(bars).chain(bar_places(bar_dots));
                    all.extend(bars.map(|p| p.root));
                }
            }
            all
        }
        Rhs::Atom(_)
        | Rhs::Load(_)
        | Rhs::Op(..)
        | Rhs::Prim(..)
        | Rhs::Cast(..)
        | Rhs::Tuple(_)
        | Rhs::Array(_)
        | Rhs::VecOf(_)
        | Rhs::Struct { .. }
        | Rhs::Overloaded(..)
        | Rhs::Pullback(..)
        | Rhs::PullbackTangent(..)
        | Rhs::Pushforward(..)
        | Rhs::Lifted(..)
        | Rhs::Repeat(..)
        | Rhs::VecRepeat(..)
        | Rhs::Clone(_)
        | Rhs::Len(_)
        | Rhs::Zero(_)
        | Rhs::Nth { .. }
        | Rhs::Cells(_)
        | Rhs::Lend { mutable: false, .. }
        | Rhs::Pop { .. }
        | Rhs::PopResult { .. }
        | Rhs::PopLike { .. }
        | Rhs::Blank(_)
        | Rhs::Phantom => vec![],
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
