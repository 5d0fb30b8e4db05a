//! Slices, `Vec`s, arrays, `Option`s, boxes and tuples: element by element.

use super::{Differentiable, Tangent, lengths_differ};
use crate::lanes::Width;
use alloc::boxed::Box;
use alloc::vec::Vec;

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
        $zero:expr, |$own:ident, $width:ident| $zero_lanes:expr, $parts:expr;
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
            fn make_neutral(&mut self) {
                $parts(self).for_each(T::make_neutral);
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
        |x, width| x.iter().map(|x| x.zero_lanes(width)).collect(),
        |_: &mut Self| [].iter_mut();
    [, const N: usize] [T; N], [T::Tangent; N], [[T::Lanes<K>; N]], <[_; N]>::as_slice, <[_; N]>::as_mut_slice,
        |x: &Self| x.each_ref().map(T::zero_tangent),
        |x, width| x.each_ref().map(|x| x.zero_lanes(width)),
        <[_]>::iter_mut;
    [] Option<T>, Option<T::Tangent>, [Option<T::Lanes<K>>], Option::as_slice, Option::as_mut_slice,
        |x: &Self| x.as_ref().map(T::zero_tangent),
        |x, width| x.as_ref().map(|x| x.zero_lanes(width)),
        Option::iter_mut;
    [] Box<T>, Box<T::Tangent>, [Box<T::Lanes<K>>], in_the_box, in_the_box_mut,
        |x: &Self| Box::new((**x).zero_tangent()),
        |x, width| Box::new((**x).zero_lanes(width)),
        |_: &mut Self| [].iter_mut();
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
            fn make_neutral(&mut self) {
                $(self.$i.make_neutral();)*
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
