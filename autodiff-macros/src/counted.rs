//! Loops that count by one, and what their bodies index at fixed distances from the counter.

use crate::build::usize_const;
use crate::ir::{
    Atom, Block, Const, Function, Place, Prim, Proj, Range, Rhs, Role, Step, Stmt, Ty, VarId,
};
use std::collections::BTreeMap;

/// `base[i + 1]`, or the same element of a part, `base[i..i + 2][1]`: what stands before the index, and the distance.
pub(crate) fn element(place: &Place, distances: &BTreeMap<VarId, i64>) -> Option<(Place, i64)> {
    let of = |a: &Atom| distances.get(&a.var()?).copied();
    let before = |n: usize| Place {
        root: place.root,
        proj: place.proj[..n].to_vec(),
    };
    match place.proj.as_slice() {
        [rest @ .., Proj::Slice(from, _), Proj::Index(Atom::Const(c))] => {
            let c: i64 = number(c)?;
            Some((before(rest.len()), of(from)?.checked_add(c)?))
        }
        [rest @ .., Proj::Index(a)] => Some((before(rest.len()), of(a)?)),
        _ => None,
    }
}

/// Variables that are the counter plus a constant.
pub(crate) fn distances(body: &Block, counter: VarId) -> BTreeMap<VarId, i64> {
    let mut known = BTreeMap::from([(counter, 0)]);
    for s in &body.stmts {
        let Stmt::Let { var, rhs } = s else { continue };
        let distance = match rhs {
            Rhs::Atom(Atom::Var(v)) => known.get(v).copied(),
            Rhs::Op(row, args) => match (row.name, args.as_slice()) {
                ("add", [Atom::Var(v), Atom::Const(c)] | [Atom::Const(c), Atom::Var(v)]) => {
                    offset(&known, *v, c, 1)
                }
                ("sub", [Atom::Var(v), Atom::Const(c)]) => offset(&known, *v, c, -1),
                _ => None,
            },
            _ => None,
        };
        known.extend(distance.map(|d| (*var, d)));
    }
    known
}

fn offset(known: &BTreeMap<VarId, i64>, v: VarId, c: &Const, sign: i64) -> Option<i64> {
    known.get(&v)?.checked_add(sign.checked_mul(number(c)?)?)
}

fn number(c: &Const) -> Option<i64> {
    let literal: syn::LitInt = syn::parse2(c.tokens.clone()).ok()?;
    literal.base10_parse().ok()
}

/// Whether the counter goes down, of a range that steps by one.
pub(crate) fn steps_by_one(r: &Range) -> Option<bool> {
    match r.steps.as_slice() {
        [] => Some(false),
        [Step::Rev] => Some(true),
        _ => None,
    }
}

/// `if lo < hi { .. }`
pub(crate) fn if_it_ran(f: &mut Function, range: &Range, then: Vec<Stmt>, out: &mut Vec<Stmt>) {
    let span = f.var(range.var).span;
    let var = f.add_var("t", Ty::Bool, Role::Temp, span);
    let below = if range.inclusive {
        syn::BinOp::Le(Default::default())
    } else {
        syn::BinOp::Lt(Default::default())
    };
    let ends = vec![range.lo.clone(), range.hi.clone()];
    let rhs = Rhs::Prim(Prim::Binary(below), ends);
    out.push(Stmt::Let { var, rhs });
    out.push(Stmt::If {
        cond: Atom::Var(var),
        then: Block { stmts: then },
        otherwise: Block::default(),
    });
}

/// Whether the literal ends of a range tell that it has a trip.
pub(crate) fn surely_runs(r: &Range) -> bool {
    match (literal(&r.lo), literal(&r.hi)) {
        (Some(0), None) => r.inclusive,
        (Some(lo), Some(hi)) => lo < hi || r.inclusive && lo == hi,
        _ => false,
    }
}

/// The value of an integer literal.
pub(crate) fn literal(a: &Atom) -> Option<i64> {
    match a {
        Atom::Const(c) => number(c),
        Atom::Var(_) => None,
    }
}

/// `from + distance`
pub(crate) fn shifted(f: &mut Function, from: &Atom, distance: i64, out: &mut Vec<Stmt>) -> Atom {
    if distance == 0 {
        return from.clone();
    }
    let sum = literal(from).and_then(|n| usize::try_from(n.checked_add(distance)?).ok());
    if let Some(n) = sum {
        return usize_const(n);
    }
    let name = if distance > 0 {
        syn::BinOp::Add(Default::default())
    } else {
        syn::BinOp::Sub(Default::default())
    };
    let row = crate::rule::operator(&name).expect("a row of the table");
    let by = usize::try_from(distance.unsigned_abs()).expect("a small distance");
    let span = from
        .var()
        .map_or_else(proc_macro2::Span::mixed_site, |v| f.var(v).span);
    let var = f.add_var("t", Ty::usize(), Role::Temp, span);
    let rhs = Rhs::Op(row, vec![from.clone(), usize_const(by)]);
    out.push(Stmt::Let { var, rhs });
    Atom::Var(var)
}
