//! Macros in bodies: those that only look, those that end the computation, and `vec!`.

use super::{Lower, Value};
use crate::ir::{Atom, Effect, Rebind, Rhs, Stmt, Ty};
use crate::refusals;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::Expr;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;

const LOOKING: [&str; 11] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "print",
    "println",
    "eprint",
    "eprintln",
    "dbg",
];
const DIVERGING: [&str; 4] = ["panic", "unreachable", "todo", "unimplemented"];

impl Lower<'_> {
    pub(super) fn macro_call(&mut self, m: &syn::Macro) -> Value {
        let Some(name) = m.path.segments.last().map(|s| s.ident.to_string()) else {
            return Value::Unit;
        };
        if name == "vec" {
            return self.vec_macro(m);
        }
        if name == "matches" {
            return self.matches_macro(m);
        }
        let diverges = DIVERGING.contains(&name.as_str());
        if !diverges && !LOOKING.contains(&name.as_str()) || name == "dbg" {
            self.errors.push(refusals::unknown_macro(&m.path));
            return Value::Never;
        }
        if let Some(span) = changes_state(m) {
            self.errors
                .push(refusals::macro_with_effects(&m.path, span));
        }
        let binds = self.rebinds(m.tokens.clone());
        let tokens = m.to_token_stream();
        self.emit(Stmt::Effect(Effect {
            tokens,
            binds,
            diverges,
        }));
        if diverges { Value::Never } else { Value::Unit }
    }

    /// The user's names that a macro may mention, and what they stand for.
    fn rebinds(&mut self, tokens: TokenStream) -> Vec<(Ident, Rebind)> {
        let mut names = BTreeMap::new();
        mentioned(tokens, &mut names);
        let mut binds = vec![];
        for ident in names.into_values() {
            let bound = self
                .scopes
                .iter()
                .rev()
                .any(|s| s.contains_key(&ident.to_string()));
            // `self` cannot be bound again, and need not be: it keeps its name
            if bound
                && ident != "self"
                && let Some(v) = self.lookup(&ident)
            {
                match v {
                    Value::Closure(_) | Value::Iter(_) => {
                        self.errors.push(refusals::lazy_value_in_macro(&ident));
                    }
                    v => binds.extend(rebind(v).map(|r| (ident, r))),
                }
            }
        }
        binds
    }

    pub(super) fn assert_equal(&mut self, a: Atom, b: Atom, span: Span) {
        let (x, y) = (Ident::new("a", span), Ident::new("b", span));
        let tokens = quote::quote_spanned!(span=> ::core::assert_eq!(#x, #y));
        let binds = vec![(x, Rebind::Atom(a)), (y, Rebind::Atom(b))];
        self.emit(Stmt::Effect(Effect {
            tokens,
            binds,
            diverges: false,
        }));
    }

    fn vec_macro(&mut self, m: &syn::Macro) -> Value {
        let span = m.span();
        let repeat = |input: syn::parse::ParseStream<'_>| -> syn::Result<(Expr, Expr)> {
            let value = input.parse()?;
            input.parse::<syn::Token![;]>()?;
            Ok((value, input.parse()?))
        };
        if let Ok((value, n)) = Parser::parse2(repeat, m.tokens.clone()) {
            let values = self.operands_in_order([&value, &n].into_iter());
            let mut atoms = values.into_iter().map(|v| self.atom(v, span));
            let (Some(value), Some(n)) = (atoms.next(), atoms.next()) else {
                return Value::Never;
            };
            drop(atoms);
            let ty = self.ty(&n);
            self.infer.unify(&ty, &Ty::usize());
            let ty = Ty::Vec(Box::new(self.ty(&value)));
            return Value::Atom(self.temp(Rhs::VecRepeat(value, n), ty, span));
        }
        let list = Punctuated::<Expr, syn::Token![,]>::parse_terminated;
        match list.parse2(m.tokens.clone()) {
            Ok(elems) => {
                let atoms = self.element_atoms(elems.iter());
                let element = self.common_ty(&atoms);
                let ty = Ty::Vec(Box::new(element));
                Value::Atom(self.temp(Rhs::VecOf(atoms), ty, span))
            }
            Err(e) => {
                self.errors.push_syntax(e);
                Value::Never
            }
        }
    }
}

