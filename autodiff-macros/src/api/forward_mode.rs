//! `jvp`, `derivative` and `jacfwd`.

use super::shape::parameter;
use super::{Companion, Make, Output, Shape};
use crate::forward::{Tangents, Width};
use crate::ir::{Atom, Const, Function, Param, Passing, Ty, VarId};
use crate::print::{Results, body, lanes};
use crate::reverse::behind_trait;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

pub(super) const JVP: &str = "__needs_attribute_jvp";

impl Companion<'_> {
    /// The readable tangent sweep of one direction, and the same in lanes.
    pub(crate) fn forward_functions(
        &self,
        one: &Tangents,
        lanes: Option<&Tangents>,
    ) -> TokenStream {
        let hidden = self.hidden(
            JVP,
            &self.tangent_inputs(Some(one), Width::One),
            &self.tangent_output(Width::One),
            &self.tangent_body(one, Width::One),
        );
        let in_lanes = lanes.map_or_else(
            || self.by_lane(),
            |t| {
                self.hidden_in_lanes(
                    lanes::JVP,
                    &self.tangent_inputs(Some(t), Width::Lanes),
                    &self.tangent_output(Width::Lanes),
                    &self.tangent_body(t, Width::Lanes),
                )
            },
        );
        let public = self.forward_wrappers();
        let sparse = self.sparse_functions();
        quote!(#public #hidden #in_lanes #sparse)
    }

    pub(super) fn tangent_body(&self, t: &Tangents, width: Width) -> TokenStream {
        let unit = || {
            Atom::Const(Const {
                tokens: quote!(()),
                ty: Ty::Unit,
            })
        };
        let y = t.f.result.clone().unwrap_or_else(unit);
        let y_dot = t.result_dot.clone().unwrap_or_else(unit);
        let seeds = self.seeds(&t.f, &t.dots, width);
        let statements = body(
            &t.f,
            &self.krate,
            &[&t.body],
            &Results::Tuple(vec![y, y_dot]),
        );
        quote!(#seeds #statements)
    }

    /// Value and tangent.
    pub(super) fn tangent_output(&self, width: Width) -> TokenStream {
        let (ret, ret_dot) = (&self.ret, self.ret_tangent(width));
        quote!((#ret, #ret_dot,))
    }

    pub(super) fn forward_stub(&self) -> TokenStream {
        let never = quote!(::core::unreachable!());
        let mut all = self.forward_signatures(&|name, doc, inputs, output| {
            self.public(name, doc, inputs, output, &never)
        });
        all.extend(self.hidden(
            JVP,
            &self.tangent_inputs(None, Width::One),
            &self.tangent_output(Width::One),
            &never,
        ));
        all.extend(self.hidden_in_lanes(
            lanes::JVP,
            &self.tangent_inputs(None, Width::Lanes),
            &self.tangent_output(Width::Lanes),
            &never,
        ));
        self.with_names(all)
    }

    /// By-value tangents arrive as seeds: a tangent, or nothing for zero.
    pub(super) fn seeds(&self, f: &Function, dots: &[Option<VarId>], width: Width) -> TokenStream {
        let krate = &self.krate;
        let mut names = f.names.clone();
        let seed = |(i, p): (usize, &Shape)| {
            let dot = f.var(dots[i]?);
            let dot = crate::build::ident(&dot.name, dot.span);
            let name = f.var(f.params[i].var);
            let name = crate::build::ident(&name.name, name.span);
            if p.is_slotted() && p.passing != Passing::Value {
                let held = Ident::new(&names.fresh(&format!("{dot}_held")), dot.span());
                return Some(if p.is_written() {
                    p.open(&dot, &name, &held, width, krate)
                } else {
                    p.open_lent(&dot, &name, &held, width, krate)
                });
            }
            if p.passing != Passing::Value {
                return Self::source(p, &dot);
            }
            Some(quote!(let mut #dot = #dot.seed(&#name);))
        };
        self.params.iter().enumerate().filter_map(seed).collect()
    }

    /// A borrowed tangent arrives as anything that can be read from.
    pub(super) fn source(p: &Shape, dot: &Ident) -> Option<TokenStream> {
        let is_source =
            p.ty.sequence_depth().is_some() && p.passing == Passing::Shared && behind_trait(&p.ty);
        is_source.then(|| quote!(let #dot = #dot.source();))
    }

    pub(super) fn tangent_inputs(&self, t: Option<&Tangents>, width: Width) -> Vec<TokenStream> {
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
        match width {
            Width::One => {}
            Width::Lanes => inputs.push(self.width_input()),
            Width::Lifted => inputs.push(self.lift_input()),
        }
        inputs.extend(self.dot_inputs(t.map(|t| (&t.f, &*t.dots)), width));
        inputs
    }

    /// One tangent for each parameter, under the name in the body or that of a stub.
    pub(super) fn dot_inputs(
        &self,
        body: Option<(&Function, &[Option<VarId>])>,
        width: Width,
    ) -> Vec<TokenStream> {
        let input = |(i, p): (usize, &Shape)| {
            let dot = body.and_then(|(f, dots)| dots[i].map(|d| f.var(d)));
            let name = dot.map_or_else(|| p.dot.clone(), |d| crate::build::ident(&d.name, d.span));
            let ty = self.tangent_type(p, width);
            quote!(#name: #ty)
        };
        self.params.iter().enumerate().map(input).collect()
    }

    pub(super) fn tangent_type(&self, p: &Shape, width: Width) -> TokenStream {
        let krate = &self.krate;
        let spelled = &p.spelled;
        match (p.passing, p.ty.sequence_depth()) {
            _ if p.constant => quote!(#krate::rt::Inactive),
            _ if !p.ty.carries_reals() => quote!(impl ::core::marker::Sized),
            (Passing::Value, _) => {
                let (seed, count) = (seed_trait(width), lanes::count());
                let count = (width != Width::One).then(|| quote!(, #count));
                quote!(impl #krate::rt::#seed<#spelled #count>)
            }
            (Passing::Shared, Some((d, real))) if behind_trait(&p.ty) => {
                let dot = Ident::new(&format!("Source{d}"), Span::call_site());
                let real = crate::print::ty_tokens(&in_width(Ty::Real(real), width), krate);
                quote!(impl #krate::rt::#dot<#real>)
            }
            (passing, _) if p.is_slotted() => {
                let (t, count) = (p.referent(), lanes::count());
                match (passing, width) {
                    (Passing::Mut, Width::One) => quote!(impl #krate::rt::Slot<#t>),
                    (Passing::Mut, Width::Lanes | Width::Lifted) => {
                        quote!(impl #krate::rt::LaneSlot<#t, #count>)
                    }
                    (_, Width::One) => quote!(impl #krate::rt::Lent<#t>),
                    (_, Width::Lanes | Width::Lifted) => {
                        quote!(impl #krate::rt::LaneLent<#t, #count>)
                    }
                }
            }
            _ => p.tangent_input(width, krate),
        }
    }

    fn forward_signatures(&self, make: Make<'_>) -> TokenStream {
        let krate = &self.krate;
        let (ret, ret_dot) = (&self.ret, self.ret_tangent(Width::One));
        let mut inputs = self.inputs();
        for p in self.selected() {
            let (dot, ty) = (&p.dot, p.tangent_input(Width::One, krate));
            inputs.push(quote!(#dot: #ty));
        }
        let doc = "Value of, and its derivative along the arguments' tangents:";
        let mut all = make("jvp", doc, &inputs, &quote!((#ret, #ret_dot)));
        let doc = "Value of, and its derivatives along several tangents of each argument:";
        let (inputs, output) = self.jvp_many_signature();
        all.extend(make("jvp_many", doc, &inputs, &output));
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
    pub(super) fn single_real(&self) -> Option<&Shape> {
        let mut selected = self.selected();
        let first = selected.next()?;
        let real = first.ty.peeled().is_real() && !first.is_written();
        (selected.next().is_none() && real && self.output != Output::Unit).then_some(first)
    }

    pub(super) fn forward_wrappers(&self) -> TokenStream {
        let columns = self.jacobian_columns();
        let public = self.forward_signatures(&|name, doc, inputs, output| {
            let body = match name {
                "jvp" => self.jvp_call(&|p| {
                    let (dot, krate) = (&p.dot, &self.krate);
                    match p.passing {
                        Passing::Value => quote!(#krate::rt::Active(#dot)),
                        Passing::Shared | Passing::Mut => quote!(#dot),
                    }
                }),
                "derivative" => {
                    let call = self.jvp_call(&|p| {
                        let (krate, one) = (&self.krate, p.real_one());
                        match p.passing {
                            Passing::Value => quote!(#krate::rt::Active(#one)),
                            Passing::Shared | Passing::Mut => quote!(&#one),
                        }
                    });
                    quote!(let (_, __y_dot) = #call; __y_dot)
                }
                "jvp_many" => self.jvp_many(),
                "jacfwd" => self.jacfwd(),
                "jacfwd_into" => self.jacfwd_into(),
                _ => {
                    let jacobian = [quote!(__jacobian)];
                    let call = self.call("jacfwd_into", None, &self.forwarded(), &jacobian);
                    quote!(let _ = __tape; #call)
                }
            };
            self.public(name, doc, inputs, output, &body)
        });
        let either = self.jacobian_of_either_mode();
        quote!(#public #columns #either)
    }

    /// A call of the hidden tangent sweep.
    pub(super) fn jvp_call(&self, tangent: &dyn Fn(&Shape) -> TokenStream) -> TokenStream {
        let krate = &self.krate;
        let args = self.arguments();
        // zeros are made before the arguments are borrowed
        let inert = |p: &&Shape| Self::has_tangents(p) && !p.selected;
        let zeros = self.params.iter().filter(inert).map(|p| {
            let (dot, zero) = (&p.dot, p.zero(krate));
            quote!(let mut #dot = #zero;)
        });
        let dots = self.params.iter().map(|p| {
            let dot = &p.dot;
            match p {
                p if p.selected => tangent(p),
                p if inert(&p) => quote!(&mut #dot),
                _ => quote!(#krate::rt::Inactive),
            }
        });
        let dots: Vec<TokenStream> = dots.collect();
        let call = self.call(JVP, None, &args, &dots);
        let zeros: TokenStream = zeros.collect();
        match zeros.is_empty() {
            true => call,
            false => quote!({ #zeros #call }),
        }
    }
}

pub(super) fn in_width(ty: Ty, width: Width) -> Ty {
    match width {
        Width::One => ty,
        Width::Lanes | Width::Lifted => ty.in_lanes(),
    }
}

/// What a tangent that is passed by value implements.
pub(super) fn seed_trait(width: Width) -> Ident {
    let name = match width {
        Width::One => "Seed",
        Width::Lanes | Width::Lifted => "LaneSeed",
    };
    Ident::new(name, Span::call_site())
}
