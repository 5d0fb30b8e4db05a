//! Several tangents at once: `K` directions side by side in each real, so that one sweep serves them all.

use crate::lift::Operands;
use crate::ops;
use crate::scalar::{Scalar, from_f64, to_f64};
use crate::space::{Differentiable, Tangent, in_the_box, in_the_box_mut};
use crate::tape::{Keep, Tape};
use alloc::boxed::Box;
use alloc::vec::Vec;
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

/// `K` tangents of one shape, with [`Lanes`] in place of the reals.
///
/// The type `P::Lanes<K>` of [`Differentiable`] implements it. For a struct it has the
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

#[cfg(test)]
mod tests {
    use super::{Lanes, TangentLanes, Width};
    use crate::space::Differentiable;
    use crate::tape::Tape;
    use alloc::vec;
    use alloc::vec::Vec;

    #[test]
    fn arithmetic_goes_lane_by_lane() {
        let (mut a, b) = (Lanes([1.0, 2.0, 3.0]), Lanes([0.5, 0.25, 0.0]));
        assert_eq!(a + b, Lanes([1.5, 2.25, 3.0]));
        assert_eq!(-(a - b) * 2.0 / 4.0, Lanes([-0.25, -0.875, -1.5]));
        a += b;
        a -= Lanes([0.5, 0.25, 1.0]);
        a *= 6.0;
        a /= 2.0;
        assert_eq!(a, Lanes([3.0, 6.0, 6.0]));
        assert_eq!(Lanes::<f32, 2>::ZERO, Lanes::default());
    }

    #[test]
    fn rules_with_conventions_hold_in_each_lane() {
        assert_eq!(Lanes([0.0, 1.0]).over(0.0), Lanes([0.0, f64::INFINITY]));
        assert_eq!(Lanes([0.0, 1.0]).where_gt(f64::NAN, 1.0).0[0], 0.0);
        assert_eq!(Lanes([3.0f64]).cast::<f32>(), Lanes([3.0f32]));
    }

    #[test]
    fn lanes_lie_on_the_tape() {
        let mut tape = Tape::new();
        tape.push(&vec![Lanes([1.0, 2.0]), Lanes([3.0, 4.0])]);
        tape.push(&Lanes([5.0f32]));
        assert_eq!(tape.pop::<Lanes<f32, 1>>(), Lanes([5.0]));
        let both: Vec<Lanes<f64, 2>> = tape.pop();
        assert_eq!(both, [Lanes([1.0, 2.0]), Lanes([3.0, 4.0])]);
        assert!(tape.is_empty());
    }

    #[test]
    fn lanes_have_the_shape_of_the_primal() {
        let primal = (vec![[1.0, 2.0]; 2], 7usize, Some(1.5f32));
        let mut lanes = primal.zero_lanes(Width::<2>);
        assert_eq!(lanes.reals(), 5);
        let mut next = 0.0;
        lanes.map_each(&mut |_| {
            next += 1.0;
            [next, -next]
        });
        let one = (vec![[1.0, 2.0], [3.0, 4.0]], (), Some(5.0));
        assert_eq!(lanes.lane(0), one);
        lanes.set_lane(1, &one);
        assert_eq!(lanes.lane(1), one);
        assert_eq!(lanes, TangentLanes::gather([one.clone(), one]));
        let twice = lanes.clone();
        lanes.accumulate(&twice);
        let mut seen = vec![];
        lanes.for_each(&mut |[a, b]| seen.extend([a, b]));
        assert_eq!(seen, [2.0, 2.0, 4.0, 4.0, 6.0, 6.0, 8.0, 8.0, 10.0, 10.0]);
        lanes.set_zero();
        assert_eq!(lanes, primal.zero_lanes(Width));
    }
}
