//! Cotangents of a stencil, carried in registers from one trip of a reversed loop to the next.
//!
//! ```text
//! Input:                                  Output:
//!                                         let mut x_bar_carry = -0.0;     // of x[i]
//!                                         let mut x_bar_carry_1 = -0.0;   // of x[i + 1]
//! for i in (lo..hi).rev() {               for i in (lo..hi).rev() {
//!     x_bar[i + 1] += p;                      x_bar_carry_1 += p;
//!     x_bar[i] += q;                          x_bar_carry += q;
//! }                                           x_bar[i + 1] += x_bar_carry_1;
//!                                             x_bar_carry_1 = x_bar_carry;
//!                                             x_bar_carry = -0.0;
//!                                         }
//!                                         if lo < hi {
//!                                             x_bar[lo] += x_bar_carry_1;
//!                                         }
//! ```
//! The literal form stores an element that the next trip loads again: a chain through memory. This one stores every
//! element once. It only adds in another order, which cotangents allow.

use crate::build::{neutral_const, usize_const};
use crate::counted::{distances, element, if_it_ran, shifted, steps_by_one};
use crate::ir::{
    Atom, Block, Function, Legs, Loop, LoopKind, Place, Proj, Range, Role, Stmt, VarId, blocks,
    blocks_mut, places,
};
use std::collections::{BTreeMap, BTreeSet};

/// More registers than this are not worth it.
const WIDEST: i64 = 4;

/// Rewrites every loop in which elements of a cotangent are only added to, at fixed distances from the counter.
pub(super) fn carry(f: &mut Function, b: &mut Block, cotangents: &BTreeMap<VarId, VarId>) {
    let mut out = vec![];
    for mut s in std::mem::take(&mut b.stmts) {
        match &mut s {
            // the other blocks are the primal's
            Stmt::Scheduled(scheduled) => {
                if let Legs::Reverse { reverse, .. } = &mut scheduled.legs {
                    carry(f, reverse, cotangents);
                }
            }
            other => blocks_mut(other)
                .into_iter()
                .for_each(|b| carry(f, b, cotangents)),
        }
        match s {
            Stmt::Loop(l) => carry_loop(f, l, cotangents, &mut out),
            other => out.push(other),
        }
    }
    b.stmts = out;
}

/// A cotangent that one loop adds to at several distances.
struct Stencil {
    /// What stands before the index.
    base: Place,
    /// The distances of the index from the counter.
    at: BTreeSet<i64>,
}

fn carry_loop(
    f: &mut Function,
    mut l: Loop,
    cotangents: &BTreeMap<VarId, VarId>,
    out: &mut Vec<Stmt>,
) {
    let mut after = vec![];
    if let LoopKind::Range(range) = l.kind.clone()
        && !range.inclusive
        && let Some(descending) = steps_by_one(&range)
    {
        let distances = distances(&l.body, range.var);
        let mut stencils = stencils(f, &l.body, range.var, &distances);
        // the primal's own sums keep their order
        stencils.retain(|s| cotangents.contains_key(&s.base.root));
        for stencil in stencils {
            let registers = declare(f, &stencil, out);
            add_to_registers(&mut l.body, &stencil, &registers, &distances);
            hand_on(
                f,
                &mut l.body,
                &stencil,
                &registers,
                (range.var, descending),
            );
            flush(f, &stencil, &registers, &range, descending, &mut after);
        }
        out.push(Stmt::Loop(l));
        if !after.is_empty() {
            if_it_ran(f, &range, after, out);
        }
    } else {
        out.push(Stmt::Loop(l));
    }
}

impl Stencil {
    fn least(&self) -> i64 {
        *self.at.first().expect("a stencil has places")
    }

    fn width(&self) -> i64 {
        self.at.last().expect("a stencil has places") - self.least()
    }

    fn place(&self, index: Atom) -> Place {
        self.base.then(Proj::Index(index))
    }
}

