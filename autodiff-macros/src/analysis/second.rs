//! Which variables of the sweeps of reverse mode have tangents at second order.
//!
//! A variable of the primal has one if it is active at first order: what an adjoint statement reads is an operand
//! with a derivative, so it is useful where it varies. (An element taken out of a `Vec` may be useful only because it
//! was there before: it goes by the `Vec`.) Of the variables the reverse transform made, those that what
//! varies flows into. The answer does not depend on the position, so pushes and pops agree.

use super::Activity;
use crate::ir::{Atom, Block, Rhs, Role, Stmt, Sweep, VarId, blocks, operands};
use crate::reverse::Sweeps;

/// One flag a variable.
pub(crate) fn varying(s: &Sweeps, primal_vars: usize, activity: &Activity) -> Vec<bool> {
    let f = &s.f;
    let mut marked: Vec<bool> = (0u32..)
        .take(f.vars.len())
        .map(|i| activity.is_active(VarId(i)))
        .collect();
    marked[s.y_bar.0 as usize] = true;
    let mut edges = vec![];
    for b in [&s.forward, &s.reverse] {
        collect(b, &mut edges, &mut marked);
    }
    for bar in s.bars.iter().flatten() {
        marked[bar.0 as usize] = true;
    }
    let made = |v: VarId| {
        let var = f.var(v);
        v.0 as usize >= primal_vars && var.ty.carries_reals() && var.role != Role::Item
    };
    super::activity::spread(&edges, &mut marked, &made);
    for (i, var) in f.vars.iter().enumerate() {
        marked[i] &= var.ty.carries_reals();
    }
    marked
}

fn collect(b: &Block, edges: &mut Vec<(VarId, VarId)>, marked: &mut [bool]) {
    for s in &b.stmts {
        match s {
            Stmt::Let { var, rhs } => of_rhs(*var, rhs, edges, marked),
            Stmt::Declare { var, init } => {
                if let Some(init) = init.as_ref().and_then(Atom::var) {
                    // back, too: what was popped, viewed or made zero for a variable is as that variable
                    edges.extend([(init, *var), (*var, init)]);
                }
            }
            Stmt::Assign { place, value } | Stmt::Accumulate { place, value, .. } => {
                edges.extend(value.var().map(|v| (v, place.root)));
            }
            Stmt::VecPush { vec, value } => edges.extend(value.var().map(|v| (v, vec.root))),
            Stmt::Swap { a, b } => edges.extend([(a.root, b.root), (b.root, a.root)]),
            Stmt::If { .. }
            | Stmt::Match { .. }
            | Stmt::Loop(_)
            | Stmt::Scheduled(_)
            | Stmt::Exit { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => {}
        }
        for inner in blocks(s) {
            collect(inner, edges, marked);
        }
    }
}

fn of_rhs(var: VarId, rhs: &Rhs, edges: &mut Vec<(VarId, VarId)>, marked: &mut [bool]) {
    match rhs {
        // without a derivative
        Rhs::Prim(..) | Rhs::Len(_) | Rhs::Zero { .. } | Rhs::Nth { .. } => {}
        // without a companion, or what was pushed under the same name
        Rhs::Call(_) | Rhs::PopLike { .. } | Rhs::Pop { .. } => {}
        // never read
        Rhs::Blank(_) | Rhs::Phantom => {}
        Rhs::PopResult { .. } => marked[var.0 as usize] = true,
        // what is popped goes back in the reverse sweep, and is read again by statements before the pop
        Rhs::VecPop(p) => {
            marked[var.0 as usize] |= marked[p.root.0 as usize];
            edges.push((p.root, var));
        }
        Rhs::Sweep(_, sweep) => {
            if let Sweep::Reverse { .. } = sweep {
                marked[var.0 as usize] = true;
            }
            // a callee may add what varies to every accumulator it is handed
            let written = Stmt::Let {
                var,
                rhs: rhs.clone(),
            }
            .writes();
            edges.extend(written.into_iter().map(|w| (var, w)));
        }
        Rhs::Cells(p) | Rhs::Lend { place: p, .. } => {
            edges.extend([(p.root, var), (var, p.root)]);
        }
        Rhs::Op(row, args) => {
            let inputs = args.iter().zip(row.rules).filter(|(_, rule)| **rule != "0");
            edges.extend(inputs.filter_map(|(a, _)| a.var()).map(|a| (a, var)));
        }
        // what the rule returns varies with everything it is handed
        Rhs::Pullback(..) => marked[var.0 as usize] = true,
        Rhs::PullbackTangent(..) | Rhs::Pushforward(..) | Rhs::Lifted(..) => {
            unreachable!("the sweeps of reverse mode have no tangents yet")
        }
        Rhs::Atom(_)
        | Rhs::Load(_)
        | Rhs::Overloaded(..)
        | Rhs::Struct { .. }
        | Rhs::Cast(..)
        | Rhs::Tuple(_)
        | Rhs::Array(_)
        | Rhs::VecOf(_)
        | Rhs::Repeat(..)
        | Rhs::VecRepeat(..)
        | Rhs::Clone(_)
        | Rhs::Take(_) => edges.extend(operands(rhs).into_iter().map(|v| (v, var))),
    }
}
