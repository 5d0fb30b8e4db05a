//! From the IR to Rust tokens. The only stage that writes syntax.
//!
//! Every token it makes gets the span `mixed_site().located_at(the user's token)`, so that nothing clashes with
//! names of the user's, lints do not fire at the user, and errors still point into the user's code. Macros that pass
//! through keep their own spans: they must see the user's names.

pub(crate) mod alias;
mod arithmetic;
mod assign;
mod call;
mod expr;
mod fold;
pub(crate) mod lanes;
mod lifted;
mod moves;
mod overload;
mod place;
mod scheduled;
mod stmt;
mod strength;
mod tape;

use crate::ir::{Atom, Block, Function, Role, Ty, VarId};
use fold::Folds;
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// How the results of a body are returned.
#[derive(Clone, Debug)]
pub(crate) enum Results {
    None,
    One(Atom),
    Tuple(Vec<Atom>),
    /// Several tuples in one.
    Tuples(Vec<Vec<Atom>>),
}

pub(crate) struct Printer<'a> {
    f: &'a Function,
    krate: &'a TokenStream,
    folds: Folds,
    /// Variables that are moved where they are mentioned last.
    moved: BTreeSet<VarId>,
    results: &'a Results,
    /// Macros that pass through, spans untouched; they stand in as identifiers until the end.
    verbatim: &'a RefCell<Vec<TokenStream>>,
    /// Whether a part of an accumulator or source was named.
    parts_used: Cell<bool>,
}

const VERBATIM: &str = "__verbatim_";

