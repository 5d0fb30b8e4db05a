//! Calls: of the user's function itself, and of the sweeps that stand beside it.

use super::{Printer, lanes};
use crate::ir::{Arg, Atom, BarArg, Call, Callee, DotArg, Place, Sweep, Width};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

impl Printer<'_> {
    /// The arguments, and what must be split in front of the call so that two halves can be lent mutably.
    fn call_args(&self, c: &Call) -> (TokenStream, Vec<TokenStream>) {
        let lent = c.args.iter().map(|a| match a {
            Arg::Value(_) => None,
            Arg::Shared(p) => Some((p, false)),
            Arg::Mut(p) => Some((p, true)),
        });
        let lent: Vec<Option<(&Place, bool)>> = lent.collect();
        let (split, borrowed) = self.lend(&lent, ["__lower", "__upper"]);
        let args = c.args.iter().zip(borrowed).map(|(a, b)| match a {
            Arg::Value(a) => self.argument(a),
            Arg::Shared(_) | Arg::Mut(_) => b,
        });
        (split, args.collect())
    }

    pub(super) fn plain_call(&self, c: &Call) -> TokenStream {
        let path = &c.path;
        let (split, args) = self.call_args(c);
        let call = match (&c.callee, args.split_first()) {
            (Callee::Method, Some((_, rest))) => {
                let receiver = self.method_receiver(c);
                quote!(#receiver.#path(#(#rest),*))
            }
            _ => quote!(#path(#(#args),*)),
        };
        self.after(split, call)
    }

    fn method_receiver(&self, c: &Call) -> TokenStream {
        match c.args.first() {
            Some(Arg::Shared(p) | Arg::Mut(p)) => self.receiver(p),
            Some(Arg::Value(a)) => self.argument(a),
            None => unreachable!("a method has a receiver"),
        }
    }

    /// A call of what stands beside (or in the companion of) the called function. In an `impl` the tape follows
    /// the arguments: a caller does not see whether the first of them is a receiver.
    fn hidden_call(
        &self,
        c: &Call,
        name: &str,
        args: Vec<TokenStream>,
        tape: Option<TokenStream>,
        rest: Vec<TokenStream>,
    ) -> TokenStream {
        let last = c.path.path.segments.last();
        let generics = match last.map(|s| &s.arguments) {
            Some(syn::PathArguments::AngleBracketed(g)) if lanes::has_width(name) => {
                lanes::turbofish(g)
            }
            Some(syn::PathArguments::AngleBracketed(g)) => g.to_token_stream(),
            _ => quote!(),
        };
        let span = last.map_or_else(Span::call_site, |s| s.ident.span());
        let member = last.map(|s| crate::api::member_name(&s.ident, name));
        match &c.callee {
            Callee::Companion(companion) => {
                let name = Ident::new(name, span);
                let all = tape.into_iter().chain(args).chain(rest);
                quote!(#companion::#name #generics(#(#all),*))
            }
            Callee::Derivative(companion) => {
                let derivative = last.map_or_else(String::new, |s| s.ident.to_string());
                self.derivative_call(&derivative, name, span, companion, (args, tape, rest))
            }
            Callee::Associated(ty) => {
                let all = args.into_iter().chain(tape).chain(rest);
                quote!(#ty::#member #generics(#(#all),*))
            }
            Callee::Method => {
                let receiver = self.method_receiver(c);
                let all = args.into_iter().skip(1).chain(tape).chain(rest);
                quote!(#receiver.#member #generics(#(#all),*))
            }
        }
    }

    /// A call of a rule for `vjp` or `jvp`. The other derivatives are `vjp` with the cotangent 1, which does not
    /// vary, and of its result only the gradient where they do not return the value.
    fn derivative_call(
        &self,
        derivative: &str,
        name: &str,
        span: Span,
        companion: &TokenStream,
        (args, tape, rest): (Vec<TokenStream>, Option<TokenStream>, Vec<TokenStream>),
    ) -> TokenStream {
        let krate = self.krate;
        let sweep = name.rsplit('_').next().unwrap_or_default();
        let itself = matches!(derivative, "jvp" | "vjp");
        let rule = if itself { derivative } else { "vjp" };
        let hidden = Ident::new(&format!("__{rule}_needs_attribute_hessian_{sweep}"), span);
        let one = (!itself).then(|| quote!(1.0));
        let alone = matches!(derivative, "grad" | "derivative");
        let args = tape.into_iter().chain(args).chain(one);
        if sweep == "reverse" {
            let rest = rest.iter().enumerate().map(|(i, r)| match (i, alone) {
                (0, true) => quote!((0.0, #r)),
                _ => r.clone(),
            });
            return quote!(#companion::#hidden(#(#args,)* #(#rest),*));
        }
        let none = (!itself).then(|| quote!(#krate::rt::Inactive));
        let rest = rest.into_iter().chain(none);
        let part = alone.then(|| quote!(.1));
        quote!(#companion::#hidden(#(#args,)* #(#rest),*) #part)
    }

    /// What the callee returned, off the tape. The function for it has only the type parameters that the result
    /// mentions, which are inferred.
    pub(super) fn popped_result(&self, c: &Call, tape: TokenStream) -> TokenStream {
        let mut bare = c.clone();
        if let Some(last) = bare.path.path.segments.last_mut() {
            last.arguments = syn::PathArguments::None;
        }
        let name = "__needs_attribute_grad_result";
        self.hidden_call(&bare, name, vec![], Some(tape), vec![])
    }

    fn after(&self, split: TokenStream, call: TokenStream) -> TokenStream {
        if split.is_empty() {
            call
        } else {
            quote!({ #split #call })
        }
    }

    pub(super) fn sweep(&self, c: &Call, sweep: &Sweep) -> TokenStream {
        let krate = self.krate;
        let (split, args) = self.call_args(c);
        let derivative = matches!(c.callee, Callee::Derivative(_));
        match sweep {
            // nothing is kept of a derivative: its own reverse sweep starts again
            Sweep::Forward { .. } if derivative => self.plain_call(c),
            Sweep::Forward { tape } => {
                let tape = self.ident(*tape);
                let name = "__needs_attribute_grad_forward";
                self.after(split, self.hidden_call(c, name, args, Some(tape), vec![]))
            }
            Sweep::Reverse { tape, y_bar, bars } => {
                let tape = self.ident(*tape);
                let name = "__needs_attribute_grad_reverse";
                let y_bar = y_bar.iter().map(|a| self.seed(a));
                let (split_bars, bars) = self.bar_args(bars, ["__lower_bar", "__upper_bar"]);
                let rest = y_bar.chain(bars).collect();
                let call = self.hidden_call(c, name, args, Some(tape), rest);
                self.after(quote!(#split #split_bars), call)
            }
            Sweep::Tangent { dots, width } => {
                let (split_dots, dots) = self.dot_args(dots);
                let (name, width) = match width {
                    Width::One => ("__needs_attribute_jvp", None),
                    Width::Lanes => (lanes::JVP, Some(lanes::width(krate))),
                    Width::Lifted => {
                        let lift = lanes::lift();
                        (lanes::LIFTED, Some(quote!(#lift)))
                    }
                };
                let rest = width.into_iter().chain(dots).collect();
                let call = self.hidden_call(c, name, args, None, rest);
                if derivative {
                    let value = self.plain_call(c);
                    return quote!((#value, { #split #split_dots #call }));
                }
                self.after(quote!(#split #split_dots), call)
            }
            Sweep::ForwardTangent { tape, dots } => {
                let (split_dots, dots) = self.dot_args(dots);
                let tape = self.ident(*tape);
                let rest = [lanes::width(krate)].into_iter().chain(dots).collect();
                let call = self.hidden_call(c, lanes::FORWARD, args, Some(tape), rest);
                self.after(quote!(#split #split_dots), call)
            }
            Sweep::ReverseTangent {
                tape,
                dots,
                y_bar,
                bars,
                bar_dots,
            } => {
                let (split_dots, dots) = self.dot_args(dots);
                let tape = self.ident(*tape);
                let y_bar = y_bar.iter().map(|a| self.seed(a));
                let (split_bars, bars) = self.bar_args(bars, ["__lower_bar", "__upper_bar"]);
                let (split_bar_dots, bar_dots) =
                    self.bar_args(bar_dots, ["__lower_bar_dot", "__upper_bar_dot"]);
                let rest = [lanes::width(krate)].into_iter().chain(dots);
                let rest = rest.chain(y_bar).chain(bars).chain(bar_dots).collect();
                let call = self.hidden_call(c, lanes::REVERSE, args, Some(tape), rest);
                self.after(quote!(#split #split_dots #split_bars #split_bar_dots), call)
            }
            Sweep::ResultTangent { tape } => {
                let mut bare = c.clone();
                if let Some(last) = bare.path.path.segments.last_mut() {
                    last.arguments = syn::PathArguments::None;
                }
                let (tape, width) = (self.ident(*tape), lanes::width(krate));
                self.hidden_call(&bare, lanes::RESULT, vec![], Some(tape), vec![width])
            }
        }
    }

    /// The cotangent of a result.
    fn seed(&self, a: &Atom) -> TokenStream {
        match a.var() {
            Some(v) if self.moved.contains(&v) => self.atom(a).tokens,
            _ => self.argument(a),
        }
    }

    /// Accumulators handed to a callee, and what must be split in front of the call.
    fn bar_args(&self, bars: &[BarArg], parts: [&str; 2]) -> (TokenStream, Vec<TokenStream>) {
        let krate = self.krate;
        let lent = bars.iter().map(|b| match b {
            BarArg::Own(p) if !self.is_bar(p) => Some((p, true)),
            BarArg::Own(_) | BarArg::Inactive => None,
        });
        let lent: Vec<Option<(&Place, bool)>> = lent.collect();
        let (split, borrowed) = self.lend(&lent, parts);
        let bars = bars.iter().zip(borrowed).map(|(b, lent)| match b {
            BarArg::Inactive => quote!(#krate::rt::Inactive),
            BarArg::Own(p) if self.is_bar(p) => self.bar_argument(p),
            BarArg::Own(_) => lent,
        });
        (split, bars.collect())
    }

    /// The tangents of arguments, and what must be split in front of the call.
    fn dot_args(&self, dots: &[DotArg]) -> (TokenStream, Vec<TokenStream>) {
        let krate = self.krate;
        let lent = dots.iter().map(|d| match d {
            DotArg::Inactive | DotArg::Value(_) => None,
            DotArg::Shared(p) if self.is_dot(p) => None,
            DotArg::Shared(p) => Some((p, false)),
            DotArg::Mut(p) => Some((p, true)),
        });
        let lent: Vec<Option<(&Place, bool)>> = lent.collect();
        let (split, borrowed) = self.lend(&lent, ["__lower_dot", "__upper_dot"]);
        let dots = dots.iter().zip(borrowed).map(|(d, b)| match d {
            DotArg::Inactive => quote!(#krate::rt::Inactive),
            DotArg::Value(a) => {
                let a = self.argument(a);
                quote!(#krate::rt::Active(#a))
            }
            DotArg::Shared(p) if self.is_dot(p) => self.dot_argument(p),
            DotArg::Shared(_) | DotArg::Mut(_) => b,
        });
        (split, dots.collect())
    }
}
