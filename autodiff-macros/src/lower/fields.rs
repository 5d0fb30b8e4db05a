//! Structs: literals, fields, and operators on values whose types only rustc knows.

use super::{Lower, Value};
use crate::ir::{Arg, Atom, Overload, Place, Proj, Rhs, Ty, VarId};
use crate::rule;
use proc_macro2::Span;
use quote::ToTokens;
use syn::BinOp;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// `P { x: a, y, ..rest }`
    pub(super) fn struct_literal(&mut self, s: &syn::ExprStruct) -> Value {
        let values = self.operands_in_order(s.fields.iter().map(|f| &f.expr));
        let mut fields = vec![];
        for (f, v) in s.fields.iter().zip(values) {
            if matches!(v, Value::Never) {
                return Value::Never;
            }
            let a = self.atom(v, f.expr.span());
            fields.push((projection(&f.member), a));
        }
        let rest = match &s.rest {
            Some(e) => {
                let v = self.expr(e);
                Some(self.materialise(v, e.span()))
            }
            None => None,
        };
        self.constructed(&s.path, fields, rest, s.span())
    }

    /// `P(a, b)`, of a name that begins like a type's.
    pub(super) fn tuple_struct(&mut self, path: &syn::Path, c: &syn::ExprCall) -> Value {
        let values = self.operands_in_order(c.args.iter());
        let mut fields = vec![];
        for ((i, e), v) in (0u32..).zip(&c.args).zip(values) {
            if matches!(v, Value::Never) {
                return Value::Never;
            }
            fields.push((Proj::Field(i), self.atom(v, e.span())));
        }
        self.constructed(path, fields, None, c.span())
    }

    fn constructed(
        &mut self,
        path: &syn::Path,
        fields: Vec<(Proj, Atom)>,
        rest: Option<Place>,
        span: Span,
    ) -> Value {
        let spelled = path.to_token_stream();
        let ty = if self.spelled.contains(&spelled.to_string()) {
            Ty::Spelled(spelled)
        } else {
            self.infer.literal()
        };
        let rhs = Rhs::Struct {
            path: path.clone(),
            fields: fields.clone(),
            rest,
        };
        let v = self.temp(rhs, ty, span);
        if let Atom::Var(v) = v {
            self.constructed.insert(v, fields);
        }
        Value::Atom(v)
    }

    /// The value a field of an unchanged struct was given where it was made.
    pub(super) fn field_given(&self, of: VarId, proj: &Proj) -> Option<Atom> {
        let same = |p: &Proj| match (p, proj) {
            (Proj::Named(a), Proj::Named(b)) => a == b,
            (Proj::Field(a), Proj::Field(b)) => a == b,
            _ => false,
        };
        let fields = self.constructed.get(&of)?;
        let (_, a) = fields.iter().find(|(p, _)| same(p))?;
        let scalar = self.f.ty(a);
        (self.infer.is_real(&scalar) || self.infer.is_discrete(&scalar)).then(|| a.clone())
    }

    /// Whether an operator's meaning depends on a type that only rustc knows.
    pub(super) fn is_overloaded(&mut self, values: &[&Value]) -> bool {
        values.iter().any(|v| {
            let ty = self.value_ty(v);
            self.infer.is_opaque(&ty)
        })
    }

    /// An operand of an overloaded operator: references stay references.
    fn overloaded_operand(&mut self, v: Value, span: Span) -> Arg {
        match v {
            Value::Ref(p, _) => Arg::Shared(p),
            other => Arg::Value(self.atom(other, span)),
        }
    }

    pub(super) fn overloaded(
        &mut self,
        o: Overload,
        operands: Vec<(Value, Span)>,
        span: Span,
    ) -> Value {
        let mut args = vec![];
        for (v, s) in operands {
            args.push(self.overloaded_operand(v, s));
        }
        let ty = match &o {
            Overload::Convert(to) => to.clone(),
            Overload::Operator(_) | Overload::Compound(_) => self.infer.computed(),
        };
        Value::Atom(self.temp(Rhs::Overloaded(o, args), ty, span))
    }

    /// A binary operator with a derivative, on operands of which one is opaque.
    pub(super) fn overloaded_binary(
        &mut self,
        op: &BinOp,
        left: (Value, Span),
        right: (Value, Span),
        span: Span,
    ) -> Option<Value> {
        let row = rule::operator(op)?;
        self.is_overloaded(&[&left.0, &right.0])
            .then(|| self.overloaded(Overload::Operator(row), vec![left, right], span))
    }
}

pub(super) fn projection(member: &syn::Member) -> Proj {
    match member {
        syn::Member::Named(name) => Proj::Named(name.clone()),
        syn::Member::Unnamed(i) => Proj::Field(i.index),
    }
}

/// Operators that turned out to be on numbers are plain arithmetic after all.
pub(super) fn resolve(f: &mut crate::ir::Function) {
    let mut body = std::mem::take(&mut f.body);
    resolve_block(&mut body, f);
    f.body = body;
}

fn resolve_block(b: &mut crate::ir::Block, f: &mut crate::ir::Function) {
    for s in &mut b.stmts {
        if let crate::ir::Stmt::Let { var, rhs } = s
            && let Rhs::Overloaded(o, args) = rhs
            && let Some((plain, ty)) = plain(f, *var, o, args)
        {
            *rhs = plain;
            f.vars[var.0 as usize].ty = ty;
        }
        for inner in crate::ir::blocks_mut(s) {
            resolve_block(inner, f);
        }
    }
}

fn plain(f: &crate::ir::Function, var: VarId, o: &Overload, args: &[Arg]) -> Option<(Rhs, Ty)> {
    let atoms: Option<Vec<Atom>> = args
        .iter()
        .map(|a| match a {
            Arg::Value(a) => Some(a.clone()),
            Arg::Shared(_) | Arg::Mut(_) => None,
        })
        .collect();
    let atoms = atoms?;
    let number = |a: &Atom| matches!(f.ty(a), Ty::Real(_) | Ty::Int(_));
    if !atoms.iter().all(number) {
        return None;
    }
    match o {
        Overload::Convert(to) => Some((Rhs::Cast(atoms.first()?.clone(), to.clone()), to.clone())),
        Overload::Operator(row) | Overload::Compound(row) => {
            let known = atoms.iter().map(|a| f.ty(a)).find(Ty::is_known);
            let ty = known.unwrap_or_else(|| f.ty(&atoms[0]));
            let result = &f.var(var).ty;
            let fits = !result.is_known()
                || matches!((result, &ty), (Ty::Real(a), Ty::Real(b)) if a == b)
                || matches!((result, &ty), (Ty::Int(_), Ty::Int(_)));
            fits.then(|| (Rhs::Op(row, atoms), ty))
        }
    }
}
