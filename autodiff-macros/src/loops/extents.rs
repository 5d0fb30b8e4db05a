//! Which elements of an argument's cotangent a sweep adds to, where that can be told before the sweep.
//!
//! ```text
//! for i in 0..n {
//!     for j in 0..m {
//!         w_bar[m * i + j] += ..;      from 0, a stride of 1 for m trips and of m for n trips
//!     }
//!     w_bar[n * m + i] += ..;          from n * m, a stride of 1 for n trips
//! }
//! ```
//! Each statement adds in every trip of the loops around it: none is in a branch that not every call takes, and no loop is left
//! early. So if the runs do not overlap, each element gets one contribution.

use super::sizes::{Linear, Size};
use crate::counted::{literal, steps_by_one};
use crate::ir::{
    Atom, Block, Function, Loop, LoopKind, Passing, Place, Prim, Proj, Range, Rhs, Stmt, Ty, VarId,
    blocks,
};
use crate::reverse::Sweeps;
use proc_macro2::TokenStream;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The elements that one statement adds to: a first one, strides and counts.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) first: Size,
    pub(crate) dimensions: Vec<(Size, Size)>,
}

/// Sizes with more parts are not looked at.
const LARGEST: usize = 12;

/// The runs that the sweeps add to, if they do nothing else with a cotangent, and at least one statement does so in a loop.
pub(crate) fn of(s: &Sweeps, bar: VarId) -> Option<Vec<Run>> {
    let all = [&s.forward, &s.reverse];
    let mut definitions = BTreeMap::new();
    let mut changed = BTreeSet::new();
    for b in all {
        collect(b, &mut definitions, &mut changed);
    }
    let mut finder = Finder {
        f: &s.f,
        definitions,
        changed,
        parts: BTreeMap::from([(bar, Linear::of(Size::Literal(0)))]),
        known: RefCell::new(BTreeMap::new()),
        loops: vec![],
        conditions: vec![],
        runs: vec![],
    };
    for b in all {
        if finder.mentions(b) {
            (!leaves_early(b)).then_some(())?;
            finder.block(b)?;
        }
    }
    let repeated = |run: &Run| !run.dimensions.is_empty();
    finder.runs.iter().any(repeated).then_some(finder.runs)
}

fn collect<'a>(
    b: &'a Block,
    definitions: &mut BTreeMap<VarId, &'a Rhs>,
    changed: &mut BTreeSet<VarId>,
) {
    for s in &b.stmts {
        if let Stmt::Let { var, rhs } = s {
            definitions.insert(*var, rhs);
        }
        changed.extend(s.writes());
        for b in blocks(s) {
            collect(b, definitions, changed);
        }
    }
}

fn leaves_early(b: &Block) -> bool {
    let itself = |s: &Stmt| matches!(s, Stmt::Exit { .. } | Stmt::Scheduled(_));
    b.stmts
        .iter()
        .any(|s| itself(s) || blocks(s).into_iter().any(leaves_early))
}

struct Finder<'a> {
    f: &'a Function,
    definitions: BTreeMap<VarId, &'a Rhs>,
    changed: BTreeSet<VarId>,
    /// The cotangent and the rows lent of it, by the index of their first element.
    parts: BTreeMap<VarId, Linear>,
    /// What variables are, looked at once: a chain of sums of one variable with itself has exponentially many parts.
    known: RefCell<BTreeMap<VarId, Option<Linear>>>,
    /// Around the statement at hand, the outermost first.
    loops: Vec<&'a Range>,
    conditions: Vec<&'a Atom>,
    runs: Vec<Run>,
}

impl<'a> Finder<'a> {
    fn mentions(&self, b: &Block) -> bool {
        b.stmts.iter().any(|s| self.is_about(s))
    }

    fn is_about(&self, s: &Stmt) -> bool {
        let part = |v: &VarId| self.parts.contains_key(v);
        s.reads().iter().any(part)
            || s.writes().iter().any(part)
            || blocks(s).into_iter().any(|b| self.mentions(b))
    }

    fn block(&mut self, b: &'a Block) -> Option<()> {
        b.stmts.iter().try_for_each(|s| self.stmt(s))
    }

    fn stmt(&mut self, s: &'a Stmt) -> Option<()> {
        if !self.is_about(s) {
            return Some(());
        }
        match s {
            Stmt::Accumulate { place, .. } => {
                let run = self.run(place)?;
                self.runs.push(run);
                Some(())
            }
            Stmt::Let {
                var,
                rhs: Rhs::Lend { place, .. },
            } => {
                let [Proj::Slice(from, _)] = place.proj.as_slice() else {
                    return None;
                };
                let start = self.parts[&place.root].clone().plus(self.linear(from)?);
                self.parts.insert(*var, start);
                Some(())
            }
            Stmt::If {
                cond,
                then,
                otherwise,
            } if !self.mentions(otherwise) => {
                self.conditions.push(cond);
                let done = self.block(then);
                self.conditions.pop();
                done
            }
            Stmt::Loop(l) => self.range_loop(l),
            _ => None,
        }
    }

    fn range_loop(&mut self, l: &'a Loop) -> Option<()> {
        let LoopKind::Range(range) = &l.kind else {
            return None;
        };
        steps_by_one(range)?;
        if l.trips.is_some() || l.checkpoint.is_some() {
            return None;
        }
        self.loops.push(range);
        let done = self.block(&l.body);
        self.loops.pop();
        done
    }

