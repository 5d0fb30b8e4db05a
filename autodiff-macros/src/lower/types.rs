//! From spelled types to the compiler's.

use crate::ir::{Bound, Passing, Real, RealParam, Ty};
use proc_macro2::Ident;
use quote::ToTokens;
use syn::ext::IdentExt;

pub(super) const INTEGERS: [&str; 12] = [
    "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize",
];

/// The type parameters of a function that stand for reals: those bounded by `Real`, whatever path names it, and with
/// the feature `num-traits` those bounded by `Float`.
///
/// That it is this library's `Real` cannot be looked up: the companion's functions demand it (`rt::is_real`, `rt::is_float`).
#[derive(Clone, Default, Debug)]
pub(crate) struct RealParams {
    params: Vec<RealParam>,
}

impl RealParams {
    pub(crate) fn of(generics: &syn::Generics) -> RealParams {
        let inline = generics
            .type_params()
            .map(|p| (p.ident.to_string(), &p.bounds));
        let predicates = generics.where_clause.iter().flat_map(|w| &w.predicates);
        let apart = predicates.filter_map(|p| match p {
            syn::WherePredicate::Type(p) => match &p.bounded_ty {
                syn::Type::Path(t) if t.qself.is_none() => {
                    Some((t.path.get_ident()?.to_string(), &p.bounds))
                }
                _ => None,
            },
            _ => None,
        });
        let declared: Vec<String> = generics
            .type_params()
            .map(|p| p.ident.to_string())
            .collect();
        let mut params: Vec<RealParam> = vec![];
        for (name, bounds) in inline.chain(apart) {
            let new = declared.contains(&name) && !params.iter().any(|p| p.name == name);
            if let (true, Some(bound)) = (new, bounds.iter().find_map(of_reals)) {
                params.push(RealParam { name, bound });
            }
        }
        RealParams { params }
    }

    /// Those of the `impl` around the function, too.
    pub(crate) fn with(mut self, around: &[RealParam]) -> RealParams {
        self.params.extend(around.iter().cloned());
        self
    }

    pub(crate) fn all(&self) -> &[RealParam] {
        &self.params
    }

    pub(crate) fn find(&self, name: &str) -> Option<&RealParam> {
        self.params.iter().find(|p| p.name == name)
    }

    /// What a real is taken to be where nothing says otherwise; not known if there are several parameters.
    pub(crate) fn only(&self) -> Option<Real> {
        match self.params.as_slice() {
            [param] => Some(Real::Param(param.clone())),
            _ => None,
        }
    }

    /// The type a spelling denotes, as far as syntax tells. Aliases are not looked through.
    pub(crate) fn ty(&self, t: &syn::Type) -> Ty {
        let boxed = |t: &syn::Type| Box::new(self.ty(t));
        match t {
            syn::Type::Paren(t) => self.ty(&t.elem),
            syn::Type::Group(t) => self.ty(&t.elem),
            syn::Type::Reference(t) => Ty::Ref(boxed(&t.elem)),
            syn::Type::Slice(t) => Ty::Slice(boxed(&t.elem)),
            syn::Type::Array(t) => Ty::Array(boxed(&t.elem), t.len.to_token_stream()),
            syn::Type::Tuple(t) if t.elems.is_empty() => Ty::Unit,
            syn::Type::Tuple(t) => Ty::Tuple(t.elems.iter().map(|t| self.ty(t)).collect()),
            syn::Type::Path(p) if p.qself.is_none() => of_path(&p.path, t, self),
            other => Ty::Spelled(other.to_token_stream()),
        }
    }
}

fn of_reals(bound: &syn::TypeParamBound) -> Option<Bound> {
    let syn::TypeParamBound::Trait(t) = bound else {
        return None;
    };
    let name = &t.path.segments.last()?.ident;
    if name == "Real" {
        Some(Bound::Real)
    } else if name == "Float" && cfg!(feature = "num-traits") {
        Some(Bound::Float)
    } else {
        None
    }
}

/// The type a spelling denotes where no type parameter is known to stand for reals.
pub(crate) fn of_spelling(t: &syn::Type) -> Ty {
    RealParams::default().ty(t)
}

/// Whether a type of this name hides a primitive type.
pub(crate) fn is_primitive(name: &Ident) -> bool {
    primitive(&name.unraw().to_string()).is_some()
}

fn primitive(name: &str) -> Option<Ty> {
    match name {
        "f64" => Some(Ty::Real(Real::F64)),
        "f32" => Some(Ty::Real(Real::F32)),
        "bool" => Some(Ty::Bool),
        "char" => Some(Ty::Char),
        "str" => Some(Ty::Str),
        n => INTEGERS
            .contains(&n)
            .then(|| Ty::Int(Some(name.to_owned()))),
    }
}

fn of_path(path: &syn::Path, whole: &syn::Type, reals: &RealParams) -> Ty {
    let spelled = || Ty::Spelled(whole.to_token_stream());
    let Some(last) = path.segments.last() else {
        return spelled();
    };
    let name = last.ident.to_string();
    if path.segments.len() == 1 && last.arguments.is_none() {
        let param = |name: &str| reals.find(name).cloned().map(Real::Param);
        return primitive(&name)
            .or_else(|| param(&name).map(Ty::Real))
            .unwrap_or_else(spelled);
    }
    match (name.as_str(), &last.arguments) {
        ("Vec", syn::PathArguments::AngleBracketed(args)) => match args.args.first() {
            Some(syn::GenericArgument::Type(t)) => Ty::Vec(Box::new(reals.ty(t))),
            _ => spelled(),
        },
        ("Option", syn::PathArguments::AngleBracketed(args)) => match args.args.first() {
            Some(syn::GenericArgument::Type(t)) => Ty::Option(Box::new(reals.ty(t))),
            _ => spelled(),
        },
        _ => spelled(),
    }
}

/// How a parameter of the spelled type is handed over.
pub(crate) fn passing(t: &syn::Type) -> Passing {
    match t {
        syn::Type::Paren(t) => passing(&t.elem),
        syn::Type::Group(t) => passing(&t.elem),
        syn::Type::Reference(r) if r.mutability.is_some() => Passing::Mut,
        syn::Type::Reference(_) => Passing::Shared,
        _ => Passing::Value,
    }
}
