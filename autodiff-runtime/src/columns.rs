//! Jacobians and Hessians by columns: where those of one sweep begin, and where they go.
//!
//! A companion runs the sweeps, each with as many unit vectors as it has lanes; the rest is the same for all functions.

use crate::lanes::{TangentLanes, Width};
use crate::matrix::Matrix;
use crate::rt;
use crate::space::Differentiable;

/// The columns of one derivative.
pub struct Columns<'a> {
    to: To<'a>,
    /// The first column of the next sweep.
    first: usize,
    /// How many there are, as far as [`Columns::unit`] has seen in this sweep.
    seen: usize,
}

enum To<'a> {
    /// A Jacobian that takes its shape from the result.
    New(&'a mut Matrix),
    Jacobian(&'a mut Matrix),
    Hessian(&'a mut Matrix),
    Diagonal(&'a mut [f64]),
}

impl<'a> Columns<'a> {
    fn new(to: To<'a>) -> Self {
        let (first, seen) = (0, 0);
        Columns { to, first, seen }
    }

    /// The next argument's tangents: lane `k` is the unit vector of the `k`-th column of this sweep.
    #[inline]
    pub fn unit<T: Differentiable + ?Sized, const K: usize>(
        &mut self,
        x: &T,
        width: Width<K>,
    ) -> T::Lanes<K> {
        let mut lanes = x.zero_lanes(width);
        self.seen = rt::set_basis_lanes(&mut lanes, self.seen, self.first);
        lanes
    }

    /// Writes what came out of a sweep.
    ///
    /// # Panics
    /// If a caller's Jacobian has another shape.
    #[inline]
    #[track_caller]
    pub fn store<L: TangentLanes<K>, const K: usize>(&mut self, tangents: &L, _: Width<K>) {
        let (first, mut row) = (self.first, 0);
        let mut each = |store: &mut dyn FnMut(usize, &[f64])| {
            tangents.for_each(&mut |lanes| {
                store(row, &lanes);
                row += 1;
            });
        };
        match &mut self.to {
            To::New(matrix) => {
                rt::make_jacobian(matrix, tangents.reals(), self.seen);
                rt::columns_from(matrix, 0, first, tangents);
            }
            To::Jacobian(matrix) => {
                rt::check_jacobian(matrix, tangents.reals(), self.seen);
                rt::columns_from(matrix, 0, first, tangents);
            }
            To::Hessian(matrix) => {
                each(&mut |row, lanes| store_hessian(matrix, row, first, lanes));
            }
            To::Diagonal(diagonal) => {
                each(&mut |row, lanes| store_diagonal(diagonal, row, first, lanes));
            }
        }
        self.first += K;
        self.seen = 0;
    }

    /// How wide the next sweep is, of `columns` in all.
    #[inline]
    #[must_use]
    pub fn width(&self, columns: usize) -> usize {
        match columns - self.first {
            0 | 1 => 1,
            2 => 2,
            3 | 4 => 4,
            _ => 8,
        }
    }

    /// Whether all of them are there.
    #[inline]
    #[must_use]
    pub fn are_all(&self, columns: usize) -> bool {
        self.first >= columns
    }
}

/// The Jacobian that the sweeps store.
#[inline]
#[track_caller]
pub fn jacobian<Y>(sweeps: impl FnOnce(&mut Columns<'_>) -> Y) -> Matrix {
    let mut matrix = Matrix::zeros(0, 0);
    sweeps(&mut Columns::new(To::New(&mut matrix)));
    matrix
}

/// The same in a caller's matrix.
#[inline]
#[track_caller]
pub fn jacobian_into<Y>(jacobian: &mut Matrix, sweeps: impl FnOnce(&mut Columns<'_>) -> Y) -> Y {
    sweeps(&mut Columns::new(To::Jacobian(jacobian)))
}

/// The Hessian of so many columns that the sweeps store.
///
/// # Panics
/// If the matrix has another shape.
#[inline]
#[track_caller]
pub fn hessian_into<Y>(
    hessian: &mut Matrix,
    columns: usize,
    sweeps: impl FnOnce(&mut Columns<'_>) -> Y,
) -> Y {
    rt::check_shape(hessian, columns, columns, "hessian");
    sweeps(&mut Columns::new(To::Hessian(hessian)))
}

/// The same of the diagonal.
///
/// # Panics
/// If it has another length.
#[inline]
#[track_caller]
pub fn diagonal_into<Y>(
    diagonal: &mut [f64],
    columns: usize,
    sweeps: impl FnOnce(&mut Columns<'_>) -> Y,
) -> Y {
    assert!(
        diagonal.len() == columns,
        "`hessian` has length {}, but the diagonal has length {columns}",
        diagonal.len()
    );
    sweeps(&mut Columns::new(To::Diagonal(diagonal)))
}

/// Writes lanes, which are one entry of several columns of a Hessian, as an entry of several rows: the matrix is
/// symmetric, and lies by rows, so that the sweeps of neighbouring columns write to few cache lines. Lanes beyond
/// its last column are padding.
#[inline]
fn store_hessian(hessian: &mut Matrix, row: usize, column: usize, lanes: &[f64]) {
    let n = hessian.ncols();
    hessian.as_mut_slice()[column * n + row..]
        .iter_mut()
        .step_by(n)
        .zip(lanes)
        .for_each(|(entry, lane)| *entry = *lane);
}

/// Writes the lane that is the diagonal's entry in this row, if there is one.
#[inline]
fn store_diagonal(diagonal: &mut [f64], row: usize, column: usize, lanes: &[f64]) {
    if let Some(lane) = row.checked_sub(column).and_then(|k| lanes.get(k)) {
        diagonal[row] = *lane;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::Lanes;
    use alloc::vec;

    /// Of `(u, v) -> (u, 2 v1, 3 v0)`, in sweeps of two lanes.
    fn sweep(into: &mut Columns<'_>) {
        let (u, v) = (1.0, [2.0, 3.0]);
        let u_dot = into.unit(&u, Width::<2>);
        let v_dot = into.unit(&v, Width::<2>);
        into.store(&(u_dot, [v_dot[1] * 2.0, v_dot[0] * 3.0]), Width::<2>);
    }

    #[test]
    fn sweeps_fill_a_jacobian() {
        let made = jacobian(|into| {
            while !into.are_all(3) {
                sweep(into);
            }
        });
        let mut handed = Matrix::zeros(3, 3);
        jacobian_into(&mut handed, |into| [sweep(into), sweep(into)]);
        assert_eq!(
            made.as_slice(),
            [1.0, 0.0, 0.0, 0.0, 0.0, 2.0, 0.0, 3.0, 0.0]
        );
        assert_eq!(made, handed);
    }

    #[test]
    fn a_hessian_lies_by_rows_of_what_comes_by_columns() {
        let mut all = Matrix::zeros(3, 3);
        hessian_into(&mut all, 3, |into| [sweep(into), sweep(into)]);
        assert_eq!(
            all.as_slice(),
            [1.0, 0.0, 0.0, 0.0, 0.0, 3.0, 0.0, 2.0, 0.0]
        );
        let mut diagonal = vec![9.0; 3];
        diagonal_into(&mut diagonal, 3, |into| {
            for k in 0..2 {
                let x = [0.0; 3];
                let x_dot = into.unit(&x, Width::<2>);
                into.store(&x_dot.map(|lanes| lanes * f64::from(k + 1)), Width::<2>);
            }
        });
        assert_eq!(diagonal, [1.0, 1.0, 2.0]);
    }

    #[test]
    fn widths_cover_what_is_left() {
        let mut matrix = Matrix::zeros(1, 12);
        jacobian_into(&mut matrix, |into| {
            assert_eq!(into.width(12), 8);
            let x_dot = into.unit(&[0.0; 12], Width::<8>);
            into.store(&x_dot[0], Width::<8>);
            assert_eq!(into.width(12), 4);
            assert_eq!((into.width(8), into.width(9), into.width(10)), (1, 1, 2));
            assert!(into.are_all(8) && !into.are_all(9));
        });
        assert_eq!(matrix[(0, 0)], 1.0);
    }

    #[test]
    #[should_panic(expected = "`jacobian` is a 2 x 3 matrix, but the result is 1 x 3")]
    fn a_jacobian_of_wrong_shape() {
        jacobian_into(&mut Matrix::zeros(2, 3), |into| {
            let _ = into.unit(&[0.0; 3], Width::<1>);
            into.store(&Lanes([0.0]), Width);
        });
    }
}
