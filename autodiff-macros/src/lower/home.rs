//! Homes: variables for values that come from several paths, declared in front of the branch.

use super::{Lower, Optional, Value};
use crate::ir::{Atom, Block, Place, Proj, Role, Stmt, Ty};
use crate::refusals;
use proc_macro2::Span;

impl Lower<'_> {
    /// Gives the values of several arms one home, declared before the branch.
    pub(super) fn join(
        &mut self,
        mut arms: Vec<(Block, Value)>,
        span: Span,
    ) -> (Vec<Block>, Value) {
        self.open_options(&mut arms, span);
        let (mut blocks, values): (Vec<Block>, Vec<Value>) = arms.into_iter().unzip();
        let value = self.join_values(&mut blocks, values, span);
        (blocks, value)
    }

    fn join_values(&mut self, arms: &mut [Block], values: Vec<Value>, span: Span) -> Value {
        if let Some(parts) = transposed(&values) {
            let parts = parts.into_iter();
            return Value::Tuple(parts.map(|vs| self.join_values(arms, vs, span)).collect());
        }
        if let Some(v) = self.chosen_reference(arms, &values, span) {
            return v;
        }
        if let Some((present, payload)) = taken_apart(&values)
            && let Some(payload) = self.chosen_reference(arms, &payload, span)
        {
            let present = self.join_values(arms, present, span);
            return Value::Optional(Optional {
                present: Box::new(present),
                payload: Some(Box::new(payload)),
            });
        }
        let reached = |v: &&Value| !matches!(v, Value::Never);
        let model = values.iter().filter(reached).find(|v| is_whole(v));
        let home = match model.or_else(|| values.iter().find(reached)).cloned() {
            None => return Value::Never,
            Some(v) => self.home_for(&v, span),
        };
        for (block, v) in arms.iter_mut().zip(values) {
            if matches!(v, Value::Never | Value::Unit) {
                continue;
            }
            self.blocks.push(std::mem::take(block));
            self.fill(&home, v, span);
            *block = self.blocks.pop().expect("the arm's block");
        }
        self.read_home(home)
    }

    /// The value of a block that may not run.
    pub(super) fn kept(&mut self, block: &mut Block, v: Value, span: Span) -> Value {
        let values = [v];
        if let Some(v) = self.chosen_reference(std::slice::from_mut(block), &values, span) {
            return v;
        }
        let [v] = values;
        let home = self.home_for(&v, span);
        self.start_dummy(&home);
        self.blocks.push(std::mem::take(block));
        self.fill(&home, v, span);
        *block = self.blocks.pop().expect("the block just opened");
        self.read_home(home)
    }

    /// Where one arm ends with an `Option` that is taken apart, all do.
    fn open_options(&mut self, arms: &mut [(Block, Value)], span: Span) {
        let apart = |v: &Value| matches!(v, Value::Optional(_));
        if !arms.iter().any(|(_, v)| apart(v)) {
            return;
        }
        for (block, v) in arms {
            if apart(v) || matches!(v, Value::Never) {
                continue;
            }
            self.blocks.push(std::mem::take(block));
            if let Some(o) = self.optional(v.clone(), span) {
                *v = Value::Optional(o);
            }
            *block = self.blocks.pop().expect("the arm's block");
        }
    }

    /// Undefined variables in the shape of a value.
    pub(super) fn home_for(&mut self, v: &Value, span: Span) -> Value {
        match v {
            Value::Unit | Value::Never => Value::Unit,
            Value::Tuple(vs) => Value::Tuple(vs.iter().map(|v| self.home_for(v, span)).collect()),
            Value::Ref(..) | Value::Choice(_) => {
                let ty = self.value_ty(v);
                if super::choice::is_mutable(v) || !self.is_plain_scalar(&ty) {
                    self.errors.push(refusals::chosen_reference(span));
                    return Value::Unit;
                }
                self.home_of(ty, span)
            }
            Value::Closure(_) => {
                self.errors.push(refusals::closure_as_value(span));
                Value::Unit
            }
            Value::Iter(_) => {
                self.errors.push(refusals::iterator_as_value(span));
                Value::Unit
            }
            Value::Optional(o) => {
                let payload = match &o.payload {
                    Some(v) => self.home_for(v, span),
                    None => {
                        let ty = self.infer.fresh();
                        self.home_of(ty, span)
                    }
                };
                self.start_dummy(&payload);
                Value::Optional(Optional {
                    present: Box::new(self.home_of(Ty::Bool, span)),
                    payload: Some(Box::new(payload)),
                })
            }
            Value::Atom(_) | Value::Place(_) => {
                let ty = self.value_ty(v).owned();
                self.home_of(ty, span)
            }
        }
    }

    fn home_of(&mut self, ty: Ty, span: Span) -> Value {
        self.temps += 1;
        let name = format!("v{}", self.temps);
        let var = self.f.add_var(&name, ty, Role::Temp, span);
        self.emit(Stmt::Declare { var, init: None });
        Value::Place(Place::of(var))
    }

    /// Whether a copy costs nothing: a shared reference to such a value may as well be the value.
    pub(super) fn is_plain_scalar(&self, ty: &Ty) -> bool {
        self.infer.is_real(ty) || self.infer.is_discrete(ty)
    }

    /// Not every path fills this home: it starts with a dummy, which is never used.
    pub(super) fn start_dummy(&mut self, home: &Value) {
        match home {
            Value::Place(p) => {
                self.dummies.insert(p.root);
            }
            Value::Tuple(vs) => vs.iter().for_each(|v| self.start_dummy(v)),
            Value::Optional(o) => {
                self.start_dummy(&o.present);
                if let Some(v) = &o.payload {
                    self.start_dummy(v);
                }
            }
            Value::Unit
            | Value::Never
            | Value::Atom(_)
            | Value::Ref(..)
            | Value::Choice(_)
            | Value::Closure(_)
            | Value::Iter(_) => {}
        }
    }

    pub(super) fn fill(&mut self, home: &Value, v: Value, span: Span) {
        match home {
            Value::Tuple(parts) => {
                for (i, part) in (0u32..).zip(parts) {
                    let v = self.project(v.clone(), Proj::Field(i), span);
                    self.fill(part, v, span);
                }
            }
            Value::Place(p) => match v {
                v if super::choice::is_mutable(&v) => {
                    self.errors.push(refusals::chosen_reference(span));
                }
                v => self.store(p.clone(), v, span),
            },
            Value::Optional(home) => self.fill_option(home, v, span),
            Value::Unit
            | Value::Never
            | Value::Atom(_)
            | Value::Ref(..)
            | Value::Choice(_)
            | Value::Closure(_)
            | Value::Iter(_) => {}
        }
    }

    fn fill_option(&mut self, home: &Optional, v: Value, span: Span) {
        let Some(o) = self.optional(v, span) else {
            return;
        };
        let present = self.atom(*o.present, span);
        self.fill(&home.present, Value::Atom(present.clone()), span);
        let (Some(to), Some(from)) = (&home.payload, o.payload) else {
            return;
        };
        if holds_reference(&from) {
            let (then, ()) = self.nested(|l| l.fill(to, *from, span));
            self.emit_if(present, then, Block::default());
        } else {
            self.fill(to, *from, span);
        }
    }

    /// A home is written once on each path: from here on it is a value.
    pub(super) fn read_home(&mut self, home: Value) -> Value {
        match home {
            Value::Place(p) if self.place_ty(&p).is_scalar() => Value::Atom(Atom::Var(p.root)),
            Value::Tuple(vs) => Value::Tuple(vs.into_iter().map(|v| self.read_home(v)).collect()),
            Value::Optional(o) => Value::Optional(Optional {
                present: Box::new(self.read_home(*o.present)),
                payload: o.payload.map(|v| Box::new(self.read_home(*v))),
            }),
            other => other,
        }
    }
}

