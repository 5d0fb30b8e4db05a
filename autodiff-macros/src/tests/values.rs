//! The values of the interpreter, constants, and operations on them.

use crate::ir::{Const, Prim};
use autodiff_runtime::ops::{Op, TABLE, compiled};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Real(f64),
    Int(i64),
    Bool(bool),
    Unit,
    /// A tuple, an array, a slice or a `Vec`.
    Parts(Vec<Value>),
}

impl From<f64> for Value {
    fn from(x: f64) -> Value {
        Value::Real(x)
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Value {
        Value::Int(n)
    }
}

impl<const N: usize> From<[f64; N]> for Value {
    fn from(xs: [f64; N]) -> Value {
        Value::Parts(xs.map(Value::Real).to_vec())
    }
}

impl Value {
    pub(super) fn real(&self) -> f64 {
        match self {
            Value::Real(x) => *x,
            other => panic!("{other:?} is not a real"),
        }
    }

    pub(super) fn int(&self) -> i64 {
        match self {
            Value::Int(n) => *n,
            other => panic!("{other:?} is not an integer"),
        }
    }

    pub(super) fn bool(&self) -> bool {
        match self {
            Value::Bool(b) => *b,
            other => panic!("{other:?} is not a bool"),
        }
    }

    pub(super) fn index(&self) -> usize {
        usize::try_from(self.int()).expect("an index is not negative")
    }

    /// A zero tangent in the shape of the value.
    pub(super) fn zero(&self) -> Value {
        match self {
            Value::Real(_) => Value::Real(0.0),
            Value::Int(_) | Value::Bool(_) | Value::Unit => Value::Unit,
            Value::Parts(parts) => Value::Parts(parts.iter().map(Value::zero).collect()),
        }
    }

    /// The reals in it, in order.
    pub(super) fn flat(&self) -> Vec<f64> {
        match self {
            Value::Real(x) => vec![*x],
            Value::Int(_) | Value::Bool(_) | Value::Unit => vec![],
            Value::Parts(parts) => parts.iter().flat_map(Value::flat).collect(),
        }
    }

    /// The same shape with other reals in it.
    pub(super) fn filled(&self, from: &mut impl Iterator<Item = f64>) -> Value {
        match self {
            Value::Real(_) => Value::Real(from.next().expect("a number for each real")),
            Value::Int(_) | Value::Bool(_) | Value::Unit => self.clone(),
            Value::Parts(parts) => Value::Parts(parts.iter().map(|p| p.filled(from)).collect()),
        }
    }

    pub(super) fn len(&self) -> i64 {
        match self {
            Value::Parts(parts) => i64::try_from(parts.len()).expect("a short sequence"),
            other => panic!("{other:?} has no length"),
        }
    }

