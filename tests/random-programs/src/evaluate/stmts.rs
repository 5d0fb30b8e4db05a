//! Statements.

use super::exprs::arithmetic;
use super::memory::{Value, View};
use super::{Evaluator, Exit, trap};
use crate::ast::{Block, Elements, Expr, Name, Part, Place, Range, Slice, Sort, Stmt};
use crate::dual::Dual;

pub(super) type Done = Result<(), Exit>;

impl<'a> Evaluator<'a> {
    pub(super) fn stmt(&mut self, s: &'a Stmt) -> Done {
        match s {
            Stmt::Let { name, value, .. } => {
                let value = self.expr(value)?;
                self.define(name, value);
            }
            Stmt::LetLater(name) => {
                let view = self.memory.allocate(None);
                self.scope.bind(name, view);
            }
            Stmt::LetParts(a, b, e) => {
                let parts = self.expr(e)?.reals()?;
                self.define(a, Value::Real(parts[0]));
                self.define(b, Value::Real(parts[1]));
            }
            Stmt::LetClosure(c) => self.closures.push(c),
            Stmt::Assign(place, op, e) => {
                let value = self.expr(e)?;
                self.assign(place, op, value)?;
            }
            Stmt::AssignBoth(a, b, e, f) => {
                let (e, f) = (self.expr(e)?, self.expr(f)?);
                self.assign(a, "=", e)?;
                self.assign(b, "=", f)?;
            }
            Stmt::If(c, then, otherwise) => {
                if self.flag(c)? {
                    self.block(then)?;
                } else if let Some(o) = otherwise {
                    self.block(o)?;
                }
            }
            Stmt::Match(e, arms) => drop(self.select(e, arms)?),
            Stmt::Block(label, b) => drop(self.labelled(label.as_deref(), b)?),
            Stmt::Evaluate(e) => drop(self.expr(e)?),
            Stmt::Break(label, e) => {
                let value = match e {
                    Some(e) => self.expr(e)?,
                    None => Value::Unit,
                };
                return Err(Exit::Break(label.clone(), Box::new(value)));
            }
            Stmt::Continue(label) => return Err(Exit::Continue(label.clone())),
            Stmt::Return(e) => {
                let value = match e {
                    Some(e) => self.expr(e)?,
                    None => Value::Unit,
                };
                return Err(Exit::Return(Box::new(value)));
            }
            Stmt::Assert(e) => {
                if !self.flag(e)? {
                    return trap("assertion");
                }
            }
            Stmt::Borrow(name, s, _, b) => {
                let view = self.slice(s)?;
                self.with_bound(&[(name, view)], b)?;
            }
            Stmt::Split(left, right, name, b) => {
                let head = Slice {
                    name: name.clone(),
                    owned: true,
                    part: Part::First,
                };
                let head = self.slice(&head)?;
                let whole = self.scope.find(name)?;
                let tail = View {
                    start: head.start + 1,
                    length: Some(self.memory.length(whole)? - 1),
                    ..head
                };
                self.with_bound(&[(left, head), (right, tail)], b)?;
            }
            Stmt::Refer(name, place, b) => {
                let view = self.place(place)?;
                self.with_bound(&[(name, view)], b)?;
            }
            Stmt::For(label, counter, range, b) => self.count(label, counter, range, b)?,
            Stmt::ForEach(..) => self.for_each(s)?,
            Stmt::While(label, counter, bound, condition, b) => {
                self.bounded(label, counter, *bound, condition.as_ref(), b)?;
            }
            Stmt::Loop(label, counter, bound, b) => {
                self.bounded(label, counter, *bound, None, b)?;
            }
            Stmt::Swap(..)
            | Stmt::SwapElements(..)
            | Stmt::Fill(..)
            | Stmt::CopyFirst(..)
            | Stmt::Push(..)
            | Stmt::Insert(..)
            | Stmt::Resize(..)
            | Stmt::Truncate(..)
            | Stmt::Extend(..) => self.container(s)?,
            Stmt::LetFields(..)
            | Stmt::ForRecords(..)
            | Stmt::PushRecord(..)
            | Stmt::PopRecord(..)
            | Stmt::IfLet(..)
            | Stmt::LetElse(..)
            | Stmt::MatchSome(..)
            | Stmt::Drain(..) => self.own_stmt(s)?,
        }
        Ok(())
    }

