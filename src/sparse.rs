//! Sparse Jacobians and Hessians, with the feature `sparse`.
//!
//! `#[jvp] #[sparsity]` together give `f::sparse_jacobian(args..)`, `#[hessian] #[sparsity]` give
//! `f::sparse_hessian(args..)`. Both find the pattern at this point, colour the columns so that no two of one colour
//! meet in a row, run one direction for each colour (eight in a sweep), and put the entries in their places.
//!
//! ```
//! use autodiff::{jvp, sparsity};
//!
//! #[jvp]
//! #[sparsity]
//! fn second_differences(x: &[f64]) -> Vec<f64> {
//!     x.windows(3).map(|w| w[0] - 2.0 * w[1] * w[1] + w[2]).collect()
//! }
//!
//! let x = vec![1.0; 1000];
//! let jacobian = second_differences::sparse_jacobian(&x);
//! assert_eq!((jacobian.shape(), jacobian.nnz()), ((998, 1000), 3 * 998));
//! assert_eq!(jacobian.get(5, 6), Some(&-4.0));
//! assert_eq!(second_differences::jacobian_sparsity(&x).color_columns().count(), 3);
//! ```

use autodiff_runtime::rt::Compressed;

pub use sprs::CsMat;

/// The matrix in compressed rows. Entries of the pattern that are zero at this point are stored.
#[doc(hidden)]
pub fn matrix(compressed: Compressed) -> CsMat<f64> {
    let (pattern, values) = compressed.finish();
    let shape = (pattern.nrows(), pattern.ncols());
    let (starts, columns) = (pattern.starts().to_vec(), pattern.columns().to_vec());
    CsMat::new(shape, starts, columns, values)
}
