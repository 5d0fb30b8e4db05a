//! Patterns that may not match: a test, and the names they bind where it holds.
//!
//! An identifier in a pattern may be a constant. One that begins with a capital letter is compared with; any other is
//! bound by a `let` of its own name in the generated code, which does not compile if it is a constant.

use super::branch::Test;
use super::destructure::{field_parts, names_a_variant};
use super::option::Variant;
use super::parts::Part;
use super::{Lower, Mutability, Value, unit};
use crate::ir::{Atom, Place, Rhs, Stmt, Ty, VarId};
use crate::refusals;
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{BinOp, Pat};

impl Lower<'_> {
    /// Whether a value matches. What is emitted only reads.
    pub(super) fn test(&mut self, pat: &Pat, v: &Value) -> Test {
        let span = pat.span();
        match pat {
            Pat::Wild(_) | Pat::Rest(_) => Test::Always,
            Pat::Paren(p) => self.test(&p.pat, v),
            Pat::Type(p) => self.test(&p.pat, v),
            Pat::Ident(p) => match &p.subpat {
                Some((_, sub)) => self.test(sub, v),
                None if !is_constant(p) => Test::Always,
                None => match self.variant(&p.ident.clone().into()) {
                    Some(variant) => self.test_variant(variant, v, span),
                    None => self.test_constant(&syn::parse_quote!(#p), v, &p.ident),
                },
            },
            Pat::Path(p) => match self.variant(&p.path) {
                Some(variant) => self.test_variant(variant, v, span),
                None => self.compare(
                    v,
                    BinOp::Eq(Default::default()),
                    &syn::Expr::Path(p.clone()),
                ),
            },
            Pat::Lit(l) => {
                self.compare(v, BinOp::Eq(Default::default()), &syn::Expr::Lit(l.clone()))
            }
            Pat::Range(r) => self.test_range(r, v),
            Pat::Reference(p) => {
                let v = self.dereferenced(v.clone());
                self.test(&p.pat, &v)
            }
            Pat::Tuple(p) => match self.tuple_parts(&p.elems, v, span) {
                None => Test::Never,
                Some(parts) => self.test_parts(Test::Always, &parts, v),
            },
            Pat::TupleStruct(p) => match (self.variant(&p.path), p.elems.first()) {
                (Some(Variant::Some), Some(inner)) if p.elems.len() == 1 => {
                    let Some(o) = self.optional(v.clone(), span) else {
                        return Test::Never;
                    };
                    let present = Test::of(self.atom(*o.present, span));
                    match o.payload {
                        Some(payload) => self.both(present, span, |l| l.test(inner, &payload)),
                        None => present,
                    }
                }
                _ => {
                    self.errors.push(refusals::unsupported_pattern(pat));
                    Test::Never
                }
            },
            Pat::Slice(p) => {
                let (long_enough, parts) = self.slice_parts(&p.elems, v, span);
                self.test_parts(long_enough, &parts, v)
            }
            Pat::Or(p) => p.cases.iter().fold(Test::Never, |found, case| {
                self.either(found, span, |l| l.test(case, v))
            }),
            Pat::Struct(p) if !names_a_variant(&p.path) => {
                self.test_parts(Test::Always, &field_parts(p), v)
            }
            Pat::Const(_) | Pat::Guard(_) | Pat::Macro(_) | Pat::Struct(_) | Pat::Verbatim(_) => {
                self.errors.push(refusals::unsupported_pattern(pat));
                Test::Never
            }
            other => {
                self.errors.push(refusals::unsupported_pattern(other));
                Test::Never
            }
        }
    }

    fn test_parts(&mut self, start: Test, parts: &[Part<'_>], v: &Value) -> Test {
        parts.iter().fold(start, |so_far, part| {
            let span = part.pat.span();
            if always_matches(part.pat) {
                return so_far;
            }
            self.both(so_far, span, |l| {
                let part_of = l.part(v, part, span);
                l.test(part.pat, &part_of)
            })
        })
    }

    fn test_variant(&mut self, variant: Variant, v: &Value, span: Span) -> Test {
        let Some(o) = self.optional(v.clone(), span) else {
            return Test::Never;
        };
        let present = Test::of(self.atom(*o.present, span));
        match variant {
            Variant::Some => present,
            Variant::None => Test::of(self.negation(present, span)),
        }
    }

    fn test_constant(&mut self, constant: &syn::Expr, v: &Value, name: &Ident) -> Test {
        let ty = self.value_ty(v);
        if !self.infer.is_discrete(&ty) {
            self.errors.push(refusals::constant_pattern(name));
            return Test::Never;
        }
        self.compare(v, BinOp::Eq(Default::default()), constant)
    }

    fn test_range(&mut self, r: &syn::ExprRange, v: &Value) -> Test {
        let below = match r.limits {
            syn::RangeLimits::HalfOpen(_) => BinOp::Lt(Default::default()),
            syn::RangeLimits::Closed(_) => BinOp::Le(Default::default()),
        };
        let from = match &r.start {
            Some(e) => self.compare(v, BinOp::Ge(Default::default()), e),
            None => Test::Always,
        };
        match &r.end {
            Some(e) => self.both(from, r.span(), |l| l.compare(v, below, e)),
            None => from,
        }
    }

    /// Literals and constants of a pattern are compared with.
    fn compare(&mut self, v: &Value, op: BinOp, with: &syn::Expr) -> Test {
        let span = with.span();
        let v = self.dereferenced(v.clone());
        let value = self.atom(v, span);
        let with = self.operand(with);
        match self.arithmetic(&op, value, with, span) {
            Value::Atom(a) => Test::When(a),
            _ => Test::Never,
        }
    }

    /// Binds the names of a pattern to the parts of a value that matches it.
    pub(super) fn bind_matched(&mut self, pat: &Pat, v: Value) {
        let span = pat.span();
        match pat {
            Pat::Wild(_) | Pat::Rest(_) | Pat::Lit(_) | Pat::Range(_) | Pat::Path(_) => {}
            Pat::Paren(p) => self.bind_matched(&p.pat, v),
            Pat::Type(p) => self.bind_matched(&p.pat, v),
            Pat::Ident(p) => {
                if p.subpat.is_some() || !is_constant(p) {
                    self.bind_name(p, v.clone());
                }
                if let Some((_, sub)) = &p.subpat {
                    self.bind_matched(sub, v);
                }
            }
            Pat::Reference(p) => {
                let v = self.dereferenced(v);
                self.bind_matched(&p.pat, v);
            }
            Pat::Tuple(p) => {
                if let Some(parts) = self.tuple_parts(&p.elems, &v, span) {
                    self.bind_parts(&parts, &v);
                }
            }
            // any other has been refused
            Pat::TupleStruct(p) if matches!(self.variant(&p.path), Some(Variant::Some)) => {
                let payload = self.optional(v, span).and_then(|o| o.payload);
                if let (Some(inner), Some(payload)) = (p.elems.first(), payload) {
                    self.bind_matched(inner, *payload);
                }
            }
            Pat::Slice(p) => {
                let v = self.sliced(&p.elems, v, span);
                let (_, parts) = self.slice_parts(&p.elems, &v, span);
                self.bind_parts(&parts, &v);
            }
            Pat::Or(p) => self.bind_alternatives(p, &v),
            Pat::Struct(p) if !names_a_variant(&p.path) => self.bind_parts(&field_parts(p), &v),
            // the test has refused them
            Pat::Const(_) | Pat::Guard(_) | Pat::Macro(_) | Pat::Struct(_) | Pat::Verbatim(_) => {}
            _ => {}
        }
    }

    fn bind_parts(&mut self, parts: &[Part<'_>], v: &Value) {
        for part in parts {
            let value = self.part(v, part, part.pat.span());
            self.bind_matched(part.pat, value);
        }
    }

    fn bind_name(&mut self, p: &syn::PatIdent, v: Value) {
        let span = p.ident.span();
        if p.by_ref.is_some() {
            self.bind_reference(p, v);
            return;
        }
        if p.mutability.is_some() {
            let v = self.mutable(&p.ident, v);
            self.define(&p.ident, v);
            return;
        }
        let value = match self.freeze(v, span) {
            Value::Atom(a) => Value::Atom(Atom::Var(self.named_copy(&p.ident, a))),
            // what cannot change while it is borrowed is read at once
            Value::Ref(place, Mutability::Shared) if self.is_scalar_place(&place) => {
                let a = self.load(place, span);
                Value::Ref(Place::of(self.named_copy(&p.ident, a)), Mutability::Shared)
            }
            other => {
                self.state_binding(&p.ident);
                other
            }
        };
        self.define(&p.ident, value);
    }

    /// A variable under the name of the pattern.
    fn named_copy(&mut self, ident: &Ident, a: Atom) -> VarId {
        if let Atom::Var(v) = &a
            && self.is_last_temp(*v)
            && let Value::Atom(Atom::Var(named)) = self.named(ident, Value::Atom(a.clone()))
        {
            return named;
        }
        let ty = self.ty(&a);
        let var = self.user_var(ident, ty);
        self.emit(Stmt::Let {
            var,
            rhs: Rhs::Atom(a),
        });
        var
    }

    fn is_scalar_place(&mut self, place: &Place) -> bool {
        let ty = self.place_ty(place);
        self.is_plain_scalar(&ty)
    }

    /// A name for what is no variable of its own. If it were a constant, the `let` would not compile.
    fn state_binding(&mut self, ident: &Ident) {
        if self.claimed.contains(&ident.to_string()) {
            return;
        }
        let var = self.user_var(ident, Ty::Unit);
        self.emit(Stmt::Let {
            var,
            rhs: Rhs::Atom(unit()),
        });
    }

    /// `ref x`, `ref mut x`
    pub(super) fn bind_reference(&mut self, p: &syn::PatIdent, v: Value) {
        let m = match p.mutability {
            Some(_) => Mutability::Mut,
            None => Mutability::Shared,
        };
        let v = self.borrow(v, m, p.span());
        self.define(&p.ident, v);
    }

    /// `(1, x) | (x, 1)`: whichever matches first gives the names their values.
    fn bind_alternatives(&mut self, p: &syn::PatOr, v: &Value) {
        let Some(first) = p.cases.first() else { return };
        let names = bound_names(first);
        if names.is_empty() {
            return;
        }
        let cases: Vec<&Pat> = p.cases.iter().collect();
        let values = self.alternative(&cases, &names, v, p.span());
        if let Value::Tuple(values) = values {
            for (name, value) in names.iter().zip(values) {
                self.state_binding(name);
                self.define(name, value);
            }
        }
    }

    fn alternative(&mut self, cases: &[&Pat], names: &[Ident], v: &Value, span: Span) -> Value {
        let Some((case, rest)) = cases.split_first() else {
            return Value::Never;
        };
        let found = if rest.is_empty() {
            Test::Always
        } else {
            self.test(case, v)
        };
        self.select(
            found,
            span,
            |l| {
                l.bind_matched(case, v.clone());
                let values = names.iter().map(|n| l.lookup(n).unwrap_or(Value::Unit));
                Value::Tuple(values.collect())
            },
            |l| l.alternative(rest, names, v, span),
        )
    }
}

/// By the convention that rustc warns about: constants and variants begin with a capital letter.
pub(super) fn is_constant(p: &syn::PatIdent) -> bool {
    p.by_ref.is_none()
        && p.mutability.is_none()
        && p.subpat.is_none()
        && p.ident.to_string().starts_with(char::is_uppercase)
}

fn always_matches(p: &Pat) -> bool {
    match p {
        Pat::Wild(_) | Pat::Rest(_) => true,
        Pat::Ident(p) => p.subpat.is_none() && !is_constant(p),
        Pat::Paren(p) => always_matches(&p.pat),
        Pat::Reference(p) => always_matches(&p.pat),
        _ => false,
    }
}

/// The names a pattern binds, in order.
pub(super) fn bound_names(p: &Pat) -> Vec<Ident> {
    struct Finder(Vec<Ident>);
    impl<'a> syn::visit::Visit<'a> for Finder {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            if !is_constant(p) && !self.0.contains(&p.ident) {
                self.0.push(p.ident.clone());
            }
            syn::visit::visit_pat_ident(self, p);
        }
    }
    let mut f = Finder(vec![]);
    syn::visit::Visit::visit_pat(&mut f, p);
    f.0
}
