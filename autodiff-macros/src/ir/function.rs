//! Functions, their parameters and variables.

use super::{Atom, Block, Names, Place, Ty, VarId};
use proc_macro2::{Span, TokenStream};
use std::collections::BTreeSet;

/// Why a variable exists; the printer and the name allocator look at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    Param,
    /// Named by the user.
    User,
    /// Named by the compiler; may be folded into its only use when printed.
    Temp,
    /// A cotangent accumulator behind a trait: printed by methods, never by `+=`.
    Bar,
    /// A tangent source behind a trait.
    Dot,
    /// A `const` or `static`, printed by its path; never written, never active.
    Item,
}

#[derive(Clone, Debug)]
pub(crate) struct Var {
    pub(crate) name: String,
    /// For [`Role::Item`].
    pub(crate) path: Option<TokenStream>,
    pub(crate) span: Span,
    pub(crate) ty: Ty,
    pub(crate) role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Passing {
    Value,
    Shared,
    Mut,
}

#[derive(Clone, Debug)]
pub(crate) struct Param {
    pub(crate) var: VarId,
    pub(crate) spelled: syn::Type,
    pub(crate) passing: Passing,
    /// Carries reals, as far as its spelling tells.
    pub(crate) differentiable: bool,
    pub(crate) mutable: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) vars: Vec<Var>,
    pub(crate) params: Vec<Param>,
    pub(crate) body: Block,
    pub(crate) result: Option<Atom>,
    /// Items declared in the body, printed at its head.
    pub(crate) items: TokenStream,
    pub(crate) loops: u32,
    /// Functions of the body that have no companion of their own.
    pub(crate) plain_functions: BTreeSet<String>,
    /// Whether statements moved into branches: what was sure to have a value before may not be now.
    pub(crate) restructured: bool,
    /// Names the `return` taken, where one remains.
    pub(crate) route: Option<VarId>,
    /// Variables that record control flow: numbers of trips, exits and arms.
    pub(crate) records: BTreeSet<VarId>,
    pub(crate) names: Names,
    /// What the inference variables in the types of literals stand for.
    pub(crate) type_vars: Vec<Ty>,
}

impl Function {
    pub(crate) fn var(&self, v: VarId) -> &Var {
        &self.vars[v.0 as usize]
    }

    pub(crate) fn add_var(&mut self, base: &str, ty: Ty, role: Role, span: Span) -> VarId {
        let name = self.names.fresh(base);
        let id = VarId(u32::try_from(self.vars.len()).expect("fewer than 2^32 variables"));
        self.vars.push(Var {
            name,
            path: None,
            span,
            ty,
            role,
        });
        id
    }

    pub(crate) fn ty(&self, a: &Atom) -> Ty {
        match a {
            Atom::Var(v) => self.var(*v).ty.clone(),
            Atom::Const(c) => match &c.ty {
                Ty::Var(i) => self.type_vars.get(*i as usize).unwrap_or(&c.ty).clone(),
                known => known.clone(),
            },
        }
    }

    pub(crate) fn place_ty(&self, p: &Place) -> Ty {
        p.proj
            .iter()
            .fold(self.var(p.root).ty.clone(), |ty, proj| ty.project(proj))
    }
}
