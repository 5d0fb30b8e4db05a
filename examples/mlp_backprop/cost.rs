//! The cost of the network on labelled examples, one example after the other.

use autodiff::{grad, jvp, log_sum_exp};

use super::network::feed_forward;

/// Cost code: softmax of the last layer, then cross-entropy.
pub const CROSS_ENTROPY: usize = 0;
/// Cost code: half the squared distance of the last layer to the one-hot label.
pub const QUADRATIC: usize = 1;

/// The cross-entropy `-ln softmax(outputs)[label]`.
#[grad]
#[jvp]
pub fn cross_entropy(outputs: &[f64], label: usize) -> f64 {
    log_sum_exp(outputs) - outputs[label]
}

/// The quadratic cost `|outputs - onehot(label)|^2 / 2`.
#[grad]
#[jvp]
pub fn quadratic(outputs: &[f64], label: usize) -> f64 {
    let mut sum = 0.0;
    for k in 0..outputs.len() {
        let target = if k == label { 1.0 } else { 0.0 };
        let error = outputs[k] - target;
        sum += error * error;
    }
    0.5 * sum
}

/// The cost of one example's outputs.
#[grad]
#[jvp]
pub fn output_cost(cost: usize, outputs: &[f64], label: usize) -> f64 {
    match cost {
        QUADRATIC => quadratic(outputs, label),
        _ => cross_entropy(outputs, label),
    }
}

/// The mean cost of a mini-batch, where `inputs` holds one example after the other.
#[grad(wrt(params))]
pub fn batch_cost(
    params: &[f64],
    sizes: &[usize],
    activations: &[usize],
    cost: usize,
    inputs: &[f64],
    labels: &[usize],
) -> f64 {
    let n = sizes[0];
    let mut total = 0.0;
    for e in 0..labels.len() {
        let outputs = feed_forward(params, sizes, activations, &inputs[e * n..(e + 1) * n]);
        total += output_cost(cost, &outputs, labels[e]);
    }
    total / labels.len() as f64
}
