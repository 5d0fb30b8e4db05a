//! Local type inference: enough unification to know reals from integers and what sequences hold.
//!
//! A conflict is not reported here: rustc reports it on the primal. What inference assumes of the result of a
//! call is ascribed in the generated code, so a wrong assumption does not compile.

use super::types::RealParams;
use crate::ir::{Proj, Real, Ty};
use proc_macro2::{TokenStream, TokenTree};

#[derive(Clone, Debug)]
enum Slot {
    Free,
    /// Of a type that only rustc knows; operators on it say nothing about it.
    Opaque,
    /// The same, of what an operator returned: no sequence.
    Computed,
    /// Of a struct literal: a type of the user's, which a declaration may spell.
    Literal,
    Float,
    Int,
    Bound(Ty),
}

#[derive(Default, Debug)]
pub(super) struct Infer {
    slots: Vec<Slot>,
}

impl Infer {
    fn make(&mut self, slot: Slot) -> Ty {
        self.slots.push(slot);
        Ty::Var(u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 type variables"))
    }

    pub(super) fn fresh(&mut self) -> Ty {
        self.make(Slot::Free)
    }

    /// The type of a field, or of what a method returned.
    pub(super) fn opaque(&mut self) -> Ty {
        self.make(Slot::Opaque)
    }

    /// The type of what an operator of unknown operands returned.
    pub(super) fn computed(&mut self) -> Ty {
        self.make(Slot::Computed)
    }

    /// The type of a struct literal.
    pub(super) fn literal(&mut self) -> Ty {
        self.make(Slot::Literal)
    }

    pub(super) fn is_literal(&self, t: &Ty) -> bool {
        matches!(self.head(t), Ty::Var(v) if matches!(self.slots[v as usize], Slot::Literal))
    }

    pub(super) fn is_computed(&self, t: &Ty) -> bool {
        matches!(self.head(t), Ty::Var(v) if matches!(self.slots[v as usize], Slot::Computed))
    }

    /// The type of a float literal without suffix.
    pub(super) fn float(&mut self) -> Ty {
        self.make(Slot::Float)
    }

    /// What the result of a call is taken to be that is used as a real.
    pub(super) fn assumed_real(&mut self, reals: &RealParams) -> Ty {
        reals.only().map_or_else(|| self.float(), Ty::Real)
    }

    /// The type of an integer literal without suffix.
    pub(super) fn int(&mut self) -> Ty {
        self.make(Slot::Int)
    }

    /// Follows bindings at the head, references peeled.
    pub(super) fn head(&self, t: &Ty) -> Ty {
        match t {
            Ty::Var(v) => match &self.slots[*v as usize] {
                Slot::Bound(t) => self.head(t),
                Slot::Free | Slot::Opaque | Slot::Computed => t.clone(),
                Slot::Literal | Slot::Float | Slot::Int => t.clone(),
            },
            Ty::Ref(t) => self.head(t),
            other => other.clone(),
        }
    }

    pub(super) fn is_real(&self, t: &Ty) -> bool {
        match self.head(t) {
            Ty::Real(_) => true,
            Ty::Var(v) => matches!(self.slots[v as usize], Slot::Float),
            _ => false,
        }
    }

    /// Known to be an integer, `bool` or `char`.
    pub(super) fn is_discrete(&self, t: &Ty) -> bool {
        match self.head(t) {
            Ty::Int(_) | Ty::Bool | Ty::Char => true,
            Ty::Var(v) => matches!(self.slots[v as usize], Slot::Int),
            _ => false,
        }
    }

    pub(super) fn is_free(&self, t: &Ty) -> bool {
        matches!(self.head(t), Ty::Var(v) if matches!(self.slots[v as usize], Slot::Free | Slot::Opaque | Slot::Computed))
    }

    /// A type by its name, that of a struct or an alias.
    pub(super) fn is_spelled(&self, t: &Ty) -> bool {
        matches!(self.head(t), Ty::Spelled(_))
    }

    /// Whether an operator on it may be anybody's.
    pub(super) fn is_opaque(&self, t: &Ty) -> bool {
        match self.head(t) {
            Ty::Var(v) => matches!(
                self.slots[v as usize],
                Slot::Opaque | Slot::Computed | Slot::Literal
            ),
            other => other.is_opaque(),
        }
    }

    pub(super) fn unify(&mut self, a: &Ty, b: &Ty) {
        let (a, b) = (self.head(a), self.head(b));
        match (&a, &b) {
            (Ty::Var(i), Ty::Var(j)) if i == j => {}
            (Ty::Var(i), Ty::Var(j)) => {
                // the more particular slot survives
                let (i, j) = (*i as usize, *j as usize);
                let (from, to) = match (&self.slots[i], &self.slots[j]) {
                    (Slot::Free, _) => (i, b),
                    (Slot::Opaque | Slot::Computed, Slot::Float | Slot::Int | Slot::Literal) => {
                        (i, b)
                    }
                    (Slot::Opaque, Slot::Computed) => (i, b),
                    (Slot::Opaque | Slot::Computed | Slot::Literal, _) => (j, a),
                    (Slot::Float | Slot::Int | Slot::Bound(_), _) => (j, a),
                };
                self.slots[from] = Slot::Bound(to);
            }
            (Ty::Var(i), t) | (t, Ty::Var(i)) => {
                let fits = match self.slots[*i as usize] {
                    Slot::Free | Slot::Opaque | Slot::Computed => true,
                    Slot::Float => matches!(t, Ty::Real(_)),
                    Slot::Int => matches!(t, Ty::Int(_)),
                    Slot::Literal => matches!(t, Ty::Spelled(t) if is_spelled_out(t)),
                    Slot::Bound(_) => false,
                };
                if fits {
                    self.slots[*i as usize] = Slot::Bound(t.clone());
                }
            }
            (Ty::Tuple(xs), Ty::Tuple(ys)) => {
                for (x, y) in xs.clone().iter().zip(ys.clone().iter()) {
                    self.unify(x, y);
                }
            }
            (
                Ty::Array(x, _) | Ty::Vec(x) | Ty::Slice(x) | Ty::Seq(x),
                Ty::Array(y, _) | Ty::Vec(y) | Ty::Slice(y) | Ty::Seq(y),
            ) => self.unify(&x.clone(), &y.clone()),
            (Ty::Option(x), Ty::Option(y)) => self.unify(&x.clone(), &y.clone()),
            _ => {}
        }
    }

    /// A spelled type with a variable for every `_` in it.
    pub(super) fn open(&mut self, t: Ty) -> Ty {
        match t {
            Ty::Spelled(t) if t.to_string() == "_" => self.fresh(),
            Ty::Tuple(ts) => Ty::Tuple(ts.into_iter().map(|t| self.open(t)).collect()),
            Ty::Array(t, n) => Ty::Array(Box::new(self.open(*t)), n),
            Ty::Vec(t) => Ty::Vec(Box::new(self.open(*t))),
            Ty::Slice(t) => Ty::Slice(Box::new(self.open(*t))),
            Ty::Ref(t) => Ty::Ref(Box::new(self.open(*t))),
            Ty::Option(t) => Ty::Option(Box::new(self.open(*t))),
            other => other,
        }
    }

    /// The type of a part, learning from the projection what the whole must be.
    pub(super) fn project(&mut self, t: &Ty, proj: &Proj) -> Ty {
        let head = self.head(t);
        let opaque = self.is_opaque(&head) || matches!(proj, Proj::Named(_));
        if let (Ty::Var(v), Proj::Index(_) | Proj::Slice(..)) = (&head, proj) {
            let element = if opaque { self.opaque() } else { self.fresh() };
            self.slots[*v as usize] = Slot::Bound(Ty::Seq(Box::new(element)));
        }
        let head = self.head(&head);
        match head.project(proj) {
            Ty::Unknown if opaque => self.opaque(),
            Ty::Unknown => self.fresh(),
            known => known,
        }
    }

    /// What each variable stands for in the end.
    pub(super) fn finish_all(&self) -> Vec<Ty> {
        let count = u32::try_from(self.slots.len()).expect("fewer than 2^32 type variables");
        (0..count).map(|i| self.finish(&Ty::Var(i))).collect()
    }

    /// The type with all variables replaced; what is still open becomes `f64`, an unnamed integer or unknown.
    pub(super) fn finish(&self, t: &Ty) -> Ty {
        let all = |ts: &[Ty]| ts.iter().map(|t| self.finish(t)).collect();
        let boxed = |t: &Ty| Box::new(self.finish(t));
        match t {
            Ty::Var(v) => match &self.slots[*v as usize] {
                Slot::Free | Slot::Opaque | Slot::Computed => Ty::Unknown,
                Slot::Literal => Ty::Literal,
                Slot::Float => Ty::Real(Real::F64),
                Slot::Int => Ty::Int(None),
                Slot::Bound(t) => self.finish(t),
            },
            Ty::Tuple(ts) => Ty::Tuple(all(ts)),
            Ty::Array(t, n) => Ty::Array(boxed(t), n.clone()),
            Ty::Vec(t) => Ty::Vec(boxed(t)),
            Ty::Slice(t) => Ty::Slice(boxed(t)),
            Ty::Seq(t) => Ty::Seq(boxed(t)),
            Ty::Ref(t) => Ty::Ref(boxed(t)),
            Ty::Option(t) => Ty::Option(boxed(t)),
            Ty::Real(_)
            | Ty::Int(_)
            | Ty::Bool
            | Ty::Char
            | Ty::Str
            | Ty::Unit
            | Ty::Spelled(_)
            | Ty::Literal
            | Ty::TangentOf(_)
            | Ty::Lanes(_)
            | Ty::Unknown
            | Ty::UnknownTangent => t.clone(),
        }
    }
}

/// Without a `_` that is left to rustc.
fn is_spelled_out(ty: &TokenStream) -> bool {
    ty.clone().into_iter().all(|t| match t {
        TokenTree::Group(g) => is_spelled_out(&g.stream()),
        TokenTree::Ident(i) => i != "_",
        TokenTree::Punct(_) | TokenTree::Literal(_) => true,
    })
}
