//! Integers in the body of a loop: which stay as they are from trip to trip, which go up by one with the counter, and
//! what they are in its first trip.

use crate::build::usize_const;
use crate::counted::{literal, shifted};
use crate::ir::{Atom, Block, Function, Place, Proj, Rhs, Role, Stmt, VarId, blocks};
use std::collections::{BTreeMap, BTreeSet};

/// How much a value grows from trip to trip.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Growth {
    Fixed,
    ByOne,
}

/// Expressions with the same number have the same value in each trip.
type Number = usize;

pub(super) struct Indices {
    counter: VarId,
    /// What the body computes at its top level, in order, where that is known to grow so.
    definitions: Vec<(VarId, Rhs)>,
    growth: BTreeMap<VarId, Growth>,
    numbers: BTreeMap<VarId, Number>,
    expressions: BTreeMap<String, Number>,
    /// Declared or written by the body.
    changed: BTreeSet<VarId>,
    declared: BTreeSet<VarId>,
}

impl Indices {
    pub(super) fn of(f: &Function, body: &Block, counter: VarId) -> Indices {
        let mut indices = Indices {
            counter,
            definitions: vec![],
            growth: BTreeMap::from([(counter, Growth::ByOne)]),
            numbers: BTreeMap::new(),
            expressions: BTreeMap::new(),
            changed: BTreeSet::from([counter]),
            declared: body.stmts.iter().filter_map(Stmt::declares).collect(),
        };
        changes(body, &mut indices.changed);
        for s in &body.stmts {
            if let Stmt::Let { var, rhs } = s
                && f.var(*var).ty.is_scalar()
                && !f.var(*var).ty.is_real()
                && let Some(growth) = indices.of_rhs(rhs)
            {
                let expression = indices.expression(rhs);
                let number = indices.number(expression);
                indices.numbers.insert(*var, number);
                indices.growth.insert(*var, growth);
                indices.definitions.push((*var, rhs.clone()));
            }
        }
        indices
    }

    fn of_atom(&self, a: &Atom) -> Option<Growth> {
        match a.var() {
            Some(v) if self.changed.contains(&v) => self.growth.get(&v).copied(),
            Some(_) | None => Some(Growth::Fixed),
        }
    }

    fn of_rhs(&self, rhs: &Rhs) -> Option<Growth> {
        match rhs {
            Rhs::Atom(a) => self.of_atom(a),
            Rhs::Op(row, args) => match (row.name, args.as_slice()) {
                ("add", [a, b]) => match (self.of_atom(a)?, self.of_atom(b)?) {
                    (Growth::ByOne, Growth::ByOne) => None,
                    (a, b) => Some(a.max(b)),
                },
                ("sub", [a, b]) => self.is_fixed(b).then(|| self.of_atom(a))?,
                (_, args) => self.all_fixed(args),
            },
            Rhs::Prim(_, args) => self.all_fixed(args),
            Rhs::Cast(a, _) => self.all_fixed(std::slice::from_ref(a)),
            Rhs::Load(p) | Rhs::Len(p) => (!self.changed.contains(&p.root)
                && p.selectors().all(|v| self.is_fixed(&Atom::Var(v))))
            .then_some(Growth::Fixed),
            _ => None,
        }
    }

    fn all_fixed(&self, all: &[Atom]) -> Option<Growth> {
        let fixed = all.iter().all(|a| self.is_fixed(a));
        fixed.then_some(Growth::Fixed)
    }

    /// Whether a value is the same in every trip, and could be known in front of the loop.
    pub(super) fn is_fixed(&self, a: &Atom) -> bool {
        self.of_atom(a) == Some(Growth::Fixed)
    }

    /// Whether a place is an element of a sequence that is the same in every trip, each trip's next to the last one's.
    pub(super) fn is_in_row(&self, p: &Place) -> bool {
        let Some((Proj::Index(index), base)) = p.proj.split_last() else {
            return false;
        };
        let fixed = |proj: &Proj| match proj {
            Proj::Index(a) => self.is_fixed(a),
            Proj::Slice(a, b) => self.is_fixed(a) && self.is_fixed(b),
            Proj::Field(_) | Proj::Named(_) => true,
        };
        let there = !self.declared.contains(&p.root);
        there && self.of_atom(index) == Some(Growth::ByOne) && base.iter().all(fixed)
    }