/// The tuples that several arms end with, part by part.
fn transposed(values: &[Value]) -> Option<Vec<Vec<Value>>> {
    let mut parts: Vec<Vec<Value>> = vec![];
    for v in values {
        match v {
            Value::Never => {}
            Value::Tuple(vs) if parts.is_empty() || parts.len() == vs.len() => {
                parts.resize(vs.len(), vec![]);
            }
            _ => return None,
        }
    }
    for v in values {
        for (i, part) in parts.iter_mut().enumerate() {
            part.push(match v {
                Value::Tuple(vs) => vs[i].clone(),
                _ => Value::Never,
            });
        }
    }
    (!parts.is_empty()).then_some(parts)
}

/// The flags and the payloads of the `Option`s that several arms end with.
fn taken_apart(values: &[Value]) -> Option<(Vec<Value>, Vec<Value>)> {
    let parts = values.iter().map(|v| match v {
        Value::Never => Some((Value::Never, Value::Never)),
        Value::Optional(o) => {
            let payload = o.payload.as_ref().map_or(Value::Never, |v| (**v).clone());
            Some(((*o.present).clone(), payload))
        }
        _ => None,
    });
    parts.collect()
}

/// Whether a value shows the shape of all its parts: a lone `None` does not.
fn is_whole(v: &Value) -> bool {
    match v {
        Value::Optional(o) => o.payload.as_ref().is_some_and(|v| is_whole(v)),
        Value::Tuple(vs) => vs.iter().all(is_whole),
        Value::Unit
        | Value::Never
        | Value::Atom(_)
        | Value::Place(_)
        | Value::Ref(..)
        | Value::Choice(_)
        | Value::Closure(_)
        | Value::Iter(_) => true,
    }
}

/// What a reference refers to may not exist.
fn holds_reference(v: &Value) -> bool {
    match v {
        Value::Ref(..) | Value::Choice(_) => true,
        Value::Tuple(vs) => vs.iter().any(holds_reference),
        Value::Optional(o) => o.payload.as_ref().is_some_and(|v| holds_reference(v)),
        Value::Unit | Value::Never | Value::Atom(_) | Value::Place(_) => false,
        Value::Closure(_) | Value::Iter(_) => false,
    }
}
