//! What a right-hand side reads, mentions and changes: the one place that knows where its operands sit.

use super::{Arg, Atom, BarArg, DotArg, Place, Rhs, Sweep, VarId};

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
        | Rhs::Zero { .. }
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

fn call_places(args: &[Arg]) -> Vec<&Place> {
    args.iter()
        .filter_map(|a| match a {
            Arg::Shared(p) | Arg::Mut(p) => Some(p),
            Arg::Value(_) => None,
        })
        .collect()
}

fn dot_places(dots: &[DotArg]) -> impl Iterator<Item = &Place> {
    dots.iter().filter_map(|d| match d {
        DotArg::Shared(p) | DotArg::Mut(p) => Some(p),
        DotArg::Inactive | DotArg::Value(_) => None,
    })
}

fn bar_places(bars: &[BarArg]) -> impl Iterator<Item = &Place> {
    bars.iter().filter_map(|b| match b {
        BarArg::Own(p) => Some(p),
        BarArg::Inactive => None,
    })
}

fn written_dots(dots: &[DotArg]) -> impl Iterator<Item = VarId> {
    dots.iter().filter_map(|d| match d {
        DotArg::Mut(p) => Some(p.root),
        DotArg::Inactive | DotArg::Value(_) | DotArg::Shared(_) => None,
    })
}

/// Every place a right-hand side mentions.
pub(crate) fn places(rhs: &Rhs) -> Vec<&Place> {
    match rhs {
        Rhs::Load(p)
        | Rhs::Clone(p)
        | Rhs::Len(p)
        | Rhs::Take(p)
        | Rhs::Zero { of: p, .. }
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

/// The roots a right-hand side changes while it is evaluated.
pub(super) fn written_roots(rhs: &Rhs) -> Vec<VarId> {
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
        | Rhs::Zero { .. }
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

/// The tape that a right-hand side works on.
pub(super) fn tape_of(rhs: &Rhs) -> Option<VarId> {
    match rhs {
        Rhs::Pop { tape } | Rhs::PopResult { tape, .. } | Rhs::PopLike { tape, .. } => Some(*tape),
        Rhs::Sweep(_, sweep) => match sweep {
            Sweep::Forward { tape }
            | Sweep::Reverse { tape, .. }
            | Sweep::ForwardTangent { tape, .. }
            | Sweep::ReverseTangent { tape, .. }
            | Sweep::ResultTangent { tape } => Some(*tape),
            Sweep::Tangent { .. } => None,
        },
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
        | Rhs::Take(_)
        | Rhs::Zero { .. }
        | Rhs::VecPop(_)
        | Rhs::Call(_)
        | Rhs::Nth { .. }
        | Rhs::Cells(_)
        | Rhs::Lend { .. }
        | Rhs::Blank(_)
        | Rhs::Phantom => None,
    }
}
