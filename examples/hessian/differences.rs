//! The Hessian by differences, of errors and of gradients, written into a matrix.

use autodiff::Matrix;

use super::problem::Problem;

/// Near the best step of the four-point formula: truncation goes with its square, rounding with
/// the inverse of its square.
pub const STEP_OF_ERRORS: f64 = 1e-4;
/// Near the best step of central differences, where rounding goes with the inverse of the step.
pub const STEP_OF_GRADIENTS: f64 = 1e-5;

/// The four-point formula (PRML 5.90): four errors an entry of the lower triangle, `O(W^3)`.
pub fn of_errors(problem: &Problem, step: f64, h: &mut Matrix) {
    let n = problem.count();
    let mut moved = problem.weights.clone();
    let mut at = |i: usize, along_i: f64, j: usize, along_j: f64| {
        moved[i] += along_i;
        moved[j] += along_j;
        let error = problem.error(&moved);
        moved[i] = problem.weights[i];
        moved[j] = problem.weights[j];
        error
    };
    for i in 0..n {
        for j in 0..=i {
            let same = at(i, step, j, step) + at(i, -step, j, -step);
            let opposite = at(i, step, j, -step) + at(i, -step, j, step);
            h[(i, j)] = (same - opposite) / (4.0 * step * step);
            h[(j, i)] = h[(i, j)];
        }
    }
}

/// Central differences of gradients (PRML 5.91): two gradients a column, `O(W^2)`.
pub fn of_gradients(problem: &Problem, step: f64, h: &mut Matrix) {
    let n = problem.count();
    let mut moved = problem.weights.clone();
    for j in 0..n {
        moved[j] = problem.weights[j] + step;
        let up = problem.gradient(&moved);
        moved[j] = problem.weights[j] - step;
        let down = problem.gradient(&moved);
        moved[j] = problem.weights[j];
        for i in 0..n {
            h[(i, j)] = (up[i] - down[i]) / (2.0 * step);
        }
    }
}

/// The largest difference of two matrices' entries; NaN if one is.
pub fn worst(a: &Matrix, b: &Matrix) -> f64 {
    let distances = (a.as_slice().iter().zip(b.as_slice())).map(|(a, b)| (a - b).abs());
    distances.fold(0.0, |worst: f64, d| {
        if d <= worst || worst.is_nan() {
            worst
        } else {
            d
        }
    })
}