    pub(super) fn add(&mut self, other: &Value, negative: bool) {
        match (self, other) {
            (Value::Real(a), Value::Real(b)) => *a += if negative { -b } else { *b },
            (Value::Int(a), Value::Int(b)) => *a += if negative { -b } else { *b },
            (Value::Unit, Value::Unit) => {}
            (Value::Parts(a), Value::Parts(b)) if a.len() == b.len() => {
                a.iter_mut().zip(b).for_each(|(a, b)| a.add(b, negative));
            }
            (a, b) => panic!("{a:?} += {b:?}"),
        }
    }
}

pub(super) fn constant(c: &Const) -> Value {
    expression(&syn::parse2(c.tokens.clone()).expect("a constant is an expression"))
}

pub(super) fn expression(e: &syn::Expr) -> Value {
    match e {
        syn::Expr::Lit(l) => literal(&l.lit),
        syn::Expr::Unary(u) => match expression(&u.expr) {
            Value::Real(x) => Value::Real(-x),
            other => Value::Int(-other.int()),
        },
        syn::Expr::Paren(p) => expression(&p.expr),
        syn::Expr::Tuple(t) if t.elems.is_empty() => Value::Unit,
        syn::Expr::Tuple(t) => Value::Parts(t.elems.iter().map(expression).collect()),
        syn::Expr::Array(a) => Value::Parts(a.elems.iter().map(expression).collect()),
        syn::Expr::Repeat(r) => {
            let n = expression(&r.len).index();
            Value::Parts(vec![expression(&r.expr); n])
        }
        other => panic!("{} is not evaluated", quote::quote!(#other)),
    }
}

fn literal(l: &syn::Lit) -> Value {
    match l {
        syn::Lit::Int(n) if n.suffix().starts_with('f') => {
            Value::Real(n.base10_digits().parse().expect("digits"))
        }
        syn::Lit::Int(n) => Value::Int(n.base10_parse().expect("digits")),
        syn::Lit::Float(x) => Value::Real(x.base10_parse().expect("digits")),
        syn::Lit::Bool(b) => Value::Bool(b.value),
        other => panic!("{} is not evaluated", quote::quote!(#other)),
    }
}

pub(super) fn matches(p: &syn::Pat, value: &Value) -> bool {
    match p {
        syn::Pat::Wild(_) | syn::Pat::Ident(_) => true,
        syn::Pat::Paren(p) => matches(&p.pat, value),
        syn::Pat::Or(p) => p.cases.iter().any(|p| matches(p, value)),
        syn::Pat::Lit(l) => literal(&l.lit) == *value,
        syn::Pat::Range(r) => {
            let bound = |e: &Option<Box<syn::Expr>>| e.as_ref().map(|e| expression(e).int());
            let n = value.int();
            let below = bound(&r.start).is_none_or(|lo| lo <= n);
            let closed = i64::from(matches!(r.limits, syn::RangeLimits::Closed(_)));
            below && bound(&r.end).is_none_or(|hi| n < hi + closed)
        }
        other => panic!("{} is not evaluated", quote::quote!(#other)),
    }
}

pub(super) fn operation(row: &Op, args: &[Value]) -> Value {
    if let [Value::Int(a), rest @ ..] = args {
        let b = rest.first().map_or(0, Value::int);
        return Value::Int(match row.name {
            "add" => a + b,
            "sub" => a - b,
            "mul" => a * b,
            "div" => a / b,
            "rem" => a % b,
            "neg" => -a,
            other => panic!("{other} on integers is not evaluated"),
        });
    }
    let row = |o: &Op| o.name == row.name && o.form == row.form;
    let position = TABLE.iter().position(row).expect("a row of the table");
    let args = args.iter().map(|a| match a {
        Value::Int(n) => *n as f64,
        other => other.real(),
    });
    let args: Vec<f64> = args.collect();
    thread_local!(static ROWS: Vec<compiled::Row<f64>> = compiled::f64_rows());
    Value::Real(ROWS.with(|rows| (rows[position].value)(&args)))
}

pub(super) fn primitive(prim: &Prim, args: &[Value]) -> Value {
    use syn::BinOp::{And, BitAnd, BitOr, Eq, Ge, Gt, Le, Lt, Ne, Or};
    match (prim, args) {
        (Prim::Not, [a]) => Value::Bool(!a.bool()),
        (Prim::Binary(And(_) | BitAnd(_)), [a, b]) => Value::Bool(a.bool() && b.bool()),
        (Prim::Binary(Or(_) | BitOr(_)), [a, b]) => Value::Bool(a.bool() || b.bool()),
        (Prim::Binary(op), [a, b]) => {
            let order = match (a, b) {
                (Value::Real(a), Value::Real(b)) => a.partial_cmp(b),
                (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
                (a, b) => Some(a.bool().cmp(&b.bool())),
            };
            Value::Bool(match op {
                Lt(_) => order.is_some_and(|o| o.is_lt()),
                Le(_) => order.is_some_and(|o| o.is_le()),
                Gt(_) => order.is_some_and(|o| o.is_gt()),
                Ge(_) => order.is_some_and(|o| o.is_ge()),
                Eq(_) => order.is_some_and(|o| o.is_eq()),
                Ne(_) => order.is_none_or(|o| o.is_ne()),
                other => panic!("{other:?} is not evaluated"),
            })
        }
        (prim, args) => panic!("{prim:?} of {args:?} is not evaluated"),
    }
}
