//! The forward sweep with a lift, and `taylor`, which runs it.

use super::{Companion, Make};
use crate::analysis::Activity;
use crate::attribute::Kind;
use crate::diagnostics::Errors;
use crate::forward::{Tangents, Width};
use crate::ir::{Block, Bound, Callee, Function, Rhs, Stmt, blocks};
use crate::print::lanes::{self, LIFTED};
use crate::refusals;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

impl Companion<'_> {
    /// Derivatives that the body takes are not lifted.
    pub(crate) fn refuse_derivatives(&self, f: &Function, active: &Activity, errors: &mut Errors) {
        self.refuse_derivatives_in(&f.body, active, errors);
    }

    /// A lift goes by the methods of `Real`.
    pub(crate) fn refuse_floats(&self, errors: &mut Errors) {
        if self.reals.all().iter().any(|p| p.bound == Bound::Float) {
            errors.push(refusals::lifted_float(&self.item.sig.ident, self.kind));
        }
    }

    fn refuse_derivatives_in(&self, b: &Block, active: &Activity, errors: &mut Errors) {
        for s in &b.stmts {
            if let Stmt::Let {
                var,
                rhs: Rhs::Call(c),
            } = s
                && let (Callee::Derivative(_), true) = (&c.callee, active.call(*var, c))
                && let Some(last) = c.path.path.segments.last()
            {
                let name = last.ident.to_string();
                errors.push(refusals::lifted_derivative(
                    last.ident.span(),
                    self.kind,
                    &name,
                ));
            }
            for inner in blocks(s) {
                self.refuse_derivatives_in(inner, active, errors);
            }
        }
    }

    /// The lifted sweep, unless the other attribute printed it, and the public functions.
    pub(crate) fn lifted_functions(&self, t: &Tangents) -> TokenStream {
        let hidden = (!self.has_lifted()).then(|| {
            self.hidden_in_lanes(
                LIFTED,
                &self.tangent_inputs(Some(t), Width::Lifted),
                &self.tangent_output(Width::Lifted),
                &self.tangent_body(t, Width::Lifted),
            )
        });
        let public = self.lifted_signatures(&|name, doc, inputs, output| {
            let body = match name {
                "taylor" => self.taylor(),
                "jet" => self.jet(),
                "jacobian_sparsity" => self.jacobian_sparsity(&self.forwarded()),
                _ => self.hessian_sparsity(&self.forwarded()),
            };
            self.public(name, doc, inputs, output, &body)
        });
        let sparse = self.sparse_functions();
        quote!(#public #hidden #sparse)
    }

    pub(super) fn lifted_stub(&self) -> TokenStream {
        let never = quote!(::core::unreachable!());
        let mut all = self.lifted_signatures(&|name, doc, inputs, output| {
            self.public(name, doc, inputs, output, &never)
        });
        if !self.has_lifted() {
            all.extend(self.hidden_in_lanes(
                LIFTED,
                &self.tangent_inputs(None, Width::Lifted),
                &self.tangent_output(Width::Lifted),
                &never,
            ));
        }
        self.with_names(all)
    }

    fn has_lifted(&self) -> bool {
        let lifting = [Kind::Taylor, Kind::Sparsity].map(Kind::name);
        self.made.iter().any(|m| lifting.contains(&m.as_str()))
    }

    fn lifted_signatures(&self, make: Make<'_>) -> TokenStream {
        let (ret, ret_dot) = (&self.ret, self.ret_tangent(Width::One));
        let count = lanes::count();
        match self.kind {
            Kind::Taylor => {
                let doc =
                    "Value of, and its first derivatives along curves, from those of the curves:";
                let (inputs, output) = self.jvp_many_signature();
                let mut all = make("jet", doc, &inputs, &output);
                if self.single_real().is_some() {
                    let doc = "Value of, and its first derivatives, as many as there is room for:";
                    let output = quote!((#ret, [#ret_dot; #count]));
                    all.extend(make("taylor", doc, &self.inputs(), &output));
                }
                all
            }
            Kind::Sparsity => self.sparsity_signatures(make),
            _ => quote!(),
        }
    }

    /// The derivatives of curves become Taylor coefficients, and those of the result derivatives.
    fn jet(&self) -> TokenStream {
        let (krate, count) = (&self.krate, lanes::count());
        let call = self.lifted_call(
            &self.forwarded(),
            &quote!(&#krate::rt::lift::Series),
            &quote!(#count),
        );
        let convert = ["coefficients", "derivatives"].map(|name| {
            let name = Ident::new(name, Span::call_site());
            quote!(#krate::rt::lift::#name)
        });
        self.in_lanes_by_lane(&call, Some(convert))
    }

    fn taylor(&self) -> TokenStream {
        let (krate, count) = (&self.krate, lanes::count());
        let zeros = self.lanes_of_arguments();
        let variable = self.selected().map(|p| {
            let lanes = &p.lanes;
            quote!(#krate::rt::lift::variable::<_, #count>(&mut #lanes);)
        });
        let call = self.lifted_call(
            &self.forwarded(),
            &quote!(&#krate::rt::lift::Series),
            &quote!(#count),
        );
        quote! {
            #zeros
            #(#variable)*
            let (__y, mut __y_dot) = #call;
            #krate::rt::lift::derivatives::<_, #count>(&mut __y_dot);
            (__y, ::core::array::from_fn(|__k| #krate::rt::TangentLanes::<#count>::lane(&__y_dot, __k)))
        }
    }

    pub(super) fn lifted_call(
        &self,
        args: &[TokenStream],
        lift: &TokenStream,
        width: &TokenStream,
    ) -> TokenStream {
        let dots = self.lent_lanes();
        let ident = self.own_name(LIFTED);
        let turbofish = self.turbofish_with(width);
        quote!(Self::#ident #turbofish(#(#args,)* #lift #(, #dots)*))
    }
}
