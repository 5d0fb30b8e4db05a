//! `s = s + v` is `s += v`, with the same bits: its adjoint takes nothing away and clears nothing.

use crate::ir::{Atom, Block, Function, Place, Rhs, Stmt, Uses, VarId, blocks_mut, uses};

pub(crate) fn recognise(f: &mut Function) {
    let uses = uses(f);
    let mut body = std::mem::take(&mut f.body);
    rewrite(&mut body, f, &uses);
    f.body = body;
}

fn rewrite(b: &mut Block, f: &Function, uses: &Uses) {
    let mut i = 0;
    while i < b.stmts.len() {
        if let Some((load, s)) = addition(&b.stmts, i, f, uses) {
            b.stmts[i] = s;
            b.stmts.remove(i - 1);
            b.stmts.remove(load);
            i -= 2;
        }
        for inner in blocks_mut(&mut b.stmts[i]) {
            rewrite(inner, f, uses);
        }
        i += 1;
    }
}

/// Where the old value is read, and the addition, if the statement stores the sum of the two lines before it.
fn addition(stmts: &[Stmt], i: usize, f: &Function, uses: &Uses) -> Option<(usize, Stmt)> {
    let Stmt::Assign { place, value } = &stmts[i] else {
        return None;
    };
    let sum = value.var()?;
    let Stmt::Let {
        var,
        rhs: Rhs::Op(row, args),
    } = stmts.get(i.checked_sub(1)?)?
    else {
        return None;
    };
    let [Atom::Var(old), added] = args.as_slice() else {
        return None;
    };
    let once = |v: &VarId| uses.get(v) == Some(&1);
    let real = f.var(sum).ty.is_real();
    let fits = *var == sum && real && once(&sum) && once(old) && matches!(row.name, "add" | "sub");
    if !fits {
        return None;
    }
    let load = (0..i - 1)
        .rev()
        .find(|k| stmts[*k].declares() == Some(*old))?;
    let Stmt::Let {
        rhs: Rhs::Load(from),
        ..
    } = &stmts[load]
    else {
        return None;
    };
    let unchanged = stmts[load..i].iter().all(|s| !changes(s, place));
    (from.is_same(place) && unchanged).then(|| {
        let s = Stmt::Accumulate {
            place: place.clone(),
            value: added.clone(),
            negative: row.name == "sub",
        };
        (load, s)
    })
}

fn changes(s: &Stmt, place: &Place) -> bool {
    let written = s.writes_deep();
    written.contains(&place.root) || place.selectors().any(|v| written.contains(&v))
}
