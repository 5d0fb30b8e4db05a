//! Which entries of a matrix may differ from zero, and which columns can share a sweep.

use crate::lanes::TangentLanes;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

/// The pattern of a sparse matrix: for each row, the columns of the entries that may differ from zero.
///
/// ```
/// use autodiff_runtime::Sparsity;
///
/// let tridiagonal = Sparsity::from_rows(4, [vec![0, 1], vec![0, 1, 2], vec![1, 2, 3], vec![2, 3]]);
/// assert_eq!((tridiagonal.nrows(), tridiagonal.ncols(), tridiagonal.entries()), (4, 4, 10));
/// assert_eq!(tridiagonal.row(1), [0, 1, 2]);
/// assert!(!tridiagonal.contains(0, 3));
/// assert_eq!(tridiagonal.color_columns().count(), 3);
/// assert_eq!(tridiagonal.to_string(), "xx..\nxxx.\n.xxx\n..xx");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sparsity {
    ncols: usize,
    /// Where each row begins, and where the last ends.
    starts: Vec<usize>,
    columns: Vec<usize>,
}

impl Sparsity {
    /// The pattern of so many columns with these rows, each of columns in ascending order.
    ///
    /// # Panics
    /// If a row is not in ascending order, or has a column that does not exist.
    #[track_caller]
    pub fn from_rows(ncols: usize, rows: impl IntoIterator<Item = Vec<usize>>) -> Self {
        let (mut starts, mut columns) = (vec![0], vec![]);
        for (i, row) in rows.into_iter().enumerate() {
            let ascending = row.windows(2).all(|w| w[0] < w[1]);
            assert!(ascending, "row {i} is not in ascending order");
            let inside = row.last().is_none_or(|last| *last < ncols);
            assert!(inside, "row {i} has a column that is not below {ncols}");
            columns.extend(row);
            starts.push(columns.len());
        }
        Sparsity {
            ncols,
            starts,
            columns,
        }
    }

    /// The number of rows.
    pub fn nrows(&self) -> usize {
        self.starts.len() - 1
    }

    /// The number of columns.
    pub fn ncols(&self) -> usize {
        self.ncols
    }

    /// How many entries there are.
    pub fn entries(&self) -> usize {
        self.columns.len()
    }

    /// The columns of row `i`, in ascending order.
    ///
    /// # Panics
    /// If there is no such row.
    #[track_caller]
    pub fn row(&self, i: usize) -> &[usize] {
        &self.columns[self.starts[i]..self.starts[i + 1]]
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &[usize]> {
        self.starts.windows(2).map(|w| &self.columns[w[0]..w[1]])
    }

    /// Whether the entry at `(row, column)` may differ from zero.
    ///
    /// # Panics
    /// If there is no such row.
    #[track_caller]
    pub fn contains(&self, row: usize, column: usize) -> bool {
        self.row(row).binary_search(&column).is_ok()
    }

    /// The pattern with rows and columns exchanged.
    #[must_use]
    pub fn transpose(&self) -> Self {
        let mut rows = vec![vec![]; self.ncols];
        for (i, row) in self.rows().enumerate() {
            for &j in row {
                rows[j].push(i);
            }
        }
        Sparsity::from_rows(self.nrows(), rows)
    }

    /// Where each row begins in [`Self::columns`], and where the last ends: compressed rows.
    pub fn starts(&self) -> &[usize] {
        &self.starts
    }

    /// The columns of all rows, one row after the other.
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Colours the columns so that no two of one colour have entries in the same row: one sweep serves all columns
    /// of a colour.
    ///
    /// Greedy, columns with the most neighbours first (Curtis, Powell and Reid 1974; Gebremedhin, Manne and Pothen,
    /// *What color is your Jacobian?*, 2005). Columns without entries have the colour 0.
    pub fn color_columns(&self) -> Coloring {
        let by_column = self.transpose();
        let neighbours = |j: usize| by_column.row(j).iter().flat_map(|i| self.row(*i));
        let mut order: Vec<usize> = (0..self.ncols).collect();
        let degrees: Vec<usize> = order.iter().map(|j| neighbours(*j).count()).collect();
        order.sort_by_key(|j| core::cmp::Reverse(degrees[*j]));
        let mut colors = vec![usize::MAX; self.ncols];
        let mut count = 0;
        // the last column to which a colour was forbidden
        let mut forbidden: Vec<usize> = vec![];
        for j in order {
            for &k in neighbours(j) {
                if let Some(f) = forbidden.get_mut(colors[k]) {
                    *f = j;
                }
            }
            let free = forbidden.iter().position(|f| *f != j);
            let color = free.unwrap_or_else(|| {
                forbidden.push(usize::MAX);
                count
            });
            count = count.max(color + 1);
            colors[j] = color;
        }
        Coloring { colors, count }
    }
}

/// Rows of `x` for entries and `.` for zeros.
impl fmt::Display for Sparsity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for i in 0..self.nrows() {
            if i > 0 {
                writeln!(f)?;
            }
            for j in 0..self.ncols {
                f.write_str(if self.contains(i, j) { "x" } else { "." })?;
            }
        }
        Ok(())
    }
}

/// A colour for each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coloring {
    colors: Vec<usize>,
    count: usize,
}

impl Coloring {
    /// How many colours there are: so many directions give the whole matrix.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The colour of each column.
    pub fn colors(&self) -> &[usize] {
        &self.colors
    }
}

