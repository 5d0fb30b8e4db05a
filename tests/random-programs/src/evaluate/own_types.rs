//! Records, which are so many reals in a row, and `Option`s, which are one real or none.

use super::exprs::Evaluated;
use super::memory::{Trap, Value, View};
use super::stmts::Done;
use super::{Evaluator, Exit, trap};
use crate::ast::{Block, Expr, Name, Slice, Stmt};
use crate::dual::Dual;
use crate::options::Optional;
use crate::records::{Element, FieldKind, Literal, Member, Record};

impl<'a> Evaluator<'a> {
    pub(super) fn member(&mut self, m: &'a Member) -> Result<View, Exit> {
        let root = self.scope.find(&m.root)?;
        let mut start = m.offset;
        if let Some((i, how, stride)) = &m.element {
            let i = self.integer(i)?;
            let count = self.memory.length(root)? / stride;
            let i = match how {
                Element::Wrapped => i
                    .checked_rem(count)
                    .ok_or_else(|| Trap("index into nothing".into()))?,
                Element::Direct => i,
            };
            start += i * stride;
        }
        if let Some((i, n)) = &m.index {
            start += self.integer(i)? % n;
        }
        if start + m.size > self.memory.length(root)? {
            return trap("index out of range");
        }
        Ok(View {
            start: root.start + start,
            length: Some(m.size),
            ..root
        })
    }

    pub(super) fn literal(&mut self, l: &'a Literal) -> Evaluated {
        let mut given = Vec::new();
        for (field, e) in &l.fields {
            let reals = match self.expr(e)? {
                Value::Real(d) => vec![d],
                other => other.reals()?,
            };
            given.push((field.offset, reals));
        }
        let mut all = match &l.base {
            Some(base) => self.expr(base)?.reals()?,
            None => vec![Dual::constant(0.0); l.record.size],
        };
        for (offset, reals) in given {
            all[offset..offset + reals.len()].copy_from_slice(&reals);
        }
        Ok(Value::Reals(all))
    }

    pub(super) fn records(&mut self, es: &'a [Expr]) -> Evaluated {
        let mut all = Vec::new();
        for e in es {
            all.extend(self.expr(e)?.reals()?);
        }
        Ok(Value::Reals(all))
    }

    pub(super) fn count_records(&mut self, name: &str, size: usize) -> Evaluated {
        let view = self.scope.find(name)?;
        Ok(Value::Integer(self.memory.length(view)? / size))
    }

    pub(super) fn optional(&mut self, o: &'a Optional) -> Result<Option<Dual>, Exit> {
        Ok(match o {
            Optional::None => None,
            Optional::Some(e) => Some(self.real(e)?),
            Optional::Variable(name) => self.option_variable(name)?.last().copied(),
            Optional::Take(name) => self.option_variable(name)?.pop(),
            Optional::When(c, e) => match self.flag(c)? {
                true => Some(self.real(e)?),
                false => None,
            },
            Optional::ThenSome(c, e) => {
                let c = self.flag(c)?;
                let value = self.real(e)?;
                c.then_some(value)
            }
            Optional::First(s) => self.elements(s)?.first().copied(),
            Optional::Last(s) => self.elements(s)?.last().copied(),
            Optional::Get(s, i) => {
                let all = self.elements(s)?;
                all.get(self.integer(i)?).copied()
            }
            Optional::Find(s, v, c) => {
                for d in self.elements(s)? {
                    if self.holds(v, d, c)? {
                        return Ok(Some(d));
                    }
                }
                None
            }
            Optional::Map(of, v, e) => match self.optional(of)? {
                Some(d) => Some(self.applied(v, d, e)?),
                None => None,
            },
            Optional::Filter(of, v, c) => match self.optional(of)? {
                Some(d) if self.holds(v, d, c)? => Some(d),
                _ => None,
            },
            Optional::Or(a, b) => {
                let a = self.optional(a)?;
                let b = self.optional(b)?;
                a.or(b)
            }
        })
    }

    fn option_variable(&mut self, name: &str) -> Result<&mut Vec<Dual>, Exit> {
        let view = self.scope.find(name)?;
        Ok(self.memory.vec(view)?)
    }

