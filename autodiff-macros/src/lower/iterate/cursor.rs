//! Iterators that are bound by `let mut`: each `next` takes one element, and what follows sees only the others.

use super::super::expr::usize_literal;
use super::{Item, Iter, Move};
use crate::ir::{Block, Place, Prim, Rhs, Stmt, Ty};
use crate::lower::branch::Test;
use crate::lower::{Lower, Optional, Value};
use crate::refusals;
use proc_macro2::Ident;
use syn::spanned::Spanned;

/// Methods that borrow the iterator mutably.
const TAKES_PART: [&str; 17] = [
    "advance_by",
    "all",
    "any",
    "by_ref",
    "find",
    "find_map",
    "next",
    "next_back",
    "nth",
    "nth_back",
    "position",
    "rfind",
    "rposition",
    "try_fold",
    "try_for_each",
    "try_rfold",
    "next_chunk",
];

impl Iter {
    pub(super) fn is_taken_from_by(&self, method: &Ident) -> bool {
        matches!(self, Iter::Cursor(..)) && TAKES_PART.iter().any(|m| method == m)
    }
}

impl Item {
    /// Whether the place of an element one behind the last is found without a function, and without a panic.
    fn can_be_named_at_the_end(&self) -> bool {
        match self {
            Item::Counter
            | Item::Element(..)
            | Item::Window { .. }
            | Item::Chunk { .. }
            | Item::Repeated(_) => true,
            Item::Pair(a, b) => a.can_be_named_at_the_end() && b.can_be_named_at_the_end(),
            Item::Copied(of) => of.can_be_named_at_the_end(),
            Item::Map { .. } => false,
            Item::Moved(of, moves) => {
                let harmless = |m: &Move| matches!(m, Move::Shift(_) | Move::Scale(_));
                of.can_be_named_at_the_end() && moves.iter().all(harmless)
            }
        }
    }
}

fn is_reference(v: &Value) -> bool {
    match v {
        Value::Ref(..) | Value::Atom(_) => true,
        Value::Tuple(parts) => parts.iter().all(is_reference),
        Value::Unit
        | Value::Never
        | Value::Place(_)
        | Value::Closure(_)
        | Value::Iter(_)
        | Value::Optional(_)
        | Value::Choice(_) => false,
    }
}

impl Lower<'_> {
    pub(in crate::lower) fn cursor(&mut self, ident: &Ident, it: Iter) -> Value {
        let span = ident.span();
        Value::Iter(Box::new(match self.rest(it) {
            Iter::Indexed(h, item) => {
                let (h, item) = self.by_position(h, item, span);
                let (name, zero) = (format!("{ident}_position"), usize_literal(0, span));
                let at = self.state(&name, zero, Ty::usize(), span);
                Iter::Cursor(Box::new(Iter::Indexed(h, item)), Some(at))
            }
            it => Iter::Cursor(Box::new(it), None),
        }))
    }

    /// The elements that are still to come.
    pub(super) fn rest(&mut self, it: Iter) -> Iter {
        let Iter::Cursor(inner, at) = it else {
            return it;
        };
        match (*inner, at) {
            (Iter::Indexed(mut h, item), Some(at)) => {
                h.lo = self.load(Place::of(at), h.span);
                Iter::Indexed(h, item)
            }
            (it, _) => it,
        }
    }

    /// `it.next()`; the other methods of the kind are refused.
    pub(super) fn taken_from(&mut self, m: &syn::ExprMethodCall, it: &Iter) -> Value {
        let span = m.span();
        let (Iter::Cursor(inner, Some(at)), true) = (it, m.method == "next") else {
            self.errors.push(refusals::taken_from(&m.method));
            return Value::Never;
        };
        let Iter::Indexed(h, item) = &**inner else {
            unreachable!("only what is known by position has a position")
        };
        let k = self.load(Place::of(*at), span);
        let present = match &h.hi {
            None => Test::Always,
            Some(hi) => {
                let lt = Prim::Binary(syn::BinOp::Lt(Default::default()));
                let rhs = Rhs::Prim(lt, vec![k.clone(), hi.clone()]);
                Test::When(self.temp(rhs, Ty::Bool, span))
            }
        };
        let one_further = Stmt::Accumulate {
            place: Place::of(*at),
            value: usize_literal(1, span),
            negative: false,
        };
        // a reference is good for something only where there is an element, but can be named before
        let early = item
            .can_be_named_at_the_end()
            .then(|| self.item_at(item, k.clone(), span));
        match early {
            Some(v) if is_reference(&v) => {
                let (then, ()) = self.nested(|l| l.emit(one_further));
                self.emit_if(present.clone().atom(), then, Block::default());
                Optional::when(present, v)
            }
            early => self.computed_if(present, span, |l| {
                let element = early.unwrap_or_else(|| l.item_at(item, k, span));
                l.emit(one_further);
                element
            }),
        }
    }
}
