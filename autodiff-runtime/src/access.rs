//! How generated code reads tangents and accumulates cotangents.
//!
//! The hidden sweeps of a companion are generic over where the derivative of an argument comes from
//! ([`Dot0`] to [`Dot3`], by the depth of the argument's nesting) and where it goes ([`Bar0`] to [`Bar3`]).
//! One printed body thus serves buffers (`&mut [f64]`), arguments that share one buffer
//! (`&[Cell<f64>]`), and arguments whose derivative nobody wants ([`Inactive`]).

mod bars;
mod dots;
mod nested;
mod once;
mod one_lane;
mod slots;

pub use bars::{Bar0, Bar1};
pub use dots::{Dot0, Dot1, Dot2, Dot3, Source0, Source1, Source2, Source3};
pub use nested::{Bar2, Bar3, Plane, Row};
pub use once::{Once, each_once, run};
pub use one_lane::OneLane;
pub use slots::{LaneLent, LaneSlot, Lent, Slot};

use crate::lanes::Width;
use crate::space::Differentiable;

/// No derivative: as the source of a tangent it reads 0, as an accumulator it drops what is added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inactive;

/// A tangent passed by value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Active<T>(pub T);

/// The tangent of an argument passed by value: [`Active`] holds it, [`Inactive`] stands for zero.
pub trait Seed<T: Differentiable> {
    /// The tangent, in the shape of `primal`.
    fn seed(self, primal: &T) -> T::Tangent;
}

impl<T: Differentiable> Seed<T> for Active<T::Tangent> {
    #[inline(always)]
    fn seed(self, _: &T) -> T::Tangent {
        self.0
    }
}

// receivers are lent, however the method takes them
impl<T: Differentiable> Seed<T> for &T::Tangent {
    #[inline(always)]
    fn seed(self, _: &T) -> T::Tangent {
        self.clone()
    }
}

impl<T: Differentiable> Seed<T> for &mut T::Tangent {
    #[inline(always)]
    fn seed(self, _: &T) -> T::Tangent {
        self.clone()
    }
}

impl<T: Differentiable> Seed<T> for Inactive {
    #[inline(always)]
    fn seed(self, primal: &T) -> T::Tangent {
        primal.zero_tangent()
    }
}

/// As [`Seed`], in `K` lanes.
pub trait LaneSeed<T: Differentiable, const K: usize> {
    /// The tangents, in the shape of `primal`.
    fn seed(self, primal: &T) -> T::Lanes<K>;
}

impl<T: Differentiable, const K: usize> LaneSeed<T, K> for Active<T::Lanes<K>> {
    #[inline(always)]
    fn seed(self, _: &T) -> T::Lanes<K> {
        self.0
    }
}

impl<T: Differentiable, const K: usize> LaneSeed<T, K> for &T::Lanes<K> {
    #[inline(always)]
    fn seed(self, _: &T) -> T::Lanes<K> {
        self.clone()
    }
}

impl<T: Differentiable, const K: usize> LaneSeed<T, K> for &mut T::Lanes<K> {
    #[inline(always)]
    fn seed(self, _: &T) -> T::Lanes<K> {
        self.clone()
    }
}

impl<T: Differentiable, const K: usize> LaneSeed<T, K> for Inactive {
    #[inline(always)]
    fn seed(self, primal: &T) -> T::Lanes<K> {
        primal.zero_lanes(Width)
    }
}

#[cfg(test)]
mod tests {
    use super::{Active, Inactive, Seed};
    use alloc::vec;

    #[test]
    fn seeds() {
        assert_eq!(Seed::<f64>::seed(Active(2.0), &1.0), 2.0);
        assert_eq!(Seed::<f64>::seed(Inactive, &1.0), 0.0);
        assert_eq!(Inactive.seed(&vec![1.0, 2.0]), vec![0.0, 0.0]);
        let _: ((), f32) = Inactive.seed(&(3usize, 1.0f32));
    }
}
