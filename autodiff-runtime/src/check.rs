//! Tests of derivatives: finite differences, the dot-product identity, readable reports.
//!
//! ```
//! use autodiff_runtime::check;
//!
//! fn f(x: &[f64]) -> f64 {
//!     x[0].sin() * x[1]
//! }
//! fn f_grad(x: &[f64]) -> Vec<f64> {
//!     vec![x[0].cos() * x[1], x[0].sin()]
//! }
//! check::assert_gradient(f, f_grad, &[0.3, 1.7], 1e-9);
//! ```
//!
//! The differences are central, taken with ever smaller steps and extrapolated to step 0; of all the
//! extrapolations the one with the smallest estimated error counts. The functions must be defined
//! around the point, not just at it: a step changes a component by an eighth of its value at most
//! (by 1/512 near 0), and steps that lead to NaN or infinity are left out.

mod differences;
mod report;

pub use differences::{Estimate, derivative, gradient, gradient_of, jacobian};
pub use report::{Report, compare};

use crate::matrix::Matrix;
use crate::rt::flatten;
use crate::space::{Differentiable, Tangent};
use alloc::vec::Vec;

/// Asserts that `grad` is the gradient of `f` at `x`, to a relative tolerance.
///
/// A component that the differences cannot resolve better is granted their estimated error, up to
/// `tol * max(1, |f(x)|)`.
///
/// # Panics
/// With a [`Report`] if it is not.
#[track_caller]
pub fn assert_gradient<G: AsRef<[f64]>>(
    f: impl Fn(&[f64]) -> f64,
    grad: impl Fn(&[f64]) -> G,
    x: &[f64],
    tol: f64,
) {
    let want = differences::estimates(&|x: &Vec<f64>| f(x), &x.to_vec());
    settle(report::against(grad(x).as_ref(), &want, f(x), tol));
}

/// Asserts that `grad` is the gradient of `f` at `x`, whatever the type of the argument.
///
/// ```
/// use autodiff_runtime::check;
///
/// let f = |x: &(f64, [f64; 2])| x.0 * x.1[0] * x.1[1];
/// let x = (2.0, [3.0, 5.0]);
/// check::assert_gradient_of(f, &(15.0, [10.0, 6.0]), &x, 1e-9);
/// ```
///
/// # Panics
/// With a [`Report`] if it is not.
#[track_caller]
pub fn assert_gradient_of<X: Differentiable + Clone>(
    f: impl Fn(&X) -> f64,
    grad: &impl Tangent,
    x: &X,
    tol: f64,
) {
    let want = differences::estimates(&f, x);
    settle(report::against(&flatten(grad), &want, f(x), tol));
}

/// Asserts that `got` is the Jacobian of `f` at `x` (one row an output), to a relative tolerance.
///
/// # Panics
/// With a [`Report`] on the first row that is not.
#[track_caller]
pub fn assert_jacobian(f: impl Fn(&[f64]) -> Vec<f64>, got: &Matrix, x: &[f64], tol: f64) {
    let (y, want) = (f(x), differences::jacobian_estimates(&f, x));
    assert_eq!(got.nrows(), y.len(), "rows of the Jacobian");
    for (i, want) in want.iter().enumerate() {
        if let Err(report) = report::against(got.row(i), want, y[i], tol) {
            panic!("row {i}: {report}");
        }
    }
}

/// Both sides of `<y_bar, J x_dot> = <J^T y_bar, x_dot>`, which ties forward to reverse mode.
///
/// ```
/// use autodiff_runtime::check;
///
/// // J = [[1, 2], [3, 4]]
/// let jvp = |x: &[f64]| vec![x[0] + 2.0 * x[1], 3.0 * x[0] + 4.0 * x[1]];
/// let vjp = |y: &[f64]| vec![y[0] + 3.0 * y[1], 2.0 * y[0] + 4.0 * y[1]];
/// assert_eq!(check::dot_product(jvp, vjp, &[1.0, -1.0], &[2.0, 0.5]), (-2.5, -2.5));
/// ```
///
/// # Panics
/// If a result has not the length of its counterpart.
#[track_caller]
pub fn dot_product(
    jvp: impl Fn(&[f64]) -> Vec<f64>,
    vjp: impl Fn(&[f64]) -> Vec<f64>,
    x_dot: &[f64],
    y_bar: &[f64],
) -> (f64, f64) {
    let (forward, reverse) = both_sides(jvp, vjp, x_dot, y_bar);
    (forward.sum, reverse.sum)
}

