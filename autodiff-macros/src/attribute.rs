//! What the attributes say: which one, its options, and the marker that siblings on one function share.

use crate::diagnostics::{Errors, Refusal};
use crate::ir::{Bound, RealParam};
use crate::lower::types::RealParams;
use crate::refusals;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;

/// The attribute being expanded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Grad,
    Jvp,
    Hessian,
    Taylor,
    Sparsity,
    CustomVjp,
    CustomJvp,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Grad => "grad",
            Kind::Jvp => "jvp",
            Kind::Hessian => "hessian",
            Kind::Taylor => "taylor",
            Kind::Sparsity => "sparsity",
            Kind::CustomVjp => "custom_vjp",
            Kind::CustomJvp => "custom_jvp",
        }
    }

    /// The attribute that makes the same items, if there is one.
    pub(crate) fn sibling(self) -> Option<&'static str> {
        match self {
            Kind::Grad => Some("custom_vjp"),
            Kind::Jvp => Some("custom_jvp"),
            Kind::Hessian | Kind::Taylor | Kind::Sparsity => None,
            Kind::CustomVjp => Some("grad"),
            Kind::CustomJvp => Some("jvp"),
        }
    }

    /// The attributes that contradict this one: a rule of first order says nothing of the second, nor of what else there
    /// is in the body.
    pub(crate) fn contradicts(self) -> &'static [&'static str] {
        match self {
            Kind::Hessian | Kind::Taylor | Kind::Sparsity => &["custom_vjp", "custom_jvp"],
            Kind::CustomVjp | Kind::CustomJvp => &["hessian", "taylor", "sparsity"],
            Kind::Grad | Kind::Jvp => &[],
        }
    }
}

#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) wrt: Option<Vec<Ident>>,
    pub(crate) constant: Vec<Ident>,
    pub(crate) name: Option<Ident>,
    pub(crate) companions: Vec<(syn::Path, syn::Path)>,
    pub(crate) krate: TokenStream,
    /// Off: nothing is computed again and everything overwritten is kept. For testing the analyses.
    pub(crate) analysis: bool,
    pub(crate) rule: Option<syn::Path>,
    pub(crate) forward: Option<syn::Path>,
    pub(crate) reverse: Option<syn::Path>,
    /// The function stands in an `impl`.
    pub(crate) assoc: bool,
    /// Type parameters of the `impl` that stand for reals; written by the attribute on the block.
    pub(crate) reals: Vec<RealParam>,
    seen: Vec<String>,
    repeated: Vec<Ident>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            wrt: None,
            constant: vec![],
            name: None,
            companions: vec![],
            krate: quote!(::autodiff),
            analysis: true,
            rule: None,
            forward: None,
            reverse: None,
            assoc: false,
            reals: vec![],
            seen: vec![],
            repeated: vec![],
        }
    }
}

/// `f = f_ad`
struct Pair(syn::Path, syn::Path);

impl Parse for Pair {
    fn parse(input: ParseStream<'_>) -> syn::Result<Pair> {
        let from = input.call(syn::Path::parse_mod_style)?;
        input.parse::<syn::Token![=]>()?;
        Ok(Pair(from, input.call(syn::Path::parse_mod_style)?))
    }
}

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> syn::Result<Options> {
        let mut o = Options::default();
        while !input.is_empty() {
            o.option(input)?;
            if !input.is_empty() {
                input.parse::<syn::Token![,]>()?;
            }
        }
        Ok(o)
    }
}

