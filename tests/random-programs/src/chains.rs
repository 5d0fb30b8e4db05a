//! Iterator chains that end in a real.

use crate::ast::{Expr, Name, Slice};
use crate::walk::Child;

/// `source.adaptors().end()`; the items are bound to `items` in every closure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chain {
    pub(crate) source: Source,
    /// What the parameters of the closures are called: one for each component of an item.
    pub(crate) items: Vec<Name>,
    pub(crate) adaptors: Vec<Adaptor>,
    pub(crate) end: End,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    /// `a.iter().copied()`
    Elements(Slice),
    /// `a.iter().zip(b)`
    Zip(Slice, Slice),
    /// `a.windows(2)`: both elements
    Windows(Slice),
    /// `(a..b)`
    Range(Expr, Expr),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Adaptor {
    Rev,
    Skip(usize),
    Take(usize),
    StepBy(usize),
    Filter(Expr),
}

/// `map` and a fold of what it makes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum End {
    /// `.map(e).sum::<f64>()`
    Sum(Expr),
    /// `.map(e).product::<f64>()`
    Product(Expr),
    /// `.map(e).fold(f64::NEG_INFINITY, f64::max)`
    Max(Expr),
    /// `.fold(init, |acc, item| e)`
    Fold(Name, Expr, Expr),
}

impl Chain {
    pub(crate) fn children(&mut self) -> Vec<Child<'_>> {
        let mut all = Vec::new();
        if let Source::Range(a, b) = &mut self.source {
            all.extend([Child::Expr(a), Child::Expr(b)]);
        }
        for adaptor in &mut self.adaptors {
            if let Adaptor::Filter(e) = adaptor {
                all.push(Child::Expr(e));
            }
        }
        match &mut self.end {
            End::Sum(e) | End::Product(e) | End::Max(e) => all.push(Child::Expr(e)),
            End::Fold(_, init, e) => all.extend([Child::Expr(init), Child::Expr(e)]),
        }
        all
    }
}
