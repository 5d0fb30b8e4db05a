//! The companion: which functions a type gets, their signatures, and how they call the sweeps.

mod by_lane;
mod custom;
mod either;
mod forward_mode;
mod functions;
mod generics;
mod hessian;
mod jacobian;
mod lanes;
mod lifted;
mod nested;
mod once;
mod reverse_mode;
mod reverse_sweeps;
mod second_order;
mod shape;
mod sparse;
mod sparsity;
mod vjp_many;

use crate::attribute::{self, Kind, Options, indices};
use crate::diagnostics::Errors;
use crate::forward::Width;
use crate::ir::{Names, Ty};
use crate::lower::ParamSpec;
use crate::lower::types::{RealParams, is_primitive};
use crate::print::{alias, site};
use crate::refusals;
pub(crate) use either::remark;
use functions::doc_text;
pub(crate) use functions::member_name;
pub(crate) use generics::{bound_scalars, generics_in_lanes, with_scalars};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use shape::Shape;
use std::cell::Cell;
use std::collections::BTreeMap;

/// Variables of the wrappers; [`Companion::with_names`] gives them names.
const LOCALS: [&str; 22] = [
    "__tape",
    "__y",
    "__y_bar",
    "__y_dot",
    "__jacobian",
    "__columns",
    "__rows",
    "__row",
    "__column",
    "__offset",
    "__count",
    "__k",
    "__size",
    "__residual",
    "__i",
    "__row_bar",
    "__shape",
    "__into",
    "__width",
    "__hessian",
    "__sets",
    "__compressed",
];

/// What the result looks like from outside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Output {
    Unit,
    Real,
    Vector,
    /// Carries no reals.
    Discrete,
    /// Spelled, but not looked through.
    Other,
}

/// Makes a public function from name, doc, inputs and output; it decides the body.
type Make<'m> = &'m dyn Fn(&str, &str, &[TokenStream], &TokenStream) -> TokenStream;

pub(crate) struct Companion<'a> {
    kind: Kind,
    /// The attributes that were expanded before this one.
    pub(crate) made: Vec<String>,
    /// There is a `wrt`.
    chosen: bool,
    item: &'a syn::ItemFn,
    name: Ident,
    krate: TokenStream,
    params: Vec<Shape>,
    output: Output,
    ret: TokenStream,
    /// Stands in an `impl`: its derivatives are functions beside it.
    member: bool,
    pub(crate) reals: RealParams,
    /// What the wrappers' own variables are called, so that no parameter is hidden.
    locals: BTreeMap<&'static str, String>,
    /// A function has more parameters than clippy likes.
    many_arguments: Cell<bool>,
}

