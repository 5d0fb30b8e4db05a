//! What runs in lanes: `jvp_many`, and `jacfwd` by several columns a sweep.

use super::{Companion, Shape};
use crate::forward::Width;
use crate::ir::Passing;
use crate::print::lanes;
use crate::reverse::behind_trait;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// Runs as many columns of a Jacobian as there are lanes.
const COLUMNS: &str = "__jacobian_columns";
/// Runs them all.
const ALL: &str = "__jacobian_forward";

/// As many columns as a sweep takes at most: eight `f64` fill two to four vector registers.
pub(super) const MOST: usize = 8;

impl Companion<'_> {
    /// Each tangent comes as an array of tangents, each as [`Self::jvp`] takes it.
    pub(super) fn jvp_many_signature(&self) -> (Vec<TokenStream>, TokenStream) {
        let (krate, count) = (&self.krate, lanes::count());
        let mut inputs = self.inputs();
        for p in self.selected() {
            let (dot, ty) = (&p.dot, p.tangent_input(Width::One, krate));
            inputs.push(quote!(#dot: [#ty; #count]));
        }
        let (ret, ret_dot) = (&self.ret, self.ret_tangent(Width::One));
        (inputs, quote!((#ret, [#ret_dot; #count])))
    }

    pub(super) fn jvp_many(&self) -> TokenStream {
        self.in_lanes_by_lane(&self.lanes_call(&self.forwarded()), None)
    }

    /// Fills the lanes from arrays, calls, and makes arrays of the lanes. What each lane is handed may be converted
    /// before and after.
    pub(super) fn in_lanes_by_lane(
        &self,
        call: &TokenStream,
        converted: Option<[TokenStream; 2]>,
    ) -> TokenStream {
        let (krate, count) = (&self.krate, lanes::count());
        let convert = |k: usize, lanes: &TokenStream| {
            let f = converted.as_ref().map(|c| &c[k]);
            f.map(|f| quote!(#f::<_, #count>(&mut #lanes);))
        };
        let before = self
            .selected()
            .map(|p| convert(0, &p.lanes.to_token_stream()));
        let before: Vec<_> = before.collect();
        let written = self.selected().filter(|p| p.is_written());
        let after = written.map(|p| convert(1, &p.lanes.to_token_stream()));
        let after: Vec<_> = after.chain([convert(1, &quote!(__y_dot))]).collect();
        let mutable = converted.is_some().then(|| quote!(mut));
        let zeros = self.lanes_of_arguments();
        let fills = self.selected().map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            match (p.passing, p.lends_slice()) {
                (_, true) => quote! {
                    for (__k, __row) in #dot.iter().enumerate() {
                        #krate::rt::set_lane_of_slice::<_, #count>(&mut #lanes, __k, __row);
                    }
                },
                (Passing::Mut | Passing::Shared, false) => quote! {
                    for (__k, __row) in #dot.iter().enumerate() {
                        #krate::rt::TangentLanes::<#count>::set_lane(&mut #lanes, __k, &**__row);
                    }
                },
                (Passing::Value, false) => quote! {
                    for (__k, __row) in #dot.iter().enumerate() {
                        #krate::rt::TangentLanes::<#count>::set_lane(&mut #lanes, __k, __row);
                    }
                },
            }
        });
        let stores = self.selected().filter(|p| p.is_written()).map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            let store = if p.lends_slice() {
                quote!(#krate::rt::lane_of_slice::<_, #count>(&#lanes, __k, __row);)
            } else {
                quote!(*__row = #krate::rt::TangentLanes::<#count>::lane(&#lanes, __k);)
            };
            quote!(for (__k, __row) in #dot.into_iter().enumerate() { #store })
        });
        quote! {
            #zeros
            #(#fills)*
            #(#before)*
            let (__y, #mutable __y_dot) = #call;
            #(#after)*
            #(#stores)*
            (__y, ::core::array::from_fn(|__k| #krate::rt::TangentLanes::<#count>::lane(&__y_dot, __k)))
        }
    }

    /// Zero tangents in lanes, for the parameters whose tangents are handed in.
    pub(super) fn lanes_of_arguments(&self) -> TokenStream {
        let krate = &self.krate;
        let needed = self.params.iter().filter(|p| Self::has_tangents(p));
        needed
            .map(|p| {
                let (lanes, zero) = (&p.lanes, p.zero_lanes(krate));
                quote!(let mut #lanes = #zero;)
            })
            .collect()
    }

    /// Tangents that are neither a seed nor behind a trait cannot be left out.
    pub(super) fn has_tangents(p: &Shape) -> bool {
        let concrete = p.is_written() || p.passing == Passing::Shared && !behind_trait(&p.ty);
        p.is_differentiable() && (p.selected || concrete)
    }

    pub(super) fn lanes_call(&self, args: &[TokenStream]) -> TokenStream {
        let count = lanes::count().to_token_stream();
        self.call_in_lanes(lanes::JVP, &count, None, args, &self.lent_lanes())
    }

    /// The lanes of the arguments handed to a hidden sweep.
    pub(super) fn lent_lanes(&self) -> Vec<TokenStream> {
        let krate = &self.krate;
        let dots = self.params.iter().map(|p| {
            let lanes = &p.lanes;
            match p.passing {
                _ if !Self::has_tangents(p) => quote!(#krate::rt::Inactive),
                Passing::Value => quote!(#krate::rt::Active(#lanes)),
                Passing::Shared => quote!(&#lanes),
                Passing::Mut => quote!(&mut #lanes),
            }
        });
        dots.collect()
    }

    /// The functions behind `jacfwd`: the columns of one sweep, and all.
    pub(super) fn jacobian_columns(&self) -> TokenStream {
        if !self.has_jacobian(false) {
            return quote!();
        }
        let krate = &self.krate;
        let shape = self.shape_input();
        let jacobian = quote!(__jacobian: &mut #krate::Matrix);
        let (mut inputs, mut all_inputs) = (self.inputs(), self.inputs());
        all_inputs.extend([jacobian.clone(), shape.clone()]);
        inputs.extend([
            self.width_input(),
            jacobian,
            quote!(__column: ::core::primitive::usize),
            shape,
        ]);
        let columns = self.hidden_in_lanes(COLUMNS, &inputs, &self.ret, &self.columns_body());
        let all = self.hidden(ALL, &all_inputs, &self.ret, &self.all_columns());
        self.settle(quote!(#columns #all))
    }

    fn columns_body(&self) -> TokenStream {
        let (krate, count) = (&self.krate, lanes::count());
        let zeros = self.lanes_of_arguments();
        let basis = self.selected().map(|p| {
            let lanes = &p.lanes;
            quote!(let __columns = #krate::rt::set_basis_lanes::<_, #count>(&mut #lanes, __columns, __column);)
        });
        let call = self.lanes_call(&self.forwarded());
        let outputs = self.outputs_in_lanes();
        quote! {
            #zeros
            let __columns = 0;
            #(#basis)*
            let (__y, __y_dot) = #call;
            let _ = &__y_dot;
            let __rows = 0 #(+ #krate::rt::TangentLanes::<#count>::reals(&#outputs))*;
            __shape(__jacobian, __rows, __columns);
            let __row = 0;
            #(let __row = #krate::rt::columns_from::<_, #count>(__jacobian, __row, __column, &#outputs);)*
            let _ = __row;
            __y
        }
    }

    fn all_columns(&self) -> TokenStream {
        let counts: Option<Vec<usize>> = self.selected().map(Shape::count).collect();
        let few = counts.map(|c| c.iter().sum()).filter(|n| self.fits(*n));
        let sweep = |width: usize, args: &[TokenStream], column: &TokenStream| {
            let width = Literal::usize_unsuffixed(width).to_token_stream();
            let rest = [quote!(__jacobian), column.clone(), quote!(__shape)];
            self.call_in_lanes(COLUMNS, &width, None, args, &rest)
        };
        if let Some(n) = few {
            return sweep(n, &self.forwarded(), &quote!(0));
        }
        let columns = self.columns();
        let initial = self.written().map(Shape::keep_initial);
        let reset = self.written().map(|p| p.put(&p.initial));
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

    /// Whether one sweep of so many lanes can be asked for: of a type parameter only some widths are known.
    pub(super) fn fits(&self, n: usize) -> bool {
        n <= MOST && (self.reals.all().is_empty() || n.is_power_of_two())
    }

    pub(super) fn jacfwd(&self) -> TokenStream {
        let krate = &self.krate;
        let rest = [quote!(&mut __jacobian), quote!(#krate::rt::make_jacobian)];
        let all = self.call(ALL, None, &self.forwarded(), &rest);
        quote! {
            let mut __jacobian = <#krate::Matrix>::zeros(0, 0);
            let _ = #all;
            __jacobian
        }
    }

    pub(super) fn jacfwd_into(&self) -> TokenStream {
        let krate = &self.krate;
        let rest = [quote!(__jacobian), quote!(#krate::rt::check_jacobian)];
        self.call(ALL, None, &self.forwarded(), &rest)
    }
}
