//! From spelled types to the compiler's.

use crate::ir::{Passing, Real, Ty};
use quote::ToTokens;

const INTEGERS: [&str; 12] = [
    "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize",
];

/// The type a spelling denotes, as far as syntax tells. Aliases are not looked through.
pub(crate) fn of_spelling(t: &syn::Type) -> Ty {
    match t {
        syn::Type::Paren(t) => of_spelling(&t.elem),
        syn::Type::Group(t) => of_spelling(&t.elem),
        syn::Type::Reference(t) => Ty::Ref(Box::new(of_spelling(&t.elem))),
        syn::Type::Slice(t) => Ty::Slice(Box::new(of_spelling(&t.elem))),
        syn::Type::Array(t) => Ty::Array(Box::new(of_spelling(&t.elem)), t.len.to_token_stream()),
        syn::Type::Tuple(t) if t.elems.is_empty() => Ty::Unit,
        syn::Type::Tuple(t) => Ty::Tuple(t.elems.iter().map(of_spelling).collect()),
        syn::Type::Path(p) if p.qself.is_none() => of_path(&p.path, t),
        other => Ty::Spelled(other.to_token_stream()),
    }
}

fn of_path(path: &syn::Path, whole: &syn::Type) -> Ty {
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
            n if INTEGERS.contains(&n) => return Ty::Int(Some(name)),
            _ => return spelled(),
        }
    }
    match (name.as_str(), &last.arguments) {
        ("Vec", syn::PathArguments::AngleBracketed(args)) => match args.args.first() {
            Some(syn::GenericArgument::Type(t)) => Ty::Vec(Box::new(of_spelling(t))),
            _ => spelled(),
        },
        ("Option", syn::PathArguments::AngleBracketed(args)) => match args.args.first() {
            Some(syn::GenericArgument::Type(t)) => Ty::Option(Box::new(of_spelling(t))),
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
