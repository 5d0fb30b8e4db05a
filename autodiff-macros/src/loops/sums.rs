//! Elements of cotangents that all trips of a loop add to, summed in registers.
//!
//! ```text
//! Input:                          Output:
//!                                 let mut w_bar_sum = -0.0;
//! for j in lo..hi {               for j in lo..hi {
//!     w_bar[i] += p;                  w_bar_sum += p;
//!     x_bar[j] += q;                  x_bar[j] += q;
//! }                               }
//!                                 if lo < hi {
//!                                     w_bar[i] += w_bar_sum;
//!                                 }
//! ```
//! The literal form stores the element in every trip and waits for it in the next, as `x_bar` might be the same memory.
//! Only the order of additions changes.

use crate::build::neutral_const;
use crate::counted::{if_it_ran, steps_by_one};
use crate::ir::{
    Atom, Block, Function, Legs, Loop, LoopKind, Place, Range, Rhs, Role, Stmt, VarId, blocks,
    blocks_mut,
};
use std::collections::{BTreeMap, BTreeSet};

/// More registers than this are not worth it.
const MOST: usize = 8;

/// Rewrites every loop of a block. `primals`: the variable that each cotangent belongs to.
pub(super) fn keep_in_registers(f: &mut Function, b: &mut Block, primals: &BTreeMap<VarId, VarId>) {
    let mut out = vec![];
    for mut s in std::mem::take(&mut b.stmts) {
        match &mut s {
            // the other blocks are the primal's
            Stmt::Scheduled(scheduled) => {
                if let Legs::Reverse { reverse, .. } = &mut scheduled.legs {
                    keep_in_registers(f, reverse, primals);
                }
            }
            other => blocks_mut(other)
                .into_iter()
                .for_each(|b| keep_in_registers(f, b, primals)),
        }
        match s {
            Stmt::Loop(l) => rewrite(f, l, primals, &mut out),
            other => out.push(other),
        }
    }
    b.stmts = out;
}

fn rewrite(f: &mut Function, mut l: Loop, primals: &BTreeMap<VarId, VarId>, out: &mut Vec<Stmt>) {
    let LoopKind::Range(range) = l.kind.clone() else {
        return out.push(Stmt::Loop(l));
    };
    if steps_by_one(&range).is_none() {
        return out.push(Stmt::Loop(l));
    }
    let (real, other): (Vec<Place>, Vec<Place>) = fixed_places(f, &l.body, &range, primals)
        .into_iter()
        .partition(|p| f.place_ty(p).is_real());
    let mut after = vec![];
    for p in real {
        let zero = neutral_const(&f.place_ty(&p)).map(Atom::Const);
        out.push(sum_of(f, &p, zero, &mut l.body, &mut after));
    }
    if other.is_empty() {
        out.push(Stmt::Loop(l));
        if !after.is_empty() {
            if_it_ran(f, &range, after, out);
        }
        return;
    }
    // the shape of a zero is read at the place itself, which only exists if the loop runs
    let mut then = vec![];
    for p in other {
        let shape = Place {
            root: primals[&p.root],
            proj: p.proj.clone(),
        };
        let (ty, span) = (f.place_ty(&p), f.var(p.root).span);
        let zero = f.add_var("t", ty, Role::Temp, span);
        then.push(Stmt::Let {
            var: zero,
            rhs: Rhs::Zero {
                of: shape,
                neutral: true,
            },
        });
        let declared = sum_of(f, &p, Some(Atom::Var(zero)), &mut l.body, &mut after);
        then.push(declared);
    }
    then.push(Stmt::Loop(l));
    then.extend(after);
    if_it_ran(f, &range, then, out);
}

/// Adds to a register in the loop and to the place behind it; returns the register's declaration.
fn sum_of(
    f: &mut Function,
    place: &Place,
    zero: Option<Atom>,
    body: &mut Block,
    after: &mut Vec<Stmt>,
) -> Stmt {
    let root = f.var(place.root);
    let (name, span) = (format!("{}_sum", root.name), root.span);
    let var = f.add_var(&name, f.place_ty(place), Role::User, span);
    redirect(body, place, var);
    after.push(Stmt::Accumulate {
        place: place.clone(),
        value: Atom::Var(var),
        negative: false,
    });
    Stmt::Declare { var, init: zero }
}

fn redirect(b: &mut Block, from: &Place, to: VarId) {
    for s in &mut b.stmts {
        if let Stmt::Accumulate { place, .. } = s
            && place.is_same(from)
        {
            *place = Place::of(to);
        }
        if !matches!(s, Stmt::Loop(_)) {
            blocks_mut(s)
                .into_iter()
                .for_each(|b| redirect(b, from, to));
        }
    }
}

/// Places of cotangents that are the same in every trip, whose roots the body does nothing with but add to.
fn fixed_places(
    f: &Function,
    body: &Block,
    range: &Range,
    primals: &BTreeMap<VarId, VarId>,
) -> Vec<Place> {
    let mut found = Body::default();
    found.read(body);
    found.changed.insert(range.var);
    let mut places: Vec<Place> = vec![];
    for p in &found.added {
        let Some(primal) = primals.get(&p.root) else {
            continue;
        };
        let fixed = !p.is_whole() && p.selectors().all(|v| !found.changed.contains(&v));
        let only_added = !found.changed.contains(&p.root) && !found.read.contains(&p.root);
        let ty = f.place_ty(p);
        let lent = f.params.iter().any(|q| q.var == *primal);
        let has_zero = ty.is_real() || lent && ty.is_tangent_of_unknown();
        if fixed && only_added && has_zero && !places.iter().any(|q| q.is_same(p)) {
            places.push(p.clone());
        }
    }
    if places.len() > MOST { vec![] } else { places }
}

/// What a loop's body does with variables.
#[derive(Default)]
struct Body {
    /// Places that every trip adds to: in a branch that is not taken, a place may not exist.
    added: Vec<Place>,
    read: BTreeSet<VarId>,
    /// Declared, or written other than by adding.
    changed: BTreeSet<VarId>,
}

impl Body {
    fn read(&mut self, b: &Block) {
        let sums = b.stmts.iter().filter_map(|s| match s {
            Stmt::Accumulate { place, .. } => Some(place.clone()),
            _ => None,
        });
        self.added.extend(sums);
        self.block(b, false);
    }

    fn block(&mut self, b: &Block, in_loop: bool) {
        for s in &b.stmts {
            if let Stmt::Accumulate { place, value, .. } = s {
                self.read.extend(place.selectors().chain(value.var()));
                if in_loop {
                    self.changed.insert(place.root);
                }
            } else {
                self.read.extend(s.reads());
                self.changed.extend(s.writes());
                if let Stmt::Let { rhs, .. } = s {
                    self.read
                        .extend(crate::ir::places(rhs).iter().map(|p| p.root));
                }
            }
            self.changed.extend(s.declares());
            if let Stmt::Loop(l) = s
                && let LoopKind::Range(r) = &l.kind
            {
                self.changed.insert(r.var);
            }
            let in_loop = in_loop || matches!(s, Stmt::Loop(_));
            blocks(s).into_iter().for_each(|b| self.block(b, in_loop));
        }
    }
}
