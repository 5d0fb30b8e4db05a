//! Patterns of Jacobians and Hessians against dense ones, and sparse matrices against dense ones.

#[path = "sparsity/hessians.rs"]
mod hessians;
#[path = "sparsity/jacobians.rs"]
mod jacobians;
#[cfg(feature = "sparse")]
#[path = "sparsity/matrices.rs"]
mod matrices;

use autodiff::{Matrix, Sparsity};

/// Whatever is not zero is in the pattern.
#[track_caller]
fn assert_covers(pattern: &Sparsity, dense: &Matrix) {
    assert_eq!(
        (pattern.nrows(), pattern.ncols()),
        (dense.nrows(), dense.ncols())
    );
    for i in 0..dense.nrows() {
        for j in 0..dense.ncols() {
            let inside = dense[(i, j)] == 0.0 || pattern.contains(i, j);
            assert!(
                inside,
                "({i}, {j}) is {}, but not in\n{pattern}",
                dense[(i, j)]
            );
        }
    }
}

/// The pattern has the entries that are not zero, and no others.
#[track_caller]
fn assert_is(pattern: &Sparsity, dense: &Matrix) {
    assert_covers(pattern, dense);
    let entries = dense.as_slice().iter().filter(|v| **v != 0.0).count();
    assert_eq!(pattern.entries(), entries, "{pattern}\n{dense}");
}
