//! `jacrev` and `jacfwd`: one row an output, one column a differentiated real.

use super::once::Stored;
use super::reverse_sweeps::{FORWARD, Running};
use super::{Companion, Make, Output, Shape};
use crate::ir::{Passing, Real, Ty};
use crate::reverse::behind_trait;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

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
        self.with_names(rows)
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
        let zeros = self.zero_rows(&|p| !self.is_row(p));
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

    /// Puts the residuals back, or makes them again.
    pub(super) fn again(&self, forward: &TokenStream, put_last: &[TokenStream]) -> TokenStream {
        let reset = self.written().map(|p| p.put(&p.initial));
        let last = (!put_last.is_empty()).then(|| quote!(else { #(#put_last)* }));
        quote! {
            if !__tape.replay(&__residual) {
                #(#reset)*
                let _ = #forward;
            } #last
        }
    }

    /// Accumulators of one row.
    pub(super) fn zero_rows(&self, own: &dyn Fn(&Shape) -> bool) -> TokenStream {
        let own = self.selected().filter(|p| !p.is_written() && own(p));
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
            .filter(|p| !p.returns_cotangent() && !p.is_written() && !self.is_row(p))
            .map(|p| {
                let bar = &p.bar;
                quote!(#krate::rt::Tangent::set_zero(#bar);)
            });
        let parts = self.row_parts();
        let stores = self.selected().filter(|p| p.returns_cotangent()).map(|p| {
            let (bar, value) = (&p.bar, &p.cotangent);
            quote!(*#bar = #value;)
        });
        let fills = self.selected().map(|p| {
            let (bar, reals) = (&p.bar, p.reals(krate));
            match self.is_row(p) {
                true => quote!(__column += #reals;),
                false => {
                    quote!(__column = #krate::rt::row_from(__jacobian, __row, __column, &*#bar);)
                }
            }
        });
        let seed = self.seed_row();
        let y_bar = if self.output == Output::Unit {
            quote!(())
        } else {
            quote!(__y_bar)
        };
        let run = match running {
            Running::Joint => {
                let run = self.run(running, &y_bar, &|_| true, &Stored::default());
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
            #parts
            #run
            #(#stores)*
            let mut __column = 0;
            #(#fills)*
            let _ = __column;
        }
    }

    /// Whether a cotangent is accumulated in the matrix: `f64`s one after the other, behind as many columns in every sweep
    /// (a `Vec` that a function writes may have another length afterwards).
    fn is_row(&self, p: &Shape) -> bool {
        let fixed = self.selected().all(|p| match p.peeled() {
            Ty::Real(_) => true,
            Ty::Slice(t) | Ty::Array(t, _) if t.is_real() => true,
            _ => !p.is_written(),
        });
        let lent = p.passing == Passing::Shared && behind_trait(&p.ty);
        fixed && lent && matches!(p.ty.sequence_depth(), Some((1, Real::F64)))
    }

    /// Accumulators that are parts of the row itself.
    fn row_parts(&self) -> TokenStream {
        let krate = &self.krate;
        let params: Vec<&Shape> = self.selected().collect();
        let Some(last) = params.iter().rposition(|p| self.is_row(p)) else {
            return quote!();
        };
        let parts = params[..=last].iter().map(|p| {
            let (bar, reals) = (&p.bar, p.reals(krate));
            match self.is_row(p) {
                true => quote! {
                    let (#bar, __into) = __into.split_at_mut(#reals);
                    #bar.fill(0.0);
                },
                false => quote!(let __into = &mut __into[#reals..];),
            }
        });
        quote! {
            let __into = __jacobian.row_mut(__row);
            #(#parts)*
            let _ = __into;
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
            Ty::Slice(_) => quote!(let #initial = #name.to_vec();),
            _ => quote!(let #initial = (*#name).clone();),
        }
    }

    /// Gives an in/out argument a value that was kept.
    pub(super) fn put(&self, kept: &Ident) -> TokenStream {
        let name = &self.ident;
        match self.ty.peeled() {
            Ty::Slice(_) => quote!(#name.clone_from_slice(&#kept);),
            _ => quote!((*#name).clone_from(&#kept);),
        }
    }
}
