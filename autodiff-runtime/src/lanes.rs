//! Several tangents at once: `K` directions side by side in each real, so that one sweep serves them all.

mod tangents;
#[cfg(test)]
mod tests;

pub use tangents::TangentLanes;

use crate::lift::Operands;
use crate::ops;
use crate::scalar::{Scalar, from_f64, to_f64};
use crate::space::Differentiable;
use crate::tape::{Keep, Tape};
use core::array::from_fn;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

/// What one real of a tangent or cotangent may be: a real, or [`Lanes`] of reals.
///
/// Accumulators and sources ([`crate::access`]) ask for no more than this.
pub trait Additive: Copy + Default + Add<Output = Self> + AddAssign + 'static {
    /// 0.
    const ZERO: Self;
}

impl Additive for f64 {
    const ZERO: Self = 0.0;
}

impl Additive for f32 {
    const ZERO: Self = 0.0;
}

/// The tangents of one real in `K` directions.
///
/// They are linear in the seeds, and that is all the arithmetic there is: sums, and products with reals. Every lane
/// gets the bits that a sweep of its own would give it.
///
/// ```
/// use autodiff_runtime::lanes::Lanes;
///
/// let (x_dot, y_dot) = (Lanes([1.0, 0.0]), Lanes([0.0, 1.0]));
/// assert_eq!(x_dot * 3.0 - y_dot / 2.0, Lanes([3.0, -0.5]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(transparent)]
pub struct Lanes<R, const K: usize>(pub [R; K]);

/// A real whose `K` lanes are [`Lanes`]: generic code has to be told.
pub trait RealLanes<const K: usize>:
    Differentiable<Lanes<K> = Lanes<Self, K>> + Operands<Self, K, Output = Self>
{
}

impl<const K: usize> RealLanes<K> for f64 {}
impl<const K: usize> RealLanes<K> for f32 {}

/// Says how many lanes there are, where nothing else in a call does.
#[derive(Clone, Copy, Debug)]
pub struct Width<const K: usize>;

impl<R: Additive, const K: usize> Default for Lanes<R, K> {
    #[inline(always)]
    fn default() -> Self {
        Self::ZERO
    }
}

impl<R: Additive, const K: usize> Additive for Lanes<R, K> {
    const ZERO: Self = Self::ZERO;
}

impl<R: Additive, const K: usize> Lanes<R, K> {
    /// 0 in every lane; at hand without the trait.
    pub const ZERO: Self = Lanes([R::ZERO; K]);
}

impl<R: Copy, const K: usize> Lanes<R, K> {
    /// The same in every lane.
    #[inline(always)]
    fn map<S>(self, f: impl Fn(R) -> S) -> Lanes<S, K> {
        Lanes(from_fn(|k| f(self.0[k])))
    }
}

macro_rules! between_lanes {
    ($($operator:ident $method:ident, $assign:ident $assign_method:ident;)*) => {$(
        impl<R: $operator<Output = R> + Copy, const K: usize> $operator for Lanes<R, K> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Lanes(from_fn(|k| self.0[k].$method(other.0[k])))
            }
        }
        impl<R: $assign + Copy, const K: usize> $assign for Lanes<R, K> {
            #[inline(always)]
            fn $assign_method(&mut self, other: Self) {
                for k in 0..K {
                    self.0[k].$assign_method(other.0[k]);
                }
            }
        }
    )*};
}
between_lanes! {
    Add add, AddAssign add_assign;
    Sub sub, SubAssign sub_assign;
}

macro_rules! with_a_real {
    ($($operator:ident $method:ident, $assign:ident $assign_method:ident;)*) => {$(
        impl<R: $operator<Output = R> + Copy, const K: usize> $operator<R> for Lanes<R, K> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, by: R) -> Self {
                self.map(|lane| lane.$method(by))
            }
        }
        impl<R: $assign + Copy, const K: usize> $assign<R> for Lanes<R, K> {
            #[inline(always)]
            fn $assign_method(&mut self, by: R) {
                for k in 0..K {
                    self.0[k].$assign_method(by);
                }
            }
        }
    )*};
}
with_a_real! {
    Mul mul, MulAssign mul_assign;
    Div div, DivAssign div_assign;
}

impl<R: Neg<Output = R> + Copy, const K: usize> Neg for Lanes<R, K> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        self.map(R::neg)
    }
}

/// The rows of the table that stand around a seed in rules, lane by lane.
macro_rules! around_seeds {
    ($($name:ident($($other:ident),*);)*) => {
        impl<R: Scalar, const K: usize> Lanes<R, K> {
            $(
                #[doc = concat!("[`", stringify!($name), "`](crate::ops::", stringify!($name), ") in every lane.")]
                #[doc(hidden)]
                #[inline(always)]
                pub fn $name(self $(, $other: R)*) -> Self {
                    self.map(|lane| ops::$name(lane $(, $other)*))
                }
            )*
        }
    };
}
around_seeds! {
    over(by);
    times(by);
    where_gt(a, b);
    where_ge(a, b);
    where_lt(a, b);
    where_le(a, b);
    where_positive(a);
    times_ln_2();
    times_ln_10();
}

impl<R: Scalar, const K: usize> Lanes<R, K> {
    #[doc(hidden)]
    #[inline(always)]
    #[must_use]
    pub fn to_radians(self) -> Self {
        self.map(R::__to_radians)
    }

    #[doc(hidden)]
    #[inline(always)]
    #[must_use]
    pub fn to_degrees(self) -> Self {
        self.map(R::__to_degrees)
    }

    /// As `as` between `f64` and `f32`.
    #[doc(hidden)]
    #[inline(always)]
    pub fn cast<S: Scalar>(self) -> Lanes<S, K> {
        self.map(|lane| from_f64(to_f64(lane)))
    }

    /// A function that is linear in the lane.
    #[doc(hidden)]
    #[inline(always)]
    #[must_use]
    pub fn each(self, f: impl Fn(R) -> R) -> Self {
        self.map(f)
    }
}

impl<R: Scalar, const K: usize> Keep for Lanes<R, K> {
    #[inline(always)]
    fn keep(&self, tape: &mut Tape) {
        R::keep_slice(&self.0, tape);
    }
    #[inline(always)]
    fn restore(tape: &mut Tape) -> Self {
        Lanes(R::restore_array(tape))
    }
    #[inline(always)]
    fn blank() -> Self {
        Lanes([from_f64(0.0); K])
    }
    #[inline(always)]
    fn restore_over(place: &mut Self, tape: &mut Tape) {
        R::restore_slice(&mut place.0, tape);
    }
}
