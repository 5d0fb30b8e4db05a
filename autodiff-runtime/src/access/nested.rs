//! Accumulators of the cotangents of nested slices.

use super::{Bar1, Inactive};
use crate::lanes::Additive;
use alloc::vec::Vec;

/// A row of reals: an element of a slice of rows.
pub trait Row<R> {
    /// The reals.
    fn reals(&self) -> &[R];
    /// The reals, to change.
    fn reals_mut(&mut self) -> &mut [R];
}

impl<R: Additive> Row<R> for Vec<R> {
    #[inline(always)]
    fn reals(&self) -> &[R] {
        self
    }
    #[inline(always)]
    fn reals_mut(&mut self) -> &mut [R] {
        self
    }
}

impl<R: Additive, const N: usize> Row<R> for [R; N] {
    #[inline(always)]
    fn reals(&self) -> &[R] {
        self
    }
    #[inline(always)]
    fn reals_mut(&mut self) -> &mut [R] {
        self
    }
}

/// A row of rows: an element of a slice of planes.
pub trait Plane<R> {
    /// The rows' type.
    type Row: Row<R>;
    /// The rows.
    fn rows(&self) -> &[Self::Row];
    /// The rows, to change.
    fn rows_mut(&mut self) -> &mut [Self::Row];
}

impl<R, E: Row<R>> Plane<R> for Vec<E> {
    type Row = E;
    #[inline(always)]
    fn rows(&self) -> &[E] {
        self
    }
    #[inline(always)]
    fn rows_mut(&mut self) -> &mut [E] {
        self
    }
}

impl<R, E: Row<R>, const N: usize> Plane<R> for [E; N] {
    type Row = E;
    #[inline(always)]
    fn rows(&self) -> &[E] {
        self
    }
    #[inline(always)]
    fn rows_mut(&mut self) -> &mut [E] {
        self
    }
}

macro_rules! owned {
    ($bar:ident of $element:ident, $part:ty, $view:ident;) => {};
    ($bar:ident of $element:ident, $part:ty, $view:ident; [$($n:tt)*] $t:ty; $($rest:tt)*) => {
        impl<R: Additive, E: $element<R> $($n)*> $bar<R> for &mut $t {
            type At<'a>
                = &'a mut [$part]
            where
                Self: 'a;
            type Sub<'a>
                = &'a mut [E]
            where
                Self: 'a;
            #[inline(always)]
            fn at(&mut self, i: usize) -> Self::At<'_> {
                self[i].$view()
            }
            #[inline(always)]
            fn sub(&mut self, lo: usize, hi: usize) -> &mut [E] {
                &mut self[lo..hi]
            }
            #[inline(always)]
            fn whole(&mut self) -> &mut [E] {
                &mut self[..]
            }
            #[inline(always)]
            fn exchange(&mut self, i: usize, j: usize) {
                <[E]>::swap(&mut self[..], i, j);
            }
        }
        owned! { $bar of $element, $part, $view; $($rest)* }
    };
}

macro_rules! nested {
    ($(#[$doc:meta])* $bar:ident of $inner:ident: $element:ident, $part:ty, $view:ident) => {
        $(#[$doc])*
        ///
        /// # Panics
        /// All but [`Inactive`] panic on indices out of range.
        pub trait $bar<R> {
            /// What [`at`](Self::at) gives.
            type At<'a>: $inner<R>
            where
                Self: 'a;
            /// What [`sub`](Self::sub) gives.
            type Sub<'a>: $bar<R>
            where
                Self: 'a;
            /// The accumulator of `x[i]`.
            fn at(&mut self, i: usize) -> Self::At<'_>;
            /// The accumulator of `x[lo..hi]`.
            fn sub(&mut self, lo: usize, hi: usize) -> Self::Sub<'_>;
            /// The same accumulator, lent.
            fn whole(&mut self) -> Self::Sub<'_>;
            /// Exchanges `x_bar[i]` and `x_bar[j]`.
            fn exchange(&mut self, i: usize, j: usize);
        }

        owned! { $bar of $element, $part, $view; [] [E]; [] Vec<E>; [, const N: usize] [E; N]; }

        impl<R: Additive> $bar<R> for Inactive {
            type At<'a> = Self;
            type Sub<'a> = Self;
            #[inline(always)]
            fn at(&mut self, _: usize) -> Self {
                Self
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
            fn exchange(&mut self, _: usize, _: usize) {}
        }
    };
}

nested! {
    /// Accumulates the cotangents of a slice of rows.
    ///
    /// ```
    /// use autodiff_runtime::access::{Bar1, Bar2};
    ///
    /// let mut x_bar = vec![vec![0.0; 2]; 3];
    /// (&mut x_bar[..]).at(2).add(1, 5.0);
    /// assert_eq!(x_bar[2], [0.0, 5.0]);
    /// ```
    Bar2 of Bar1: Row, R, reals_mut
}

nested! {
    /// Accumulates the cotangents of a slice of planes: rows of rows.
    Bar3 of Bar2: Plane, E::Row, rows_mut
}

#[cfg(test)]
mod tests {
    use super::{Bar1, Bar2, Bar3, Inactive};
    use alloc::vec;

    fn laws<B: Bar3<f64>>(mut bar: B) {
        bar.at(1).at(0).add(1, 2.0);
        bar.whole().at(1).exchange(0, 1);
        bar.sub(1, 2).at(0).sub(1, 2).at(0).add(0, 1.0);
        bar.exchange(0, 1);
    }

    #[test]
    fn nested_accumulators() {
        let mut arrays = [[[0.0; 2]; 2]; 2];
        laws(&mut arrays[..]);
        assert_eq!(arrays, [[[0.0, 0.0], [1.0, 2.0]], [[0.0; 2]; 2]]);
        let mut vectors = vec![vec![vec![0.0; 2]; 2]; 2];
        laws(&mut vectors[..]);
        assert_eq!(vectors, arrays);
        laws(Inactive);
    }

    /// A callee that calls itself must not make ever deeper types of its sink.
    fn recursive<B: Bar2<f64>>(mut x_bar: B, depth: usize) {
        if depth > 0 {
            x_bar.at(depth - 1).add(0, 1.0);
            recursive(x_bar.whole(), depth - 1);
        }
    }

    #[test]
    fn recursion_has_finitely_many_types() {
        let mut x_bar = vec![[0.0f64]; 4];
        recursive(&mut x_bar[..], 3);
        assert_eq!(x_bar, [[1.0], [1.0], [1.0], [0.0]]);
        recursive(Inactive, 3);
    }
}
