//! Branches, loops and the ways out of them.

use super::{Enclosing, Lower, Value};
use crate::ir::{Block, Loop, LoopKind, Route, Stmt, Target};
use crate::refusals;
use proc_macro2::Span;
use syn::spanned::Spanned;

impl Lower<'_> {
    pub(super) fn labelled_block(&mut self, b: &syn::ExprBlock) -> Value {
        match &b.label {
            None => self.block_value(&b.block),
            Some(label) => {
                let name = label.name.ident.to_string();
                let mut ends = false;
                let (l, value) = self.loop_body(LoopKind::Once, Some(name), true, |s| {
                    let value = s.block_value(&b.block);
                    if !matches!(value, Value::Never) {
                        ends = true;
                        s.leave_with(value, b.span());
                    }
                });
                let ends = ends || leaves(&l.body, l.id);
                self.emit(Stmt::Loop(l));
                if ends { value } else { Value::Never }
            }
        }
    }

    pub(super) fn if_else(&mut self, i: &syn::ExprIf) -> Value {
        if super::condition::let_in_condition(&i.cond).is_some() {
            return self.if_let(i);
        }
        let cond = self.operand(&i.cond);
        let then = self.nested(|l| l.block_value(&i.then_branch));
        let otherwise = self.nested(|l| match &i.else_branch {
            Some((_, e)) => l.expr(e),
            None => Value::Unit,
        });
        let (mut blocks, value) = self.join(vec![then, otherwise], i.span());
        let (otherwise, then) = (blocks.pop(), blocks.pop());
        self.emit_if(
            cond,
            then.unwrap_or_default(),
            otherwise.unwrap_or_default(),
        );
        value
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
                checkpoint: None,
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
                let home = self.home_outside(outer, &value, span);
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
        if super::is_reference(&value) {
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

/// Whether a loop is ever left by `break`.
pub(super) fn leaves(b: &Block, id: crate::ir::LoopId) -> bool {
    b.stmts.iter().any(|s| {
        matches!(s, Stmt::Exit { target: Target::Break(t), .. } if *t == id)
            || crate::ir::blocks(s).into_iter().any(|b| leaves(b, id))
    })
}