/// The cotangents that the body does nothing with but add to, directly and at distances from the counter.
fn stencils(
    f: &Function,
    body: &Block,
    counter: VarId,
    distances: &BTreeMap<VarId, i64>,
) -> Vec<Stencil> {
    let declared: BTreeSet<VarId> = body.stmts.iter().filter_map(Stmt::declares).collect();
    let mut found: BTreeMap<VarId, Option<Stencil>> = BTreeMap::new();
    for s in &body.stmts {
        let Stmt::Accumulate { place, .. } = s else {
            continue;
        };
        let Some((base, distance)) = element(place, distances) else {
            found.insert(place.root, None);
            continue;
        };
        let fixed = base
            .selectors()
            .all(|v| v != counter && !declared.contains(&v));
        let entry = found.entry(place.root).or_insert_with(|| {
            let (base, at) = (base.clone(), BTreeSet::new());
            Some(Stencil { base, at })
        });
        match entry {
            Some(stencil)
                if stencil.base.is_same(&base) && fixed && f.place_ty(place).is_real() =>
            {
                stencil.at.insert(distance);
            }
            _ => *entry = None,
        }
    }
    let mentions = mentions(body);
    let only_adds = |s: &Stencil| {
        let adds = body.stmts.iter().filter(
            |stmt| matches!(stmt, Stmt::Accumulate { place, .. } if place.root == s.base.root),
        );
        mentions.get(&s.base.root).copied().unwrap_or(0) == adds.count()
    };
    found
        .into_values()
        .flatten()
        .filter(|s| s.at.len() > 1 && s.width() <= WIDEST && only_adds(s))
        .collect()
}

/// How often each variable is mentioned, nested blocks included.
fn mentions(b: &Block) -> BTreeMap<VarId, usize> {
    let mut count: BTreeMap<VarId, usize> = BTreeMap::new();
    let mut open = vec![b];
    while let Some(b) = open.pop() {
        for s in &b.stmts {
            let mut all: BTreeSet<VarId> = s.reads().into_iter().chain(s.writes()).collect();
            if let Stmt::Let { rhs, .. } = s {
                all.extend(places(rhs).iter().map(|p| p.root));
            }
            for v in all {
                *count.entry(v).or_default() += 1;
            }
            open.extend(blocks(s));
        }
    }
    count
}

/// `let mut x_bar_carry = -0.0;` for every distance from the least on.
fn declare(f: &mut Function, s: &Stencil, out: &mut Vec<Stmt>) -> Vec<VarId> {
    let ty = f.place_ty(&s.place(usize_const(0)));
    let (base, span) = (f.var(s.base.root).name.clone(), f.var(s.base.root).span);
    (0..=s.width())
        .map(|_| {
            let var = f.add_var(&format!("{base}_carry"), ty.clone(), Role::User, span);
            let init = neutral_const(&ty).map(Atom::Const);
            out.push(Stmt::Declare { var, init });
            var
        })
        .collect()
}

fn add_to_registers(
    body: &mut Block,
    s: &Stencil,
    registers: &[VarId],
    distances: &BTreeMap<VarId, i64>,
) {
    for stmt in &mut body.stmts {
        if let Stmt::Accumulate { place, .. } = stmt
            && place.root == s.base.root
            && let Some((_, distance)) = element(place, distances)
        {
            let register = usize::try_from(distance - s.least());
            *place = Place::of(registers[register.expect("distances start at the least")]);
        }
    }
}

/// The element that no later trip adds to is stored; every other moves one place on.
fn hand_on(
    f: &mut Function,
    body: &mut Block,
    s: &Stencil,
    registers: &[VarId],
    (counter, descending): (VarId, bool),
) {
    let mut order = registers.to_vec();
    let mut distance = s.least();
    if descending {
        order.reverse();
        distance += s.width();
    }
    let (complete, next) = (order[0], order[order.len() - 1]);
    let index = shifted(f, &Atom::Var(counter), distance, &mut body.stmts);
    body.stmts.push(Stmt::Accumulate {
        place: s.place(index),
        value: Atom::Var(complete),
        negative: false,
    });
    for pair in order.windows(2) {
        body.stmts.push(Stmt::Assign {
            place: Place::of(pair[0]),
            value: Atom::Var(pair[1]),
        });
    }
    let zero = neutral_const(&f.var(next).ty).expect("a real has a zero");
    body.stmts.push(Stmt::Assign {
        place: Place::of(next),
        value: Atom::Const(zero),
    });
}

/// What is still carried after the last trip.
fn flush(
    f: &mut Function,
    s: &Stencil,
    registers: &[VarId],
    range: &Range,
    descending: bool,
    out: &mut Vec<Stmt>,
) {
    // the registers have moved on already: the counter is where the next trip would have it
    let n = registers.len();
    let (from, before, pending) = if descending {
        (&range.lo, 1, 1..n)
    } else {
        (&range.hi, 0, 0..n - 1)
    };
    for j in pending {
        let distance = s.least() - before + i64::try_from(j).expect("few registers");
        let index = shifted(f, from, distance, out);
        out.push(Stmt::Accumulate {
            place: s.place(index),
            value: Atom::Var(registers[j]),
            negative: false,
        });
    }
}
