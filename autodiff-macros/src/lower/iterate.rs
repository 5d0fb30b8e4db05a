//! `for`: ranges, and the elements of slices, arrays and `Vec`s by an index.

use super::{Lower, Mutability, Value};
use crate::ir::{Atom, LoopKind, Place, Proj, Range, Role, Step, Stmt, Ty};
use crate::refusals;
use proc_macro2::Span;
use syn::Expr;
use syn::spanned::Spanned;

/// What a `for` header goes through.
enum Source {
    Range {
        lo: Atom,
        hi: Atom,
        inclusive: bool,
        ty: Ty,
    },
    Elements {
        of: Place,
        by: By,
        counted: bool,
    },
}

#[derive(Clone, Copy)]
enum By {
    Value,
    Ref(Mutability),
}

impl Lower<'_> {
    pub(super) fn for_loop(&mut self, l: &syn::ExprForLoop) -> Value {
        let Some((source, steps)) = self.iterable(&l.expr) else {
            return Value::Unit;
        };
        let label = l.label.as_ref().map(|l| l.name.ident.to_string());
        match source {
            Source::Range {
                lo,
                hi,
                inclusive,
                ty,
            } => {
                let (var, name, mutable) = self.counter(&l.pat, ty);
                let range = Range {
                    var,
                    lo,
                    hi,
                    inclusive,
                    steps,
                };
                let (looped, _) = self.loop_body(LoopKind::Range(range), label, false, |s| {
                    if let Some(name) = name {
                        let v = Value::Atom(Atom::Var(var));
                        let v = if mutable { s.mutable(&name, v) } else { v };
                        s.define(&name, v);
                    }
                    s.block_value(&l.body);
                });
                self.emit(Stmt::Loop(looped));
            }
            Source::Elements { of, by, counted } => self.for_elements(l, of, by, counted, steps),
        }
        Value::Unit
    }

    fn for_elements(
        &mut self,
        l: &syn::ExprForLoop,
        of: Place,
        by: By,
        counted: bool,
        steps: Vec<Step>,
    ) {
        let label = l.label.as_ref().map(|l| l.name.ident.to_string());
        let span = l.pat.span();
        let hi = self.len_of(of.clone(), l.expr.span());
        let base = match &*l.pat {
            syn::Pat::Ident(i) => format!("{}_index", i.ident),
            _ => "index".to_owned(),
        };
        let var = self.f.add_var(&base, Ty::usize(), Role::User, span);
        let lo = super::expr::usize_literal(0, span);
        let range = Range {
            var,
            lo,
            hi,
            inclusive: false,
            steps,
        };
        let (looped, _) = self.loop_body(LoopKind::Range(range), label, false, |s| {
            let place = of.then(Proj::Index(Atom::Var(var)));
            s.place_ty(&place);
            let element = match by {
                By::Value => Value::Place(place),
                By::Ref(m) => Value::Ref(place, m),
            };
            let item = if counted {
                Value::Tuple(vec![Value::Atom(Atom::Var(var)), element])
            } else {
                element
            };
            s.bind(&l.pat, item);
            s.block_value(&l.body);
        });
        self.emit(Stmt::Loop(looped));
    }

    /// The variable of a range, its name if it has one, and whether the body changes it.
    fn counter(&mut self, pat: &syn::Pat, ty: Ty) -> (crate::ir::VarId, Option<syn::Ident>, bool) {
        match pat {
            syn::Pat::Ident(p) if p.by_ref.is_none() && p.subpat.is_none() => {
                let mutable = p.mutability.is_some();
                let var = if mutable {
                    self.f.add_var(
                        &format!("{}_start", p.ident),
                        ty,
                        Role::User,
                        p.ident.span(),
                    )
                } else {
                    self.user_var(&p.ident, ty)
                };
                (var, Some(p.ident.clone()), mutable)
            }
            syn::Pat::Wild(w) => (
                self.f
                    .add_var("_i", ty, Role::User, w.underscore_token.span),
                None,
                false,
            ),
            syn::Pat::Type(t) => {
                let spelled = self.reals.ty(&t.ty);
                self.infer.unify(&ty, &spelled);
                self.counter(&t.pat, ty)
            }
            other => {
                self.errors.push(refusals::unsupported_pattern(other));
                (
                    self.f.add_var("_i", ty, Role::User, other.span()),
                    None,
                    false,
                )
            }
        }
    }

    fn iterable(&mut self, e: &Expr) -> Option<(Source, Vec<Step>)> {
        match e {
            Expr::Paren(p) => self.iterable(&p.expr),
            Expr::Range(r) => self.range(r).map(|s| (s, vec![])),
            Expr::MethodCall(m) => self.adapted(m),
            other => {
                let v = self.expr(other);
                self.elements(v, By::Value, other.span())
                    .map(|s| (s, vec![]))
            }
        }
    }

    fn range(&mut self, r: &syn::ExprRange) -> Option<Source> {
        let (Some(start), Some(end)) = (&r.start, &r.end) else {
            self.errors.push(refusals::open_range(r.span()));
            return None;
        };
        let values = self.operands_in_order([&**start, &**end].into_iter());
        let mut atoms = values.into_iter().map(|v| self.atom(v, r.span()));
        let (lo, hi) = (atoms.next()?, atoms.next()?);
        drop(atoms);
        let (a, b) = (self.ty(&lo), self.ty(&hi));
        self.infer.unify(&a, &b);
        let ty = if self.infer.is_discrete(&a) { a } else { b };
        let inclusive = matches!(r.limits, syn::RangeLimits::Closed(_));
        Some(Source::Range {
            lo,
            hi,
            inclusive,
            ty,
        })
    }

    fn elements(&mut self, v: Value, by: By, span: Span) -> Option<Source> {
        let (of, by) = match v {
            Value::Ref(p, m) => {
                let by = match by {
                    By::Value => By::Ref(m),
                    by @ By::Ref(_) => by,
                };
                (p, by)
            }
            Value::Never => return None,
            other => {
                let ty = self.value_ty(&other);
                if ty.element().is_none() && !self.infer.is_free(&ty) {
                    self.errors.push(refusals::iterable(span));
                    return None;
                }
                (self.materialise(other, span), by)
            }
        };
        Some(Source::Elements {
            of,
            by,
            counted: false,
        })
    }

    /// `.iter()`, `.rev()`, `.step_by(n)`, `.enumerate()` and the like in a loop header.
    fn adapted(&mut self, m: &syn::ExprMethodCall) -> Option<(Source, Vec<Step>)> {
        let name = m.method.to_string();
        match (name.as_str(), m.args.len()) {
            ("iter" | "iter_mut" | "into_iter", 0) => {
                if let Expr::Range(_) | Expr::Paren(_) = &*m.receiver
                    && name == "into_iter"
                {
                    return self.iterable(&m.receiver);
                }
                let v = self.expr(&m.receiver);
                let by = match name.as_str() {
                    "iter" => By::Ref(Mutability::Shared),
                    "iter_mut" => By::Ref(Mutability::Mut),
                    _ => By::Value,
                };
                self.elements(v, by, m.span()).map(|s| (s, vec![]))
            }
            ("rev", 0) => {
                let (source, mut steps) = self.iterable(&m.receiver)?;
                if let Source::Elements { counted: true, .. } = source {
                    self.errors.push(refusals::adaptor(&m.method));
                    return None;
                }
                steps.push(Step::Rev);
                Some((source, steps))
            }
            ("step_by", 1) => {
                let (source, mut steps) = self.iterable(&m.receiver)?;
                if let Source::Elements { counted: true, .. } = source {
                    self.errors.push(refusals::adaptor(&m.method));
                    return None;
                }
                let n = self.operand(&m.args[0]);
                let ty = self.ty(&n);
                self.infer.unify(&ty, &Ty::usize());
                steps.push(Step::By(n));
                Some((source, steps))
            }
            ("copied" | "cloned", 0) => match self.iterable(&m.receiver)? {
                (
                    Source::Elements {
                        of, counted: false, ..
                    },
                    steps,
                ) => Some((
                    Source::Elements {
                        of,
                        by: By::Value,
                        counted: false,
                    },
                    steps,
                )),
                _ => {
                    self.errors.push(refusals::adaptor(&m.method));
                    None
                }
            },
            ("enumerate", 0) => match self.iterable(&m.receiver)? {
                (
                    Source::Elements {
                        of,
                        by,
                        counted: false,
                    },
                    steps,
                ) if steps.is_empty() => Some((
                    Source::Elements {
                        of,
                        by,
                        counted: true,
                    },
                    steps,
                )),
                _ => {
                    self.errors.push(refusals::adaptor(&m.method));
                    None
                }
            },
            _ => {
                let known = [
                    "zip",
                    "map",
                    "filter",
                    "skip",
                    "take",
                    "windows",
                    "chunks",
                    "chunks_exact",
                ];
                if known.contains(&name.as_str()) {
                    self.errors.push(refusals::adaptor(&m.method));
                    return None;
                }
                let v = self.expr(&Expr::MethodCall(m.clone()));
                self.elements(v, By::Value, m.span()).map(|s| (s, vec![]))
            }
        }
    }
}
