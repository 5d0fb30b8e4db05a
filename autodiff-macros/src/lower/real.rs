//! Functions and methods of reals: those of `f64` and `f32`, of the trait `Real`, and of `num_traits::Float`.

use super::{Lower, Optional, Value};
use crate::ir::{Atom, Bound, Const, Prim, Real, Rhs, Ty};
use crate::refusals;
use crate::rule;
use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// A type parameter that stands for reals.
    pub(super) fn real_parameter(&self, name: &str) -> Option<Ty> {
        let param = self.reals.find(name)?;
        Some(Ty::Real(Real::Param(param.clone())))
    }

    /// What `Float::sin(x)` is a function of, where there is one such type parameter.
    pub(super) fn only_float(&self) -> Option<Ty> {
        let real = Ty::Real(self.reals.only()?);
        (bound(&real) == Some(Bound::Float)).then_some(real)
    }

    /// `f64::sin(x)`: the method under another spelling.
    pub(super) fn ufcs(
        &mut self,
        c: &syn::ExprCall,
        p: &syn::ExprPath,
        name: &str,
        real: Ty,
    ) -> Value {
        let values = self.operands_in_order(c.args.iter());
        let mut atoms = vec![];
        for (v, e) in values.into_iter().zip(&c.args) {
            atoms.push(self.atom(v, e.span()));
        }
        let constant = match bound(&real) {
            Some(Bound::Real) => matches!(name, "zero" | "one"),
            Some(Bound::Float) => CONSTANTS_OF_FLOATS.contains(&name),
            None => false,
        };
        if atoms.is_empty() && constant {
            let tokens = c.to_token_stream();
            return Value::Atom(Atom::Const(Const { tokens, ty: real }));
        }
        self.ufcs_of(atoms, p, name, real, c.span())
    }

    pub(super) fn ufcs_of(
        &mut self,
        mut atoms: Vec<Atom>,
        p: &syn::ExprPath,
        name: &str,
        real: Ty,
        span: Span,
    ) -> Value {
        let bound = bound(&real);
        let converts = match bound {
            Some(Bound::Real) => "from_f64",
            Some(Bound::Float) | None => "from",
        };
        if name == converts && atoms.len() == 1 {
            if bound == Some(Bound::Real) {
                let ty = self.ty(&atoms[0]);
                self.infer.unify(&ty, &Ty::f64());
            }
            let rhs = Rhs::Cast(atoms.swap_remove(0), real.clone());
            let value = Value::Atom(self.temp(rhs, real, span));
            return match bound {
                // every number has a nearest float
                Some(Bound::Float) => Optional::some(value),
                Some(Bound::Real) | None => value,
            };
        }
        let Some((receiver, rest)) = atoms.split_first() else {
            self.errors.push(refusals::std_function(&p.path));
            return Value::Never;
        };
        let ty = self.ty(receiver);
        self.infer.unify(&ty, &real);
        match self.real_method(name, receiver.clone(), rest.to_vec(), real, span) {
            Some(v) => v,
            None => {
                self.errors.push(refusals::std_function(&p.path));
                Value::Never
            }
        }
    }

    /// Operations on reals and integers by method name; `None` when there is no such method on reals.
    pub(super) fn real_method(
        &mut self,
        name: &str,
        receiver: Atom,
        rest: Vec<Atom>,
        ty: Ty,
        span: Span,
    ) -> Option<Value> {
        let bound = bound(&self.infer.head(&ty));
        if let (Some(bound), Some(number), []) = (bound, name.strip_prefix("to_"), rest.as_slice())
            && let Some(value) = self.converted(bound, number, name, receiver.clone(), span)
        {
            return Some(value);
        }
        if name == "sin_cos" && rest.is_empty() {
            let sin = self.op("sin", vec![receiver.clone()], ty.clone(), span);
            let cos = self.op("cos", vec![receiver], ty, span);
            return Some(Value::Tuple(vec![Value::Atom(sin), Value::Atom(cos)]));
        }
        let predicates = [
            "is_nan",
            "is_infinite",
            "is_finite",
            "is_normal",
            "is_subnormal",
            "is_sign_positive",
            "is_sign_negative",
        ];
        if predicates.contains(&name) && rest.is_empty() {
            let prim = Prim::Method(syn::Ident::new(name, span), None);
            let rhs = Rhs::Prim(prim, vec![receiver]);
            return Some(Value::Atom(self.temp(rhs, Ty::Bool, span)));
        }
        let row = rule::method(name).filter(|row| row.inputs.len() == rest.len() + 1)?;
        let integer_second = name == "powi";
        for a in &rest {
            let t = self.ty(a);
            if integer_second {
                self.infer.unify(&t, &Ty::Int(Some("i32".to_owned())));
            } else {
                self.infer.unify(&t, &ty);
            }
        }
        let args = std::iter::once(receiver).chain(rest).collect();
        Some(Value::Atom(self.temp(Rhs::Op(row, args), ty, span)))
    }

    /// `x.to_f64()` of a type parameter's value: the number itself by `Real`, an `Option` of it by `Float`, whose
    /// conversions to integers stop the derivative.
    fn converted(
        &mut self,
        bound: Bound,
        number: &str,
        method: &str,
        x: Atom,
        span: Span,
    ) -> Option<Value> {
        let to = match number {
            "f64" => Ty::f64(),
            "f32" if bound == Bound::Float => Ty::Real(Real::F32),
            n if bound == Bound::Float && super::types::INTEGERS.contains(&n) => {
                let number = Ty::Int(Some(n.to_owned()));
                let prim = Prim::Method(syn::Ident::new(method, span), None);
                let ty = Ty::Option(Box::new(number));
                return Some(Value::Atom(self.temp(Rhs::Prim(prim, vec![x]), ty, span)));
            }
            _ => return None,
        };
        let value = Value::Atom(self.temp(Rhs::Cast(x, to.clone()), to, span));
        Some(match bound {
            Bound::Real => value,
            Bound::Float => Optional::some(value),
        })
    }
}

fn bound(real: &Ty) -> Option<Bound> {
    match real {
        Ty::Real(Real::Param(p)) => Some(p.bound),
        _ => None,
    }
}

/// Functions without arguments of `num_traits::Float` and `num_traits::FloatConst`.
const CONSTANTS_OF_FLOATS: [&str; 29] = [
    "zero",
    "one",
    "epsilon",
    "infinity",
    "nan",
    "neg_infinity",
    "neg_zero",
    "max_value",
    "min_value",
    "min_positive_value",
    "E",
    "FRAC_1_PI",
    "FRAC_1_SQRT_2",
    "FRAC_2_PI",
    "FRAC_2_SQRT_PI",
    "FRAC_PI_2",
    "FRAC_PI_3",
    "FRAC_PI_4",
    "FRAC_PI_6",
    "FRAC_PI_8",
    "LN_10",
    "LN_2",
    "LOG10_2",
    "LOG10_E",
    "LOG2_10",
    "LOG2_E",
    "PI",
    "SQRT_2",
    "TAU",
];
