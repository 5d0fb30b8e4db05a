//! An element that is read twice, with nothing written to it in between, is read once: its cotangent gets one contribution.

use crate::ir::{
    Atom, Block, Function, Place, Proj, Rhs, Role, Stmt, Ty, VarId, blocks, blocks_mut, operands,
};
use std::collections::BTreeMap;

/// How often each variable is read.
type Uses = BTreeMap<VarId, usize>;

pub(crate) fn share(f: &mut Function) {
    let mut uses = Uses::new();
    count(&f.body, &mut uses);
    if let Some(v) = f.result.as_ref().and_then(Atom::var) {
        *uses.entry(v).or_default() += 1;
    }
    let mut body = std::mem::take(&mut f.body);
    in_block(&mut body, f, &uses);
    f.body = body;
}

fn count(b: &Block, uses: &mut Uses) {
    for s in &b.stmts {
        for v in s.reads() {
            *uses.entry(v).or_default() += 1;
        }
        blocks(s).into_iter().for_each(|b| count(b, uses));
    }
}

fn in_block(b: &mut Block, f: &Function, uses: &Uses) {
    // what was computed, as long as it would be the same again
    let mut known: Vec<(Rhs, VarId)> = vec![];
    let mut i = 0;
    while i < b.stmts.len() {
        if let Some((rhs, var)) = shareable(&b.stmts[i], f) {
            let first = known
                .iter()
                .find(|(other, _)| is_same(other, rhs))
                .map(|(_, v)| *v);
            let rhs = rhs.clone();
            match first {
                Some(first)
                    if f.var(var).role == Role::Temp
                        && rename(&mut b.stmts[i + 1..], var, first, uses) =>
                {
                    b.stmts.remove(i);
                    continue;
                }
                Some(_) => {}
                None => known.push((rhs, var)),
            }
        }
        let written = b.stmts[i].writes_deep();
        known.retain(|(rhs, _)| !operands(rhs).iter().any(|v| written.contains(v)));
        for inner in blocks_mut(&mut b.stmts[i]) {
            in_block(inner, f, uses);
        }
        i += 1;
    }
}

/// Elements that are reals, and what indices are made of.
fn shareable<'a>(s: &'a Stmt, f: &Function) -> Option<(&'a Rhs, VarId)> {
    let Stmt::Let { var, rhs } = s else {
        return None;
    };
    let ty = &f.var(*var).ty;
    let fits = match rhs {
        // a variable has a name already
        Rhs::Load(p) => ty.is_real() && !p.is_whole(),
        Rhs::Op(row, _) => matches!(ty, Ty::Int(_)) && ["add", "sub", "mul"].contains(&row.name),
        _ => false,
    };
    fits.then_some((rhs, *var))
}

fn is_same(a: &Rhs, b: &Rhs) -> bool {
    match (a, b) {
        (Rhs::Load(a), Rhs::Load(b)) => a.is_same(b),
        (Rhs::Op(row, args), Rhs::Op(other, others)) => {
            let mut pairs = args.iter().zip(others);
            row.name == other.name && pairs.all(|(a, b)| a.is_same(b))
        }
        _ => false,
    }
}

/// Puts one variable in the place of another, if all that reads the other is in this block and can be told so.
fn rename(rest: &mut [Stmt], from: VarId, to: VarId, uses: &Uses) -> bool {
    let mut reads: Vec<&mut Atom> = vec![];
    for s in rest {
        match s {
            Stmt::Let {
                rhs: Rhs::Op(_, args),
                ..
            } => reads.extend(args),
            Stmt::Let {
                rhs: Rhs::Load(p), ..
            } => reads.extend(indices(p)),
            Stmt::Assign { place, value } | Stmt::Accumulate { place, value, .. } => {
                reads.extend(indices(place));
                reads.push(value);
            }
            _ => {}
        }
    }
    reads.retain(|a| a.var() == Some(from));
    let all = reads.len() == uses.get(&from).copied().unwrap_or(0);
    if all {
        reads.into_iter().for_each(|a| *a = Atom::Var(to));
    }
    all
}

fn indices(p: &mut Place) -> impl Iterator<Item = &mut Atom> {
    p.proj.iter_mut().filter_map(|proj| match proj {
        Proj::Index(a) => Some(a),
        Proj::Slice(..) | Proj::Field(_) | Proj::Named(_) => None,
    })
}
