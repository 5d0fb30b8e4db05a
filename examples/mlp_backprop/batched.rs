//! The same cost, fully matrix-based: a whole mini-batch goes through the network as one matrix
//! whose columns are the examples, so that every weight is read once a batch and the innermost
//! loop runs along contiguous memory.

use autodiff::grad;

use super::cost::output_cost;
use super::network::activate;

/// `y += k x`.
#[grad]
pub fn add_scaled(k: f64, x: &[f64], y: &mut [f64]) {
    assert!(x.len() == y.len());
    for e in 0..x.len() {
        y[e] += k * x[e];
    }
}

/// `Z = W A + b`, where `A` and `Z` have `batch` columns and `b` is added to each.
#[grad]
pub fn weighted_inputs(weights: &[f64], biases: &[f64], batch: usize, a: &[f64], z: &mut [f64]) {
    let m = biases.len();
    let n = weights.len() / m;
    for j in 0..m {
        z[j * batch..(j + 1) * batch].fill(biases[j]);
        for i in 0..n {
            add_scaled(
                weights[j * n + i],
                &a[i * batch..(i + 1) * batch],
                &mut z[j * batch..(j + 1) * batch],
            );
        }
    }
}

/// The mean cost of a mini-batch, where `inputs` is a matrix with one column an example.
#[grad(wrt(params))]
pub fn batched_cost(
    params: &[f64],
    sizes: &[usize],
    activations: &[usize],
    cost: usize,
    inputs: &[f64],
    labels: &[usize],
) -> f64 {
    let batch = labels.len();
    let mut a = inputs.to_vec();
    let mut weights = 0;
    for l in 1..sizes.len() {
        let biases = weights + sizes[l - 1] * sizes[l];
        let end = biases + sizes[l];
        let mut z = vec![0.0; sizes[l] * batch];
        weighted_inputs(
            &params[weights..biases],
            &params[biases..end],
            batch,
            &a,
            &mut z,
        );
        activate(activations[l - 1], &mut z);
        a = z;
        weights = end;
    }

    let classes = a.len() / batch;
    let mut outputs = vec![0.0; classes];
    let mut total = 0.0;
    for e in 0..batch {
        for k in 0..classes {
            outputs[k] = a[k * batch + e];
        }
        total += output_cost(cost, &outputs, labels[e]);
    }
    total / batch as f64
}
