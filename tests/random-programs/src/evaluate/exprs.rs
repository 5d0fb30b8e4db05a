//! Expressions, operands in the order of the language.

use super::memory::{Trap, Value, View};
use super::{Evaluator, Exit, trap};
use crate::ast::{Argument, Arm, Block, Call, Expr, Index, Part, Place, Slice, Sort};
use crate::dual::Dual;

pub(super) type Evaluated = Result<Value, Exit>;

impl<'a> Evaluator<'a> {
    /// A finite one, with a finite derivative: 0 times infinity is nan in the sweeps, wherever it goes.
    pub(super) fn real(&mut self, e: &'a Expr) -> Result<Dual, Exit> {
        let d = self.expr(e)?.real()?;
        match d.value.is_finite() && d.bound.is_finite() {
            true => Ok(d),
            false => trap("infinite"),
        }
    }

    pub(super) fn integer(&mut self, e: &'a Expr) -> Result<usize, Exit> {
        Ok(self.expr(e)?.integer()?)
    }

    pub(super) fn flag(&mut self, e: &'a Expr) -> Result<bool, Exit> {
        Ok(self.expr(e)?.flag()?)
    }

    fn all_reals<'e: 'a>(
        &mut self,
        es: impl IntoIterator<Item = &'e Expr>,
    ) -> Result<Vec<Dual>, Exit> {
        es.into_iter().map(|e| self.real(e)).collect()
    }

    pub(super) fn expr(&mut self, e: &'a Expr) -> Evaluated {
        Ok(match e {
            Expr::Literal(v) => Value::Real(Dual::constant(*v)),
            Expr::Integer(n) => Value::Integer(*n),
            Expr::Truth(b) => Value::Flag(*b),
            Expr::Read(place) => self.read(place)?,
            Expr::Negate(e) => Value::Real(self.real(e)?.negate()),
            Expr::Binary(op, l, r) => {
                let (l, r) = (self.real(l)?, self.real(r)?);
                Value::Real(Dual::binary(op, &l, &r))
            }
            Expr::Method(name, es) => Value::Real(Dual::method(name, &self.all_reals(es)?)),
            Expr::Power(e, n) => Value::Real(self.real(e)?.power(*n)),
            Expr::AsReal(e) => Value::Real(Dual::constant(self.integer(e)? as f64)),
            Expr::AsInteger(e) => truncated(self.real(e)?.value)?,
            Expr::Arithmetic(op, l, r) => {
                let (l, r) = (self.integer(l)?, self.integer(r)?);
                Value::Integer(arithmetic(op, l, r)?)
            }
            Expr::Length(name) => {
                let view = self.scope.find(name)?;
                Value::Integer(self.memory.length(view)?)
            }
            Expr::Compare(op, l, r) => {
                let (l, r) = (self.expr(l)?, self.expr(r)?);
                Value::Flag(compare(op, &l, &r)?)
            }
            Expr::Not(e) => Value::Flag(!self.flag(e)?),
            Expr::Connect("&&", l, r) => Value::Flag(self.flag(l)? && self.flag(r)?),
            Expr::Connect(_, l, r) => Value::Flag(self.flag(l)? || self.flag(r)?),
            Expr::Array(es) | Expr::Vec(es) | Expr::Rows(es) => Value::Reals(self.all_reals(es)?),
            Expr::Pair(a, b) => Value::Reals(vec![self.real(a)?, self.real(b)?]),
            Expr::Repeat(e, n) => Value::Reals(vec![self.real(e)?; *n]),
            Expr::VecRepeat(e, n) => {
                let value = self.real(e)?;
                Value::Reals(vec![value; self.integer(n)?])
            }
            Expr::Entries(ns) => Value::Integers(ns.clone()),
            Expr::ToVec(s) => {
                let view = self.slice(s)?;
                Value::Reals(self.memory.reals(view)?.to_vec())
            }
            Expr::Copy(name, _) => {
                let view = self.scope.find(name)?;
                Value::Reals(self.memory.reals(view)?.to_vec())
            }
            Expr::Pop(name) => {
                let view = self.scope.find(name)?;
                let last = self.memory.vec(view)?.pop();
                Value::Real(last.ok_or_else(|| Trap("pop of nothing".into()))?)
            }
            Expr::Remove(name, i) => {
                let (view, i) = self.wrapped(name, i)?;
                Value::Real(self.memory.vec(view)?.remove(i))
            }
            Expr::Replace(place, e) => {
                let view = self.place(place)?;
                let new = self.real(e)?;
                Value::Real(std::mem::replace(&mut self.memory.reals(view)?[0], new))
            }
            Expr::If(c, t, o) => {
                let taken = if self.flag(c)? { t } else { o };
                self.block(taken)?
            }
            Expr::Match(e, arms) => self.select(e, arms)?,
            Expr::Block(label, b) => self.labelled(label.as_deref(), b)?,
            Expr::Loop(label, b) => self.forever(label, b)?,
            Expr::Call(c) => self.call(c)?,
            Expr::Chain(c) => self.chain(c)?,
            Expr::Invoke(name, es) => self.invoke(name, es)?,
            Expr::Struct(l) => self.literal(l)?,
            Expr::Whole(m, _) => {
                let view = self.member(m)?;
                Value::Reals(self.memory.reals(view)?.to_vec())
            }
            Expr::Records(es, _) => self.records(es)?,
            Expr::Count(name, size) => self.count_records(name, *size)?,
            Expr::Optional(o) => Value::Reals(self.optional(o)?.into_iter().collect()),
            Expr::UnwrapOr(o, e) => {
                let o = self.optional(o)?;
                let otherwise = self.real(e)?;
                Value::Real(o.unwrap_or(otherwise))
            }
            Expr::MapOr(o, e, v, f) => {
                let o = self.optional(o)?;
                let otherwise = self.real(e)?;
                Value::Real(match o {
                    Some(d) => self.applied(v, d, f)?,
                    None => otherwise,
                })
            }
            Expr::IsSome(name) => {
                let view = self.scope.find(name)?;
                Value::Flag(!self.memory.vec(view)?.is_empty())
            }
        })
    }

