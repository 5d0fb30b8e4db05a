//! Sizes and indices as they are known before a sweep: arithmetic on lengths, constants and parameters.

use crate::ir::VarId;
use proc_macro2::TokenStream;
use std::collections::BTreeMap;

/// A `usize` that is known before the sweep. Its arithmetic wraps around: what overflows panics in the sweep.
#[derive(Clone, Debug)]
pub(crate) enum Size {
    Literal(usize),
    Constant(TokenStream),
    Param(VarId),
    Len(VarId),
    Sum(Box<[Size; 2]>),
    Product(Box<[Size; 2]>),
    Difference(Box<[Size; 2]>),
    /// The first less the second, or 0 if that is greater.
    Distance(Box<[Size; 2]>),
    Least(Box<[Size; 2]>),
    /// 1 if the comparison holds, otherwise 0.
    Holds(syn::BinOp, Box<[Size; 2]>),
}

/// A base and what the counters of the loops around add to it, each in multiples of a stride.
#[derive(Clone, Debug)]
pub(super) struct Linear {
    pub(super) base: Size,
    pub(super) strides: BTreeMap<VarId, Size>,
}

impl Linear {
    pub(super) fn of(base: Size) -> Linear {
        let strides = BTreeMap::new();
        Linear { base, strides }
    }

    pub(super) fn plus(self, other: Linear) -> Linear {
        let mut strides = self.strides;
        for (counter, stride) in other.strides {
            let sum = match strides.remove(&counter) {
                Some(own) => own.plus(stride),
                None => stride,
            };
            strides.insert(counter, sum);
        }
        let base = self.base.plus(other.base);
        Linear { base, strides }
    }

    pub(super) fn times(self, factor: &Size) -> Linear {
        let strides = self.strides.into_iter();
        Linear {
            base: self.base.times(factor.clone()),
            strides: strides.map(|(v, s)| (v, s.times(factor.clone()))).collect(),
        }
    }

    /// The same in all trips.
    pub(super) fn fixed(self) -> Option<Size> {
        self.strides.is_empty().then_some(self.base)
    }
}

impl Size {
    pub(super) fn plus(self, other: Size) -> Size {
        match (self, other) {
            (Size::Literal(0), size) | (size, Size::Literal(0)) => size,
            (Size::Literal(a), Size::Literal(b)) => Size::Literal(a.wrapping_add(b)),
            (a, b) => Size::Sum(Box::new([a, b])),
        }
    }

    pub(super) fn times(self, other: Size) -> Size {
        match (self, other) {
            (Size::Literal(0), _) | (_, Size::Literal(0)) => Size::Literal(0),
            (Size::Literal(1), size) | (size, Size::Literal(1)) => size,
            (Size::Literal(a), Size::Literal(b)) => Size::Literal(a.wrapping_mul(b)),
            (a, b) => Size::Product(Box::new([a, b])),
        }
    }

    pub(super) fn minus(self, other: Size) -> Size {
        match (self, other) {
            (size, Size::Literal(0)) => size,
            (a, b) => Size::Difference(Box::new([a, b])),
        }
    }

    pub(super) fn distance(self, other: Size) -> Size {
        match (self, other) {
            (size, Size::Literal(0)) => size,
            (Size::Literal(a), Size::Literal(b)) => Size::Literal(a.saturating_sub(b)),
            (a, b) => Size::Distance(Box::new([a, b])),
        }
    }

    pub(super) fn parts(&self) -> usize {
        match self {
            Size::Literal(_) | Size::Constant(_) | Size::Param(_) | Size::Len(_) => 1,
            Size::Sum(two)
            | Size::Product(two)
            | Size::Difference(two)
            | Size::Distance(two)
            | Size::Least(two)
            | Size::Holds(_, two) => 1 + two[0].parts() + two[1].parts(),
        }
    }
}
