//! The passes in order, one line each.

use crate::analysis::{activity, residuals};
use crate::api::{self, Companion};
use crate::attribute::{self, Kind, Marker, Options};
use crate::diagnostics::Errors;
use crate::ir::Function;
use crate::reverse::{Layout, joint_is_tapeless, reverse};
use crate::{blocks, carry, dead, forward, lower, nesting, record, refusals, structure, verify};
use proc_macro2::TokenStream;
use quote::quote;

/// Expands one attribute on one function, or on a block of them.
pub(crate) fn expand(kind: Kind, options: TokenStream, item: TokenStream) -> TokenStream {
    if let Some(span) = nesting::too_deep(&item) {
        let mut errors = Errors::default();
        errors.push(refusals::nesting(span));
        let errors = errors.into_tokens();
        return quote!(#item #errors);
    }
    if let Some(block) = blocks::expand(kind, &options, &item) {
        return block;
    }
    let mut errors = Errors::default();
    let options = syn::parse2::<Options>(options).unwrap_or_else(|e| {
        errors.push_syntax(e);
        Options::default()
    });
    options.check(kind, &mut errors);
    let mut item = match syn::parse2::<syn::ItemFn>(item.clone()) {
        Ok(item) => item,
        Err(e) => return refusals::not_a_function(kind, &item, &e),
    };
    let marker = attribute::take_marker(&mut item);
    let name = companion_name(&item, &options, marker.as_ref(), &mut errors);
    let mut made = marker.as_ref().map_or_else(Vec::new, |m| m.made.clone());
    let mut out = TokenStream::new();
    if marker.is_none() && !attribute::is_member(&item, &options) {
        out.extend(api::declaration(&item, &name));
    }
    if made.iter().any(|m| m == kind.name()) {
        errors.push(refusals::repeated_attribute(
            proc_macro2::Span::call_site(),
            kind,
        ));
        let errors = errors.into_tokens();
        attribute::put_marker(&mut item, &options.krate, &Marker { name, made });
        return quote!(#item #errors);
    }
    let done = made.iter().any(|m| m == kind.sibling()) || attribute::has_rule_below(&item, kind);
    if !done {
        made.push(kind.name().to_owned());
        let typed = attribute::with_typed_receiver(&item);
        out.extend(implementation(kind, &options, &typed, &name, errors));
    }
    attribute::put_marker(&mut item, &options.krate, &Marker { name, made });
    quote!(#item #out)
}

/// The companion's functions; on errors, functions of the same signatures that are never run.
pub(crate) fn implementation(
    kind: Kind,
    options: &Options,
    item: &syn::ItemFn,
    name: &proc_macro2::Ident,
    mut errors: Errors,
) -> TokenStream {
    let before = errors.count();
    refusals::signature(&item.sig, &mut errors);
    let signature_stands = errors.count() == before;
    let companion = Companion::new(kind, options, item, name, &mut errors);
    let functions = match kind {
        Kind::Grad => reverse_mode(&companion, options, item, &mut errors),
        Kind::Jvp => forward_mode(&companion, options, item, &mut errors),
        Kind::CustomVjp => Some(companion.custom_reverse(options)),
        Kind::CustomJvp => Some(companion.custom_forward(options)),
    };
    match functions {
        Some(functions) if errors.is_empty() => {
            let wrapped = companion.wrap(&functions);
            if wanted("print") {
                eprintln!("{wrapped}");
            }
            wrapped
        }
        _ => {
            // a stub with a refused signature would only repeat the complaint
            let stub = signature_stands.then(|| companion.wrap(&companion.stub()));
            let errors = errors.into_tokens();
            quote!(#stub #errors)
        }
    }
}

fn primal(
    c: &Companion<'_>,
    options: &Options,
    item: &syn::ItemFn,
    errors: &mut Errors,
) -> Option<Function> {
    let specs = c.param_specs();
    if let Some(span) = nesting::too_deep_expression(&item.block) {
        errors.push(refusals::nesting(span));
        return None;
    }
    let mut f = lower::lower(item, &specs, &options.companions, c.reals.clone(), errors)?; // errors of syntax stop here
    dump("lower", &f);
    structure::structure(&mut f); // exits that only skip the rest are gone
    dump("structure", &f);
    Some(f)
}

fn reverse_mode(
    c: &Companion<'_>,
    options: &Options,
    item: &syn::ItemFn,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let mut f = primal(c, options, item, errors)?;
    record::record(&mut f, errors); // trips, exits and arms are variables
    verify::primal(&f);
    let active = activity::activity(&f, options.analysis);
    activity::check_types(&f, &active, errors);
    let plan = residuals::plan(&f, &active, options.analysis);
    dump("record", &f);
    let mut split = reverse(&f, &active, &plan, Layout::Split, errors);
    dead::remove(&mut split); // what nobody reads, and what was kept for it
    dump_block("forward", &split.f, &split.forward);
    dump_block("reverse", &split.f, &split.reverse);
    verify::sweeps(&split);
    let mut joint = joint_is_tapeless(&f, &active, &plan)
        .then(|| reverse(&f, &active, &plan, Layout::Joint, errors));
    joint.iter_mut().for_each(dead::remove);
    if options.analysis {
        carry::carry(&mut split.f, &mut split.reverse); // stencils store each element once
        if let Some(joint) = &mut joint {
            carry::carry(&mut joint.f, &mut joint.reverse);
        }
    }
    errors
        .is_empty()
        .then(|| c.reverse_functions(&split, joint.as_ref()))
}

fn forward_mode(
    c: &Companion<'_>,
    options: &Options,
    item: &syn::ItemFn,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let f = primal(c, options, item, errors)?;
    verify::primal(&f);
    let active = activity::activity(&f, options.analysis);
    activity::check_types(&f, &active, errors);
    let tangents = forward::forward(&f, &active);
    dump_block("tangent", &tangents.f, &tangents.body);
    errors.is_empty().then(|| c.forward_functions(&tangents))
}

fn companion_name(
    item: &syn::ItemFn,
    options: &Options,
    marker: Option<&Marker>,
    errors: &mut Errors,
) -> proc_macro2::Ident {
    let asked = options.name.clone();
    match (marker, asked) {
        (Some(m), Some(n)) if m.name != n => {
            errors.push(refusals::two_names(&n, &m.name));
            m.name.clone()
        }
        (Some(m), _) => m.name.clone(),
        (None, Some(n)) => n,
        (None, None) => item.sig.ident.clone(),
    }
}

/// `AUTODIFF_DUMP=lower,reverse cargo build` prints those stages.
fn wanted(stage: &str) -> bool {
    std::env::var("AUTODIFF_DUMP")
        .is_ok_and(|list| list.split(',').any(|s| s == stage || s == "all"))
}

fn dump(stage: &str, f: &Function) {
    if wanted(stage) {
        eprintln!("--- {stage}\n{}", f.display(&f.body));
    }
}

fn dump_block(stage: &str, f: &Function, b: &crate::ir::Block) {
    if wanted(stage) {
        eprintln!("--- {stage}\n{}", f.display(b));
    }
}
