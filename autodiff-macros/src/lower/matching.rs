//! `match`: on plain patterns as it stands, on others as a chain of tests.

use super::branch::{Test, truth};
use super::refutable::{bound_names, is_constant};
use super::{Lower, Value};
use crate::ir::{Arm, Atom, Block, Stmt};
use crate::record::leaves_block;
use crate::refusals;
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, Pat};

/// What stands before the `=>` of an arm.
struct Head {
    pattern: TokenStream,
    guard: Option<(Block, Atom)>,
}

/// An arm of a chain: the block that tests, the test, and the block that runs.
struct Link {
    before: Block,
    test: Test,
}

impl Lower<'_> {
    pub(super) fn match_arms(&mut self, m: &syn::ExprMatch) -> Value {
        let scrutinee = self.expr(&m.expr);
        if matches!(scrutinee, Value::Never) {
            return Value::Never;
        }
        let plain = self.is_atomic(&scrutinee) && m.arms.iter().all(|a| is_plain(&a.pat));
        if plain {
            self.plain_match(m, scrutinee)
        } else {
            self.chain(m, scrutinee)
        }
    }

    /// Printed as a `match`, with the patterns as they were written.
    fn plain_match(&mut self, m: &syn::ExprMatch, scrutinee: Value) -> Value {
        let scrutinee = self.dereferenced(scrutinee);
        let scrutinee = self.freeze(scrutinee, m.expr.span());
        let mut heads = vec![];
        let mut bodies = vec![];
        for arm in &m.arms {
            let (pat, guard) = split_guard(&arm.pat);
            self.scopes.push(Default::default());
            self.bind_plain(pat, scrutinee.clone());
            let guard = guard.map(|g| self.guard(g));
            bodies.push(self.nested(|l| l.expr(&arm.body)));
            self.scopes.pop();
            let pattern = pat.to_token_stream();
            heads.push(Head { pattern, guard });
        }
        let (blocks, value) = self.join(bodies, m.span());
        let arms = heads
            .into_iter()
            .zip(blocks)
            .map(|(head, body)| Arm {
                pattern: head.pattern,
                guard: head.guard,
                body,
            })
            .collect();
        let scrutinee = self.atom(scrutinee, m.expr.span());
        self.emit(Stmt::Match {
            scrutinee,
            arms,
            taken: None,
        });
        value
    }

    fn guard(&mut self, g: &Expr) -> (Block, Atom) {
        if let Some(span) = super::condition::let_in_condition(g) {
            self.errors.push(refusals::let_in_guard(span));
            return (Block::default(), truth(true));
        }
        let (block, cond) = self.nested(|l| l.operand(g));
        if block.stmts.iter().any(leaves_block) {
            self.errors.push(refusals::exit_in_guard(g.span()));
        }
        (block, cond)
    }

    /// The names of a plain pattern stand for parts of what is matched.
    fn bind_plain(&mut self, pat: &Pat, value: Value) {
        match pat {
            Pat::Paren(p) => self.bind_plain(&p.pat, value),
            Pat::Ident(p) => {
                let ty = self.value_ty(&value);
                let constant = is_constant(p);
                if constant && !self.infer.is_discrete(&ty) {
                    self.errors.push(refusals::constant_pattern(&p.ident));
                } else if !constant {
                    self.define(&p.ident, value.clone());
                }
                if let Some((_, sub)) = &p.subpat {
                    self.bind_plain(sub, value);
                }
            }
            Pat::Tuple(p) => {
                for (i, elem) in (0u32..).zip(&p.elems) {
                    let part = self.project(value.clone(), crate::ir::Proj::Field(i), elem.span());
                    let part = self.freeze(part, elem.span());
                    self.bind_plain(elem, part);
                }
            }
            // literals, ranges, paths and alternatives of them bind nothing
            _ => {}
        }
    }

    /// `if` the first pattern matches, `else if` the second one does, ..
    fn chain(&mut self, m: &syn::ExprMatch, scrutinee: Value) -> Value {
        let v = match is_place(&m.expr) {
            true => scrutinee,
            // a value of its own, whatever the guards change
            false => self.freeze(scrutinee, m.expr.span()),
        };
        let mut links = vec![];
        let mut bodies = vec![];
        let last = m.arms.len().wrapping_sub(1);
        for (i, arm) in m.arms.iter().enumerate() {
            let (pat, guard) = split_guard(&arm.pat);
            let (before, test) = self.nested(|l| l.link(pat, guard, &v, i == last));
            if matches!(test, Test::Never) {
                continue;
            }
            bodies.push(self.nested(|l| {
                l.bind_matched(pat, v.clone());
                l.expr(&arm.body)
            }));
            let ends = matches!(test, Test::Always);
            links.push(Link { before, test });
            if ends {
                break;
            }
        }
        let (blocks, value) = self.join(bodies, m.span());
        let chained = links.into_iter().zip(blocks).rev();
        let whole = chained.fold(Block::default(), |rest, (link, body)| {
            let mut block = link.before;
            match link.test {
                Test::When(cond) => block.stmts.push(Stmt::If {
                    cond,
                    then: body,
                    otherwise: rest,
                }),
                Test::Always | Test::Never => block.stmts.extend(body.stmts),
            }
            block
        });
        for s in whole.stmts {
            self.emit(s);
        }
        value
    }

    /// Whether an arm runs, if those before it do not. The last one does: rustc has seen to it.
    fn link(&mut self, pat: &Pat, guard: Option<&Expr>, v: &Value, last: bool) -> Test {
        if last && guard.is_none() {
            // only for what it refuses
            self.nested(|l| l.test(pat, v));
            return Test::Always;
        }
        let test = self.test(pat, v);
        let Some(g) = guard else { return test };
        self.both(test, g.span(), |l| {
            l.bind_matched(pat, v.clone());
            let (block, cond) = l.guard(g);
            for s in block.stmts {
                l.emit(s);
            }
            Test::of(cond)
        })
    }

    /// `matches!(value, pattern if guard)`
    pub(super) fn matches_macro(&mut self, m: &syn::Macro) -> Value {
        let parser = |input: syn::parse::ParseStream<'_>| {
            let value: Expr = input.parse()?;
            input.parse::<syn::Token![,]>()?;
            let pat = Pat::parse_multi_with_leading_vert(input)?;
            let guard = match input.parse::<Option<syn::Token![if]>>()? {
                Some(_) => Some(input.parse::<Expr>()?),
                None => None,
            };
            input.parse::<Option<syn::Token![,]>>()?;
            Ok((value, pat, guard))
        };
        let (value, pat, guard) = match syn::parse::Parser::parse2(parser, m.tokens.clone()) {
            Ok(parts) => parts,
            Err(e) => {
                self.errors.push_syntax(e);
                return Value::Never;
            }
        };
        let v = match self.expr(&value) {
            Value::Never => return Value::Never,
            v => self.freeze(v, value.span()),
        };
        let found = self.link(&pat, guard.as_ref(), &v, false);
        Value::Atom(found.atom())
    }

    /// A value that can stand as the operand of a `match` in the generated code, at no cost.
    fn is_atomic(&mut self, v: &Value) -> bool {
        match v {
            Value::Tuple(vs) => vs.iter().all(|v| self.is_atomic(v)),
            Value::Optional(_) | Value::Closure(_) | Value::Iter(_) => false,
            Value::Unit | Value::Never | Value::Atom(_) => true,
            Value::Place(_) | Value::Ref(..) | Value::Choice(_) => {
                self.value_ty(v).element().is_none()
            }
        }
    }
}

