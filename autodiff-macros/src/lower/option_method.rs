//! Methods of `Option`.

use super::branch::{Test, truth};
use super::{Lower, Mutability, Optional, Value};
use crate::ir::{Effect, Prim, Rebind, Rhs, Stmt, Ty};
use crate::refusals;
use proc_macro2::{Ident, Span};
use syn::Expr;
use syn::spanned::Spanned;

/// Methods that only `Option` and its kin have: on a value of unknown type they say what it is, and rustc checks.
pub(super) const TELLING: [&str; 12] = [
    "is_some",
    "is_none",
    "is_some_and",
    "is_none_or",
    "unwrap",
    "expect",
    "unwrap_or",
    "unwrap_or_else",
    "unwrap_or_default",
    "map_or",
    "map_or_else",
    "and_then",
];

impl Lower<'_> {
    pub(super) fn option_method(&mut self, m: &syn::ExprMethodCall, o: Optional) -> Value {
        let name = m.method.to_string();
        let span = m.span();
        let args: Vec<&Expr> = m.args.iter().collect();
        match (name.as_str(), args.as_slice()) {
            ("as_ref" | "as_deref", []) => {
                return Value::Optional(self.lent(o, Mutability::Shared, span));
            }
            ("as_mut" | "as_deref_mut", []) => {
                return Value::Optional(self.lent(o, Mutability::Mut, span));
            }
            ("take", []) => return self.replaced(o, Value::Optional(Optional::none()), span),
            ("replace", [v]) => {
                return match self.expr(v) {
                    Value::Never => Value::Never,
                    v => {
                        let v = self.freeze(v, span);
                        self.replaced(o, Optional::some(v), span)
                    }
                };
            }
            _ => {}
        }
        let Some((present, payload)) = self.parts_of_option(Value::Optional(o), span) else {
            return Value::Never;
        };
        match self.combined(&name, &args, present, payload, span) {
            Some(v) => v,
            None => {
                self.errors.push(refusals::method_of_option(&m.method));
                Value::Never
            }
        }
    }

    /// Whether there is a value, and the value, both read.
    pub(super) fn parts_of_option(&mut self, v: Value, span: Span) -> Option<(Test, Value)> {
        let v = self.freeze(v, span);
        let o = self.optional(v, span)?;
        let present = Test::of(self.atom(*o.present, span));
        let payload = match o.payload {
            Some(v) => *v,
            None => {
                let ty = self.infer.fresh();
                self.placeholder_of(&ty, span)
            }
        };
        Some((present, payload))
    }

    /// Methods of what has been read; `None` for one that is not known.
    fn combined(
        &mut self,
        name: &str,
        args: &[&Expr],
        present: Test,
        payload: Value,
        span: Span,
    ) -> Option<Value> {
        let yes = |t: Test| Value::Atom(t.atom());
        Some(match (name, args) {
            ("is_some", []) => yes(present),
            ("is_none", []) => Value::Atom(self.negation(present, span)),
            ("is_some_and", [f]) => {
                let t = self.both(present, span, |l| l.test_applied(f, payload));
                yes(t)
            }
            ("is_none_or", [f]) => {
                let none = Test::of(self.negation(present, span));
                let t = self.either(none, span, |l| l.test_applied(f, payload));
                yes(t)
            }
            ("unwrap", []) => {
                let text = "called `Option::unwrap()` on a `None` value";
                self.demand(present, quote::quote_spanned!(span=> #text), span);
                self.freeze(payload, span)
            }
            ("expect", [text @ Expr::Lit(_)]) => {
                self.demand(
                    present,
                    quote::quote_spanned!(text.span()=> "{}", #text),
                    span,
                );
                self.freeze(payload, span)
            }
            ("unwrap_or", [d]) => match self.expr(d) {
                Value::Never => Value::Never,
                d => {
                    let d = self.freeze(d, span);
                    self.select(present, span, |_| payload, |_| d)
                }
            },
            ("unwrap_or_else", [f]) => {
                self.select(present, span, |_| payload, |l| l.applied(f, vec![]))
            }
            ("unwrap_or_default", []) => {
                let ty = self.value_ty(&payload).owned();
                self.select(present, span, |_| payload, |l| l.default_of(&ty))
            }
            ("map_or", [d, f]) => match self.expr(d) {
                Value::Never => Value::Never,
                d => {
                    let d = self.freeze(d, span);
                    self.select(present, span, |l| l.applied(f, vec![payload]), |_| d)
                }
            },
            ("map_or_else", [g, f]) => self.select(
                present,
                span,
                |l| l.applied(f, vec![payload]),
                |l| l.applied(g, vec![]),
            ),
            ("map", [f]) => self.computed_if(present, span, |l| l.applied(f, vec![payload])),
            ("and_then", [f]) => self.select(
                present,
                span,
                |l| l.applied(f, vec![payload]),
                |_| Value::Optional(Optional::none()),
            ),
            ("filter", [f]) => {
                let lent = match self.lent_of(payload.clone(), span) {
                    Some(v) => v,
                    None => payload.clone(),
                };
                let kept = self.both(present, span, |l| l.test_applied(f, lent));
                Optional::when(kept, payload)
            }
            ("or", [other]) => match self.expr(other) {
                Value::Never => Value::Never,
                other => {
                    let other = self.freeze(other, span);
                    self.select(present, span, |_| Optional::some(payload), |_| other)
                }
            },
            ("or_else", [f]) => self.select(
                present,
                span,
                |_| Optional::some(payload),
                |l| l.applied(f, vec![]),
            ),
            ("and", [other]) => match self.expr(other) {
                Value::Never => Value::Never,
                other => {
                    let other = self.freeze(other, span);
                    self.select(
                        present,
                        span,
                        |_| other,
                        |_| Value::Optional(Optional::none()),
                    )
                }
            },
            ("zip", [other]) => self.zipped(other, present, payload, span),
            ("copied" | "cloned", []) => {
                self.computed_if(present, span, |l| l.dereferenced(payload))
            }
            ("clone", []) => Optional::when(present, payload),
            ("flatten", []) => match self.optional(payload, span) {
                None => Value::Never,
                Some(inner) => self.select(
                    present,
                    span,
                    |_| Value::Optional(inner),
                    |_| Value::Optional(Optional::none()),
                ),
            },
            _ => return None,
        })
    }

    fn zipped(&mut self, other: &Expr, present: Test, payload: Value, span: Span) -> Value {
        let v = self.expr(other);
        let Some((right, second)) = self.parts_of_option(v, span) else {
            return Value::Never;
        };
        let both = self.both(present, span, |_| right);
        Optional::when(both, Value::Tuple(vec![payload, second]))
    }

    /// `mem::replace` of an `Option`, by method.
    fn replaced(&mut self, o: Optional, new: Value, span: Span) -> Value {
        // through a reference as well
        let Value::Optional(o) = self.dereferenced(Value::Optional(o)) else {
            return Value::Never;
        };
        let old = self.freeze(Value::Optional(o.clone()), span);
        self.assign_option(&o, new, span);
        old
    }

    fn lent_of(&mut self, v: Value, span: Span) -> Option<Value> {
        match v {
            Value::Ref(..) | Value::Optional(_) | Value::Tuple(_) => None,
            v => Some(Value::Ref(self.materialise(v, span), Mutability::Shared)),
        }
    }

    pub(super) fn negation(&mut self, t: Test, span: Span) -> crate::ir::Atom {
        match t {
            Test::Always => truth(false),
            Test::Never => truth(true),
            Test::When(a) => self.temp(Rhs::Prim(Prim::Not, vec![a]), Ty::Bool, span),
        }
    }

    fn test_applied(&mut self, f: &Expr, payload: Value) -> Test {
        let v = self.applied(f, vec![payload]);
        Test::of(self.atom(v, f.span()))
    }

    /// Panics, with this message, where there is no value.
    fn demand(&mut self, present: Test, message: proc_macro2::TokenStream, span: Span) {
        let Test::When(present) = present else {
            if matches!(present, Test::Never) {
                self.demand(Test::When(truth(false)), message, span);
            }
            return;
        };
        let name = Ident::new("is_some", span);
        self.emit(Stmt::Effect(Effect {
            tokens: quote::quote_spanned!(span=> ::core::assert!(#name, #message)),
            binds: vec![(name, Rebind::Atom(present))],
            diverges: false,
        }));
    }

    /// A closure written on the spot, or a function by its name, applied to values.
    pub(super) fn applied(&mut self, f: &Expr, args: Vec<Value>) -> Value {
        match self.fun(f) {
            Some(fun) => {
                let v = self.apply(&fun, args, f.span());
                self.freeze(v, f.span())
            }
            None => Value::Never,
        }
    }
}
