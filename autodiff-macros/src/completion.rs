//! Puts beside each active sine of a loop that has no cosine its cosine, and the other way round: both come out of one
//! evaluation, and the reverse sweep needs none.

use crate::analysis::Activity;
use crate::analysis::siblings::{method, siblings};
use crate::ir::{Atom, Block, Function, LoopKind, Rhs, Role, Stmt, VarId, blocks_mut};
use crate::rule;
use std::collections::BTreeMap;

/// What is put there counts as active, like the value that it stands beside.
pub(crate) fn complete(f: &mut Function, activity: &mut Activity) {
    let found = siblings(f, activity);
    let mut body = std::mem::take(&mut f.body);
    complete_block(&mut body, false, f, activity, &found);
    f.body = body;
}

fn complete_block(
    b: &mut Block,
    in_loop: bool,
    f: &mut Function,
    activity: &mut Activity,
    found: &BTreeMap<VarId, VarId>,
) {
    for mut s in std::mem::take(&mut b.stmts) {
        let in_loop = in_loop || is_repeated(&s);
        for inner in blocks_mut(&mut s) {
            complete_block(inner, in_loop, f, activity, found);
        }
        let alone = method(&s).filter(|(name, _, var)| {
            rule::is_evaluated_with_sibling(name)
                && in_loop
                && activity.is_active(*var)
                && !found.contains_key(var)
        });
        b.stmts.push(s);
        let sibling = alone.and_then(|(name, x, var)| Some((rule::sibling(name)?, x, var)));
        if let Some((sibling, x, var)) = sibling {
            let (ty, span) = (f.var(var).ty.clone(), f.var(var).span);
            let name = format!("{}_{sibling}", f.var(x).name);
            let row = rule::method(sibling).expect("a sibling is in the table");
            let var = f.add_var(&name, ty, Role::User, span);
            activity.add_active(var);
            let rhs = Rhs::Op(row, vec![Atom::Var(x)]);
            b.stmts.push(Stmt::Let { var, rhs });
        }
    }
}

fn is_repeated(s: &Stmt) -> bool {
    matches!(s, Stmt::Loop(l) if !matches!(l.kind, LoopKind::Once))
}
