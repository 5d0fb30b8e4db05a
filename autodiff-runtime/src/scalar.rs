//! What generated code needs of a real scalar, whichever trait the user's functions bound it by.
//!
//! The methods have names that no trait of the user's has: where a type parameter is bounded by
//! `num_traits::Float`, this trait stands beside that bound, and `x.sin()` must still mean the user's.

use crate::lanes::{Additive, Lanes, RealLanes};
use crate::operators::{self, Plain, Pullback, Pushforward};
use crate::real::Real;
use crate::space::{Differentiable, Tangent};
use crate::tape::Keep;
use core::fmt::{Debug, Display};
use core::iter::{Product, Sum};
use core::ops::{
    Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign,
};

/// `f64` or `f32`, without the elementary functions, which [`Real`] adds.
#[diagnostic::on_unimplemented(
    message = "the trait bound `{Self}: autodiff::Real` is not satisfied",
    label = "`{Self}` is not known to be `f64` or `f32`"
)]
pub trait Scalar:
    Copy
    + PartialOrd
    + Debug
    + Display
    + Default
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Rem<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + RemAssign
    + Sum
    + Product
    + Additive
    + Tangent
    + Keep
    + RealLanes<1>
    + RealLanes<2>
    + RealLanes<4>
    + RealLanes<8>
    // what an operator on a field of this type needs
    + Plain
    + Pullback<operators::Add, Self, Output = Self>
    + Pullback<operators::Sub, Self, Output = Self>
    + Pullback<operators::Mul, Self, Output = Self>
    + Pullback<operators::Div, Self, Output = Self>
    + Pullback<operators::Rem, Self, Output = Self>
    + Pullback<operators::AddAssign, Self, Output = Self>
    + Pullback<operators::SubAssign, Self, Output = Self>
    + Pullback<operators::MulAssign, Self, Output = Self>
    + Pullback<operators::DivAssign, Self, Output = Self>
    + Pullback<operators::RemAssign, Self, Output = Self>
    + Pullback<operators::Neg, (), Output = Self>
    + Pushforward<operators::Add, Self, Output = Self>
    + Pushforward<operators::Sub, Self, Output = Self>
    + Pushforward<operators::Mul, Self, Output = Self>
    + Pushforward<operators::Div, Self, Output = Self>
    + Pushforward<operators::Rem, Self, Output = Self>
    + Pushforward<operators::AddAssign, Self, Output = Self>
    + Pushforward<operators::SubAssign, Self, Output = Self>
    + Pushforward<operators::MulAssign, Self, Output = Self>
    + Pushforward<operators::DivAssign, Self, Output = Self>
    + Pushforward<operators::RemAssign, Self, Output = Self>
    + Pushforward<operators::Neg, (), Output = Self>
{
    /// [`Real::from_f64`]
    #[doc(hidden)]
    fn __from_f64(x: f64) -> Self;
    /// [`Real::to_f64`]
    #[doc(hidden)]
    fn __to_f64(self) -> f64;
    /// [`Real::powf`]
    #[doc(hidden)]
    fn __powf(self, exponent: Self) -> Self;
    /// [`Real::powi`]
    #[doc(hidden)]
    fn __powi(self, exponent: i32) -> Self;
    /// [`Real::to_radians`]
    #[doc(hidden)]
    fn __to_radians(self) -> Self;
    /// [`Real::to_degrees`]
    #[doc(hidden)]
    fn __to_degrees(self) -> Self;
    /// The lanes of a real are [`Lanes`]; generic code has to be told.
    #[doc(hidden)]
    fn own_lanes<const K: usize>(lanes: <Self as Differentiable>::Lanes<K>) -> Lanes<Self, K>;
}

macro_rules! scalars {
    ($($real:ident)*) => {$(
        impl Scalar for $real {
            #[inline(always)]
            fn __from_f64(x: f64) -> Self {
                Real::from_f64(x)
            }

            #[inline(always)]
            fn __to_f64(self) -> f64 {
                Real::to_f64(self)
            }

            #[inline(always)]
            fn __powf(self, exponent: Self) -> Self {
                Real::powf(self, exponent)
            }

            #[inline(always)]
            fn __powi(self, exponent: i32) -> Self {
                Real::powi(self, exponent)
            }

            #[inline(always)]
            fn __to_radians(self) -> Self {
                Real::to_radians(self)
            }

            #[inline(always)]
            fn __to_degrees(self) -> Self {
                Real::to_degrees(self)
            }

            #[inline(always)]
            fn own_lanes<const K: usize>(lanes: Lanes<Self, K>) -> Lanes<Self, K> {
                lanes
            }
        }
    )*};
}
scalars! { f64 f32 }

/// The nearest value of a scalar's type.
#[inline(always)]
pub fn from_f64<R: Scalar>(x: f64) -> R {
    R::__from_f64(x)
}

/// The same value as `f64`.
#[inline(always)]
pub fn to_f64<R: Scalar>(x: R) -> f64 {
    x.__to_f64()
}
