//! Rows of the table, operations without derivative, and casts.

use super::Printer;
use super::strength::{CAST, COMPARE, Ex, PRIMARY, PRODUCT, SHIFT, SUM, UNARY, strength};
use crate::ir::{Atom, Bound, Prim, Real, RealParam, Ty};
use autodiff_runtime::ops::{Form, Op};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

impl Printer<'_> {
    pub(super) fn op(&self, row: &Op, args: &[Atom], span: Span) -> Ex {
        let krate = self.krate;
        let name = Ident::new(row.name, span);
        match (row.form, args) {
            (Form::Operator, [x]) if self.f.ty(x).is_tangent_of_unknown() => {
                let x = self.argument(x);
                Ex::new(quote!(#krate::rt::negated(#x)), PRIMARY)
            }
            (Form::Operator, [x]) if matches!(self.f.ty(x), Ty::Lanes(t) if !t.is_real()) => {
                let (x, count) = (self.argument(x), super::lanes::count());
                Ex::new(quote!(#krate::rt::negated_lanes::<_, #count>(#x)), PRIMARY)
            }
            (Form::Operator, [x]) => {
                let x = self.atom(x).at_least(UNARY);
                Ex::new(quote_spanned!(span=> -#x), UNARY)
            }
            (Form::Operator, [x, y]) => self.operator(row.name, x, y, span),
            // what it is defined as; a method would ask for the type of an operand that is made of literals
            (Form::Method, [x])
                if row.name == "recip"
                    && matches!(self.f.ty(x), Ty::Real(Real::F32 | Real::F64)) =>
            {
                let x = self.atom(x).at_least(PRODUCT + 1);
                Ex::new(quote_spanned!(span=> 1.0 / #x), PRODUCT)
            }
            (Form::Method, [first @ Atom::Const(_), ..]) if self.f.ty(first).is_real() => {
                // a literal before a method would have no type yet
                let ty = self.ty(&self.f.ty(first));
                let args = args.iter().map(|a| self.atom(a).tokens);
                Ex::new(quote!(#ty::#name(#(#args),*)), PRIMARY)
            }
            (Form::Method, [x, rest @ ..]) => {
                let x = self.atom(x).at_least(PRIMARY);
                let rest = rest.iter().map(|a| self.atom(a).tokens);
                Ex::new(quote!(#x.#name(#(#rest),*)), PRIMARY)
            }
            (Form::Function, [seed, rest @ ..]) if self.f.ty(seed).has_lanes() => {
                let seed = self.atom(seed).at_least(PRIMARY);
                let rest = rest.iter().map(|a| self.atom(a).tokens);
                Ex::new(quote!(#seed.#name(#(#rest),*)), PRIMARY)
            }
            _ => {
                let args = args.iter().map(|a| self.atom(a).tokens);
                Ex::new(quote!(#krate::rt::#name(#(#args),*)), PRIMARY)
            }
        }
    }

    fn operator(&self, name: &str, x: &Atom, y: &Atom, span: Span) -> Ex {
        // a + -b is a - b
        let (name, y) = match (name, self.negated(y)) {
            ("add", Some(b)) => ("sub", b),
            ("sub", Some(b)) => ("add", b),
            (name, _) => (name, y),
        };
        let (sign, strength) = match name {
            "add" => (quote_spanned!(span=> +), SUM),
            "sub" => (quote_spanned!(span=> -), SUM),
            "mul" => (quote_spanned!(span=> *), PRODUCT),
            "div" => (quote_spanned!(span=> /), PRODUCT),
            _ => (quote_spanned!(span=> %), PRODUCT),
        };
        // never regrouped: floating-point sums depend on it
        let (x, y) = (
            self.atom(x).at_least(strength),
            self.atom(y).at_least(strength + 1),
        );
        Ex::new(quote!(#x #sign #y), strength)
    }

    pub(super) fn prim(&self, prim: &Prim, args: &[Atom]) -> Ex {
        match (prim, args) {
            (Prim::Not, [x]) => {
                let x = self.atom(x).at_least(UNARY);
                Ex::new(quote!(!#x), UNARY)
            }
            (Prim::Binary(op), [x, y]) => {
                let strength = strength(op);
                let left = self.atom(x);
                // `a as T < b` would open generic arguments
                let cast = left.strength == CAST && matches!(strength, COMPARE | SHIFT);
                let comparison = u8::from(strength == COMPARE);
                let left = left.at_least(if cast { PRIMARY } else { strength + comparison });
                let right = self.atom(y).at_least(strength + 1);
                Ex::new(quote!(#left #op #right), strength)
            }
            (Prim::Method(name, None), [x @ Atom::Const(_), ..])
                if matches!(self.f.ty(x), Ty::Int(Some(_))) =>
            {
                // a literal before a method would have no type yet
                let ty = self.ty(&self.f.ty(x));
                let args = args.iter().map(|a| self.atom(a).tokens);
                Ex::new(quote!(#ty::#name(#(#args),*)), PRIMARY)
            }
            (Prim::Method(name, turbofish), [x, rest @ ..]) => {
                let x = self.atom(x).at_least(PRIMARY);
                let rest = rest.iter().map(|a| self.atom(a).tokens);
                Ex::new(quote!(#x.#name #turbofish(#(#rest),*)), PRIMARY)
            }
            _ => unreachable!("operators have operands"),
        }
    }

    pub(super) fn cast(&self, a: &Atom, to: &Ty) -> Ex {
        let krate = self.krate;
        let primary = |tokens| Ex::new(tokens, PRIMARY);
        match (a, to) {
            (a, to) if self.f.ty(a).has_lanes() => primary(self.cast_lanes(a, to)),
            (a, Ty::Real(Real::Param(param))) => primary(self.cast_to_parameter(a, param)),
            (a, to) if matches!(self.f.ty(a), Ty::Real(Real::Param(_))) => {
                let a = self.atom(a).tokens;
                let wide = primary(quote!(#krate::rt::to_f64(#a)));
                match to {
                    Ty::Real(Real::F32) => {
                        let wide = wide.tokens;
                        Ex::new(quote!(#wide as f32), CAST)
                    }
                    _ => wide,
                }
            }
            (a, to) => {
                let (a, to) = (self.atom(a).at_least(CAST), self.ty(to));
                Ex::new(quote!(#a as #to), CAST)
            }
        }
    }

    /// A number as a value of a type parameter. Integers have conversions of their own: by way of `f64`, an `f32` could
    /// be rounded twice.
    fn cast_to_parameter(&self, a: &Atom, param: &RealParam) -> TokenStream {
        let krate = self.krate;
        let tokens = self.atom(a).tokens;
        match (self.f.ty(a), param.bound) {
            (Ty::Real(Real::F32 | Real::Param(_)), _) => {
                param.value_of(&quote!(#krate::rt::to_f64(#tokens)), krate)
            }
            (Ty::Real(Real::F64), _) | (_, Bound::Real) => param.value_of(&tokens, krate),
            (_, Bound::Float) => {
                let name = param.ident();
                quote!(#name::from(#tokens).unwrap())
            }
        }
    }
}
