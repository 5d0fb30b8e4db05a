//! Which types carry reals, and the vector spaces their derivatives live in.

use crate::lanes::{Lanes, TangentLanes, Width};
use alloc::string::String;
use alloc::vec::Vec;
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
/// ```
pub trait Differentiable {
    /// What the derivative of a value of this type is.
    type Tangent: Tangent;

    /// `K` derivatives of a value of this type: the shape of `Tangent` with [`Lanes`] for its reals.
    ///
    /// For a struct this is a struct with the fields of the tangent, each of the type
    /// `<Field as Differentiable>::Lanes<K>`. The tangent of the struct is `Differentiable` too, with itself as
    /// `Tangent` and the same `Lanes<K>`.
    type Lanes<const K: usize>: TangentLanes<K, Tangent = Self::Tangent>;

    /// The zero tangent of this value's shape.
    fn zero_tangent(&self) -> Self::Tangent;

    /// The same in `K` lanes.
    fn zero_lanes<const K: usize>(&self, width: Width<K>) -> Self::Lanes<K>;
}

/// A vector of reals in some shape: what derivatives are.
///
/// ```
/// use autodiff_runtime::Tangent;
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
pub trait Tangent: Clone {
    /// `self += other`.
    fn accumulate(&mut self, other: &Self);
    /// Sets every real to 0 and keeps the shape.
    fn set_zero(&mut self);
    /// `self *= k`.
    fn scale(&mut self, k: f64);
    /// `self += a * x`.
    fn axpy(&mut self, a: f64, x: &Self);
    /// The inner product.
    fn dot(&self, other: &Self) -> f64;
    /// How many reals there are.
    fn reals(&self) -> usize;
    /// Visits the reals in order.
    fn for_each(&self, f: &mut dyn FnMut(f64));
    /// Replaces the reals in order.
    fn map_each(&mut self, f: &mut dyn FnMut(f64) -> f64);
}

macro_rules! reals {
    ($($t:ty)*) => {$(
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
        }
        // `f32` is widened before it meets an `f64` factor, so that only the result is rounded.
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
            fn axpy(&mut self, a: f64, x: &Self) {
                *self = (*self as f64 + a * *x as f64) as $t;
            }
            #[inline(always)]
            fn dot(&self, other: &Self) -> f64 {
                *self as f64 * *other as f64
            }
            #[inline(always)]
            fn reals(&self) -> usize {
                1
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
    )*};
}
reals! { f64 f32 }

macro_rules! no_reals {
    ($($t:ty)*) => {$(
        impl Differentiable for $t {
            type Tangent = ();
            type Lanes<const K: usize> = ();
            #[inline(always)]
            fn zero_tangent(&self) {}
            #[inline(always)]
            fn zero_lanes<const K: usize>(&self, _: Width<K>) {}
        }
    )*};
}
no_reals! { () bool char str String u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize }

impl<T: ?Sized> Differentiable for PhantomData<T> {
    type Tangent = ();
    type Lanes<const K: usize> = ();
    #[inline(always)]
    fn zero_tangent(&self) {}
    #[inline(always)]
    fn zero_lanes<const K: usize>(&self, _: Width<K>) {}
}

impl Tangent for () {
    #[inline(always)]
    fn accumulate(&mut self, (): &Self) {}
    #[inline(always)]
    fn set_zero(&mut self) {}
    #[inline(always)]
    fn scale(&mut self, _: f64) {}
    #[inline(always)]
    fn axpy(&mut self, _: f64, (): &Self) {}
    #[inline(always)]
    fn dot(&self, (): &Self) -> f64 {
        0.0
    }
    #[inline(always)]
    fn reals(&self) -> usize {
        0
    }
    #[inline(always)]
    fn for_each(&self, _: &mut dyn FnMut(f64)) {}
    #[inline(always)]
    fn map_each(&mut self, _: &mut dyn FnMut(f64) -> f64) {}
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
}

impl<T: Differentiable> Differentiable for Vec<T> {
    type Tangent = Vec<T::Tangent>;
    type Lanes<const K: usize> = Vec<T::Lanes<K>>;
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        self.as_slice().zero_tangent()
    }
    #[inline]
    fn zero_lanes<const K: usize>(&self, width: Width<K>) -> Self::Lanes<K> {
        self.as_slice().zero_lanes(width)
    }
}

impl<T: Differentiable, const N: usize> Differentiable for [T; N] {
    type Tangent = [T::Tangent; N];
    type Lanes<const K: usize> = [T::Lanes<K>; N];
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        self.each_ref().map(T::zero_tangent)
    }
    #[inline]
    fn zero_lanes<const K: usize>(&self, width: Width<K>) -> Self::Lanes<K> {
        self.each_ref().map(|x| x.zero_lanes(width))
    }
}

impl<T: Differentiable> Differentiable for Option<T> {
    type Tangent = Option<T::Tangent>;
    type Lanes<const K: usize> = Option<T::Lanes<K>>;
    #[inline]
    fn zero_tangent(&self) -> Self::Tangent {
        self.as_ref().map(T::zero_tangent)
    }
    #[inline]
    fn zero_lanes<const K: usize>(&self, width: Width<K>) -> Self::Lanes<K> {
        self.as_ref().map(|x| x.zero_lanes(width))
    }
}

