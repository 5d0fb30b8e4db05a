//! Which types carry reals, and the vector spaces their derivatives live in.

mod containers;
#[cfg(test)]
mod tests;

pub(crate) use containers::{in_the_box, in_the_box_mut, pairs};

use crate::lanes::{Lanes, TangentLanes, Width};
use alloc::string::String;
use core::fmt::Debug;
use core::marker::PhantomData;

/// A type whose values carry reals.
///
/// The derivative of such a value is a [`Tangent`] of its shape: `f64` for `f64`, `Vec<f64>` for slices
/// and vectors, arrays for arrays, tuples for tuples. What carries no reals (integers, flags, text) has
/// the tangent `()`, which takes no space. `#[derive(Differentiable)]` implements the trait for a struct.
///
/// ```
/// use autodiff_runtime::Differentiable;
///
/// assert_eq!((2.5, [1.0, 2.0], 7usize).zero_tangent(), (0.0, [0.0, 0.0], ()));
/// assert_eq!(vec![1.0, 2.0, 3.0].zero_tangent(), vec![0.0; 3]);
///
/// let mut weights = (1.0, vec![2.0, 3.0], "name");
/// weights.axpy(-0.5, &(4.0, vec![2.0, 2.0], ()));
/// assert_eq!(weights, (-1.0, vec![1.0, 2.0], "name"));
/// ```
///
/// # Panics
/// `axpy` panics if a vector in the value is longer or shorter than its counterpart in the tangent. `axpy` and
/// `map_each` panic where reals lie behind a shared reference: they cannot be changed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not `Differentiable`",
    note = "write `#[derive(Differentiable)]` on a struct of your own; in one that contains a foreign type, \
            `#[differentiable(skip)]` on the field; in a function, `constant(..)` with the parameter's name"
)]
pub trait Differentiable {
    /// What the derivative of a value of this type is.
    type Tangent: Tangent;

    /// `K` derivatives of a value of this type: the shape of `Tangent` with [`Lanes`] for its reals.
    ///
    /// For a struct this is a struct with the fields of the tangent, each of the type
    /// `<Field as Differentiable>::Lanes<K>`. The tangent of the struct has the same.
    type Lanes<const K: usize>: TangentLanes<K, Tangent = Self::Tangent>;

    /// The zero tangent of this value's shape.
    fn zero_tangent(&self) -> Self::Tangent;
    /// The same in `K` lanes.
    fn zero_lanes<const K: usize>(&self, width: Width<K>) -> Self::Lanes<K>;
    /// `self += a * x`: a step of length `a` along `x`.
    fn axpy(&mut self, a: f64, x: &Self::Tangent);
    /// Visits the reals in order (`f32` widened).
    fn for_each(&self, f: &mut dyn FnMut(f64));
    /// Replaces the reals in order.
    fn map_each(&mut self, f: &mut dyn FnMut(f64) -> f64);
}

/// A vector of reals in some shape: what derivatives are.
///
/// A tangent is its own tangent, so it has the methods of [`Differentiable`] too.
///
/// ```
/// use autodiff_runtime::{Differentiable, Tangent};
///
/// let mut x = (1.0, vec![2.0, 3.0]);
/// x.axpy(-0.5, &(4.0, vec![2.0, 2.0]));
/// assert_eq!(x, (-1.0, vec![1.0, 2.0]));
/// assert_eq!(x.dot(&x), 6.0);
/// assert_eq!(x.reals(), 3);
/// ```
///
/// # Panics
/// The operations on two tangents panic if a vector in one is longer than its counterpart in the other.
pub trait Tangent: Differentiable<Tangent = Self> + Clone + Debug + PartialEq {
    /// `self += other`.
    fn accumulate(&mut self, other: &Self);
    /// Sets every real to 0 and keeps the shape.
    fn set_zero(&mut self);
    /// `self *= k`.
    fn scale(&mut self, k: f64);
    /// The inner product.
    fn dot(&self, other: &Self) -> f64;
    /// How many reals there are.
    fn reals(&self) -> usize;
    /// Makes -0 of the zeros of [`Differentiable::zero_tangent`], to which rustc adds for nothing. Does nothing where
    /// that would cost more than it saves, as in a `Vec`.
    #[doc(hidden)]
    #[inline(always)]
    fn make_neutral(&mut self) {}
}

