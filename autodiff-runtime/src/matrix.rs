//! The result type of Jacobians and Hessians.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::ops::{Index, IndexMut};

/// A dense matrix, stored row by row.
///
/// ```
/// use autodiff_runtime::Matrix;
///
/// let mut m = Matrix::from_rows(&[[1.0, 2.0], [3.0, -4.5]]);
/// assert_eq!((m.nrows(), m.ncols()), (2, 2));
/// assert_eq!(m[(1, 0)], 3.0);
/// m[(1, 0)] = 30.0;
/// assert_eq!(m.row(1), [30.0, -4.5]);
/// assert_eq!(format!("{m:.1}"), " 1.0   2.0\n30.0  -4.5");
/// ```
#[derive(Clone, PartialEq)]
pub struct Matrix<T = f64> {
    nrows: usize,
    ncols: usize,
    data: Vec<T>,
}

impl<T> Matrix<T> {
    /// The matrix with these rows.
    ///
    /// # Panics
    /// If the rows have different lengths.
    #[track_caller]
    pub fn from_rows<Row: AsRef<[T]>>(rows: &[Row]) -> Self
    where
        T: Clone,
    {
        let ncols = rows.first().map_or(0, |row| row.as_ref().len());
        let mut data = Vec::with_capacity(rows.len() * ncols);
        for (i, row) in rows.iter().map(AsRef::as_ref).enumerate() {
            assert!(
                row.len() == ncols,
                "row {i} has length {}, but row 0 has length {ncols}",
                row.len()
            );
            data.extend_from_slice(row);
        }
        let nrows = rows.len();
        Matrix { nrows, ncols, data }
    }

    /// The matrix of this shape full of zeros.
    ///
    /// ```
    /// use autodiff_runtime::Matrix;
    ///
    /// let m: Matrix = Matrix::zeros(2, 3);
    /// assert_eq!(m.as_slice(), [0.0; 6]);
    /// ```
    pub fn zeros(nrows: usize, ncols: usize) -> Self
    where
        T: Clone + Default,
    {
        let data = vec![T::default(); nrows * ncols];
        Matrix { nrows, ncols, data }
    }

    /// The number of rows.
    #[inline]
    pub const fn nrows(&self) -> usize {
        self.nrows
    }

    /// The number of columns.
    #[inline]
    pub const fn ncols(&self) -> usize {
        self.ncols
    }

    /// Row `i`.
    ///
    /// # Panics
    /// If there is none.
    #[inline]
    #[track_caller]
    pub fn row(&self, i: usize) -> &[T] {
        let start = self.start_of(i);
        &self.data[start..start + self.ncols]
    }

    /// Row `i`, to change.
    ///
    /// # Panics
    /// If there is none.
    #[inline]
    #[track_caller]
    pub fn row_mut(&mut self, i: usize) -> &mut [T] {
        let start = self.start_of(i);
        &mut self.data[start..start + self.ncols]
    }

    /// All rows, one after the other.
    #[inline]
    pub fn as_slice(&self) -> &[T] {
        &self.data
    }

    /// All rows, one after the other, to change.
    #[inline]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.data
    }

    /// The matrix with rows and columns exchanged.
    ///
    /// ```
    /// use autodiff_runtime::Matrix;
    ///
    /// let m = Matrix::from_rows(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    /// assert_eq!(m.transpose(), Matrix::from_rows(&[[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]));
    /// ```
    #[must_use]
    pub fn transpose(&self) -> Self
    where
        T: Clone,
    {
        let column = |j: usize| self.data.iter().skip(j).step_by(self.ncols);
        let data = (0..self.ncols).flat_map(column).cloned().collect();
        Matrix {
            nrows: self.ncols,
            ncols: self.nrows,
            data,
        }
    }

    #[inline]
    #[track_caller]
    fn start_of(&self, i: usize) -> usize {
        if i >= self.nrows {
            self.out_of_range(i, None);
        }
        i * self.ncols
    }

    /// A column beyond the last would land in the next row, so both indices are checked.
    #[inline]
    #[track_caller]
    fn offset_of(&self, (i, j): (usize, usize)) -> usize {
        if i >= self.nrows || j >= self.ncols {
            self.out_of_range(i, Some(j));
        }
        i * self.ncols + j
    }

    #[cold]
    #[inline(never)]
    #[track_caller]
    fn out_of_range(&self, i: usize, j: Option<usize>) -> ! {
        let (nrows, ncols) = (self.nrows, self.ncols);
        match j {
            Some(j) => panic!("element ({i}, {j}) of a {nrows} x {ncols} matrix"),
            None => panic!("row {i} of a {nrows} x {ncols} matrix"),
        }
    }
}

