//! Loops: counted, over elements, `while`, `loop`; often without a trip, often left early.

use super::{Generator, INTEGERS, Kind, Label, Lock, Variable};
use crate::ast::{Block, Elements, Expr, Index, Name, Place, Range, Stmt};
use crate::features::Construct;

impl Generator<'_> {
    pub(super) fn a_loop(&mut self, stmts: &mut Vec<Stmt>) {
        let label = self.unique("l");
        self.labels.push(Label {
            name: label.clone(),
            is_loop: true,
            valued: false,
        });
        let stmt = match self.rng.below(100) {
            0..45 => self.counted(label),
            45..55 => self.along(label),
            55..62 if !self.structs.is_empty() => match self.over_records(label.clone()) {
                Some(stmt) => stmt,
                None => self.counted(label),
            },
            62..66 if self.has(Construct::Options) => match self.drain(label.clone()) {
                Some(stmt) => stmt,
                None => self.counted(label),
            },
            55..75 => self.elements(label),
            75..90 => {
                let counter = self.unique("c");
                let bound = self.rng.below(5);
                self.declare(&counter, Kind::Integer, false);
                let condition = self.rng.percent(40).then(|| self.flag(1));
                let body = self.body();
                Stmt::While(label, counter, bound, condition, body)
            }
            90..94 => {
                if let Some(label) = self.labels.last_mut() {
                    label.is_loop = false;
                }
                Stmt::Block(Some(label), self.body())
            }
            _ => {
                let counter = self.unique("c");
                let bound = self.rng.below(4);
                self.declare(&counter, Kind::Integer, false);
                Stmt::Loop(label, counter, bound, self.body())
            }
        };
        self.labels.pop();
        stmts.push(stmt);
    }

    fn counted(&mut self, label: Name) -> Stmt {
        let counter = self.name(&INTEGERS);
        let from = Box::new(Expr::Integer(self.rng.below(2)));
        let to = Box::new(match self.rng.below(4) {
            0 => Expr::Integer(self.rng.below(5)),
            1 => self.without(&[], |g| g.integer(0)),
            _ => self.without(&[], |g| g.below(5)),
        });
        let step = 1 + self.rng.below(3);
        let range = match self.rng.below(10) {
            0..5 => Range::Up(from, to),
            5 => Range::Closed(from, to),
            6 | 7 => Range::Down(from, to),
            8 => Range::Step(from, to, step),
            _ => Range::DownStep(from, to, step),
        };
        let body = self.scoped(|g| {
            g.declare(&counter, Kind::Integer, false);
            g.body()
        });
        Stmt::For(label, counter, range, body)
    }

    /// `for i in 1..a.len()`, with elements at `i` and `i - 1` of what may be overwritten there.
    fn along(&mut self, label: Name) -> Stmt {
        let Some(v) = self.find(|v| v.is_sequence() && v.is_writable()) else {
            return self.counted(label);
        };
        let counter = self.name(&INTEGERS);
        let index = Expr::Read(Place::Variable(counter.clone(), crate::ast::Sort::Integer));
        let one = Box::new(Expr::Integer(1));
        let before = Expr::Arithmetic("-", Box::new(index.clone()), one);
        let at = |i: Expr| Place::Element(v.name.clone(), Box::new(i), Index::Direct);
        let mut body = self.scoped(|g| {
            g.declare(&counter, Kind::Integer, false);
            g.body()
        });
        let product = Expr::Binary(
            "*",
            Box::new(Expr::Read(at(index.clone()))),
            Box::new(Expr::Read(at(before))),
        );
        body.stmts.insert(
            0,
            Stmt::Assign(at(index), "=", Expr::Method("sin", vec![product])),
        );
        let from = Box::new(Expr::Integer(1));
        let to = Box::new(Expr::Length(v.name.clone()));
        let range = if self.rng.percent(70) {
            Range::Up(from, to)
        } else {
            Range::Down(from, to)
        };
        Stmt::For(label, counter, range, body)
    }

    fn elements(&mut self, label: Name) -> Stmt {
        let Some(v) = self.find(Variable::is_sequence) else {
            return self.counted(label);
        };
        let exclusive = v.is_writable() && self.rng.percent(60);
        let how = if exclusive {
            *self.rng.pick(&[
                Elements::IterMut,
                Elements::EnumerateMut,
                Elements::Reversed,
            ])
        } else {
            *self.rng.pick(&[Elements::Iter, Elements::Enumerate])
        };
        let (index, element) = (self.name(&INTEGERS), self.name(&["e", "t", "s"]));
        let counted = matches!(how, Elements::Enumerate | Elements::EnumerateMut);
        let body = self.scoped(|g| {
            let lock = if exclusive {
                Lock::Gone
            } else {
                Lock::Borrowed
            };
            g.lock(&v.name, lock);
            let kind = if exclusive {
                Kind::Reference
            } else {
                Kind::Shared
            };
            if counted {
                g.declare(&index, Kind::Integer, false);
            }
            g.declare(&element, kind, exclusive);
            let mut stmts = Vec::new();
            if exclusive {
                let place = Place::Target(element.clone());
                let op = g.operator(&["=", "*=", "+=", "-="]);
                let e = g.assigned();
                stmts.push(Stmt::Assign(place, op, e));
            }
            let most = 1 + g.rng.below(3);
            g.statements(&mut stmts, most);
            Block::of(stmts)
        });
        // the evaluator binds the index always; where there is none it must hide nothing
        let index = if counted { index } else { self.unique("none") };
        Stmt::ForEach(label, index, element, v.name, how, body)
    }
}