    /// What changes containers as a whole.
    fn container(&mut self, s: &'a Stmt) -> Done {
        match s {
            Stmt::Swap(Place::Variable(a, Sort::Other), Place::Variable(b, _)) => {
                let (a, b) = (self.scope.find(a)?, self.scope.find(b)?);
                let left = self.memory.whole(a)?.clone();
                let right = std::mem::replace(self.memory.whole(b)?, left);
                *self.memory.whole(a)? = right;
            }
            Stmt::Swap(a, b) => {
                let (a, b) = (self.place(a)?, self.place(b)?);
                let left = self.memory.reals(a)?[0];
                let right = std::mem::replace(&mut self.memory.reals(b)?[0], left);
                self.memory.reals(a)?[0] = right;
            }
            Stmt::SwapElements(name, i, j) => {
                let view = self.scope.find(name)?;
                let (i, j) = (self.integer(i)?, self.integer(j)?);
                let all = self.memory.reals(view)?;
                if i.max(j) >= all.len() {
                    return trap("index out of range");
                }
                all.swap(i, j);
            }
            Stmt::Fill(name, part, e) => {
                let view = self.slice(&Slice {
                    name: name.clone(),
                    owned: true,
                    part: *part,
                })?;
                let value = self.real(e)?;
                self.memory.reals(view)?.fill(value);
            }
            Stmt::CopyFirst(to, from) => {
                let (to, from) = (self.scope.find(to)?, self.scope.find(from)?);
                let first = self.memory.reals(from)?.first().copied();
                match (first, self.memory.reals(to)?.first_mut()) {
                    (Some(value), Some(place)) => *place = value,
                    _ => return trap("copy of nothing"),
                }
            }
            Stmt::Push(name, e) => {
                let value = self.real(e)?;
                let view = self.scope.find(name)?;
                self.memory.vec(view)?.push(value);
            }
            Stmt::Insert(name, i, e) => {
                let (view, i) = self.wrapped(name, i)?;
                let value = self.real(e)?;
                self.memory.vec(view)?.insert(i, value);
            }
            Stmt::Resize(name, n, e) => {
                let value = self.real(e)?;
                let view = self.scope.find(name)?;
                self.memory.vec(view)?.resize(*n, value);
            }
            Stmt::Truncate(name, n) => {
                let view = self.scope.find(name)?;
                self.memory.vec(view)?.truncate(*n);
            }
            Stmt::Extend(name, s) => {
                let from = self.slice(s)?;
                let more = self.memory.reals(from)?.to_vec();
                let view = self.scope.find(name)?;
                self.memory.vec(view)?.extend_from_slice(&more);
            }
            _ => unreachable!("only what `stmt` sends here"),
        }
        Ok(())
    }

    fn assign(&mut self, place: &'a Place, op: &str, value: Value) -> Done {
        let view = match place {
            Place::Entry(name, i) => {
                let (view, i) = self.wrapped(name, i)?;
                let Value::Integers(table) = self.memory.whole(view)? else {
                    return trap("no table");
                };
                table[i] = value.integer()?;
                return Ok(());
            }
            Place::Variable(name, _) => self.scope.find(name)?,
            _ => self.place(place)?,
        };
        if self.memory.is_empty(view) {
            self.memory.initialise(view, value);
            return Ok(());
        }
        let op = op.trim_end_matches('=');
        match value {
            Value::Real(new) => {
                let old = &mut self.memory.reals(view)?[0];
                *old = if op.is_empty() {
                    new
                } else {
                    Dual::binary(op, old, &new)
                };
            }
            Value::Integer(new) => {
                let old = self.memory.whole(view)?;
                let integer = if op.is_empty() {
                    new
                } else {
                    arithmetic(op, old.clone().integer()?, new)?
                };
                *old = Value::Integer(integer);
            }
            // a record that is a part of something
            Value::Reals(new) if view.length.is_some() => {
                self.memory.reals(view)?.copy_from_slice(&new);
            }
            other => *self.memory.whole(view)? = other,
        }
        Ok(())
    }

