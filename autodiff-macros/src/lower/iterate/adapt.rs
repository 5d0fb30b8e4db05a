//! Adaptors: from one iterator to another, nothing evaluated but their arguments.

use super::super::expr::usize_literal;
use super::position::literal;
use super::{Header, Item, Iter, Move, Stage};
use crate::ir::{Atom, Step, Ty};
use crate::lower::{Lower, Value};
use crate::refusals;
use proc_macro2::Span;
use syn::ExprMethodCall;
use syn::spanned::Spanned;

impl Lower<'_> {
    /// Methods of iterators, and those of sequences that make one; the receiver again for all others.
    pub(in crate::lower) fn iterator_method(
        &mut self,
        m: &ExprMethodCall,
        receiver: Value,
    ) -> Result<Value, Value> {
        match receiver {
            Value::Iter(it) if it.is_taken_from_by(&m.method) => Ok(self.taken_from(m, &it)),
            Value::Iter(it) => {
                let it = self.rest(*it);
                Ok(match self.adapted(m, it) {
                    Ok(it) => it.map_or(Value::Never, |it| Value::Iter(Box::new(it))),
                    Err(it) => self.ended(m, &it),
                })
            }
            Value::Closure(_) => {
                self.errors.push(refusals::method_of_closure(&m.method));
                Ok(Value::Never)
            }
            other => self.sequence_iterator(m, other),
        }
    }

    /// The adapted iterator, none where it is refused; the iterator itself where the method ends it.
    fn adapted(&mut self, m: &ExprMethodCall, it: Iter) -> Result<Option<Iter>, Box<Iter>> {
        let span = m.method.span();
        let name = m.method.to_string();
        let staged = |it: Iter, s: Stage| Iter::Staged(Box::new(it), s);
        Ok(match (name.as_str(), m.args.len()) {
            ("into_iter" | "fuse", 0) => Some(it),
            ("copied" | "cloned", 0) => Some(match it {
                Iter::Indexed(h, item) => Iter::Indexed(h, Item::Copied(Box::new(item))),
                it => staged(it, Stage::Copied),
            }),
            ("rev", 0) => self.reversed(it, m),
            ("enumerate", 0) => Some(self.numbered_elements(it, span)),
            ("skip" | "take" | "step_by", 1) => {
                let n = self.index_operand(&m.args[0]);
                if name == "step_by" {
                    self.assert_positive(&n, "step_by", span);
                }
                Some(self.counted_part(&name, it, n, span))
            }
            ("cycle", 0) => self.cycled(it, m),
            ("zip" | "chain", 1) => {
                let other = self.expr(&m.args[0]);
                match self.iterator_of(other, m.args[0].span()) {
                    Some(other) if name == "zip" => self.zip(it, other, m.args[0].span()),
                    Some(other) => Some(Iter::Chain(Box::new(it), Box::new(other))),
                    None => None,
                }
            }
            ("flatten", 0) => Some(staged(it, Stage::Flatten)),
            (
                "map" | "filter" | "inspect" | "take_while" | "skip_while" | "flat_map"
                | "filter_map" | "map_while",
                1,
            ) => {
                let Some(f) = self.fun(&m.args[0]) else {
                    return Ok(None);
                };
                Some(match (name.as_str(), it) {
                    ("map", Iter::Indexed(h, of)) => {
                        let of = Box::new(of);
                        let pure = false;
                        Iter::Indexed(h, Item::Map { of, by: f, pure })
                    }
                    ("map", it) => staged(it, Stage::Map(f)),
                    ("filter", it) => staged(it, Stage::Filter(f)),
                    ("inspect", it) => staged(it, Stage::Inspect(f)),
                    ("take_while", it) => staged(it, Stage::TakeWhile(f)),
                    ("skip_while", it) => staged(it, Stage::SkipWhile(f)),
                    ("filter_map", it) => staged(it, Stage::FilterMap(f)),
                    ("map_while", it) => staged(it, Stage::MapWhile(f)),
                    (_, it) => staged(it, Stage::FlatMap(f)),
                })
            }
            _ => return Err(Box::new(it)),
        })
    }

    pub(super) fn numbered_elements(&mut self, it: Iter, span: Span) -> Iter {
        match it {
            Iter::Indexed(h, item) => {
                let (h, item) = self.by_position(h, item, span);
                Iter::Indexed(h, Item::Pair(Box::new(Item::Counter), Box::new(item)))
            }
            it => Iter::Staged(Box::new(it), Stage::Enumerate),
        }
    }

    /// Stages that look at one element at a time work on a reversed loop as well.
    fn reversed(&mut self, it: Iter, m: &ExprMethodCall) -> Option<Iter> {
        match it {
            Iter::Indexed(mut h, mut item) => {
                if h.hi.is_none() {
                    self.errors
                        .push(refusals::endless_iterator(m.method.span()));
                    return None;
                }
                item.demand_pure();
                h.steps.push(Step::Rev);
                Some(Iter::Indexed(h, item))
            }
            Iter::Chain(a, b) => {
                let (a, b) = (self.reversed(*a, m)?, self.reversed(*b, m)?);
                Some(Iter::Chain(Box::new(b), Box::new(a)))
            }
            Iter::Staged(
                inner,
                stage @ (Stage::Map(_)
                | Stage::Filter(_)
                | Stage::FilterMap(_)
                | Stage::Inspect(_)
                | Stage::Copied),
            ) => {
                let inner = self.reversed(*inner, m)?;
                Some(Iter::Staged(Box::new(inner), stage))
            }
            Iter::Staged(..) | Iter::Cursor(..) => {
                self.errors.push(refusals::reversed_stage(&m.method));
                None
            }
        }
    }

    pub(super) fn counted_part(&mut self, name: &str, it: Iter, n: Atom, span: Span) -> Iter {
        let (h, mut item) = match it {
            Iter::Indexed(h, item) => (h, item),
            it => {
                let stage = match name {
                    "skip" => Stage::Skip(n),
                    "take" => Stage::Take(n),
                    _ => Stage::StepBy(n),
                };
                return Iter::Staged(Box::new(it), stage);
            }
        };
        if name != "take" {
            item.demand_pure();
        }
        if name == "step_by" {
            return self.every_nth(h, item, n, span);
        }
        let reversed = matches!(h.steps.as_slice(), [Step::Rev]);
        let (mut h, item) = if h.is_usize() && (reversed || h.steps.is_empty()) {
            (h, item)
        } else {
            self.by_position(h, item, span)
        };
        let reversed = reversed && !h.steps.is_empty();
        if name == "skip" && !reversed {
            h.lo = self.saturating("saturating_add", h.lo.clone(), n, span);
            return Iter::Indexed(h, item);
        }
        let end = self.open_end(&h, span);
        h.inclusive = false;
        match (name, reversed, end) {
            ("skip", _, Some(end)) => {
                h.hi = Some(self.saturating("saturating_sub", end, n, span));
            }
            (_, true, Some(end)) => {
                let from = self.saturating("saturating_sub", end.clone(), n, span);
                h.lo = self.saturating("max", h.lo.clone(), from, span);
                h.hi = Some(end);
            }
            (_, _, end) => {
                let cut = self.saturating("saturating_add", h.lo.clone(), n, span);
                h.hi = Some(match end {
                    Some(end) => self.smaller(end, cut, span),
                    None => cut,
                });
            }
        }
        Iter::Indexed(h, item)
    }

    fn every_nth(&mut self, mut h: Header, item: Item, n: Atom, span: Span) -> Iter {
        if h.hi.is_some() {
            h.steps.push(Step::By(n));
            return Iter::Indexed(h, item);
        }
        let (h, item) = self.by_position(h, item, span);
        Iter::Indexed(h, Item::Moved(Box::new(item), vec![Move::Scale(n)]))
    }

    fn zip(&mut self, a: Iter, b: Iter, span: Span) -> Option<Iter> {
        let Iter::Indexed(hb, mut b) = b else {
            self.errors.push(refusals::zipped_with_stage(span));
            return None;
        };
        b.demand_pure();
        let (hb, b) = self.by_position(hb, b, span);
        match a {
            Iter::Indexed(ha, mut a) => {
                a.demand_pure();
                let (mut h, a) = self.by_position(ha, a, span);
                h.hi = match (h.hi, hb.hi) {
                    (Some(x), Some(y)) => Some(self.smaller(x, y, span)),
                    (x, y) => x.or(y),
                };
                Some(Iter::Indexed(h, Item::Pair(Box::new(a), Box::new(b))))
            }
            walked => Some(Iter::Staged(
                Box::new(walked),
                Stage::Zip {
                    len: hb.hi,
                    with: b,
                },
            )),
        }
    }

    /// Without end, unless there is nothing to repeat.
    fn cycled(&mut self, it: Iter, m: &ExprMethodCall) -> Option<Iter> {
        let span = m.method.span();
        let Iter::Indexed(h, mut item) = it else {
            self.errors.push(refusals::adaptor(&m.method));
            return None;
        };
        item.demand_pure();
        let (mut h, item) = self.by_position(h, item, span);
        let len = h.hi?;
        h.hi = match literal(&len) {
            Some(0) => Some(len.clone()),
            Some(_) => None,
            None => {
                let max = crate::ir::Const {
                    tokens: quote::quote_spanned!(span=> ::core::primitive::usize::MAX),
                    ty: Ty::usize(),
                };
                let prim = crate::ir::Prim::Method(syn::Ident::new("saturating_mul", span), None);
                let rhs = crate::ir::Rhs::Prim(prim, vec![len.clone(), Atom::Const(max)]);
                Some(self.temp(rhs, Ty::usize(), span))
            }
        };
        let item = Item::Moved(Box::new(item), vec![Move::Wrap(len)]);
        Some(Iter::Indexed(h, item))
    }

    /// The number of elements, where no function has to be asked for it.
    pub(super) fn known_length(&mut self, it: &Iter, span: Span) -> Option<Atom> {
        let Iter::Indexed(h, item) = it else {
            return None;
        };
        if has_function(item) {
            return None;
        }
        let (h, _) = self.by_position(h.clone(), Item::Counter, span);
        h.hi
    }

    /// `0..n` with the element at each position, where the counter needs no arithmetic.
    pub(super) fn is_counted_from_zero(it: &Iter) -> Option<Atom> {
        match it {
            Iter::Indexed(h, _) if h.counts_positions() => h.hi.clone(),
            Iter::Indexed(..) | Iter::Staged(..) | Iter::Chain(..) | Iter::Cursor(..) => None,
        }
    }

    /// `std::iter::zip(a, b)`, `repeat(x)`, `once(x)`.
    pub(in crate::lower) fn iterator_function(&mut self, c: &syn::ExprCall, name: &str) -> Value {
        let span = c.func.span();
        let values = self.operands_in_order(c.args.iter());
        let mut values = values.into_iter();
        let it = match (name, values.next(), values.next(), c.args.len()) {
            (_, Some(Value::Never), ..) | (_, _, Some(Value::Never), _) => None,
            ("repeat", Some(v), None, 1) => {
                let v = self.freeze(v, span);
                let mut h = super::source::counting(usize_literal(0, span), span);
                h.hi = None;
                Some(Iter::Indexed(h, Item::Repeated(v)))
            }
            ("once", Some(v), None, 1) => {
                let v = self.freeze(v, span);
                let h = super::source::counting(usize_literal(1, span), span);
                Some(Iter::Indexed(h, Item::Repeated(v)))
            }
            ("zip", Some(a), Some(b), 2) => {
                let (a, b) = (self.iterator_of(a, span), self.iterator_of(b, span));
                a.zip(b).and_then(|(a, b)| self.zip(a, b, span))
            }
            _ => {
                self.errors.push(refusals::function_of_iter(span, name));
                None
            }
        };
        it.map_or(Value::Never, |it| Value::Iter(Box::new(it)))
    }
}

fn has_function(item: &Item) -> bool {
    match item {
        Item::Map { .. } => true,
        Item::Pair(a, b) => has_function(a) || has_function(b),
        Item::Copied(of) | Item::Moved(of, _) => has_function(of),
        Item::Counter
        | Item::Element(..)
        | Item::Window { .. }
        | Item::Chunk { .. }
        | Item::Repeated(_) => false,
    }
}
