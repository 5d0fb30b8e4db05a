//! Conditions with patterns in them: `if let`, chains, `while let`, `let .. else`.

use super::branch::{Test, truth};
use super::{Lower, Value};
use crate::ir::{Block, LoopKind, Place, Prim, Rhs, Role, Stmt, Target, Ty, VarId};
use crate::refusals;
use proc_macro2::Span;
use syn::Expr;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// `if` with at least one `let` in its condition.
    pub(super) fn if_let(&mut self, i: &syn::ExprIf) -> Value {
        let mut conditions = vec![];
        if let Some(span) = split(&i.cond, &mut conditions) {
            self.errors.push(refusals::let_in_expression(span));
            return Value::Never;
        }
        let otherwise = i.else_branch.as_ref().map(|(_, e)| &**e);
        match (conditions.as_slice(), otherwise) {
            ([Expr::Let(l)], otherwise) => self.if_matches(l, &i.then_branch, otherwise, i.span()),
            (_, None) => {
                self.where_all(&conditions, &mut |l| {
                    l.block_value(&i.then_branch);
                });
                Value::Unit
            }
            (_, Some(otherwise)) => self.if_all(&conditions, i, otherwise),
        }
    }

    fn if_matches(
        &mut self,
        l: &syn::ExprLet,
        then: &syn::Block,
        otherwise: Option<&Expr>,
        span: Span,
    ) -> Value {
        let v = match self.expr(&l.expr) {
            Value::Never => return Value::Never,
            v => v,
        };
        let found = self.test(&l.pat, &v);
        self.scopes.push(Default::default());
        let value = self.select(
            found,
            span,
            |s| {
                s.bind_matched(&l.pat, v);
                s.block_value(then)
            },
            |s| match otherwise {
                Some(e) => s.expr(e),
                None => Value::Unit,
            },
        );
        self.scopes.pop();
        value
    }

    /// Runs the body where all conditions hold, one inside the other.
    fn where_all(&mut self, conditions: &[&Expr], body: &mut dyn FnMut(&mut Self)) {
        let Some((first, rest)) = conditions.split_first() else {
            body(self);
            return;
        };
        let (found, binding) = match first {
            Expr::Let(l) => match self.expr(&l.expr) {
                Value::Never => return,
                v => (self.test(&l.pat, &v), Some((&l.pat, v))),
            },
            e => (Test::of(self.operand(e)), None),
        };
        if matches!(found, Test::Never) {
            return;
        }
        let (block, ()) = self.nested(|s| {
            if let Some((pat, v)) = binding {
                s.bind_matched(pat, v);
            }
            s.where_all(rest, body);
        });
        match found {
            Test::When(cond) => self.emit_if(cond, block, Block::default()),
            Test::Always | Test::Never => block.stmts.into_iter().for_each(|s| self.emit(s)),
        }
    }

    /// A chain with an `else`, which runs when any of the conditions fails.
    fn if_all(&mut self, conditions: &[&Expr], i: &syn::ExprIf, otherwise: &Expr) -> Value {
        let missed = self.flag("missed", i.span());
        let outer = self.blocks.len() - 1;
        let mut home = None;
        self.where_all(conditions, &mut |l| {
            l.emit(Stmt::Assign {
                place: Place::of(missed),
                value: truth(false),
            });
            let v = l.block_value(&i.then_branch);
            home = l.fill_outside(outer, None, v, i.span());
        });
        let (block, found) = self.nested(|l| {
            let v = l.expr(otherwise);
            l.fill_outside(outer, home, v, i.span())
        });
        self.emit_if(crate::ir::Atom::Var(missed), block, Block::default());
        found.map_or(Value::Unit, |home| self.read_home(home))
    }

    fn flag(&mut self, name: &str, span: Span) -> VarId {
        let var = self.f.add_var(name, Ty::Bool, Role::User, span);
        self.emit(Stmt::Declare {
            var,
            init: Some(truth(true)),
        });
        var
    }

    /// Stores a value in a home declared in an enclosing block.
    fn fill_outside(
        &mut self,
        outer: usize,
        home: Option<Value>,
        v: Value,
        span: Span,
    ) -> Option<Value> {
        if matches!(v, Value::Never | Value::Unit) {
            return home;
        }
        let home = home.unwrap_or_else(|| {
            let home = self.home_outside(outer, &v, span);
            self.start_dummy(&home);
            home
        });
        self.fill(&home, v, span);
        Some(home)
    }

    pub(super) fn home_outside(&mut self, outer: usize, v: &Value, span: Span) -> Value {
        let inner = self.blocks.split_off(outer + 1);
        let home = self.home_for(v, span);
        self.blocks.extend(inner);
        home
    }

    pub(super) fn while_loop(&mut self, w: &syn::ExprWhile) -> Value {
        let label = w.label.as_ref().map(|l| l.name.ident.to_string());
        let mut conditions = vec![];
        if let Some(span) = split(&w.cond, &mut conditions) {
            self.errors.push(refusals::let_in_expression(span));
            return Value::Unit;
        }
        let (l, _) = self.loop_body(LoopKind::Forever, label, false, |s| {
            for c in conditions {
                s.go_on_if(c);
            }
            s.block_value(&w.body);
        });
        self.emit(Stmt::Loop(l));
        Value::Unit
    }

    /// Leaves the loop unless the condition holds; its names are bound in what follows.
    fn go_on_if(&mut self, c: &Expr) {
        let (found, binding) = match c {
            Expr::Let(l) => {
                let v = self.expr(&l.expr);
                (self.test(&l.pat, &v), Some((&l.pat, v)))
            }
            c => (Test::of(self.operand(c)), None),
        };
        self.unless(found, c.span(), |s| {
            let id = s.enclosing.last().expect("the loop").id;
            s.exit(Target::Break(id));
        });
        if let Some((pat, v)) = binding {
            self.bind_matched(pat, v);
        }
    }

    fn unless(&mut self, found: Test, span: Span, otherwise: impl FnOnce(&mut Self)) {
        let cond = match found {
            Test::Always => return,
            Test::Never => truth(true),
            Test::When(a) => self.temp(Rhs::Prim(Prim::Not, vec![a]), Ty::Bool, span),
        };
        let (then, ()) = self.nested(otherwise);
        self.emit_if(cond, then, Block::default());
    }

    /// `let pattern = value else { .. };`
    pub(super) fn let_else(&mut self, l: &syn::Local, value: &Expr, otherwise: &Expr) -> Value {
        let v = match self.expr(value) {
            Value::Never => return Value::Never,
            v => v,
        };
        let (pat, v) = match &l.pat {
            syn::Pat::Type(p) => {
                let ty = self.infer.open(self.reals.ty(&p.ty));
                let v = self.of_type(v, &ty, l.span());
                let got = self.value_ty(&v);
                self.infer.unify(&ty, &got);
                (&*p.pat, v)
            }
            pat => (pat, v),
        };
        let found = self.test(pat, &v);
        self.unless(found, l.span(), |s| {
            s.expr(otherwise);
        });
        self.bind_matched(pat, v);
        Value::Unit
    }
}

/// The conditions that `&&` joins; the span of a `let` that stands elsewhere.
fn split<'a>(e: &'a Expr, out: &mut Vec<&'a Expr>) -> Option<Span> {
    match e {
        Expr::Binary(b) if matches!(b.op, syn::BinOp::And(_)) && has_let(e) => {
            split(&b.left, out).or_else(|| split(&b.right, out))
        }
        Expr::Group(g) => split(&g.expr, out),
        Expr::Let(_) => {
            out.push(e);
            None
        }
        e => {
            out.push(e);
            let_in_condition(e)
        }
    }
}

fn has_let(e: &Expr) -> bool {
    let_in_condition(e).is_some()
}

pub(super) fn let_in_condition(e: &Expr) -> Option<Span> {
    match e {
        Expr::Let(l) => Some(l.let_token.span),
        Expr::Paren(p) => let_in_condition(&p.expr),
        Expr::Group(g) => let_in_condition(&g.expr),
        Expr::Binary(b) => let_in_condition(&b.left).or_else(|| let_in_condition(&b.right)),
        _ => None,
    }
}