    fn invoke(&mut self, name: &str, es: &'a [Expr]) -> Evaluated {
        let args = self.all_reals(es)?;
        let found = self.closures.iter().rev().find(|c| c.name == name);
        let Some(&closure) = found else {
            return trap(format!("unknown closure {name}"));
        };
        self.with(|s| {
            for (param, arg) in closure.params.iter().zip(args) {
                s.define(param, Value::Real(arg));
            }
            s.expr(&closure.body)
        })
    }

    /// Names bound inside are gone afterwards, however it is left.
    pub(super) fn with<T>(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<T, Exit>,
    ) -> Result<T, Exit> {
        let (depth, closures) = (self.scope.depth(), self.closures.len());
        let result = inner(self);
        self.scope.leave(depth);
        self.closures.truncate(closures);
        result
    }

    pub(super) fn define(&mut self, name: &str, value: Value) -> View {
        let view = self.memory.allocate(Some(value));
        self.scope.bind(name, view);
        view
    }

    pub(super) fn block(&mut self, b: &'a Block) -> Evaluated {
        self.with(|s| {
            for stmt in &b.stmts {
                s.stmt(stmt)?;
            }
            match &b.value {
                Some(e) => s.expr(e),
                None => Ok(Value::Unit),
            }
        })
    }

    /// A block, which `break` of its label leaves.
    pub(super) fn labelled(&mut self, label: Option<&str>, b: &'a Block) -> Evaluated {
        match self.block(b) {
            Err(Exit::Break(Some(to), value)) if Some(to.as_str()) == label => Ok(*value),
            other => other,
        }
    }

    fn forever(&mut self, label: &str, b: &'a Block) -> Evaluated {
        loop {
            self.tick()?;
            match self.block(b) {
                Ok(_) => {}
                Err(Exit::Break(to, value)) if to.as_deref().is_none_or(|l| l == label) => {
                    return Ok(*value);
                }
                Err(Exit::Continue(to)) if to.as_deref().is_none_or(|l| l == label) => {}
                Err(exit) => return Err(exit),
            }
        }
    }

    pub(super) fn select(&mut self, e: &'a Expr, arms: &'a [Arm]) -> Evaluated {
        let n = self.integer(e)?;
        for arm in arms {
            let fits = arm.patterns.is_empty() || arm.patterns.contains(&n);
            let passes = match &arm.guard {
                Some(g) if fits => self.flag(g)?,
                _ => fits,
            };
            if passes {
                return self.block(&arm.body);
            }
        }
        trap("no arm")
    }

