//! Blocks, statements and the items at their head.

use super::{Lower, Value};
use crate::ir::Ty;
use crate::refusals;
use proc_macro2::Span;
use quote::ToTokens;
use syn::Expr;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// A block's statements in the current IR block, under a scope of their own.
    pub(super) fn block_value(&mut self, b: &syn::Block) -> Value {
        self.scopes.push(Default::default());
        let mut value = Value::Unit;
        let last = b.stmts.len().wrapping_sub(1);
        for (i, s) in b.stmts.iter().enumerate() {
            let v = self.statement(s);
            let diverged = matches!(value, Value::Never) || matches!(v, Value::Never);
            value = match v {
                _ if diverged => Value::Never,
                v if i == last => v,
                _ => Value::Unit,
            };
        }
        let value = self.settle(value, b.span());
        self.scopes.pop();
        value
    }

    /// What is left of a block's value at its end; a whole container stays where it is.
    pub(super) fn settle(&mut self, value: Value, span: Span) -> Value {
        match value {
            Value::Place(p) if !self.place_ty(&p).is_scalar() && p.is_whole() => Value::Place(p),
            v => self.freeze(v, span),
        }
    }

    fn statement(&mut self, s: &syn::Stmt) -> Value {
        match s {
            syn::Stmt::Local(l) => self.local(l),
            syn::Stmt::Item(i) => {
                self.item(i);
                Value::Unit
            }
            syn::Stmt::Expr(Expr::MethodCall(m), Some(_)) if m.method == "pop" => {
                self.pop_dropped(m);
                Value::Unit
            }
            syn::Stmt::Expr(e, semi) => {
                let v = self.expr(e);
                match v {
                    Value::Never => Value::Never,
                    v if semi.is_none() => v,
                    _ => Value::Unit,
                }
            }
            syn::Stmt::Macro(m) => match self.macro_call(&m.mac) {
                Value::Never => Value::Never,
                v if m.semi_token.is_none() => v,
                _ => Value::Unit,
            },
        }
    }

    fn local(&mut self, l: &syn::Local) -> Value {
        match &l.init {
            None => {
                self.declare(&l.pat, None);
                Value::Unit
            }
            Some(init) => {
                if let Some((_, otherwise)) = &init.diverge {
                    return self.let_else(l, &init.expr, otherwise);
                }
                if let syn::Pat::Type(p) = &l.pat {
                    let ty = self.reals.ty(&p.ty);
                    self.expect_from(&init.expr, &ty);
                }
                match self.expr(&init.expr) {
                    Value::Never => Value::Never,
                    value => {
                        self.bind(&l.pat, value);
                        Value::Unit
                    }
                }
            }
        }
    }

    /// Items of the body are printed at the head of every generated function. What they name must not be
    /// something else to this compiler than it is to rustc.
    fn item(&mut self, i: &syn::Item) {
        let name = match i {
            syn::Item::Const(c) => Some(&c.ident),
            syn::Item::Fn(f) => {
                if !f.attrs.iter().any(may_make_companion) {
                    self.f.plain_functions.insert(f.sig.ident.to_string());
                }
                Some(&f.sig.ident)
            }
            syn::Item::Type(t) => Some(&t.ident),
            syn::Item::Static(s) if is_plain_static(s) => Some(&s.ident),
            syn::Item::Use(u) => {
                if u.to_token_stream().to_string().contains('*') {
                    self.errors.push(refusals::glob_in_body(u.span()));
                }
                None
            }
            syn::Item::Enum(_)
            | syn::Item::ExternCrate(_)
            | syn::Item::ForeignMod(_)
            | syn::Item::Impl(_)
            | syn::Item::Macro(_)
            | syn::Item::Mod(_)
            | syn::Item::Static(_)
            | syn::Item::Struct(_)
            | syn::Item::Trait(_)
            | syn::Item::TraitAlias(_)
            | syn::Item::Union(_)
            | syn::Item::Verbatim(_) => {
                self.errors.push(refusals::item_in_body(i));
                return;
            }
            // syntax of the future
            other => {
                self.errors.push(refusals::item_in_body(other));
                return;
            }
        };
        if self.blocks.len() > 1 {
            self.errors.push(refusals::nested_item(i));
        }
        let own = |n: &syn::Ident| self.f.params.iter().any(|p| *n == self.f.var(p.var).name);
        if let Some(name) = name
            && own(name)
        {
            self.errors.push(refusals::item_named_like_parameter(name));
        }
        self.f.items.extend(i.to_token_stream());
    }
}

/// Numbers that never change: one for each generated function is as good as one for all.
fn is_plain_static(s: &syn::ItemStatic) -> bool {
    fn is_plain(t: &Ty) -> bool {
        match t {
            Ty::Tuple(ts) => ts.iter().all(is_plain),
            Ty::Array(t, _) | Ty::Slice(t) | Ty::Ref(t) => is_plain(t),
            t => t.is_scalar(),
        }
    }
    matches!(s.mutability, syn::StaticMutability::None)
        && is_plain(&super::types::of_spelling(&s.ty))
}

/// Attributes of the language itself make nothing.
fn may_make_companion(a: &syn::Attribute) -> bool {
    let plain = [
        "allow",
        "cfg",
        "cold",
        "deny",
        "deprecated",
        "doc",
        "expect",
        "inline",
        "must_use",
        "no_mangle",
        "rustfmt",
        "clippy",
        "track_caller",
        "warn",
    ];
    !plain
        .iter()
        .any(|n| a.path().segments.first().is_some_and(|s| s.ident == n))
}
