//! Tangents and cotangents of borrowed arguments that are no plain sequences of reals: structs, tuples, rows of them.

use super::Inactive;
use crate::lanes::Width;
use crate::space::Differentiable;
use core::borrow::{Borrow, BorrowMut};

/// Where the cotangent (or the tangent of an in/out argument) of a borrowed `T` lives: the caller's own, or a zero
/// that nobody reads.
///
/// ```
/// use autodiff_runtime::access::{Inactive, Slot};
/// use core::borrow::BorrowMut;
///
/// fn double<S: Slot<(f64, usize)>>(x: &(f64, usize), x_bar: S) {
///     let mut held = x_bar.open(x);
///     let x_bar: &mut (f64, ()) = held.borrow_mut();
///     x_bar.0 += 2.0;
/// }
/// let mut x_bar = (1.0, ());
/// double(&(5.0, 7), &mut x_bar);
/// double(&(5.0, 7), Inactive);
/// assert_eq!(x_bar, (3.0, ()));
/// ```
pub trait Slot<T: Differentiable + ?Sized> {
    /// What holds the cotangent.
    type Held: BorrowMut<T::Tangent>;
    /// The holder, in the shape of `primal`.
    fn open(self, primal: &T) -> Self::Held;
}

impl<'a, T: Differentiable + ?Sized> Slot<T> for &'a mut T::Tangent {
    type Held = &'a mut T::Tangent;
    #[inline(always)]
    fn open(self, _: &T) -> Self::Held {
        self
    }
}

impl<T: Differentiable + ?Sized> Slot<T> for Inactive {
    type Held = T::Tangent;
    #[inline(always)]
    fn open(self, primal: &T) -> T::Tangent {
        primal.zero_tangent()
    }
}

/// The tangent of a `T` that is only read: the caller's, or zero.
pub trait Lent<T: Differentiable + ?Sized> {
    /// What holds the tangent.
    type Held: Borrow<T::Tangent>;
    /// The holder, in the shape of `primal`.
    fn lent(self, primal: &T) -> Self::Held;
}

impl<'a, T: Differentiable + ?Sized> Lent<T> for &'a T::Tangent {
    type Held = &'a T::Tangent;
    #[inline(always)]
    fn lent(self, _: &T) -> Self::Held {
        self
    }
}

impl<'a, T: Differentiable + ?Sized> Lent<T> for &'a mut T::Tangent {
    type Held = &'a mut T::Tangent;
    #[inline(always)]
    fn lent(self, _: &T) -> Self::Held {
        self
    }
}

impl<T: Differentiable + ?Sized> Lent<T> for Inactive {
    type Held = T::Tangent;
    #[inline(always)]
    fn lent(self, primal: &T) -> T::Tangent {
        primal.zero_tangent()
    }
}

/// As [`Slot`], in lanes.
pub trait LaneSlot<T: Differentiable + ?Sized, const K: usize> {
    /// What holds the tangents.
    type Held: BorrowMut<T::Lanes<K>>;
    /// The holder, in the shape of `primal`.
    fn open(self, primal: &T) -> Self::Held;
}

impl<'a, T: Differentiable + ?Sized, const K: usize> LaneSlot<T, K> for &'a mut T::Lanes<K> {
    type Held = &'a mut T::Lanes<K>;
    #[inline(always)]
    fn open(self, _: &T) -> Self::Held {
        self
    }
}

impl<T: Differentiable + ?Sized, const K: usize> LaneSlot<T, K> for Inactive {
    type Held = T::Lanes<K>;
    #[inline(always)]
    fn open(self, primal: &T) -> Self::Held {
        primal.zero_lanes(Width)
    }
}

/// As [`Lent`], in lanes.
pub trait LaneLent<T: Differentiable + ?Sized, const K: usize> {
    /// What holds the tangents.
    type Held: Borrow<T::Lanes<K>>;
    /// The holder, in the shape of `primal`.
    fn lent(self, primal: &T) -> Self::Held;
}

impl<'a, T: Differentiable + ?Sized, const K: usize> LaneLent<T, K> for &'a T::Lanes<K> {
    type Held = &'a T::Lanes<K>;
    #[inline(always)]
    fn lent(self, _: &T) -> Self::Held {
        self
    }
}

impl<'a, T: Differentiable + ?Sized, const K: usize> LaneLent<T, K> for &'a mut T::Lanes<K> {
    type Held = &'a mut T::Lanes<K>;
    #[inline(always)]
    fn lent(self, _: &T) -> Self::Held {
        self
    }
}

impl<T: Differentiable + ?Sized, const K: usize> LaneLent<T, K> for Inactive {
    type Held = T::Lanes<K>;
    #[inline(always)]
    fn lent(self, primal: &T) -> Self::Held {
        primal.zero_lanes(Width)
    }
}