impl<T> Index<(usize, usize)> for Matrix<T> {
    type Output = T;
    #[inline]
    #[track_caller]
    fn index(&self, at: (usize, usize)) -> &T {
        &self.data[self.offset_of(at)]
    }
}

impl<T> IndexMut<(usize, usize)> for Matrix<T> {
    #[inline]
    #[track_caller]
    fn index_mut(&mut self, at: (usize, usize)) -> &mut T {
        let offset = self.offset_of(at);
        &mut self.data[offset]
    }
}

/// Columns are aligned; a precision (`{:.3}`) applies to every element.
impl<T: fmt::Display> fmt::Display for Matrix<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |x: &T| match f.precision() {
            Some(digits) => alloc::format!("{x:.digits$}"),
            None => alloc::format!("{x}"),
        };
        let cells: Vec<String> = self.data.iter().map(text).collect();
        let widest = |j: usize| {
            cells
                .iter()
                .skip(j)
                .step_by(self.ncols)
                .map(String::len)
                .max()
        };
        let widths: Vec<usize> = (0..self.ncols).filter_map(widest).collect();
        for i in 0..self.nrows {
            if i > 0 {
                f.write_str("\n")?;
            }
            for (j, width) in widths.iter().enumerate() {
                let gap = if j == 0 { "" } else { "  " };
                write!(f, "{gap}{:>width$}", cells[i * self.ncols + j])?;
            }
        }
        Ok(())
    }
}

impl<T: fmt::Debug> fmt::Debug for Matrix<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Matrix {} x {} ", self.nrows, self.ncols)?;
        let rows = (0..self.nrows).map(|i| self.row(i));
        f.debug_list().entries(rows).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Matrix;
    use alloc::format;

    #[test]
    fn rows_lie_one_after_the_other() {
        let mut m: Matrix = Matrix::zeros(2, 3);
        m[(1, 2)] = 6.0;
        m.row_mut(0).copy_from_slice(&[1.0, 2.0, 3.0]);
        m.as_mut_slice()[3] = 4.0;
        assert_eq!(m.as_slice(), [1.0, 2.0, 3.0, 4.0, 0.0, 6.0]);
        assert_eq!(m.transpose().row(2), [3.0, 6.0]);
        assert_eq!(m.transpose().transpose(), m);
    }

    #[test]
    fn empty_shapes() {
        let flat: Matrix = Matrix::zeros(0, 3);
        let thin: Matrix = Matrix::zeros(3, 0);
        assert_eq!(flat.transpose(), thin);
        assert_eq!(thin.transpose(), flat);
        assert_eq!(thin.row(2), [0.0; 0]);
        assert_eq!(format!("{flat}|{thin}"), "|\n\n");
    }

    #[test]
    fn printing() {
        let m = Matrix::from_rows(&[[1.0, -2.25], [10.5, 3.0]]);
        assert_eq!(format!("{m}"), "   1  -2.25\n10.5      3");
        assert_eq!(format!("{m:.1}"), " 1.0  -2.2\n10.5   3.0");
        assert_eq!(format!("{m:?}"), "Matrix 2 x 2 [[1.0, -2.25], [10.5, 3.0]]");
    }

    #[test]
    #[should_panic(expected = "element (0, 3) of a 2 x 3 matrix")]
    fn a_column_beyond_the_last() {
        let m: Matrix = Matrix::zeros(2, 3);
        let _ = m[(0, 3)];
    }

    #[test]
    #[should_panic(expected = "row 2 of a 2 x 3 matrix")]
    fn a_row_beyond_the_last() {
        Matrix::<f32>::zeros(2, 3).row(2);
    }

    #[test]
    #[should_panic(expected = "row 1 has length 1, but row 0 has length 2")]
    fn ragged_rows() {
        Matrix::from_rows(&[&[1.0, 2.0][..], &[3.0]]);
    }
}
