//! `Option`s by scalar replacement: a boolean and a payload, each an ordinary variable of the program.
//!
//! `Some` and `None` are only what the prelude calls so. That is assumed, and stated in the generated code, where
//! rustc judges it.

use super::branch::{Test, truth};
use super::{Lower, Mutability, Optional, Value};
use crate::diagnostics::Errors;
use crate::ir::{
    Atom, Block, Function, Place, Prim, Rhs, Role, Stmt, Ty, VarId, blocks, blocks_mut,
};
use crate::refusals;
use proc_macro2::{Ident, Span};
use quote::{ToTokens, quote_spanned};
use std::collections::BTreeSet;
use syn::spanned::Spanned;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Variant {
    Some,
    None,
}

impl Optional {
    pub(super) fn some(payload: Value) -> Value {
        Optional::when(Test::Always, payload)
    }

    pub(super) fn when(present: Test, payload: Value) -> Value {
        Value::Optional(Optional {
            present: Box::new(Value::Atom(present.atom())),
            payload: Some(Box::new(payload)),
        })
    }

    pub(super) fn none() -> Optional {
        Optional {
            present: Box::new(Value::Atom(truth(false))),
            payload: None,
        }
    }

    /// The `Option` of references that a reference to this one is matched as.
    fn map(self, mut f: impl FnMut(Value) -> Value) -> Optional {
        Optional {
            present: self.present,
            payload: self.payload.map(|v| Box::new(f(*v))),
        }
    }
}

/// Reads a path as a variant of `Option`, by the names it has in the prelude and the standard library.
fn variant_named(path: &syn::Path) -> Option<Variant> {
    let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let last = match names.as_slice() {
        [last] | ["Option", last] | ["option", "Option", last] => last,
        ["std" | "core", "option", "Option", last] => last,
        _ => return None,
    };
    match *last {
        "Some" => Some(Variant::Some),
        "None" => Some(Variant::None),
        _ => None,
    }
}

