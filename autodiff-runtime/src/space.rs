//! Which types carry reals, and the vector spaces their derivatives live in.

#[cfg(test)]
mod tests;

use crate::lanes::{Lanes, TangentLanes, Width};
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
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

/// The elements of two rows side by side; rows of different lengths have no sum.
#[inline(always)]
#[track_caller]
pub(crate) fn pairs<'a, T, U>(
    x: &'a mut [T],
    y: &'a [U],
) -> impl Iterator<Item = (&'a mut T, &'a U)> {
    if x.len() != y.len() {
        lengths_differ(x.len(), y.len());
    }
    x.iter_mut().zip(y)
}

impl<T: Differentiable> Differentiable for [T] {
    type Tangent = Vec<T::Tangent>;
    type Lanes<const K: usize> = Vec<T::Lanes<K>>;
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        self.iter().map(T::zero_tangent).collect()
    }
    #[inline]
    fn zero_lanes<const K: usize>(&self, width: Width<K>) -> Self::Lanes<K> {
        self.iter().map(|x| x.zero_lanes(width)).collect()
    }
    #[inline]
    fn axpy(&mut self, a: f64, x: &Self::Tangent) {
        pairs(self, x).for_each(|(y, x)| y.axpy(a, x));
    }
    #[inline]
    fn for_each(&self, f: &mut dyn FnMut(f64)) {
        self.iter().for_each(|x| x.for_each(f));
    }
    #[inline]
    fn map_each(&mut self, f: &mut dyn FnMut(f64) -> f64) {
        self.iter_mut().for_each(|x| x.map_each(f));
    }
}

// One text for all that holds its elements in a row; a box is a row of one, an option of at most one.
macro_rules! rows {
    ($(
        [$($generics:tt)*] $t:ty, $tangent:ty, [$($lanes:tt)*], $as_slice:expr, $as_mut_slice:expr,
        $zero:expr, |$own:ident, $width:ident| $zero_lanes:expr;
    )*) => {$(
        impl<T: Differentiable $($generics)*> Differentiable for $t {
            type Tangent = $tangent;
            type Lanes<const K: usize> = $($lanes)*;
            #[inline]
            fn zero_tangent(&self) -> Self::Tangent {
                $zero(self)
            }
            #[inline]
            fn zero_lanes<const K: usize>(&self, $width: Width<K>) -> Self::Lanes<K> {
                let $own = self;
                $zero_lanes
            }
            #[inline]
            fn axpy(&mut self, a: f64, x: &Self::Tangent) {
                pairs($as_mut_slice(self), $as_slice(x)).for_each(|(y, x)| y.axpy(a, x));
            }
            #[inline]
            fn for_each(&self, f: &mut dyn FnMut(f64)) {
                $as_slice(self).for_each(f);
            }
            #[inline]
            fn map_each(&mut self, f: &mut dyn FnMut(f64) -> f64) {
                $as_mut_slice(self).map_each(f);
            }
        }
        impl<T: Tangent $($generics)*> Tangent for $t {
            #[inline]
            fn accumulate(&mut self, other: &Self) {
                pairs($as_mut_slice(self), $as_slice(other)).for_each(|(x, y)| x.accumulate(y));
            }
            #[inline]
            fn set_zero(&mut self) {
                $as_mut_slice(self).iter_mut().for_each(T::set_zero);
            }
            #[inline]
            fn scale(&mut self, k: f64) {
                $as_mut_slice(self).iter_mut().for_each(|x| x.scale(k));
            }
            #[inline]
            fn dot(&self, other: &Self) -> f64 {
                let (x, y) = ($as_slice(self), $as_slice(other));
                if x.len() != y.len() {
                    lengths_differ(x.len(), y.len());
                }
                x.iter().zip(y).fold(0.0, |sum, (x, y)| sum + x.dot(y))
            }
            #[inline]
            fn reals(&self) -> usize {
                $as_slice(self).iter().map(T::reals).sum()
            }
        }
    )*};
}
rows! {
    [] Vec<T>, Vec<T::Tangent>, [Vec<T::Lanes<K>>], Vec::as_slice, Vec::as_mut_slice,
        |x: &Self| x.iter().map(T::zero_tangent).collect(),
        |x, width| x.iter().map(|x| x.zero_lanes(width)).collect();
    [, const N: usize] [T; N], [T::Tangent; N], [[T::Lanes<K>; N]], <[_; N]>::as_slice, <[_; N]>::as_mut_slice,
        |x: &Self| x.each_ref().map(T::zero_tangent),
        |x, width| x.each_ref().map(|x| x.zero_lanes(width));
    [] Option<T>, Option<T::Tangent>, [Option<T::Lanes<K>>], Option::as_slice, Option::as_mut_slice,
        |x: &Self| x.as_ref().map(T::zero_tangent),
        |x, width| x.as_ref().map(|x| x.zero_lanes(width));
    [] Box<T>, Box<T::Tangent>, [Box<T::Lanes<K>>], in_the_box, in_the_box_mut,
        |x: &Self| Box::new((**x).zero_tangent()),
        |x, width| Box::new((**x).zero_lanes(width));
}

#[inline(always)]
#[allow(
    clippy::borrowed_box,
    reason = "named beside the methods of the other rows"
)]
pub(crate) fn in_the_box<T>(x: &Box<T>) -> &[T] {
    core::slice::from_ref(x)
}

#[inline(always)]
pub(crate) fn in_the_box_mut<T>(x: &mut Box<T>) -> &mut [T] {
    core::slice::from_mut(x)
}

macro_rules! tuple {
    ($($t:ident $i:tt)*) => {
        impl<$($t: Differentiable),*> Differentiable for ($($t,)*) {
            type Tangent = ($($t::Tangent,)*);
            type Lanes<const K: usize> = ($($t::Lanes<K>,)*);
            #[inline]
            fn zero_tangent(&self) -> Self::Tangent {
                ($(self.$i.zero_tangent(),)*)
            }
            #[inline]
            fn zero_lanes<const K: usize>(&self, width: Width<K>) -> Self::Lanes<K> {
                ($(self.$i.zero_lanes(width),)*)
            }
            #[inline]
            fn axpy(&mut self, a: f64, x: &Self::Tangent) {
                $(self.$i.axpy(a, &x.$i);)*
            }
            #[inline]
            fn for_each(&self, f: &mut dyn FnMut(f64)) {
                $(self.$i.for_each(f);)*
            }
            #[inline]
            fn map_each(&mut self, f: &mut dyn FnMut(f64) -> f64) {
                $(self.$i.map_each(f);)*
            }
        }
        impl<$($t: Tangent),*> Tangent for ($($t,)*) {
            #[inline]
            fn accumulate(&mut self, other: &Self) {
                $(self.$i.accumulate(&other.$i);)*
            }
            #[inline]
            fn set_zero(&mut self) {
                $(self.$i.set_zero();)*
            }
            #[inline]
            fn scale(&mut self, k: f64) {
                $(self.$i.scale(k);)*
            }
            #[inline]
            fn dot(&self, other: &Self) -> f64 {
                0.0 $(+ self.$i.dot(&other.$i))*
            }
            #[inline]
            fn reals(&self) -> usize {
                0 $(+ self.$i.reals())*
            }
        }
    };
}
tuple! { A 0 }
tuple! { A 0 B 1 }
tuple! { A 0 B 1 C 2 }
tuple! { A 0 B 1 C 2 D 3 }
tuple! { A 0 B 1 C 2 D 3 E 4 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 L 10 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 L 10 M 11 }