    pub(super) fn is_counter(&self, a: &Atom) -> bool {
        a.var() == Some(self.counter)
    }

    /// The same text for places that are the same in every trip.
    pub(super) fn text(&self, p: &Place) -> String {
        p.proj
            .iter()
            .fold(format!("v{}", p.root.0), |text, proj| match proj {
                Proj::Index(a) => format!("{text}[{}]", self.operand(a)),
                Proj::Slice(a, b) => {
                    format!("{text}[{}..{}]", self.operand(a), self.operand(b))
                }
                Proj::Field(n) => format!("{text}.{n}"),
                Proj::Named(name) => format!("{text}.{name}"),
            })
    }

    fn operand(&self, a: &Atom) -> String {
        match a {
            Atom::Const(c) => c.tokens.to_string(),
            Atom::Var(v) => match self.numbers.get(v) {
                Some(n) => format!("#{n}"),
                None => format!("v{}", v.0),
            },
        }
    }

    fn expression(&self, rhs: &Rhs) -> String {
        let operands = |args: &[Atom]| args.iter().map(|a| self.operand(a)).collect::<Vec<_>>();
        match rhs {
            Rhs::Atom(a) => self.operand(a),
            Rhs::Op(row, args) => {
                let mut args = operands(args);
                if ["add", "mul"].contains(&row.name) {
                    args.sort();
                }
                format!("{}({})", row.name, args.join(","))
            }
            Rhs::Load(p) => self.text(p),
            Rhs::Len(p) => format!("{}.len", self.text(p)),
            // every one is another
            _ => format!("={}", self.definitions.len()),
        }
    }

    fn number(&mut self, expression: String) -> Number {
        let next = self.expressions.len();
        *self.expressions.entry(expression).or_insert(next)
    }

    /// Computes in front of the loop what the body's integers are in the trip whose counter is `lo`: those that `wanted`
    /// depend on.
    pub(super) fn at(
        &self,
        f: &mut Function,
        wanted: BTreeSet<VarId>,
        lo: &Atom,
        out: &mut Vec<Stmt>,
    ) -> First {
        let mut needed = wanted;
        for (var, rhs) in self.definitions.iter().rev() {
            if needed.contains(var) {
                needed.extend(crate::ir::operands(rhs));
            }
        }
        let mut first = First(BTreeMap::from([(self.counter, lo.clone())]));
        for (var, rhs) in &self.definitions {
            if needed.contains(var) {
                let value = first.value_of(f, *var, rhs, out);
                first.0.insert(*var, value);
            }
        }
        first
    }

    /// Drops the body's integers that nothing reads any more, the counter among them.
    pub(super) fn drop_unread(&self, body: &mut Block) {
        let mut read = BTreeSet::new();
        let mut kept = vec![];
        while let Some(s) = body.stmts.pop() {
            let unread = s.declares().is_some_and(|v| {
                let own = v == self.counter || self.definitions.iter().any(|(own, _)| *own == v);
                own && !read.contains(&v)
            });
            if !unread {
                reads(&s, &mut read);
                kept.push(s);
            }
        }
        kept.reverse();
        body.stmts = kept;
    }
}

/// Values in one trip.
pub(super) struct First(BTreeMap<VarId, Atom>);

impl First {
    pub(super) fn atom(&self, a: &Atom) -> Atom {
        let known = a.var().and_then(|v| self.0.get(&v));
        known.unwrap_or(a).clone()
    }

    pub(super) fn projections(&self, proj: &[Proj]) -> Vec<Proj> {
        let of = |proj: &Proj| match proj {
            Proj::Index(a) => Proj::Index(self.atom(a)),
            Proj::Slice(a, b) => Proj::Slice(self.atom(a), self.atom(b)),
            Proj::Field(_) | Proj::Named(_) => proj.clone(),
        };
        proj.iter().map(of).collect()
    }

    fn place(&self, p: &Place) -> Place {
        let (root, proj) = (p.root, self.projections(&p.proj));
        Place { root, proj }
    }