    pub(super) fn wrapped(&mut self, name: &str, i: &'a Expr) -> Result<(View, usize), Exit> {
        let view = self.scope.find(name)?;
        let i = self.integer(i)?;
        let n = self.memory.length(view)?;
        match i.checked_rem(n) {
            Some(i) => Ok((view, i)),
            None => trap("index into nothing"),
        }
    }

    /// One real as a view of its own.
    pub(super) fn place(&mut self, place: &'a Place) -> Result<View, Exit> {
        let (view, offset) = match place {
            Place::Variable(name, _) | Place::Target(name) => return Ok(self.scope.find(name)?),
            Place::Part(name, k) => (self.scope.find(name)?, *k),
            Place::Element(name, i, Index::Wrapped) => self.wrapped(name, i)?,
            Place::Element(name, i, Index::Direct) => (self.scope.find(name)?, self.integer(i)?),
            Place::Cell(name, i, j) => {
                let (i, j) = (self.integer(i)? % 2, self.integer(j)? % 2);
                (self.scope.find(name)?, 2 * i + j)
            }
            Place::Entry(..) => return trap("an entry is no real"),
            Place::Member(m) => return self.member(m),
        };
        if offset >= self.memory.length(view)? {
            return trap("index out of range");
        }
        Ok(View {
            start: view.start + offset,
            length: Some(1),
            ..view
        })
    }

    fn read(&mut self, place: &'a Place) -> Evaluated {
        match place {
            Place::Variable(name, sort) if *sort != Sort::Real => {
                let view = self.scope.find(name)?;
                Ok(self.memory.whole(view)?.clone())
            }
            Place::Entry(name, i) => {
                let (view, i) = self.wrapped(name, i)?;
                match self.memory.whole(view)? {
                    Value::Integers(table) => Ok(Value::Integer(table[i])),
                    _ => trap("no table"),
                }
            }
            _ => {
                let view = self.place(place)?;
                Ok(Value::Real(self.memory.reals(view)?[0]))
            }
        }
    }

    pub(super) fn slice(&mut self, s: &Slice) -> Result<View, Exit> {
        let view = self.scope.find(&s.name)?;
        let n = self.memory.length(view)?;
        let (skip, length) = match s.part {
            Part::Whole => return Ok(view),
            Part::All => (0, n),
            Part::Head => (0, n / 2 + 1),
            Part::Tail => (n / 2, n - n / 2),
            Part::First => (0, 1),
            Part::Two => (0, 2),
            Part::Rest => (1, n.saturating_sub(1)),
        };
        if skip + length > n {
            return trap("slice out of range");
        }
        Ok(View {
            start: view.start + skip,
            length: Some(length),
            ..view
        })
    }

    fn call(&mut self, call: &'a Call) -> Evaluated {
        let mut arguments = Vec::new();
        for argument in &call.arguments {
            arguments.push(match argument {
                Argument::Value(e) => {
                    let value = self.expr(e)?;
                    self.memory.allocate(Some(value))
                }
                Argument::Shared(s) | Argument::Exclusive(s) => self.slice(s)?,
                Argument::Scalar(place) | Argument::Part(place) => self.place(place)?,
            });
        }
        let program = self.program;
        let found = program.functions.iter().find(|f| f.name == call.function);
        match found {
            Some(function) => Ok(self.enter(function, &arguments)?),
            None => trap(format!("unknown function {}", call.function)),
        }
    }
}

pub(super) fn arithmetic(op: &str, l: usize, r: usize) -> Result<usize, Trap> {
    let result = match op {
        "+" => l.checked_add(r),
        "-" => l.checked_sub(r),
        "*" => l.checked_mul(r),
        _ => l.checked_rem(r),
    };
    result
        .filter(|n| *n < 1_000_000)
        .ok_or_else(|| Trap("integer out of range".into()))
}

fn truncated(v: f64) -> Result<Value, Trap> {
    // what a saturating cast makes of nan and infinity would only be passed on to a discarded run
    Ok(Value::Integer((v.abs() * 3.0) as usize))
}

fn compare(op: &str, l: &Value, r: &Value) -> Result<bool, Trap> {
    let order = match (l, r) {
        (Value::Real(l), Value::Real(r)) => l.value.partial_cmp(&r.value),
        (Value::Integer(l), Value::Integer(r)) => Some(l.cmp(r)),
        _ => return Err(Trap("comparison of different sorts".into())),
    };
    let order = order.ok_or_else(|| Trap("comparison with nan".into()))?;
    Ok(match op {
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        "==" => order.is_eq(),
        _ => order.is_ne(),
    })
}
