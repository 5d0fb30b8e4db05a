//! Branches, loops and the ways out of them.

use super::{Enclosing, Lower, Value};
use crate::ir::{Arm, Atom, Block, Loop, LoopKind, Place, Prim, Rhs, Route, Stmt, Target, Ty};
use crate::refusals;
use proc_macro2::Span;
use quote::ToTokens;
use syn::Expr;
use syn::spanned::Spanned;

impl Lower<'_> {
    pub(super) fn labelled_block(&mut self, b: &syn::ExprBlock) -> Value {
        match &b.label {
            None => self.block_value(&b.block),
            Some(label) => {
                let name = label.name.ident.to_string();
                let (l, value) = self.loop_body(LoopKind::Once, Some(name), true, |s| {
                    let value = s.block_value(&b.block);
                    if !matches!(value, Value::Never) {
                        s.leave_with(value, b.span());
                    }
                });
                self.emit(Stmt::Loop(l));
                value
            }
        }
    }

    pub(super) fn if_else(&mut self, i: &syn::ExprIf) -> Value {
        if let Some(span) = let_in_condition(&i.cond) {
            self.errors.push(refusals::if_let(span));
            return Value::Never;
        }
        let cond = self.operand(&i.cond);
        let then = self.nested(|l| l.block_value(&i.then_branch));
        let otherwise = self.nested(|l| match &i.else_branch {
            Some((_, e)) => l.expr(e),
            None => Value::Unit,
        });
        let (mut blocks, value) = self.join(vec![then, otherwise], i.span());
        let (otherwise, then) = (blocks.pop(), blocks.pop());
        self.emit(Stmt::If {
            cond,
            then: then.unwrap_or_default(),
            otherwise: otherwise.unwrap_or_default(),
        });
        value
    }

    /// Gives the values of several arms one home, declared before the branch.
    pub(super) fn join(&mut self, arms: Vec<(Block, Value)>, span: Span) -> (Vec<Block>, Value) {
        let first = arms
            .iter()
            .find(|(_, v)| !matches!(v, Value::Never))
            .map(|(_, v)| v.clone());
        let home = match first {
            None => Value::Never,
            Some(v) => self.home_for(&v, span),
        };
        let blocks = arms
            .into_iter()
            .map(|(block, v)| {
                if matches!(v, Value::Never | Value::Unit) {
                    return block;
                }
                self.blocks.push(block);
                self.fill(&home, v, span);
                self.blocks.pop().expect("the arm's block")
            })
            .collect();
        (blocks, self.read_home(home))
    }

    /// Undefined variables in the shape of a value.
    pub(super) fn home_for(&mut self, v: &Value, span: Span) -> Value {
        match v {
            Value::Unit | Value::Never => Value::Unit,
            Value::Tuple(vs) => Value::Tuple(vs.iter().map(|v| self.home_for(v, span)).collect()),
            Value::Ref(..) => {
                self.errors.push(refusals::chosen_reference(span));
                Value::Unit
            }
            Value::Closure(_) => {
                self.errors.push(refusals::closure_as_value(span));
                Value::Unit
            }
            Value::Iter(_) => {
                self.errors.push(refusals::iterator_as_value(span));
                Value::Unit
            }
            Value::Atom(_) | Value::Place(_) => {
                let ty = self.value_ty(v).owned();
                self.temps += 1;
                let name = format!("v{}", self.temps);
                let var = self.f.add_var(&name, ty, crate::ir::Role::Temp, span);
                self.emit(Stmt::Declare { var, init: None });
                Value::Place(Place::of(var))
            }
        }
    }

    pub(super) fn fill(&mut self, home: &Value, v: Value, span: Span) {
        match home {
            Value::Tuple(parts) => {
                for (i, part) in (0u32..).zip(parts) {
                    let v = self.project(v.clone(), crate::ir::Proj::Field(i), span);
                    self.fill(part, v, span);
                }
            }
            Value::Place(p) => self.store(p.clone(), v, span),
            Value::Unit
            | Value::Never
            | Value::Atom(_)
            | Value::Ref(..)
            | Value::Closure(_)
            | Value::Iter(_) => {}
        }
    }

    /// A home is written once on each path: from here on it is a value.
    pub(super) fn read_home(&mut self, home: Value) -> Value {
        match home {
            Value::Place(p) if self.place_ty(&p).is_scalar() => Value::Atom(Atom::Var(p.root)),
            Value::Tuple(vs) => Value::Tuple(vs.into_iter().map(|v| self.read_home(v)).collect()),
            other => other,
        }
    }

    pub(super) fn match_arms(&mut self, m: &syn::ExprMatch) -> Value {
        let scrutinee = self.expr(&m.expr);
        if matches!(scrutinee, Value::Never) {
            return Value::Never;
        }
        let scrutinee = match scrutinee {
            Value::Ref(p, _) => Value::Place(p),
            other => other,
        };
        let scrutinee = self.freeze(scrutinee, m.expr.span());
        let mut heads = vec![];
        let mut bodies = vec![];
        for arm in &m.arms {
            let (head, body) = self.match_arm(arm, &scrutinee);
            heads.push(head);
            bodies.push(body);
        }
        let (blocks, value) = self.join(bodies, m.span());
        let arms = heads
            .into_iter()
            .zip(blocks)
            .map(|((pattern, guard), body)| Arm {
                pattern,
                guard,
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

    #[expect(
        clippy::type_complexity,
        reason = "an arm's head and body, taken apart at once"
    )]
    fn match_arm(
        &mut self,
        arm: &syn::Arm,
        scrutinee: &Value,
    ) -> (
        (proc_macro2::TokenStream, Option<(Block, Atom)>),
        (Block, Value),
    ) {
        let (pat, guard) = match &arm.pat {
            syn::Pat::Guard(g) => (&*g.pat, Some(&*g.guard)),
            p => (p, None),
        };
        self.scopes.push(Default::default());
        self.bind_refutable(pat, scrutinee.clone());
        let guard = guard.map(|g| {
            if let Some(span) = let_in_condition(g) {
                self.errors.push(refusals::if_let(span));
            }
            let (block, cond) = self.nested(|l| l.operand(g));
            if !crate::record::exits_of_block(&block).is_empty() {
                self.errors.push(refusals::exit_in_guard(g.span()));
            }
            (block, cond)
        });
        let body = self.nested(|l| l.expr(&arm.body));
        self.scopes.pop();
        ((pat.to_token_stream(), guard), body)
    }

    /// A pattern that may not match is printed as written; its names stand for parts of what is matched.
    fn bind_refutable(&mut self, pat: &syn::Pat, value: Value) {
        match pat {
            syn::Pat::Lit(_) | syn::Pat::Range(_) | syn::Pat::Wild(_) | syn::Pat::Path(_) => {}
            syn::Pat::Paren(p) => self.bind_refutable(&p.pat, value),
            syn::Pat::Reference(p) => self.bind_refutable(&p.pat, value),
            syn::Pat::Or(p) => {
                if p.cases.iter().any(binds_names) {
                    self.errors
                        .push(refusals::binding_in_alternatives(p.span()));
                }
            }
            syn::Pat::Ident(p) => {
                let ty = self.value_ty(&value);
                let constant = p.ident.to_string().starts_with(char::is_uppercase);
                if p.by_ref.is_some() {
                    self.errors.push(refusals::unsupported_pattern(pat));
                } else if constant && !self.infer.is_discrete(&ty) {
                    self.errors.push(refusals::constant_pattern(&p.ident));
                } else if !constant {
                    let value = if p.mutability.is_some() {
                        self.errors.push(refusals::mutable_match_binding(&p.ident));
                        value.clone()
                    } else {
                        value.clone()
                    };
                    self.define(&p.ident, value);
                }
                if let Some((_, sub)) = &p.subpat {
                    self.bind_refutable(sub, value);
                }
            }
            syn::Pat::Tuple(p) => {
                for (i, elem) in (0u32..).zip(&p.elems) {
                    if matches!(elem, syn::Pat::Rest(_)) {
                        self.errors.push(refusals::pattern(
                            elem.span(),
                            "..",
                            "name every part, with `_` for the ones not used",
                        ));
                        return;
                    }
                    let part = self.project(value.clone(), crate::ir::Proj::Field(i), elem.span());
                    let part = self.freeze(part, elem.span());
                    self.bind_refutable(elem, part);
                }
            }
            other => self.errors.push(refusals::unsupported_pattern(other)),
        }
    }

    pub(super) fn while_loop(&mut self, w: &syn::ExprWhile) -> Value {
        if let Some(span) = let_in_condition(&w.cond) {
            self.errors.push(refusals::while_let(span));
            return Value::Unit;
        }
        let label = w.label.as_ref().map(|l| l.name.ident.to_string());
        let (l, _) = self.loop_body(LoopKind::Forever, label, false, |s| {
            let cond = s.operand(&w.cond);
            let rhs = Rhs::Prim(Prim::Not, vec![cond]);
            let over = s.temp(rhs, Ty::Bool, w.cond.span());
            let (then, ()) = s.nested(|s| {
                let id = s.enclosing.last().expect("the loop").id;
                s.exit(Target::Break(id));
            });
            s.emit(Stmt::If {
                cond: over,
                then,
                otherwise: Block::default(),
            });
            s.block_value(&w.body);
        });
        self.emit(Stmt::Loop(l));
        Value::Unit
    }

    pub(super) fn forever(&mut self, l: &syn::ExprLoop) -> Value {
        let label = l.label.as_ref().map(|l| l.name.ident.to_string());
        let (looped, value) = self.loop_body(LoopKind::Forever, label, false, |s| {
            s.block_value(&l.body);
        });
        let ends = leaves(&looped.body, looped.id);
        self.emit(Stmt::Loop(looped));
        if ends { value } else { Value::Never }
    }

    /// Lowers a loop's body; the value is what `break` leaves with.
    pub(super) fn loop_body(
        &mut self,
        kind: LoopKind,
        label: Option<String>,
        is_block: bool,
        body: impl FnOnce(&mut Self),
    ) -> (Loop, Value) {
        let id = self.next_loop();
        let block = self.blocks.len() - 1;
        self.enclosing.push(Enclosing {
            id,
            next: Target::Continue(id),
            label,
            is_block,
            is_closure: false,
            block,
            result: None,
        });
        let (body, ()) = self.nested(body);
        let result = self.enclosing.pop().and_then(|e| e.result);
        let value = result.map_or(Value::Unit, |home| self.read_home(home));
        (
            Loop {
                id,
                kind,
                body,
                trips: None,
                route: Route::None,
            },
            value,
        )
    }

    pub(super) fn leave_with(&mut self, value: Value, span: Span) {
        let Some(depth) = self.enclosing.len().checked_sub(1) else {
            return;
        };
        self.set_result(depth, value, span);
    }

    /// Stores what a loop or block ends with, in a variable declared in front of it.
    pub(super) fn set_result(&mut self, depth: usize, value: Value, span: Span) {
        if matches!(value, Value::Unit) {
            return;
        }
        let home = match self.enclosing[depth].result.clone() {
            Some(home) => home,
            None => {
                // the block that the loop itself will be emitted into
                let outer = self.enclosing[depth].block;
                let inner = self.blocks.split_off(outer + 1);
                let home = self.home_for(&value, span);
                self.blocks.extend(inner);
                self.enclosing[depth].result = Some(home.clone());
                home
            }
        };
        self.fill(&home, value, span);
    }

    pub(super) fn exit(&mut self, target: Target) {
        self.exits += 1;
        self.emit(Stmt::Exit {
            target,
            code: self.exits,
        });
    }

    fn find_loop(&mut self, label: Option<&syn::Lifetime>, block_allowed: bool) -> Option<usize> {
        let found = self.enclosing.iter().rposition(|e| match label {
            Some(l) => e.label.as_deref() == Some(l.ident.to_string().as_str()),
            None => !e.is_block,
        });
        found.filter(|&i| block_allowed || !self.enclosing[i].is_block)
    }

    pub(super) fn break_out(&mut self, b: &syn::ExprBreak) -> Value {
        let value = match &b.expr {
            Some(e) => {
                let v = self.expr(e);
                self.freeze(v, e.span())
            }
            None => Value::Unit,
        };
        // a label rustc does not know is rustc's error, on the primal
        if let Some(depth) = self.find_loop(b.label.as_ref(), true)
            && !matches!(value, Value::Never)
        {
            self.set_result(depth, value, b.span());
            let id = self.enclosing[depth].id;
            self.exit(Target::Break(id));
        }
        Value::Never
    }

    pub(super) fn continue_with(&mut self, c: &syn::ExprContinue) -> Value {
        if let Some(depth) = self.find_loop(c.label.as_ref(), false) {
            let next = self.enclosing[depth].next;
            self.exit(next);
        }
        Value::Never
    }

    pub(super) fn return_with(&mut self, r: &syn::ExprReturn) -> Value {
        let in_closure = self.enclosing.first().is_some_and(|e| e.is_closure);
        if let (Some(e), Some(result), false) = (&r.expr, self.result, in_closure) {
            let ty = self.f.var(result).ty.clone();
            self.expect_from(e, &ty);
        }
        let value = r.expr.as_ref().map_or(Value::Unit, |e| self.expr(e));
        if in_closure {
            return self.leave_closure(value, r.span());
        }
        if let Value::Ref(..) = value {
            self.errors.push(refusals::reference_returned(r.span()));
            return Value::Never;
        }
        if matches!(value, Value::Never) {
            return Value::Never;
        }
        if let Some(result) = self.result
            && !matches!(value, Value::Unit)
        {
            let value = self.atom(value, r.span());
            self.assign_whole(result, value);
        }
        self.exit(Target::Return);
        Value::Never
    }
}

fn let_in_condition(e: &Expr) -> Option<Span> {
    match e {
        Expr::Let(l) => Some(l.span()),
        Expr::Paren(p) => let_in_condition(&p.expr),
        Expr::Binary(b) => let_in_condition(&b.left).or_else(|| let_in_condition(&b.right)),
        _ => None,
    }
}

fn binds_names(p: &syn::Pat) -> bool {
    struct Finder(bool);
    impl<'a> syn::visit::Visit<'a> for Finder {
        fn visit_pat_ident(&mut self, p: &'a syn::PatIdent) {
            self.0 |= !p.ident.to_string().starts_with(char::is_uppercase);
        }
    }
    let mut f = Finder(false);
    syn::visit::Visit::visit_pat(&mut f, p);
    f.0
}

/// Whether a loop is ever left by `break`.
pub(super) fn leaves(b: &Block, id: crate::ir::LoopId) -> bool {
    b.stmts.iter().any(|s| {
        matches!(s, Stmt::Exit { target: Target::Break(t), .. } if *t == id)
            || crate::ir::blocks(s).into_iter().any(|b| leaves(b, id))
    })
}
