//! Iterators: what a chain goes through is known before its loop is written, so that a chain becomes the loop that a
//! person would write.
//!
//! A chain whose elements are known by position is a counted loop. A stage that drops elements, or makes several of
//! one, works inside that loop. Nothing is evaluated before an element is asked for, as in std.

mod adapt;
mod arrays;
mod choose;
mod compare;
mod consume;
mod cursor;
mod drive;
mod position;
mod source;
mod stage;

use super::closure::Fun;
use super::{Enclosing, Lower, Mutability, Value};
use crate::ir::{Atom, LoopId, LoopKind, Place, Step, Stmt, Target, Ty, VarId};
use crate::refusals;
use proc_macro2::Span;
use syn::spanned::Spanned;

#[derive(Clone, Debug)]
pub(super) enum Iter {
    /// Elements known by position.
    Indexed(Header, Item),
    Staged(Box<Iter>, Stage),
    Chain(Box<Iter>, Box<Iter>),
    /// Bound by `let mut`, so that it can be taken from bit by bit: the position is a variable, where it has one.
    Cursor(Box<Iter>, Option<VarId>),
}

/// The counter of a loop: `(lo..hi).rev().step_by(n)`.
#[derive(Clone, Debug)]
pub(super) struct Header {
    ty: Ty,
    lo: Atom,
    /// `None`: no end.
    hi: Option<Atom>,
    inclusive: bool,
    steps: Vec<Step>,
    /// Where the chain begins.
    span: Span,
}

/// The element at a value of the counter.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Counter,
    Element(Place, By),
    /// `of[k..k + size]`
    Window {
        of: Place,
        size: Atom,
    },
    /// `of[k * size..(k + 1) * size]`, the last one cut at `len`.
    Chunk {
        of: Place,
        size: Atom,
        len: Option<Atom>,
        mutability: Mutability,
    },
    Pair(Box<Item>, Box<Item>),
    Copied(Box<Item>),
    Map {
        of: Box<Item>,
        by: Fun,
        /// Whether std might call the function more often, or in another order.
        pure: bool,
    },
    /// The element at another position, which follows from the counter.
    Moved(Box<Item>, Vec<Move>),
    Repeated(Value),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    Value,
    Ref(Mutability),
}

#[derive(Clone, Debug)]
pub(super) enum Move {
    /// Counted from the end of so many.
    Mirror(Atom),
    Scale(Atom),
    Shift(Atom),
    /// Again from the start after so many.
    Wrap(Atom),
    /// The value of a range that starts here.
    Nth(Atom, Ty),
}

/// What is done with the elements of a loop, one by one.
#[derive(Clone, Debug)]
pub(super) enum Stage {
    Map(Fun),
    Filter(Fun),
    Inspect(Fun),
    TakeWhile(Fun),
    SkipWhile(Fun),
    FilterMap(Fun),
    MapWhile(Fun),
    FlatMap(Fun),
    Flatten,
    Copied,
    Enumerate,
    Skip(Atom),
    Take(Atom),
    StepBy(Atom),
    /// Zipped with elements known by position.
    Zip {
        len: Option<Atom>,
        with: Item,
    },
}

/// The loops around an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// Left when the iterator ends.
    outer: LoopId,
    /// Goes on to the next element.
    inner: LoopId,
    /// The loop's counter, where it is the position.
    counter: Option<VarId>,
}

