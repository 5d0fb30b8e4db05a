//! Arithmetic on counters: lengths, ends, and positions seen from another counter.

use super::super::expr::usize_literal;
use super::source::counting;
use super::{Header, Item, Move};
use crate::ir::{Atom, Block, Place, Prim, Rhs, Role, Step, Stmt, Ty};
use crate::lower::{Lower, Value};
use proc_macro2::{Ident, Span};
use syn::BinOp;

impl Header {
    /// `0..n` without steps: the counter is the position.
    pub(super) fn counts_positions(&self) -> bool {
        literal(&self.lo) == Some(0)
            && is_usize(&self.ty)
            && self.steps.is_empty()
            && !self.inclusive
    }

    pub(super) fn is_usize(&self) -> bool {
        is_usize(&self.ty)
    }
}

fn is_usize(t: &Ty) -> bool {
    matches!(t, Ty::Int(Some(name)) if name == "usize")
}

/// The number an atom is written as.
pub(super) fn literal(a: &Atom) -> Option<usize> {
    match a {
        Atom::Const(c) => c.tokens.to_string().trim_end_matches("usize").parse().ok(),
        Atom::Var(_) => None,
    }
}

impl Lower<'_> {
    pub(super) fn usize_op(&mut self, op: &BinOp, a: Atom, b: Atom, span: Span) -> Atom {
        let row = crate::rule::operator(op).expect("a row of the table");
        self.temp(Rhs::Op(row, vec![a, b]), Ty::usize(), span)
    }

    pub(super) fn plus_usize(&mut self, a: Atom, b: Atom, span: Span) -> Atom {
        match (literal(&a), literal(&b)) {
            (Some(0), _) => b,
            (_, Some(0)) => a,
            (Some(x), Some(y)) if x.checked_add(y).is_some() => usize_literal(x + y, span),
            _ => self.usize_op(&BinOp::Add(Default::default()), a, b, span),
        }
    }

    fn usize_method(&mut self, name: &str, a: Atom, b: Atom, span: Span) -> Atom {
        if let (Some(x), Some(y)) = (literal(&a), literal(&b)) {
            let n = match name {
                "min" => x.min(y),
                "max" => x.max(y),
                "saturating_sub" => x.saturating_sub(y),
                _ => x.saturating_add(y),
            };
            return usize_literal(n, span);
        }
        match (name, literal(&a), literal(&b)) {
            ("saturating_add", Some(0), _) | ("max", Some(0), _) => b,
            ("saturating_add" | "saturating_sub" | "max", _, Some(0)) => a,
            _ => {
                let prim = Prim::Method(Ident::new(name, span), None);
                self.temp(Rhs::Prim(prim, vec![a, b]), Ty::usize(), span)
            }
        }
    }

    pub(super) fn smaller(&mut self, a: Atom, b: Atom, span: Span) -> Atom {
        if a.is_same(&b) {
            return a;
        }
        self.usize_method("min", a, b, span)
    }

    pub(super) fn saturating(&mut self, name: &str, a: Atom, b: Atom, span: Span) -> Atom {
        self.usize_method(name, a, b, span)
    }

    /// The end of a range of `usize`, not included.
    pub(super) fn open_end(&mut self, h: &Header, span: Span) -> Option<Atom> {
        let hi = h.hi.clone()?;
        Some(if h.inclusive {
            self.saturating("saturating_add", hi, usize_literal(1, span), span)
        } else {
            hi
        })
    }

    /// The same elements by a counter that is the position, `0..n`.
    pub(super) fn by_position(&mut self, h: Header, item: Item, span: Span) -> (Header, Item) {
        if h.counts_positions() {
            return (h, item);
        }
        let (mut len, start) = if is_usize(&self.infer.head(&h.ty)) {
            let hi = self.open_end(&h, span);
            let len = hi.map(|hi| self.saturating("saturating_sub", hi, h.lo.clone(), span));
            (len, Move::Shift(h.lo.clone()))
        } else {
            (
                self.len_of_range(&h, span),
                Move::Nth(h.lo.clone(), h.ty.clone()),
            )
        };
        let mut moves = vec![start];
        for step in h.steps {
            match step {
                Step::Rev => moves.extend(len.clone().map(Move::Mirror)),
                Step::By(n) => {
                    len = len.map(|len| {
                        let prim = Prim::Method(Ident::new("div_ceil", span), None);
                        self.temp(Rhs::Prim(prim, vec![len, n.clone()]), Ty::usize(), span)
                    });
                    moves.push(Move::Scale(n));
                }
            }
        }
        // the last step sees the counter first
        moves.reverse();
        let mut header = counting(usize_literal(0, span), span);
        header.hi = len;
        (header, Item::Moved(Box::new(item), moves))
    }

    /// The length of a range of any integers.
    fn len_of_range(&mut self, h: &Header, span: Span) -> Option<Atom> {
        let hi = h.hi.clone()?;
        self.temps += 1;
        let name = format!("v{}", self.temps);
        let var = self.f.add_var(&name, Ty::usize(), Role::Temp, span);
        self.emit(Stmt::Declare { var, init: None });
        let op = if h.inclusive {
            BinOp::Ge(Default::default())
        } else {
            BinOp::Gt(Default::default())
        };
        let ends = vec![hi.clone(), h.lo.clone()];
        let cond = self.temp(Rhs::Prim(Prim::Binary(op), ends.clone()), Ty::Bool, span);
        let (then, ()) = self.nested(|l| {
            // in the widest type: `i8` cannot count from -100 to 100
            let wide = Ty::Int(Some("i128".to_owned()));
            let ends = ends
                .into_iter()
                .map(|e| l.temp(Rhs::Cast(e, wide.clone()), wide.clone(), span));
            let ends = ends.collect();
            let row = crate::rule::operator(&BinOp::Sub(Default::default()));
            let rhs = Rhs::Op(row.expect("a row of the table"), ends);
            let difference = l.temp(rhs, wide, span);
            let mut n = l.temp(Rhs::Cast(difference, Ty::usize()), Ty::usize(), span);
            if h.inclusive {
                n = l.plus_usize(n, usize_literal(1, span), span);
            }
            l.store(Place::of(var), Value::Atom(n), span);
        });
        let (otherwise, ()): (Block, ()) = self.nested(|l| {
            let zero = usize_literal(0, span);
            l.store(Place::of(var), Value::Atom(zero), span);
        });
        self.emit(Stmt::If {
            cond,
            then,
            otherwise,
        });
        Some(Atom::Var(var))
    }

    /// Where a counter at `k` points to.
    pub(super) fn moved(&mut self, moves: &[Move], k: Atom, span: Span) -> Atom {
        let (minus, times) = (
            BinOp::Sub(Default::default()),
            BinOp::Mul(Default::default()),
        );
        moves.iter().fold(k, |k, m| match m {
            Move::Mirror(n) => {
                let last = self.usize_op(&minus, n.clone(), usize_literal(1, span), span);
                self.usize_op(&minus, last, k, span)
            }
            Move::Scale(n) if literal(n) == Some(1) => k,
            Move::Scale(n) => self.usize_op(&times, k, n.clone(), span),
            Move::Shift(n) => self.plus_usize(n.clone(), k, span),
            Move::Wrap(n) => self.usize_op(&BinOp::Rem(Default::default()), k, n.clone(), span),
            Move::Nth(lo, ty) => {
                let rhs = Rhs::Nth {
                    lo: lo.clone(),
                    k,
                    backwards: false,
                };
                self.temp(rhs, ty.clone(), span)
            }
        })
    }
}
