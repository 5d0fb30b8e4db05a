//! `jacobian`: by rows or by columns, whichever is cheaper. Printed by the attribute that comes last.

use super::reverse_sweeps::FORWARD;
use super::{Companion, Output, Shape};
use crate::attribute::{Kind, Options};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A column costs about half a primal where eight share a sweep; a row costs about two.
const COLUMNS_FOR_A_ROW: usize = 4;

/// What an attribute with a `wrt` leaves in the marker: another attribute may choose other parameters.
const CHOICE: &str = "wrt_given";

/// What an attribute tells those that follow of itself, beside its name.
pub(crate) fn remark(options: &Options) -> Option<String> {
    options.wrt.is_some().then(|| CHOICE.to_owned())
}

impl Companion<'_> {
    /// Nothing unless both modes are there, for the same parameters.
    pub(super) fn jacobian_of_either_mode(&self) -> TokenStream {
        let reverse = [Kind::Grad, Kind::CustomVjp];
        let forward = [Kind::Jvp, Kind::CustomJvp];
        let others = if reverse.contains(&self.kind) {
            forward
        } else {
            reverse
        };
        let both = self
            .made
            .iter()
            .any(|m| others.iter().any(|k| k.name() == m));
        let choice = self.chosen || self.made.iter().any(|m| m == CHOICE);
        if !both || choice || !self.has_jacobian(true) {
            return quote!();
        }
        let krate = &self.krate;
        let count = self.output_count();
        let columns = self.columns();
        let worth = Literal::usize_unsuffixed(COLUMNS_FOR_A_ROW);
        let by_columns = self.call("jacfwd", None, &self.forwarded(), &[]);
        let by_rows = self.call("jacrev", None, &self.forwarded(), &[]);
        let body = quote! {
            let __rows = { #count };
            if #columns <= #worth * __rows { #by_columns } else { #by_rows }
        };
        let doc = "Jacobian, by rows or by columns, whichever is cheaper, of";
        let public = self.public(
            "jacobian",
            doc,
            &self.inputs(),
            &quote!(#krate::Matrix),
            &body,
        );
        self.with_names(public)
    }

    /// The number of outputs. Of a result it takes a look at one, and leaves the arguments as they were.
    fn output_count(&self) -> TokenStream {
        let krate = &self.krate;
        let fixed = self.written().all(|p| !p.grows());
        if self.output == Output::Unit && fixed {
            return self.outputs_zero();
        }
        let initial = self.written().map(Shape::keep_initial);
        let put = self.written().map(|p| p.put(&p.initial));
        let forward = self.call(FORWARD, Some(quote!(__tape)), &self.arguments(), &[]);
        let count = self.outputs_zero();
        quote! {
            #(#initial)*
            let __y = #krate::rt::with_tape(|__tape| #forward);
            let __rows = { #count };
            let _ = __y;
            #(#put)*
            __rows
        }
    }
}
