//! One system both ways: the sparse matrix with its pattern and its colouring, and the dense one.

use std::time::Instant;

use autodiff::sparse::CsMat;
use autodiff::{Matrix, Sparsity};

use super::systems::{self, Bundle};

/// What a matrix took.
pub struct Row {
    /// The system.
    pub what: &'static str,
    /// The number of rows.
    pub rows: usize,
    /// The number of columns, which is the number of directions without compression.
    pub columns: usize,
    /// The entries of the pattern.
    pub entries: usize,
    /// The colours of the columns.
    pub directions: usize,
    /// For pattern, colouring, sweeps and assembly.
    pub seconds: f64,
    /// For the dense matrix, where it was made.
    pub dense: Option<f64>,
}

/// A tridiagonal Jacobian.
pub fn boundary_value_problem(n: usize, dense: bool) -> Row {
    let u: Vec<f64> = (0..n).map(|i| (i as f64).sin()).collect();
    compare(
        "boundary value problem, Jacobian",
        &|| systems::boundary_value_problem::sparse_jacobian(&u),
        &systems::boundary_value_problem::jacobian_sparsity(&u),
        dense.then_some(&|| systems::boundary_value_problem::jacfwd(&u)),
    )
}

/// Blocks of a camera and a point.
pub fn bundle_adjustment(bundle: &Bundle, dense: bool) -> Row {
    let Bundle {
        cameras,
        points,
        observations,
    } = bundle;
    compare(
        "bundle adjustment, Jacobian",
        &|| systems::pictures::sparse_jacobian(cameras, points, observations),
        &systems::pictures::jacobian_sparsity(cameras, points, observations),
        dense.then_some(&|| systems::pictures::jacfwd(cameras, points, observations)),
    )
}

/// A tridiagonal Hessian.
pub fn energy(n: usize, dense: bool) -> Row {
    let x: Vec<f64> = (0..n).map(|i| i as f64 + 0.1 * (i as f64).sin()).collect();
    compare(
        "energy of a chain, Hessian",
        &|| systems::energy::sparse_hessian(&x),
        &systems::energy::hessian_sparsity(&x),
        dense.then_some(&|| systems::energy::hessian(&x)),
    )
}

/// # Panics
/// If the two matrices differ.
fn compare(
    what: &'static str,
    sparse: &dyn Fn() -> CsMat<f64>,
    pattern: &Sparsity,
    dense: Option<&dyn Fn() -> Matrix>,
) -> Row {
    let (matrix, seconds) = timed(sparse);
    let dense = dense.map(|dense| {
        let (dense, seconds) = timed(dense);
        let mut compared = 0;
        for (i, row) in matrix.outer_iterator().enumerate() {
            for (j, entry) in row.iter() {
                // a Hessian is symmetric to rounding: the dense one may have the entry on the other side
                assert!(
                    *entry == dense[(i, j)] || *entry == dense[(j, i)],
                    "({i}, {j}): {entry}, {}",
                    dense[(i, j)]
                );
                compared += usize::from(*entry != 0.0);
            }
        }
        let entries = dense.as_slice().iter().filter(|v| **v != 0.0).count();
        assert!(
            compared == entries,
            "{entries} entries, {compared} in the pattern"
        );
        seconds
    });
    Row {
        what,
        rows: pattern.nrows(),
        columns: pattern.ncols(),
        entries: pattern.entries(),
        directions: pattern.color_columns().count(),
        seconds,
        dense,
    }
}

fn timed<T>(f: &dyn Fn() -> T) -> (T, f64) {
    let start = Instant::now();
    let value = f();
    (value, start.elapsed().as_secs_f64())
}