/// Asserts the identity of [`dot_product`], relative to the sum of the magnitudes of its terms.
///
/// # Panics
/// If the two sides differ, or a result has not the length of its counterpart.
#[track_caller]
pub fn assert_dot_product(
    jvp: impl Fn(&[f64]) -> Vec<f64>,
    vjp: impl Fn(&[f64]) -> Vec<f64>,
    x_dot: &[f64],
    y_bar: &[f64],
    tol: f64,
) {
    let (forward, reverse) = both_sides(jvp, vjp, x_dot, y_bar);
    let (left, right) = (forward.sum, reverse.sum);
    let error = (left - right).abs() / forward.magnitude.max(reverse.magnitude);
    // Written so that a NaN fails.
    let agree = left == right || error <= tol;
    assert!(
        agree,
        "<y_bar, J x_dot> = {left:e}, but <J^T y_bar, x_dot> = {right:e} \
         (relative error {error:.1e} > {tol:.1e})"
    );
}

struct Product {
    sum: f64,
    magnitude: f64,
}

#[track_caller]
fn both_sides(
    jvp: impl Fn(&[f64]) -> Vec<f64>,
    vjp: impl Fn(&[f64]) -> Vec<f64>,
    x_dot: &[f64],
    y_bar: &[f64],
) -> (Product, Product) {
    (product(y_bar, &jvp(x_dot)), product(&vjp(y_bar), x_dot))
}

#[track_caller]
fn product(x: &[f64], y: &[f64]) -> Product {
    assert_eq!(x.len(), y.len(), "lengths in a dot product");
    let terms = || x.iter().zip(y).map(|(x, y)| x * y);
    Product {
        sum: terms().sum(),
        magnitude: terms().map(f64::abs).sum(),
    }
}

#[track_caller]
fn settle(result: Result<(), Report>) {
    if let Err(report) = result {
        panic!("{report}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn generic_arguments() {
        let f = |x: &(usize, Vec<[f64; 2]>)| x.1[x.0][0] * x.1[x.0][1];
        let x = (1, vec![[7.0, 8.0], [2.0, 3.0]]);
        assert_gradient_of(f, &((), vec![[0.0, 0.0], [3.0, 2.0]]), &x, 1e-10);
    }

    #[test]
    #[should_panic(expected = "component 1 of 2: got 3e0, want 2")]
    fn a_wrong_gradient() {
        assert_gradient(|x| x[0] + 2.0 * x[1], |_| [1.0, 3.0], &[1.0, 1.0], 1e-7);
    }

    #[test]
    #[should_panic(expected = "component 0 of 1: got 0e0")]
    fn a_forgotten_component() {
        assert_gradient(|x| 1e-3 * x[0] + 5.0, |_| [0.0], &[1.0], 1e-7);
    }

    #[test]
    #[should_panic(expected = "row 1: component 0 of 2")]
    fn a_wrong_jacobian() {
        let got = Matrix::from_rows(&[[2.0, 1.0], [1.0, 1.0]]);
        assert_jacobian(|x| vec![x[0] * x[1], x[1]], &got, &[1.0, 2.0], 1e-7);
    }

    #[test]
    fn modes_that_agree() {
        let double = |x: &[f64]| vec![2.0 * x[0]];
        assert_dot_product(double, double, &[3.0], &[0.1], 1e-14);
        assert_dot_product(double, double, &[0.0], &[0.1], 1e-14);
    }

    #[test]
    #[should_panic(expected = "but <J^T y_bar, x_dot> = NaN")]
    fn nan_never_agrees() {
        assert_dot_product(|x| x.to_vec(), |_| vec![f64::NAN], &[3.0], &[0.1], 1e-14);
    }
}