impl Options {
    fn option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let ahead = input.fork();
        let key = ahead.call(Ident::parse_any)?;
        if key == "assoc" && (ahead.is_empty() || ahead.peek(syn::Token![,])) {
            input.call(Ident::parse_any)?;
            self.assoc = true;
            return Ok(());
        }
        let known = ahead.peek(syn::Token![=]) && !ahead.peek(syn::Token![==])
            || ahead.peek(syn::token::Paren);
        if !known {
            let path = input.call(syn::Path::parse_mod_style)?;
            if self.rule.is_some() {
                self.repeated.push(key);
            }
            self.rule = Some(path);
            return Ok(());
        }
        input.call(Ident::parse_any)?;
        if key != "companion" && self.seen.contains(&key.to_string()) {
            self.repeated.push(key.clone());
        }
        self.seen.push(key.to_string());
        let list = |input: ParseStream<'_>| -> syn::Result<Vec<Ident>> {
            let content;
            syn::parenthesized!(content in input);
            let names = Punctuated::<Ident, syn::Token![,]>::parse_terminated_with(
                &content,
                Ident::parse_any,
            )?;
            Ok(names.into_iter().collect())
        };
        let path = |input: ParseStream<'_>| -> syn::Result<syn::Path> {
            input.parse::<syn::Token![=]>()?;
            input.call(syn::Path::parse_mod_style)
        };
        match key.to_string().as_str() {
            "wrt" => self.wrt = Some(list(input)?),
            "constant" => self.constant = list(input)?,
            "reals" => self.add_reals(Bound::Real, list(input)?),
            "floats" => self.add_reals(Bound::Float, list(input)?),
            "companion" => {
                let content;
                syn::parenthesized!(content in input);
                let pairs = Punctuated::<Pair, syn::Token![,]>::parse_terminated(&content)?;
                self.companions
                    .extend(pairs.into_iter().map(|p| (p.0, p.1)));
            }
            "name" => self.name = Some(path(input)?.require_ident()?.clone()),
            "crate" => {
                let p = path(input)?;
                self.krate = quote!(#p);
            }
            "forward" => self.forward = Some(path(input)?),
            "reverse" => self.reverse = Some(path(input)?),
            "analysis" => {
                let p = path(input)?;
                self.analysis = match p.require_ident()?.to_string().as_str() {
                    "on" => true,
                    "off" => false,
                    _ => return Err(syn::Error::new_spanned(p, "`analysis` is `on` or `off`")),
                };
            }
            other => {
                let text = format!(
                    "unknown option `{other}`\n\nhelp: the options are `wrt(..)`, `constant(..)`, \
                     `name = ..`, `companion(..)` and `crate = ..`"
                );
                return Err(syn::Error::new(key.span(), text));
            }
        }
        Ok(())
    }

    fn add_reals(&mut self, bound: Bound, names: Vec<Ident>) {
        let param = |name: Ident| RealParam {
            name: name.to_string(),
            bound,
        };
        self.reals.extend(names.into_iter().map(param));
    }

    /// The options of a block, for one of its methods.
    pub(crate) fn of_a_method(&self, reals: &RealParams) -> Options {
        Options {
            reals: reals.all().to_vec(),
            krate: self.krate.clone(),
            companions: self.companions.clone(),
            analysis: self.analysis,
            assoc: true,
            ..Options::default()
        }
    }

    /// Options that make no sense for this attribute.
    pub(crate) fn check(&self, kind: Kind, errors: &mut Errors) {
        let custom = matches!(kind, Kind::CustomVjp | Kind::CustomJvp);
        for key in &self.repeated {
            errors.push(refusals::repeated_option(key.span(), &key.to_string()));
        }
        if let (Some(rule), Some(_)) = (&self.rule, &self.forward) {
            let span = syn::spanned::Spanned::span(rule);
            errors.push(refusals::repeated_option(span, "the rule"));
        }
        if let (false, Some(p)) = (custom, &self.rule) {
            let name = quote!(#p).to_string();
            errors.push(refusals::unknown_option(
                syn::spanned::Spanned::span(p),
                &name,
            ));
        }
        let sweeps = self.forward.as_ref().or(self.reverse.as_ref());
        if let (false, Some(p)) = (kind == Kind::CustomVjp, sweeps) {
            errors.push(refusals::sweeps_without_custom_vjp(
                syn::spanned::Spanned::span(p),
            ));
        }
        let pair = self.forward.is_some() && self.reverse.is_some();
        if custom && self.rule.is_none() && !pair {
            errors.push(refusals::rule_missing(Span::call_site(), kind));
        }
        if let (true, Some(wrt)) = (custom, &self.wrt) {
            let span = wrt.first().map_or_else(Span::call_site, Ident::span);
            errors.push(refusals::wrt_of_rule(span, kind));
        }
    }
}

