//! What a signature may not have.

use crate::attribute::Kind;
use crate::diagnostics::{Errors, Refusal};
use crate::lower::types::RealParams;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;

/// What a signature may not have.
pub(crate) fn signature(sig: &syn::Signature, errors: &mut Errors) {
    if let Some(t) = &sig.asyncness {
        errors.push(
            Refusal::new(t.span, "`async` function")
                .help("differentiate a plain function and call it from the `async` one"),
        );
    }
    if let syn::Safety::Unsafe(t) = &sig.safety {
        errors.push(
            Refusal::new(t.span(), "`unsafe` function")
                .help("write the computation as a safe function"),
        );
    }
    if let Some(abi) = &sig.abi {
        errors.push(
            Refusal::new(abi.extern_token.span, "`extern` function")
                .help("differentiate a Rust function and call it from the `extern` one"),
        );
    }
    let reals = RealParams::of(&sig.generics);
    for t in sig.generics.type_params() {
        if reals.find(&t.ident.to_string()).is_none() {
            errors.push(
                Refusal::new(t.ident.span(), format!("type parameter `{}`", t.ident))
                    .help(format!("bound it by `{}: autodiff::Real`, or write the function for `f64` or `f32`", t.ident))
                    .note("the rules of arithmetic are known for reals only; the bound is looked for by its name"),
            );
        }
    }
    for input in &sig.inputs {
        // a receiver has been made a typed parameter
        if let syn::FnArg::Typed(p) = input {
            parameter_type(&p.ty, errors);
        }
    }
    if let syn::ReturnType::Type(_, t) = &sig.output
        && let syn::Type::Reference(r) = &**t
    {
        errors.push(reference_returned(r.and_token.span));
    }
}

fn parameter_type(t: &syn::Type, errors: &mut Errors) {
    let refused = match t {
        syn::Type::ImplTrait(t) => Some((t.impl_token.span, "`impl Trait` parameter")),
        syn::Type::TraitObject(t) => Some((t.span(), "`dyn` parameter")),
        syn::Type::Ptr(t) => Some((t.star_token.span, "raw pointer parameter")),
        syn::Type::FnPtr(t) => Some((t.fn_token.span, "function pointer parameter")),
        syn::Type::Reference(r) => {
            parameter_type(&r.elem, errors);
            None
        }
        _ => None,
    };
    if let Some((span, what)) = refused {
        errors.push(
            Refusal::new(span, what).help(
                "pass numbers, slices, arrays, `Vec`s or structs, and call functions by name",
            ),
        );
    }
}

pub(crate) fn reference_returned(span: Span) -> Refusal {
    Refusal::new(span, "returned reference").help("return a copy: `x.to_vec()`, `*x`")
}

pub(crate) fn option_returned(span: Span) -> Refusal {
    Refusal::new(span, "returned `Option`")
        .help("return the number, and a `bool` or a default where there is none")
        .note("its derivative would have to say, too, whether there is one")
}

pub(crate) fn option_parameter(span: Span) -> Refusal {
    Refusal::new(span, "`Option` of reals as a parameter")
        .help("pass the number and a `bool`, or leave the parameter out by `constant(..)`")
}

pub(crate) fn nothing_to_differentiate(f: &Ident, kind: Kind) -> Refusal {
    Refusal::new(f.span(), format!("no parameter of `{f}` to differentiate")).help(format!(
        "`#[{}]` needs a parameter that holds reals",
        kind.name()
    ))
}

pub(crate) fn nothing_real_returned(sig: &syn::Signature, kind: Kind) -> Refusal {
    let span = match &sig.output {
        syn::ReturnType::Default => sig.ident.span(),
        syn::ReturnType::Type(_, t) => t.span(),
    };
    Refusal::new(
        span,
        format!("`{}` returns nothing that carries reals", sig.ident),
    )
    .help(format!(
        "`#[{}]` needs a real result, or a `&mut` parameter that holds reals",
        kind.name()
    ))
}