fn split_guard(p: &Pat) -> (&Pat, Option<&Expr>) {
    match p {
        Pat::Guard(g) => (&g.pat, Some(&g.guard)),
        p => (p, None),
    }
}

/// Patterns of numbers, `bool`s, `char`s and tuples of them, with names that need no variable.
fn is_plain(p: &Pat) -> bool {
    match p {
        Pat::Lit(_) | Pat::Range(_) | Pat::Wild(_) => true,
        Pat::Path(p) => p.path.segments.last().is_none_or(|s| s.ident != "None"),
        Pat::Paren(p) => is_plain(&p.pat),
        Pat::Or(p) => p
            .cases
            .iter()
            .all(|c| is_plain(c) && bound_names(c).is_empty()),
        Pat::Guard(p) => is_plain(&p.pat),
        Pat::Tuple(p) => p.elems.iter().all(is_plain),
        Pat::Ident(p) => {
            p.by_ref.is_none()
                && p.mutability.is_none()
                && p.ident != "None"
                && p.subpat.as_ref().is_none_or(|(_, sub)| is_plain(sub))
        }
        _ => false,
    }
}

/// Whether an expression names a place: matching on it copies nothing.
fn is_place(e: &Expr) -> bool {
    match e {
        Expr::Path(_) => true,
        Expr::Paren(p) => is_place(&p.expr),
        Expr::Group(g) => is_place(&g.expr),
        Expr::Field(f) => is_place(&f.base),
        Expr::Index(i) => is_place(&i.expr),
        Expr::Unary(u) => matches!(u.op, syn::UnOp::Deref(_)),
        Expr::Reference(_) => true,
        _ => false,
    }
}