// `f32` is widened before it meets an `f64` factor, so that only the result is rounded.
macro_rules! reals {
    ($($t:ty)*) => {$(
        #[allow(clippy::unnecessary_cast, reason = "`as f64` is needed for `f32`")]
        impl Differentiable for $t {
            type Tangent = $t;
            type Lanes<const K: usize> = Lanes<$t, K>;
            #[inline(always)]
            fn zero_tangent(&self) -> $t {
                0.0
            }
            #[inline(always)]
            fn zero_lanes<const K: usize>(&self, _: Width<K>) -> Lanes<$t, K> {
                Lanes::ZERO
            }
            #[inline(always)]
            fn axpy(&mut self, a: f64, x: &Self) {
                *self = (*self as f64 + a * *x as f64) as $t;
            }
            #[inline(always)]
            fn for_each(&self, f: &mut dyn FnMut(f64)) {
                f(*self as f64);
            }
            #[inline(always)]
            fn map_each(&mut self, f: &mut dyn FnMut(f64) -> f64) {
                *self = f(*self as f64) as $t;
            }
        }
        #[allow(clippy::unnecessary_cast, reason = "`as f64` is needed for `f32`")]
        impl Tangent for $t {
            #[inline(always)]
            fn accumulate(&mut self, other: &Self) {
                *self += *other;
            }
            #[inline(always)]
            fn set_zero(&mut self) {
                *self = 0.0;
            }
            #[inline(always)]
            fn make_neutral(&mut self) {
                *self = -0.0;
            }
            #[inline(always)]
            fn scale(&mut self, k: f64) {
                *self = (*self as f64 * k) as $t;
            }
            #[inline(always)]
            fn dot(&self, other: &Self) -> f64 {
                *self as f64 * *other as f64
            }
            #[inline(always)]
            fn reals(&self) -> usize {
                1
            }
        }
    )*};
}
reals! { f64 f32 }

macro_rules! no_reals {
    ($([$($generics:tt)*] $t:ty;)*) => {$(
        impl<$($generics)*> Differentiable for $t {
            type Tangent = ();
            type Lanes<const K: usize> = ();
            #[inline(always)]
            fn zero_tangent(&self) {}
            #[inline(always)]
            fn zero_lanes<const K: usize>(&self, _: Width<K>) {}
            #[inline(always)]
            fn axpy(&mut self, _: f64, (): &()) {}
            #[inline(always)]
            fn for_each(&self, _: &mut dyn FnMut(f64)) {}
            #[inline(always)]
            fn map_each(&mut self, _: &mut dyn FnMut(f64) -> f64) {}
        }
    )*};
}
no_reals! {
    [] (); [] bool; [] char; [] str; [] String;
    [] u8; [] u16; [] u32; [] u64; [] u128; [] usize;
    [] i8; [] i16; [] i32; [] i64; [] i128; [] isize;
    [T: ?Sized] PhantomData<T>;
}

impl Tangent for () {
    #[inline(always)]
    fn accumulate(&mut self, (): &Self) {}
    #[inline(always)]
    fn set_zero(&mut self) {}
    #[inline(always)]
    fn scale(&mut self, _: f64) {}
    #[inline(always)]
    fn dot(&self, (): &Self) -> f64 {
        0.0
    }
    #[inline(always)]
    fn reals(&self) -> usize {
        0
    }
}

impl<T: Differentiable + ?Sized> Differentiable for &T {
    type Tangent = T::Tangent;
    type Lanes<const K: usize> = T::Lanes<K>;
    #[inline(always)]
    fn zero_tangent(&self) -> T::Tangent {
        (**self).zero_tangent()
    }
    #[inline(always)]
    fn zero_lanes<const K: usize>(&self, width: Width<K>) -> T::Lanes<K> {
        (**self).zero_lanes(width)
    }
    #[inline]
    #[track_caller]
    fn axpy(&mut self, _: f64, x: &T::Tangent) {
        if x.reals() != 0 {
            behind_a_shared_reference();
        }
    }
    #[inline]
    fn for_each(&self, f: &mut dyn FnMut(f64)) {
        (**self).for_each(f);
    }
    #[inline]
    #[track_caller]
    fn map_each(&mut self, _: &mut dyn FnMut(f64) -> f64) {
        (**self).for_each(&mut |_| behind_a_shared_reference());
    }
}

impl<T: Differentiable + ?Sized> Differentiable for &mut T {
    type Tangent = T::Tangent;
    type Lanes<const K: usize> = T::Lanes<K>;
    #[inline(always)]
    fn zero_tangent(&self) -> T::Tangent {
        (**self).zero_tangent()
    }
    #[inline(always)]
    fn zero_lanes<const K: usize>(&self, width: Width<K>) -> T::Lanes<K> {
        (**self).zero_lanes(width)
    }
    #[inline(always)]
    fn axpy(&mut self, a: f64, x: &T::Tangent) {
        (**self).axpy(a, x);
    }
    #[inline(always)]
    fn for_each(&self, f: &mut dyn FnMut(f64)) {
        (**self).for_each(f);
    }
    #[inline(always)]
    fn map_each(&mut self, f: &mut dyn FnMut(f64) -> f64) {
        (**self).map_each(f);
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn behind_a_shared_reference() -> ! {
    panic!("reals behind a shared reference cannot be changed");
}

#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn lengths_differ(left: usize, right: usize) -> ! {
    panic!("a tangent of length {left} meets one of length {right}");
}
