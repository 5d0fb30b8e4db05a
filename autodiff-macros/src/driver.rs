//! The passes in order, one line each.

use crate::analysis::{Activity, Plan, activity, residuals, second};
use crate::api::{self, Companion};
use crate::attribute::{self, Kind, Marker, Options};
use crate::diagnostics::Errors;
use crate::dump::{dump, dump_block};
use crate::forward::{SweepTangents, Width};
use crate::ir::Function;
use crate::reverse::{Layout, Sweeps, fits_one_body, reverse};
use crate::{
    additions, blocks, checkpoint, completion, contributions, dead, dump, forward, loops, lower,
    nesting, reciprocals, record, refusals, shared_loads, structure, verify,
};
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
        out.extend(api::declaration(kind, &item, &name));
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
    let beside = |name: &str| made.iter().any(|m| m == name);
    for other in kind.contradicts() {
        if beside(other) {
            let is_rule = matches!(kind, Kind::CustomVjp | Kind::CustomJvp);
            let (attribute, rule) = match is_rule {
                true => (*other, kind.name()),
                false => (kind.name(), *other),
            };
            let span = proc_macro2::Span::call_site();
            errors.push(refusals::beside_a_rule(span, attribute, rule));
        }
    }
    let done = kind.sibling().is_some_and(beside) || attribute::has_rule_below(&item, kind);
    if !done {
        let typed = attribute::with_typed_receiver(&item);
        out.extend(implementation(kind, &options, &typed, &name, &made, errors));
        made.push(kind.name().to_owned());
        made.extend(api::remark(&options));
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
    made: &[String],
    mut errors: Errors,
) -> TokenStream {
    let item = &api::with_scalars(item, options);
    let before = errors.count();
    refusals::signature(&item.sig, &mut errors);
    let signature_stands = errors.count() == before;
    let mut companion = Companion::new(kind, options, item, name, &mut errors);
    companion.made = made.to_vec();
    let companion = companion;
    let functions = match kind {
        Kind::Grad => reverse_mode(&companion, options, item, &mut errors),
        Kind::Jvp => forward_mode(&companion, options, item, &mut errors),
        Kind::Hessian => second_order(&companion, options, item, &mut errors),
        Kind::Taylor | Kind::Sparsity => lifted(&companion, options, item, &mut errors),
        Kind::CustomVjp => Some(companion.custom_reverse(options)),
        Kind::CustomJvp => Some(companion.custom_forward(options)),
    };
    match functions {
        Some(functions) if errors.is_empty() => {
            let wrapped = companion.wrap(&functions);
            dump::printed(kind, item, &wrapped);
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
    normalise(&mut f);
    dump("structure", &f);
    Some(f)
}

/// The forms that both transforms expect.
pub(crate) fn normalise(f: &mut Function) {
    structure::structure(f); // exits that only skip the rest are gone
    additions::recognise(f); // `s = s + v` takes nothing away
    reciprocals::recognise(f); // `1.0 / x` needs no division again
    shared_loads::share(f); // an element that is read twice has one cotangent
}

/// What the reverse transform is made of.
struct Recorded {
    /// Boxed: the plan refers to its blocks by their addresses.
    f: Box<Function>,
    active: Activity,
    plan: Plan,
}

fn recorded(
    kind: Kind,
    c: &Companion<'_>,
    options: &Options,
    item: &syn::ItemFn,
    errors: &mut Errors,
) -> Option<Recorded> {
    let mut f = Box::new(primal(c, options, item, errors)?);
    if kind == Kind::Hessian {
        checkpoint::ignore(&mut f.body); // its sweeps keep every residual
    }
    checkpoint::check(&f.body, errors); // what cannot run again
    record::record(&mut f, errors); // trips, exits and arms are variables
    let mut active = activity::activity(&f, options.analysis);
    activity::check_types(&f, &active, errors);
    if options.analysis {
        completion::complete(&mut f, &mut active); // the cosine beside a sine
    }
    verify::primal(&f);
    let plan = residuals::plan(&f, &active, options.analysis);
    dump("record", &f);
    Some(Recorded { f, active, plan })
}

impl Recorded {
    fn split(&self, errors: &mut Errors) -> Sweeps {
        let mut split = reverse(&self.f, &self.active, &self.plan, Layout::Split, errors);
        dead::remove(&mut split); // what nobody reads, and what was kept for it
        contributions::begin_with_first(&mut split); // no cotangent begins as zero without need
        dump_block("forward", &split.f, &split.forward);
        dump_block("reverse", &split.f, &split.reverse);
        verify::sweeps(&split);
        split
    }

    fn joint(&self, errors: &mut Errors) -> Option<Sweeps> {
        let mut joint = fits_one_body(&self.f, &self.active, &self.plan)
            .then(|| reverse(&self.f, &self.active, &self.plan, Layout::Joint, errors));
        if let Some(s) = &mut joint {
            dead::remove(s);
            contributions::begin_with_first(s);
        }
        joint
    }

    /// The tangents of both sweeps.
    fn tangents(&self, sweeps: &Sweeps) -> SweepTangents {
        let varying = second::varying(sweeps, self.f.vars.len(), &self.active);
        let t = forward::tangent_of_sweeps(sweeps, &|v| varying.get(v.0 as usize) == Some(&true));
        dump_block("second order, forward", &t.s.f, &t.s.forward);
        dump_block("second order, reverse", &t.s.f, &t.s.reverse);
        t
    }
}

fn reverse_mode(
    c: &Companion<'_>,
    options: &Options,
    item: &syn::ItemFn,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let recorded = recorded(Kind::Grad, c, options, item, errors)?;
    let mut split = recorded.split(errors);
    let mut joint = recorded.joint(errors);
    if options.analysis {
        loops::tighten(&mut split);
        joint.iter_mut().for_each(loops::tighten);
    }
    errors
        .is_empty()
        .then(|| c.reverse_functions(&split, joint.as_ref()))
}

fn second_order(
    c: &Companion<'_>,
    options: &Options,
    item: &syn::ItemFn,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let recorded = recorded(Kind::Hessian, c, options, item, errors)?;
    let mut split = recorded.split(errors);
    if !errors.is_empty() {
        return None;
    }
    if options.analysis {
        loops::carry_stencils(&mut split);
    }
    let mut tangents = recorded.tangents(&split);
    if options.analysis {
        let s = &mut tangents.s;
        for sweep in [&mut s.forward, &mut s.reverse] {
            loops::lend_rows(&mut s.f, sweep);
        }
    }
    Some(c.second_order_functions(&tangents))
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
    let mut tangents = forward::forward(&f, &active, Width::One);
    dump_block("tangent", &tangents.f, &tangents.body);
    let plain = !c.is_opaque() && crate::ir::first_opaque(&f.body).is_none();
    let mut lanes = plain.then(|| forward::forward(&f, &active, Width::Lanes));
    if options.analysis {
        for t in [&mut tangents].into_iter().chain(&mut lanes) {
            loops::lend_rows(&mut t.f, &mut t.body);
        }
    }
    errors
        .is_empty()
        .then(|| c.forward_functions(&tangents, lanes.as_ref()))
}

/// The sweep that both `#[taylor]` and `#[sparsity]` need, and what each makes of it.
fn lifted(
    c: &Companion<'_>,
    options: &Options,
    item: &syn::ItemFn,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let f = primal(c, options, item, errors)?;
    verify::primal(&f);
    let active = activity::activity(&f, options.analysis);
    activity::check_types(&f, &active, errors);
    c.refuse_derivatives(&f, &active, errors);
    c.refuse_floats(errors);
    let t = forward::forward(&f, &active, Width::Lifted);
    dump_block("lifted", &t.f, &t.body);
    verify::lifted(&t.f, &t.body);
    errors.is_empty().then(|| c.lifted_functions(&t))
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