impl Lower<'_> {
    /// A variant of `Option`, if the path is one; rustc is asked whether it is.
    pub(super) fn variant(&mut self, path: &syn::Path) -> Option<Variant> {
        let variant = variant_named(path)?;
        let mut plain = path.clone();
        for s in &mut plain.segments {
            s.arguments = syn::PathArguments::None;
        }
        if self
            .stated_variants
            .insert(plain.to_token_stream().to_string())
        {
            let span = path.span();
            self.f.items.extend(match variant {
                Variant::Some => {
                    quote_spanned!(span=> const _: fn(()) -> ::core::option::Option<()> = #plain;)
                }
                Variant::None => {
                    quote_spanned!(span=> const _: ::core::option::Option<()> = #plain;)
                }
            });
        }
        Some(variant)
    }

    /// `None`, or `None::<T>`.
    pub(super) fn none(&mut self, path: &syn::Path) -> Value {
        let spelled = path.segments.iter().find_map(|s| match &s.arguments {
            syn::PathArguments::AngleBracketed(a) => match a.args.first() {
                Some(syn::GenericArgument::Type(t)) => Some(self.reals.ty(t)),
                _ => None,
            },
            _ => None,
        });
        let ty = spelled.map(|t| Ty::Option(Box::new(t)));
        let none = Value::Optional(Optional::none());
        match ty {
            Some(ty) => self.of_type(none, &ty, path.span()),
            None => none,
        }
    }

    /// `Some(value)`
    pub(super) fn some(&mut self, c: &syn::ExprCall) -> Value {
        let Some(e) = c.args.first() else {
            return Value::Never;
        };
        match self.expr(e) {
            Value::Never => Value::Never,
            v => Optional::some(self.freeze(v, e.span())),
        }
    }

    /// Gives a `None` the payload its written type asks for.
    pub(super) fn of_type(&mut self, v: Value, ty: &Ty, span: Span) -> Value {
        match (v, ty) {
            (Value::Optional(o), Ty::Option(t)) => {
                let payload = match o.payload {
                    Some(v) => self.of_type(*v, t, span),
                    None => self.placeholder_of(&t.owned(), span),
                };
                Value::Optional(Optional {
                    present: o.present,
                    payload: Some(Box::new(payload)),
                })
            }
            (Value::Tuple(vs), Ty::Tuple(ts)) if vs.len() == ts.len() => {
                let parts = vs
                    .into_iter()
                    .zip(ts)
                    .map(|(v, t)| self.of_type(v, t, span));
                Value::Tuple(parts.collect())
            }
            (v, _) => v,
        }
    }

    /// A value as an `Option`; `None` where it is none, which has been reported, or is never reached.
    pub(super) fn optional(&mut self, v: Value, span: Span) -> Option<Optional> {
        let ty = match &v {
            Value::Optional(o) => return Some(o.clone()),
            Value::Never => return None,
            v => self.value_ty(v),
        };
        let payload = match ty {
            Ty::Option(payload) => *payload,
            free if self.infer.is_free(&free) => {
                let payload = self.infer.fresh();
                self.infer
                    .unify(&free, &Ty::Option(Box::new(payload.clone())));
                payload
            }
            _ => {
                self.errors.push(refusals::not_an_option(span));
                return None;
            }
        };
        let constant = self.is_constant_parameter(&v);
        let whole = self.atom(v, span);
        let o = self.opened(whole, payload, span);
        if !constant && let Some(Value::Atom(payload)) = o.payload.as_deref() {
            self.opened.extend(payload.var());
        }
        Some(o)
    }

    /// Never differentiated, and never written: whatever it holds is a constant.
    fn is_constant_parameter(&self, v: &Value) -> bool {
        let (Value::Place(Place { root, .. }) | Value::Ref(Place { root, .. }, _)) = v else {
            return false;
        };
        self.f.params.iter().any(|p| {
            let read_only = !p.mutable && p.passing != crate::ir::Passing::Mut;
            p.var == *root && !p.differentiable && read_only
        })
    }

    /// An `Option` that rustc holds, taken apart by its methods.
    fn opened(&mut self, whole: Atom, payload: Ty, span: Span) -> Optional {
        let method = |name: &str| Prim::Method(Ident::new(name, span), None);
        let present = self.temp(
            Rhs::Prim(method("is_some"), vec![whole.clone()]),
            Ty::Bool,
            span,
        );
        let payload = self.temp(
            Rhs::Prim(method("unwrap_or_default"), vec![whole]),
            payload,
            span,
        );
        Optional {
            present: Box::new(Value::Atom(present)),
            payload: Some(Box::new(Value::Atom(payload))),
        }
    }

    /// `&v` and `&mut v`. A reference to an `Option` is an `Option` of references.
    pub(super) fn borrow(&mut self, v: Value, m: Mutability, span: Span) -> Value {
        match v {
            Value::Ref(p, _) => Value::Ref(p, m),
            Value::Choice(c) => c.map(|v| self.borrow(v, m, span)),
            Value::Optional(o) => Value::Optional(self.lent(o, m, span)),
            lazy @ (Value::Never | Value::Closure(_)) => lazy,
            Value::Atom(a) if m == Mutability::Mut => {
                // something to change that has no name
                let ty = self.ty(&a);
                let var = self.f.add_var("lent", ty, Role::User, span);
                self.emit(Stmt::Declare { var, init: Some(a) });
                Value::Ref(Place::of(var), m)
            }
            other @ (Value::Unit
            | Value::Atom(_)
            | Value::Place(_)
            | Value::Tuple(_)
            | Value::Iter(_)) => Value::Ref(self.materialise(other, span), m),
        }
    }

    pub(super) fn lent(&mut self, o: Optional, m: Mutability, span: Span) -> Optional {
        o.map(|v| self.lent_part(v, m, span))
    }

    fn lent_part(&mut self, v: Value, m: Mutability, span: Span) -> Value {
        match v {
            Value::Tuple(vs) => {
                let parts = vs.into_iter().map(|v| self.lent_part(v, m, span));
                Value::Tuple(parts.collect())
            }
            other => self.borrow(other, m, span),
        }
    }

    /// Variables for an `Option` that will be overwritten.
    pub(super) fn mutable_option(&mut self, ident: &Ident, o: Optional) -> Value {
        let span = ident.span();
        let present = self.atom(*o.present, span);
        let flag = self.declare_flag(ident, Some(present.clone()));
        let payload = match o.payload.map(|v| *v) {
            None => {
                let ty = self.infer.fresh();
                self.declare_payload(ident, ty)
            }
            Some(Value::Ref(p, m)) => {
                let ty = self.place_ty(&p);
                if m == Mutability::Mut || !self.is_plain_scalar(&ty) {
                    self.errors.push(refusals::mutable_reference_binding(ident));
                    return Value::Never;
                }
                let home = self.declare_payload(ident, ty);
                let (then, ()) = self.nested(|l| l.fill(&home, Value::Ref(p, m), span));
                self.emit_if(present, then, Block::default());
                home
            }
            Some(v) => self.mutable(ident, v),
        };
        Value::Optional(Optional {
            present: Box::new(flag),
            payload: Some(Box::new(payload)),
        })
    }

    /// `let o: Option<T>;`, given its value later.
    pub(super) fn declare_option(&mut self, ident: &Ident, payload: Ty) -> Value {
        let flag = self.declare_flag(ident, None);
        self.start_dummy(&flag);
        let payload = self.declare_payload(ident, payload.owned());
        Value::Optional(Optional {
            present: Box::new(flag),
            payload: Some(Box::new(payload)),
        })
    }

    fn declare_flag(&mut self, ident: &Ident, init: Option<Atom>) -> Value {
        let name = format!("{ident}_is_some");
        let var = self.f.add_var(&name, Ty::Bool, Role::User, ident.span());
        self.emit(Stmt::Declare { var, init });
        Value::Place(Place::of(var))
    }

    fn declare_payload(&mut self, ident: &Ident, ty: Ty) -> Value {
        match ty {
            Ty::Tuple(ts) if ts.iter().any(holds_option) => {
                let parts = ts.into_iter().map(|t| self.declare_payload(ident, t));
                Value::Tuple(parts.collect())
            }
            Ty::Option(t) => self.declare_option(ident, *t),
            ty => {
                let var = self.user_var(ident, ty);
                self.emit(Stmt::Declare { var, init: None });
                let home = Value::Place(Place::of(var));
                self.start_dummy(&home);
                home
            }
        }
    }

    /// `o = v`
    pub(super) fn assign_option(&mut self, o: &Optional, v: Value, span: Span) {
        let home = Value::Optional(o.clone());
        if is_variable(&home) {
            self.fill(&home, v, span);
        } else {
            self.errors.push(refusals::assignment(span));
        }
    }
}

/// An `Option`, or a tuple with one in it.
pub(super) fn holds_option(t: &Ty) -> bool {
    match t {
        Ty::Option(_) => true,
        Ty::Tuple(ts) => ts.iter().any(holds_option),
        _ => false,
    }
}

pub(super) fn is_borrowed_mutably(o: &Optional) -> bool {
    o.payload
        .as_ref()
        .is_some_and(|v| super::choice::is_mutable(v))
}

/// Whether assigning to the value changes a variable of the user's, and all of it.
fn is_variable(v: &Value) -> bool {
    match v {
        Value::Place(_) => true,
        Value::Tuple(vs) => vs.iter().all(is_variable),
        Value::Optional(o) => {
            is_variable(&o.present) && o.payload.as_ref().is_some_and(|v| is_variable(v))
        }
        Value::Unit | Value::Never | Value::Atom(_) | Value::Ref(..) | Value::Choice(_) => false,
        Value::Closure(_) | Value::Iter(_) => false,
    }
}

/// An `Option` in a parameter, or anywhere in it.
pub(super) fn holds_optional_reals(t: &Ty) -> bool {
    match t {
        Ty::Option(t) => t.carries_reals(),
        Ty::Tuple(ts) => ts.iter().any(holds_optional_reals),
        Ty::Array(t, _) | Ty::Vec(t) | Ty::Slice(t) | Ty::Seq(t) | Ty::Ref(t) => {
            holds_optional_reals(t)
        }
        Ty::Real(_)
        | Ty::Int(_)
        | Ty::Bool
        | Ty::Char
        | Ty::Str
        | Ty::Unit
        | Ty::Spelled(_)
        | Ty::Literal
        | Ty::TangentOf(_)
        | Ty::Var(_)
        | Ty::Unknown
        | Ty::UnknownTangent
        | Ty::Lanes(_) => false,
    }
}

/// What is taken out of an `Option` that rustc holds has no derivative, so it must not be a real.
pub(super) fn refuse_opened_reals(
    f: &Function,
    body: &mut Block,
    opened: &BTreeSet<VarId>,
    errors: &mut Errors,
) {
    fn is_discrete(t: &Ty) -> bool {
        match t {
            Ty::Tuple(ts) => ts.iter().all(is_discrete),
            t => t.is_scalar() && !t.is_real(),
        }
    }
    let mut read: BTreeSet<VarId> = f.result.iter().filter_map(Atom::var).collect();
    reads_of_block(body, &mut read);
    for v in opened {
        if !read.contains(v) {
            remove_definition(body, *v);
        } else if !is_discrete(&f.var(*v).ty) {
            errors.push(refusals::opened_option(f.var(*v).span));
        }
    }
}

fn reads_of_block(b: &Block, read: &mut BTreeSet<VarId>) {
    for s in &b.stmts {
        read.extend(s.reads());
        blocks(s).into_iter().for_each(|b| reads_of_block(b, read));
    }
}

fn remove_definition(b: &mut Block, v: VarId) {
    b.stmts
        .retain(|s| !matches!(s, Stmt::Let { var, .. } if *var == v));
    for s in &mut b.stmts {
        blocks_mut(s)
            .into_iter()
            .for_each(|b| remove_definition(b, v));
    }
}
