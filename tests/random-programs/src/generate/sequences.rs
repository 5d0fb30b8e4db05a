//! Arrays, `Vec`s, slices, rows.

use super::{Generator, Kind, Variable};
use crate::ast::{Block, Expr, Name, Part, Stmt};

impl Generator<'_> {
    pub(super) fn sequence(&mut self, stmts: &mut Vec<Stmt>) {
        match self.rng.below(100) {
            0..30 => self.make(stmts),
            30..55 => self.grow_or_shrink(stmts),
            55..67 => self.swap_elements(stmts),
            67..74 => {
                if let Some(v) = self.find(|v| v.is_sequence() && v.is_writable()) {
                    let part = match self.exclusive_part() {
                        Part::All => Part::Whole,
                        part => part,
                    };
                    let e = self.without(&[&v.name], Self::assigned);
                    stmts.push(Stmt::Fill(v.name, part, e));
                }
            }
            74..80 => {
                let to = self.find(|v| v.is_sequence() && v.is_writable());
                let Some(to) = to else { return };
                let from = self.find(|v| v.is_sequence() && v.name != to.name);
                if let Some(from) = from {
                    stmts.push(Stmt::CopyFirst(to.name, from.name));
                }
            }
            80..92 => self.as_a_whole(stmts),
            _ => {
                let es = (0..4).map(|_| self.real(1)).collect();
                self.declare("mm", Kind::Rows, true);
                stmts.push(Stmt::Let {
                    name: "mm".into(),
                    mutable: true,
                    ascribed: false,
                    value: Expr::Rows(es),
                });
            }
        }
    }

    fn make(&mut self, stmts: &mut Vec<Stmt>) {
        let n = 1 + self.rng.below(3);
        let (kind, value) = match self.rng.below(6) {
            0 | 1 => {
                let es: Vec<_> = (0..n + 1).map(|_| self.real(1)).collect();
                (Kind::Array(n + 1), Expr::Array(es))
            }
            2 => {
                let e = Box::new(self.real(1));
                (Kind::Array(n + 1), Expr::Repeat(e, n + 1))
            }
            3 => {
                let es = (0..n).map(|_| self.real(1)).collect();
                (Kind::Vec, Expr::Vec(es))
            }
            4 => {
                let e = Box::new(self.real(1));
                let more = self.without(&[], |g| g.below(3));
                let count = Expr::Arithmetic("+", Box::new(Expr::Integer(1)), Box::new(more));
                (Kind::Vec, Expr::VecRepeat(e, Box::new(count)))
            }
            _ => match self.find(Variable::is_sequence) {
                Some(v) => {
                    let part = *self.rng.pick(&[Part::Whole, Part::Head, Part::Tail]);
                    (Kind::Vec, Expr::ToVec(v.slice(part)))
                }
                None => return,
            },
        };
        let name = self.sequence_name();
        self.declare(&name, kind, true);
        stmts.push(Stmt::Let {
            name,
            mutable: true,
            ascribed: false,
            value,
        });
    }

    /// Lengths change; a `Vec` never becomes empty, so that indices can be wrapped.
    fn grow_or_shrink(&mut self, stmts: &mut Vec<Stmt>) {
        let Some(v) = self.find(Variable::is_growable) else {
            return self.make(stmts);
        };
        let name = v.name.clone();
        let length = || Box::new(Expr::Length(v.name.clone()));
        let small = Expr::Compare("<", length(), Box::new(Expr::Integer(6)));
        let long = Expr::Compare(">", length(), Box::new(Expr::Integer(1)));
        let hidden: [&str; 1] = [&v.name];
        let (condition, inner) = match self.rng.below(8) {
            0..3 => {
                let e = self.without(&hidden, Self::assigned);
                (small, Stmt::Push(name, e))
            }
            3 => {
                let (i, e) = self.without(&hidden, |g| (g.integer(1), g.assigned()));
                (small, Stmt::Insert(name, i, e))
            }
            4 => {
                let i = self.without(&hidden, |g| g.integer(1));
                (long, self.taken(Expr::Remove(name, Box::new(i)), &v.name))
            }
            5 => (long, self.taken(Expr::Pop(name), &v.name)),
            6 => {
                let e = self.without(&hidden, Self::assigned);
                let n = 1 + self.rng.below(4);
                return stmts.push(Stmt::Resize(name, n, e));
            }
            _ => {
                let other = self.find(|w| w.is_sequence() && w.name != v.name);
                match other {
                    Some(w) => (small, Stmt::Extend(name, w.slice(Part::Whole))),
                    None => {
                        let n = 1 + self.rng.below(2);
                        return stmts.push(Stmt::Truncate(name, n));
                    }
                }
            }
        };
        stmts.push(Stmt::If(condition, Block::of(vec![inner]), None));
    }

    /// What is taken out of `from` goes somewhere, or nowhere.
    fn taken(&mut self, e: Expr, from: &Name) -> Stmt {
        let to = self.find(|v| v.kind == Kind::Real && v.is_writable() && v.name != *from);
        match to {
            Some(v) => {
                let op = self.operator(&["=", "+=", "*="]);
                Stmt::Assign(v.whole(), op, e)
            }
            None => Stmt::Evaluate(e),
        }
    }

    fn swap_elements(&mut self, stmts: &mut Vec<Stmt>) {
        let Some(v) = self.find(|v| v.is_sequence() && v.is_writable()) else {
            return;
        };
        let (i, j) = (self.index(&v, stmts), self.index(&v, stmts));
        stmts.push(Stmt::SwapElements(v.name, i, j));
    }

    /// Whole arrays and `Vec`s are assigned and exchanged.
    fn as_a_whole(&mut self, stmts: &mut Vec<Stmt>) {
        let Some(v) = self.find(|v| v.is_container() && v.is_writable()) else {
            return;
        };
        let same = self.find(|w| w.kind == v.kind && w.name != v.name && w.is_writable());
        if let Some(w) = same {
            if self.rng.percent(50) {
                return stmts.push(Stmt::Swap(v.whole(), w.whole()));
            }
            let copy = Expr::Copy(w.name, w.kind == Kind::Vec);
            return stmts.push(Stmt::Assign(v.whole(), "=", copy));
        }
        let value = match v.kind {
            Kind::Array(n) => Expr::Array((0..n).map(|_| self.real(1)).collect()),
            _ => {
                let n = 1 + self.rng.below(3);
                Expr::Vec((0..n).map(|_| self.real(1)).collect())
            }
        };
        stmts.push(Stmt::Assign(v.whole(), "=", value));
    }
}
