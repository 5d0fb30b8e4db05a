//! Extrapolated central differences.

use crate::matrix::Matrix;
use crate::space::Differentiable;
use alloc::vec;
use alloc::vec::Vec;

/// A derivative as finite differences see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The derivative; NaN if the function is not finite around the point.
    pub value: f64,
    /// About how far it may be off.
    pub error: f64,
}

/// The derivative of `f` at `x`.
///
/// ```
/// use autodiff_runtime::check::derivative;
///
/// let estimate = derivative(f64::exp, 1.0);
/// assert!((estimate.value - f64::exp(1.0)).abs() < 1e-11);
/// assert!(estimate.error < 1e-10);
/// ```
pub fn derivative(f: impl Fn(f64) -> f64, x: f64) -> Estimate {
    estimates(&|x: &f64| f(*x), &x)[0]
}

/// The gradient of `f` at `x`.
///
/// ```
/// use autodiff_runtime::check;
///
/// let g = check::gradient(|x| x[0] * x[0] * x[1], &[3.0, 2.0]);
/// check::compare(&g, &[12.0, 9.0], 1e-10).unwrap();
/// ```
pub fn gradient(f: impl Fn(&[f64]) -> f64, x: &[f64]) -> Vec<f64> {
    gradient_of(|x: &Vec<f64>| f(x), &x.to_vec())
}

/// The gradient of `f` at `x`, with respect to all reals in `x`, in order.
///
/// ```
/// use autodiff_runtime::check;
///
/// let g = check::gradient_of(|(n, x): &(i32, [f64; 2])| x[0].powi(*n) * x[1], &(2, [3.0, 2.0]));
/// check::compare(&g, &[12.0, 9.0], 1e-10).unwrap();
/// ```
pub fn gradient_of<X: Differentiable + Clone>(f: impl Fn(&X) -> f64, x: &X) -> Vec<f64> {
    estimates(&f, x).iter().map(|e| e.value).collect()
}

/// The Jacobian of `f` at `x`: one row an output, one column an input.
///
/// ```
/// use autodiff_runtime::check;
///
/// let j = check::jacobian(|x| vec![x[0] * x[1], x[0], 5.0], &[3.0, 2.0]);
/// check::compare(j.as_slice(), &[2.0, 3.0, 1.0, 0.0, 0.0, 0.0], 1e-10).unwrap();
/// ```
pub fn jacobian(f: impl Fn(&[f64]) -> Vec<f64>, x: &[f64]) -> Matrix {
    let rows = jacobian_estimates(&f, x);
    let mut matrix = Matrix::zeros(rows.len(), x.len());
    for (i, row) in rows.iter().enumerate() {
        for (slot, estimate) in matrix.row_mut(i).iter_mut().zip(row) {
            *slot = estimate.value;
        }
    }
    matrix
}

pub(super) fn jacobian_estimates(f: &impl Fn(&[f64]) -> Vec<f64>, x: &[f64]) -> Vec<Vec<Estimate>> {
    // The value at the point tells the number of rows even if there are no columns.
    let mut rows = vec![Vec::with_capacity(x.len()); f(x).len()];
    for column in columns(&|x: &Vec<f64>| f(x), &x.to_vec()) {
        assert_eq!(column.len(), rows.len(), "the number of outputs changes");
        rows.iter_mut().zip(column).for_each(|(row, e)| row.push(e));
    }
    rows
}

pub(super) fn estimates<X: Differentiable + Clone>(f: &impl Fn(&X) -> f64, x: &X) -> Vec<Estimate> {
    let columns = columns(&|x: &X| vec![f(x)], x);
    columns.into_iter().map(|column| column[0]).collect()
}

/// For each real of `x` the derivatives of all outputs.
fn columns<X: Differentiable + Clone>(f: &impl Fn(&X) -> Vec<f64>, x: &X) -> Vec<Vec<Estimate>> {
    let mut reals = Vec::new();
    x.for_each(&mut |real| reals.push(real));
    let column =
        |(k, real): (usize, &f64)| column(&|to| (f(&moved(x, k, to)), landed(x, k, to)), *real);
    reals.iter().enumerate().map(column).collect()
}

/// `x` with real `k` set to `to`.
fn moved<X: Differentiable + Clone>(x: &X, k: usize, to: f64) -> X {
    let mut moved = x.clone();
    let mut at = 0;
    moved.map_each(&mut |real| {
        at += 1;
        if at == k + 1 { to } else { real }
    });
    moved
}

/// Real `k` after it was set to `to`: an `f32` rounds it.
fn landed<X: Differentiable + Clone>(x: &X, k: usize, to: f64) -> f64 {
    let (mut at, mut landed) = (0, to);
    moved(x, k, to).for_each(&mut |real| {
        at += 1;
        if at == k + 1 {
            landed = real;
        }
    });
    landed
}

/// Steps that are always tried, and those that are tried if the estimates are still poor.
const STEPS: core::ops::Range<usize> = 12..48;