#[cold]
#[inline(never)]
#[track_caller]
pub(crate) fn lengths_differ(left: usize, right: usize) -> ! {
    panic!("a tangent of length {left} meets one of length {right}");
}

/// The elements of two tangents side by side; tangents of different lengths have no sum.
#[inline(always)]
#[track_caller]
pub(crate) fn pairs<'a, T>(x: &'a mut [T], y: &'a [T]) -> impl Iterator<Item = (&'a mut T, &'a T)> {
    if x.len() != y.len() {
        lengths_differ(x.len(), y.len());
    }
    x.iter_mut().zip(y)
}

// One text for all that holds its elements in a row; an option is a row of at most one.
macro_rules! rows {
    ($([$($generics:tt)*] $t:ty, $as_slice:ident, $as_mut_slice:ident;)*) => {$(
        impl<$($generics)*> Tangent for $t {
            #[inline]
            fn accumulate(&mut self, other: &Self) {
                pairs(self.$as_mut_slice(), other.$as_slice()).for_each(|(x, y)| x.accumulate(y));
            }
            #[inline]
            fn set_zero(&mut self) {
                self.iter_mut().for_each(T::set_zero);
            }
            #[inline]
            fn scale(&mut self, k: f64) {
                self.iter_mut().for_each(|x| x.scale(k));
            }
            #[inline]
            fn axpy(&mut self, a: f64, x: &Self) {
                pairs(self.$as_mut_slice(), x.$as_slice()).for_each(|(y, x)| y.axpy(a, x));
            }
            #[inline]
            fn dot(&self, other: &Self) -> f64 {
                let (x, y) = (self.$as_slice(), other.$as_slice());
                if x.len() != y.len() {
                    lengths_differ(x.len(), y.len());
                }
                x.iter().zip(y).fold(0.0, |sum, (x, y)| sum + x.dot(y))
            }
            #[inline]
            fn reals(&self) -> usize {
                self.iter().map(T::reals).sum()
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
    )*};
}
rows! {
    [T: Tangent] Vec<T>, as_slice, as_mut_slice;
    [T: Tangent, const N: usize] [T; N], as_slice, as_mut_slice;
    [T: Tangent] Option<T>, as_slice, as_mut_slice;
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
            fn axpy(&mut self, a: f64, x: &Self) {
                $(self.$i.axpy(a, &x.$i);)*
            }
            #[inline]
            fn dot(&self, other: &Self) -> f64 {
                0.0 $(+ self.$i.dot(&other.$i))*
            }
            #[inline]
            fn reals(&self) -> usize {
                0 $(+ self.$i.reals())*
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

#[cfg(test)]
mod tests {
    use super::{Differentiable, Tangent};
    use alloc::vec;
    use alloc::vec::Vec;

    #[test]
    fn zero_has_the_shape_of_the_primal() {
        let primal = (vec![[1.0, 2.0]; 3], "text", Some(1.5f32), None::<f64>);
        let zero: (Vec<[f64; 2]>, (), Option<f32>, Option<f64>) = primal.zero_tangent();
        assert_eq!(zero, (vec![[0.0, 0.0]; 3], (), Some(0.0), None));
        let slice: &mut [f64] = &mut [1.0, 2.0];
        let (zero_slice,): (Vec<f64>,) = (slice,).zero_tangent();
        assert_eq!(zero_slice, [0.0, 0.0]);
        assert_eq!(zero.reals(), 7);
    }

    #[test]
    fn vector_space() {
        let mut x = (1.0, [2.0, 3.0f32 as f64], Some(4.0f32));
        x.accumulate(&(1.0, [1.0, 1.0], Some(1.0)));
        assert_eq!(x, (2.0, [3.0, 4.0], Some(5.0)));
        x.scale(2.0);
        x.axpy(-1.0, &(1.0, [2.0, 3.0], Some(4.0)));
        assert_eq!(x, (3.0, [4.0, 5.0], Some(6.0)));
        assert_eq!(x.dot(&x), 9.0 + 16.0 + 25.0 + 36.0);
        x.set_zero();
        assert_eq!(x, (0.0, [0.0, 0.0], Some(0.0)));
    }

    #[test]
    fn reals_are_visited_in_order() {
        let mut x = (vec![vec![0.0], vec![0.0, 0.0]], (), [0.0f32; 2]);
        let mut next = 0.0;
        x.map_each(&mut |_| {
            next += 1.0;
            next
        });
        let mut seen = vec![];
        x.for_each(&mut |real| seen.push(real));
        assert_eq!(seen, [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(x.0[1], [2.0, 3.0]);
    }

    #[test]
    fn zero_clears_nan() {
        let mut x = [f64::NAN, f64::INFINITY];
        x.set_zero();
        assert_eq!(x, [0.0, 0.0]);
    }

    #[test]
    #[should_panic(expected = "a tangent of length 2 meets one of length 3")]
    fn different_lengths_have_no_sum() {
        vec![1.0, 2.0].accumulate(&vec![1.0; 3]);
    }

    #[test]
    #[should_panic(expected = "a tangent of length 1 meets one of length 0")]
    fn different_options_have_no_product() {
        Some(1.0).dot(&None);
    }
}
