//! A network and its errors, as plain loops over slices: all that is differentiated here.

use autodiff::{grad, hessian, softplus};

/// The output of a network for one input: tanh units in every layer but the last, which is one
/// linear unit.
///
/// `sizes` holds the units of each layer, the input included. Each unit's weights stand together,
/// its bias last.
#[grad(wrt(weights))]
#[hessian(wrt(weights))]
pub fn output(weights: &[f64], sizes: &[usize], input: &[f64]) -> f64 {
    let mut z = input.to_vec();
    let mut at = 0;
    for l in 1..sizes.len() {
        let (n, m) = (sizes[l - 1], sizes[l]);
        let mut a = vec![0.0; m];
        for j in 0..m {
            let unit = &weights[at..at + n + 1];
            a[j] = unit[n];
            for i in 0..n {
                a[j] += unit[i] * z[i];
            }
            if l + 1 < sizes.len() {
                a[j] = a[j].tanh();
            }
            at += n + 1;
        }
        z = a;
    }
    z[0]
}

/// Half the sum of the squares of `output - target`.
#[grad(wrt(weights))]
#[hessian(wrt(weights))]
pub fn squared_error(weights: &[f64], sizes: &[usize], inputs: &[f64], targets: &[f64]) -> f64 {
    let d = sizes[0];
    let mut sum = 0.0;
    for n in 0..targets.len() {
        let error = output(weights, sizes, &inputs[n * d..(n + 1) * d]) - targets[n];
        sum += error * error;
    }
    0.5 * sum
}

/// The cross-entropy of targets 0 and 1, where the probability of 1 is the logistic function of the
/// output `a`: `-ln sigmoid(a)` for 1, `-ln (1 - sigmoid(a))` for 0.
#[grad(wrt(weights))]
#[hessian(wrt(weights))]
pub fn cross_entropy(weights: &[f64], sizes: &[usize], inputs: &[f64], targets: &[f64]) -> f64 {
    let d = sizes[0];
    let mut sum = 0.0;
    for n in 0..targets.len() {
        let a = output(weights, sizes, &inputs[n * d..(n + 1) * d]);
        sum += softplus(a) - targets[n] * a;
    }
    sum
}
