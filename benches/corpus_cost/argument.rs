//! An argument that is used again and again.

use crate::flat::{Flat, Reader};

/// An argument with its tangent or cotangent, whose names are those of the corpus's own.
pub(crate) struct Argument<T: Flat> {
    pub(crate) v: T,
    pub(crate) d: T::Tangent,
    initial: T,
    initial_d: T::Tangent,
}

impl<T: Flat> Argument<T> {
    pub(crate) fn new(v: T) -> Self {
        let d = ones(&v);
        Argument {
            initial: v.clone(),
            initial_d: d.clone(),
            v,
            d,
        }
    }

    pub(crate) fn value(&self) -> T {
        self.v.clone()
    }

    pub(crate) fn dot(&self) -> T::Tangent {
        self.d.clone()
    }

    /// Undoes what a call did to value and tangent; allocations are kept.
    pub(crate) fn rewind(&mut self) {
        self.v.clone_from(&self.initial);
        self.d.clone_from(&self.initial_d);
    }

    /// After a run: the cotangent has the shape of the value that the run leaves.
    pub(crate) fn reshape(&mut self) {
        self.initial_d = ones(&self.v);
    }
}

/// A tangent of nothing but ones.
pub(crate) fn ones<T: Flat>(value: &T) -> T::Tangent {
    let mut reals = Vec::new();
    value.reals(&mut reals);
    reals.fill(1.0);
    value.tangent(&mut Reader::new(&reals))
}
