//! `hvp`, `value_grad_hvp`, `hessian` and `hessian_diagonal`.

use super::functions::InLanes;
use super::lanes::in_pairs;
use super::reverse_mode::bare_or_tuple;
use super::{Companion, Make, Output, Shape};
use crate::forward::Width;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// Runs as many columns of a Hessian as there are lanes.
const COLUMNS: &str = "__hessian_columns";
/// Runs them all.
const ALL: &str = "__hessian_all";

impl Companion<'_> {
    /// The parameters a gradient has parts for.
    pub(super) fn inputs_of_gradient(&self) -> impl Iterator<Item = &Shape> {
        self.selected().filter(|p| !p.is_written())
    }

    pub(super) fn has_hessian(&self) -> bool {
        self.output == Output::Real && self.inputs_of_gradient().next().is_some()
    }

    /// Names, docs and signatures of all public functions.
    pub(super) fn second_order_signatures(&self, make: Make<'_>) -> TokenStream {
        if !self.has_hessian() {
            return quote!();
        }
        let mut all = self.product_signatures(make);
        let (krate, ret) = (&self.krate, &self.ret);
        let vector = quote!(#krate::rt::Vec<::core::primitive::f64>);
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
                &quote!([::core::primitive::f64]),
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
        self.place_tape("with", self.tape_input(), inputs)
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
        let parts: Vec<&Shape> = self.inputs_of_gradient().collect();
        let zeros = parts.iter().map(|p| {
            let (bar, product, zero) = (&p.bar, &p.product, p.zero(krate));
            let bar = gradient.then(|| quote!(let mut #bar = #zero;));
            quote!(#bar let mut #product = #zero;)
        });
        let dots = parts.iter().map(|p| p.dot.to_token_stream());
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
        let buffers = bars.iter().chain(&products).map(|b| quote!(&mut #b));
        let rest: Vec<TokenStream> = dots.chain(buffers).collect();
        let call = self.call(into, None, &self.forwarded(), &rest);
        quote! {
            #(#zeros)*
            let __y = #call;
            #end
        }
    }

    fn product_on_a_tape(&self, with: &str, gradient: bool) -> TokenStream {
        let krate = &self.krate;
        let dots = self.inputs_of_gradient().map(|p| p.dot.to_token_stream());
        let bars = self.inputs_of_gradient().map(|p| p.bar.to_token_stream());
        let products = self
            .inputs_of_gradient()
            .map(|p| p.product.to_token_stream());
        let bars = bars.filter(|_| gradient);
        let rest: Vec<TokenStream> = dots.chain(bars).chain(products).collect();
        let call = self.call(with, Some(quote!(__tape)), &self.forwarded(), &rest);
        quote!(#krate::rt::with_tape(|__tape| #call))
    }

    /// One direction, in one lane.
    fn product_with(&self, gradient: bool) -> TokenStream {
        let krate = &self.krate;
        let one = InLanes::of(1);
        let checks = self.inputs_of_gradient().map(|p| {
            let product = p.check_buffer(&p.product, krate);
            let bar = gradient.then(|| p.check(krate));
            quote!(#bar #product)
        });
        let clears = self
            .inputs_of_gradient()
            .filter(|p| gradient && !p.returns_cotangent());
        let clears = clears.map(|p| p.clear(krate));
        let needed = self.params.iter().filter(|p| Self::has_tangents(p));
        let directions = needed.map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            let mutable = p.is_written().then(|| quote!(mut));
            let value = match p.selected && !p.is_written() {
                false => p.zero_in(&one.value(krate), krate),
                true => p.lanes_of(&quote!(&[#dot]), krate),
            };
            quote!(let #mutable #lanes = #value;)
        });
        let run = self.second_order_run(&one, gradient, &quote!(_), self.unit_seeds());
        let stores = self.inputs_of_gradient().map(|p| {
            let product = &p.product;
            let store = gradient && p.returns_cotangent();
            let cotangent = store.then(|| p.store(krate));
            let lanes = p.product_lanes();
            let store = match p.ty.peeled() {
                crate::ir::Ty::Vec(_) | crate::ir::Ty::Slice(_) => {
                    quote!(#krate::rt::lane_of_slice(&#lanes, 0, #product);)
                }
                _ => quote!(*#product = #krate::rt::lane(&#lanes, 0);),
            };
            quote!(#cotangent #store)
        });
        quote! {
            #(#checks)*
            #(#clears)*
            #(#directions)*
            #run
            #(#stores)*
            __y
        }
    }

    /// The result's cotangent is 1 along all directions.
    pub(super) fn unit_seeds(&self) -> [TokenStream; 2] {
        let krate = &self.krate;
        [self.one(), quote!(#krate::rt::Lanes::ZERO)]
    }

    /// Zero directions, in the shape of each argument that has a tangent.
    pub(super) fn directions(&self, width: &InLanes) -> TokenStream {
        let krate = &self.krate;
        let needed = self.params.iter().filter(|p| Self::has_tangents(p));
        needed
            .map(|p| {
                let lanes = &p.lanes;
                let zero = p.zero_in(&width.value(krate), krate);
                quote!(let mut #lanes = #zero;)
            })
            .collect()
    }

    /// The functions behind `hessian`: the columns of one pair of sweeps, and all.
    fn hessian_columns(&self) -> TokenStream {
        if !self.has_hessian() {
            return quote!();
        }
        let mut inputs = self.place_tape(COLUMNS, self.tape_input(), self.inputs());
        let mut all_inputs = inputs.clone();
        all_inputs.push(self.columns_input());
        inputs.extend([self.named_width_input(), self.columns_input()]);
        let units = self.unit_directions(&|p| p.selected && !p.is_written());
        let run = self.second_order_run(&InLanes::Ours, false, &quote!(_), self.unit_seeds());
        let rows = self
            .inputs_of_gradient()
            .map(|p| p.product_lanes().to_token_stream());
        let rows = in_pairs(&rows.collect::<Vec<_>>());
        let body = quote! {
            #units
            #run
            __into.store(&#rows, __width);
            __y
        };
        let columns = self.hidden_in_lanes(COLUMNS, &inputs, &self.ret, &body);
        let all = self.few(self.inputs_of_gradient()).is_none().then(|| {
            let body = self.sweeps_by_columns(&self.gradient_reals(), &|width, args| {
                let (tape, into) = (Some(quote!(__tape)), [quote!(__into)]);
                self.call_in_lanes(COLUMNS, width, tape, args, &into)
            });
            self.hidden(ALL, &all_inputs, &self.ret, &body)
        });
        self.with_names(quote!(#columns #all))
    }

    /// How many reals the gradient has.
    fn gradient_reals(&self) -> TokenStream {
        let krate = &self.krate;
        let counts = self.inputs_of_gradient().map(|p| p.reals(krate));
        quote!(#(#counts)+*)
    }

    fn hessian_owned(&self, into: &str, matrix: bool) -> TokenStream {
        let krate = &self.krate;
        let into = self.call(into, None, &self.forwarded(), &[quote!(&mut __hessian)]);
        let columns = self.gradient_reals();
        let zeros = if matrix {
            quote!(<#krate::Matrix>::zeros(__columns, __columns))
        } else {
            quote!(#krate::rt::vec![0.0; __columns])
        };
        quote! {
            let __columns = #columns;
            let mut __hessian = #zeros;
            let _ = #into;
            __hessian
        }
    }

    fn hessian_on_a_tape(&self, with: &str) -> TokenStream {
        let krate = &self.krate;
        let rest = [quote!(__hessian)];
        let call = self.call(with, Some(quote!(__tape)), &self.forwarded(), &rest);
        quote!(#krate::rt::with_tape(|__tape| #call))
    }

    fn hessian_with(&self, matrix: bool) -> TokenStream {
        let krate = &self.krate;
        let columns = self.gradient_reals();
        let into = match matrix {
            true => quote!(hessian_into),
            false => quote!(diagonal_into),
        };
        let (tape, args, rest) = (Some(quote!(__tape)), self.forwarded(), [quote!(__into)]);
        let sweeps = match self.few(self.inputs_of_gradient()) {
            Some(n) => self.call_in_lanes(COLUMNS, &InLanes::of(n), tape, &args, &rest),
            None => self.call(ALL, tape, &args, &rest),
        };
        quote!(#krate::rt::#into(__hessian, #columns, |__into| #sweeps))
    }
}

impl Shape {
    /// Where the Hessian's columns end up.
    pub(super) fn product_lanes(&self) -> &Ident {
        match self.returns_cotangent() {
            true => &self.cotangent_lanes,
            false => &self.bar_lanes,
        }
    }
}
