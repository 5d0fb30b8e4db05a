//! `jacrev` and `jacfwd`: one row an output, one column a differentiated real; `vjp_many`: several cotangents at once.

use super::functions::lanes_count;
use super::reverse_mode::bare_or_tuple;
use super::reverse_sweeps::{FORWARD, Running};
use super::{Companion, Make, Output, Shape};
use crate::forward::Width;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

/// Runs the reverse sweep for every row.
const ROWS: &str = "__jacobian_reverse";

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

    pub(super) fn written(&self) -> impl Iterator<Item = &Shape> {
        self.params.iter().filter(|p| p.is_written())
    }

    /// The number of differentiated reals.
    pub(super) fn columns(&self) -> TokenStream {
        let krate = &self.krate;
        let counts = self.selected().map(|p| p.reals(krate));
        quote!(#(#counts)+*)
    }

    pub(super) fn jacrev(&self) -> TokenStream {
        let krate = &self.krate;
        let rows = self.rows_by(&quote!(&mut __jacobian), "make_jacobian");
        quote! {
            let mut __jacobian = <#krate::Matrix>::zeros(0, 0);
            let _ = #krate::rt::with_tape(|__tape| #rows);
            __jacobian
        }
    }

    pub(super) fn jacrev_into(&self) -> TokenStream {
        let krate = &self.krate;
        let with = self.jacrev_with();
        quote!(#krate::rt::with_tape(|__tape| #with))
    }

    pub(super) fn jacrev_with(&self) -> TokenStream {
        self.rows_by(&quote!(__jacobian), "check_jacobian")
    }

    fn rows_by(&self, jacobian: &TokenStream, shape: &str) -> TokenStream {
        let (krate, shape) = (&self.krate, Ident::new(shape, Span::call_site()));
        let rest = [jacobian.clone(), quote!(#krate::rt::#shape)];
        self.call(ROWS, Some(quote!(__tape)), &self.forwarded(), &rest)
    }

    /// The function behind `jacrev`: one forward sweep, and a reverse sweep for each row.
    pub(super) fn jacobian_rows(&self, running: Running) -> TokenStream {
        if !self.has_jacobian(true) {
            return quote!();
        }
        let krate = &self.krate;
        let mut inputs = self.place_tape(ROWS, self.tape_input(), self.inputs());
        inputs.push(quote!(__jacobian: &mut #krate::Matrix));
        inputs.push(self.shape_input());
        let rows = self.hidden(ROWS, &inputs, &self.ret, &self.rows_body(running));
        self.settle(rows)
    }

    fn rows_body(&self, running: Running) -> TokenStream {
        let forward = self.call(FORWARD, Some(quote!(__tape)), &self.arguments(), &[]);
        let columns = self.columns();
        let outputs = self.outputs_zero();
        // in/out arguments: where they stand when a sweep begins, and where they stand in the end
        let initial = self.written().map(Shape::keep_initial);
        let last = self.written().map(|p| p.keep_final().0);
        let put_last: Vec<TokenStream> = self.written().map(|p| p.put(&p.last)).collect();
        let (kept, given_back) = match running {
            Running::Joint => (quote!(__tape.reset(__size);), None),
            Running::Split | Running::JointOnTape => (
                quote!(let __residual = __tape.residuals(__size);),
                Some(quote!(__tape.drop_residuals(&__residual);)),
            ),
        };
        let zeros = self.zero_rows();
        let row = self.row(running, &forward, &put_last);
        quote! {
            let __columns = #columns;
            #(#initial)*
            let __size = __tape.mark();
            let __y = #forward;
            #kept
            #(#last)*
            let __rows = { #outputs };
            __shape(__jacobian, __rows, __columns);
            #zeros
            for __row in 0..__rows { #row }
            #given_back
            #(#put_last)*
            __y
        }
    }

    /// Each cotangent comes as an array of cotangents, each as [`Self::vjp`] takes it.
    pub(super) fn vjp_many_signature(&self) -> (Vec<TokenStream>, TokenStream) {
        let count = lanes_count();
        let mut inputs = self.inputs();
        if self.output != Output::Unit {
            let ty = self.ret_tangent(Width::One);
            inputs.push(quote!(__y_bar: [#ty; #count]));
        }
        for p in self.selected().filter(|p| p.is_written()) {
            let (bar, ty) = (&p.bar, p.buffer(&self.krate));
            inputs.push(quote!(#bar: [#ty; #count]));
        }
        let (ret, gradient) = (&self.ret, self.gradient_type());
        (inputs, quote!((#ret, [#gradient; #count])))
    }

    /// One forward sweep, and a reverse sweep for each cotangent.
    pub(super) fn vjp_many(&self) -> TokenStream {
        if self.written().next().is_none() {
            return self.vjp_many_of_constants();
        }
        let krate = &self.krate;
        let forward = self.call(FORWARD, Some(quote!(__tape)), &self.arguments(), &[]);
        let initial = self.written().map(Shape::keep_initial);
        let last = self.written().map(|p| p.keep_final().0);
        let put_last: Vec<TokenStream> = self.written().map(|p| p.put(&p.last)).collect();
        let again = self.again(&forward, &put_last);
        let (y_bar, taken) = match self.output {
            Output::Unit => (quote!(()), None),
            Output::Real => (quote!(__y_bar[__k]), None),
            Output::Vector | Output::Discrete | Output::Other => {
                let taken = quote!(let __y_bar = ::core::clone::Clone::clone(&__y_bar[__k]););
                (quote!(__y_bar), Some(taken))
            }
        };
        let zeros = self.zero_rows();
        let written = self.written().filter(|p| p.is_differentiable()).map(|p| {
            let (bar, zero) = (&p.bar, p.zero(krate));
            if p.selected {
                quote!(let #bar = &mut *#bar[__k];)
            } else {
                quote!(let #bar = &mut #zero;)
            }
        });
        let reverse = self.reverse_run(&y_bar);
        let stores = self.selected().filter(|p| p.returns_cotangent()).map(|p| {
            let (bar, value) = (&p.bar, &p.cotangent);
            quote!(*#bar = #value;)
        });
        let own = self.selected().filter(|p| !p.is_written());
        let own: Vec<TokenStream> = own.map(|p| p.copy.to_token_stream()).collect();
        // nothing, where all cotangents are the caller's
        let gradient = if own.is_empty() {
            quote!()
        } else {
            bare_or_tuple(&own)
        };
        quote! {
            #krate::rt::with_tape(|__tape| {
                #(#initial)*
                let __size = __tape.mark();
                let __y = #forward;
                let __residual = __tape.residuals(__size);
                #(#last)*
                let __row_bar = ::core::array::from_fn(|__k| {
                    #again
                    #zeros
                    #(#written)*
                    #taken
                    #reverse
                    #(#stores)*
                    #gradient
                });
                __tape.drop_residuals(&__residual);
                #(#put_last)*
                (__y, __row_bar)
            })
        }
    }

    /// The same, where no argument is written.
    fn vjp_many_of_constants(&self) -> TokenStream {
        let krate = &self.krate;
        let forward = self.call(FORWARD, Some(quote!(__tape)), &self.arguments(), &[]);
        let lent = self.selected().filter(|p| !p.returns_cotangent());
        let zeros = lent.map(|p| {
            let (bar, copy, zero) = (&p.bar, &p.copy, p.zero(krate));
            quote!(let mut #copy = #zero; let #bar = &mut #copy;)
        });
        let reverse = self.reverse_run(&quote!(__y_bar));
        let parts = self.selected().map(|p| match p.returns_cotangent() {
            true => p.cotangent.to_token_stream(),
            false => p.copy.to_token_stream(),
        });
        let gradient = bare_or_tuple(&parts.collect::<Vec<_>>());
        quote! {
            #krate::rt::vjp_many(__y_bar, |__tape| #forward, |__tape, __y_bar| {
                #(#zeros)*
                #reverse
                #gradient
            })
        }
    }

    /// Puts the residuals back, or makes them again.
    fn again(&self, forward: &TokenStream, put_last: &[TokenStream]) -> TokenStream {
        let reset = self.written().map(|p| p.put(&p.initial));
        let last = (!put_last.is_empty()).then(|| quote!(else { #(#put_last)* }));
        quote! {
            if !__tape.replay(&__residual) {
                #(#reset)*
                let _ = #forward;
            } #last
        }
    }

    /// The accumulators of one row.
    fn zero_rows(&self) -> TokenStream {
        let own = self.selected().filter(|p| !p.is_written());
        own.map(|p| {
            let (bar, copy, zero) = (&p.bar, &p.copy, p.zero(&self.krate));
            quote!(let mut #copy = #zero; let #bar = &mut #copy;)
        })
        .collect()
    }

    fn row(
        &self,
        running: Running,
        forward: &TokenStream,
        put_last: &[TokenStream],
    ) -> TokenStream {
        let krate = &self.krate;
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
        let seed = self.seed_row();
        let y_bar = if self.output == Output::Unit {
            quote!(())
        } else {
            quote!(__y_bar)
        };
        let run = match running {
            Running::Joint => {
                let run = self.run(running, &y_bar, &|_| true);
                let reset = self.written().map(|p| p.put(&p.initial));
                quote!(#(#put_last)* #seed #(#reset)* #run let _ = __y;)
            }
            Running::Split | Running::JointOnTape => {
                let again = self.again(forward, put_last);
                let reverse = self.reverse_run(&y_bar);
                quote!(#again #seed #reverse)
            }
        };
        quote! {
            #(#clears)*
            #run
            #(#stores)*
            let mut __column = 0;
            #(#fills)*
            let _ = __column;
        }
    }

    /// How many reals come out, seen after the forward sweep.
    pub(super) fn outputs_zero(&self) -> TokenStream {
        let krate = &self.krate;
        match self.output {
            Output::Unit => {
                let written = self.written().filter(|p| p.is_differentiable());
                let counts = written.map(|p| p.reals(krate));
                quote!(#(#counts)+*)
            }
            _ => quote!(#krate::rt::reals(&__y)),
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

    /// Gives an in/out argument a value that was kept.
    pub(super) fn put(&self, kept: &Ident) -> TokenStream {
        let name = &self.ident;
        match self.ty.peeled() {
            crate::ir::Ty::Slice(_) => quote!(#name.clone_from_slice(&#kept);),
            _ => quote!((*#name).clone_from(&#kept);),
        }
    }
}
