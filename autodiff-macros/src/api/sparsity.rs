//! `jacobian_sparsity` and `hessian_sparsity`: sets of inputs go through the lifted sweep.

use super::functions::InLanes;
use super::{Companion, Make, Output};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

impl Companion<'_> {
    pub(super) fn sparsity_signatures(&self, make: Make<'_>) -> TokenStream {
        let (krate, inputs) = (&self.krate, self.inputs());
        let pattern = quote!(#krate::Sparsity);
        let mut all = quote!();
        if self.has_jacobian(false) {
            let doc = "Which outputs depend on which inputs, at this point:";
            all.extend(make("jacobian_sparsity", doc, &inputs, &pattern));
        }
        if self.has_hessian() {
            let doc = "Which pairs of inputs have a second derivative, at this point:";
            all.extend(make("hessian_sparsity", doc, &inputs, &pattern));
        }
        all
    }

    /// One row for each real that is returned, or written.
    pub(super) fn jacobian_sparsity(&self, args: &[TokenStream]) -> TokenStream {
        let krate = &self.krate;
        let directions = self.directions(&InLanes::of(1));
        let seeds = self.selected().map(|p| {
            let lanes = &p.lanes;
            quote!(let __columns = __sets.seed::<_, 1>(&mut #lanes, __columns);)
        });
        let lift = quote!(&#krate::rt::lift::Dependences(&__sets));
        let call = self.lifted_call(args, &lift, &quote!(1));
        let outputs = self.outputs_in_lanes();
        quote! {
            let __sets = #krate::rt::lift::Sets::default();
            #directions
            let __columns = 0;
            #(#seeds)*
            let (_, __y_dot) = #call;
            let _ = &__y_dot;
            let mut __rows = #krate::rt::Vec::new();
            #(__sets.dependences(&#outputs, &mut __rows);)*
            #krate::Sparsity::from_rows(__columns, __rows)
        }
    }

    /// Parameters that are written count as constants, as for the Hessian.
    pub(super) fn hessian_sparsity(&self, args: &[TokenStream]) -> TokenStream {
        let krate = &self.krate;
        let directions = self.directions(&InLanes::of(2));
        let seeds = self.inputs_of_gradient().map(|p| {
            let lanes = &p.lanes;
            quote!(let __columns = __sets.seed::<_, 2>(&mut #lanes, __columns);)
        });
        let lift = quote!(&#krate::rt::lift::Interactions(&__sets));
        let call = self.lifted_call(args, &lift, &quote!(2));
        quote! {
            let __sets = #krate::rt::lift::Sets::default();
            #directions
            let __columns = 0;
            #(#seeds)*
            let (_, __y_dot) = #call;
            __sets.interactions(&__y_dot, __columns)
        }
    }

    /// The tangents in lanes of what a Jacobian has rows for.
    pub(super) fn outputs_in_lanes(&self) -> Vec<TokenStream> {
        match self.output {
            Output::Unit => {
                let written = self.written().filter(|p| p.is_differentiable());
                written.map(|p| p.lanes.to_token_stream()).collect()
            }
            _ => vec![quote!(__y_dot)],
        }
    }
}
