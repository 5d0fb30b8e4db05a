//! Structs of a program's own, and places in them. A record holds reals alone, so it is so many reals in a row.

use crate::ast::{Expr, Name, Place};
use crate::walk::Child;

/// `struct S0 { u: f64, c: [f64; 2], .. }`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Struct {
    pub(crate) record: Record,
    pub(crate) fields: Vec<Field>,
    /// `S0(f64, [f64; 2])`, with fields called `0`, `1`, ..
    pub(crate) is_tuple: bool,
    /// Derives `Copy`.
    pub(crate) is_copy: bool,
}

/// Which struct, and of how many reals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) id: usize,
    pub(crate) size: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) name: Name,
    pub(crate) kind: FieldKind,
    /// The first of its reals among those of the struct.
    pub(crate) offset: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldKind {
    Real,
    Array(usize),
    Record(Record),
}

/// `ps[i % ps.len()].p.c[j % 2]`: so many reals inside a record or a sequence of records.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) root: Name,
    /// The element, of a sequence of records of that size.
    pub(crate) element: Option<(Expr, Element, usize)>,
    /// `.p.c`
    pub(crate) path: String,
    pub(crate) offset: usize,
    /// Of an array at the end of the path.
    pub(crate) index: Option<(Expr, usize)>,
    pub(crate) size: usize,
}

/// How an element of a sequence is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// `ps[i % ps.len()]`
    Wrapped,
    /// `ps[i]`, with an index that is in range
    Direct,
}

/// `S0 { c: e, u: f, ..base }`, in the order of evaluation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Literal {
    pub(crate) record: Record,
    pub(crate) is_tuple: bool,
    pub(crate) fields: Vec<(Field, Expr)>,
    pub(crate) base: Option<Expr>,
}

impl Record {
    pub(crate) fn name(self) -> String {
        format!("S{}", self.id)
    }
}

impl FieldKind {
    pub(crate) fn size(self) -> usize {
        match self {
            FieldKind::Real => 1,
            FieldKind::Array(n) => n,
            FieldKind::Record(r) => r.size,
        }
    }
}

impl Member {
    pub(crate) fn children(&mut self) -> Vec<Child<'_>> {
        let element = self.element.iter_mut().map(|(e, ..)| Child::Expr(e));
        let index = self.index.iter_mut().map(|(e, _)| Child::Expr(e));
        element.chain(index).collect()
    }

    pub(crate) fn place(self) -> Place {
        Place::Member(Box::new(self))
    }
}

impl Literal {
    pub(crate) fn children(&mut self) -> Vec<Child<'_>> {
        let fields = self.fields.iter_mut().map(|(_, e)| Child::Expr(e));
        fields
            .chain(self.base.iter_mut().map(Child::Expr))
            .collect()
    }
}
