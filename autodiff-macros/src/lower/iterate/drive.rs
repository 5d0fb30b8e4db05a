//! A chain as loops: the body is written once, where an element is at hand.

use super::{Around, By, Header, Item, Iter};
use crate::ir::{Atom, Block, Loop, LoopId, LoopKind, Proj, Range, Role, Route, Stmt, Ty, VarId};
use crate::lower::{Lower, Mutability, Value};
use crate::refusals;
use proc_macro2::Span;
use std::collections::BTreeSet;
use syn::BinOp;
use syn::spanned::Spanned;

/// What is done with each element.
pub(in crate::lower) type Body<'b> = &'b mut dyn FnMut(&mut Lower<'_>, Value, Around);

impl Lower<'_> {
    /// Writes the loops of an iterator. `pat` is what the element is bound to, for the names of counters.
    pub(in crate::lower) fn drive(&mut self, it: &Iter, pat: Option<&syn::Pat>, body: Body<'_>) {
        match it {
            Iter::Indexed(header, item) => self.counted(header, item, pat, body),
            Iter::Staged(inner, stage) => self.staged(inner, stage, pat, body),
            Iter::Chain(a, b) => self.one_after_the_other(a, b, pat, body),
            Iter::Cursor(..) => {
                let rest = self.rest(it.clone());
                self.drive(&rest, pat, body);
            }
        }
    }

    fn counted(&mut self, h: &Header, item: &Item, pat: Option<&syn::Pat>, body: Body<'_>) {
        let span = pat.map_or(h.span, Spanned::span);
        let Some(hi) = h.hi.clone() else {
            self.errors.push(refusals::endless_iterator(h.span));
            return;
        };
        let var = self.counter(item, h.ty.clone(), pat, span);
        let id = self.next_loop();
        let around = Around {
            outer: id,
            inner: id,
            counter: h.counts_positions().then_some(var),
        };
        let (block, ()) = self.nested(|s| {
            let item = s.item_at(item, Atom::Var(var), span);
            if !matches!(item, Value::Never) {
                body(s, item, around);
            }
        });
        self.mark_unused(var, &block);
        let kind = LoopKind::Range(Range {
            var,
            lo: h.lo.clone(),
            hi,
            inclusive: h.inclusive,
            steps: h.steps.clone(),
        });
        self.emit_loop(id, kind, block);
    }

    fn emit_loop(&mut self, id: LoopId, kind: LoopKind, body: Block) {
        self.emit(Stmt::Loop(Loop {
            id,
            kind,
            body,
            trips: None,
            checkpoint: None,
            route: Route::None,
        }));
    }

    /// The counter's name follows from what the element is bound to.
    fn counter(&mut self, item: &Item, ty: Ty, pat: Option<&syn::Pat>, span: Span) -> VarId {
        let (item, pat) = innermost(item, pat);
        let ident = pat.and_then(plain_ident);
        match (item, ident) {
            (Item::Counter, Some(p)) if p.mutability.is_none() => self.user_var(&p.ident, ty),
            (item, Some(p)) => {
                let suffix = if matches!(item, Item::Counter) {
                    "start"
                } else {
                    "index"
                };
                let name = format!("{}_{suffix}", p.ident);
                self.f.add_var(&name, ty, Role::User, span)
            }
            (_, None) => self.f.add_var("index", ty, Role::User, span),
        }
    }

    /// A counter that nothing reads is spelled so.
    fn mark_unused(&mut self, var: VarId, body: &Block) {
        fn reads(b: &Block, v: VarId) -> bool {
            b.stmts.iter().any(|s| {
                s.reads().contains(&v) || crate::ir::blocks(s).into_iter().any(|b| reads(b, v))
            })
        }
        let name = self.f.var(var).name.clone();
        let own = self.claimed.contains(&name);
        if !own && !reads(body, var) {
            let name = self.f.names.fresh("_i");
            self.f.vars[var.0 as usize].name = name;
        }
    }

    pub(super) fn item_at(&mut self, item: &Item, at: Atom, span: Span) -> Value {
        match item {
            Item::Counter => Value::Atom(at),
            Item::Element(of, by) => {
                let place = of.then(Proj::Index(at));
                self.place_ty(&place);
                match by {
                    By::Value => Value::Place(place),
                    By::Ref(m) => Value::Ref(place, *m),
                }
            }
            Item::Window { of, size } => {
                let hi = self.plus_usize(at.clone(), size.clone(), span);
                let place = of.then(Proj::Slice(at, hi));
                self.place_ty(&place);
                Value::Ref(place, Mutability::Shared)
            }
            Item::Chunk {
                of,
                size,
                len,
                mutability,
            } => {
                let lo = self.usize_op(&BinOp::Mul(Default::default()), at, size.clone(), span);
                let hi = self.plus_usize(lo.clone(), size.clone(), span);
                let hi = match len {
                    Some(len) => self.smaller(hi, len.clone(), span),
                    None => hi,
                };
                let place = of.then(Proj::Slice(lo, hi));
                self.place_ty(&place);
                Value::Ref(place, *mutability)
            }
            Item::Pair(a, b) => {
                let a = self.item_at(a, at.clone(), span);
                let b = self.item_at(b, at, span);
                Value::Tuple(vec![a, b])
            }
            Item::Copied(of) => {
                let v = self.item_at(of, at, span);
                dereferenced(v)
            }
            Item::Map { of, by, pure } => {
                let v = self.item_at(of, at, span);
                let before = self.open_block().len();
                let v = self.apply(by, vec![v], by.span());
                if *pure && changes_outside(&self.open_block()[before..]) {
                    self.errors.push(refusals::effects_out_of_order(by.span()));
                }
                v
            }
            Item::Moved(of, moves) => {
                let at = self.moved(moves, at, span);
                self.item_at(of, at, span)
            }
            Item::Repeated(v) => v.clone(),
        }
    }

    /// The body stands twice; leaving the first loop early means leaving both.
    fn one_after_the_other(&mut self, a: &Iter, b: &Iter, pat: Option<&syn::Pat>, body: Body<'_>) {
        let id = self.next_loop();
        let (block, ()) = self.nested(|s| {
            for part in [a, b] {
                let start = s.f.vars.len();
                s.drive(part, pat, &mut |s, v, within| {
                    let around = Around {
                        outer: id,
                        inner: within.inner,
                        counter: None,
                    };
                    body(s, v, around);
                });
                if !s.may_repeat(8 * (s.f.vars.len() - start), part.span()) {
                    return;
                }
            }
        });
        if crate::lower::control::leaves(&block, id) {
            self.emit_loop(id, LoopKind::Once, block);
        } else {
            block.stmts.into_iter().for_each(|s| self.emit(s));
        }
    }
}

