//! `jacrev` and `jacfwd`: one row an output, one column a differentiated real.

use super::reverse_mode::{FORWARD, Running};
use super::{Companion, Make, Output, Shape};
use proc_macro2::TokenStream;
use quote::quote;

impl Companion<'_> {
    /// Whether the outputs form a vector (or one real, for forward mode).
    pub(super) fn has_jacobian(&self, reverse: bool) -> bool {
        match self.output {
            Output::Vector | Output::Unit => true,
            Output::Real => !reverse,
            Output::Other | Output::Discrete => false,
        }
    }

    pub(super) fn jacobian_signatures(
        &self,
        name: &str,
        reverse: bool,
        make: Make<'_>,
    ) -> TokenStream {
        if !self.has_jacobian(reverse) {
            return quote!();
        }
        let krate = &self.krate;
        let matrix = quote!(#krate::Matrix);
        let ret = &self.ret;
        let mut into = self.inputs();
        into.push(quote!(__jacobian: &mut #matrix));
        let with = self.place_tape("with", self.tape_input(), into.clone());
        let mut all = make(name, "Jacobian of", &self.inputs(), &matrix);
        let doc = "Value of, with the Jacobian written into a matrix:";
        all.extend(make(&format!("{name}_into"), doc, &into, ret));
        let doc = "Value of, with the Jacobian written into a matrix, on a tape of the caller's:";
        all.extend(make(&format!("{name}_with"), doc, &with, ret));
        all
    }

    /// Finds the shape by running the primal on copies, then fills a new matrix.
    pub(super) fn jacobian_owned(&self, into: &str) -> TokenStream {
        let krate = &self.krate;
        let into = self.call(into, None, &self.forwarded(), &[quote!(&mut __jacobian)]);
        let copies = self.written().map(|p| {
            let (name, copy) = (&p.ident, &p.copy);
            if matches!(p.ty.peeled(), crate::ir::Ty::Slice(_)) {
                quote!(let mut #copy = #name.to_vec();)
            } else {
                quote!(let mut #copy = (*#name).clone();)
            }
        });
        let on_copies: Vec<TokenStream> = self
            .params
            .iter()
            .map(|p| {
                let copy = &p.copy;
                if p.is_written() {
                    quote!(&mut #copy)
                } else {
                    p.argument()
                }
            })
            .collect();
        let value = self.value(&on_copies);
        let columns = self.columns();
        let outputs: Vec<TokenStream> = match self.output {
            Output::Unit => self
                .written()
                .filter(|p| p.is_differentiable())
                .map(|p| {
                    let copy = &p.copy;
                    quote!(#krate::rt::Tangent::reals(&#krate::rt::zero(&#copy)))
                })
                .collect(),
            _ => vec![quote!(#krate::rt::Tangent::reals(&#krate::rt::zero(&__y)))],
        };
        quote! {
            #(#copies)*
            let __columns = #columns;
            let __y = #value;
            let __rows = 0 #(+ #outputs)*;
            let mut __jacobian = <#krate::Matrix>::zeros(__rows, __columns);
            let _ = #into;
            let _ = __y;
            __jacobian
        }
    }

    pub(super) fn written(&self) -> impl Iterator<Item = &Shape> {
        self.params.iter().filter(|p| p.is_written())
    }

    /// The value by the companion's own forward sweep: a parameter may have the primal's name.
    fn value(&self, args: &[TokenStream]) -> TokenStream {
        let krate = &self.krate;
        let forward = self.call(FORWARD, Some(quote!(__tape)), args, &[]);
        quote!(#krate::rt::with_tape(|__tape| { #forward }))
    }

    /// The number of differentiated reals.
    pub(super) fn columns(&self) -> TokenStream {
        let krate = &self.krate;
        let counts = self.selected().map(|p| {
            let zero = p.zero(krate);
            quote!(#krate::rt::Tangent::reals(&#zero))
        });
        quote!(0 #(+ #counts)*)
    }

    pub(super) fn jacobian_into(&self, with: &str) -> TokenStream {
        let krate = &self.krate;
        let jacobian = [quote!(__jacobian)];
        let call = self.call(with, Some(quote!(__tape)), &self.forwarded(), &jacobian);
        quote!(#krate::rt::with_tape(|__tape| #call))
    }

    /// One run of both sweeps for each output.
    pub(super) fn jacrev_with(&self, running: Running) -> TokenStream {
        let krate = &self.krate;
        let forward = self.call(FORWARD, Some(quote!(__tape)), &self.arguments(), &[]);
        let columns = self.columns();
        let zeros = self.selected().filter(|p| !p.is_written()).map(|p| {
            let (bar, copy, zero) = (&p.bar, &p.copy, p.zero(krate));
            quote!(let mut #copy = #zero; let #bar = &mut #copy;)
        });
        let clears = self
            .selected()
            .filter(|p| !p.returns_cotangent() && !p.is_written())
            .map(|p| {
                let bar = &p.bar;
                quote!(#krate::rt::Tangent::set_zero(#bar);)
            });
        let stores = self.selected().filter(|p| p.returns_cotangent()).map(|p| {
            let (bar, value) = (&p.bar, &p.cotangent);
            quote!(*#bar = #value;)
        });
        let fills = self.selected().map(|p| {
            let bar = &p.bar;
            quote!(__column = #krate::rt::row_from(__jacobian, __row, __column, &*#bar);)
        });
        // in/out arguments: initial values are needed for every row, final ones in the end
        let initial: Vec<TokenStream> = self.written().map(|p| p.keep_initial()).collect();
        let reset: Vec<TokenStream> = self.written().map(|p| p.put_initial()).collect();
        let outputs = self.outputs_zero();
        let seed = self.seed_row();
        let y_bar = if self.output == Output::Unit {
            quote!(())
        } else {
            quote!(__y_bar)
        };
        let run = self.run(running, &y_bar, &|_| true);
        quote! {
            let __columns = #columns;
            #(#initial)*
            let __size = __tape.mark();
            let __y = #forward;
            __tape.reset(__size);
            let __rows = { #outputs };
            #krate::rt::check_shape(__jacobian, __rows, __columns, "jacobian");
            #(#zeros)*
            for __row in 0..__rows {
                #(#reset)*
                #(#clears)*
                #seed
                #run
                #(#stores)*
                let mut __column = 0;
                #(#fills)*
                let _ = (__column, __y);
            }
            __y
        }
    }

    /// How many reals come out, seen after the forward sweep.
    fn outputs_zero(&self) -> TokenStream {
        let krate = &self.krate;
        match self.output {
            Output::Unit => {
                let counts = self.written().filter(|p| p.is_differentiable()).map(|p| {
                    let zero = p.zero(krate);
                    quote!(#krate::rt::Tangent::reals(&#zero))
                });
                quote!(0 #(+ #counts)*)
            }
            _ => quote!(#krate::rt::Tangent::reals(&#krate::rt::zero(&__y))),
        }
    }

    /// Binds `y_bar` (or the in/out cotangents) to the unit vector of the row.
    fn seed_row(&self) -> TokenStream {
        let krate = &self.krate;
        if self.output != Output::Unit {
            let written = self.written().filter(|p| p.is_differentiable()).map(|p| {
                let (bar, copy, zero) = (&p.bar, &p.copy, p.zero(krate));
                quote!(let mut #copy = #zero; let #bar = &mut #copy;)
            });
            return quote! {
                let mut __y_bar = #krate::rt::zero(&__y);
                #krate::rt::set_basis(&mut __y_bar, __row);
                #(#written)*
            };
        }
        let seeds = self.written().filter(|p| p.is_differentiable()).map(|p| {
            let (bar, copy, zero) = (&p.bar, &p.copy, p.zero(krate));
            quote! {
                let mut #copy = #zero;
                let #bar = &mut #copy;
                let __count = #krate::rt::Tangent::reals(&*#bar);
                if __offset <= __row && __row < __offset + __count {
                    #krate::rt::set_basis(#bar, __row - __offset);
                }
                __offset += __count;
            }
        });
        quote! {
            let mut __offset = 0;
            #(#seeds)*
            let _ = __offset;
        }
    }
}

impl Shape {
    pub(super) fn keep_initial(&self) -> TokenStream {
        let (name, initial) = (&self.ident, &self.initial);
        match self.ty.peeled() {
            crate::ir::Ty::Slice(_) => quote!(let #initial = #name.to_vec();),
            _ => quote!(let #initial = (*#name).clone();),
        }
    }

    pub(super) fn put_initial(&self) -> TokenStream {
        let (name, initial) = (&self.ident, &self.initial);
        match self.ty.peeled() {
            crate::ir::Ty::Slice(_) => quote!(#name.clone_from_slice(&#initial);),
            _ => quote!(*#name = #initial.clone();),
        }
    }
}
