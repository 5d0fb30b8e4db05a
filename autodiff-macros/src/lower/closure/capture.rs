//! What a closure takes along by value.

use super::super::{Lower, Scope, Value, context_of};
use crate::ir::{Place, Ty};
use crate::refusals;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeMap;
use syn::Expr;
use syn::visit::Visit;

/// How a body uses the names in it.
#[derive(Default)]
struct Uses {
    /// Names mentioned at all.
    named: BTreeMap<String, Ident>,
    /// Names whose value is handed on as a whole: a `Vec` is moved.
    moved: BTreeMap<String, Ident>,
    changed: BTreeMap<String, Ident>,
}

impl Lower<'_> {
    /// Copies of the variables that a closure does not borrow: all under `move`, otherwise the `Vec`s that its body
    /// gives away. Only what could change outside (or in the closure alone) needs a copy.
    pub(super) fn captured_by_value(&mut self, c: &syn::ExprClosure) -> Scope {
        let mut uses = Uses::default();
        uses.visit_expr(&c.body);
        let all = c.capture.is_some();
        let mut own = Scope::new();
        for (name, ident) in if all { &uses.named } else { &uses.moved } {
            let found = self.scopes.iter().rev().find_map(|s| s.get(name)).cloned();
            let Some((value, context)) = found.filter(|(_, c)| *c == context_of(ident.span()))
            else {
                continue;
            };
            let changes = uses.changed.contains_key(name);
            if let Some(copy) = self.captured(ident, value, all, changes) {
                own.insert(name.clone(), (copy, context));
            }
        }
        own
    }

    fn captured(&mut self, ident: &Ident, v: Value, all: bool, changes: bool) -> Option<Value> {
        match v {
            Value::Place(p) if self.may_change(&p) => {
                let ty = self.place_ty(&p);
                let stays = ty.is_scalar() || matches!(ty, Ty::Array(..)) || changes;
                if !all && stays {
                    return None;
                }
                let copy = self.load(p, ident.span());
                Some(if changes {
                    self.mutable(ident, Value::Atom(copy))
                } else {
                    Value::Atom(copy)
                })
            }
            Value::Tuple(parts) => {
                let copies: Vec<Option<Value>> = parts
                    .iter()
                    .map(|v| self.captured(ident, v.clone(), all, changes))
                    .collect();
                let any = copies.iter().any(Option::is_some);
                let parts = copies.into_iter().zip(parts).map(|(c, v)| c.unwrap_or(v));
                any.then(|| Value::Tuple(parts.collect()))
            }
            Value::Optional(o) if all => {
                let copy = self.freeze(Value::Optional(o), ident.span());
                Some(if changes {
                    self.mutable(ident, copy)
                } else {
                    copy
                })
            }
            Value::Closure(c) if all && c.has_state => {
                self.errors.push(refusals::copied_closure(ident.span()));
                None
            }
            Value::Unit
            | Value::Never
            | Value::Optional(_)
            | Value::Choice(_)
            | Value::Atom(_)
            | Value::Place(_)
            | Value::Ref(..)
            | Value::Closure(_)
            | Value::Iter(_) => None,
        }
    }

    /// A copy of an array that may change while its elements are taken by value.
    pub(in crate::lower) fn own_elements(&mut self, p: Place, span: proc_macro2::Span) -> Place {
        let is_vec = matches!(self.place_ty(&p), Ty::Vec(_));
        if is_vec || !self.may_change(&p) {
            return p;
        }
        let copy = self.load(p, span);
        self.materialise(Value::Atom(copy), span)
    }
}

impl Uses {
    fn note(names: &mut BTreeMap<String, Ident>, ident: &Ident) {
        names
            .entry(ident.to_string())
            .or_insert_with(|| ident.clone());
    }

    fn mention(&mut self, tokens: TokenStream) {
        for t in tokens {
            match t {
                TokenTree::Ident(i) => Self::note(&mut self.named, &i),
                TokenTree::Group(g) => self.mention(g.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }

    /// A place that is read or changed, not moved.
    fn borrowed(&mut self, e: &Expr, changed: bool) {
        match e {
            Expr::Paren(p) => self.borrowed(&p.expr, changed),
            Expr::Field(f) => self.borrowed(&f.base, changed),
            Expr::Unary(u) => self.borrowed(&u.expr, changed),
            Expr::Index(i) => {
                self.borrowed(&i.expr, changed);
                self.visit_expr(&i.index);
            }
            Expr::Path(p) => {
                if let Some(ident) = p.path.get_ident() {
                    Self::note(&mut self.named, ident);
                    if changed {
                        Self::note(&mut self.changed, ident);
                    }
                }
            }
            other => self.visit_expr(other),
        }
    }
}

impl<'a> Visit<'a> for Uses {
    fn visit_expr(&mut self, e: &'a Expr) {
        match e {
            Expr::Path(p) => {
                if let Some(ident) = p.path.get_ident() {
                    Self::note(&mut self.named, ident);
                    Self::note(&mut self.moved, ident);
                }
            }
            Expr::Index(_) | Expr::Field(_) | Expr::Unary(_) => self.borrowed(e, false),
            Expr::Reference(r) => self.borrowed(&r.expr, r.mutability.is_some()),
            Expr::Assign(a) => {
                self.borrowed(&a.left, true);
                self.visit_expr(&a.right);
            }
            Expr::Binary(b) => {
                let text = b.op.to_token_stream().to_string();
                let comparison = ["==", "<=", ">=", "!="].contains(&text.as_str());
                self.borrowed(&b.left, text.ends_with('=') && !comparison);
                self.visit_expr(&b.right);
            }
            Expr::MethodCall(m) => {
                let looks = ["len", "iter", "is_empty", "to_vec", "clone"];
                let name = m.method.to_string();
                if name == "into_iter" {
                    self.visit_expr(&m.receiver);
                } else {
                    let scalar = crate::rule::method(&name).is_some();
                    self.borrowed(&m.receiver, !scalar && !looks.contains(&name.as_str()));
                }
                m.args.iter().for_each(|a| self.visit_expr(a));
            }
            Expr::Call(c) => {
                // calling a closure borrows it
                self.borrowed(&c.func, false);
                c.args.iter().for_each(|a| self.visit_expr(a));
            }
            Expr::Closure(c) if c.capture.is_some() => {
                let mut inner = Uses::default();
                inner.visit_expr(&c.body);
                self.moved.extend(inner.named.clone());
                self.named.extend(inner.named);
                self.changed.extend(inner.changed);
            }
            other => syn::visit::visit_expr(self, other),
        }
    }

    fn visit_macro(&mut self, m: &'a syn::Macro) {
        self.mention(m.tokens.clone());
    }
}
