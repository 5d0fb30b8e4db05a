//! Expressions of type `Option<f64>`.

use crate::ast::{Expr, Name, Slice};
use crate::walk::Child;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Optional {
    None,
    Some(Expr),
    Variable(Name),
    /// `o.take()`
    Take(Name),
    /// `if c { Some(e) } else { None }`
    When(Expr, Expr),
    /// `c.then_some(e)`
    ThenSome(Expr, Expr),
    /// `a.first().copied()`
    First(Slice),
    /// `a.last().copied()`
    Last(Slice),
    /// `a.get(i).copied()`
    Get(Slice, Expr),
    /// `a.iter().copied().find(|&e| c)`
    Find(Slice, Name, Expr),
    /// `o.map(|e| f)`
    Map(Box<Optional>, Name, Expr),
    /// `o.filter(|&e| c)`
    Filter(Box<Optional>, Name, Expr),
    /// `o.or(p)`
    Or(Box<Optional>, Box<Optional>),
}

impl Optional {
    pub(crate) fn children(&mut self) -> Vec<Child<'_>> {
        match self {
            Optional::None
            | Optional::Variable(_)
            | Optional::Take(_)
            | Optional::First(_)
            | Optional::Last(_) => Vec::new(),
            Optional::Some(e) | Optional::Get(_, e) | Optional::Find(_, _, e) => {
                vec![Child::Expr(e)]
            }
            Optional::When(c, e) | Optional::ThenSome(c, e) => {
                vec![Child::Expr(c), Child::Expr(e)]
            }
            Optional::Map(of, _, e) | Optional::Filter(of, _, e) => {
                let mut all = of.children();
                all.push(Child::Expr(e));
                all
            }
            Optional::Or(a, b) => {
                let mut all = a.children();
                all.extend(b.children());
                all
            }
        }
    }
}
