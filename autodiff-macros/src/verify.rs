//! Checks between passes: what a pass promises, tested where it is cheap. A failure is a bug of this crate.

use crate::ir::{Block, Function, Legs, LoopKind, Rhs, Role, Scheduled, Stmt, VarId, blocks};
use crate::reverse::Sweeps;
use std::collections::BTreeSet;

/// Every variable is declared once, before it is read.
pub(crate) fn primal(f: &Function) {
    let mut known: BTreeSet<VarId> = f.params.iter().map(|p| p.var).collect();
    block(f, &f.body, &mut known);
}

/// Nothing but the lift calculates with the numbers beside the reals: in lanes of sets, arithmetic has no meaning.
pub(crate) fn lifted(f: &Function, b: &Block) {
    for s in &b.stmts {
        let calculates = match s {
            Stmt::Let {
                rhs: Rhs::Op(_, args),
                ..
            } => args.iter().any(|a| f.ty(a).has_lanes()),
            Stmt::Let {
                rhs: Rhs::Cast(a, _),
                ..
            } => f.ty(a).has_lanes(),
            Stmt::Accumulate { place, .. } => f.place_ty(place).has_lanes(),
            _ => false,
        };
        assert!(!calculates, "arithmetic on the numbers of a lift");
        blocks(s).into_iter().for_each(|b| lifted(f, b));
    }
}

fn block(f: &Function, b: &Block, known: &mut BTreeSet<VarId>) {
    let outer = known.clone();
    for s in &b.stmts {
        let reads = match s {
            // guards read what their own blocks declare
            Stmt::Match { scrutinee, .. } => scrutinee.var().into_iter().collect(),
            other => other.reads(),
        };
        for v in reads {
            let item = f.var(v).role == Role::Item;
            assert!(
                item || known.contains(&v),
                "`{}` is read before it is declared",
                f.var(v).name
            );
        }
        if let Stmt::Loop(l) = s
            && let LoopKind::Range(r) = &l.kind
        {
            known.insert(r.var);
        }
        blocks(s).into_iter().for_each(|b| block(f, b, known));
        if let Some(v) = s.declares() {
            assert!(known.insert(v), "`{}` is declared twice", f.var(v).name);
        }
    }
    known.clone_from(&outer);
    known.extend(b.stmts.iter().filter_map(Stmt::declares));
}

/// The sweeps keep and take back equally often, block by block: what one loop or branch pushes is popped by its
/// mirror image. (The order is checked by construction: both walk the same plan.)
pub(crate) fn sweeps(s: &Sweeps) {
    let pushes = traffic(&s.forward).0;
    let pops = traffic(&s.reverse).1;
    assert_eq!(
        pushes.is_empty(),
        pops.is_empty(),
        "one sweep uses the tape and the other does not"
    );
    assert!(
        traffic(&s.forward).1.is_empty(),
        "the forward sweep takes from the tape"
    );
    assert!(
        traffic(&s.reverse).0.is_empty(),
        "the reverse sweep adds to the tape"
    );
    assert_eq!(
        pushes, pops,
        "the sweeps do not keep and take the same variables"
    );
}

/// The variables kept, and those taken back.
fn traffic(b: &Block) -> (BTreeSet<VarId>, BTreeSet<VarId>) {
    let (mut pushes, mut pops) = (BTreeSet::new(), BTreeSet::new());
    collect(b, &mut pushes, &mut pops);
    (pushes, pops)
}

/// What trips keep that run again is taken back by their adjoints.
fn scheduled(s: &Scheduled, pushes: &mut BTreeSet<VarId>, pops: &mut BTreeSet<VarId>) {
    let state = s.state.iter().map(|p| p.root);
    match &s.legs {
        Legs::Forward { advance, .. } => {
            let (kept, taken) = traffic(advance);
            assert!(kept.is_empty() && taken.is_empty(), "a plain trip keeps");
            pushes.extend(state);
        }
        Legs::Reverse {
            advance,
            keep,
            reverse,
        } => {
            let (kept, taken) = traffic(advance);
            assert!(kept.is_empty() && taken.is_empty(), "a plain trip keeps");
            let (kept, taken) = (traffic(keep), traffic(reverse));
            assert!(kept.1.is_empty() && taken.0.is_empty(), "mixed sweeps");
            assert_eq!(kept.0, taken.1, "a trip and its adjoint do not match");
            pops.extend(state);
        }
    }
}

fn collect(b: &Block, pushes: &mut BTreeSet<VarId>, pops: &mut BTreeSet<VarId>) {
    let mut renamed = BTreeSet::new();
    for s in &b.stmts {
        if let Stmt::Scheduled(s) = s {
            scheduled(s, pushes, pops);
            continue;
        }
        match s {
            Stmt::Push { place, .. } => {
                pushes.insert(place.root);
            }
            Stmt::Restore { place, .. } => {
                pops.insert(place.root);
            }
            Stmt::Let {
                var,
                rhs: Rhs::Pop { .. } | Rhs::PopResult { .. } | Rhs::PopLike { .. },
            } => {
                pops.insert(*var);
                renamed.insert(*var);
            }
            // a reassigned variable is popped into a temporary first
            Stmt::Declare {
                var,
                init: Some(crate::ir::Atom::Var(t)),
            } if renamed.contains(t) => {
                pops.remove(t);
                pops.insert(*var);
            }
            _ => {}
        }
        blocks(s).into_iter().for_each(|b| collect(b, pushes, pops));
    }
}
