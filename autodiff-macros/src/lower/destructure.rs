//! Struct patterns: `P { x, y, .. }`, `V(a, b)`.

use super::parts::Part;
use super::{Lower, Value};
use crate::ir::Proj;
use crate::refusals;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// Binds the fields a pattern names. That they are a struct's, rustc has seen in the primal.
    pub(super) fn bind_struct(&mut self, p: &syn::PatStruct, value: &Value) {
        for (f, part) in p.fields.iter().zip(field_parts(p)) {
            let part = self.project(value.clone(), part.proj, f.member.span());
            self.bind(&f.pat, part);
        }
    }

    pub(super) fn bind_tuple_struct(&mut self, p: &syn::PatTupleStruct, value: &Value) {
        let last = p.elems.len().saturating_sub(1);
        for ((i, elem), at) in (0u32..).zip(&p.elems).zip(0..) {
            if matches!(elem, syn::Pat::Rest(_)) {
                if at < last {
                    self.errors.push(refusals::rest_before_fields(elem.span()));
                }
                return;
            }
            let part = self.project(value.clone(), Proj::Field(i), elem.span());
            self.bind(elem, part);
        }
    }
}

/// The fields that a struct pattern takes apart.
pub(super) fn field_parts(p: &syn::PatStruct) -> Vec<Part<'_>> {
    p.fields
        .iter()
        .map(|f| Part {
            pat: &f.pat,
            proj: super::fields::projection(&f.member),
        })
        .collect()
}

/// `Shape::Circle`, which by Rust's naming is a variant: the other cases of the enum do not have its fields.
pub(super) fn names_a_variant(path: &syn::Path) -> bool {
    let mut before = path.segments.iter().rev().skip(1);
    before
        .next()
        .is_some_and(|s| s.ident.to_string().starts_with(char::is_uppercase))
}