impl<'a> Companion<'a> {
    pub(crate) fn new(
        kind: Kind,
        options: &Options,
        item: &'a syn::ItemFn,
        name: &Ident,
        errors: &mut Errors,
    ) -> Companion<'a> {
        let inputs = item.sig.inputs.iter().filter_map(|i| match i {
            syn::FnArg::Typed(p) => Some(p),
            syn::FnArg::Receiver(_) => None,
        });
        let reals = RealParams::of(&item.sig.generics).with(&options.reals);
        let mut free = Names::default();
        for p in inputs.clone() {
            if let syn::Pat::Ident(i) = &*p.pat {
                free.reserve(i.ident.to_string());
                if LOCALS.iter().any(|l| i.ident == l) {
                    errors.push(refusals::reserved_name(&i.ident));
                }
            }
        }
        if let Some(found) = crate::print::lanes::mentioned(item.to_token_stream()) {
            errors.push(refusals::reserved_in_bodies(&found));
        }
        let mut params: Vec<Shape> = inputs
            .enumerate()
            .map(|(i, p)| Shape::new(i, p, &reals, &mut free))
            .collect();
        let locals = LOCALS.iter().map(|l| (*l, free.fresh(&l[2..]))).collect();
        let names: Vec<Option<Ident>> = params.iter().map(|p| p.named.clone()).collect();
        for i in indices(&options.constant, &names, errors, "constant") {
            params[i].constant = true;
        }
        if let Some(listed) = &options.wrt {
            let chosen = indices(listed, &names, errors, "wrt");
            for (i, p) in params.iter_mut().enumerate() {
                p.selected = chosen.contains(&i);
                if p.selected && !p.is_differentiable() {
                    let at = listed.iter().find(|n| Some(*n) == p.named.as_ref());
                    errors.push(refusals::wrt_without_reals(
                        at.unwrap_or(&p.ident),
                        p.constant,
                    ));
                }
            }
        }
        for p in &mut params {
            p.selected &= p.is_differentiable();
        }
        if !params.iter().any(|p| p.selected) && errors.is_empty() {
            errors.push(refusals::nothing_to_differentiate(&item.sig.ident, kind));
        }
        let (output, ret) = match &item.sig.output {
            syn::ReturnType::Default => (Output::Unit, quote!(())),
            syn::ReturnType::Type(_, t) => (output_of(&reals.ty(t)), t.to_token_stream()),
        };
        let written = params
            .iter()
            .any(|p| p.is_written() && p.is_differentiable());
        if matches!(output, Output::Unit) && !written {
            errors.push(refusals::nothing_real_returned(&item.sig, kind));
        }
        let krate = options.krate.clone();
        Companion {
            kind,
            made: vec![],
            chosen: options.wrt.is_some(),
            item,
            name: name.clone(),
            krate,
            params,
            output,
            ret,
            member: attribute::is_member(item, options),
            reals,
            locals,
            many_arguments: Cell::new(false),
        }
    }

    pub(crate) fn param_specs(&self) -> Vec<ParamSpec> {
        self.params
            .iter()
            .map(|p| ParamSpec {
                constant: p.constant,
            })
            .collect()
    }

    /// `impl f { .. }`, in a block with a short name for the run time.
    pub(crate) fn wrap(&self, functions: &TokenStream) -> TokenStream {
        let cfgs = self.carried(&["cfg"]);
        if self.member {
            return site(functions.clone(), &[]);
        }
        if is_primitive(&self.name) {
            // refused where it would have been declared
            return TokenStream::new();
        }
        let name = located(&self.name);
        let many = self.many_arguments.get().then(functions::many_allowed);
        let items = alias::in_block(quote!(#many impl #name { #functions }), &self.krate);
        site(quote!(#(#cfgs)* #items), &[])
    }

    /// Public functions of the right signatures, for when the body was refused.
    pub(crate) fn stub(&self) -> TokenStream {
        match self.kind {
            Kind::Grad | Kind::CustomVjp => self.reverse_stub(),
            Kind::Jvp | Kind::CustomJvp => self.forward_stub(),
            Kind::Hessian => self.second_order_stub(),
            Kind::Taylor | Kind::Sparsity => self.lifted_stub(),
        }
    }

    /// The primal's parameters, as the companion's functions take them.
    fn inputs(&self) -> Vec<TokenStream> {
        self.params
            .iter()
            .map(|p| shape::parameter(false, &p.ident, &p.spelled))
            .collect()
    }

    /// The primal's arguments handed on, to be used again later.
    fn arguments(&self) -> Vec<TokenStream> {
        self.params.iter().map(Shape::argument).collect()
    }

    fn selected(&self) -> impl Iterator<Item = &Shape> {
        self.params.iter().filter(|p| p.selected)
    }

    fn tape_input(&self) -> TokenStream {
        let krate = &self.krate;
        quote!(__tape: &mut #krate::Tape)
    }

    /// `f64` -> `f64`, `Vec<f64>` -> `Vec<f64>`, `(f64, usize)` -> `(f64, ())`.
    fn ret_tangent(&self, width: Width) -> TokenStream {
        shape::tangent_in(&self.ret_type(), width, &self.krate)
    }

    fn ret_type(&self) -> Ty {
        match &self.item.sig.output {
            syn::ReturnType::Default => Ty::Unit,
            syn::ReturnType::Type(_, t) => self.reals.ty(t),
        }
    }

    /// The cotangent of a real result that `grad` starts from.
    fn one(&self) -> TokenStream {
        match self.ret_type() {
            Ty::Real(r) => r.one(),
            _ => quote!(1.0),
        }
    }
}

fn output_of(ty: &Ty) -> Output {
    match ty {
        Ty::Unit => Output::Unit,
        Ty::Real(_) => Output::Real,
        Ty::Spelled(_) => Output::Other,
        t if !t.carries_reals() => Output::Discrete,
        _ => Output::Vector,
    }
}

fn located(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(Span::mixed_site().located_at(name.span()));
    name
}

/// The empty enum that carries the companion's functions; its refusal where that cannot be.
pub(crate) fn declaration(kind: Kind, item: &syn::ItemFn, name: &Ident) -> TokenStream {
    if is_primitive(name) {
        let refusal = refusals::companion_named_like_a_primitive(kind, name);
        return refusal.into_error().to_compile_error();
    }
    let vis = &item.vis;
    let attributes = |name: &str| -> Vec<&syn::Attribute> {
        item.attrs
            .iter()
            .filter(|a| a.path().is_ident(name))
            .collect()
    };
    let cfgs = attributes("cfg");
    let doc = doc_text("Derivatives of", &item.sig.ident);
    let generic = |p: &syn::GenericParam| !matches!(p, syn::GenericParam::Lifetime(_));
    let implicit = |p: &syn::FnArg| matches!(p, syn::FnArg::Typed(p) if matches!(*p.ty, syn::Type::ImplTrait(_)));
    // the primal counts as used when only its derivatives are
    let used = (attributes("deprecated").is_empty()
        && !item.sig.generics.params.iter().any(generic)
        && !item.sig.inputs.iter().any(implicit))
    .then(|| {
        let primal = &item.sig.ident;
        quote!(#(#cfgs)* const _: () = { let _ = #primal; };)
    });
    site(
        quote!(#(#cfgs)* #[doc = #doc] #vis enum #name {} #used),
        &[],
    )
}