    fn elements(&mut self, s: &Slice) -> Result<Vec<Dual>, Exit> {
        let view = self.slice(s)?;
        Ok(self.memory.reals(view)?.to_vec())
    }

    fn holds(&mut self, v: &Name, d: Dual, c: &'a Expr) -> Result<bool, Exit> {
        self.with(|s| {
            s.define(v, Value::Real(d));
            s.flag(c)
        })
    }

    pub(super) fn applied(&mut self, v: &Name, d: Dual, e: &'a Expr) -> Result<Dual, Exit> {
        self.with(|s| {
            s.define(v, Value::Real(d));
            s.real(e)
        })
    }

    pub(super) fn own_stmt(&mut self, s: &'a Stmt) -> Done {
        match s {
            Stmt::LetFields(_, fields, e) => {
                let all = self.expr(e)?.reals()?;
                for (field, name) in fields {
                    let part = &all[field.offset..field.offset + field.kind.size()];
                    let value = match field.kind {
                        FieldKind::Real => Value::Real(part[0]),
                        _ => Value::Reals(part.to_vec()),
                    };
                    self.define(name, value);
                }
            }
            Stmt::ForRecords(label, name, sequence, record, _, b) => {
                self.for_records(label, name, sequence, *record, b)?;
            }
            Stmt::PushRecord(name, e) => {
                let new = self.expr(e)?.reals()?;
                let view = self.scope.find(name)?;
                self.memory.vec(view)?.extend(new);
            }
            Stmt::PopRecord(name, sequence, record, b) => {
                let view = self.scope.find(sequence)?;
                let all = self.memory.vec(view)?;
                let rest = all.len() - record.size;
                if rest > 0 {
                    let last = all.split_off(rest);
                    self.bound_in(name, Value::Reals(last), b)?;
                }
            }
            Stmt::IfLet(v, o, then, otherwise) => match (self.optional(o)?, otherwise) {
                (Some(d), _) => self.bound_in(v, Value::Real(d), then)?,
                (None, Some(b)) => drop(self.block(b)?),
                (None, None) => {}
            },
            Stmt::LetElse(v, o, b) => match self.optional(o)? {
                Some(d) => drop(self.define(v, Value::Real(d))),
                None => drop(self.block(b)?),
            },
            Stmt::MatchSome(v, o, guard, then, otherwise) => {
                let found = match (self.optional(o)?, guard) {
                    (Some(d), Some(g)) if !self.holds(v, d, g)? => None,
                    (found, _) => found,
                };
                match found {
                    Some(d) => self.bound_in(v, Value::Real(d), then)?,
                    None => drop(self.block(otherwise)?),
                }
            }
            Stmt::Drain(label, v, stack, from, push, b) => {
                let all = self.elements(from)?;
                let view = self.define(stack, Value::Reals(all));
                while let Some(d) = self.memory.vec(view)?.pop() {
                    let top = self.memory.allocate(Some(Value::Real(d)));
                    if push.is_some_and(|c| d.value > c) {
                        let half = Dual::binary("*", &d, &Dual::constant(0.5));
                        self.memory.vec(view)?.push(half);
                    }
                    if !self.iteration(label, &[(v, top)], b)? {
                        break;
                    }
                }
            }
            _ => unreachable!("only what `stmt` sends here"),
        }
        Ok(())
    }

    fn bound_in(&mut self, name: &Name, value: Value, b: &'a Block) -> Done {
        let view = self.memory.allocate(Some(value));
        self.with_bound(&[(name, view)], b)
    }

    fn for_records(
        &mut self,
        label: &str,
        name: &'a Name,
        sequence: &str,
        record: Record,
        b: &'a Block,
    ) -> Done {
        let whole = self.scope.find(sequence)?;
        let count = self.memory.length(whole)? / record.size;
        for i in 0..count {
            let one = View {
                start: whole.start + i * record.size,
                length: Some(record.size),
                ..whole
            };
            if !self.iteration(label, &[(name, one)], b)? {
                break;
            }
        }
        Ok(())
    }
}
