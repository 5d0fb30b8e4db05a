//! The functions to minimise, as plain loops: all that is differentiated here, with the error of the
//! network in `examples/hessian/network.rs`, which `decayed_error` calls.

use autodiff::{grad, hessian};

use super::network::error;

/// Rosenbrock's valley (1960), a chain of it in more than two dimensions; least at `(1, .., 1)`.
#[grad]
#[hessian]
pub fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        let (a, b) = (1.0 - x[i - 1], x[i] - x[i - 1] * x[i - 1]);
        sum += a * a + 100.0 * b * b;
    }
    sum
}

/// Himmelblau's function (1972), with four minima of 0.
#[grad]
#[hessian]
pub fn himmelblau(x: &[f64]) -> f64 {
    let a = x[0] * x[0] + x[1] - 11.0;
    let b = x[0] + x[1] * x[1] - 7.0;
    a * a + b * b
}

/// The mean error of a network on its patterns, and half the sum of the weights' squares times
/// `decay`.
#[grad(wrt(weights))]
#[hessian(wrt(weights))]
pub fn decayed_error(
    weights: &[f64],
    sizes: &[usize],
    inputs: &[f64],
    targets: &[f64],
    decay: f64,
) -> f64 {
    let patterns = inputs.len() / sizes[0];
    let mut squares = 0.0;
    for i in 0..weights.len() {
        squares += weights[i] * weights[i];
    }
    error(weights, sizes, inputs, targets) / patterns as f64 + 0.5 * decay * squares
}
