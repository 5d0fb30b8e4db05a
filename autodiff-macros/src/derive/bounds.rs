//! Which type parameters carry reals, and which types are known to be plain.

use super::record::Field;
use proc_macro2::TokenStream;
use syn::visit::{self, Visit};

/// The generics of the struct, with a bound for each type parameter (and each type associated with one) that a
/// field is made of.
///
/// Bounds on the fields' own types would be weaker, but of a type that contains itself rustc could not tell.
pub(super) fn with_bounds(
    krate: &TokenStream,
    generics: &syn::Generics,
    fields: &[Field<'_>],
) -> syn::Generics {
    let parameters = generics.type_params().map(|p| &p.ident).collect();
    let mut uses = Uses {
        parameters,
        found: vec![],
    };
    for field in fields.iter().filter(|f| !f.skip) {
        uses.visit_type(field.spelled);
    }
    let mut bounded = generics.clone();
    for parameter in &mut bounded.params {
        match parameter {
            syn::GenericParam::Lifetime(p) => p.attrs.clear(),
            syn::GenericParam::Type(p) => p.attrs.clear(),
            syn::GenericParam::Const(p) => p.attrs.clear(),
        }
    }
    if !uses.found.is_empty() {
        let clause = bounded.make_where_clause();
        for ty in uses.found {
            clause
                .predicates
                .push(syn::parse_quote!(#ty: #krate::rt::Differentiable));
        }
    }
    bounded
}

struct Uses<'a> {
    parameters: Vec<&'a syn::Ident>,
    found: Vec<syn::TypePath>,
}

impl Uses<'_> {
    fn is_parameter(&self, ty: &syn::TypePath) -> bool {
        let first = ty.path.segments.first();
        ty.qself.is_none()
            && ty.path.leading_colon.is_none()
            && first.is_some_and(|s| self.parameters.contains(&&s.ident))
    }

    fn add(&mut self, ty: &syn::TypePath) {
        if !self.found.contains(ty) {
            self.found.push(ty.clone());
        }
    }
}

impl<'ast> Visit<'ast> for Uses<'_> {
    fn visit_type_path(&mut self, ty: &'ast syn::TypePath) {
        let of_parameter =
            |q: &syn::QSelf| matches!(&*q.ty, syn::Type::Path(p) if self.is_parameter(p));
        if self.is_parameter(ty) || ty.qself.as_ref().is_some_and(of_parameter) {
            self.add(ty);
            return;
        }
        // holds no values of its argument
        if ty
            .path
            .segments
            .last()
            .is_some_and(|s| s.ident == "PhantomData")
        {
            return;
        }
        visit::visit_type_path(self, ty);
    }
}

/// Whether the tangent of a field is `Copy` and its zero the same for all values: numbers, and arrays and tuples
/// of such. Of other types only rustc knows.
pub(super) fn is_plain(ty: &syn::Type) -> bool {
    const PLAIN: [&str; 16] = [
        "f64", "f32", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16",
        "i32", "i64", "i128", "isize",
    ];
    match ty {
        syn::Type::Path(p) => p
            .path
            .get_ident()
            .is_some_and(|i| PLAIN.iter().any(|t| i == t)),
        syn::Type::Array(a) => is_plain(&a.elem),
        syn::Type::Tuple(t) => t.elems.iter().all(is_plain),
        syn::Type::Paren(t) => is_plain(&t.elem),
        syn::Type::Group(t) => is_plain(&t.elem),
        _ => false,
    }
}
