//! Statements on scalars, branches, exits and scopes.

use super::{Generator, INTEGERS, Kind, Lock, REALS, SEQUENCES, Variable};
use crate::ast::{Arm, Block, Expr, Index, Name, Part, Place, Stmt};
use crate::features::Construct;

impl Generator<'_> {
    /// Up to so many statements; says whether control never gets past them.
    pub(super) fn statements(&mut self, stmts: &mut Vec<Stmt>, most: usize) -> bool {
        for _ in 0..most {
            if self.fuel == 0 {
                break;
            }
            self.fuel -= 1;
            if self.statement(stmts) {
                return true;
            }
        }
        false
    }

    pub(super) fn body(&mut self) -> Block {
        self.scoped(|g| {
            let mut stmts = Vec::new();
            let most = 1 + g.rng.below(4);
            g.statements(&mut stmts, most);
            Block::of(stmts)
        })
    }

    fn statement(&mut self, stmts: &mut Vec<Stmt>) -> bool {
        let nested = self.depth >= 4;
        match self.rng.below(100) {
            0..10 => {
                let e = self.assigned();
                self.bind(stmts, &REALS, Kind::Real, e);
            }
            10..27 => self.assignment(stmts),
            27..33 => self.bookkeeping(stmts),
            33..41 if !nested => self.branch(stmts),
            41..45 if !nested => self.select(stmts),
            45..61 if !nested && self.loops() < 3 => self.a_loop(stmts),
            61..69 if !self.structs.is_empty() && !nested => self.record_statement(stmts),
            61..73 => self.sequence(stmts),
            73..81 => {
                self.call_statement(stmts);
            }
            81..84 if self.rng.percent(50) && self.has(Construct::Options) && !nested => {
                self.option_statement(stmts);
            }
            81..84 => self.pair(stmts),
            84..87 => self.exchange(stmts),
            87..90 if !nested => self.later(stmts),
            90..95 if !nested => self.borrow(stmts),
            95..97 if self.has(Construct::Closures) => self.closure(stmts),
            97..98 => {
                let e = self.without(&[], |g| g.flag(0));
                let always = Expr::Connect("||", Box::new(e), Box::new(Expr::Truth(true)));
                stmts.push(Stmt::Assert(always));
            }
            98.. if self.depth > 0 => {
                let leave = self.leave();
                stmts.push(leave);
                return true;
            }
            _ => self.assignment(stmts),
        }
        false
    }

    /// `let name = value;`, which may hide an older variable.
    pub(super) fn bind(&mut self, stmts: &mut Vec<Stmt>, pool: &[&str], kind: Kind, value: Expr) {
        let name = self.name(pool);
        let mutable = self.rng.percent(65);
        self.declare(&name, kind, mutable);
        stmts.push(Stmt::Let {
            name,
            mutable,
            ascribed: self.rng.percent(30),
            value,
        });
    }

    fn assignment(&mut self, stmts: &mut Vec<Stmt>) {
        let Some(place) = self.target() else {
            let e = self.assigned();
            return self.bind(stmts, &REALS, Kind::Real, e);
        };
        // the first element of a `Vec` may become another one
        let place = match (&place, self.rng.percent(70)) {
            (Place::Element(name, _, Index::Direct), true) => {
                let v = self.find(|v| v.name == *name).filter(Variable::is_growable);
                v.map_or(place.clone(), |v| self.indexed(&v, stmts))
            }
            _ => place,
        };
        let read = Expr::Read(place.clone());
        let stmt = match self.rng.below(100) {
            0..40 => Stmt::Assign(place, "=", self.assigned()),
            40..52 => {
                let square = Expr::Binary("*", Box::new(read.clone()), Box::new(read));
                Stmt::Assign(place, "=", Expr::Method("sin", vec![square]))
            }
            52..62 => {
                let e = self.real(1);
                let product = Expr::Binary("*", Box::new(read), Box::new(e));
                Stmt::Assign(place, "=", product)
            }
            62..68 => {
                let e = self.operand(&place, |g| g.real(1));
                let wave = Expr::Method("sin", vec![e]);
                let below = Expr::Binary("+", Box::new(Expr::Literal(1.5)), Box::new(wave));
                Stmt::Assign(place, "/=", below)
            }
            _ => {
                let op = *self.rng.pick(&["+=", "-=", "*="]);
                let e = self.operand(&place, Self::assigned);
                Stmt::Assign(place, op, e)
            }
        };
        stmts.push(stmt);
    }

    /// An assignment's sign. Over `T: Real` what is written is borrowed before the other side is evaluated, which
    /// therefore must not touch it.
    pub(super) fn operator(&mut self, among: &[&'static str]) -> &'static str {
        let op = *self.rng.pick(among);
        if self.generic { "=" } else { op }
    }

    /// The other side of a compound assignment.
    fn operand(&mut self, place: &Place, make: impl FnOnce(&mut Self) -> Expr) -> Expr {
        match self.generic {
            true => self.without(&[place.root()], make),
            false => make(self),
        }
    }

    /// Integers and flags.
    fn bookkeeping(&mut self, stmts: &mut Vec<Stmt>) {
        match self.rng.below(8) {
            0 => {
                let ns = (0..3 + self.rng.below(2))
                    .map(|_| self.rng.below(4))
                    .collect();
                self.declare("table", Kind::Entries, true);
                stmts.push(Stmt::Let {
                    name: "table".into(),
                    mutable: true,
                    ascribed: false,
                    value: Expr::Entries(ns),
                });
            }
            1 => {
                if let Some(v) = self.find(|v| v.kind == Kind::Entries) {
                    let (i, e) = (self.integer(1), self.below(4));
                    stmts.push(Stmt::Assign(Place::Entry(v.name, Box::new(i)), "=", e));
                }
            }
            2 => {
                let e = self.flag(1);
                match self.find(|v| v.kind == Kind::Flag && v.mutable) {
                    Some(v) => stmts.push(Stmt::Assign(v.whole(), "=", e)),
                    None => self.bind(stmts, &["flag", "on"], Kind::Flag, e),
                }
            }
            3..6 => match self.find(|v| v.kind == Kind::Integer && v.mutable) {
                Some(v) if self.rng.percent(50) => {
                    stmts.push(Stmt::Assign(v.whole(), "+=", Expr::Integer(1)));
                }
                Some(v) => {
                    let e = self.below(5);
                    stmts.push(Stmt::Assign(v.whole(), "=", e));
                }
                None => self.count(stmts),
            },
            _ => self.count(stmts),
        }
    }

    fn count(&mut self, stmts: &mut Vec<Stmt>) {
        let modulus = 2 + self.rng.below(4);
        let e = self.below(modulus);
        self.bind(stmts, &INTEGERS, Kind::Integer, e);
    }

    /// An exit that is possible here.
    pub(super) fn leave(&mut self) -> Stmt {
        if self.labels.is_empty() || self.rng.percent(20) {
            return Stmt::Return(self.result());
        }
        let innermost = self.rng.percent(60);
        let at = if innermost {
            self.labels.len() - 1
        } else {
            self.rng.below(self.labels.len())
        };
        let label = self.labels[at].clone();
        let bare = at == self.labels.len() - 1 && label.is_loop && self.rng.percent(50);
        let name = (!bare).then(|| label.name.clone());
        if label.is_loop && self.rng.percent(50) && !label.valued {
            return Stmt::Continue(name);
        }
        let value = label.valued.then(|| self.bounded());
        Stmt::Break(name, value)
    }

    fn branch(&mut self, stmts: &mut Vec<Stmt>) {
        let c = self.flag(1);
        if self.rng.percent(45) {
            let body = self.scoped(|g| {
                let mut inner = Vec::new();
                if g.rng.percent(50) {
                    g.assignment(&mut inner);
                }
                let leave = g.leave();
                inner.push(leave);
                Block::of(inner)
            });
            return stmts.push(Stmt::If(c, body, None));
        }
        let then = self.body();
        let otherwise = self.rng.percent(50).then(|| self.body());
        stmts.push(Stmt::If(c, then, otherwise));
    }

    fn select(&mut self, stmts: &mut Vec<Stmt>) {
        let arms = 1 + self.rng.below(2);
        let scrutinee = self.below(arms + 2);
        let mut all = Vec::new();
        for k in 0..arms {
            let guard = self
                .rng
                .percent(25)
                .then(|| self.without(&[], |g| g.flag(0)));
            let patterns = if self.rng.percent(30) {
                vec![k, k + 2]
            } else {
                vec![k]
            };
            all.push(Arm {
                patterns,
                guard,
                body: self.body(),
            });
        }
        all.push(Arm {
            patterns: Vec::new(),
            guard: None,
            body: self.body(),
        });
        stmts.push(Stmt::Match(scrutinee, all));
    }

    pub(super) fn pair(&mut self, stmts: &mut Vec<Stmt>) {
        let value = Expr::Pair(Box::new(self.assigned()), Box::new(self.real(1)));
        if self.rng.percent(50) {
            return self.bind(stmts, &["both", "pair"], Kind::Pair, value);
        }
        let (a, b) = (self.name(&REALS), self.unique("rest"));
        self.declare(&a, Kind::Real, true);
        self.declare(&b, Kind::Real, false);
        stmts.push(Stmt::LetParts(a, b, value));
    }

    /// Two places change at once.
    fn exchange(&mut self, stmts: &mut Vec<Stmt>) {
        let real = |v: &Variable| v.kind == Kind::Real && v.is_writable();
        let Some(a) = self.find(real) else { return };
        let b = self.find(|v| real(v) && v.name != a.name);
        let Some(b) = b else { return };
        stmts.push(match self.rng.below(3) {
            0 => Stmt::Swap(a.whole(), b.whole()),
            1 => {
                let (e, f) = (Expr::Read(b.whole()), Expr::Read(a.whole()));
                Stmt::AssignBoth(a.whole(), b.whole(), e, f)
            }
            _ => {
                let (e, f) = (self.assigned(), Expr::Read(a.whole()));
                Stmt::AssignBoth(a.whole(), b.whole(), e, f)
            }
        });
    }

    /// A variable that gets its value in the branches, or not at all.
    fn later(&mut self, stmts: &mut Vec<Stmt>) {
        let name = self.unique("late");
        let place = Place::Variable(name.clone(), crate::ast::Sort::Real);
        let c = self.flag(1);
        let set = |g: &mut Self| Stmt::Assign(place.clone(), "=", g.assigned());
        let first = if self.rng.percent(35) {
            self.leave()
        } else {
            set(self)
        };
        let second = set(self);
        stmts.push(Stmt::LetLater(name.clone()));
        let otherwise = Some(Block::of(vec![second]));
        stmts.push(Stmt::If(c, Block::of(vec![first]), otherwise));
        self.declare(&name, Kind::Real, false);
    }

    /// A scope in which something is borrowed.
    fn borrow(&mut self, stmts: &mut Vec<Stmt>) {
        let Some(v) = self.find(|v| v.is_sequence() && v.lock == Lock::Free) else {
            return;
        };
        let exclusive = v.is_writable() && self.rng.percent(75);
        let lock = if exclusive {
            Lock::Gone
        } else {
            Lock::Borrowed
        };
        let name = self.name(&["part", "row", "r", "t"]);
        let part = if exclusive {
            self.exclusive_part()
        } else {
            *self
                .rng
                .pick(&[Part::Whole, Part::Head, Part::Tail, Part::All])
        };
        match self.rng.below(3) {
            0 if exclusive => {
                let other = self.unique("rest");
                let body = self.borrowed(
                    &v,
                    lock,
                    &[(&name, Kind::SliceMut), (&other, Kind::SliceMut)],
                );
                stmts.push(Stmt::Split(name, other, v.name, body));
            }
            1 if exclusive => {
                let place = self.indexed(&v, stmts);
                let body = self.borrowed(&v, lock, &[(&name, Kind::Reference)]);
                stmts.push(Stmt::Refer(name, place, body));
            }
            _ => {
                // a reborrow of a reference as a whole moves it: take all of it
                let part = if part == Part::Whole && !v.is_container() {
                    Part::All
                } else {
                    part
                };
                let kind = match (exclusive, part) {
                    (true, Part::Whole) if v.kind == Kind::Vec => Kind::VecRef,
                    (true, _) => Kind::SliceMut,
                    (false, _) => Kind::Slice,
                };
                let body = self.borrowed(&v, lock, &[(&name, kind)]);
                stmts.push(Stmt::Borrow(name, v.slice(part), exclusive, body));
            }
        }
    }

    fn borrowed(&mut self, from: &Variable, lock: Lock, names: &[(&Name, Kind)]) -> Block {
        self.scoped(|g| {
            g.lock(&from.name, lock);
            for (name, kind) in names {
                let mutable = matches!(kind, Kind::SliceMut | Kind::VecRef | Kind::Reference);
                g.declare(name, *kind, mutable);
            }
            let mut stmts = Vec::new();
            // something happens through it at once
            if let Some((name, kind)) = names.first()
                && *kind != Kind::Slice
            {
                let place = match kind {
                    Kind::Reference => Place::Target((*name).clone()),
                    // the length of a `Vec` cannot be asked for where it is written
                    Kind::VecRef => {
                        let first = Box::new(Expr::Integer(0));
                        Place::Element((*name).clone(), first, Index::Direct)
                    }
                    _ => {
                        let i = g.integer(1);
                        Place::Element((*name).clone(), Box::new(i), Index::Wrapped)
                    }
                };
                let op = g.operator(&["=", "*=", "+="]);
                let e = g.assigned();
                stmts.push(Stmt::Assign(place, op, e));
            }
            let most = 1 + g.rng.below(3);
            g.statements(&mut stmts, most);
            Block::of(stmts)
        })
    }

    pub(super) fn sequence_name(&mut self) -> Name {
        self.name(&SEQUENCES)
    }
}
