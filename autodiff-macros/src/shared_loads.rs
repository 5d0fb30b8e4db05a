//! An element that is read twice, with nothing written to it in between, is read once: its cotangent gets one contribution.

use crate::ir::{
    Atom, Block, Function, Place, Proj, Rhs, Role, Stmt, Ty, Uses, VarId, blocks_mut, operands,
    uses,
};
use std::collections::BTreeMap;

pub(crate) fn share(f: &mut Function) {
    let uses = uses(f);
    let mut body = std::mem::take(&mut f.body);
    in_block(&mut body, f, &uses);
    f.body = body;
}

/// What was computed, by its text, as long as it would be the same again: from what, and its name.
type Known = BTreeMap<String, (Vec<VarId>, VarId)>;

fn in_block(b: &mut Block, f: &Function, uses: &Uses) {
    let mut known = Known::new();
    let mut i = 0;
    while i < b.stmts.len() {
        if let Some((text, from, var)) = shareable(&b.stmts[i], f) {
            match known.get(&text).map(|(_, first)| *first) {
                Some(first)
                    if f.var(var).role == Role::Temp
                        && rename(&mut b.stmts[i + 1..], var, first, uses) =>
                {
                    b.stmts.remove(i);
                    continue;
                }
                Some(_) => {}
                None => {
                    known.insert(text, (from, var));
                }
            }
        }
        let written = b.stmts[i].writes_deep();
        if !written.is_empty() {
            known.retain(|_, (from, _)| !from.iter().any(|v| written.contains(v)));
        }
        for inner in blocks_mut(&mut b.stmts[i]) {
            in_block(inner, f, uses);
        }
        i += 1;
    }
}

/// Elements that are reals, and what indices are made of: a text, the variables in it, and the name.
fn shareable(s: &Stmt, f: &Function) -> Option<(String, Vec<VarId>, VarId)> {
    let Stmt::Let { var, rhs } = s else {
        return None;
    };
    let ty = &f.var(*var).ty;
    let text = match rhs {
        // a variable has a name already
        Rhs::Load(p) if ty.is_real() && !p.is_whole() => element(p),
        Rhs::Op(row, args)
            if matches!(ty, Ty::Int(_)) && ["add", "sub", "mul"].contains(&row.name) =>
        {
            let args: Vec<String> = args.iter().map(atom).collect();
            format!("{}({}): {ty:?}", row.name, args.join(", "))
        }
        _ => return None,
    };
    Some((text, operands(rhs), *var))
}

fn element(p: &Place) -> String {
    let parts = p.proj.iter().map(|proj| match proj {
        Proj::Index(a) => format!("[{}]", atom(a)),
        Proj::Slice(a, b) => format!("[{}..{}]", atom(a), atom(b)),
        Proj::Field(n) => format!(".{n}"),
        Proj::Named(name) => format!(".{name}"),
    });
    format!("v{}{}", p.root.0, parts.collect::<String>())
}

fn atom(a: &Atom) -> String {
    match a {
        Atom::Var(v) => format!("v{}", v.0),
        Atom::Const(c) => c.tokens.to_string(),
    }
}

/// Puts one variable in the place of another, if all that reads the other is in this block and can be told so.
fn rename(rest: &mut [Stmt], from: VarId, to: VarId, uses: &Uses) -> bool {
    let mut reads: Vec<&mut Atom> = vec![];
    let wanted = uses.get(&from).copied().unwrap_or(0);
    for s in rest {
        if reads.len() == wanted {
            break;
        }
        let mut atoms: Vec<&mut Atom> = vec![];
        match s {
            Stmt::Let {
                rhs: Rhs::Op(_, args),
                ..
            } => atoms.extend(args),
            Stmt::Let {
                rhs: Rhs::Load(p), ..
            } => atoms.extend(indices(p)),
            Stmt::Assign { place, value } | Stmt::Accumulate { place, value, .. } => {
                atoms.extend(indices(place));
                atoms.push(value);
            }
            _ => {}
        }
        let operand = |a: &&mut Atom| a.var() == Some(from);
        reads.extend(atoms.into_iter().filter(operand));
    }
    let all = reads.len() == wanted;
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
