//! What an expression denotes, and how it is read, borrowed and taken apart.

use super::closure::Closure;
use super::iterate::Iter;
use super::{Lower, choice, option};
use crate::ir::{Atom, Const, Place, Proj, Rhs, Ty};
use crate::refusals;
use proc_macro2::Span;
use std::rc::Rc;

/// What an expression denotes.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Unit,
    /// Control does not come back.
    Never,
    Atom(Atom),
    /// A place that has not been read yet.
    Place(Place),
    Ref(Place, Mutability),
    Tuple(Vec<Value>),
    Closure(Rc<Closure>),
    /// An iterator nothing has been taken from yet.
    Iter(Box<Iter>),
    Optional(Optional),
    Choice(Box<choice::Choice>),
}

/// An `Option`, taken apart.
#[derive(Clone, Debug)]
pub(super) struct Optional {
    /// A boolean: an atom, or the place of a variable.
    pub(super) present: Box<Value>,
    /// What a reference in it refers to exists only where `present` holds; everything else can always be read.
    /// Missing in a `None` that says nothing about its type.
    pub(super) payload: Option<Box<Value>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mutability {
    Shared,
    Mut,
}

impl Lower<'_> {
    pub(super) fn place_ty(&mut self, p: &Place) -> Ty {
        let mut ty = self.f.var(p.root).ty.clone();
        // what is learned of a field at one place holds at all others
        let mut path = p.root.0.to_string();
        for proj in &p.proj {
            path += &match proj {
                Proj::Index(_) => "[]".to_owned(),
                Proj::Slice(..) => "[..]".to_owned(),
                Proj::Field(i) => format!(".{i}"),
                Proj::Named(name) => format!(".{name}"),
            };
            ty = match self.projected.get(&path) {
                Some(known) => known.clone(),
                None => self.infer.project(&ty, proj),
            };
            if matches!(ty, Ty::Var(_)) {
                self.projected.insert(path.clone(), ty.clone());
            }
        }
        self.infer.head(&ty)
    }

    pub(super) fn value_ty(&mut self, v: &Value) -> Ty {
        match v {
            Value::Unit | Value::Never => Ty::Unit,
            Value::Atom(a) => self.infer.head(&self.ty(a)),
            Value::Place(p) | Value::Ref(p, _) => self.place_ty(p),
            Value::Tuple(vs) => Ty::Tuple(vs.iter().map(|v| self.value_ty(v)).collect()),
            Value::Closure(_) | Value::Iter(_) => Ty::Unknown,
            Value::Choice(c) => {
                let (a, b) = (self.value_ty(&c.then), self.value_ty(&c.otherwise));
                self.infer.unify(&a, &b);
                a
            }
            Value::Optional(o) => {
                let payload = match &o.payload {
                    Some(v) => self.value_ty(v),
                    None => self.infer.fresh(),
                };
                Ty::Option(Box::new(payload))
            }
        }
    }

    /// Reads a value into an operand.
    pub(super) fn atom(&mut self, v: Value, span: Span) -> Atom {
        match v {
            Value::Atom(a) => a,
            Value::Place(p) | Value::Ref(p, _) => self.load(p, span),
            Value::Tuple(vs) => {
                let atoms: Vec<Atom> = vs.into_iter().map(|v| self.atom(v, span)).collect();
                let ty = Ty::Tuple(atoms.iter().map(|a| self.ty(a)).collect());
                self.temp(Rhs::Tuple(atoms), ty, span)
            }
            Value::Closure(_) => {
                self.errors.push(refusals::closure_as_value(span));
                unit()
            }
            Value::Iter(_) => {
                self.errors.push(refusals::iterator_as_value(span));
                unit()
            }
            Value::Optional(_) => {
                self.errors.push(refusals::whole_option(span));
                unit()
            }
            Value::Choice(c) => self.copy_of_chosen(*c, span),
            Value::Unit => unit(),
            // the statement this feeds is never reached
            Value::Never => unit(),
        }
    }

    pub(super) fn load(&mut self, p: Place, span: Span) -> Atom {
        let ty = self.place_ty(&p).owned();
        self.temp(Rhs::Load(p), ty, span)
    }

    /// Reads everything that is still a place, so that later changes do not show.
    pub(super) fn freeze(&mut self, v: Value, span: Span) -> Value {
        match v {
            Value::Place(p) => Value::Atom(self.load(p, span)),
            Value::Tuple(vs) => {
                Value::Tuple(vs.into_iter().map(|v| self.freeze(v, span)).collect())
            }
            // a mutable borrow of an `Option` sees what becomes of it
            Value::Optional(o) if option::is_borrowed_mutably(&o) => Value::Optional(o),
            Value::Optional(o) => {
                let present = Box::new(self.freeze(*o.present, span));
                let payload = o.payload.map(|v| Box::new(self.freeze(*v, span)));
                Value::Optional(Optional { present, payload })
            }
            Value::Choice(c) if is_reference(&c.then) => Value::Choice(c),
            Value::Choice(c) => Value::Atom(self.copy_of_chosen(*c, span)),
            other @ (Value::Unit
            | Value::Never
            | Value::Atom(_)
            | Value::Ref(..)
            | Value::Closure(_)
            | Value::Iter(_)) => other,
        }
    }

    /// A place that holds the value, for projections and borrows.
    pub(super) fn materialise(&mut self, v: Value, span: Span) -> Place {
        match v {
            Value::Place(p) | Value::Ref(p, _) => p,
            Value::Atom(Atom::Var(v)) => Place::of(v),
            other => {
                let atom = self.atom(other, span);
                let ty = self.ty(&atom);
                match self.temp(Rhs::Atom(atom), ty, span) {
                    Atom::Var(v) => Place::of(v),
                    Atom::Const(_) => unreachable!("a temporary is a variable"),
                }
            }
        }
    }

    pub(super) fn project(&mut self, v: Value, proj: Proj, span: Span) -> Value {
        match (v, &proj) {
            (Value::Tuple(mut vs), Proj::Field(i)) if (*i as usize) < vs.len() => {
                vs.swap_remove(*i as usize)
            }
            (Value::Choice(c), _) => c.map(|v| self.project(v, proj.clone(), span)),
            (Value::Ref(p, m), _) => {
                let p = p.then(proj);
                self.place_ty(&p);
                Value::Ref(p, m)
            }
            (Value::Atom(Atom::Var(v)), Proj::Named(_) | Proj::Field(_))
                if self.field_given(v, &proj).is_some() =>
            {
                self.field_given(v, &proj).map_or(Value::Never, Value::Atom)
            }
            (other, _) => {
                let p = self.materialise(other, span).then(proj);
                self.place_ty(&p);
                Value::Place(p)
            }
        }
    }
}

/// A reference, or a choice of references.
pub(super) fn is_reference(v: &Value) -> bool {
    match v {
        Value::Ref(..) => true,
        Value::Choice(c) => is_reference(&c.then),
        _ => false,
    }
}

pub(super) fn unit() -> Atom {
    Atom::Const(Const {
        tokens: quote::quote!(()),
        ty: Ty::Unit,
    })
}
