//! Irrefutable patterns: what `let`, `for` and parameters bind.

use super::parts::Part;
use super::{Lower, Mutability, Value};
use crate::ir::{Atom, Passing, Place, Rhs, Role, Stmt, Ty, VarId};
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
                let ty = self.infer.open(self.reals.ty(&p.ty));
                let value = self.of_type(value, &ty, p.span());
                let got = self.value_ty(&value);
                self.infer.unify(&ty, &got);
                self.bind(&p.pat, value);
            }
            syn::Pat::Reference(p) => {
                let value = self.dereferenced(value);
                self.bind(&p.pat, value);
            }
            syn::Pat::Tuple(p) => {
                if let Some(parts) = self.tuple_parts(&p.elems, &value, p.span()) {
                    self.bind_each(&parts, &value);
                }
            }
            syn::Pat::Slice(p) => {
                let value = self.sliced(&p.elems, value, p.span());
                let (_, parts) = self.slice_parts(&p.elems, &value, p.span());
                self.bind_each(&parts, &value);
            }
            syn::Pat::Or(_) => {
                self.test(pat, &value);
                self.bind_matched(pat, value);
            }
            syn::Pat::Rest(_) => {}
            syn::Pat::Struct(p) => self.bind_struct(p, &value),
            syn::Pat::TupleStruct(p) => self.bind_tuple_struct(p, &value),
            other => self.errors.push(refusals::unsupported_pattern(other)),
        }
    }

    fn bind_each(&mut self, parts: &[Part<'_>], value: &Value) {
        for part in parts {
            let v = self.part(value, part, part.pat.span());
            self.bind(part.pat, v);
        }
    }

    /// The result of a call that is taken apart is a tuple.
    pub(super) fn learn_tuple(&mut self, value: &Value, n: usize) {
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
        if let Some((_, sub)) = &p.subpat {
            self.bind(sub, value.clone());
        }
        if p.by_ref.is_some() {
            self.bind_reference(p, value);
            return;
        }
        if let Value::Iter(it) = &value {
            self.refuse_to_keep(it, p.ident.span());
        }
        if p.mutability.is_some() {
            let value = self.mutable(&p.ident, value);
            self.define(&p.ident, value);
            return;
        }
        let value = match value {
            Value::Place(place) if place.is_whole() && self.is_constant_param(place.root) => {
                Value::Place(place)
            }
            Value::Place(place) if self.is_made_for(&place) => {
                self.name_temp(place.root, &p.ident);
                Value::Place(place)
            }
            other => self.freeze(other, p.ident.span()),
        };
        let value = self.named(&p.ident, value);
        self.define(&p.ident, value);
    }

    /// Whether nothing can change a parameter, so that a second name for it needs no copy.
    fn is_constant_param(&self, v: VarId) -> bool {
        let param = self.f.params.iter().find(|p| p.var == v);
        param.is_some_and(|p| !p.mutable && p.passing != Passing::Mut)
    }

    /// Gives the user's name to a value: to the temporary just made for it, or to a copy.
    pub(super) fn named(&mut self, ident: &Ident, value: Value) -> Value {
        match value {
            Value::Atom(Atom::Var(v)) if self.is_last_temp(v) => {
                self.name_temp(v, ident);
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

    fn name_temp(&mut self, v: VarId, ident: &Ident) {
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
    }

    /// A container that was just made, for whoever binds it.
    fn is_made_for(&self, place: &Place) -> bool {
        place.is_whole() && self.declared.contains(&place.root) && self.is_last_temp(place.root)
    }

    /// A temporary that nothing else has read yet: the last statement made it, or a branch just filled it.
    pub(super) fn is_last_temp(&self, v: VarId) -> bool {
        let stmts = &self.blocks.last().expect("the open block").stmts;
        let made = match stmts.last() {
            Some(Stmt::Let { var, .. }) => *var == v,
            Some(Stmt::If { .. } | Stmt::Match { .. } | Stmt::Loop(_)) => stmts
                .iter()
                .any(|s| matches!(s, Stmt::Declare { var, .. } if *var == v)),
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
            Value::Iter(it) => self.cursor(ident, *it),
            Value::Ref(p, Mutability::Mut) => Value::Ref(p, Mutability::Mut),
            // what a shared reference refers to cannot change: a copy serves as well, and can be assigned
            Value::Ref(ref p, _)
                if {
                    let ty = self.place_ty(p);
                    self.is_plain_scalar(&ty)
                } =>
            {
                let ty = self.value_ty(&value);
                let init = self.atom(value, ident.span());
                let var = self.user_var(ident, ty);
                self.emit(Stmt::Declare {
                    var,
                    init: Some(init),
                });
                Value::Place(Place::of(var))
            }
            Value::Ref(..) => {
                self.errors.push(refusals::mutable_reference_binding(ident));
                value
            }
            Value::Choice(_) => {
                self.errors.push(refusals::mutable_reference_binding(ident));
                value
            }
            Value::Never => Value::Never,
            lazy @ Value::Closure(_) => lazy,
            Value::Place(place) if self.is_made_for(&place) => {
                self.name_temp(place.root, ident);
                Value::Place(place)
            }
            Value::Optional(o) => self.mutable_option(ident, o),
            other if matches!(self.value_ty(&other), Ty::Option(_)) => {
                match self.optional(other, ident.span()) {
                    Some(o) => self.mutable_option(ident, o),
                    None => Value::Never,
                }
            }
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
                if let Ty::Option(payload) = ty {
                    let home = self.declare_option(&p.ident, *payload);
                    self.define(&p.ident, home);
                    return;
                }
                let var = self.user_var(&p.ident, ty);
                self.emit(Stmt::Declare { var, init: None });
                self.define(&p.ident, Value::Place(Place::of(var)));
            }
            syn::Pat::Type(p) => {
                let ty = self.infer.open(self.reals.ty(&p.ty));
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
