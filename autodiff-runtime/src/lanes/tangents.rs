//! Several tangents of one shape: of reals, sequences, tuples and boxes.

use super::Lanes;
use crate::scalar::{Scalar, from_f64, to_f64};
use crate::space::{Tangent, in_the_box, in_the_box_mut};
use crate::tape::Keep;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::array::from_fn;

/// `K` tangents of one shape, with [`Lanes`] in place of the reals.
///
/// The type `P::Lanes<K>` of [`Differentiable`](crate::space::Differentiable) implements it. For a struct it has the
/// fields of the struct's tangent, each the lanes of that field, and every method goes field by field.
///
/// ```
/// use autodiff_runtime::lanes::{Lanes, TangentLanes};
///
/// let mut both = (Lanes([0.0; 2]), vec![Lanes([0.0; 2])]);
/// both.set_lane(1, &(3.0, vec![4.0]));
/// assert_eq!(both, (Lanes([0.0, 3.0]), vec![Lanes([0.0, 4.0])]));
/// assert_eq!(both.lane(1), (3.0, vec![4.0]));
/// ```
pub trait TangentLanes<const K: usize>: Clone + Keep {
    /// One of them.
    type Tangent: Tangent;

    /// `self += other`, in every lane.
    fn accumulate(&mut self, other: &Self);
    /// Sets every real to 0 and keeps the shape.
    fn set_zero(&mut self);
    /// How many reals a lane has.
    fn reals(&self) -> usize;
    /// The tangent in lane `k`.
    fn lane(&self, k: usize) -> Self::Tangent;
    /// The tangents side by side.
    fn gather(tangents: [Self::Tangent; K]) -> Self;
    /// Overwrites lane `k`.
    fn set_lane(&mut self, k: usize, tangent: &Self::Tangent);
    /// Visits the reals in order, each with all its lanes.
    fn for_each(&self, f: &mut dyn FnMut([f64; K]));
    /// Replaces the reals in order.
    fn map_each(&mut self, f: &mut dyn FnMut([f64; K]) -> [f64; K]);
}

impl<R: Scalar + Tangent, const K: usize> TangentLanes<K> for Lanes<R, K> {
    type Tangent = R;
    #[inline(always)]
    fn accumulate(&mut self, other: &Self) {
        *self += *other;
    }
    #[inline(always)]
    fn set_zero(&mut self) {
        *self = Self::ZERO;
    }
    #[inline(always)]
    fn reals(&self) -> usize {
        1
    }
    #[inline(always)]
    fn lane(&self, k: usize) -> R {
        self.0[k]
    }
    #[inline(always)]
    fn gather(tangents: [R; K]) -> Self {
        Lanes(tangents)
    }
    #[inline(always)]
    fn set_lane(&mut self, k: usize, tangent: &R) {
        self.0[k] = *tangent;
    }
    #[inline(always)]
    fn for_each(&self, f: &mut dyn FnMut([f64; K])) {
        f(self.map(to_f64).0);
    }
    #[inline(always)]
    fn map_each(&mut self, f: &mut dyn FnMut([f64; K]) -> [f64; K]) {
        *self = Lanes(f(self.map(to_f64).0)).map(from_f64);
    }
}

impl<const K: usize> TangentLanes<K> for () {
    type Tangent = ();
    #[inline(always)]
    fn accumulate(&mut self, (): &Self) {}
    #[inline(always)]
    fn set_zero(&mut self) {}
    #[inline(always)]
    fn reals(&self) -> usize {
        0
    }
    #[inline(always)]
    fn lane(&self, _: usize) {}
    #[inline(always)]
    fn gather(_: [(); K]) {}
    #[inline(always)]
    fn set_lane(&mut self, _: usize, (): &()) {}
    #[inline(always)]
    fn for_each(&self, _: &mut dyn FnMut([f64; K])) {}
    #[inline(always)]
    fn map_each(&mut self, _: &mut dyn FnMut([f64; K]) -> [f64; K]) {}
}

/// The length of all of them.
fn same_length<T, const K: usize>(all: &[T; K], len: impl Fn(&T) -> usize) -> usize {
    let first = all.first().map_or(0, &len);
    if let Some(other) = all.iter().find(|t| len(t) != first) {
        crate::space::lengths_differ(first, len(other));
    }
    first
}