    pub(super) fn with_bound(&mut self, names: &[(&Name, View)], b: &'a Block) -> Done {
        self.with(|s| {
            for (name, view) in names {
                s.scope.bind(name, *view);
            }
            s.block(b).map(drop)
        })
    }

    /// One iteration; says whether the loop goes on.
    pub(super) fn iteration(
        &mut self,
        label: &str,
        names: &[(&Name, View)],
        b: &'a Block,
    ) -> Result<bool, Exit> {
        self.tick()?;
        let ours = |to: &Option<Name>| to.as_deref().is_none_or(|l| l == label);
        match self.with_bound(names, b) {
            Ok(()) => Ok(true),
            Err(Exit::Continue(to)) if ours(&to) => Ok(true),
            Err(Exit::Break(to, _)) if ours(&to) => Ok(false),
            Err(exit) => Err(exit),
        }
    }

    fn count(&mut self, label: &str, counter: &'a Name, range: &'a Range, b: &'a Block) -> Done {
        let (from, to) = match range {
            Range::Up(a, b)
            | Range::Closed(a, b)
            | Range::Down(a, b)
            | Range::Step(a, b, _)
            | Range::DownStep(a, b, _) => (self.integer(a)?, self.integer(b)?),
        };
        let indices: Vec<usize> = match range {
            Range::Up(..) => (from..to).collect(),
            Range::Closed(..) => (from..=to).collect(),
            Range::Down(..) => (from..to).rev().collect(),
            Range::Step(_, _, k) => (from..to).step_by(*k).collect(),
            Range::DownStep(_, _, k) => (from..to).rev().step_by(*k).collect(),
        };
        for i in indices {
            let view = self.memory.allocate(Some(Value::Integer(i)));
            if !self.iteration(label, &[(counter, view)], b)? {
                break;
            }
        }
        Ok(())
    }

    fn for_each(&mut self, s: &'a Stmt) -> Done {
        let Stmt::ForEach(label, index, element, sequence, how, b) = s else {
            return trap("no loop over elements");
        };
        let whole = self.scope.find(sequence)?;
        let n = self.memory.length(whole)?;
        let mut order: Vec<usize> = (0..n).collect();
        if *how == Elements::Reversed {
            order.reverse();
        }
        for i in order {
            let counter = self.memory.allocate(Some(Value::Integer(i)));
            let one = View {
                start: whole.start + i,
                length: Some(1),
                ..whole
            };
            if !self.iteration(label, &[(index, counter), (element, one)], b)? {
                break;
            }
        }
        Ok(())
    }

    /// `while counter < bound && condition { counter += 1; .. }`; the counter stays in scope behind it.
    fn bounded(
        &mut self,
        label: &str,
        counter: &'a Name,
        bound: usize,
        condition: Option<&'a Expr>,
        b: &'a Block,
    ) -> Done {
        let view = self.define(counter, Value::Integer(0));
        loop {
            let count = self.memory.whole(view)?.clone().integer()?;
            if count >= bound {
                return Ok(());
            }
            if let Some(e) = condition
                && !self.flag(e)?
            {
                return Ok(());
            }
            *self.memory.whole(view)? = Value::Integer(count + 1);
            if !self.iteration(label, &[], b)? {
                return Ok(());
            }
        }
    }
}
