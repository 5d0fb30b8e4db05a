//! An interpreter of the IR, so that the transforms can be tested without printing and compiling what they make.
//! Calls are left out. It is stricter than Rust: a variable is gone at the end of its block, a value that was never
//! given is an error, and what is taken from the tape must have been kept for the same variable.

use super::values::{Value, constant, expression, matches, operation, primitive};
use crate::analysis::At;
use crate::ir::{
    Arm, Atom, Block, Const, Function, Loop, LoopKind, Place, Proj, Range, Rhs, Role, Step, Stmt,
    Target, Ty, VarId,
};
use std::collections::{BTreeMap, BTreeSet};

enum Flow {
    On,
    Leave(Target),
}

/// A run of some blocks of one function.
pub(super) struct Machine<'f> {
    f: &'f Function,
    values: BTreeMap<VarId, Value>,
    /// What was kept, and of which variable.
    pub(super) tape: Vec<(VarId, Value)>,
    /// Variables that stand for another one when it comes to the tape.
    pub(super) twins: BTreeMap<VarId, VarId>,
    /// The statements that ran.
    pub(super) ran: BTreeSet<At>,
    fuel: usize,
}

impl<'f> Machine<'f> {
    pub(super) fn new(f: &'f Function) -> Machine<'f> {
        Machine {
            f,
            values: BTreeMap::new(),
            tape: vec![],
            twins: BTreeMap::new(),
            ran: BTreeSet::new(),
            fuel: 1_000_000,
        }
    }

    pub(super) fn set(&mut self, v: VarId, value: Value) {
        self.values.insert(v, value);
    }

    pub(super) fn get(&self, v: VarId) -> &Value {
        let name = || format!("`{}` has no value here", self.f.var(v).name);
        self.values.get(&v).unwrap_or_else(|| panic!("{}", name()))
    }

    /// Runs the outermost block of a function; its variables stay.
    pub(super) fn run(&mut self, b: &Block) {
        for s in &b.stmts {
            match self.stmt(s) {
                Flow::On => {}
                Flow::Leave(Target::Return) => return,
                Flow::Leave(other) => panic!("{other:?} leaves the function"),
            }
        }
    }

    pub(super) fn atom(&self, a: &Atom) -> Value {
        match a {
            Atom::Var(v) => self.get(*v).clone(),
            Atom::Const(c) => constant(c),
        }
    }

    fn atoms(&self, all: &[Atom]) -> Vec<Value> {
        all.iter().map(|a| self.atom(a)).collect()
    }

    fn block(&mut self, b: &Block) -> Flow {
        let mut flow = Flow::On;
        for s in &b.stmts {
            flow = self.stmt(s);
            if let Flow::Leave(_) = flow {
                break;
            }
        }
        for v in b.stmts.iter().filter_map(Stmt::declares) {
            self.values.remove(&v);
        }
        flow
    }

    fn stmt(&mut self, s: &Stmt) -> Flow {
        self.fuel = self.fuel.checked_sub(1).expect("the program ends");
        self.ran.insert(At::stmt(s));
        match s {
            Stmt::Let { var, rhs } => {
                let value = self.rhs(*var, rhs);
                self.set(*var, value);
            }
            Stmt::Declare { var, init } => match init {
                Some(a) => {
                    let value = match (a, a.var().is_none()) {
                        (Atom::Const(c), true) => self.initial(*var, c),
                        _ => self.atom(a),
                    };
                    self.set(*var, value);
                }
                None => {
                    self.values.remove(var);
                }
            },
            Stmt::Assign { place, value } => {
                let value = self.atom(value);
                self.store(place, value);
            }
            Stmt::Accumulate {
                place,
                value,
                negative,
            } => {
                let value = self.atom(value);
                self.at(place).add(&value, *negative);
            }
            Stmt::Swap { a, b } => {
                let (x, y) = (self.load(a), self.load(b));
                self.store(a, y);
                self.store(b, x);
            }
            Stmt::VecPush { vec, value } => {
                let value = self.atom(value);
                self.parts(vec).push(value);
            }
            Stmt::If {
                cond,
                then,
                otherwise,
            } => {
                let arm = if self.atom(cond).bool() {
                    then
                } else {
                    otherwise
                };
                return self.block(arm);
            }
            Stmt::Match {
                scrutinee, arms, ..
            } => return self.matched(scrutinee, arms),
            Stmt::Loop(l) => return self.looped(l),
            Stmt::Scheduled(_) => unreachable!("none of the programs has a checkpoint"),
            Stmt::Exit { target, .. } => return Flow::Leave(*target),
            Stmt::Effect(e) => assert!(!e.diverges, "{} is reached", e.tokens),
            Stmt::Push { place, .. } => {
                let value = self.load(place);
                self.tape.push((place.root, value));
            }
            Stmt::Restore { place, .. } => {
                let value = self.pop(place.root);
                self.store(place, value);
            }
        }
        Flow::On
    }

    /// `let x: Vec<_> = Default::default()` needs the type.
    fn initial(&self, var: VarId, c: &Const) -> Value {
        let is_default = c.tokens.to_string().contains("default");
        match &self.f.var(var).ty {
            Ty::Vec(_) if is_default => Value::Parts(vec![]),
            _ => constant(c),
        }
    }

    fn pop(&mut self, of: VarId) -> Value {
        let of = self.twins.get(&of).copied().unwrap_or(of);
        let (kept, value) = self.tape.pop().expect("the tape holds something");
        let name = |v| &self.f.var(v).name;
        assert!(kept == of, "{} taken for {}", name(kept), name(of));
        value
    }

    fn matched(&mut self, scrutinee: &Atom, arms: &[Arm]) -> Flow {
        let value = self.atom(scrutinee);
        for arm in arms {
            let pattern = arm.pattern.clone();
            let pattern = syn::parse::Parser::parse2(syn::Pat::parse_multi, pattern);
            if !matches(&pattern.expect("a pattern"), &value) {
                continue;
            }
            let holds = arm.guard.as_ref().is_none_or(|(b, g)| {
                for s in &b.stmts {
                    self.stmt(s);
                }
                self.atom(g).bool()
            });
            if holds {
                return self.block(&arm.body);
            }
        }
        panic!("no arm matches {value:?}")
    }

    fn looped(&mut self, l: &Loop) -> Flow {
        let mut trips: Box<dyn Iterator<Item = Option<i64>>> = match &l.kind {
            LoopKind::Forever => Box::new(std::iter::repeat(None)),
            LoopKind::Once => Box::new(std::iter::once(None)),
            LoopKind::Range(r) => Box::new(self.trips(r).into_iter().map(Some)),
        };
        let flow = loop {
            let Some(counter) = trips.next() else {
                break Flow::On;
            };
            if let (LoopKind::Range(r), Some(i)) = (&l.kind, counter) {
                self.set(r.var, Value::Int(i));
            }
            match self.block(&l.body) {
                Flow::On => {}
                Flow::Leave(Target::Continue(id)) if id == l.id => {}
                Flow::Leave(Target::Break(id)) if id == l.id => break Flow::On,
                other => break other,
            }
        };
        if let LoopKind::Range(r) = &l.kind {
            self.values.remove(&r.var);
        }
        flow
    }

    fn trips(&self, r: &Range) -> Vec<i64> {
        let (lo, hi) = (self.atom(&r.lo).int(), self.atom(&r.hi).int());
        let all = (lo..hi + i64::from(r.inclusive)).collect();
        r.steps.iter().fold(all, |all: Vec<i64>, step| match step {
            Step::Rev => all.into_iter().rev().collect(),
            Step::By(n) => all.into_iter().step_by(self.atom(n).index()).collect(),
        })
    }

    fn rhs(&mut self, var: VarId, rhs: &Rhs) -> Value {
        match rhs {
            Rhs::Atom(Atom::Const(c)) => self.initial(var, c),
            Rhs::Atom(a) => self.atom(a),
            Rhs::Load(p) | Rhs::Clone(p) => self.load(p),
            Rhs::Op(row, args) => {
                let value = operation(row, &self.atoms(args));
                let unsigned = matches!(&self.f.var(var).ty, Ty::Int(Some(n)) if n == "usize");
                assert!(!unsigned || value.int() >= 0, "{} underflows", row.name);
                value
            }
            Rhs::Prim(prim, args) => primitive(prim, &self.atoms(args)),
            Rhs::Cast(a, to) => match (self.atom(a), to) {
                (Value::Int(n), Ty::Real(_)) => Value::Real(n as f64),
                (Value::Real(x), Ty::Int(_)) => Value::Int(x as i64),
                (value, _) => value,
            },
            Rhs::Tuple(args) | Rhs::Array(args) | Rhs::VecOf(args) => {
                Value::Parts(self.atoms(args))
            }
            Rhs::Repeat(a, n) => {
                let n = expression(&syn::parse2(n.clone()).expect("a length"));
                Value::Parts(vec![self.atom(a); n.index()])
            }
            Rhs::VecRepeat(a, n) => Value::Parts(vec![self.atom(a); self.atom(n).index()]),
            Rhs::Len(p) => Value::Int(self.load(p).len()),
            Rhs::Take(p) => {
                let value = self.load(p);
                self.store(p, value.zero());
                value
            }
            Rhs::Zero { of: p, .. } => self.load(p).zero(),
            Rhs::VecPop(p) => self.parts(p).pop().expect("an element to pop"),
            Rhs::Pop { .. } | Rhs::PopLike { .. } => match self.f.var(var).role {
                // on its way to a variable that is reassigned
                Role::Temp => self.tape.pop().expect("the tape holds something").1,
                _ => self.pop(var),
            },
            Rhs::Nth { lo, k, backwards } => {
                let (lo, k) = (self.atom(lo).int(), self.atom(k).int());
                Value::Int(if *backwards { lo - 1 - k } else { lo + k })
            }
            Rhs::Call(_)
            | Rhs::Sweep(..)
            | Rhs::PopResult { .. }
            | Rhs::Cells(_)
            | Rhs::Lend { .. } => {
                panic!("calls are not evaluated")
            }
            Rhs::Blank(_) | Rhs::Phantom => Value::Int(0),
            Rhs::Struct { .. }
            | Rhs::Overloaded(..)
            | Rhs::Pullback(..)
            | Rhs::PullbackTangent(..)
            | Rhs::Pushforward(..)
            | Rhs::Lifted(..) => {
                panic!("values of unknown types are not evaluated")
            }
        }
    }

    /// The way to a place: positions, and the part of the last one that is meant.
    fn path(&self, p: &Place) -> (Vec<usize>, Option<(usize, usize)>) {
        let (mut path, mut slice) = (vec![], None);
        for proj in &p.proj {
            let (from, to) = slice.unwrap_or((0, usize::MAX));
            match proj {
                Proj::Index(a) => {
                    let i = from + self.atom(a).index();
                    assert!(i < to, "index out of bounds");
                    path.push(i);
                    slice = None;
                }
                Proj::Field(i) => path.push(*i as usize),
                Proj::Named(name) => panic!("a field `{name}` of an unknown type"),
                Proj::Slice(a, b) => {
                    let (a, b) = (from + self.atom(a).index(), from + self.atom(b).index());
                    assert!(a <= b && b <= to, "slice out of bounds");
                    slice = Some((a, b));
                }
            }
        }
        (path, slice)
    }

    fn load(&self, p: &Place) -> Value {
        let (path, slice) = self.path(p);
        let mut value = self.get(p.root);
        for i in path {
            let Value::Parts(parts) = value else {
                panic!("{value:?} has no parts");
            };
            value = &parts[i];
        }
        match (value, slice) {
            (Value::Parts(parts), Some((a, b))) => Value::Parts(parts[a..b].to_vec()),
            (value, _) => value.clone(),
        }
    }

    fn at(&mut self, p: &Place) -> &mut Value {
        let (path, slice) = self.path(p);
        assert!(slice.is_none(), "a slice as a whole is not written");
        self.get(p.root);
        let mut value = self.values.get_mut(&p.root).expect("just read");
        for i in path {
            let Value::Parts(parts) = value else {
                panic!("{value:?} has no parts");
            };
            value = &mut parts[i];
        }
        value
    }

    fn store(&mut self, p: &Place, value: Value) {
        if p.is_whole() {
            self.set(p.root, value);
        } else if let Some((Proj::Slice(..), before)) = p.proj.split_last() {
            let (_, slice) = self.path(p);
            let array = Place {
                root: p.root,
                proj: before.to_vec(),
            };
            let (Value::Parts(parts), Some((a, b))) = (value, slice) else {
                panic!("a slice is made of parts");
            };
            self.parts(&array)[a..b].clone_from_slice(&parts);
        } else {
            *self.at(p) = value;
        }
    }

    fn parts(&mut self, p: &Place) -> &mut Vec<Value> {
        match self.at(p) {
            Value::Parts(parts) => parts,
            other => panic!("{other:?} has no parts"),
        }
    }
}