macro_rules! rows {
    ($([$($generics:tt)*] $t:ty, $tangent:ty, $slice:expr, $mut_slice:expr, |$own:ident, $k:ident| $lane:expr,
        |$all:ident| $gathered:expr;)*) => {$(
        impl<L: TangentLanes<K>, const K: usize $($generics)*> TangentLanes<K> for $t {
            type Tangent = $tangent;
            #[inline]
            fn accumulate(&mut self, other: &Self) {
                crate::space::pairs($mut_slice(self), $slice(other)).for_each(|(x, y)| x.accumulate(y));
            }
            #[inline]
            fn set_zero(&mut self) {
                $mut_slice(self).iter_mut().for_each(L::set_zero);
            }
            #[inline]
            fn reals(&self) -> usize {
                $slice(self).iter().map(L::reals).sum()
            }
            #[inline]
            fn lane(&self, $k: usize) -> Self::Tangent {
                let $own = self;
                $lane
            }
            #[inline]
            fn gather($all: [Self::Tangent; K]) -> Self {
                $gathered
            }
            #[inline]
            fn set_lane(&mut self, k: usize, tangent: &Self::Tangent) {
                let (own, other) = ($mut_slice(self), $slice(tangent));
                if own.len() != other.len() {
                    crate::space::lengths_differ(own.len(), other.len());
                }
                own.iter_mut().zip(other).for_each(|(x, t)| x.set_lane(k, t));
            }
            #[inline]
            fn for_each(&self, f: &mut dyn FnMut([f64; K])) {
                $slice(self).iter().for_each(|x| x.for_each(f));
            }
            #[inline]
            fn map_each(&mut self, f: &mut dyn FnMut([f64; K]) -> [f64; K]) {
                $mut_slice(self).iter_mut().for_each(|x| x.map_each(f));
            }
        }
    )*};
}
rows! {
    [] Vec<L>, Vec<L::Tangent>, Vec::as_slice, Vec::as_mut_slice, |own, k| own.iter().map(|l| l.lane(k)).collect(),
        |all| (0..same_length(&all, Vec::len)).map(|i| L::gather(all.each_ref().map(|t| t[i].clone()))).collect();
    [, const N: usize] [L; N], [L::Tangent; N], <[_; N]>::as_slice, <[_; N]>::as_mut_slice, |own, k| own.each_ref().map(|l| l.lane(k)),
        |all| from_fn(|i| L::gather(all.each_ref().map(|t| t[i].clone())));
    [] Option<L>, Option<L::Tangent>, Option::as_slice, Option::as_mut_slice, |own, k| own.as_ref().map(|l| l.lane(k)),
        |all| {
            let there = same_length(&all, |t| usize::from(t.is_some())) == 1;
            there.then(|| L::gather(all.map(|t| t.unwrap_or_else(|| crate::space::lengths_differ(1, 0)))))
        };
    [] Box<L>, Box<L::Tangent>, in_the_box, in_the_box_mut, |own, k| Box::new((**own).lane(k)),
        |all| Box::new(L::gather(all.map(|t| *t)));
}

macro_rules! tuple {
    ($($t:ident $i:tt)*) => {
        impl<$($t: TangentLanes<K>,)* const K: usize> TangentLanes<K> for ($($t,)*) {
            type Tangent = ($($t::Tangent,)*);
            #[inline]
            fn accumulate(&mut self, other: &Self) {
                $(self.$i.accumulate(&other.$i);)*
            }
            #[inline]
            fn set_zero(&mut self) {
                $(self.$i.set_zero();)*
            }
            #[inline]
            fn reals(&self) -> usize {
                0 $(+ self.$i.reals())*
            }
            #[inline]
            fn lane(&self, k: usize) -> Self::Tangent {
                ($(self.$i.lane(k),)*)
            }
            #[inline]
            fn gather(tangents: [Self::Tangent; K]) -> Self {
                ($($t::gather(tangents.each_ref().map(|t| t.$i.clone())),)*)
            }
            #[inline]
            fn set_lane(&mut self, k: usize, tangent: &Self::Tangent) {
                $(self.$i.set_lane(k, &tangent.$i);)*
            }
            #[inline]
            fn for_each(&self, f: &mut dyn FnMut([f64; K])) {
                $(self.$i.for_each(f);)*
            }
            #[inline]
            fn map_each(&mut self, f: &mut dyn FnMut([f64; K]) -> [f64; K]) {
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
