//! Early exits that only skip what follows become the other branch: `if c { continue; } rest` is
//! `if c {} else { rest }`. What remains of exits afterwards needs a record at run time.

use crate::ir::{Block, Function, LoopKind, Stmt, Target};

pub(crate) fn structure(f: &mut Function) {
    f.restructured = block(&mut f.body, &[Target::Return]);
}

/// `ends`: the targets that reaching the end of this block leads to anyway. Tells whether anything moved.
fn block(b: &mut Block, ends: &[Target]) -> bool {
    let mut moved = false;
    let mut i = 0;
    while i < b.stmts.len() {
        let is_last = i + 1 == b.stmts.len();
        if !is_last && absorbs(&b.stmts[i], ends) {
            let rest = b.stmts.split_off(i + 1);
            absorb(&mut b.stmts[i], rest, ends);
            moved = true;
        }
        let is_last = i + 1 == b.stmts.len();
        let inner: &[Target] = if is_last { ends } else { &[] };
        match &mut b.stmts[i] {
            Stmt::Exit { .. } => b.stmts.truncate(i + 1),
            Stmt::Loop(l) => {
                let own = match l.kind {
                    LoopKind::Once => Target::Break(l.id),
                    LoopKind::Forever | LoopKind::Range(_) => Target::Continue(l.id),
                };
                let mut ends = vec![own];
                if matches!(l.kind, LoopKind::Once) {
                    ends.extend_from_slice(inner);
                }
                moved |= block(&mut l.body, &ends);
            }
            Stmt::If {
                then, otherwise, ..
            } => {
                moved |= block(then, inner);
                moved |= block(otherwise, inner);
            }
            Stmt::Match { arms, .. } => arms
                .iter_mut()
                .for_each(|a| moved |= block(&mut a.body, inner)),
            Stmt::Let { .. }
            | Stmt::Declare { .. }
            | Stmt::Assign { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Swap { .. }
            | Stmt::VecPush { .. }
            | Stmt::Scheduled(_)
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => {}
        }
        i += 1;
    }
    if ends_with_exit(b, ends) {
        b.stmts.pop();
    }
    moved
}

fn ends_with_exit(b: &Block, to: &[Target]) -> bool {
    matches!(b.stmts.last(), Some(Stmt::Exit { target, .. }) if to.contains(target))
}

/// Whether all arms but one end in an exit to where this block ends.
fn absorbs(s: &Stmt, ends: &[Target]) -> bool {
    match s {
        Stmt::If {
            then, otherwise, ..
        } => ends_with_exit(then, ends) || ends_with_exit(otherwise, ends),
        Stmt::Match { arms, .. } => {
            let open = arms
                .iter()
                .filter(|a| !ends_with_exit(&a.body, ends))
                .count();
            open <= 1 && arms.len() > open
        }
        _ => false,
    }
}

/// Appends the rest of the block to the arm that goes on; without one the rest is never reached.
fn absorb(s: &mut Stmt, rest: Vec<Stmt>, ends: &[Target]) {
    let arms: Vec<&mut Block> = match s {
        Stmt::If {
            then, otherwise, ..
        } => vec![then, otherwise],
        Stmt::Match { arms, .. } => arms.iter_mut().map(|a| &mut a.body).collect(),
        _ => vec![],
    };
    if let Some(open) = arms.into_iter().find(|b| !ends_with_exit(b, ends)) {
        open.stmts.extend(rest);
    }
}
