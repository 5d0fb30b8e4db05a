//! The companion: which functions a type gets, their signatures, and how they call the sweeps.

mod by_lane;
mod custom;
mod forward_mode;
mod generics;
mod hessian;
mod jacobian;
mod lanes;
mod nested;
mod reverse_mode;
mod second_order;
mod shape;

use crate::attribute::{self, Kind, Options, indices};
use crate::diagnostics::Errors;
use crate::forward::Width;
use crate::ir::{Names, Passing, Ty};
use crate::lower::ParamSpec;
use crate::lower::types::RealParams;
use crate::print::site;
use crate::refusals;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use shape::Shape;
use std::collections::BTreeMap;
use syn::ext::IdentExt;

/// Variables of the wrappers; [`Companion::settle`] names them.
const LOCALS: [&str; 19] = [
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
    "__sink",
    "__hessian",
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
            errors.push(refusals::reserved_for_lanes(&found));
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
            item,
            name: name.clone(),
            krate,
            params,
            output,
            ret,
            member: attribute::is_member(item, options),
            reals,
            locals,
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

    /// `impl f { .. }`
    pub(crate) fn wrap(&self, functions: &TokenStream) -> TokenStream {
        let cfgs = self.carried(&["cfg"]);
        if self.member {
            return site(functions.clone(), &[]);
        }
        let doc = self.doc("Derivatives of");
        let name = located(&self.name);
        site(quote!(#(#cfgs)* #doc impl #name { #functions }), &[])
    }

    /// Public functions of the right signatures, for when the body was refused.
    pub(crate) fn stub(&self) -> TokenStream {
        match self.kind {
            Kind::Grad | Kind::CustomVjp => self.reverse_stub(),
            Kind::Jvp | Kind::CustomJvp => self.forward_stub(),
            Kind::Hessian => self.second_order_stub(),
        }
    }

    fn carried(&self, names: &[&str]) -> Vec<&syn::Attribute> {
        let wanted = |a: &&syn::Attribute| names.iter().any(|n| a.path().is_ident(n));
        self.item.attrs.iter().filter(wanted).collect()
    }

    fn doc(&self, what: &str) -> TokenStream {
        let text = if self.member {
            let f = self.item.sig.ident.unraw();
            format!("{what} [`{f}()`](Self::{f}).")
        } else {
            doc_text(what, &self.item.sig.ident)
        };
        quote!(#[doc = #text])
    }

    /// A public function of the companion.
    fn public(
        &self,
        name: &str,
        doc: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let doc = self.doc(doc);
        // the forms that others of them call carry nothing: the warning would be at generated code
        let last = [
            "grad",
            "vjp",
            "jvp",
            "jvp_many",
            "derivative",
            "jacrev",
            "jacfwd",
            "hvp",
            "value_grad_hvp",
            "hessian",
            "hessian_diagonal",
        ]
        .contains(&name);
        let carried = if last {
            self.carried(&["deprecated", "must_use"])
        } else {
            vec![]
        };
        let (generics, bounds) = if name == "jvp_many" {
            self.generics_in_lanes()
        } else {
            self.generics()
        };
        let name = self.item_name(name);
        let vis = &self.item.vis;
        let output = returned(output);
        self.settle(quote! {
            #doc
            #(#carried)*
            #[inline]
            #vis fn #name #generics (#(#inputs),*) #output #bounds { #body }
        })
    }

    /// A function other companions call.
    fn hidden(
        &self,
        name: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        self.hidden_with(&self.generics(), name, inputs, output, body)
    }

    /// A function other companions call, with a number of lanes.
    fn hidden_in_lanes(
        &self,
        name: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        self.hidden_with(&self.generics_in_lanes(), name, inputs, output, body)
    }

    fn hidden_with(
        &self,
        (generics, bounds): &(TokenStream, TokenStream),
        name: &str,
        inputs: &[TokenStream],
        output: &TokenStream,
        body: &TokenStream,
    ) -> TokenStream {
        let vis = &self.item.vis;
        let output = returned(output);
        let body = self.of_generic(body);
        let borrowing = self.takes_receiver(name).then(|| {
            let owning = self.item_name(&owning(name));
            let name = self.item_name(name);
            let inputs: Vec<TokenStream> = inputs.iter().skip(1).map(named).collect();
            let has_width = inputs.iter().any(|i| first_is(i, WIDTH));
            let turbofish = match has_width {
                true => self.turbofish_with(&lanes_count()),
                false => self.turbofish(),
            };
            let args = inputs.iter().filter_map(|i| i.clone().into_iter().next());
            quote! {
                #[doc(hidden)]
                #[inline]
                #vis fn #name #generics (&self, #(#inputs),*) #output #bounds {
                    Self::#owning #turbofish(::core::clone::Clone::clone(self), #(#args),*)
                }
            }
        });
        let name = match &borrowing {
            Some(_) => self.item_name(&owning(name)),
            None => self.item_name(name),
        };
        quote! {
            #borrowing
            #[doc(hidden)]
            #[inline]
            #vis fn #name #generics (#(#inputs),*) #output #bounds { #body }
        }
    }

    /// Whether a hidden function is of a method that takes its receiver by value. Callers do not see that, and both
    /// sweeps need the receiver: what they call borrows it.
    fn takes_receiver(&self, name: &str) -> bool {
        let receiver = self.params.first().filter(|p| p.is_receiver());
        self.member
            && name.starts_with("__needs")
            && receiver.is_some_and(|p| p.passing == Passing::Value)
    }

    /// `grad` of a free function's companion; `f_grad` beside a method `f`, hidden ones `__f_..`.
    fn item_name(&self, name: &str) -> Ident {
        let f = &self.item.sig.ident;
        if self.member {
            member_name(f, name)
        } else {
            Ident::new(name, f.span())
        }
    }

    /// Where the tape stands among the arguments: first, but behind the receiver of a method, and behind all
    /// arguments of a hidden function in an `impl` (a caller does not see whether there is a receiver).
    fn place_tape(
        &self,
        name: &str,
        tape: TokenStream,
        mut args: Vec<TokenStream>,
    ) -> Vec<TokenStream> {
        let at = match (self.member, name.starts_with("__")) {
            (false, _) => 0,
            (true, true) => args.len(),
            (true, false) => usize::from(self.has_receiver()),
        };
        args.insert(at, tape);
        args
    }

    fn has_receiver(&self) -> bool {
        self.params.first().is_some_and(|p| p.ident == "self")
    }

    /// The form of a hidden function that takes the receiver as the primal does.
    fn own_name(&self, name: &str) -> Ident {
        if self.takes_receiver(name) {
            self.item_name(&owning(name))
        } else {
            self.item_name(name)
        }
    }

    /// A call of another function of the companion.
    fn call(
        &self,
        name: &str,
        tape: Option<TokenStream>,
        args: &[TokenStream],
        rest: &[TokenStream],
    ) -> TokenStream {
        let ident = self.own_name(name);
        let turbofish = self.turbofish();
        let args = match tape {
            Some(tape) => self.place_tape(name, tape, args.to_vec()),
            None => args.to_vec(),
        };
        quote!(Self::#ident #turbofish(#(#args,)* #(#rest),*))
    }

    /// Gives the wrappers' own variables their final names.
    fn settle(&self, tokens: TokenStream) -> TokenStream {
        let settled = |t: TokenTree| match t {
            TokenTree::Ident(i) => match self.locals.get(i.to_string().as_str()) {
                Some(name) => TokenTree::Ident(Ident::new(name, i.span())),
                None => TokenTree::Ident(i),
            },
            TokenTree::Group(g) => {
                let mut new = Group::new(g.delimiter(), self.settle(g.stream()));
                new.set_span(g.span());
                TokenTree::Group(new)
            }
            other @ (TokenTree::Punct(_) | TokenTree::Literal(_)) => other,
        };
        tokens.into_iter().map(settled).collect()
    }

    /// Tells a function in lanes how many there are.
    fn width_input(&self) -> TokenStream {
        let (krate, count) = (&self.krate, crate::print::lanes::count());
        quote!(_: #krate::rt::Width<#count>)
    }

    /// A call of another function of the companion, in so many lanes.
    fn call_in_lanes(
        &self,
        name: &str,
        width: &TokenStream,
        tape: Option<TokenStream>,
        args: &[TokenStream],
        rest: &[TokenStream],
    ) -> TokenStream {
        let krate = &self.krate;
        let ident = self.own_name(name);
        let turbofish = self.turbofish_with(width);
        let args = match tape {
            Some(tape) => self.place_tape(name, tape, args.to_vec()),
            None => args.to_vec(),
        };
        quote!(Self::#ident #turbofish(#(#args,)* #krate::rt::Width::<#width> #(, #rest)*))
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
        let one = quote!(1.0);
        match self.ret_type() {
            Ty::Real(r) => r.literal(&one),
            _ => one,
        }
    }
}

/// The form of a hidden function that takes the receiver by value.
fn owning(name: &str) -> String {
    format!("{name}_of_owned")
}

/// `name: T` of `mut name: T`.
/// What a number of lanes is called where it is handed on.
const WIDTH: &str = "__width";

fn lanes_count() -> TokenStream {
    crate::print::lanes::count().to_token_stream()
}

fn first_is(input: &TokenStream, name: &str) -> bool {
    matches!(input.clone().into_iter().next(), Some(TokenTree::Ident(i)) if i == name)
}

/// An input that can be handed on: not `mut`, and not without a name.
fn named(input: &TokenStream) -> TokenStream {
    let is_mut = |t: &TokenTree| matches!(t, TokenTree::Ident(i) if i == "mut");
    let rest = input.clone().into_iter().skip_while(is_mut);
    rest.map(|t| match t {
        TokenTree::Ident(i) if i == "_" => TokenTree::Ident(Ident::new(WIDTH, i.span())),
        other => other,
    })
    .collect()
}

/// What a derivative of the method `f` is called: `f_grad`, hidden ones `__f_needs_attribute_grad_forward`.
pub(crate) fn member_name(f: &Ident, name: &str) -> Ident {
    let bare = f.unraw();
    let text = match name.strip_prefix("__") {
        Some(hidden) => format!("__{bare}_{hidden}"),
        None => format!("{bare}_{name}"),
    };
    Ident::new(&text, f.span())
}

/// `-> T`, or nothing for `()`.
fn returned(output: &TokenStream) -> TokenStream {
    if output.to_string() == "()" {
        quote!()
    } else {
        quote!(-> #output)
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

fn doc_text(what: &str, f: &Ident) -> String {
    let f = f.to_string();
    let f = f.strip_prefix("r#").unwrap_or(&f);
    format!("{what} [`{f}()`](fn@{f}).")
}

fn located(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(Span::mixed_site().located_at(name.span()));
    name
}

/// The empty enum that carries the companion's functions.
pub(crate) fn declaration(item: &syn::ItemFn, name: &Ident) -> TokenStream {
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
