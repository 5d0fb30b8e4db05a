//! Closures: inlined at each call, in the scope of their definition.
//!
//! A captured variable is an alias of its place: rustc sees to it that nobody else changes it while the closure
//! lives. What a closure takes along by value is copied where it is defined.

mod capture;

use super::{Lower, Optional, Scope, Value, types};
use crate::ir::{Atom, LoopKind, Prim, Rhs, Role, Target, Ty};
use crate::refusals;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::rc::Rc;
use syn::Expr;
use syn::spanned::Spanned;

/// Closures that call each other grow exponentially when inlined: above so many tokens they are refused.
const INLINED_TOKENS: usize = 20_000;

#[derive(Debug)]
pub(super) struct Closure {
    ast: syn::ExprClosure,
    /// What the names around its definition stand for.
    scopes: Vec<Scope>,
    tokens: usize,
    /// Has copies of its own, which a copy of the closure would have again.
    has_state: bool,
}

/// What an adaptor calls for each element.
#[derive(Clone, Debug)]
pub(super) enum Fun {
    Closure(Rc<Closure>),
    Path(syn::ExprPath),
}

impl Fun {
    /// The pattern of the last parameter: the element's.
    pub(super) fn element_pattern(&self) -> Option<&syn::Pat> {
        match self {
            Fun::Closure(c) => c.ast.inputs.last(),
            Fun::Path(_) => None,
        }
    }

    pub(super) fn body(&self) -> Option<&Expr> {
        match self {
            Fun::Closure(c) => Some(&c.ast.body),
            Fun::Path(_) => None,
        }
    }

    pub(super) fn span(&self) -> Span {
        match self {
            Fun::Closure(c) => c.ast.inputs_begin.span,
            Fun::Path(p) => p.span(),
        }
    }
}

