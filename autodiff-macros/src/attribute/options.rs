//! The options in the parentheses of an attribute.

use super::Kind;
use crate::diagnostics::Errors;
use crate::ir::{Bound, RealParam};
use crate::lower::types::RealParams;
use crate::refusals;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;

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
pub(super) struct Pair(syn::Path, syn::Path);

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
                return Err(refusals::unknown_option(key.span(), other).into_error());
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
                errors.push(refusals::listed_twice(name, option));
            }
            Some(i) => found.push(i),
        }
    }
    found.sort_unstable();
    found
}