/// A matrix whose columns of one colour are summed, and what puts them apart again.
#[doc(hidden)]
#[derive(Debug)]
pub struct Compressed {
    pattern: Sparsity,
    coloring: Coloring,
    /// The entries, in the order of the pattern.
    values: Vec<f64>,
}

impl Compressed {
    /// The zero matrix of that pattern.
    pub fn new(pattern: Sparsity) -> Self {
        let (coloring, values) = (pattern.color_columns(), vec![0.0; pattern.entries()]);
        Compressed {
            pattern,
            coloring,
            values,
        }
    }

    /// How many colours there are.
    pub fn count(&self) -> usize {
        self.coloring.count
    }

    /// In the lanes of column `j`, 1 where the lane has its colour; the first lane has the colour `from`.
    pub fn seed<const K: usize>(&self, j: usize, from: usize) -> [f64; K] {
        let color = self.coloring.colors[j];
        core::array::from_fn(|k| if from + k == color { 1.0 } else { 0.0 })
    }

    /// The entries of row `i` that have the colours of the lanes.
    pub fn store<const K: usize>(&mut self, i: usize, from: usize, lanes: [f64; K]) {
        for entry in self.pattern.starts[i]..self.pattern.starts[i + 1] {
            let color = self.coloring.colors[self.pattern.columns[entry]];
            if let Some(lane) = color.checked_sub(from).and_then(|k| lanes.get(k)) {
                self.values[entry] = *lane;
            }
        }
    }

    /// Seeds an argument whose first real is column `next`; the column behind it is returned.
    pub fn seed_lanes<L: TangentLanes<K>, const K: usize>(
        &self,
        x: &mut L,
        mut next: usize,
        from: usize,
    ) -> usize {
        x.map_each(&mut |_| {
            next += 1;
            self.seed(next - 1, from)
        });
        next
    }

    /// Stores the tangents of an output whose first real is row `next`; the row behind it is returned.
    pub fn store_lanes<L: TangentLanes<K>, const K: usize>(
        &mut self,
        y: &L,
        mut next: usize,
        from: usize,
    ) -> usize {
        y.for_each(&mut |lanes| {
            self.store(next, from, lanes);
            next += 1;
        });
        next
    }

    /// The pattern, and its entries row by row.
    pub fn finish(self) -> (Sparsity, Vec<f64>) {
        (self.pattern, self.values)
    }
}

#[cfg(test)]
mod tests {
    use super::{Compressed, Sparsity};
    use alloc::vec;
    use alloc::vec::Vec;

    fn band(n: usize, width: usize) -> Sparsity {
        let row = |i: usize| (i.saturating_sub(width)..(i + width + 1).min(n)).collect();
        Sparsity::from_rows(n, (0..n).map(row))
    }

    #[test]
    fn columns_of_one_color_share_no_row() {
        let mut rows: Vec<Vec<usize>> = vec![];
        let mut state = 1u64;
        for _ in 0..60 {
            let mut row = vec![];
            for j in 0..40 {
                state = state
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                if state >> 60 == 0 {
                    row.push(j);
                }
            }
            rows.push(row);
        }
        for pattern in [Sparsity::from_rows(40, rows), band(50, 3), band(3, 5)] {
            let coloring = pattern.color_columns();
            for row in pattern.rows() {
                let mut colors: Vec<usize> = row.iter().map(|j| coloring.colors()[*j]).collect();
                colors.sort_unstable();
                assert!(colors.windows(2).all(|w| w[0] != w[1]));
                assert!(colors.iter().all(|c| *c < coloring.count()));
            }
        }
    }

    #[test]
    fn bands_take_as_many_colors_as_they_are_wide() {
        for n in [20, 21, 22, 1000] {
            assert_eq!(band(n, 1).color_columns().count(), 3);
            assert_eq!(band(n, 2).color_columns().count(), 5);
        }
        assert_eq!(band(4, 4).color_columns().count(), 4);
        assert_eq!(
            Sparsity::from_rows(3, vec![vec![]; 2])
                .color_columns()
                .count(),
            1
        );
        assert_eq!(
            Sparsity::from_rows(0, vec![vec![]; 2])
                .color_columns()
                .count(),
            0
        );
    }

    #[test]
    fn what_was_summed_is_put_apart() {
        let pattern = band(5, 1);
        let mut compressed = Compressed::new(pattern.clone());
        let entry = |i: usize, j: usize| (10 * i + j) as f64;
        for from in [0, 2] {
            for i in 0..5 {
                let mut lanes = [0.0; 2];
                for &j in pattern.row(i) {
                    let seed: [f64; 2] = compressed.seed(j, from);
                    lanes
                        .iter_mut()
                        .zip(seed)
                        .for_each(|(l, s)| *l += s * entry(i, j));
                }
                compressed.store(i, from, lanes);
            }
        }
        let (_, values) = compressed.finish();
        let want = pattern.rows().enumerate();
        let want: Vec<f64> = want
            .flat_map(|(i, row)| row.iter().map(move |j| entry(i, *j)))
            .collect();
        assert_eq!(values, want);
    }

    #[test]
    #[should_panic(expected = "row 1 is not in ascending order")]
    fn rows_are_sorted() {
        Sparsity::from_rows(3, [vec![0, 2], vec![2, 1]]);
    }

    #[test]
    #[should_panic(expected = "row 0 has a column that is not below 3")]
    fn columns_exist() {
        Sparsity::from_rows(3, [vec![0, 3]]);
    }
}
