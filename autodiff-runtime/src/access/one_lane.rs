//! One lane of a source in lanes, seen as a source of its own.

use super::{Dot0, Dot1, Dot2, Dot3, Source0, Source1, Source2, Source3};
use crate::lanes::Lanes;
use crate::scalar::Scalar;
use alloc::vec::Vec;

/// Lane `.1` of the `K` lanes of the source `.0`.
#[derive(Clone, Copy, Debug)]
pub struct OneLane<D, const K: usize>(pub D, pub usize);

impl<R: Scalar, D: Dot0<Lanes<R, K>>, const K: usize> Dot0<R> for OneLane<D, K> {
    #[inline(always)]
    fn get(self) -> R {
        self.0.get().0[self.1]
    }
}

impl<R: Scalar, D: Dot1<Lanes<R, K>>, const K: usize> Dot1<R> for OneLane<D, K> {
    type Sub = OneLane<D::Sub, K>;
    #[inline(always)]
    fn at(self, i: usize) -> R {
        self.0.at(i).0[self.1]
    }
    #[inline(always)]
    fn sub(self, lo: usize, hi: usize) -> Self::Sub {
        OneLane(self.0.sub(lo, hi), self.1)
    }
    #[inline]
    fn owned(self, len: usize) -> Vec<R> {
        (0..len).map(|i| self.at(i)).collect()
    }
}

impl<R: Scalar, D: Dot2<Lanes<R, K>>, const K: usize> Dot2<R> for OneLane<D, K> {
    type Sub = OneLane<D::Sub, K>;
    type Row = OneLane<D::Row, K>;
    #[inline(always)]
    fn at(self, i: usize) -> Self::Row {
        OneLane(self.0.at(i), self.1)
    }
    #[inline(always)]
    fn sub(self, lo: usize, hi: usize) -> Self::Sub {
        OneLane(self.0.sub(lo, hi), self.1)
    }
}

impl<R: Scalar, D: Dot3<Lanes<R, K>>, const K: usize> Dot3<R> for OneLane<D, K> {
    type Sub = OneLane<D::Sub, K>;
    type Plane = OneLane<D::Plane, K>;
    #[inline(always)]
    fn at(self, i: usize) -> Self::Plane {
        OneLane(self.0.at(i), self.1)
    }
    #[inline(always)]
    fn sub(self, lo: usize, hi: usize) -> Self::Sub {
        OneLane(self.0.sub(lo, hi), self.1)
    }
}

macro_rules! sources {
    ($($source:ident $dot:ident;)*) => {$(
        impl<R: Scalar, D: $dot<Lanes<R, K>>, const K: usize> $source<R> for OneLane<D, K> {
            type Dot = Self;
            #[inline(always)]
            fn source(self) -> Self {
                self
            }
        }
    )*};
}
sources! { Source0 Dot0; Source1 Dot1; Source2 Dot2; Source3 Dot3; }

#[cfg(test)]
mod tests {
    use super::{Dot1, Dot2, OneLane};
    use crate::lanes::Lanes;

    #[test]
    fn a_lane_is_read_like_a_source_of_its_own() {
        let rows = [[Lanes([1.0, 2.0]), Lanes([3.0, 4.0])]; 2];
        let second = OneLane(&rows, 1);
        assert_eq!(Dot2::<f64>::at(second, 1).at(0), 2.0);
        assert_eq!(Dot2::<f64>::sub(second, 1, 2).at(0).owned(2), [2.0, 4.0]);
    }
}
