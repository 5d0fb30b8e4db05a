//! Loops that overwrite every element of a range: `for i in lo..hi { a[i] = ..; }`.
//!
//! Such a loop keeps the old elements, so its reverse puts them back. Until an adjoint statement reads the array again,
//! a later overwrite of an element within the range has nothing to keep: nobody looks at the value in between. Whether
//! an index lies within a range is decided for indices that are sums of counters, lengths and unchanging variables.

use super::At;
use crate::ir::{Atom, Block, Function, Loop, LoopKind, Place, Proj, Rhs, Stmt, Ty, VarId, blocks};
use std::collections::{BTreeMap, BTreeSet};

/// The elements from `lo` to before `hi`.
#[derive(Clone, Debug)]
pub(super) struct Cover {
    lo: Atom,
    hi: Atom,
}

impl Cover {
    pub(super) fn is_same(&self, other: &Cover) -> bool {
        self.lo.is_same(&other.lo) && self.hi.is_same(&other.hi)
    }

    /// Whether its ends still mean the same when those variables have new values.
    pub(super) fn is_free_of(&self, declared: &BTreeSet<VarId>) -> bool {
        let bound = |a: &Atom| a.var().is_some_and(|v| declared.contains(&v));
        !bound(&self.lo) && !bound(&self.hi)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Symbol {
    Var(VarId),
    /// The length of a sequence that keeps it.
    Len(VarId),
}

/// A sum of multiples of symbols, and a constant.
#[derive(Clone, Default, Debug)]
struct Sum {
    terms: BTreeMap<Symbol, i64>,
    constant: i64,
}

impl Sum {
    fn plus(mut self, other: &Sum, factor: i64) -> Option<Sum> {
        let scaled = |n: i64| n.checked_mul(factor);
        self.constant = self.constant.checked_add(scaled(other.constant)?)?;
        for (symbol, n) in &other.terms {
            let term = self.terms.entry(*symbol).or_default();
            *term = term.checked_add(scaled(*n)?)?;
        }
        self.terms.retain(|_, n| *n != 0);
        Some(self)
    }

    fn as_constant(&self) -> Option<i64> {
        self.terms.is_empty().then_some(self.constant)
    }
}

/// What is known of the integers of a function.
pub(super) struct Indices<'a> {
    f: &'a Function,
    mutable: &'a BTreeSet<VarId>,
    definitions: BTreeMap<VarId, &'a Rhs>,
    /// Ends of the ranges that counters run through.
    ranges: BTreeMap<VarId, (&'a Atom, &'a Atom, bool)>,
}

impl<'a> Indices<'a> {
    pub(super) fn new(f: &'a Function, mutable: &'a BTreeSet<VarId>) -> Self {
        let mut known = Indices {
            f,
            mutable,
            definitions: BTreeMap::new(),
            ranges: BTreeMap::new(),
        };
        known.collect(&f.body);
        known
    }

    fn collect(&mut self, b: &'a Block) {
        for s in &b.stmts {
            match s {
                Stmt::Let { var, rhs } => {
                    self.definitions.insert(*var, rhs);
                }
                // a difference that wraps around is a great end, that a loop which is left early does not reach
                Stmt::Loop(
                    l @ Loop {
                        kind: LoopKind::Range(r),
                        ..
                    },
                ) if !self.is_difference(&r.hi)
                    || crate::record::exits_of_block(&l.body).is_empty() =>
                {
                    self.ranges.insert(r.var, (&r.lo, &r.hi, r.inclusive));
                }
                _ => {}
            }
            blocks(s).into_iter().for_each(|b| self.collect(b));
        }
    }

    /// Where overflow is not checked, it may be greater than what it is the difference of.
    fn is_difference(&self, a: &Atom) -> bool {
        let rhs = a.var().and_then(|v| self.definitions.get(&v));
        match rhs {
            Some(Rhs::Op(row, args)) => {
                row.name == "sub" || args.iter().any(|a| self.is_difference(a))
            }
            Some(Rhs::Atom(a)) => self.is_difference(a),
            _ => false,
        }
    }

