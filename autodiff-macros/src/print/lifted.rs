//! Operations handed to the lift of a lifted function.

use super::{Printer, lanes};
use crate::ir::{Arg, Atom, Lifting, Overload};
use autodiff_runtime::ops::Op;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

impl Printer<'_> {
    pub(super) fn lifted(&self, l: &Lifting, args: &[Arg], dots: &[Option<Atom>]) -> TokenStream {
        let lift = lanes::lift();
        match l {
            Lifting::Row(row) => match (row.name, dots) {
                ("add" | "sub" | "neg", dots) => {
                    let name = Ident::new(row.name, Span::call_site());
                    let dots = dots.iter().flatten().map(|d| self.argument(d));
                    quote!(#lift.#name(#(#dots),*))
                }
                _ => self.lifted_row(row, args, dots),
            },
            Lifting::Cast(to) => {
                let to = self.ty(to);
                let dots = dots.iter().flatten().map(|d| self.argument(d));
                quote!(#lift.cast::<_, #to>(#(#dots),*))
            }
            Lifting::Overload(o) => self.lifted_overload(o, args, dots),
        }
    }

    fn lifted_row(&self, row: &Op, args: &[Arg], dots: &[Option<Atom>]) -> TokenStream {
        let (krate, lift) = (self.krate, lanes::lift());
        let name = Ident::new(row.name, Span::call_site());
        let value = |a: &Arg| match a {
            Arg::Value(a) => self.atom(a).tokens,
            Arg::Shared(p) | Arg::Mut(p) => self.borrowed(p, false),
        };
        let Some((output, inputs)) = args.split_last() else {
            unreachable!("a row has operands");
        };
        let inputs = inputs.iter().zip(row.integers).map(|(a, integer)| {
            let value = value(a);
            match integer {
                true => quote!(#krate::rt::Real::from_f64(::core::convert::From::from(#value))),
                false => value,
            }
        });
        let dots = dots.iter().map(|d| match d {
            Some(d) => {
                let d = self.argument(d);
                quote!(#lift.active(#d))
            }
            None => quote!(#lift.constant()),
        });
        let output = value(output);
        quote!(#lift.#name([#(#inputs),*], [#(#dots),*], #output))
    }

    /// The same where what lies beside a value need not be lanes.
    fn optional<'a>(&'a self, dots: &'a [Option<Atom>]) -> impl Iterator<Item = TokenStream> + 'a {
        dots.iter().map(|d| match d {
            Some(d) => {
                let d = self.argument(d);
                quote!(::core::option::Option::Some(#d))
            }
            None => quote!(::core::option::Option::None),
        })
    }

    fn span_of_output(&self, args: &[Arg]) -> Span {
        match args.last() {
            Some(Arg::Value(Atom::Var(output))) => self.f.var(*output).span,
            _ => Span::call_site(),
        }
    }

    fn lifted_overload(&self, o: &Overload, args: &[Arg], dots: &[Option<Atom>]) -> TokenStream {
        let lift = lanes::lift();
        // rustc complains there of operands that no lift takes
        let span = self.span_of_output(args);
        let krate = self.krate;
        let operands = args.iter().map(|a| self.operand_by_reference(a));
        let dots = self.optional(dots);
        match o {
            Overload::Convert(to) => {
                let (to, operand) = (self.ty(to), operands.into_iter().next());
                quote_spanned!(span=> #krate::rt::lift::convert::<_, #to, _, _>(#lift, #operand, #(#dots),*))
            }
            Overload::Operator(row) | Overload::Compound(row) => {
                let name = Ident::new(row.name, Span::call_site());
                let f = match row.inputs.len() {
                    1 => quote_spanned!(span=> negative::<_, _, _>),
                    _ => {
                        quote_spanned!(span=> binary::<#krate::rt::rows::#name, _, _, _, _>)
                    }
                };
                quote_spanned!(span=> #krate::rt::lift::#f(#lift, #(#operands,)* #(#dots),*))
            }
        }
    }
}
