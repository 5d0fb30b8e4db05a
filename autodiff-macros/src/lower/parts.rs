//! The parts that tuple and slice patterns take, `..` included.

use super::branch::{Test, truth};
use super::{Lower, Mutability, Value};
use crate::ir::{Atom, Prim, Proj, Rhs, Ty};
use crate::refusals;
use proc_macro2::Span;
use syn::Pat;
use syn::punctuated::Punctuated;

type Elements = Punctuated<Pat, syn::Token![,]>;

/// A part of a value, and the pattern it is matched with.
pub(super) struct Part<'a> {
    pub(super) pat: &'a Pat,
    pub(super) proj: Proj,
}

impl Lower<'_> {
    /// The parts that the elements of a tuple pattern stand for; `None` where it is refused.
    pub(super) fn tuple_parts<'a>(
        &mut self,
        elems: &'a Elements,
        v: &Value,
        span: Span,
    ) -> Option<Vec<Part<'a>>> {
        let Some(rest) = elems.iter().position(|e| matches!(e, Pat::Rest(_))) else {
            self.learn_tuple(v, elems.len());
            let parts = (0u32..).zip(elems);
            return Some(
                parts
                    .map(|(i, pat)| Part {
                        pat,
                        proj: Proj::Field(i),
                    })
                    .collect(),
            );
        };
        let arity = match (v, self.value_ty(v)) {
            (Value::Tuple(vs), _) => vs.len(),
            (_, Ty::Tuple(ts)) => ts.len(),
            _ => {
                self.errors.push(refusals::rest_of_unknown_tuple(span));
                return None;
            }
        };
        let left_out = (arity + 1).saturating_sub(elems.len());
        let parts = elems.iter().enumerate().filter(|(i, _)| *i != rest);
        let field = |i: usize| if i < rest { i } else { i + left_out - 1 };
        Some(
            parts
                .map(|(i, pat)| Part {
                    pat,
                    proj: Proj::Field(u32::try_from(field(i)).unwrap_or(u32::MAX)),
                })
                .collect(),
        )
    }

    /// The elements that a slice pattern asks for, and whether there are as many.
    pub(super) fn slice_parts<'a>(
        &mut self,
        elems: &'a Elements,
        v: &Value,
        span: Span,
    ) -> (Test, Vec<Part<'a>>) {
        self.project(
            v.clone(),
            Proj::Index(super::expr::usize_literal(0, span)),
            span,
        );
        // what has a length to this compiler may be a slice to rustc, so that the pattern need not match
        let known = match (v, self.value_ty(v)) {
            (Value::Choice(_), _) => None,
            (_, Ty::Array(_, n)) => n.to_string().parse::<usize>().ok(),
            _ => None,
        };
        let rest = elems.iter().position(is_rest);
        let asked = elems.len() - usize::from(rest.is_some());
        let long_enough = match (known, rest) {
            (Some(n), Some(_)) => Test::of(truth(n >= asked)),
            (Some(n), None) => Test::of(truth(n == asked)),
            (None, Some(_)) if asked == 0 => Test::Always,
            (None, rest) => {
                let op = match rest {
                    Some(_) => syn::BinOp::Ge(Default::default()),
                    None => syn::BinOp::Eq(Default::default()),
                };
                let len = self.length(v, span);
                let n = super::expr::usize_literal(asked, span);
                Test::When(self.temp(Rhs::Prim(Prim::Binary(op), vec![len, n]), Ty::Bool, span))
            }
        };
        let Some(rest) = rest else {
            let parts = elems.iter().enumerate().map(|(i, pat)| Part {
                pat,
                proj: Proj::Index(super::expr::usize_literal(i, span)),
            });
            return (long_enough, parts.collect());
        };
        let mut parts = vec![];
        for (i, pat) in elems.iter().enumerate() {
            let proj = if i < rest {
                Proj::Index(super::expr::usize_literal(i, span))
            } else if i == rest {
                let behind = elems.len() - rest - 1;
                if matches!(pat, Pat::Rest(_)) {
                    continue;
                }
                let lo = super::expr::usize_literal(rest, span);
                Proj::Slice(lo, self.before_end(v, known, behind, span))
            } else {
                Proj::Index(self.before_end(v, known, elems.len() - i, span))
            };
            parts.push(Part { pat, proj });
        }
        (long_enough, parts)
    }

    /// The index that many places before the end. Where there is none it is never used, but must not fail.
    fn before_end(&mut self, v: &Value, known: Option<usize>, back: usize, span: Span) -> Atom {
        if let Some(n) = known {
            return super::expr::usize_literal(n.saturating_sub(back), span);
        }
        let len = self.length(v, span);
        if back == 0 {
            return len;
        }
        self.saturating_sub(len, super::expr::usize_literal(back, span), span)
    }

    fn length(&mut self, v: &Value, span: Span) -> Atom {
        let len = match v.clone() {
            Value::Choice(c) => self.select(
                Test::When(c.cond),
                span,
                |l| Value::Atom(l.length(&c.then, span)),
                |l| Value::Atom(l.length(&c.otherwise, span)),
            ),
            v => {
                let place = self.materialise(v, span);
                return self.len_of(place, span);
            }
        };
        self.atom(len, span)
    }

    /// A part of an array that is matched by value is a copy.
    pub(super) fn sliced(&mut self, elems: &Elements, v: Value, span: Span) -> Value {
        let copies = elems.iter().any(|e| match e {
            Pat::Ident(p) => p.by_ref.is_none() && is_rest(e),
            _ => false,
        });
        if copies { self.freeze(v, span) } else { v }
    }

    pub(super) fn part(&mut self, v: &Value, part: &Part<'_>, span: Span) -> Value {
        match (&part.proj, v) {
            (Proj::Field(_) | Proj::Named(_) | Proj::Index(_), _) => {
                self.project(v.clone(), part.proj.clone(), span)
            }
            (Proj::Slice(..), Value::Choice(c)) => c.clone().map(|v| self.part(&v, part, span)),
            (Proj::Slice(..), v) => {
                let m = match v {
                    Value::Ref(_, m) => *m,
                    _ => Mutability::Shared,
                };
                let place = self.materialise(v.clone(), span);
                Value::Ref(place.then(part.proj.clone()), m)
            }
        }
    }

    /// A part of what a reference refers to is a place, not another reference.
    pub(super) fn dereferenced_part(&mut self, v: Value) -> Value {
        match v {
            Value::Ref(p, _) => Value::Place(p),
            Value::Choice(c) => c.map(|v| self.dereferenced_part(v)),
            other => other,
        }
    }

    /// What a reference refers to; a reference to an `Option` is an `Option` of references here.
    pub(super) fn dereferenced(&mut self, v: Value) -> Value {
        match v {
            Value::Ref(p, _) => Value::Place(p),
            Value::Optional(o) => Value::Optional(super::Optional {
                present: o.present,
                payload: o.payload.map(|v| Box::new(self.dereferenced(*v))),
            }),
            Value::Choice(c) => c.map(|v| self.dereferenced(v)),
            other => other,
        }
    }
}

/// `..`, or `name @ ..`
fn is_rest(p: &Pat) -> bool {
    match p {
        Pat::Rest(_) => true,
        Pat::Ident(p) => p
            .subpat
            .as_ref()
            .is_some_and(|(_, sub)| matches!(**sub, Pat::Rest(_))),
        _ => false,
    }
}
