//! `sparse_jacobian` and `sparse_hessian`: columns of one colour share a direction. Printed by the attribute that comes
//! last, with the feature `sparse`.

use super::functions::{InLanes, lanes_count};
use super::lanes::MOST;
use super::{Companion, Shape};
use crate::attribute::Kind;
use crate::print::lanes;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

const JACOBIAN: &str = "__jacobian_colored";
const HESSIAN: &str = "__hessian_colored";

impl Companion<'_> {
    /// Both attributes that a function needs are there, and this is the second.
    fn completes(&self, one: Kind, other: Kind) -> bool {
        let made = |kind: Kind| self.made.iter().any(|m| m == kind.name());
        cfg!(feature = "sparse")
            && (self.kind == one && made(other) || self.kind == other && made(one))
    }

    pub(super) fn sparse_functions(&self) -> TokenStream {
        let mut all = quote!();
        if self.completes(Kind::Jvp, Kind::Sparsity) && self.has_jacobian(false) {
            all.extend(self.sparse_jacobian());
        }
        if self.completes(Kind::Hessian, Kind::Sparsity) && self.has_hessian() {
            all.extend(self.sparse_hessian());
        }
        self.with_names(all)
    }

    fn sparse_jacobian(&self) -> TokenStream {
        let zeros = self.lanes_of_arguments();
        let seeds = self.color_seeds(self.selected());
        let call = self.lanes_call(&self.forwarded());
        let stores = self.color_stores(&self.outputs_in_lanes());
        let body = quote! {
            #zeros
            #seeds
            let (__y, __y_dot) = #call;
            let _ = &__y_dot;
            #stores
            __y
        };
        let mut inputs = self.inputs();
        inputs.extend(self.color_inputs());
        let colored = self.hidden_in_lanes(JACOBIAN, &inputs, &self.ret, &body);
        let pattern = self.jacobian_sparsity(&self.arguments());
        let sweep = |width: usize| {
            let (width, rest) = (
                InLanes::of(width),
                [quote!(&mut __compressed), quote!(__column)],
            );
            self.call_in_lanes(JACOBIAN, &width, None, &self.arguments(), &rest)
        };
        let doc = "Jacobian, by as many directions as its columns need colours, of";
        let public = self.sparse("sparse_jacobian", doc, &pattern, &sweep, &|all| all);
        quote!(#public #colored)
    }

    fn sparse_hessian(&self) -> TokenStream {
        let (krate, width) = (&self.krate, InLanes::Count(lanes_count()));
        let directions = self.directions(&width);
        let seeds = self.color_seeds(self.inputs_of_gradient());
        let run = self.second_order_run(&width, false, &quote!(_), self.unit_seeds());
        let rows = self.inputs_of_gradient().map(Shape::product_lanes);
        let rows: Vec<TokenStream> = rows.map(ToTokens::to_token_stream).collect();
        let stores = self.color_stores(&rows);
        let body = quote! {
            #directions
            #seeds
            #run
            #stores
            __y
        };
        let mut inputs = self.place_tape(HESSIAN, self.tape_input(), self.inputs());
        inputs.extend(self.color_inputs());
        let colored = self.hidden_in_lanes(HESSIAN, &inputs, &self.ret, &body);
        let pattern = self.hessian_sparsity(&self.arguments());
        let sweep = |width: usize| {
            let (width, rest) = (
                InLanes::of(width),
                [quote!(&mut __compressed), quote!(__column)],
            );
            let tape = Some(quote!(__tape));
            self.call_in_lanes(HESSIAN, &width, tape, &self.arguments(), &rest)
        };
        let on_a_tape = |all: TokenStream| quote!(#krate::rt::with_tape(|__tape| { #all }););
        let doc = "Hessian, by as many directions as its columns need colours, of";
        let public = self.sparse("sparse_hessian", doc, &pattern, &sweep, &on_a_tape);
        quote!(#public #colored)
    }

    /// The pattern, its colouring, the sweeps, and the matrix.
    fn sparse(
        &self,
        name: &str,
        doc: &str,
        pattern: &TokenStream,
        sweep: &dyn Fn(usize) -> TokenStream,
        around: &dyn Fn(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let krate = &self.krate;
        let initial = self.written().map(Shape::keep_initial);
        let reset = self.written().map(|p| p.put(&p.initial));
        let [one, two, four, eight] = [1, 2, 4, MOST].map(sweep);
        let sweeps = around(quote! {
            while __column < __compressed.count() {
                #(#reset)*
                __column += match __compressed.count() - __column {
                    1 => { let _ = #one; 1 }
                    2 => { let _ = #two; 2 }
                    3 | 4 => { let _ = #four; 4 }
                    _ => { let _ = #eight; 8 }
                };
            }
        });
        let body = quote! {
            #(#initial)*
            let mut __compressed = #krate::rt::Compressed::new({ #pattern });
            let mut __column = 0;
            #sweeps
            #krate::sparse::matrix(__compressed)
        };
        let output = quote!(#krate::sparse::CsMat<::core::primitive::f64>);
        self.public(name, doc, &self.inputs(), &output, &body)
    }

    fn color_inputs(&self) -> [TokenStream; 3] {
        let krate = &self.krate;
        [
            self.width_input(),
            quote!(__compressed: &mut #krate::rt::Compressed),
            quote!(__column: ::core::primitive::usize),
        ]
    }

    fn color_seeds<'s>(&self, parts: impl Iterator<Item = &'s Shape>) -> TokenStream {
        let count = lanes::count();
        let seeds = parts.map(|p| {
            let lanes = &p.lanes;
            quote!(let __columns = __compressed.seed_lanes::<_, #count>(&mut #lanes, __columns, __column);)
        });
        quote!(let __columns = 0; #(#seeds)* let _ = __columns;)
    }

    fn color_stores(&self, rows: &[TokenStream]) -> TokenStream {
        let count = lanes::count();
        quote! {
            let __row = 0;
            #(let __row = __compressed.store_lanes::<_, #count>(&#rows, __row, __column);)*
            let _ = __row;
        }
    }
}
