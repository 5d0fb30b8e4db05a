//! `hvp`, `value_grad_hvp`, `hessian` and `hessian_diagonal`.

use super::reverse_mode::bare_or_tuple;
use super::{Companion, Make, Output, Shape};
use crate::forward::Width;
use crate::ir::Passing;
use crate::print::lanes;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

/// Runs as many columns of a Hessian as there are lanes.
const COLUMNS: &str = "__hessian_columns";
/// Runs them all.
const ALL: &str = "__hessian_all";

/// As many columns as a pair of sweeps takes at most.
const MOST: usize = 8;

impl Companion<'_> {
    /// The parameters a gradient has parts for.
    fn inputs_of_gradient(&self) -> impl Iterator<Item = &Shape> {
        self.selected().filter(|p| !p.is_written())
    }

    fn has_hessian(&self) -> bool {
        self.output == Output::Real && self.inputs_of_gradient().next().is_some()
    }

    /// Names, docs and signatures of all public functions.
    pub(super) fn second_order_signatures(&self, make: Make<'_>) -> TokenStream {
        if !self.has_hessian() {
            return quote!();
        }
        let mut all = self.product_signatures(make);
        let (krate, ret) = (&self.krate, &self.ret);
        let vector = quote!(#krate::rt::Vec<f64>);
        let matrix = quote!(#krate::Matrix);
        let into = |buffer: &TokenStream| {
            let mut inputs = self.inputs();
            inputs.push(quote!(__hessian: &mut #buffer));
            inputs
        };
        for (name, what, owned, buffer) in [
            ("hessian", "Hessian", &matrix, &matrix),
            (
                "hessian_diagonal",
                "diagonal of the Hessian",
                &vector,
                &quote!([f64]),
            ),
        ] {
            let capital = if name == "hessian" {
                "Hessian of"
            } else {
                "Diagonal of the Hessian of"
            };
            all.extend(make(name, capital, &self.inputs(), owned));
            let doc = format!("Value of, with the {what} written in place:");
            all.extend(make(&format!("{name}_into"), &doc, &into(buffer), ret));
            let doc =
                format!("Value of, with the {what} written in place, on a tape of the caller's:");
            all.extend(make(
                &format!("{name}_with"),
                &doc,
                &self.with_tape_input(into(buffer)),
                ret,
            ));
        }
        all
    }

    fn product_signatures(&self, make: Make<'_>) -> TokenStream {
        let (krate, ret) = (&self.krate, &self.ret);
        let gradient = self.gradient_type();
        let mut along = self.inputs();
        along.extend(self.inputs_of_gradient().map(|p| {
            let (dot, ty) = (&p.dot, p.tangent_input(Width::One, krate));
            quote!(#dot: #ty)
        }));
        let bars = self.inputs_of_gradient().map(|p| {
            let (bar, ty) = (&p.bar, p.buffer(krate));
            quote!(#bar: #ty)
        });
        let products = self.inputs_of_gradient().map(|p| {
            let (product, ty) = (&p.product, p.buffer(krate));
            quote!(#product: #ty)
        });
        let products: Vec<TokenStream> = products.collect();
        let into: Vec<TokenStream> = along.iter().chain(&products).cloned().collect();
        let mut all_into = along.clone();
        all_into.extend(bars.chain(products));
        let mut all = make(
            "hvp",
            "Product of a direction with the Hessian of",
            &along,
            &gradient,
        );
        let doc = "Value of, with the product of a direction and the Hessian written into buffers:";
        all.extend(make("hvp_into", doc, &into, ret));
        let doc = "As `hvp_into`, on a tape of the caller's:";
        all.extend(make("hvp_with", doc, &self.with_tape_input(into), ret));
        let triple = quote!((#ret, #gradient, #gradient));
        let doc = "Value, gradient, and product of a direction with the Hessian of";
        all.extend(make("value_grad_hvp", doc, &along, &triple));
        let doc = "Value of, with the gradient and the product written into buffers:";
        all.extend(make("value_grad_hvp_into", doc, &all_into, ret));
        let doc = "As `value_grad_hvp_into`, on a tape of the caller's:";
        all.extend(make(
            "value_grad_hvp_with",
            doc,
            &self.with_tape_input(all_into),
            ret,
        ));
        all
    }

    fn with_tape_input(&self, inputs: Vec<TokenStream>) -> Vec<TokenStream> {
        std::iter::once(self.tape_input()).chain(inputs).collect()
    }

    pub(super) fn second_order_wrappers(&self) -> TokenStream {
        let public = self.second_order_signatures(&|name, doc, inputs, output| {
            let body = match name {
                "hvp" => self.product_owned("hvp_into", false),
                "hvp_into" => self.product_on_a_tape("hvp_with", false),
                "hvp_with" => self.product_with(false),
                "value_grad_hvp" => self.product_owned("value_grad_hvp_into", true),
                "value_grad_hvp_into" => self.product_on_a_tape("value_grad_hvp_with", true),
                "value_grad_hvp_with" => self.product_with(true),
                "hessian" => self.hessian_owned("hessian_into", true),
                "hessian_into" => self.hessian_on_a_tape("hessian_with"),
                "hessian_with" => self.hessian_with(true),
                "hessian_diagonal" => self.hessian_owned("hessian_diagonal_into", false),
                "hessian_diagonal_into" => self.hessian_on_a_tape("hessian_diagonal_with"),
                _ => self.hessian_with(false),
            };
            self.public(name, doc, inputs, output, &body)
        });
        let columns = self.hessian_columns();
        quote!(#public #columns)
    }

    /// Makes the buffers and returns them.
    fn product_owned(&self, into: &str, gradient: bool) -> TokenStream {
        let krate = &self.krate;
        let into = Ident::new(into, Span::call_site());
        let (args, turbofish) = (self.forwarded(), self.turbofish());
        let parts: Vec<&Shape> = self.inputs_of_gradient().collect();
        let zeros = parts.iter().map(|p| {
            let (bar, product, zero) = (&p.bar, &p.product, p.zero(krate));
            let bar = gradient.then(|| quote!(let mut #bar = #zero;));
            quote!(#bar let mut #product = #zero;)
        });
        let dots = parts.iter().map(|p| &p.dot);
        let bars: Vec<&Ident> = parts.iter().map(|p| &p.bar).filter(|_| gradient).collect();
        let products: Vec<&Ident> = parts.iter().map(|p| &p.product).collect();
        let tuple = |names: &[&Ident]| {
            let names: Vec<TokenStream> = names.iter().map(|n| n.to_token_stream()).collect();
            bare_or_tuple(&names)
        };
        let product = tuple(&products);
        let end = if gradient {
            let gradient = tuple(&bars);
            quote!((__y, #gradient, #product))
        } else {
            quote!(let _ = __y; #product)
        };
        quote! {
            #(#zeros)*
            let __y = Self::#into #turbofish(
                #(#args,)* #(#dots,)* #(&mut #bars,)* #(&mut #products),*
            );
            #end
        }
    }

    fn product_on_a_tape(&self, with: &str, gradient: bool) -> TokenStream {
        let krate = &self.krate;
        let with = Ident::new(with, Span::call_site());
        let (args, turbofish) = (self.forwarded(), self.turbofish());
        let dots = self.inputs_of_gradient().map(|p| &p.dot);
        let bars = self
            .inputs_of_gradient()
            .map(|p| &p.bar)
            .filter(|_| gradient);
        let products = self.inputs_of_gradient().map(|p| &p.product);
        quote! {
            #krate::rt::with_tape(|__tape| {
                Self::#with #turbofish(__tape, #(#args,)* #(#dots,)* #(#bars,)* #(#products),*)
            })
        }
    }

    /// One direction, in one lane.
    fn product_with(&self, gradient: bool) -> TokenStream {
        let krate = &self.krate;
        let one = quote!(1);
        let checks = self.inputs_of_gradient().map(|p| {
            let product = p.check_buffer(&p.product, krate);
            let bar = gradient.then(|| p.check(krate));
            quote!(#bar #product)
        });
        let clears = self
            .inputs_of_gradient()
            .filter(|p| gradient && p.passing == Passing::Shared);
        let clears = clears.map(|p| p.clear(krate));
        let directions = self.directions(&one);
        let fills = self.inputs_of_gradient().map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            match (p.passing, p.lends_slice()) {
                (_, true) => quote!(#krate::rt::set_lane_of_slice::<_, 1>(&mut #lanes, 0, #dot);),
                (Passing::Value, false) => {
                    quote!(#krate::rt::TangentLanes::<1>::set_lane(&mut #lanes, 0, &#dot);)
                }
                (Passing::Shared | Passing::Mut, false) => {
                    quote!(#krate::rt::TangentLanes::<1>::set_lane(&mut #lanes, 0, #dot);)
                }
            }
        });
        let run = self.second_order_run(&one, gradient);
        let stores = self.inputs_of_gradient().map(|p| {
            let product = &p.product;
            let store = gradient && p.passing == Passing::Value;
            let cotangent = store.then(|| p.store(krate));
            let lanes = p.product_lanes();
            let store = match p.ty.peeled() {
                crate::ir::Ty::Vec(_) | crate::ir::Ty::Slice(_) => {
                    quote!(#krate::rt::lane_of_slice::<_, 1>(&#lanes, 0, #product);)
                }
                _ => quote!(*#product = #krate::rt::TangentLanes::<1>::lane(&#lanes, 0);),
            };
            quote!(#cotangent #store)
        });
        let mention = self.mention_generic();
        quote! {
            #mention
            #(#checks)*
            #(#clears)*
            #directions
            #(#fills)*
            #run
            #(#stores)*
            __y
        }
    }

    /// Zero directions, in the shape of each argument that has a tangent.
    fn directions(&self, width: &TokenStream) -> TokenStream {
        let krate = &self.krate;
        let needed = self.params.iter().filter(|p| Self::has_tangents(p));
        needed
            .map(|p| {
                let (name, lanes) = (&p.ident, &p.lanes);
                let name = match p.passing {
                    Passing::Value => quote!(&#name),
                    Passing::Shared | Passing::Mut => quote!(&*#name),
                };
                quote!(let mut #lanes = #krate::rt::zero_lanes(#name, #krate::rt::Width::<#width>);)
            })
            .collect()
    }

    /// The functions behind `hessian`: the columns of one pair of sweeps, and all.
    fn hessian_columns(&self) -> TokenStream {
        if !self.has_hessian() {
            return quote!();
        }
        let krate = &self.krate;
        let count = lanes::count();
        let sink = quote!(__sink: &mut dyn ::core::ops::FnMut(usize, usize, &[f64]));
        let mut inputs = vec![self.tape_input()];
        inputs.extend(self.inputs());
        let mut all_inputs = inputs.clone();
        all_inputs.push(sink.clone());
        inputs.extend([quote!(__column: usize), sink]);
        let directions = self.directions(&count.to_token_stream());
        let basis = self.inputs_of_gradient().map(|p| {
            let lanes = &p.lanes;
            quote! {
                let __columns =
                    #krate::rt::set_basis_lanes::<_, #count>(&mut #lanes, __columns, __column);
            }
        });
        let run = self.second_order_run(&count.to_token_stream(), false);
        let rows = self.inputs_of_gradient().map(Shape::product_lanes);
        let body = quote! {
            #directions
            let __columns = 0;
            #(#basis)*
            let _ = __columns;
            #run
            let __row = 0;
            #(let __row = #krate::rt::rows_of_lanes::<_, #count>(&#rows, __row, __column, __sink);)*
            let _ = __row;
            __y
        };
        let columns = self.hidden_in_lanes(COLUMNS, &inputs, &self.ret, &body);
        let all = self.hidden(ALL, &all_inputs, &self.ret, &self.all_hessian_columns());
        self.settle(quote!(#columns #all))
    }

    fn all_hessian_columns(&self) -> TokenStream {
        let krate = &self.krate;
        let sweep = |width: usize, args: &[TokenStream], column: &TokenStream| {
            let name = Ident::new(COLUMNS, Span::call_site());
            let width = Literal::usize_unsuffixed(width);
            let turbofish = self.turbofish_with(&width.to_token_stream());
            quote! {
                Self::#name #turbofish(
                    #krate::rt::Width::<#width>, __tape, #(#args,)* #column, __sink
                )
            }
        };
        let counts: Option<Vec<usize>> = self.inputs_of_gradient().map(Shape::count).collect();
        if let Some(n) = counts.map(|c| c.iter().sum()).filter(|n| *n <= MOST) {
            return sweep(n, &self.forwarded(), &quote!(0));
        }
        let columns = self.gradient_reals();
        let initial = self.written().map(Shape::keep_initial);
        let reset = self.written().map(Shape::put_initial);
        let args = self.arguments();
        let [one, two, four, eight] =
            [1, 2, 4, MOST].map(|width| sweep(width, &args, &quote!(__column)));
        quote! {
            let __columns = #columns;
            #(#initial)*
            let mut __column = 0;
            loop {
                let (__y, __count) = match __columns - __column {
                    0 | 1 => (#one, 1),
                    2 => (#two, 2),
                    3 | 4 => (#four, 4),
                    _ => (#eight, 8),
                };
                __column += __count;
                if __column >= __columns {
                    return __y;
                }
                #(#reset)*
            }
        }
    }

    /// How many reals the gradient has.
    fn gradient_reals(&self) -> TokenStream {
        let krate = &self.krate;
        let counts = self.inputs_of_gradient().map(|p| {
            let zero = p.zero(krate);
            quote!(#krate::rt::Tangent::reals(&#zero))
        });
        quote!(0 #(+ #counts)*)
    }

    fn hessian_owned(&self, into: &str, matrix: bool) -> TokenStream {
        let krate = &self.krate;
        let into = Ident::new(into, Span::call_site());
        let (args, turbofish) = (self.forwarded(), self.turbofish());
        let columns = self.gradient_reals();
        let zeros = if matrix {
            quote!(<#krate::Matrix>::zeros(__columns, __columns))
        } else {
            quote!(#krate::rt::vec![0.0; __columns])
        };
        quote! {
            let __columns = #columns;
            let mut __hessian = #zeros;
            let _ = Self::#into #turbofish(#(#args,)* &mut __hessian);
            __hessian
        }
    }

    fn hessian_on_a_tape(&self, with: &str) -> TokenStream {
        let krate = &self.krate;
        let with = Ident::new(with, Span::call_site());
        let (args, turbofish) = (self.forwarded(), self.turbofish());
        quote!(#krate::rt::with_tape(|__tape| Self::#with #turbofish(__tape, #(#args,)* __hessian)))
    }

    fn hessian_with(&self, matrix: bool) -> TokenStream {
        let krate = &self.krate;
        let all = Ident::new(ALL, Span::call_site());
        let (args, turbofish) = (self.forwarded(), self.turbofish());
        let columns = self.gradient_reals();
        let (check, store) = if matrix {
            (
                quote!(#krate::rt::check_shape(__hessian, __columns, __columns, "hessian");),
                quote!(store_hessian),
            )
        } else {
            (
                quote!(#krate::rt::check_diagonal(__hessian, __columns);),
                quote!(store_diagonal),
            )
        };
        let mention = self.mention_generic();
        quote! {
            #mention
            let __columns = #columns;
            #check
            Self::#all #turbofish(__tape, #(#args,)* &mut |__row, __column, __k| {
                #krate::rt::#store(__hessian, __row, __column, __k);
            })
        }
    }
}

impl Shape {
    /// Where the Hessian's columns end up.
    fn product_lanes(&self) -> &Ident {
        match self.passing {
            Passing::Value => &self.cotangent_lanes,
            Passing::Shared | Passing::Mut => &self.bar_lanes,
        }
    }
}