fn rebind(v: Value) -> Option<Rebind> {
    match v {
        Value::Atom(a) => Some(Rebind::Atom(a)),
        Value::Place(p) => Some(Rebind::Place(p)),
        Value::Ref(p, _) => Some(Rebind::Ref(p)),
        Value::Tuple(vs) => vs
            .into_iter()
            .map(rebind)
            .collect::<Option<_>>()
            .map(Rebind::Tuple),
        Value::Optional(o) => {
            let (present, payload) = (rebind(*o.present)?, rebind(*o.payload?)?);
            Some(Rebind::Option(Box::new(present), Box::new(payload)))
        }
        Value::Unit | Value::Never | Value::Choice(_) | Value::Closure(_) | Value::Iter(_) => None,
    }
}

/// Identifiers in the tokens and in format strings, each with a span that sees the user's names.
fn mentioned(tokens: TokenStream, names: &mut BTreeMap<String, Ident>) {
    for t in tokens {
        match t {
            TokenTree::Ident(i) => {
                names.insert(i.to_string(), i);
            }
            TokenTree::Group(g) => mentioned(g.stream(), names),
            TokenTree::Literal(l) => {
                for name in captured(&l.to_string()) {
                    let ident = Ident::new(&name, l.span());
                    names.entry(name).or_insert(ident);
                }
            }
            TokenTree::Punct(_) => {}
        }
    }
}

/// The names in `{name}` and `{name:..}` of a format string.
fn captured(literal: &str) -> Vec<String> {
    let mut found = vec![];
    for part in literal.split('{').skip(1) {
        let name: String = part
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        if !name.is_empty() && syn::parse_str::<Ident>(&name).is_ok() {
            found.push(name);
        }
    }
    // width and precision arguments: `{:width$}`
    for part in literal.split('$') {
        let name: String = part
            .chars()
            .rev()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        if !name.is_empty() && syn::parse_str::<Ident>(&name).is_ok() {
            found.push(name);
        }
    }
    found
}

/// An assignment or mutable borrow among a macro's arguments would be invisible to the derivative.
fn changes_state(m: &syn::Macro) -> Option<Span> {
    let args = Punctuated::<Expr, syn::Token![,]>::parse_terminated
        .parse2(m.tokens.clone())
        .ok()?;
    struct Finder(Option<Span>);
    impl<'a> syn::visit::Visit<'a> for Finder {
        fn visit_expr_assign(&mut self, e: &'a syn::ExprAssign) {
            self.0 = Some(e.span());
        }
        fn visit_expr_reference(&mut self, e: &'a syn::ExprReference) {
            if e.mutability.is_some() {
                self.0 = Some(e.span());
            } else {
                syn::visit::visit_expr_reference(self, e);
            }
        }
        fn visit_expr_method_call(&mut self, e: &'a syn::ExprMethodCall) {
            let changing = [
                "push", "pop", "swap", "fill", "insert", "remove", "truncate", "clear", "iter_mut",
            ];
            if changing.contains(&e.method.to_string().as_str()) {
                self.0 = Some(e.span());
            }
            syn::visit::visit_expr_method_call(self, e);
        }
        fn visit_expr_return(&mut self, e: &'a syn::ExprReturn) {
            self.0 = Some(e.span());
        }
        fn visit_expr_break(&mut self, e: &'a syn::ExprBreak) {
            self.0 = Some(e.span());
        }
        fn visit_expr_continue(&mut self, e: &'a syn::ExprContinue) {
            self.0 = Some(e.span());
        }
        fn visit_expr_try(&mut self, e: &'a syn::ExprTry) {
            self.0 = Some(e.question_token.span);
        }
        fn visit_macro(&mut self, m: &'a syn::Macro) {
            let known = [
                "format",
                "concat",
                "stringify",
                "matches",
                "line",
                "file",
                "vec",
            ];
            if !known.iter().any(|n| m.path.is_ident(n)) {
                self.0 = Some(m.span());
            }
        }
        fn visit_expr_binary(&mut self, e: &'a syn::ExprBinary) {
            if e.op.to_token_stream().to_string().ends_with('=')
                && !matches!(
                    e.op,
                    syn::BinOp::Eq(_) | syn::BinOp::Ne(_) | syn::BinOp::Le(_) | syn::BinOp::Ge(_)
                )
            {
                self.0 = Some(e.span());
            }
            syn::visit::visit_expr_binary(self, e);
        }
    }
    let mut finder = Finder(None);
    for a in &args {
        let a = match a {
            // a named argument, not an assignment
            Expr::Assign(named) if matches!(&*named.left, Expr::Path(_)) => &named.right,
            a => a,
        };
        syn::visit::Visit::visit_expr(&mut finder, a);
    }
    finder.0
}