    fn value_of(&self, f: &mut Function, var: VarId, rhs: &Rhs, out: &mut Vec<Stmt>) -> Atom {
        let atoms = |args: &[Atom]| args.iter().map(|a| self.atom(a)).collect::<Vec<_>>();
        let rhs = match rhs {
            Rhs::Atom(a) => return self.atom(a),
            Rhs::Op(row, args) => {
                let args = atoms(args);
                let folded = match row.name {
                    "add" => folded_sum(f, &args, out),
                    "sub" => folded_difference(f, &args, out),
                    _ => None,
                };
                if let Some(value) = folded {
                    return value;
                }
                Rhs::Op(row, args)
            }
            Rhs::Prim(prim, args) => Rhs::Prim(prim.clone(), atoms(args)),
            Rhs::Cast(a, ty) => Rhs::Cast(self.atom(a), ty.clone()),
            Rhs::Load(p) => Rhs::Load(self.place(p)),
            Rhs::Len(p) => Rhs::Len(self.place(p)),
            _ => unreachable!("no other has a growth"),
        };
        let (ty, span) = (f.var(var).ty.clone(), f.var(var).span);
        let var = f.add_var("t", ty, Role::Temp, span);
        out.push(Stmt::Let { var, rhs });
        Atom::Var(var)
    }
}

/// A sum with a literal: nobody writes `i * n + 0`.
fn folded_sum(f: &mut Function, args: &[Atom], out: &mut Vec<Stmt>) -> Option<Atom> {
    let [a, b] = args else { return None };
    match (literal(a), literal(b)) {
        (Some(0), None) => Some(b.clone()),
        (None, Some(0)) => Some(a.clone()),
        (Some(_), Some(by)) => Some(shifted(f, a, by, out)),
        _ => None,
    }
}

fn folded_difference(f: &mut Function, args: &[Atom], out: &mut Vec<Stmt>) -> Option<Atom> {
    let [a, b] = args else { return None };
    match (literal(a)?, literal(b)?) {
        (from, by) if by <= from => Some(shifted(f, a, -by, out)),
        _ => None,
    }
}

/// `a + b`
pub(super) fn sum(f: &mut Function, a: &Atom, b: &Atom, out: &mut Vec<Stmt>) -> Atom {
    let folded = folded_sum(f, &[a.clone(), b.clone()], out);
    folded.unwrap_or_else(|| computed(f, plus(a.clone(), b.clone()), out))
}

pub(super) fn plus(a: Atom, b: Atom) -> Rhs {
    let op = syn::BinOp::Add(Default::default());
    Rhs::Op(row(&op), vec![a, b])
}

fn row(op: &syn::BinOp) -> &'static autodiff_runtime::ops::Op {
    crate::rule::operator(op).expect("a row of the table")
}

/// The number of trips of a loop that runs, from `lo` to before `hi`, or to `hi`.
pub(super) fn trips(
    f: &mut Function,
    (lo, hi, inclusive): (&Atom, &Atom, bool),
    out: &mut Vec<Stmt>,
) -> Atom {
    let between = match (literal(lo), literal(hi)) {
        (Some(0), _) => hi.clone(),
        (Some(lo), Some(hi)) if lo <= hi => {
            usize_const(usize::try_from(hi - lo).expect("a distance"))
        }
        _ => {
            let op = syn::BinOp::Sub(Default::default());
            computed(f, Rhs::Op(row(&op), vec![hi.clone(), lo.clone()]), out)
        }
    };
    shifted(f, &between, i64::from(inclusive), out)
}

fn computed(f: &mut Function, rhs: Rhs, out: &mut Vec<Stmt>) -> Atom {
    let var = crate::ir::operands(&rhs).first().copied();
    let span = var.map_or_else(proc_macro2::Span::mixed_site, |v| f.var(v).span);
    let var = f.add_var("t", crate::ir::Ty::usize(), Role::Temp, span);
    out.push(Stmt::Let { var, rhs });
    Atom::Var(var)
}

fn changes(b: &Block, found: &mut BTreeSet<VarId>) {
    for s in &b.stmts {
        found.extend(s.declares());
        found.extend(s.writes());
        blocks(s).into_iter().for_each(|b| changes(b, found));
    }
}

/// What a statement reads, nested blocks included.
pub(super) fn reads(s: &Stmt, found: &mut BTreeSet<VarId>) {
    found.extend(s.reads());
    for s in blocks(s).into_iter().flat_map(|b| &b.stmts) {
        reads(s, found);
    }
}
