//! `Option<f64>`: variables, what makes them, what looks into them.

use super::{Generator, Kind, Variable};
use crate::ast::{Block, Expr, Part, Stmt};
use crate::options::Optional;

impl Generator<'_> {
    pub(super) fn optional(&mut self, d: usize) -> Optional {
        let variable = self.find(|v| v.kind == Kind::Option);
        if let Some(v) = &variable
            && self.rng.percent(45)
        {
            let taken = self.pure == 0 && v.is_writable() && self.rng.percent(25);
            return match taken {
                true => Optional::Take(v.name.clone()),
                false => Optional::Variable(v.name.clone()),
            };
        }
        let sequence = self.find(Variable::is_sequence);
        match (self.rng.below(9), sequence) {
            (0, Some(v)) => Optional::First(v.slice(Part::Whole)),
            (1, Some(v)) => Optional::Last(v.slice(Part::Whole)),
            (2, Some(v)) => Optional::Get(v.slice(Part::Whole), self.integer(1)),
            (3, Some(v)) => {
                let name = self.unique("e");
                let c = self.inside(&name, |g| g.flag(0));
                Optional::Find(v.slice(Part::Whole), name, c)
            }
            (4, _) if d > 0 => {
                let of = Box::new(self.optional(d - 1));
                let name = self.unique("e");
                let e = self.inside(&name, Self::bounded);
                Optional::Map(of, name, e)
            }
            (5, _) if d > 0 => {
                let of = Box::new(self.optional(d - 1));
                let name = self.unique("e");
                let c = self.inside(&name, |g| g.flag(0));
                Optional::Filter(of, name, c)
            }
            (6, _) if d > 0 => {
                let a = Box::new(self.optional(d - 1));
                Optional::Or(a, Box::new(self.known()))
            }
            (7, _) => Optional::ThenSome(self.flag(0), self.bounded()),
            _ => self.known(),
        }
    }

    /// What fields make is of a type that only rustc knows; a method's result is a real.
    fn known(&mut self) -> Optional {
        Optional::When(self.flag(0), self.bounded())
    }

    /// In a closure of one parameter.
    fn inside<T>(&mut self, name: &str, make: impl FnOnce(&mut Self) -> T) -> T {
        self.scoped(|g| {
            g.declare(name, Kind::Real, false);
            g.without(&[], make)
        })
    }

    pub(super) fn unwrapped(&mut self, d: usize) -> Expr {
        let o = Box::new(self.optional(1));
        if self.rng.percent(50) {
            return Expr::UnwrapOr(o, Box::new(self.real(d)));
        }
        let otherwise = Box::new(self.without(&[], |g| g.real(0)));
        let name = self.unique("e");
        let e = self.inside(&name, |g| g.real(d));
        Expr::MapOr(o, otherwise, name, Box::new(e))
    }

    pub(super) fn option_statement(&mut self, stmts: &mut Vec<Stmt>) {
        match self.rng.below(100) {
            0..30 => {
                let o = self.optional(1);
                let name = self.unique("found");
                self.declare(&name, Kind::Option, true);
                stmts.push(Stmt::Let {
                    name,
                    mutable: true,
                    ascribed: true,
                    value: Expr::Optional(Box::new(o)),
                });
            }
            30..50 => {
                let Some(v) = self.find(|v| v.kind == Kind::Option && v.is_writable()) else {
                    return self.option_statement(stmts);
                };
                let o = match self.rng.below(5) {
                    0 => Optional::None,
                    1 | 2 => Optional::Some(self.bounded()),
                    _ => self.optional(1),
                };
                let place = crate::ast::Place::Variable(v.name, crate::ast::Sort::Other);
                stmts.push(Stmt::Assign(place, "=", Expr::Optional(Box::new(o))));
            }
            50..70 => {
                let o = self.optional(1);
                let name = self.unique("found");
                let then = self.holding(&name);
                let otherwise = self.rng.percent(50).then(|| self.body());
                stmts.push(Stmt::IfLet(name, o, then, otherwise));
            }
            70..85 => {
                let o = self.optional(1);
                let name = self.unique("found");
                let guard = self
                    .rng
                    .percent(50)
                    .then(|| self.inside(&name, |g| g.flag(0)));
                let then = self.holding(&name);
                let otherwise = self.body();
                stmts.push(Stmt::MatchSome(name, o, guard, then, otherwise));
            }
            _ => {
                let o = self.optional(1);
                let name = self.unique("found");
                let leave = self.scoped(|g| Block::of(vec![g.leave()]));
                self.declare(&name, Kind::Real, false);
                stmts.push(Stmt::LetElse(name, o, leave));
            }
        }
    }

    fn holding(&mut self, name: &str) -> Block {
        self.scoped(|g| {
            g.declare(name, Kind::Real, false);
            g.body()
        })
    }
}