/// `#[autodiff::__companion(name, grad)]`, left on a function by the first attribute for the next.
const MARKER: &str = "__companion";

#[derive(Debug)]
pub(crate) struct Marker {
    pub(crate) name: Ident,
    pub(crate) made: Vec<String>,
}

/// Takes the marker off a function, if there is one.
pub(crate) fn take_marker(item: &mut syn::ItemFn) -> Option<Marker> {
    let is_marker =
        |a: &syn::Attribute| a.path().segments.last().is_some_and(|s| s.ident == MARKER);
    let i = item.attrs.iter().position(is_marker)?;
    let a = item.attrs.remove(i);
    let names = a
        .parse_args_with(Punctuated::<Ident, syn::Token![,]>::parse_terminated_with_any)
        .ok()?;
    let mut names = names.into_iter();
    let name = names.next()?;
    Some(Marker {
        name,
        made: names.map(|n| n.to_string()).collect(),
    })
}

trait ParseAny: Sized {
    fn parse_terminated_with_any(input: ParseStream<'_>) -> syn::Result<Self>;
}

impl ParseAny for Punctuated<Ident, syn::Token![,]> {
    fn parse_terminated_with_any(input: ParseStream<'_>) -> syn::Result<Self> {
        Self::parse_terminated_with(input, Ident::parse_any)
    }
}

/// Leaves a marker that names the companion and what it has.
pub(crate) fn put_marker(item: &mut syn::ItemFn, krate: &TokenStream, marker: &Marker) {
    let name = &marker.name;
    let made = marker.made.iter().map(|m| Ident::new(m, Span::call_site()));
    item.attrs
        .push(syn::parse_quote!(#[#krate::__companion(#name #(, #made)*)]));
}

/// The item as rustc may see it: every attribute that reads `#[checkpoint]` has read it.
pub(crate) fn without_checkpoints(item: TokenStream) -> TokenStream {
    use syn::visit_mut::{VisitMut, visit_block_mut, visit_expr_mut};
    struct Remover;
    impl VisitMut for Remover {
        fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn::Attribute>) {
            attrs.retain(|a| !is_checkpoint(a));
        }

        /// What only the size of a checkpoint mentions is used all the same.
        fn visit_expr_mut(&mut self, e: &mut syn::Expr) {
            let size = match e {
                syn::Expr::ForLoop(l) => {
                    l.attrs.iter().find(|a| is_checkpoint(a)).and_then(size_of)
                }
                _ => None,
            };
            visit_expr_mut(self, e);
            if let Some(size) = size {
                *e = syn::parse_quote!({
                    let _ = || -> ::core::primitive::usize { #size };
                    #e
                });
            }
        }

        /// An item of the body has attributes of its own that may be yet to come.
        fn visit_item_mut(&mut self, _: &mut syn::Item) {}
    }
    if !mentions(&item, "checkpoint") {
        return item;
    }
    match syn::parse2::<syn::Item>(item.clone()) {
        Ok(syn::Item::Fn(mut function)) => {
            visit_block_mut(&mut Remover, &mut function.block);
            quote!(#function)
        }
        Ok(syn::Item::Impl(mut block)) => {
            for item in &mut block.items {
                if let syn::ImplItem::Fn(method) = item {
                    visit_block_mut(&mut Remover, &mut method.block);
                }
            }
            quote!(#block)
        }
        _ => item,
    }
}

/// Leaves the `impl` of a trait to [`without_checkpoints`], after all other attributes.
pub(crate) fn mark_checkpoints(block: &syn::ItemImpl, krate: &TokenStream) -> syn::ItemImpl {
    let mut block = block.clone();
    if mentions(&quote!(#block), "checkpoint") {
        block
            .attrs
            .push(syn::parse_quote!(#[#krate::__companion()]));
    }
    block
}

/// The size that `#[checkpoint(policy = size)]` gives, if it is more than a number.
fn size_of(a: &syn::Attribute) -> Option<syn::Expr> {
    let (_, size) = a.parse_args_with(checkpoint_policy).ok()?;
    (!matches!(size, syn::Expr::Lit(_))).then_some(size)
}

/// `policy = size`
pub(crate) fn checkpoint_policy(input: ParseStream<'_>) -> syn::Result<(Ident, syn::Expr)> {
    let name = input.parse()?;
    input.parse::<syn::Token![=]>()?;
    Ok((name, input.parse()?))
}

fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|t| match t {
        TokenTree::Ident(i) => i == name,
        TokenTree::Group(g) => mentions(&g.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether an attribute inside a body is `#[checkpoint(..)]`.
pub(crate) fn is_checkpoint(a: &syn::Attribute) -> bool {
    a.path()
        .segments
        .last()
        .is_some_and(|s| s.ident == "checkpoint")
}

/// Whether an attribute further down makes the same items by a rule of the user's.
pub(crate) fn has_rule_below(item: &syn::ItemFn, kind: Kind) -> bool {
    matches!(kind, Kind::Grad | Kind::Jvp) && kind.sibling().is_some_and(|s| has_attribute(item, s))
}

/// Whether an attribute of this name stands further down.
pub(crate) fn has_attribute(item: &syn::ItemFn, name: &str) -> bool {
    let named = |a: &syn::Attribute| a.path().segments.last().is_some_and(|s| s.ident == name);
    item.attrs.iter().any(named)
}

/// Whether a function stands in an `impl`: it has a receiver, mentions `Self`, or the attribute says so.
pub(crate) fn is_member(item: &syn::ItemFn, options: &Options) -> bool {
    let (sig, block) = (&item.sig, &item.block);
    let receiver = match sig.inputs.first() {
        Some(syn::FnArg::Receiver(_)) => true,
        Some(syn::FnArg::Typed(p)) => matches!(&*p.pat, syn::Pat::Ident(i) if i.ident == "self"),
        None => false,
    };
    options.assoc || receiver || mentions(&quote!(#sig #block), "Self")
}

/// A receiver as the typed parameter it stands for, for all that reads parameters.
pub(crate) fn with_typed_receiver(item: &syn::ItemFn) -> syn::ItemFn {
    let mut item = item.clone();
    if let Some(first) = item.sig.inputs.first_mut()
        && let syn::FnArg::Receiver(r) = first
    {
        let ty = match &r.kind {
            syn::ReceiverKind::Reference(and, lifetime, mutability) => {
                syn::parse_quote!(#and #lifetime #mutability Self)
            }
            syn::ReceiverKind::Typed(_, ty) => (**ty).clone(),
            _ => syn::parse_quote!(Self),
        };
        let pat = syn::PatIdent {
            attrs: r.attrs.clone(),
            by_ref: None,
            mutability: r.mutability,
            ident: Ident::new("self", r.self_token.span),
            subpat: None,
        };
        *first = syn::FnArg::Typed(syn::PatType {
            attrs: vec![],
            pat: Box::new(syn::Pat::Ident(pat)),
            colon_token: Default::default(),
            ty: Box::new(ty),
        });
    }
    item
}

/// The parameters' names, with each listed name checked.
pub(crate) fn indices(
    listed: &[Ident],
    params: &[Option<Ident>],
    errors: &mut Errors,
    option: &str,
) -> Vec<usize> {
    let mut found = vec![];
    for name in listed {
        match params.iter().position(|p| p.as_ref() == Some(name)) {
            None => errors.push(refusals::no_such_parameter(name, params)),
            Some(i) if found.contains(&i) => {
                let text = format!("`{name}` is listed twice in `{option}(..)`");
                errors.push(Refusal::new(name.span(), text).help("list each parameter once"));
            }
            Some(i) => found.push(i),
        }
    }
    found.sort_unstable();
    found
}