impl Lower<'_> {
    pub(super) fn for_loop(&mut self, l: &syn::ExprForLoop) -> Value {
        let checkpoint = self.checkpoint(&l.attrs);
        let header = self.expr(&l.expr);
        let Some(it) = self.iterator_of(header, l.expr.span()) else {
            return Value::Unit;
        };
        let before = self.open_block().len();
        self.drive(&it, Some(&l.pat), &mut |s, item, around| {
            s.for_body(l, &it, item, around);
        });
        if let Some(c) = checkpoint {
            self.attach(c, before);
        }
        let mut consumed = vec![];
        it.consumed(&mut consumed);
        let written: Vec<VarId> = self.open_block()[before..]
            .iter()
            .flat_map(Stmt::writes_deep)
            .collect();
        if consumed.iter().any(|v| written.contains(v)) {
            self.errors
                .push(refusals::changed_while_consumed(l.expr.span()));
        }
        Value::Unit
    }

    fn for_body(&mut self, l: &syn::ExprForLoop, it: &Iter, item: Value, around: Around) {
        let label = l.label.as_ref().map(|l| l.name.ident.to_string());
        if it.counts_afterwards() {
            let (block, _) = self.loop_body(LoopKind::Once, None, true, |s| {
                let next = Target::Break(s.enclosing.last().expect("the block").id);
                s.element_body(l, item, label, around.outer, next);
            });
            self.emit(Stmt::Loop(block));
        } else {
            let next = Target::Continue(around.inner);
            self.element_body(l, item, label, around.outer, next);
        }
    }

    fn element_body(
        &mut self,
        l: &syn::ExprForLoop,
        item: Value,
        label: Option<String>,
        id: LoopId,
        next: Target,
    ) {
        self.enclosing.push(Enclosing {
            id,
            next,
            label,
            is_block: false,
            is_closure: false,
            block: self.blocks.len() - 1,
            result: None,
        });
        self.bind_argument(&l.pat, item);
        self.block_value(&l.body);
        self.enclosing.pop();
    }

    fn open_block(&self) -> &[Stmt] {
        &self.blocks.last().expect("a block is open").stmts
    }

    /// A consuming iterator that is kept for later: what it consumes may be given a new value in between.
    pub(super) fn refuse_to_keep(&mut self, it: &Iter, span: Span) {
        let mut consumed = vec![];
        it.consumed(&mut consumed);
        if consumed.iter().any(|v| self.may_change(&Place::of(*v))) {
            self.errors.push(refusals::kept_consuming_iterator(span));
        }
    }
}

impl Iter {
    /// Whether a loop has something to do after the body: `continue` must not skip it.
    fn counts_afterwards(&self) -> bool {
        match self {
            Iter::Indexed(..) => false,
            Iter::Staged(_, Stage::Take(_)) => true,
            Iter::Staged(inner, _) | Iter::Cursor(inner, _) => inner.counts_afterwards(),
            Iter::Chain(a, b) => a.counts_afterwards() || b.counts_afterwards(),
        }
    }

    fn span(&self) -> Span {
        match self {
            Iter::Indexed(h, _) => h.span,
            Iter::Staged(it, _) | Iter::Chain(it, _) | Iter::Cursor(it, _) => it.span(),
        }
    }

    /// The body that elements come from, if a closure makes them.
    fn last_body(&self) -> Option<&syn::Expr> {
        match self {
            Iter::Indexed(_, Item::Map { by, .. }) | Iter::Staged(_, Stage::Map(by)) => by.body(),
            Iter::Cursor(it, _) => it.last_body(),
            Iter::Indexed(..) | Iter::Staged(..) | Iter::Chain(..) => None,
        }
    }

    /// The variables whose elements are taken by value.
    fn consumed(&self, into: &mut Vec<VarId>) {
        match self {
            Iter::Indexed(_, item) => item.consumed(into),
            Iter::Cursor(inner, _) => inner.consumed(into),
            Iter::Staged(inner, stage) => {
                inner.consumed(into);
                if let Stage::Zip { with, .. } = stage {
                    with.consumed(into);
                }
            }
            Iter::Chain(a, b) => {
                a.consumed(into);
                b.consumed(into);
            }
        }
    }
}

impl Item {
    fn consumed(&self, into: &mut Vec<VarId>) {
        match self {
            Item::Element(place, By::Value) => into.push(place.root),
            Item::Counter
            | Item::Element(..)
            | Item::Window { .. }
            | Item::Chunk { .. }
            | Item::Repeated(_) => {}
            Item::Pair(a, b) => {
                a.consumed(into);
                b.consumed(into);
            }
            Item::Copied(of) | Item::Map { of, .. } | Item::Moved(of, _) => of.consumed(into),
        }
    }

    /// From here on std may call the functions of the chain more often, in another order or not at all.
    fn demand_pure(&mut self) {
        match self {
            Item::Map { of, pure, .. } => {
                *pure = true;
                of.demand_pure();
            }
            Item::Pair(a, b) => {
                a.demand_pure();
                b.demand_pure();
            }
            Item::Copied(of) | Item::Moved(of, _) => of.demand_pure(),
            Item::Counter
            | Item::Element(..)
            | Item::Window { .. }
            | Item::Chunk { .. }
            | Item::Repeated(_) => {}
        }
    }
}