    /// The arrays of whose elements a loop certainly overwrites a range, each once and without a look at it.
    /// `reads`: what the adjoints of statements read.
    pub(super) fn covers(&self, l: &Loop, reads: &BTreeMap<At, Vec<VarId>>) -> Vec<(VarId, Cover)> {
        let LoopKind::Range(r) = &l.kind else {
            return vec![];
        };
        let whole = !r.inclusive && r.steps.is_empty() && l.trips.is_none();
        let changes = |a: &Atom| a.var().is_some_and(|v| self.mutable.contains(&v));
        let counter = Atom::Var(r.var);
        if !whole
            || self.is_difference(&r.lo)
            || [&r.lo, &r.hi, &counter].into_iter().any(changes)
            || !crate::record::exits_of_block(&l.body).is_empty()
        {
            return vec![];
        }
        let mut read = BTreeSet::new();
        all_reads(&l.body, reads, &mut read);
        let writes: Vec<VarId> = l.body.stmts.iter().flat_map(Stmt::writes_deep).collect();
        let overwritten = l.body.stmts.iter().filter_map(|s| match s {
            Stmt::Assign { place, .. } => match place.proj.as_slice() {
                [Proj::Index(Atom::Var(i))] if *i == r.var => Some(place.root),
                _ => None,
            },
            _ => None,
        });
        overwritten
            .filter(|a| writes.iter().filter(|w| *w == a).count() == 1 && !read.contains(a))
            .map(|a| {
                let (lo, hi) = (r.lo.clone(), r.hi.clone());
                (a, Cover { lo, hi })
            })
            .collect()
    }

    /// Whether a place certainly is (in) one of the elements.
    pub(super) fn lies_in(&self, place: &Place, cover: &Cover) -> bool {
        let Some(Proj::Index(index)) = place.proj.first() else {
            return false;
        };
        self.try_lies_in(index, place.root, cover).unwrap_or(false)
    }

    fn try_lies_in(&self, index: &Atom, array: VarId, cover: &Cover) -> Option<bool> {
        let (lo, hi) = (self.sum(&cover.lo)?, self.sum(&cover.hi)?);
        // an index that is not below the length is none
        let up_to_the_end = hi.terms.len() == 1
            && hi.constant == 0
            && hi.terms.get(&Symbol::Len(array)) == Some(&1);
        if up_to_the_end && lo.as_constant() == Some(0) {
            return Some(true);
        }
        let index = self.sum(index)?;
        let greatest = self.bound(index.clone().plus(&hi, -1)?, true)?;
        let least = self.bound(index.plus(&lo, -1)?, false)?;
        let above = lo.as_constant() == Some(0) || least.as_constant()? >= 0;
        Some(above && greatest.as_constant()? < 0)
    }

    fn sum(&self, a: &Atom) -> Option<Sum> {
        let v = match a {
            Atom::Const(c) => {
                let text = c.tokens.to_string().replace('_', "");
                let constant = text.trim_end_matches("usize").parse().ok()?;
                return Some(Sum {
                    terms: BTreeMap::new(),
                    constant,
                });
            }
            Atom::Var(v) => *v,
        };
        if self.mutable.contains(&v) || !matches!(self.f.var(v).ty, Ty::Int(_)) {
            return None;
        }
        let of = |symbol| Sum {
            terms: BTreeMap::from([(symbol, 1)]),
            constant: 0,
        };
        Some(match self.definitions.get(&v) {
            Some(Rhs::Atom(a)) => self.sum(a)?,
            Some(Rhs::Op(row, args)) if row.name == "add" || row.name == "sub" => {
                let factor = if row.name == "add" { 1 } else { -1 };
                self.sum(&args[0])?.plus(&self.sum(&args[1])?, factor)?
            }
            Some(Rhs::Len(p)) if p.is_whole() && self.keeps_its_length(p.root) => {
                of(Symbol::Len(p.root))
            }
            _ => of(Symbol::Var(v)),
        })
    }

    fn keeps_its_length(&self, v: VarId) -> bool {
        !self.mutable.contains(&v)
            || matches!(self.f.var(v).ty.peeled(), Ty::Slice(_) | Ty::Array(..))
    }

    /// The sum with every counter at the end of its range that makes it greatest (or least). Of nested ranges the
    /// inner one goes first: its ends are sums of outer counters.
    fn bound(&self, mut sum: Sum, greatest: bool) -> Option<Sum> {
        loop {
            let mut counters = sum.terms.iter().filter_map(|(s, n)| match s {
                Symbol::Var(v) => self.ranges.get(v).map(|r| (*v, *n, r)),
                Symbol::Len(_) => None,
            });
            // counters are numbered from the outside
            let Some((counter, n, (lo, hi, inclusive))) = counters.next_back() else {
                return Some(sum);
            };
            let last = Sum {
                terms: BTreeMap::new(),
                constant: if *inclusive { 0 } else { -1 },
            };
            let end = if (n > 0) == greatest {
                self.sum(hi)?.plus(&last, 1)?
            } else {
                self.sum(lo)?
            };
            sum.terms.remove(&Symbol::Var(counter));
            sum = sum.plus(&end, n)?;
        }
    }
}

/// What the adjoints of a block's statements read, nested blocks included.
pub(super) fn all_reads(b: &Block, reads: &BTreeMap<At, Vec<VarId>>, found: &mut BTreeSet<VarId>) {
    for s in &b.stmts {
        found.extend(reads.get(&At::stmt(s)).into_iter().flatten());
        blocks(s)
            .into_iter()
            .for_each(|b| all_reads(b, reads, found));
    }
}
