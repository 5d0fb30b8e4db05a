//! Parameters, and the body as what gives the result.

use super::returns::has_return;
use super::{Lower, Mutability, ParamSpec, Value, is_reference, option, types};
use crate::ir::{Atom, Const, Param, Passing, Place, Role, Stmt, Ty};
use crate::refusals;
use proc_macro2::Span;
use std::collections::BTreeSet;
use syn::spanned::Spanned;

impl Lower<'_> {
    pub(super) fn function(&mut self, item: &syn::ItemFn, specs: &[ParamSpec]) {
        let mut patterns = vec![];
        for (input, spec) in item.sig.inputs.iter().zip(specs) {
            let syn::FnArg::Typed(p) = input else {
                continue;
            };
            patterns.push((self.param(p, spec), &*p.pat));
        }
        self.temps = patterns.len();
        for (value, pattern) in patterns {
            match pattern {
                // a `mut` parameter is its own variable
                syn::Pat::Ident(p)
                    if p.mutability.is_some() && matches!(value, Value::Place(_)) =>
                {
                    self.define(&p.ident, value);
                }
                _ => self.bind(pattern, value),
            }
        }
        let ret = match &item.sig.output {
            syn::ReturnType::Default => Ty::Unit,
            syn::ReturnType::Type(_, t) => self.reals.ty(t),
        };
        let optional = matches!(ret, Ty::Option(_));
        if has_return(&item.block) && !optional {
            let span = Span::mixed_site();
            let result = self.f.add_var("result", ret.clone(), Role::Temp, span);
            self.emit(Stmt::Declare {
                var: result,
                init: None,
            });
            self.result = Some(result);
        }
        self.expect_from_block(&item.block, &ret);
        let value = self.block_value(&item.block);
        let span = item.sig.output.span();
        if optional {
            self.errors.push(refusals::option_returned(span));
        } else {
            self.f.result = self.function_result(value, &ret, span);
        }
    }

    /// A parameter's variable; a plain name keeps it, a pattern takes it apart afterwards.
    fn param(&mut self, p: &syn::PatType, spec: &ParamSpec) -> Value {
        let ty = self.reals.ty(&p.ty);
        if option::holds_optional_reals(&ty) && !spec.constant {
            self.errors.push(refusals::option_parameter(p.ty.span()));
        }
        let passing = types::passing(&p.ty);
        let (base, span, mutable) = match &*p.pat {
            syn::Pat::Ident(i) => (i.ident.to_string(), i.ident.span(), i.mutability.is_some()),
            other => ("argument".to_owned(), other.span(), false),
        };
        let named = matches!(&*p.pat, syn::Pat::Ident(_)) && self.claimed.insert(base.clone());
        let var = self.f.add_var(&base, ty.clone(), Role::Param, span);
        if named {
            self.f.vars[var.0 as usize].name = base;
        }
        self.f.params.push(Param {
            var,
            spelled: (*p.ty).clone(),
            passing,
            differentiable: ty.carries_reals() && !spec.constant,
            mutable,
        });
        let place = Place::of(var);
        match passing {
            Passing::Value if mutable || !ty.is_scalar() => Value::Place(place),
            Passing::Value => Value::Atom(Atom::Var(var)),
            Passing::Shared => Value::Ref(place, Mutability::Shared),
            Passing::Mut => Value::Ref(place, Mutability::Mut),
        }
    }

    fn function_result(&mut self, value: Value, ret: &Ty, span: Span) -> Option<Atom> {
        if is_reference(&value) {
            self.errors.push(refusals::reference_returned(span));
            return None;
        }
        if matches!(ret, Ty::Unit) {
            return None;
        }
        match (self.result, value) {
            (Some(r), Value::Never) => Some(Atom::Var(r)),
            (Some(r), value) => {
                let value = self.atom(value, span);
                self.assign_whole(r, value);
                Some(Atom::Var(r))
            }
            (None, Value::Never) => {
                let tokens = quote::quote!(::core::unreachable!());
                Some(Atom::Const(Const {
                    tokens,
                    ty: ret.clone(),
                }))
            }
            (None, value) => {
                let atom = self.atom(value, span);
                let ty = self.ty(&atom);
                self.infer.unify(ret, &ty);
                Some(atom)
            }
        }
    }
}

pub(super) fn own_types(sig: &syn::Signature, reals: &types::RealParams) -> BTreeSet<String> {
    fn own(t: &Ty, found: &mut BTreeSet<String>) {
        match t.peeled() {
            Ty::Spelled(t) => {
                found.insert(t.to_string());
            }
            Ty::Tuple(ts) => ts.iter().for_each(|t| own(t, found)),
            other => other.element().into_iter().for_each(|t| own(t, found)),
        }
    }
    let inputs = sig.inputs.iter().filter_map(|i| match i {
        syn::FnArg::Typed(p) => Some(&*p.ty),
        syn::FnArg::Receiver(_) => None,
    });
    let output = match &sig.output {
        syn::ReturnType::Default => None,
        syn::ReturnType::Type(_, t) => Some(&**t),
    };
    let mut found = BTreeSet::new();
    inputs
        .chain(output)
        .for_each(|t| own(&reals.ty(t), &mut found));
    found
}
