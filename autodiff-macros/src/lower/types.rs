//! From spelled types to the compiler's.

use crate::ir::{Passing, Real, Ty};
use quote::ToTokens;

pub(super) const INTEGERS: [&str; 12] = [
    "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize",
];

/// The type parameters of a function that stand for reals: those bounded by `Real`, whatever path names it.
///
/// That it is this library's `Real` cannot be looked up: the companion's functions demand it (`rt::is_real`).
#[derive(Clone, Default, Debug)]
pub(crate) struct RealParams {
    names: Vec<String>,
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
        let is_real = |b: &syn::TypeParamBound| {
            matches!(b, syn::TypeParamBound::Trait(t)
            if t.path.segments.last().is_some_and(|s| s.ident == "Real"))
        };
        let bounded = inline
            .chain(apart)
            .filter(|(_, bounds)| bounds.iter().any(is_real));
        let declared: Vec<String> = generics
            .type_params()
            .map(|p| p.ident.to_string())
            .collect();
        let names = bounded
            .map(|(name, _)| name)
            .filter(|n| declared.contains(n));
        RealParams {
            names: names.collect(),
        }
    }

    /// Those of the `impl` around the function, too.
    pub(crate) fn with(mut self, around: &[proc_macro2::Ident]) -> RealParams {
        self.names.extend(around.iter().map(ToString::to_string));
        self
    }

    /// The parameters' names.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.names.iter().any(|n| n == name)
    }

    /// What a real is taken to be where nothing says otherwise; not known if there are several parameters.
    pub(crate) fn only(&self) -> Option<Real> {
        match self.names.as_slice() {
            [name] => Some(Real::Param(name.clone())),
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

/// The type a spelling denotes where no type parameter is known to stand for reals.
pub(crate) fn of_spelling(t: &syn::Type) -> Ty {
    RealParams::default().ty(t)
}

fn of_path(path: &syn::Path, whole: &syn::Type, reals: &RealParams) -> Ty {
    let spelled = || Ty::Spelled(whole.to_token_stream());
    let Some(last) = path.segments.last() else {
        return spelled();
    };
    let name = last.ident.to_string();
    if path.segments.len() == 1 && last.arguments.is_none() {
        match name.as_str() {
            "f64" => return Ty::Real(Real::F64),
            "f32" => return Ty::Real(Real::F32),
            "bool" => return Ty::Bool,
            "char" => return Ty::Char,
            "str" => return Ty::Str,
            n if reals.contains(n) => return Ty::Real(Real::Param(name)),
            n if INTEGERS.contains(&n) => return Ty::Int(Some(name)),
            _ => return spelled(),
        }
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
