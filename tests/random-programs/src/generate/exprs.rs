//! Expressions. `depth` counts down to leaves.

use super::{Generator, Kind, Label};
use crate::ast::{Arm, Block, Expr, Index, Place, Sort, Stmt};
use crate::features::Construct;

fn boxed(e: Expr) -> Box<Expr> {
    Box::new(e)
}

impl Generator<'_> {
    /// A real of moderate size.
    pub(super) fn bounded(&mut self) -> Expr {
        let e = self.real(2);
        let name = *self.rng.pick(&["sin", "tanh", "cos", "atan", "asinh"]);
        Expr::Method(name, vec![e])
    }

    /// What is assigned: small, mostly.
    pub(super) fn assigned(&mut self) -> Expr {
        if self.rng.percent(70) {
            return self.bounded();
        }
        let e = self.real(2);
        Expr::Binary("*", boxed(e), boxed(Expr::Literal(0.7)))
    }

    pub(super) fn real(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return self.leaf();
        }
        let d = depth - 1;
        match self.rng.below(100) {
            0..15 => self.leaf(),
            15..40 => {
                let op = *self.rng.pick(&["+", "-", "*", "*"]);
                let l = self.real(d);
                // x * x, x - x: one operand twice
                let r = if self.rng.percent(20) && matches!(l, Expr::Read(_)) {
                    l.clone()
                } else {
                    self.real(d)
                };
                Expr::Binary(op, boxed(l), boxed(r))
            }
            40..46 => {
                let (l, r) = (self.real(d), self.real(d));
                let below = Expr::Binary(
                    "+",
                    boxed(Expr::Literal(1.5)),
                    boxed(Expr::Method("sin", vec![r])),
                );
                Expr::Binary("/", boxed(l), boxed(below))
            }
            46..60 => self.method(d),
            60..64 => Expr::Negate(boxed(self.real(d))),
            64..68 => {
                let n = *self.rng.pick(&[0, 1, 2, 2, 3]);
                Expr::Power(boxed(self.real(d)), n)
            }
            68..74 => {
                let c = self.flag(1);
                let (t, o) = (self.valued(d), self.valued(d));
                Expr::If(boxed(c), t, o)
            }
            74..77 => self.chosen(d),
            77..81 => self.with_effect(d),
            81..84 if self.pure == 0 && self.fuel > 0 => self.block_with_exits(d),
            84..88 => self.call_for_value().unwrap_or_else(|| self.leaf()),
            88..94 if self.has(Construct::Chains) => self.chain(d).unwrap_or_else(|| self.leaf()),
            94..97 if self.has(Construct::Closures) => {
                self.invocation(d).unwrap_or_else(|| self.leaf())
            }
            97..100 if self.has(Construct::Options) => self.unwrapped(d),
            _ => self.leaf(),
        }
    }

    fn method(&mut self, d: usize) -> Expr {
        let one = Expr::Literal(1.2);
        match self.rng.below(12) {
            0 => {
                let inner = Expr::Method("sin", vec![self.real(d)]);
                Expr::Method("exp", vec![inner])
            }
            k @ (1 | 2) => {
                let square = Expr::Power(boxed(self.real(d)), 2);
                let inner = Expr::Binary("+", boxed(one), boxed(square));
                Expr::Method(["sqrt", "ln"][k - 1], vec![inner])
            }
            3 | 4 => {
                let name = *self.rng.pick(&["max", "min", "hypot"]);
                Expr::Method(name, vec![self.real(d), self.real(d)])
            }
            5 => Expr::Method("mul_add", vec![self.real(d), self.real(d), self.real(d)]),
            6 => {
                let name = *self.rng.pick(&["floor", "fract", "signum"]);
                Expr::Method(name, vec![self.real(d)])
            }
            k => {
                let name = ["sin", "cos", "tanh", "abs", "atan"][k - 7];
                Expr::Method(name, vec![self.real(d)])
            }
        }
    }

    fn leaf(&mut self) -> Expr {
        match self.rng.below(100) {
            0..10 => Expr::Literal(*self.rng.pick(&[0.5, 0.7, 1.3, -0.4, 0.9, -1.1, 0.0])),
            10..16 => {
                let n = self.integer(1);
                let small = Expr::Literal(0.1);
                Expr::Binary("*", boxed(Expr::AsReal(boxed(n))), boxed(small))
            }
            16..60 => match self.component() {
                Some(place) => Expr::Read(place),
                None => self.scalar(),
            },
            _ => self.scalar(),
        }
    }

    fn scalar(&mut self) -> Expr {
        let found = self.find(|v| matches!(v.kind, Kind::Real | Kind::Reference | Kind::Shared));
        match found {
            Some(v) => Expr::Read(v.whole()),
            None => Expr::Literal(0.6),
        }
    }

    /// A part of something, to be read.
    fn component(&mut self) -> Option<Place> {
        let v = self.find(|v| {
            v.is_sequence()
                || matches!(v.kind, Kind::Pair | Kind::Rows)
                || v.kind.record().is_some()
        })?;
        match self.member_of(&v, false) {
            Some(place) => Some(place),
            None => Some(self.component_of(&v)),
        }
    }

    pub(super) fn component_of(&mut self, v: &super::Variable) -> Place {
        match v.kind {
            Kind::Pair => Place::Part(v.name.clone(), self.rng.below(2)),
            Kind::Rows => {
                let (i, j) = (self.integer(1), self.integer(1));
                Place::Cell(v.name.clone(), boxed(i), boxed(j))
            }
            Kind::Array(n) if self.rng.percent(40) => {
                let i = Expr::Integer(self.rng.below(n));
                Place::Element(v.name.clone(), boxed(i), Index::Direct)
            }
            _ => {
                let i = self.integer(1);
                Place::Element(v.name.clone(), boxed(i), Index::Wrapped)
            }
        }
    }

    /// A real place that can be written.
    pub(super) fn target(&mut self) -> Option<Place> {
        let v = self.find(|v| {
            v.is_writable()
                && (v.is_sequence()
                    || matches!(
                        v.kind,
                        Kind::Real | Kind::Reference | Kind::Pair | Kind::Rows
                    )
                    || v.kind.record().is_some())
        })?;
        Some(match v.kind {
            Kind::Real | Kind::Reference => v.whole(),
            _ => self.written_component(&v),
        })
    }

    /// A part of something, to be written. The length of a `Vec` cannot be asked for there.
    pub(super) fn written_component(&mut self, v: &super::Variable) -> Place {
        if let Some(place) = self.member_of(v, true) {
            return place;
        }
        match v.kind {
            Kind::Vec | Kind::VecRef => {
                let first = Expr::Integer(0);
                Place::Element(v.name.clone(), boxed(first), Index::Direct)
            }
            _ => self.component_of(v),
        }
    }

    /// The same, by a computed index, which is a statement of its own.
    pub(super) fn indexed(&mut self, v: &super::Variable, stmts: &mut Vec<Stmt>) -> Place {
        let i = self.index(v, stmts);
        Place::Element(v.name.clone(), boxed(i), Index::Direct)
    }

    /// `let at = i % a.len();`
    pub(super) fn index(&mut self, v: &super::Variable, stmts: &mut Vec<Stmt>) -> Expr {
        let i = self.integer(1);
        let name = self.unique("at");
        let length = boxed(Expr::Length(v.name.clone()));
        self.declare(&name, Kind::Integer, false);
        stmts.push(Stmt::Let {
            name: name.clone(),
            mutable: false,
            ascribed: false,
            value: Expr::Arithmetic("%", boxed(i), length),
        });
        Expr::Read(Place::Variable(name, Sort::Integer))
    }

    /// Changes nothing: indices are evaluated while what they index is borrowed.
    pub(super) fn integer(&mut self, depth: usize) -> Expr {
        self.without(&[], |g| g.pure_integer(depth))
    }

    fn pure_integer(&mut self, depth: usize) -> Expr {
        let variable = self.find(|v| v.kind == Kind::Integer).map(|v| v.whole());
        let leaf = |g: &mut Self| match &variable {
            Some(place) if g.rng.percent(75) => Expr::Read(place.clone()),
            _ => Expr::Integer(g.rng.below(4)),
        };
        if depth == 0 {
            return leaf(self);
        }
        match self.rng.below(100) {
            0..50 => leaf(self),
            50..62 => {
                let (l, r) = (self.integer(depth - 1), self.integer(depth - 1));
                Expr::Arithmetic("+", boxed(l), boxed(r))
            }
            62..72 => {
                let (l, r) = (
                    self.integer(depth - 1),
                    Expr::Integer(1 + self.rng.below(3)),
                );
                let product = Expr::Arithmetic("*", boxed(l), boxed(r));
                let modulus = Expr::Integer(2 + self.rng.below(4));
                Expr::Arithmetic("%", boxed(product), boxed(modulus))
            }
            72..80 => match self.find(|v| v.kind == Kind::Entries) {
                Some(v) => {
                    let i = self.integer(depth - 1);
                    Expr::Read(Place::Entry(v.name, boxed(i)))
                }
                None => leaf(self),
            },
            80..90 => match self.find(super::Variable::is_sequence) {
                Some(v) => Expr::Length(v.name),
                None => leaf(self),
            },
            90..94 if !self.generic => {
                let wave = Expr::Method("sin", vec![self.real(1)]);
                Expr::AsInteger(boxed(wave))
            }
            94..97 => {
                let c = self.flag(0);
                let (t, o) = (self.integer(0), self.integer(0));
                Expr::If(boxed(c), Block::value(t), Block::value(o))
            }
            _ => leaf(self),
        }
    }

    /// Less than `n`.
    pub(super) fn below(&mut self, n: usize) -> Expr {
        let e = self.integer(2);
        Expr::Arithmetic("%", boxed(e), boxed(Expr::Integer(n)))
    }

    pub(super) fn flag(&mut self, depth: usize) -> Expr {
        match self.rng.below(100) {
            0..12 => match self.find(|v| v.kind == Kind::Flag) {
                Some(v) if self.rng.percent(60) => Expr::Read(v.whole()),
                Some(v) => Expr::Not(boxed(Expr::Read(v.whole()))),
                None => Expr::Truth(self.rng.percent(50)),
            },
            12..65 => {
                let modulus = 2 + self.rng.below(3);
                let l = self.below(modulus);
                let op = *self.rng.pick(&["==", "!=", "<", ">="]);
                let r = Expr::Integer(self.rng.below(modulus));
                Expr::Compare(op, boxed(l), boxed(r))
            }
            65..88 => {
                let l = self.real(1);
                let op = *self.rng.pick(&["<", ">", ">=", "<="]);
                let r = if self.rng.percent(50) {
                    Expr::Literal(*self.rng.pick(&[0.1, 0.3, -0.2]))
                } else {
                    self.leaf()
                };
                Expr::Compare(op, boxed(l), boxed(r))
            }
            88..91 if self.has(Construct::Options) => match self.find(|v| v.kind == Kind::Option) {
                Some(v) => Expr::IsSome(v.name),
                None => Expr::Truth(true),
            },
            _ if depth > 0 => {
                let (l, r) = (self.flag(depth - 1), self.flag(depth - 1));
                let op = *self.rng.pick(&["&&", "||"]);
                Expr::Connect(op, boxed(l), boxed(r))
            }
            _ => Expr::Truth(self.rng.percent(50)),
        }
    }

    /// A block that has a real value: perhaps with statements, perhaps left before it gets there.
    fn valued(&mut self, d: usize) -> Block {
        if self.pure > 0 || self.fuel == 0 || self.rng.percent(60) {
            return Block::value(self.real(d));
        }
        self.scoped(|g| {
            let mut stmts = Vec::new();
            let count = 1 + g.rng.below(2);
            if g.statements(&mut stmts, count) {
                return Block::of(stmts);
            }
            let value = Some(boxed(g.real(d)));
            Block { stmts, value }
        })
    }

    fn chosen(&mut self, d: usize) -> Expr {
        let arms = 1 + self.rng.below(2);
        let scrutinee = self.below(arms + 2);
        let mut all = Vec::new();
        for k in 0..arms {
            let patterns = if self.rng.percent(30) {
                vec![k, k + 2]
            } else {
                vec![k]
            };
            let guard = self
                .rng
                .percent(25)
                .then(|| self.without(&[], |g| g.flag(0)));
            all.push(Arm {
                patterns,
                guard,
                body: self.valued(d),
            });
        }
        // the last one has a value, so that the match has a type
        all.push(Arm {
            patterns: Vec::new(),
            guard: None,
            body: Block::value(self.real(d)),
        });
        Expr::Match(boxed(scrutinee), all)
    }

    /// A value that changes something on the way.
    fn with_effect(&mut self, d: usize) -> Expr {
        if self.pure > 0 {
            return self.leaf();
        }
        let Some(place) = self.target() else {
            return self.leaf();
        };
        if self.rng.percent(40) && !matches!(place, Place::Cell(..)) {
            let name = place.root().clone();
            let e = self.without(&[&name], |g| g.real(d));
            return Expr::Replace(place, boxed(e));
        }
        let op = self.operator(&["=", "+=", "*="]);
        let change = Stmt::Assign(place.clone(), op, self.bounded());
        Expr::Block(
            None,
            Block {
                stmts: vec![change],
                value: Some(boxed(self.real(d))),
            },
        )
    }

    /// `'l: { .. break 'l e; .. }` or `loop`, as a value.
    fn block_with_exits(&mut self, d: usize) -> Expr {
        let name = self.unique("b");
        let is_loop = self.rng.percent(40) && self.loops() < 2;
        self.labels.push(Label {
            name: name.clone(),
            is_loop,
            valued: true,
        });
        let body = self.scoped(|g| {
            let mut stmts = Vec::new();
            if is_loop {
                // without any `break` of its own a loop has no value
                let leave = Stmt::Break(Some(name.clone()), Some(g.bounded()));
                stmts.push(Stmt::If(g.flag(1), Block::of(vec![leave]), None));
            }
            let count = 1 + g.rng.below(3);
            let diverges = g.statements(&mut stmts, count);
            if is_loop && !diverges {
                let last = g.real(d);
                stmts.push(Stmt::Break(Some(name.clone()), Some(last)));
            }
            let value = (!is_loop && !diverges).then(|| boxed(g.real(d)));
            Block { stmts, value }
        });
        self.labels.pop();
        if is_loop {
            return Expr::Loop(name, body);
        }
        if body.value.is_none() {
            // without a value on any path the block has no type: give it one
            let value = Some(boxed(Expr::Literal(0.2)));
            let c = self.flag(1);
            let inner = Stmt::If(c, body, None);
            return Expr::Block(
                Some(name),
                Block {
                    stmts: vec![inner],
                    value,
                },
            );
        }
        Expr::Block(Some(name), body)
    }
}