/// The statements of one body and the expression it ends with, hygiene applied.
pub(crate) fn body(
    f: &Function,
    krate: &TokenStream,
    parts: &[&Block],
    results: &Results,
) -> TokenStream {
    let read_at_end: Vec<VarId> = match results {
        Results::None => vec![],
        Results::One(a) => a.var().into_iter().collect(),
        Results::Tuple(all) => all.iter().filter_map(Atom::var).collect(),
        Results::Tuples(all) => all.iter().flatten().filter_map(Atom::var).collect(),
    };
    let folds = fold::folds(f, parts, &read_at_end);
    let verbatim = RefCell::default();
    let printer = Printer {
        f,
        krate,
        folds,
        moved: moves::moved(parts, &read_at_end),
        results,
        verbatim: &verbatim,
        parts_used: Cell::new(false),
    };
    let items = &f.items;
    let statements: TokenStream = parts.iter().map(|b| printer.block(b)).collect();
    let traits = printer.traits(parts);
    let end = if matches!(parts, [only] if crate::ir::diverges(only)) {
        quote!()
    } else {
        printer.end()
    };
    let all = quote!(#items #traits #statements #end);
    site(all, &verbatim.borrow())
}

impl Printer<'_> {
    fn ident(&self, v: VarId) -> TokenStream {
        let var = self.f.var(v);
        if let Some(path) = &var.path {
            return path.clone();
        }
        let ident = crate::build::ident(&var.name, var.span);
        quote!(#ident)
    }

    /// The expression a body ends with; also what `return` hands out.
    fn end(&self) -> TokenStream {
        match self.results {
            Results::None => quote!(),
            Results::One(a) => self.value(a),
            Results::Tuple(all) if all.is_empty() => quote!(),
            Results::Tuple(all) => {
                let all = all.iter().map(|a| self.value(a));
                quote!((#(#all,)*))
            }
            Results::Tuples(all) => {
                let all = all.iter().map(|all| {
                    let all = all.iter().map(|a| self.value(a));
                    quote!((#(#all,)*))
                });
                quote!((#(#all,)*))
            }
        }
    }

    /// A value moved or copied out.
    fn value(&self, a: &Atom) -> TokenStream {
        let tokens = self.atom(a).tokens;
        match a.var().map(|v| self.f.var(v)) {
            Some(v) if v.role == Role::Param && matches!(v.ty, Ty::Ref(_)) => quote!(*#tokens),
            _ => tokens,
        }
    }

    /// Parts of accumulators and sources have associated types, whose methods need their traits.
    fn traits(&self, parts: &[&Block]) -> TokenStream {
        if !self.parts_used.get() && !parts.iter().any(|b| fold::has_cells(b)) {
            return quote!();
        }
        let krate = self.krate;
        quote!(use #krate::rt::parts::*;)
    }

    fn keep_verbatim(&self, tokens: TokenStream, span: Span) -> Ident {
        let mut all = self.verbatim.borrow_mut();
        all.push(tokens);
        Ident::new(&format!("{VERBATIM}{}", all.len() - 1), span)
    }

    fn ty(&self, t: &Ty) -> TokenStream {
        ty_tokens(t, self.krate)
    }
}

/// A type the compiler knows, spelled out.
pub(crate) fn ty_tokens(t: &Ty, krate: &TokenStream) -> TokenStream {
    let inner = |t: &Ty| ty_tokens(t, krate);
    match t {
        Ty::Real(crate::ir::Real::F64) => quote!(f64),
        Ty::Real(crate::ir::Real::F32) => quote!(f32),
        Ty::Real(crate::ir::Real::Param(param)) => param.ident().into_token_stream(),
        Ty::Int(name) => {
            let name = Ident::new(name.as_deref().unwrap_or("i32"), Span::call_site());
            quote!(#name)
        }
        Ty::Bool => quote!(bool),
        Ty::Char => quote!(char),
        Ty::Str => quote!(str),
        Ty::Unit => quote!(()),
        Ty::Tuple(ts) => {
            let ts = ts.iter().map(inner);
            quote!((#(#ts,)*))
        }
        Ty::Array(t, n) => {
            let t = inner(t);
            quote!([#t; #n])
        }
        Ty::Vec(t) => {
            let t = inner(t);
            quote!(#krate::rt::Vec<#t>)
        }
        Ty::Slice(t) => {
            let t = inner(t);
            quote!([#t])
        }
        Ty::Ref(t) => {
            let t = inner(t);
            quote!(&#t)
        }
        Ty::Option(t) => {
            let t = inner(t);
            quote!(::core::option::Option<#t>)
        }
        Ty::Spelled(t) => t.clone(),
        Ty::TangentOf(t) => quote!(<#t as #krate::Differentiable>::Tangent),
        Ty::Lanes(t) => lanes::ty_tokens(t, krate),
        Ty::Seq(_) | Ty::Literal | Ty::Var(_) | Ty::Unknown | Ty::UnknownTangent => quote!(_),
    }
}

/// Applies the macro's hygiene at the user's places, and puts macros that pass through back in.
pub(crate) fn site(tokens: TokenStream, verbatim: &[TokenStream]) -> TokenStream {
    tokens
        .into_iter()
        .flat_map(|t| match t {
            // macros that pass through must see the same `self`
            TokenTree::Ident(i) if i == "$crate" || i == "self" => {
                TokenStream::from(TokenTree::Ident(i))
            }
            TokenTree::Ident(mut i) => {
                let name = i.to_string();
                let kept = name
                    .strip_prefix(VERBATIM)
                    .and_then(|n| n.parse::<usize>().ok());
                if let Some(tokens) = kept.and_then(|n| verbatim.get(n)) {
                    return tokens.clone();
                }
                i.set_span(Span::mixed_site().located_at(i.span()));
                TokenTree::Ident(i).into()
            }
            TokenTree::Group(g) => {
                let mut new = Group::new(g.delimiter(), site(g.stream(), verbatim));
                new.set_span(Span::mixed_site().located_at(g.span()));
                TokenTree::Group(new).into()
            }
            // a variable has the place of its parameter or `let`: were an operator of the same hygiene, clippy would
            // take the lines between them for a comma left out
            TokenTree::Punct(mut p) if matches!(p.as_char(), '*' | '-') => {
                p.set_span(Span::call_site().located_at(p.span()));
                TokenTree::Punct(p).into()
            }
            mut other @ (TokenTree::Punct(_) | TokenTree::Literal(_)) => {
                other.set_span(Span::mixed_site().located_at(other.span()));
                other.into()
            }
        })
        .collect()
}

/// The same tokens at another place.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut t| {
            if let TokenTree::Group(g) = &t {
                t = TokenTree::Group(Group::new(g.delimiter(), respan(g.stream(), span)));
            }
            t.set_span(span);
            t
        })
        .collect()
}