pub(super) fn dereferenced(v: Value) -> Value {
    match v {
        Value::Ref(p, _) => Value::Place(p),
        other => other,
    }
}

/// The part of an element that the counter is named for, with its pattern.
fn innermost<'a>(item: &'a Item, pat: Option<&'a syn::Pat>) -> (&'a Item, Option<&'a syn::Pat>) {
    match (item, pat) {
        (Item::Map { of, by, .. }, _) => innermost(of, by.element_pattern()),
        (Item::Copied(of), pat) => innermost(of, pat),
        (item, Some(syn::Pat::Paren(p))) => innermost(item, Some(&p.pat)),
        (item, Some(syn::Pat::Type(p))) => innermost(item, Some(&p.pat)),
        (item, Some(syn::Pat::Reference(p))) => innermost(item, Some(&p.pat)),
        (Item::Pair(a, b), Some(syn::Pat::Tuple(t))) => {
            let counted = matches!(**a, Item::Counter);
            let first = innermost(a, t.elems.first());
            if counted || first.1.is_some_and(|p| plain_ident(p).is_some()) {
                first
            } else {
                innermost(b, t.elems.last())
            }
        }
        (item, pat) => (item, pat),
    }
}

fn plain_ident(p: &syn::Pat) -> Option<&syn::PatIdent> {
    match p {
        syn::Pat::Ident(p) if p.by_ref.is_none() && p.subpat.is_none() => Some(p),
        _ => None,
    }
}

/// Whether statements write a variable that they do not declare.
fn changes_outside(stmts: &[Stmt]) -> bool {
    fn declared(s: &Stmt, into: &mut BTreeSet<VarId>) {
        into.extend(s.declares());
        if let Stmt::Loop(Loop {
            kind: LoopKind::Range(r),
            ..
        }) = s
        {
            into.insert(r.var);
        }
        for b in crate::ir::blocks(s) {
            b.stmts.iter().for_each(|s| declared(s, into));
        }
    }
    let mut own = BTreeSet::new();
    stmts.iter().for_each(|s| declared(s, &mut own));
    stmts
        .iter()
        .flat_map(Stmt::writes_deep)
        .any(|v| !own.contains(&v))
}
