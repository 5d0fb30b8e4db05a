//! Methods of std's types. The receiver's type decides; a name alone never does.

use super::{Lower, Mutability, Value};
use crate::ir::{Atom, Place, Prim, Proj, Rhs, Stmt, Ty};
use crate::refusals;
use crate::rule;
use quote::ToTokens;
use syn::spanned::Spanned;

impl Lower<'_> {
    pub(super) fn method_call(&mut self, m: &syn::ExprMethodCall) -> Value {
        if (m.method == "unwrap" || m.method == "expect")
            && let syn::Expr::MethodCall(inner) = &*m.receiver
            && inner.method == "pop"
        {
            return self.pop_unwrapped(inner);
        }
        let receiver = self.expr(&m.receiver);
        let receiver = match self.iterator_method(m, receiver) {
            Ok(value) => return value,
            Err(receiver) => receiver,
        };
        let ty = self.value_ty(&receiver);
        let tells = super::option_method::TELLING.contains(&m.method.to_string().as_str());
        if matches!(ty, Ty::Option(_)) || tells && self.infer.is_free(&ty) {
            return match self.optional(receiver, m.receiver.span()) {
                Some(o) => self.option_method(m, o),
                None => Value::Never,
            };
        }
        if matches!(ty, Ty::Bool) && (m.method == "then" || m.method == "then_some") {
            return self.option_of_bool(m, receiver);
        }
        // a scalar is read now; a container is a place, which the arguments cannot take away
        let scalar = self.infer.is_real(&ty) || self.infer.is_discrete(&ty);
        let receiver = if scalar {
            self.freeze(receiver, m.receiver.span())
        } else {
            receiver
        };
        let args = self.operands_in_order(m.args.iter());
        let diverges = |v: &Value| matches!(v, Value::Never);
        if diverges(&receiver) || args.iter().any(diverges) {
            return Value::Never;
        }
        self.called_on(m, receiver, args)
    }

    /// Receiver and arguments have been evaluated.
    fn called_on(&mut self, m: &syn::ExprMethodCall, receiver: Value, args: Vec<Value>) -> Value {
        if let Value::Choice(c) = receiver {
            let c = *c;
            let again = args.clone();
            return self.select(
                super::branch::Test::When(c.cond),
                m.span(),
                |l| l.called_on(m, c.then, args),
                |l| l.called_on(m, c.otherwise, again),
            );
        }
        let ty = self.value_ty(&receiver);
        let name = m.method.to_string();
        if self.infer.is_discrete(&ty) {
            return self.discrete_method(m, receiver, args, ty);
        }
        let own = matches!(ty, Ty::Spelled(_)) || self.infer.is_literal(&ty);
        if own && name != "clone" {
            return self.user_method(m, receiver, args);
        }
        if self.infer.is_free(&ty)
            && !self.infer.is_computed(&ty)
            && SEQUENCE.contains(&(name.as_str(), args.len()))
        {
            let element = self.infer.fresh();
            self.infer.unify(&ty, &Ty::Seq(Box::new(element)));
            return self.sequence_method(m, &name, receiver, args);
        }
        if matches!(ty, Ty::Str) {
            return self.text_method(m, &name, receiver);
        }
        if ty.element().is_some() {
            return self.sequence_method(m, &name, receiver, args);
        }
        let only_floats = rule::method(&name).is_some() && !AMBIGUOUS.contains(&name.as_str());
        if self.infer.is_real(&ty) || (self.infer.is_free(&ty) && only_floats) {
            if self.infer.is_free(&ty) {
                let real = self.infer.assumed_real(&self.reals);
                self.infer.unify(&ty, &real);
            }
            return self.method_of_real(m, &name, receiver, args, ty);
        }
        if self.infer.is_free(&ty) && AMBIGUOUS.contains(&name.as_str()) {
            return self.method_of_real(m, &name, receiver, args, ty);
        }
        if name == "clone" {
            return Value::Atom(self.atom(receiver, m.span()));
        }
        if self.infer.is_free(&ty) {
            return self.user_method(m, receiver, args);
        }
        self.errors.push(refusals::method_of_unknown(&m.method));
        Value::Never
    }

    fn method_of_real(
        &mut self,
        m: &syn::ExprMethodCall,
        name: &str,
        receiver: Value,
        args: Vec<Value>,
        ty: Ty,
    ) -> Value {
        if name == "clone" {
            return self.freeze(receiver, m.span());
        }
        let receiver = self.atom(receiver, m.receiver.span());
        let args = self.atoms(args, m);
        match self.real_method(name, receiver, args, ty, m.span()) {
            Some(v) => v,
            None => {
                self.errors.push(refusals::method_of_real(&m.method));
                Value::Never
            }
        }
    }

    fn atoms(&mut self, values: Vec<Value>, m: &syn::ExprMethodCall) -> Vec<Atom> {
        values
            .into_iter()
            .zip(&m.args)
            .map(|(v, e)| self.atom(v, e.span()))
            .collect()
    }

    /// Integers, `bool` and `char` have no derivative: any method of theirs is printed as written.
    fn discrete_method(
        &mut self,
        m: &syn::ExprMethodCall,
        receiver: Value,
        args: Vec<Value>,
        ty: Ty,
    ) -> Value {
        let name = m.method.to_string();
        let receiver = self.atom(receiver, m.receiver.span());
        let args = self.atoms(args, m);
        let keeps = [
            "min",
            "max",
            "clamp",
            "abs",
            "pow",
            "rem_euclid",
            "div_euclid",
            "wrapping_add",
            "wrapping_sub",
            "wrapping_mul",
            "saturating_sub",
            "saturating_add",
            "signum",
            "rotate_left",
            "rotate_right",
            "clone",
            "abs_diff",
            "div_ceil",
            "saturating_mul",
            "isqrt",
            "swap_bytes",
            "wrapping_neg",
            "wrapping_shl",
            "wrapping_shr",
            "midpoint",
            "next_power_of_two",
            "next_multiple_of",
        ];
        let counts = [
            "count_ones",
            "count_zeros",
            "leading_zeros",
            "trailing_zeros",
            "ilog2",
            "ilog10",
            "ilog",
        ];
        let result = if keeps.contains(&name.as_str()) {
            if ["min", "max", "clamp", "rem_euclid", "div_euclid"].contains(&name.as_str()) {
                for a in &args {
                    let t = self.ty(a);
                    self.infer.unify(&ty, &t);
                }
            }
            ty
        } else if counts.contains(&name.as_str()) {
            Ty::Int(Some("u32".to_owned()))
        } else if name.starts_with("is_") {
            Ty::Bool
        } else if name == "to_digit" || name.starts_with("checked_ilog") {
            Ty::Option(Box::new(Ty::Int(Some("u32".to_owned()))))
        } else if name.starts_with("checked_") {
            Ty::Option(Box::new(ty))
        } else {
            self.errors.push(refusals::method_of_integer(&m.method));
            return Value::Never;
        };
        let turbofish = m.turbofish.as_ref().map(ToTokens::to_token_stream);
        let all = std::iter::once(receiver).chain(args).collect();
        let rhs = Rhs::Prim(Prim::Method(m.method.clone(), turbofish), all);
        Value::Atom(self.temp(rhs, result, m.span()))
    }

    /// Text has no derivative; it may steer the computation.
    fn text_method(&mut self, m: &syn::ExprMethodCall, name: &str, receiver: Value) -> Value {
        let bytes = Ty::Ref(Box::new(Ty::Slice(Box::new(Ty::Int(Some(
            "u8".to_owned(),
        ))))));
        let result = match name {
            "len" => Ty::usize(),
            "is_empty" => Ty::Bool,
            "as_bytes" => bytes,
            _ => {
                self.errors.push(refusals::method_of_text(&m.method));
                return Value::Never;
            }
        };
        let text = match receiver {
            Value::Ref(p, _) | Value::Place(p) if p.is_whole() => Atom::Var(p.root),
            other => self.atom(other, m.receiver.span()),
        };
        let rhs = Rhs::Prim(Prim::Method(m.method.clone(), None), vec![text]);
        let v = self.temp(rhs, result, m.span());
        match (name, v) {
            ("as_bytes", Atom::Var(v)) => Value::Ref(Place::of(v), Mutability::Shared),
            (_, v) => Value::Atom(v),
        }
    }

    fn sequence_method(
        &mut self,
        m: &syn::ExprMethodCall,
        name: &str,
        receiver: Value,
        args: Vec<Value>,
    ) -> Value {
        let span = m.span();
        let place = self.materialise(receiver.clone(), span);
        match (name, args.as_slice()) {
            ("len", []) => Value::Atom(self.len_of(place, span)),
            ("is_empty", []) => {
                let n = self.len_of(place, span);
                let zero = super::expr::usize_literal(0, span);
                let eq = syn::BinOp::Eq(Default::default());
                Value::Atom(self.temp(Rhs::Prim(Prim::Binary(eq), vec![n, zero]), Ty::Bool, span))
            }
            ("to_vec" | "clone" | "to_owned", []) => {
                let ty = self.place_ty(&place).owned();
                let ty = match (name, &ty) {
                    ("to_vec", Ty::Array(t, _)) => Ty::Vec(t.clone()),
                    _ => ty,
                };
                Value::Atom(self.temp(Rhs::Clone(place), ty, span))
            }
            ("as_slice" | "as_mut_slice", []) => {
                let mutable = name == "as_mut_slice";
                let m = if mutable {
                    Mutability::Mut
                } else {
                    Mutability::Shared
                };
                let hi = self.len_of(place.clone(), span);
                let whole = Proj::Slice(super::expr::usize_literal(0, span), hi);
                Value::Ref(place.then(whole), m)
            }
            ("swap", [i, j]) => {
                let (i, j) = (i.clone(), j.clone());
                let (i, j) = (self.atom(i, span), self.atom(j, span));
                let (a, b) = (place.then(Proj::Index(i)), place.then(Proj::Index(j)));
                self.swap(a, b, span)
            }
            ("fill", [v]) => self.fill_with(place, v.clone(), span),
            ("copy_from_slice" | "clone_from_slice", [Value::Ref(from, _)]) => {
                self.copy_elements(place, from.clone(), span)
            }
            ("split_at" | "split_at_mut", [k]) => {
                let k = self.atom(k.clone(), span);
                let m = if name == "split_at" {
                    Mutability::Shared
                } else {
                    Mutability::Mut
                };
                let hi = self.len_of(place.clone(), span);
                let zero = super::expr::usize_literal(0, span);
                let left = place.then(Proj::Slice(zero, k.clone()));
                let right = place.then(Proj::Slice(k, hi));
                Value::Tuple(vec![Value::Ref(left, m), Value::Ref(right, m)])
            }
            (
                "truncate" | "clear" | "resize" | "extend" | "extend_from_slice" | "insert"
                | "remove",
                _,
            ) => self.grown_or_shrunk(m, name, place, args),
            ("push", [v]) => {
                let value = self.atom(v.clone(), span);
                let element = self.place_ty(&place.then(Proj::Index(value.clone())));
                let got = self.ty(&value);
                self.infer.unify(&element, &got);
                self.emit(Stmt::VecPush { vec: place, value });
                Value::Unit
            }
            ("pop", []) => self.popped(place, span),
            ("first" | "first_mut" | "last" | "last_mut", []) => {
                self.element_if_any(name, place, None, span)
            }
            ("get" | "get_mut", [i]) => {
                let i = self.count(i.clone(), span);
                self.element_if_any(name, place, Some(i), span)
            }
            ("split_first" | "split_first_mut" | "split_last" | "split_last_mut", []) => {
                self.split_end(name, place, span)
            }
            _ => {
                self.errors.push(refusals::method_of_sequence(&m.method));
                Value::Never
            }
        }
    }

    /// `v.pop().unwrap()`
    fn pop_unwrapped(&mut self, m: &syn::ExprMethodCall) -> Value {
        let span = m.span();
        let receiver = self.expr(&m.receiver);
        let place = self.materialise(receiver, span);
        let any = super::expr::usize_literal(0, span);
        let ty = self.place_ty(&place.then(Proj::Index(any)));
        Value::Atom(self.temp(Rhs::VecPop(place), ty, span))
    }

    /// `v.pop();` does nothing to an empty `v`.
    pub(super) fn pop_dropped(&mut self, m: &syn::ExprMethodCall) {
        let span = m.span();
        let receiver = self.expr(&m.receiver);
        let place = self.materialise(receiver, span);
        let n = self.len_of(place, span);
        let zero = super::expr::usize_literal(0, span);
        let gt = Prim::Binary(syn::BinOp::Gt(Default::default()));
        let cond = self.temp(Rhs::Prim(gt, vec![n, zero]), Ty::Bool, span);
        let (then, _) = self.nested(|l| l.pop_unwrapped(m));
        self.emit(Stmt::If {
            cond,
            then,
            otherwise: crate::ir::Block::default(),
        });
    }

    fn fill_with(&mut self, place: Place, v: Value, span: proc_macro2::Span) -> Value {
        let value = self.atom(v, span);
        let n = self.len_of(place.clone(), span);
        self.elementwise(n, span, |l, k| {
            let element = place.then(Proj::Index(k));
            l.store(element, Value::Atom(value), span);
        });
        Value::Unit
    }

    fn copy_elements(&mut self, to: Place, from: Place, span: proc_macro2::Span) -> Value {
        let n = self.len_of(to.clone(), span);
        let m = self.len_of(from.clone(), span);
        self.assert_equal(n.clone(), m, span);
        self.elementwise(n, span, |l, k| {
            let element = l.load(from.then(Proj::Index(k.clone())), span);
            l.store(to.then(Proj::Index(k)), Value::Atom(element), span);
        });
        Value::Unit
    }
}

/// Methods that on a value of unknown type are taken for those of slices and vectors. What is assumed shows: a
/// length is ascribed to be a `usize`, elements are indexed in the value and in its tangent.
/// With the number of arguments.
const SEQUENCE: [(&str, usize); 22] = [
    ("as_mut_slice", 0),
    ("as_slice", 0),
    ("clear", 0),
    ("copy_from_slice", 1),
    ("extend_from_slice", 1),
    ("fill", 1),
    ("first", 0),
    ("insert", 2),
    ("is_empty", 0),
    ("iter", 0),
    ("iter_mut", 0),
    ("last", 0),
    ("len", 0),
    ("pop", 0),
    ("push", 1),
    ("remove", 1),
    ("resize", 2),
    ("split_at", 1),
    ("split_at_mut", 1),
    ("swap", 2),
    ("to_vec", 0),
    ("truncate", 1),
];

/// Methods that integers and reals share: the name says nothing about the receiver.
const AMBIGUOUS: [&str; 8] = [
    "abs",
    "max",
    "min",
    "clamp",
    "signum",
    "rem_euclid",
    "div_euclid",
    "midpoint",
];
