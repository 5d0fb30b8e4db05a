//! Accumulators of the cotangents of scalars and slices.

use super::Inactive;
use crate::lanes::Additive;
use alloc::vec::Vec;
use core::cell::Cell;

/// Accumulates the cotangent of a real.
///
/// ```
/// use autodiff_runtime::access::{Bar0, Inactive};
///
/// let mut x_bar = 1.0;
/// (&mut x_bar).add(2.0);
/// assert_eq!((&mut x_bar).take(), 3.0);
/// assert_eq!(x_bar, 0.0);
/// Bar0::<f64>::add(&mut Inactive, 2.0); // nobody wants it
/// ```
pub trait Bar0<R> {
    /// What [`whole`](Self::whole) gives.
    type Whole<'a>: Bar0<R>
    where
        Self: 'a;
    /// What [`shared`](Self::shared) gives.
    type Shared<'a>: Bar0<R> + Copy
    where
        Self: 'a;
    /// `x_bar += v`.
    fn add(&mut self, v: R);
    /// The cotangent; it is 0 afterwards.
    fn take(&mut self) -> R;
    /// The cotangent.
    fn get(&self) -> R;
    /// The same accumulator, lent.
    fn whole(&mut self) -> Self::Whole<'_>;
    /// The same accumulator, for several arguments at once.
    fn shared(&mut self) -> Self::Shared<'_>;
}

impl<R: Additive> Bar0<R> for &mut R {
    type Whole<'a>
        = &'a mut R
    where
        Self: 'a;
    type Shared<'a>
        = &'a Cell<R>
    where
        Self: 'a;
    #[inline(always)]
    fn add(&mut self, v: R) {
        **self += v;
    }
    #[inline(always)]
    fn take(&mut self) -> R {
        core::mem::replace(*self, R::ZERO)
    }
    #[inline(always)]
    fn get(&self) -> R {
        **self
    }
    #[inline(always)]
    fn whole(&mut self) -> &mut R {
        self
    }
    #[inline(always)]
    fn shared(&mut self) -> &Cell<R> {
        Cell::from_mut(self)
    }
}

impl<R: Additive> Bar0<R> for &Cell<R> {
    type Whole<'a>
        = Self
    where
        Self: 'a;
    type Shared<'a>
        = Self
    where
        Self: 'a;
    #[inline(always)]
    fn add(&mut self, v: R) {
        self.set(Cell::get(self) + v);
    }
    #[inline(always)]
    fn take(&mut self) -> R {
        self.replace(R::ZERO)
    }
    #[inline(always)]
    fn get(&self) -> R {
        Cell::get(self)
    }
    #[inline(always)]
    fn whole(&mut self) -> Self {
        self
    }
    #[inline(always)]
    fn shared(&mut self) -> Self {
        self
    }
}

impl<R: Additive> Bar0<R> for Inactive {
    type Whole<'a> = Self;
    type Shared<'a> = Self;
    #[inline(always)]
    fn add(&mut self, _: R) {}
    #[inline(always)]
    fn take(&mut self) -> R {
        R::ZERO
    }
    #[inline(always)]
    fn get(&self) -> R {
        R::ZERO
    }
    #[inline(always)]
    fn whole(&mut self) -> Self {
        Self
    }
    #[inline(always)]
    fn shared(&mut self) -> Self {
        Self
    }
}