impl Lower<'_> {
    pub(super) fn closure(&mut self, c: &syn::ExprClosure) -> Value {
        if let Some(span) = refusals::closure_modifier(c) {
            self.errors.push(refusals::unusual_closure(span));
            return Value::Never;
        }
        let mut scopes = self.scopes.clone();
        let own = self.captured_by_value(c);
        let has_state = !own.is_empty();
        scopes.push(own);
        Value::Closure(Rc::new(Closure {
            ast: c.clone(),
            scopes,
            tokens: count_tokens(c.body.to_token_stream()),
            has_state,
        }))
    }

    /// The function an adaptor is handed: a closure, the name of one, or the path of a function.
    pub(super) fn fun(&mut self, e: &Expr) -> Option<Fun> {
        match super::call::strip(e) {
            Expr::Path(p)
                if p.path
                    .get_ident()
                    .is_none_or(|ident| self.lookup(ident).is_none()) =>
            {
                Some(Fun::Path(p.clone()))
            }
            e => {
                let by_value = !matches!(e, Expr::Closure(_) | Expr::Reference(_));
                match self.expr(e) {
                    Value::Closure(c) if by_value && c.has_state => {
                        self.errors.push(refusals::copied_closure(e.span()));
                        None
                    }
                    Value::Closure(c) => Some(Fun::Closure(c)),
                    Value::Never => None,
                    _ => {
                        self.errors.push(refusals::called_value(e.span()));
                        None
                    }
                }
            }
        }
    }

    /// `c(x)`, `(|x| ..)(x)`: calls of something that is not a path to a function.
    pub(super) fn call_of_value(&mut self, c: &syn::ExprCall) -> Value {
        let callee = self.expr(&c.func);
        match callee {
            Value::Closure(closure) => {
                let args = self.operands_in_order(c.args.iter());
                self.inline(&closure, args, c.span())
            }
            Value::Never => Value::Never,
            _ => {
                self.errors.push(refusals::called_value(c.func.span()));
                Value::Never
            }
        }
    }

    pub(super) fn apply(&mut self, f: &Fun, args: Vec<Value>, span: Span) -> Value {
        match f {
            Fun::Closure(c) => self.inline(c, args, span),
            Fun::Path(p) => self.apply_path(p, args),
        }
    }

    fn inline(&mut self, c: &Rc<Closure>, args: Vec<Value>, span: Span) -> Value {
        self.inline_body(c, args, span, |s, _| s.closure_body(&c.ast))
            .unwrap_or(Value::Never)
    }

    /// Lowers a closure's body, in its own way, where the closure's names are in scope.
    pub(super) fn inline_body<T>(
        &mut self,
        c: &Rc<Closure>,
        args: Vec<Value>,
        span: Span,
        body: impl FnOnce(&mut Self, &Expr) -> T,
    ) -> Option<T> {
        let diverges = |v: &Value| matches!(v, Value::Never);
        // a wrong number of arguments is rustc's error
        if args.len() != c.ast.inputs.len() || args.iter().any(diverges) {
            return None;
        }
        if !self.may_repeat(c.tokens, span) {
            return None;
        }
        let scopes = std::mem::replace(&mut self.scopes, c.scopes.clone());
        let enclosing = std::mem::take(&mut self.enclosing);
        self.scopes.push(Scope::new());
        for (pat, arg) in c.ast.inputs.iter().zip(args) {
            self.bind_argument(pat, arg);
        }
        let value = body(self, &c.ast.body);
        self.scopes = scopes;
        self.enclosing = enclosing;
        Some(value)
    }

    /// Whether so many tokens may be lowered once more; the first time they may not is reported.
    pub(super) fn may_repeat(&mut self, tokens: usize, span: Span) -> bool {
        let before = self.inlined;
        self.inlined = before.saturating_add(tokens);
        if before <= INLINED_TOKENS && self.inlined > INLINED_TOKENS {
            self.errors.push(refusals::closures_too_large(span));
        }
        self.inlined <= INLINED_TOKENS
    }

    fn closure_body(&mut self, c: &syn::ExprClosure) -> Value {
        let body = &*c.body;
        if let syn::ReturnType::Type(_, t) = &c.output {
            self.expect_from(body, &self.reals.ty(t));
        }
        let value = if super::has_return_in(body) {
            let (block, value) = self.loop_body(LoopKind::Once, None, true, |s| {
                s.enclosing.last_mut().expect("the block").is_closure = true;
                let value = s.expr(body);
                if !matches!(value, Value::Never) {
                    let value = s.settle(value, body.span());
                    s.leave_with(value, body.span());
                }
            });
            self.emit(crate::ir::Stmt::Loop(block));
            value
        } else {
            let value = self.expr(body);
            self.settle(value, body.span())
        };
        if let syn::ReturnType::Type(_, t) = &c.output {
            let (want, got) = (self.reals.ty(t), self.value_ty(&value));
            self.infer.unify(&want, &got);
        }
        value
    }

    /// `return` in a closure.
    pub(super) fn leave_closure(&mut self, value: Value, span: Span) -> Value {
        if !matches!(value, Value::Never) {
            let value = self.settle(value, span);
            self.set_result(0, value, span);
            let id = self.enclosing[0].id;
            self.exit(Target::Break(id));
        }
        Value::Never
    }

    /// Binds a parameter of something inlined: what never changes is not copied.
    pub(super) fn bind_argument(&mut self, pat: &syn::Pat, value: Value) {
        match (pat, value) {
            (syn::Pat::Paren(p), value) => self.bind_argument(&p.pat, value),
            (syn::Pat::Type(p), value) => {
                let (want, got) = (self.reals.ty(&p.ty), self.value_ty(&value));
                self.infer.unify(&want, &got);
                self.bind_argument(&p.pat, value);
            }
            (syn::Pat::Reference(p), Value::Ref(place, _)) => {
                self.bind_argument(&p.pat, Value::Place(place));
            }
            (syn::Pat::Reference(p), value) => self.bind_argument(&p.pat, value),
            (syn::Pat::Tuple(p), Value::Tuple(parts))
                if p.elems.len() == parts.len()
                    && !p.elems.iter().any(|e| matches!(e, syn::Pat::Rest(_))) =>
            {
                for (pat, part) in p.elems.iter().zip(parts) {
                    self.bind_argument(pat, part);
                }
            }
            (syn::Pat::Ident(p), value)
                if p.by_ref.is_none() && p.subpat.is_none() && self.needs_no_copy(p, &value) =>
            {
                self.define(&p.ident, value);
            }
            (pat, value) => self.bind(pat, value),
        }
    }

    fn needs_no_copy(&self, p: &syn::PatIdent, value: &Value) -> bool {
        match value {
            Value::Atom(Atom::Var(v)) => {
                p.mutability.is_none()
                    && (self.f.var(*v).role != Role::Temp || !self.is_last_temp(*v))
            }
            Value::Atom(Atom::Const(_)) => p.mutability.is_none(),
            // what was handed over is gone for the fold until the closure returns the next value
            Value::Place(place) => self.folds.contains(&place.root),
            Value::Tuple(_) | Value::Unit | Value::Never | Value::Ref(..) => false,
            Value::Optional(_) | Value::Choice(_) => false,
            Value::Closure(_) | Value::Iter(_) => true,
        }
    }

    /// `.map(f64::sin)`, `.fold(0, usize::max)`, `.map(g)`.
    fn apply_path(&mut self, p: &syn::ExprPath, args: Vec<Value>) -> Value {
        let names: Vec<String> = p
            .path
            .segments
            .iter()
            .map(|s| s.ident.to_string())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let span = p.span();
        if self.variant(&p.path) == Some(super::option::Variant::Some)
            && let [v] = args.as_slice()
        {
            return Optional::some(self.freeze(v.clone(), span));
        }
        match names.as_slice() {
            ["f64" | "f32", name] => {
                let first = &p.path.segments[0];
                let real = self.reals.ty(&syn::parse_quote!(#first));
                let atoms = args.into_iter().map(|v| self.atom(v, span)).collect();
                self.ufcs_of(atoms, p, name, real, span)
            }
            [parameter, name] if self.real_parameter(parameter).is_some() => {
                let real = self.real_parameter(parameter).unwrap_or(Ty::f64());
                let atoms = args.into_iter().map(|v| self.atom(v, span)).collect();
                self.ufcs_of(atoms, p, name, real, span)
            }
            [integer, "min" | "max"] if types::INTEGERS.contains(integer) => {
                let method = p.path.segments[1].ident.clone();
                let ty = Ty::Int(Some((*integer).to_owned()));
                let atoms: Vec<Atom> = args.into_iter().map(|v| self.atom(v, span)).collect();
                for a in &atoms {
                    let got = self.ty(a);
                    self.infer.unify(&ty, &got);
                }
                let rhs = Rhs::Prim(Prim::Method(method, None), atoms);
                Value::Atom(self.temp(rhs, ty, span))
            }
            [.., last] if p.qself.is_some() || last.starts_with(char::is_uppercase) => {
                self.errors.push(refusals::function_of_adaptor(p));
                Value::Never
            }
            [.., parent, _] if parent.starts_with(char::is_uppercase) => {
                if super::call::STD_TYPES.contains(parent) {
                    self.errors.push(refusals::function_of_adaptor(p));
                    return Value::Never;
                }
                let args = args.into_iter().map(|v| (v, span)).collect();
                self.associated_call_of(args, p, span)
            }
            _ => {
                let args = args.into_iter().map(|v| (v, span)).collect();
                self.companion_call_of(args, p, span)
            }
        }
    }
}

fn count_tokens(tokens: TokenStream) -> usize {
    tokens
        .into_iter()
        .map(|t| match t {
            TokenTree::Group(g) => 1 + count_tokens(g.stream()),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => 1,
        })
        .sum()
}
