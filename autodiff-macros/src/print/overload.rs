//! Values and operators whose types only rustc knows: fields are named, rules are found by traits.

use super::fold::Folds;
use super::strength::{CAST, Ex, PRIMARY, PRODUCT, SUM, UNARY};
use super::{Printer, lanes};
use crate::ir::{Arg, Atom, Overload, Place, Proj, Rhs, Stmt, VarId, Witness};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use std::collections::BTreeSet;

impl Printer<'_> {
    /// The operator itself, as the user wrote it.
    pub(super) fn overloaded(&self, o: &Overload, args: &[Arg]) -> Ex {
        let operands: Vec<TokenStream> = args.iter().map(|a| self.overloaded_operand(a)).collect();
        match (o, operands.as_slice()) {
            (Overload::Convert(to), [a]) => {
                let to = self.ty(to);
                Ex::new(quote!(#a as #to), CAST)
            }
            (Overload::Operator(_), [a]) => Ex::new(quote!(-#a), UNARY),
            (Overload::Operator(row), [a, b]) => match row.name {
                "add" => Ex::new(quote!(#a + #b), SUM),
                "sub" => Ex::new(quote!(#a - #b), SUM),
                "mul" => Ex::new(quote!(#a * #b), PRODUCT),
                "div" => Ex::new(quote!(#a / #b), PRODUCT),
                _ => Ex::new(quote!(#a % #b), PRODUCT),
            },
            (Overload::Compound(row), [a, b]) => {
                let krate = self.krate;
                let update = match row.name {
                    "add" => quote!(*__v += #b),
                    "sub" => quote!(*__v -= #b),
                    "mul" => quote!(*__v *= #b),
                    "div" => quote!(*__v /= #b),
                    _ => quote!(*__v %= #b),
                };
                Ex::new(quote!(#krate::rt::updated(#a, |__v| #update)), PRIMARY)
            }
            _ => unreachable!("operators have one or two operands"),
        }
    }

    fn overloaded_operand(&self, a: &Arg) -> TokenStream {
        match a {
            Arg::Value(a @ Atom::Const(_)) => self.atom(a).at_least(PRIMARY),
            Arg::Value(a) => {
                let folded = a.var().is_some_and(|v| self.folds.folded.contains_key(&v));
                if folded {
                    self.atom(a).at_least(PRIMARY)
                } else {
                    self.argument(a)
                }
            }
            Arg::Shared(p) | Arg::Mut(p) => self.borrowed(p, false),
        }
    }

    /// `&a`, whatever `a` is.
    pub(super) fn operand_by_reference(&self, a: &Arg) -> TokenStream {
        let tokens = match a {
            Arg::Value(a) => self.atom(a).at_least(UNARY),
            Arg::Shared(p) | Arg::Mut(p) => self.borrowed(p, false),
        };
        quote!(&#tokens)
    }

    fn marker(&self, o: &Overload) -> TokenStream {
        let krate = self.krate;
        let name = match o {
            Overload::Convert(_) => unreachable!("conversions have functions of their own"),
            Overload::Operator(row) | Overload::Compound(row) => match row.name {
                "add" => "Add",
                "sub" => "Sub",
                "mul" => "Mul",
                "div" => "Div",
                "neg" => "Neg",
                _ => "Rem",
            },
        };
        let name = match o {
            Overload::Compound(_) => format!("{name}Assign"),
            Overload::Operator(_) | Overload::Convert(_) => name.to_owned(),
        };
        let name = Ident::new(&name, Span::call_site());
        quote!(#krate::rt::operators::#name)
    }

    /// A tuple of cotangents, one for each operand.
    pub(super) fn pullback(&self, o: &Overload, args: &[Arg], y_bar: &Atom) -> TokenStream {
        let krate = self.krate;
        let y_bar = self.argument(y_bar);
        let operands: Vec<TokenStream> =
            args.iter().map(|a| self.operand_by_reference(a)).collect();
        match (o, operands.as_slice()) {
            (Overload::Convert(to), [a]) => {
                let to = self.ty(to);
                quote!((#krate::rt::convert_cotangent::<_, #to>(#a, #y_bar),))
            }
            (_, [a]) => {
                let marker = self.marker(o);
                quote!(#krate::rt::pullback(#marker, #a, &(), #y_bar))
            }
            _ => {
                let marker = self.marker(o);
                quote!(#krate::rt::pullback(#marker #(, #operands)*, #y_bar))
            }
        }
    }

    pub(super) fn pushforward(
        &self,
        o: &Overload,
        args: &[Arg],
        dots: &[Option<Atom>],
    ) -> TokenStream {
        let krate = self.krate;
        let operands = self.operands_with_tangents(args, dots);
        match (o, operands.as_slice()) {
            (Overload::Convert(to), _) => {
                let to = self.ty(to);
                let a = self.operand_by_reference(&args[0]);
                let dot = dots[0].as_ref().map(|d| self.argument(d));
                quote!(#krate::rt::convert_tangent::<_, #to>(#a, #dot))
            }
            (_, [a]) => {
                let marker = self.marker(o);
                quote!(#krate::rt::pushforward(#marker, #a, &(), #krate::rt::Inactive))
            }
            _ => {
                let marker = self.marker(o);
                quote!(#krate::rt::pushforward(#marker #(, #operands)*))
            }
        }
    }

    /// `&a, Active(a_dot)` for each operand.
    fn operands_with_tangents(&self, args: &[Arg], dots: &[Option<Atom>]) -> Vec<TokenStream> {
        let krate = self.krate;
        let operands = args.iter().zip(dots).map(|(a, dot)| {
            let a = self.operand_by_reference(a);
            let dot = match dot {
                Some(dot) => {
                    let dot = self.argument(dot);
                    quote!(#krate::rt::Active(#dot))
                }
                None => quote!(#krate::rt::Inactive),
            };
            quote!(#a, #dot)
        });
        operands.collect()
    }

    /// The same in lanes. rustc complains at the operator if it has no rule.
    pub(super) fn pushforward_lanes(
        &self,
        var: VarId,
        o: &Overload,
        args: &[Arg],
        dots: &[Option<Atom>],
    ) -> TokenStream {
        let krate = self.krate;
        let operands = self.operands_with_tangents(args, dots);
        match o {
            Overload::Convert(to) => {
                let (to, count) = (self.ty(to), lanes::count());
                quote!(#krate::rt::convert_tangent_lanes::<_, #to, #count>(#(#operands),*))
            }
            Overload::Operator(_) | Overload::Compound(_) => {
                let (marker, width) = (self.marker(o), lanes::width(krate));
                let none = self.no_second_operand(args);
                let span = self.f.var(var).span;
                quote_spanned!(span=> #krate::rt::pushforward_lanes(#marker, #width #(, #operands)* #none))
            }
        }
    }

    /// A tuple of cotangents, and one of their tangents in lanes.
    pub(super) fn pullback_tangent(
        &self,
        var: VarId,
        o: &Overload,
        args: &[Arg],
        dots: &[Option<Atom>],
        y_bar: &[Atom; 2],
    ) -> TokenStream {
        let krate = self.krate;
        let [y_bar, y_bar_dot] = y_bar.each_ref().map(|a| self.argument(a));
        match o {
            Overload::Convert(to) => {
                let (to, count) = (self.ty(to), lanes::count());
                let operands = args.iter().map(|a| self.operand_by_reference(a));
                quote! {
                    #krate::rt::convert_cotangent_lanes::<_, #to, #count>(#(#operands,)* #y_bar, #y_bar_dot)
                }
            }
            Overload::Operator(_) | Overload::Compound(_) => {
                let (marker, width) = (self.marker(o), lanes::width(krate));
                let operands = self.operands_with_tangents(args, dots);
                let none = self.no_second_operand(args);
                let span = self.f.var(var).span;
                quote_spanned! {span=>
                    #krate::rt::pullback_lanes(#marker, #width #(, #operands)* #none, #y_bar, #y_bar_dot)
                }
            }
        }
    }

    /// What stands for the second operand of a negation.
    fn no_second_operand(&self, args: &[Arg]) -> Option<TokenStream> {
        let krate = self.krate;
        (args.len() == 1).then(|| quote!(, &(), #krate::rt::Inactive))
    }

    /// Numbered fields too are named, so that nothing but a tuple struct is taken for one.
    pub(super) fn structure(
        &self,
        path: &syn::Path,
        fields: &[(Proj, Atom)],
        rest: Option<&Place>,
    ) -> TokenStream {
        let fields = fields.iter().map(|(proj, a)| {
            let value = self.argument(a);
            match proj {
                Proj::Named(name) => quote!(#name: #value),
                Proj::Field(i) => {
                    let i = proc_macro2::Literal::u32_unsuffixed(*i);
                    quote!(#i: #value)
                }
                Proj::Index(_) | Proj::Slice(..) => unreachable!("a struct has fields"),
            }
        });
        let rest = rest.map(|p| {
            let p = self.receiver(p);
            quote!(..#p.clone())
        });
        quote!(#path { #(#fields,)* #rest })
    }

    /// What the tape gives back, and what stands in for it.
    pub(super) fn given_back(&self, var: VarId, rhs: &Rhs) -> TokenStream {
        let krate = self.krate;
        match rhs {
            Rhs::Pop { tape } => {
                let tape = self.ident(*tape);
                quote!(#tape.pop())
            }
            Rhs::PopResult { tape, call } => self.popped_result(call, self.ident(*tape)),
            Rhs::PopLike { tape, witness } => {
                let (tape, witness) = (self.ident(*tape), self.witness(witness));
                if self.f.var(var).ty.has_lanes() {
                    let width = lanes::width(krate);
                    return quote!(#tape.pop_lanes_like(#witness, #width));
                }
                quote!(#tape.pop_like(#witness))
            }
            Rhs::Blank(None) => quote!(#krate::rt::blank()),
            Rhs::Blank(Some(witness)) => {
                let witness = self.witness(witness);
                quote!(#krate::rt::blank_like(#witness))
            }
            Rhs::Phantom => quote!(#krate::rt::phantom()),
            _ => unreachable!("other right-hand sides are not given back"),
        }
    }

    /// A closure that would return a value of the type wanted. What it makes again is defined in it, whatever has been
    /// folded into its reader outside.
    pub(super) fn witness(&self, w: &Witness) -> TokenStream {
        let inner = Printer {
            f: self.f,
            krate: self.krate,
            folds: Folds::default(),
            moved: BTreeSet::new(),
            results: self.results,
            verbatim: self.verbatim,
            parts_used: self.parts_used.clone(),
        };
        let tokens = match w.block.stmts.as_slice() {
            [Stmt::Let { var, rhs }] if *var == w.value => {
                let value = inner.rhs(*var, rhs).tokens;
                quote!(|| #value)
            }
            _ => {
                let (block, value) = (inner.block(&w.block), inner.ident(w.value));
                quote!(|| { #block #value })
            }
        };
        self.parts_used.set(inner.parts_used.get());
        tokens
    }
}
