//! `jvp`, `derivative` and `jacfwd`.

use super::shape::parameter;
use super::{Companion, Make, Output, Shape};
use crate::forward::Tangents;
use crate::ir::{Atom, Const, Param, Passing, Ty};
use crate::print::{Results, body};
use crate::reverse::behind_trait;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

pub(super) const JVP: &str = "__needs_attribute_jvp";

impl Companion<'_> {
    pub(crate) fn forward_functions(&self, t: &Tangents) -> TokenStream {
        let krate = &self.krate;
        let unit = || {
            Atom::Const(Const {
                tokens: quote!(()),
                ty: Ty::Unit,
            })
        };
        let y = t.f.result.clone().unwrap_or_else(unit);
        let y_dot = t.result_dot.clone().unwrap_or_else(unit);
        let seeds = self.seeds(t);
        let statements = body(&t.f, krate, &[&t.body], &Results::Tuple(vec![y, y_dot]));
        let inner = quote!(#seeds #statements);
        let (ret, ret_dot) = (&self.ret, self.ret_tangent());
        let output = quote!((#ret, #ret_dot,));
        let hidden = self.hidden(JVP, &self.tangent_inputs(Some(t)), &output, &inner);
        let public = self.forward_wrappers();
        quote!(#public #hidden)
    }

    pub(super) fn forward_stub(&self) -> TokenStream {
        let never = quote!(::core::unreachable!());
        let mut all = self.forward_signatures(&|name, doc, inputs, output| {
            self.public(name, doc, inputs, output, &never)
        });
        let (ret, ret_dot) = (&self.ret, self.ret_tangent());
        let output = quote!((#ret, #ret_dot,));
        all.extend(self.hidden(JVP, &self.tangent_inputs(None), &output, &never));
        all
    }

    /// By-value tangents arrive as seeds: a tangent, or nothing for zero.
    fn seeds(&self, t: &Tangents) -> TokenStream {
        let krate = &self.krate;
        let mut names = t.f.names.clone();
        let seed = |(i, p): (usize, &Shape)| {
            let dot = t.f.var(t.dots[i]?);
            let dot = crate::build::ident(&dot.name, dot.span);
            let name = &t.f.var(t.f.params[i].var);
            let name = crate::build::ident(&name.name, name.span);
            if p.is_slotted() && p.passing != Passing::Value {
                let held = Ident::new(&names.fresh(&format!("{dot}_held")), dot.span());
                return Some(if p.is_written() {
                    p.open(&dot, &name, &held, krate)
                } else {
                    p.open_lent(&dot, &name, &held, krate)
                });
            }
            if p.passing != Passing::Value {
                return self.source(p, &dot);
            }
            Some(quote!(let mut #dot = #krate::rt::Seed::seed(#dot, &#name);))
        };
        self.params.iter().enumerate().filter_map(seed).collect()
    }

    /// A borrowed tangent arrives as anything that can be read from.
    pub(super) fn source(&self, p: &Shape, dot: &Ident) -> Option<TokenStream> {
        let krate = &self.krate;
        match p.ty.sequence_depth() {
            Some((d, real)) if p.passing == Passing::Shared && behind_trait(&p.ty) => {
                let source = Ident::new(&format!("Source{d}"), Span::call_site());
                let real = crate::print::ty_tokens(&Ty::Real(real), krate);
                Some(quote!(let #dot = #krate::rt::#source::<#real>::source(#dot);))
            }
            _ => None,
        }
    }

    pub(super) fn tangent_inputs(&self, t: Option<&Tangents>) -> Vec<TokenStream> {
        let mut inputs: Vec<_> = match t {
            None => self.inputs(),
            Some(t) => {
                let named = |p: &Param| {
                    let v = t.f.var(p.var);
                    parameter(p.mutable, &crate::build::ident(&v.name, v.span), &p.spelled)
                };
                t.f.params.iter().map(named).collect()
            }
        };
        for (i, p) in self.params.iter().enumerate() {
            let dot = t.and_then(|t| t.dots[i].map(|d| t.f.var(d)));
            let name = dot.map_or_else(|| p.dot.clone(), |d| crate::build::ident(&d.name, d.span));
            let ty = self.tangent_type(p);
            inputs.push(quote!(#name: #ty));
        }
        inputs
    }

    fn tangent_type(&self, p: &Shape) -> TokenStream {
        let krate = &self.krate;
        let spelled = &p.spelled;
        match (p.passing, p.ty.sequence_depth()) {
            _ if p.constant => quote!(#krate::rt::Inactive),
            _ if !p.ty.carries_reals() => quote!(impl ::core::marker::Sized),
            (Passing::Value, _) => quote!(impl #krate::rt::Seed<#spelled>),
            (Passing::Shared, Some((d, real))) if behind_trait(&p.ty) => {
                let dot = Ident::new(&format!("Source{d}"), Span::call_site());
                let real = crate::print::ty_tokens(&Ty::Real(real), krate);
                quote!(impl #krate::rt::#dot<#real>)
            }
            (Passing::Shared, _) if p.is_slotted() => {
                let t = p.referent();
                quote!(impl #krate::rt::Lent<#t>)
            }
            (Passing::Mut, _) if p.is_slotted() => {
                let t = p.referent();
                quote!(impl #krate::rt::Slot<#t>)
            }
            _ => p.tangent_input(krate),
        }
    }

    fn forward_signatures(&self, make: Make<'_>) -> TokenStream {
        let krate = &self.krate;
        let (ret, ret_dot) = (&self.ret, self.ret_tangent());
        let mut inputs = self.inputs();
        for p in self.selected() {
            let (dot, ty) = (&p.dot, p.tangent_input(krate));
            inputs.push(quote!(#dot: #ty));
        }
        let doc = "Value of, and its derivative along the arguments' tangents:";
        let mut all = make("jvp", doc, &inputs, &quote!((#ret, #ret_dot)));
        if self.single_real().is_some() {
            all.extend(make(
                "derivative",
                "Derivative of",
                &self.inputs(),
                &ret_dot,
            ));
        }
        all.extend(self.jacobian_signatures("jacfwd", false, make));
        all
    }

    /// The one differentiated parameter, if it is a real.
    fn single_real(&self) -> Option<&Shape> {
        let mut selected = self.selected();
        let first = selected.next()?;
        let real = first.ty.peeled().is_real() && !first.is_written();
        (selected.next().is_none() && real && self.output != Output::Unit).then_some(first)
    }

    pub(super) fn forward_wrappers(&self) -> TokenStream {
        self.forward_signatures(&|name, doc, inputs, output| {
            let body = match name {
                "jvp" => self.jvp_call(&|p| p.selected, &|p| {
                    let (dot, krate) = (&p.dot, &self.krate);
                    match p.passing {
                        Passing::Value => quote!(#krate::rt::Active(#dot)),
                        Passing::Shared | Passing::Mut => quote!(#dot),
                    }
                }),
                "derivative" => {
                    let call = self.jvp_call(&|p| p.selected, &|p| {
                        let (krate, one) = (&self.krate, p.literal(&quote!(1.0)));
                        match p.passing {
                            Passing::Value => quote!(#krate::rt::Active(#one)),
                            Passing::Shared | Passing::Mut => quote!(&#one),
                        }
                    });
                    quote!(let (_, __y_dot) = #call; __y_dot)
                }
                "jacfwd" => self.jacobian_owned("jacfwd_into"),
                "jacfwd_into" => self.jacfwd_into(),
                _ => {
                    let jacobian = [quote!(__jacobian)];
                    let call = self.call("jacfwd_into", None, &self.forwarded(), &jacobian);
                    quote!(let _ = __tape; #call)
                }
            };
            self.public(name, doc, inputs, output, &body)
        })
    }

    /// A call of the hidden tangent sweep. `lent` says of an in/out argument whether its tangent is at hand;
    /// otherwise it starts from zero.
    pub(super) fn jvp_call(
        &self,
        lent: &dyn Fn(&Shape) -> bool,
        tangent: &dyn Fn(&Shape) -> TokenStream,
    ) -> TokenStream {
        let krate = &self.krate;
        let args = self.arguments();
        // zeros are made before the arguments are borrowed
        let inert = |p: &&Shape| p.is_written() && p.is_differentiable() && !lent(p);
        let zeros = self.params.iter().filter(inert).map(|p| {
            let (dot, zero) = (&p.dot, p.zero(krate));
            quote!(let mut #dot = #zero;)
        });
        let dots = self.params.iter().map(|p| {
            let dot = &p.dot;
            match p {
                p if inert(&p) => quote!(&mut #dot),
                p if p.selected || p.is_written() && p.is_differentiable() => tangent(p),
                _ => quote!(#krate::rt::Inactive),
            }
        });
        let dots: Vec<TokenStream> = dots.collect();
        let call = self.call(JVP, None, &args, &dots);
        quote!({ #(#zeros)* #call })
    }
}