/// Accumulates the cotangents of a slice of reals.
///
/// ```
/// use autodiff_runtime::access::Bar1;
///
/// // Two overlapping arguments `&x[0..2]`, `&x[1..3]` accumulate into one buffer:
/// let mut x_bar = [0.0; 3];
/// let mut root = &mut x_bar[..];
/// let mut shared = root.shared();
/// let (mut a_bar, mut b_bar) = (shared.sub(0, 2), shared.sub(1, 3));
/// a_bar.add(1, 5.0);
/// b_bar.add(0, 2.0);
/// assert_eq!(x_bar, [0.0, 7.0, 0.0]);
/// ```
///
/// # Panics
/// All but [`Inactive`] panic on indices out of range.
pub trait Bar1<R> {
    /// What [`sub`](Self::sub) gives.
    type Sub<'a>: Bar1<R>
    where
        Self: 'a;
    /// What [`at`](Self::at) gives.
    type At<'a>: Bar0<R>
    where
        Self: 'a;
    /// What [`shared`](Self::shared) gives.
    type Shared<'a>: Bar1<R> + Copy
    where
        Self: 'a;
    /// `x_bar[i] += v`.
    fn add(&mut self, i: usize, v: R);
    /// `x_bar[i]`; it is 0 afterwards.
    fn take(&mut self, i: usize) -> R;
    /// `x_bar[i]`.
    fn get(&self, i: usize) -> R;
    /// The accumulator of `x[lo..hi]`.
    fn sub(&mut self, lo: usize, hi: usize) -> Self::Sub<'_>;
    /// The same accumulator, lent.
    fn whole(&mut self) -> Self::Sub<'_>;
    /// The accumulator of `x[i]`.
    fn at(&mut self, i: usize) -> Self::At<'_>;
    /// The same accumulator, for several arguments at once.
    fn shared(&mut self) -> Self::Shared<'_>;
    /// Exchanges `x_bar[i]` and `x_bar[j]`. (No method is called like one of a slice: with the trait imported it
    /// would come first for a `&mut Vec`.)
    fn exchange(&mut self, i: usize, j: usize);
    /// `x_bar += v`, which has the same length.
    fn add_slice(&mut self, v: &[R]);
}

macro_rules! owned {
    ($([$($n:tt)*] $t:ty;)*) => {$(
        impl<R: Additive $($n)*> Bar1<R> for &mut $t {
            type Sub<'a>
                = &'a mut [R]
            where
                Self: 'a;
            type At<'a>
                = &'a mut R
            where
                Self: 'a;
            type Shared<'a>
                = &'a [Cell<R>]
            where
                Self: 'a;
            #[inline(always)]
            fn add(&mut self, i: usize, v: R) {
                self[i] += v;
            }
            #[inline(always)]
            fn take(&mut self, i: usize) -> R {
                core::mem::replace(&mut self[i], R::ZERO)
            }
            #[inline(always)]
            fn get(&self, i: usize) -> R {
                self[i]
            }
            #[inline(always)]
            fn sub(&mut self, lo: usize, hi: usize) -> &mut [R] {
                &mut self[lo..hi]
            }
            #[inline(always)]
            fn whole(&mut self) -> &mut [R] {
                &mut self[..]
            }
            #[inline(always)]
            fn at(&mut self, i: usize) -> &mut R {
                &mut self[i]
            }
            #[inline(always)]
            fn shared(&mut self) -> &[Cell<R>] {
                Cell::from_mut(&mut self[..]).as_slice_of_cells()
            }
            #[inline(always)]
            fn exchange(&mut self, i: usize, j: usize) {
                <[R]>::swap(&mut self[..], i, j);
            }
            #[inline(always)]
            fn add_slice(&mut self, v: &[R]) {
                if self.len() != v.len() {
                    crate::space::lengths_differ(self.len(), v.len());
                }
                self.iter_mut().zip(v).for_each(|(x, v)| *x += *v);
            }
        }
    )*};
}
owned! {
    [] [R];
    [] Vec<R>;
    [, const N: usize] [R; N];
}

impl<R: Additive> Bar1<R> for &[Cell<R>] {
    type Sub<'a>
        = Self
    where
        Self: 'a;
    type At<'a>
        = &'a Cell<R>
    where
        Self: 'a;
    type Shared<'a>
        = Self
    where
        Self: 'a;
    #[inline(always)]
    fn add(&mut self, i: usize, v: R) {
        let x = &self[i];
        x.set(x.get() + v);
    }
    #[inline(always)]
    fn take(&mut self, i: usize) -> R {
        self[i].replace(R::ZERO)
    }
    #[inline(always)]
    fn get(&self, i: usize) -> R {
        self[i].get()
    }
    #[inline(always)]
    fn sub(&mut self, lo: usize, hi: usize) -> Self {
        &self[lo..hi]
    }
    #[inline(always)]
    fn whole(&mut self) -> Self {
        self
    }
    #[inline(always)]
    fn at(&mut self, i: usize) -> &Cell<R> {
        &self[i]
    }
    #[inline(always)]
    fn shared(&mut self) -> Self {
        self
    }
    #[inline(always)]
    fn exchange(&mut self, i: usize, j: usize) {
        self[i].swap(&self[j]);
    }
    #[inline(always)]
    fn add_slice(&mut self, v: &[R]) {
        if self.len() != v.len() {
            crate::space::lengths_differ(self.len(), v.len());
        }
        self.iter().zip(v).for_each(|(x, v)| x.set(x.get() + *v));
    }
}

