//! What runs in lanes: `jvp_many`, and `jacfwd` by several columns a sweep.

use super::functions::{InLanes, lanes_count};
use super::{Companion, Output, Shape};
use crate::forward::Width;
use crate::ir::Passing;
use crate::print::lanes;
use crate::reverse::behind_trait;
use proc_macro2::TokenStream;
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
        let selected = || self.selected();
        let before = selected().map(|p| convert(0, &p.lanes.to_token_stream()));
        let before: Vec<_> = before.collect();
        let written = || selected().filter(|p| p.is_written());
        let after = written().map(|p| convert(1, &p.lanes.to_token_stream()));
        let zeros = self.params.iter().filter(|p| Self::has_tangents(p));
        let fills = zeros.map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            let value = match p.selected {
                false => p.zero_lanes(krate),
                true => p.lanes_of(&quote!(&#dot), krate),
            };
            let mutable = (p.is_written() || converted.is_some()).then(|| quote!(mut));
            quote!(let #mutable #lanes = #value;)
        });
        let stores = written().map(|p| {
            let (dot, lanes) = (&p.dot, &p.lanes);
            match p.lends_slice() {
                true => quote!(#krate::rt::lanes_into_slices(&#lanes, #dot);),
                false => quote!(#krate::rt::lanes_into(&#lanes, #dot);),
            }
        });
        let stores: TokenStream = stores.collect();
        let end = if converted.is_none() && stores.is_empty() {
            quote!(#krate::rt::by_lane(#call))
        } else {
            let y_dot = convert(1, &quote!(__y_dot));
            let mutable = y_dot.is_some().then(|| quote!(mut));
            quote! {
                let (__y, #mutable __y_dot) = #call;
                #(#after)*
                #y_dot
                #stores
                #krate::rt::by_lane((__y, __y_dot))
            }
        };
        quote!(#(#fills)* #(#before)* #end)
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
        let width = InLanes::Count(lanes_count());
        self.call_in_lanes(lanes::JVP, &width, None, args, &self.lent_lanes())
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
        let into = self.columns_input();
        let (mut inputs, mut all_inputs) = (self.inputs(), self.inputs());
        all_inputs.push(into.clone());
        inputs.extend([self.named_width_input(), into]);
        let columns = self.hidden_in_lanes(COLUMNS, &inputs, &self.ret, &self.columns_body());
        let all = (self.few(self.selected()).is_none())
            .then(|| self.hidden(ALL, &all_inputs, &self.ret, &self.all_columns()));
        self.with_names(quote!(#columns #all))
    }

    /// Where the columns of a Jacobian or of a Hessian go.
    pub(super) fn columns_input(&self) -> TokenStream {
        let krate = &self.krate;
        quote!(__into: &mut #krate::rt::Columns<'_>)
    }

    /// The directions of one sweep by columns: unit vectors of `chosen`, zeros for others that cannot be left out.
    pub(super) fn unit_directions(&self, chosen: &dyn Fn(&Shape) -> bool) -> TokenStream {
        let krate = &self.krate;
        let needed = self.params.iter().filter(|p| Self::has_tangents(p));
        needed
            .map(|p| {
                let (lanes, primal) = (&p.lanes, p.lent(&p.ident));
                let mutable = p.is_written().then(|| quote!(mut));
                let value = match chosen(p) {
                    true => quote!(__into.unit(#primal, __width)),
                    false => quote!(#krate::rt::zero_lanes(#primal, __width)),
                };
                quote!(let #mutable #lanes = #value;)
            })
            .collect()
    }

    fn columns_body(&self) -> TokenStream {
        let units = self.unit_directions(&|p| p.selected);
        let dots = self.lent_lanes();
        let call = self.call_in_lanes(lanes::JVP, &InLanes::Ours, None, &self.forwarded(), &dots);
        let y_dot = match self.output {
            Output::Unit => quote!(_),
            _ => quote!(__y_dot),
        };
        let outputs = in_pairs(&self.outputs_in_lanes());
        quote! {
            #units
            let (__y, #y_dot) = #call;
            __into.store(&#outputs, __width);
            __y
        }
    }

    /// How many reals `parts` have, if one sweep can take them all.
    pub(super) fn few<'s>(&self, parts: impl Iterator<Item = &'s Shape>) -> Option<usize> {
        let counts: Option<Vec<usize>> = parts.map(Shape::count).collect();
        counts.map(|c| c.iter().sum()).filter(|n| self.fits(*n))
    }

    fn all_columns(&self) -> TokenStream {
        let columns = self.columns();
        self.sweeps_by_columns(&columns, &|width, args| {
            self.call_in_lanes(COLUMNS, width, None, args, &[quote!(__into)])
        })
    }

    /// As many sweeps as the columns take, each on the arguments as they were.
    pub(super) fn sweeps_by_columns(
        &self,
        columns: &TokenStream,
        sweep: &dyn Fn(&InLanes, &[TokenStream]) -> TokenStream,
    ) -> TokenStream {
        let initial = self.written().map(Shape::keep_initial);
        let reset = self.written().map(|p| p.put(&p.initial));
        let args = self.arguments();
        let [one, two, four, eight] =
            [1, 2, 4, MOST].map(|width| sweep(&InLanes::of(width), &args));
        quote! {
            let __columns = #columns;
            #(#initial)*
            loop {
                let __y = match __into.width(__columns) {
                    1 => #one,
                    2 => #two,
                    4 => #four,
                    _ => #eight,
                };
                if __into.are_all(__columns) {
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
        let (krate, all) = (&self.krate, self.run_columns());
        quote!(#krate::rt::jacobian(|__into| #all))
    }

    pub(super) fn jacfwd_into(&self) -> TokenStream {
        let (krate, all) = (&self.krate, self.run_columns());
        quote!(#krate::rt::jacobian_into(__jacobian, |__into| #all))
    }

    fn run_columns(&self) -> TokenStream {
        let (args, into) = (self.forwarded(), [quote!(__into)]);
        match self.few(self.selected()) {
            Some(n) => self.call_in_lanes(COLUMNS, &InLanes::of(n), None, &args, &into),
            None => self.call(ALL, None, &args, &into),
        }
    }
}

/// Several parts as one tuple of two, whose second part may be such a tuple.
pub(super) fn in_pairs(parts: &[TokenStream]) -> TokenStream {
    match parts {
        [one] => one.clone(),
        [first, rest @ ..] => {
            let rest = in_pairs(rest);
            quote!((#first, #rest))
        }
        [] => quote!(()),
    }
}