/// The derivatives of all outputs by one real; `f` tells the outputs and the real it got.
fn column(f: &impl Fn(f64) -> (Vec<f64>, f64), x: f64) -> Vec<Estimate> {
    // A power of two, so that halving it is exact.
    let magnitude = x.abs().max(1.0 / 64.0);
    let mut step = f64::from_bits(magnitude.to_bits() & f64::INFINITY.to_bits()) / 8.0;
    let mut tables = Vec::new();
    for tried in 0..STEPS.end {
        let good = tables.iter().all(|table: &Table| table.is_good());
        if tried >= STEPS.start && (good || step < x.abs() * 1e-7) {
            break;
        }
        let ((above, right), (below, left)) = (f(x + step), f(x - step));
        assert_eq!(above.len(), below.len(), "the number of outputs changes");
        tables.resize(above.len(), Table::new());
        for (table, (above, below)) in tables.iter_mut().zip(above.iter().zip(&below)) {
            table.push(*above, *below, right - left);
        }
        step /= 2.0;
    }
    tables.iter().map(|table| table.best).collect()
}

/// The extrapolations so far (Ridders' method), for steps that are halved.
#[derive(Clone)]
struct Table {
    last_row: Vec<f64>,
    best: Estimate,
}

impl Table {
    fn new() -> Self {
        Table {
            last_row: Vec::new(),
            best: Estimate {
                value: f64::NAN,
                error: f64::INFINITY,
            },
        }
    }

    fn is_good(&self) -> bool {
        self.best.error <= 1e-10 * self.best.value.abs()
    }

    fn push(&mut self, above: f64, below: f64, width: f64) {
        let quotient = (above - below) / width;
        if !quotient.is_finite() {
            self.last_row.clear();
            return;
        }
        let noise = rounding(above, below) / width;
        let mut row = vec![quotient];
        let mut factor = 4.0;
        for (j, &coarse) in self.last_row.iter().enumerate() {
            let fine = row[j];
            let value = fine + (fine - coarse) / (factor - 1.0);
            let error = (value - fine).abs().max((value - coarse).abs()) + noise;
            if error < self.best.error {
                self.best = Estimate { value, error };
            }
            row.push(value);
            factor *= 4.0;
        }
        self.last_row = row;
    }
}

/// How far rounding may have moved the difference of two values.
fn rounding(above: f64, below: f64) -> f64 {
    // Values that fit `f32` were in all likelihood computed in `f32`. Without this, small steps that
    // leave such a value as it is would look like the certain derivative 0.
    let single = |x: f64| f64::from(x as f32) == x;
    let unit = if single(above) && single(below) {
        f64::from(f32::EPSILON)
    } else {
        f64::EPSILON
    };
    unit * above.abs().max(below.abs())
}

#[cfg(test)]
mod tests {
    use super::{derivative, gradient_of, jacobian};

    #[track_caller]
    fn near(f: fn(f64) -> f64, x: f64, want: f64) {
        let got = derivative(f, x);
        let off = (got.value - want).abs();
        assert!(off <= 1e-9 * want.abs().max(1e-3), "{got:?}, want {want}");
    }

    // `core` has no transcendental functions; these have all the features that matter.
    #[test]
    fn smooth_functions() {
        near(|x| 1.0 / x, 3.0, -1.0 / 9.0);
        near(|x| x * x * x, -1e6, 3e12);
        near(|x| 1.0 / (1.0 + x * x), 0.0, 0.0);
        near(|x| 1.0 / (1.0 + x * x), 1e-10, -2e-10);
        near(|x| 1.0 / x, 1e-4, -1e8);
        near(|x| 1e9 + x, 2.0, 1.0);
        near(|_| 7.0, 2.0, 0.0);
    }

    #[test]
    fn kinks_and_poles_nearby() {
        near(f64::abs, 1e-3, 1.0);
        near(|x| x.max(0.5) * x, 0.501, 1.002);
        near(|x| if x < 0.0 { f64::NAN } else { x * x }, 1e-3, 2e-3);
    }

    #[test]
    fn nan_in_nan_out() {
        assert!(derivative(|x| x * f64::NAN, 1.0).value.is_nan());
        assert!(derivative(|x| x, f64::NAN).value.is_nan());
        assert!(derivative(|x| x, f64::INFINITY).value.is_nan());
    }

    #[test]
    fn single_precision() {
        let g = gradient_of(|x: &(f32, f32)| f64::from(x.0 * x.1 / 3.0), &(0.7, 1.9));
        assert!((g[0] - 1.9 / 3.0).abs() < 1e-5, "{g:?}");
        assert!((g[1] - 0.7 / 3.0).abs() < 1e-5, "{g:?}");
    }

    #[test]
    fn shapes_of_jacobians() {
        let none = jacobian(|_| alloc::vec![1.0, 2.0], &[]);
        assert_eq!((none.nrows(), none.ncols()), (2, 0));
        let none = jacobian(|_| alloc::vec![], &[1.0, 2.0]);
        assert_eq!((none.nrows(), none.ncols()), (0, 2));
    }
}