    fn run(&self, place: &Place) -> Option<Run> {
        let [Proj::Index(index)] = place.proj.as_slice() else {
            return None;
        };
        let mut at = self.parts[&place.root].clone().plus(self.linear(index)?);
        let mut dimensions = vec![];
        let zero = Size::Literal(0);
        for range in self.loops.iter().rev() {
            // without one, every trip adds to the same element
            let stride = at.strides.remove(&range.var)?;
            let lo = self.linear(&range.lo)?.fixed()?;
            at.base = at.base.plus(stride.clone().times(lo));
            dimensions.push((stride, self.trips(range)?));
        }
        let first = at.fixed()?;
        for cond in &self.conditions {
            if !self.is_guard_of_a_loop(cond) {
                dimensions.push((zero.clone(), self.holds(cond)?));
            }
        }
        let sizes = dimensions.iter().flat_map(|(s, n)| [s, n]);
        let small = sizes.chain([&first]).all(|s| s.parts() <= LARGEST);
        small.then_some(Run { first, dimensions })
    }

    fn trips(&self, range: &Range) -> Option<Size> {
        let lo = self.linear(&range.lo)?.fixed()?;
        let hi = self.linear(&range.hi)?.fixed()?;
        let end = Size::Literal(usize::from(range.inclusive));
        Some(hi.plus(end).distance(lo))
    }

    /// `0 < n` around a loop of `n` trips: without trips it adds to nothing.
    fn is_guard_of_a_loop(&self, cond: &Atom) -> bool {
        let Some(Rhs::Prim(Prim::Binary(syn::BinOp::Lt(_)), ends)) = self.definition(cond) else {
            return false;
        };
        let same = |r: &&&Range| ends[0].is_same(&r.lo) && ends[1].is_same(&r.hi);
        self.loops.iter().any(|r| same(&r) && !r.inclusive)
    }

    fn holds(&self, cond: &Atom) -> Option<Size> {
        let Rhs::Prim(Prim::Binary(op), ends) = self.definition(cond)? else {
            return None;
        };
        let compares = matches!(
            op,
            syn::BinOp::Lt(_) | syn::BinOp::Le(_) | syn::BinOp::Gt(_) | syn::BinOp::Ge(_)
        );
        let [a, b] = ends.as_slice() else { return None };
        let ends = [self.linear(a)?.fixed()?, self.linear(b)?.fixed()?];
        compares.then(|| Size::Holds(*op, Box::new(ends)))
    }

    fn definition(&self, a: &Atom) -> Option<&'a Rhs> {
        let v = a.var()?;
        let known = self.definitions.get(&v).copied();
        known.filter(|_| !self.changed.contains(&v))
    }

    fn linear(&self, a: &Atom) -> Option<Linear> {
        match a {
            Atom::Const(c) => match literal(a) {
                Some(n) => Some(Linear::of(Size::Literal(usize::try_from(n).ok()?))),
                None => self.constant(&c.tokens),
            },
            Atom::Var(v) if self.loops.iter().any(|r| r.var == *v) => Some(Linear {
                base: Size::Literal(0),
                strides: BTreeMap::from([(*v, Size::Literal(1))]),
            }),
            Atom::Var(v) => {
                if let Some(known) = self.known.borrow().get(v) {
                    return known.clone();
                }
                let linear = self.linear_var(*v);
                self.known.borrow_mut().insert(*v, linear.clone());
                linear
            }
        }
    }

    /// Constants of the body are not there before the sweep.
    fn constant(&self, path: &TokenStream) -> Option<Linear> {
        let outside = self.f.items.is_empty();
        outside.then(|| Linear::of(Size::Constant(path.clone())))
    }

    fn linear_var(&self, v: VarId) -> Option<Linear> {
        let var = self.f.var(v);
        if self.changed.contains(&v) {
            return None;
        }
        let is_size = matches!(&var.ty, Ty::Int(Some(name)) if name == "usize");
        match (&var.path, self.definitions.get(&v)) {
            // of which type, rustc checks where it is counted with
            (Some(path), _) => self.constant(path),
            (None, Some(Rhs::Atom(a))) => self.linear(a),
            (None, Some(Rhs::Load(p))) if p.is_whole() => self.linear(&Atom::Var(p.root)),
            (None, Some(rhs)) if is_size => self.linear_rhs(rhs),
            (None, None) if is_size && self.is_param(v, Passing::Value) => {
                Some(Linear::of(Size::Param(v)))
            }
            _ => None,
        }
    }

    fn linear_rhs(&self, rhs: &Rhs) -> Option<Linear> {
        let two = |args: &[Atom]| match args {
            [a, b] => Some((self.linear(a)?, self.linear(b)?)),
            _ => None,
        };
        let result = match rhs {
            Rhs::Len(p) if p.is_whole() && self.is_param(p.root, Passing::Shared) => {
                Linear::of(Size::Len(p.root))
            }
            Rhs::Op(row, args) => {
                let (a, b) = two(args)?;
                match row.name {
                    "add" => a.plus(b),
                    "sub" => Linear {
                        base: a.base.minus(b.fixed()?),
                        strides: a.strides,
                    },
                    "mul" if b.strides.is_empty() => a.times(&b.base),
                    "mul" => b.times(&a.fixed()?),
                    _ => return None,
                }
            }
            Rhs::Prim(Prim::Method(name, _), args) if name == "min" => {
                let (a, b) = two(args)?;
                Linear::of(Size::Least(Box::new([a.fixed()?, b.fixed()?])))
            }
            _ => return None,
        };
        (result.base.parts() <= LARGEST).then_some(result)
    }

    fn is_param(&self, v: VarId, passing: Passing) -> bool {
        let own = |p: &crate::ir::Param| p.var == v && p.passing == passing;
        !self.changed.contains(&v) && self.f.params.iter().any(own)
    }
}
