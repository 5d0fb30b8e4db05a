//! Struct patterns: `P { x, y, .. }`, `V(a, b)`.

use super::{Lower, Value};
use crate::ir::Proj;
use crate::refusals;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// Binds the fields a pattern names. That they are a struct's, rustc has seen in the primal.
    pub(super) fn bind_struct(&mut self, p: &syn::PatStruct, value: &Value) {
        for f in &p.fields {
            let proj = super::fields::projection(&f.member);
            let part = self.project(value.clone(), proj, f.member.span());
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
