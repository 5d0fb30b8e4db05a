//! Iterator chains.

use super::{Generator, Kind, Variable};
use crate::ast::{Expr, Part};
use crate::chains::{Adaptor, Chain, End, Source};

impl Generator<'_> {
    pub(super) fn chain(&mut self, d: usize) -> Option<Expr> {
        let first = self.find(Variable::is_sequence)?;
        let part = *self
            .rng
            .pick(&[Part::Whole, Part::Whole, Part::Head, Part::Tail]);
        let (source, kinds) = match self.rng.below(4) {
            0 => {
                let second = self.find(Variable::is_sequence)?;
                let zip = Source::Zip(first.slice(part), second.slice(Part::Whole));
                (zip, vec![Kind::Real, Kind::Real])
            }
            1 => (Source::Windows(first.slice(part)), vec![Kind::Slice]),
            2 => {
                let range = Source::Range(Expr::Integer(self.rng.below(2)), self.below(4));
                (range, vec![Kind::Integer])
            }
            _ => (Source::Elements(first.slice(part)), vec![Kind::Real]),
        };
        let items: Vec<_> = kinds.iter().map(|_| self.unique("e")).collect();
        let init = self.without(&[], |g| g.real(d));
        let (adaptors, end) = self.scoped(|g| {
            for (name, kind) in items.iter().zip(&kinds) {
                g.declare(name, *kind, false);
            }
            g.without(&[], |g| (g.adaptors(), g.end(d, init)))
        });
        Some(Expr::Chain(Box::new(Chain {
            source,
            items,
            adaptors,
            end,
        })))
    }

    fn adaptors(&mut self) -> Vec<Adaptor> {
        let count = *self.rng.pick(&[0, 0, 1, 1, 2]);
        let mut all = Vec::new();
        for _ in 0..count {
            let k = self.rng.below(3);
            all.push(match self.rng.below(5) {
                // a filtered or stepped iterator of two slices still reverses
                0 => Adaptor::Rev,
                1 => Adaptor::Skip(k),
                2 => Adaptor::Take(k + 1),
                3 => Adaptor::StepBy(k + 1),
                _ => Adaptor::Filter(self.flag(0)),
            });
        }
        all
    }

    fn end(&mut self, d: usize, init: Expr) -> End {
        match self.rng.below(4) {
            0 => End::Product(self.bounded()),
            1 => End::Max(self.real(d + 1)),
            2 => {
                let acc = self.unique("acc");
                self.declare(&acc, Kind::Real, false);
                End::Fold(acc, init, self.bounded())
            }
            _ => End::Sum(self.real(d + 1)),
        }
    }
}
