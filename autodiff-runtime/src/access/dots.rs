//! Sources of the tangents of arguments passed by reference.

use super::{Inactive, Plane, Row};
use crate::lanes::Additive;
use alloc::vec;
use alloc::vec::Vec;

/// The tangent of a real behind a reference.
pub trait Dot0<R>: Copy + Source0<R, Dot = Self> {
    /// The tangent.
    fn get(self) -> R;
}

/// The tangents of a slice of reals.
///
/// ```
/// use autodiff_runtime::access::{Dot1, Inactive};
///
/// let x_dot = [1.0, 2.0, 3.0];
/// assert_eq!((&x_dot[..]).sub(1, 3).at(1), 3.0);
/// assert_eq!(Dot1::<f64>::owned(Inactive, 2), [0.0, 0.0]);
/// ```
pub trait Dot1<R>: Copy + Source1<R, Dot = Self> {
    /// What [`sub`](Self::sub) gives.
    type Sub: Dot1<R>;
    /// `x_dot[i]`.
    fn at(self, i: usize) -> R;
    /// The tangents of `x[lo..hi]`.
    fn sub(self, lo: usize, hi: usize) -> Self::Sub;
    /// The tangents of the first `len` elements.
    fn owned(self, len: usize) -> Vec<R>;
}

/// The tangents of a slice of rows.
pub trait Dot2<R>: Copy + Source2<R, Dot = Self> {
    /// What [`sub`](Self::sub) gives.
    type Sub: Dot2<R>;
    /// What [`at`](Self::at) gives.
    type Row: Dot1<R>;
    /// The tangents of `x[i]`.
    fn at(self, i: usize) -> Self::Row;
    /// The tangents of `x[lo..hi]`.
    fn sub(self, lo: usize, hi: usize) -> Self::Sub;
}

/// The tangents of a slice of planes: rows of rows.
pub trait Dot3<R>: Copy + Source3<R, Dot = Self> {
    /// What [`sub`](Self::sub) gives.
    type Sub: Dot3<R>;
    /// What [`at`](Self::at) gives.
    type Plane: Dot2<R>;
    /// The tangents of `x[i]`.
    fn at(self, i: usize) -> Self::Plane;
    /// The tangents of `x[lo..hi]`.
    fn sub(self, lo: usize, hi: usize) -> Self::Sub;
}

impl<R: Additive> Dot0<R> for &R {
    #[inline(always)]
    fn get(self) -> R {
        *self
    }
}

impl<R: Additive> Dot0<R> for Inactive {
    #[inline(always)]
    fn get(self) -> R {
        R::ZERO
    }
}

macro_rules! flat {
    ($([$($n:tt)*] $t:ty;)*) => {$(
        impl<'x, R: Additive $($n)*> Dot1<R> for &'x $t {
            type Sub = &'x [R];
            #[inline(always)]
            fn at(self, i: usize) -> R {
                self[i]
            }
            #[inline(always)]
            fn sub(self, lo: usize, hi: usize) -> Self::Sub {
                &self[lo..hi]
            }
            #[inline]
            fn owned(self, len: usize) -> Vec<R> {
                self[..len].to_vec()
            }
        }
    )*};
}
flat! {
    [] [R];
    [] Vec<R>;
    [, const N: usize] [R; N];
}

impl<R: Additive> Dot1<R> for Inactive {
    type Sub = Self;
    #[inline(always)]
    fn at(self, _: usize) -> R {
        R::ZERO
    }
    #[inline(always)]
    fn sub(self, _: usize, _: usize) -> Self {
        self
    }
    #[inline]
    fn owned(self, len: usize) -> Vec<R> {
        vec![R::ZERO; len]
    }
}

macro_rules! rows {
    ($([$($n:tt)*] $t:ty;)*) => {$(
        impl<'x, R: Additive, E: Row<R> $($n)*> Dot2<R> for &'x $t {
            type Sub = &'x [E];
            type Row = &'x [R];
            #[inline(always)]
            fn at(self, i: usize) -> &'x [R] {
                self[i].reals()
            }
            #[inline(always)]
            fn sub(self, lo: usize, hi: usize) -> Self::Sub {
                &self[lo..hi]
            }
        }
    )*};
}
rows! {
    [] [E];
    [] Vec<E>;
    [, const N: usize] [E; N];
}

