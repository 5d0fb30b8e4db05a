//! Irrefutable patterns: what `let`, `for` and parameters bind.

use super::{Lower, Mutability, Value};
use crate::ir::{Atom, Place, Proj, Rhs, Role, Stmt, Ty};
use crate::refusals;
use proc_macro2::Ident;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// Binds the names of a pattern to the parts of a value.
    pub(super) fn bind(&mut self, pat: &syn::Pat, value: Value) {
        match pat {
            syn::Pat::Ident(p) => self.bind_ident(p, value),
            syn::Pat::Wild(_) => {}
            syn::Pat::Paren(p) => self.bind(&p.pat, value),
            syn::Pat::Type(p) => {
                let ty = self.reals.ty(&p.ty);
                let got = self.value_ty(&value);
                self.infer.unify(&ty, &got);
                self.bind(&p.pat, value);
            }
            syn::Pat::Reference(p) => match value {
                Value::Ref(place, _) => self.bind(&p.pat, Value::Place(place)),
                other => self.bind(&p.pat, other),
            },
            syn::Pat::Tuple(p) => {
                let n = p.elems.len();
                if p.elems.iter().any(|e| matches!(e, syn::Pat::Rest(_))) {
                    self.errors.push(refusals::pattern(
                        p.span(),
                        "..",
                        "name every part, with `_` for the ones not used",
                    ));
                    return;
                }
                self.learn_tuple(&value, n);
                for (i, elem) in (0u32..).zip(&p.elems) {
                    let part = self.project(value.clone(), Proj::Field(i), elem.span());
                    self.bind(elem, part);
                }
            }
            syn::Pat::Slice(p) => {
                if p.elems.iter().any(|e| matches!(e, syn::Pat::Rest(_))) {
                    self.errors.push(refusals::pattern(
                        p.span(),
                        "..",
                        "take the parts by index: `let first = a[0];`",
                    ));
                    return;
                }
                for (i, elem) in p.elems.iter().enumerate() {
                    let index = Proj::Index(super::expr::usize_literal(i, elem.span()));
                    let part = self.project(value.clone(), index, elem.span());
                    self.bind(elem, part);
                }
            }
            syn::Pat::Struct(p) => self.bind_struct(p, &value),
            syn::Pat::TupleStruct(p) => self.bind_tuple_struct(p, &value),
            other => self.errors.push(refusals::unsupported_pattern(other)),
        }
    }

    /// The result of a call that is taken apart is a tuple.
    fn learn_tuple(&mut self, value: &Value, n: usize) {
        if let Value::Tuple(_) = value {
            return;
        }
        let ty = self.value_ty(value);
        if self.infer.is_free(&ty) {
            let parts = (0..n).map(|_| self.infer.fresh()).collect();
            self.infer.unify(&ty, &Ty::Tuple(parts));
        }
    }

    fn bind_ident(&mut self, p: &syn::PatIdent, value: Value) {
        if p.by_ref.is_some() || p.subpat.is_some() {
            self.errors
                .push(refusals::unsupported_pattern(&syn::Pat::Ident(p.clone())));
            return;
        }
        if p.mutability.is_some() {
            let value = self.mutable(&p.ident, value);
            self.define(&p.ident, value);
            return;
        }
        let value = match value {
            Value::Place(place) if self.is_param(&place) && place.is_whole() => Value::Place(place),
            other => self.freeze(other, p.ident.span()),
        };
        let value = self.named(&p.ident, value);
        self.define(&p.ident, value);
    }

    fn is_param(&self, place: &Place) -> bool {
        self.f.var(place.root).role == Role::Param
            && self
                .f
                .params
                .iter()
                .any(|p| p.var == place.root && !p.mutable)
    }

    /// Gives the user's name to a value: to the temporary just made for it, or to a copy.
    fn named(&mut self, ident: &Ident, value: Value) -> Value {
        match value {
            Value::Atom(Atom::Var(v)) if self.is_last_temp(v) => {
                let name = ident.to_string();
                let free = self.claimed.insert(name.clone());
                let name = if free {
                    name
                } else {
                    self.f.names.fresh(&name)
                };
                let var = &mut self.f.vars[v.0 as usize];
                (var.name, var.role, var.span) = (name, Role::User, ident.span());
                self.temps -= 1;
                Value::Atom(Atom::Var(v))
            }
            Value::Atom(Atom::Var(v)) if self.f.var(v).role == Role::Param => {
                Value::Atom(Atom::Var(v))
            }
            Value::Atom(a) => {
                let ty = self.ty(&a);
                let var = self.user_var(ident, ty);
                self.emit(Stmt::Let {
                    var,
                    rhs: Rhs::Atom(a),
                });
                Value::Atom(Atom::Var(var))
            }
            other => other,
        }
    }

    /// A temporary that nothing else has read yet: the last statement made it, or a branch just filled it.
    fn is_last_temp(&self, v: crate::ir::VarId) -> bool {
        let stmts = &self.blocks.last().expect("the open block").stmts;
        let made = match stmts.last() {
            Some(Stmt::Let { var, .. }) => *var == v,
            Some(Stmt::If { .. } | Stmt::Match { .. } | Stmt::Loop(_)) => stmts
                .iter()
                .any(|s| matches!(s, Stmt::Declare { var, init: None } if *var == v)),
            _ => false,
        };
        made && self.f.var(v).role == Role::Temp
    }

    /// Variables that will be overwritten; tuples are taken apart so that each part is one.
    pub(super) fn mutable(&mut self, ident: &Ident, value: Value) -> Value {
        match value {
            Value::Tuple(vs) => {
                let parts = vs.into_iter().map(|v| self.mutable(ident, v)).collect();
                Value::Tuple(parts)
            }
            Value::Ref(p, Mutability::Mut) => Value::Ref(p, Mutability::Mut),
            Value::Ref(..) => {
                self.errors.push(refusals::mutable_reference_binding(ident));
                value
            }
            Value::Never => Value::Never,
            other => {
                let init = self.atom(other, ident.span());
                let ty = self.ty(&init);
                let var = self.user_var(ident, ty);
                self.emit(Stmt::Declare {
                    var,
                    init: Some(init),
                });
                Value::Place(Place::of(var))
            }
        }
    }

    /// `let y: T;`, given its value later.
    pub(super) fn declare(&mut self, pat: &syn::Pat, ty: Option<Ty>) {
        match pat {
            syn::Pat::Ident(p) if p.by_ref.is_none() && p.subpat.is_none() => {
                let ty = ty.unwrap_or_else(|| self.infer.fresh());
                let var = self.user_var(&p.ident, ty);
                self.emit(Stmt::Declare { var, init: None });
                self.define(&p.ident, Value::Place(Place::of(var)));
            }
            syn::Pat::Type(p) => {
                let ty = self.reals.ty(&p.ty);
                self.declare(&p.pat, Some(ty));
            }
            syn::Pat::Tuple(p) => {
                for elem in &p.elems {
                    self.declare(elem, None);
                }
            }
            syn::Pat::Wild(_) => {}
            other => self.errors.push(refusals::unsupported_pattern(other)),
        }
    }
}