impl<R: Additive> Bar1<R> for Inactive {
    type Sub<'a> = Self;
    type At<'a> = Self;
    type Shared<'a> = Self;
    #[inline(always)]
    fn add(&mut self, _: usize, _: R) {}
    #[inline(always)]
    fn take(&mut self, _: usize) -> R {
        R::ZERO
    }
    #[inline(always)]
    fn get(&self, _: usize) -> R {
        R::ZERO
    }
    #[inline(always)]
    fn sub(&mut self, _: usize, _: usize) -> Self {
        Self
    }
    #[inline(always)]
    fn whole(&mut self) -> Self {
        Self
    }
    #[inline(always)]
    fn at(&mut self, _: usize) -> Self {
        Self
    }
    #[inline(always)]
    fn shared(&mut self) -> Self {
        Self
    }
    #[inline(always)]
    fn exchange(&mut self, _: usize, _: usize) {}
    #[inline(always)]
    fn add_slice(&mut self, _: &[R]) {}
}

#[cfg(test)]
mod tests {
    use super::{Bar0, Bar1, Inactive};
    use core::cell::Cell;

    /// The reverse sweep of `y = sum a[i] * b[i]^2`.
    fn sweep<A: Bar1<f64>, B: Bar1<f64>>(a: &[f64], b: &[f64], mut a_bar: A, mut b_bar: B) {
        for i in 0..a.len() {
            a_bar.add(i, b[i] * b[i]);
            b_bar.add(i, 2.0 * a[i] * b[i]);
        }
    }

    #[test]
    fn overlapping_arguments_share_a_buffer() {
        let x = [1.0, 2.0, 3.0, 4.0];
        let mut x_bar = [0.0; 4];
        let mut root = &mut x_bar[..];
        let mut shared = root.shared();
        sweep(&x[0..3], &x[1..4], shared.sub(0, 3), shared.sub(1, 4));
        sweep(&x, &x, shared, shared);
        let (mut apart, mut other) = ([0.0; 4], [0.0; 4]);
        sweep(&x[0..3], &x[1..4], &mut apart[0..3], &mut other[1..4]);
        sweep(&x, &x, &mut apart[..], &mut other[..]);
        for i in 0..4 {
            assert_eq!(x_bar[i], apart[i] + other[i]);
        }
    }

    #[test]
    fn inactive_arguments_drop_their_share() {
        let x = [1.0, 2.0];
        let mut x_bar = [0.0; 2];
        sweep(&x, &x, Inactive, &mut x_bar[..]);
        assert_eq!(x_bar, [2.0, 8.0]);
        assert_eq!(Bar1::<f32>::take(&mut Inactive, 9), 0.0);
    }

    fn laws(mut bar: impl Bar1<f64>) {
        bar.add_slice(&[1.0, 2.0, 3.0]);
        bar.exchange(0, 2);
        bar.at(0).add(0.5);
        bar.sub(1, 3).add(0, 0.25);
        bar.whole().whole().add(2, 0.125);
        assert_eq!((bar.get(0), bar.take(1), bar.get(2)), (3.5, 2.25, 1.125));
        assert_eq!(bar.get(1), 0.0);
        let mut shared = bar.shared();
        let mut same = shared;
        shared.add(1, 1.0);
        same.at(1).shared().add(1.0);
        assert_eq!(bar.at(1).take(), 2.0);
    }

    #[test]
    fn slices_and_cells_obey_the_same_laws() {
        laws(&mut [0.0; 3][..]);
        laws(&[const { Cell::new(0.0) }; 3][..]);
    }

    #[test]
    fn reals() {
        fn laws(mut bar: impl Bar0<f32>) {
            bar.add(2.0);
            bar.whole().add(1.0);
            let mut one = bar.shared();
            let mut two = one;
            one.add(1.0);
            two.add(1.0);
        }
        let mut x_bar = 0.5;
        laws(&mut x_bar);
        laws(Cell::from_mut(&mut x_bar));
        laws(Inactive);
        assert_eq!(x_bar, 10.5);
    }

    #[test]
    #[should_panic(expected = "a tangent of length 2 meets one of length 3")]
    fn add_slice_wants_equal_lengths() {
        (&mut [0.0; 2][..]).add_slice(&[1.0; 3]);
    }

    #[test]
    #[should_panic(expected = "out of range")]
    fn sub_checks_its_range() {
        (&mut [0.0; 2][..]).sub(1, 3);
    }
}