impl<R: Additive> Dot2<R> for Inactive {
    type Sub = Self;
    type Row = Self;
    #[inline(always)]
    fn at(self, _: usize) -> Self {
        self
    }
    #[inline(always)]
    fn sub(self, _: usize, _: usize) -> Self {
        self
    }
}

macro_rules! planes {
    ($([$($n:tt)*] $t:ty;)*) => {$(
        impl<'x, R: Additive, E: Plane<R> $($n)*> Dot3<R> for &'x $t {
            type Sub = &'x [E];
            type Plane = &'x [E::Row];
            #[inline(always)]
            fn at(self, i: usize) -> &'x [E::Row] {
                self[i].rows()
            }
            #[inline(always)]
            fn sub(self, lo: usize, hi: usize) -> Self::Sub {
                &self[lo..hi]
            }
        }
    )*};
}
planes! {
    [] [E];
    [] Vec<E>;
    [, const N: usize] [E; N];
}

impl<R: Additive> Dot3<R> for Inactive {
    type Sub = Self;
    type Plane = Self;
    #[inline(always)]
    fn at(self, _: usize) -> Self {
        self
    }
    #[inline(always)]
    fn sub(self, _: usize, _: usize) -> Self {
        self
    }
}

macro_rules! source {
    ($(#[$doc:meta])* $source:ident of $dot:ident: $([$($g:tt)*] $t:ty => $view:ty;)*) => {
        $(#[$doc])*
        pub trait $source<R> {
            /// What is read from.
            type Dot: $dot<R>;
            /// Gives up writing.
            fn source(self) -> Self::Dot;
        }

        impl<R: Additive> $source<R> for Inactive {
            type Dot = Self;
            #[inline(always)]
            fn source(self) -> Self {
                self
            }
        }

        $(
            impl<'x, R: Additive, $($g)*> $source<R> for &'x mut $t {
                type Dot = &'x $view;
                #[inline(always)]
                fn source(self) -> &'x $view {
                    self
                }
            }

            impl<'x, R: Additive, $($g)*> $source<R> for &'x $t {
                type Dot = Self;
                #[inline(always)]
                fn source(self) -> Self {
                    self
                }
            }
        )*
    };
}

source! {
    /// A tangent to read, lent mutably or not.
    Source0 of Dot0: [] R => R;
}
source! {
    /// Tangents of a slice to read, lent mutably or not.
    Source1 of Dot1: [] [R] => [R]; [] Vec<R> => [R]; [const N: usize] [R; N] => [R];
}
source! {
    /// Tangents of a slice of rows to read, lent mutably or not.
    Source2 of Dot2: [E: Row<R>] [E] => [E]; [E: Row<R>] Vec<E> => [E]; [E: Row<R>, const N: usize] [E; N] => [E];
}
source! {
    /// Tangents of a slice of planes to read, lent mutably or not.
    Source3 of Dot3: [E: Plane<R>] [E] => [E]; [E: Plane<R>] Vec<E> => [E]; [E: Plane<R>, const N: usize] [E; N] => [E];
}

#[cfg(test)]
mod tests {
    use super::{Dot0, Dot1, Dot2, Dot3, Inactive};
    use alloc::vec;

    fn corner<D: Dot3<f64>>(x_dot: D) -> f64 {
        x_dot.sub(1, 2).at(0).sub(1, 2).at(0).sub(1, 2).at(0)
    }

    #[test]
    fn nested_sources() {
        assert_eq!(corner(&[[[0.0; 2]; 2], [[1.0, 2.0], [3.0, 4.0]]][..]), 4.0);
        let rows = vec![vec![1.0, 2.0], vec![3.0, 4.0]];
        assert_eq!(corner(&vec![vec![], rows][..]), 4.0);
        assert_eq!(corner(Inactive), 0.0);
    }

    #[test]
    fn slices_and_reals() {
        assert_eq!((&2.5).get(), 2.5);
        assert_eq!(Dot0::<f32>::get(Inactive), 0.0);
        assert_eq!(Dot1::owned(&[1.0, 2.0, 3.0][..], 2), [1.0, 2.0]);
    }
}
