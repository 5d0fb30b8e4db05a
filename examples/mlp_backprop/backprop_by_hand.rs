//! Backpropagation as one derives it on paper, to check the macro's gradient against. The four
//! equations are numbered as in chapter 2 of Nielsen's "Neural Networks and Deep Learning":
//!
//! ```text
//! BP1  delta^L = grad_a C * sigma'(z^L)
//! BP2  delta^l = (w^(l+1))^T delta^(l+1) * sigma'(z^l)
//! BP3  dC/db^l_j = delta^l_j
//! BP4  dC/dw^l_jk = a^(l-1)_k delta^l_j
//! ```

use super::cost::QUADRATIC;
use super::network::{RELU, SIGMOID, TANH};
use super::shape::Shape;

/// Mean cost of a mini-batch (one example after the other in `inputs`); `gradient` is overwritten.
pub fn cost_and_gradient(
    shape: &Shape,
    params: &[f64],
    inputs: &[f64],
    labels: &[usize],
    gradient: &mut [f64],
) -> f64 {
    gradient.fill(0.0);
    let mut total = 0.0;
    for (input, &label) in inputs.chunks_exact(shape.sizes[0]).zip(labels) {
        total += backpropagate(shape, params, input, label, gradient);
    }
    let scale = 1.0 / labels.len() as f64;
    for g in gradient.iter_mut() {
        *g *= scale;
    }
    total * scale
}

/// The cost of one example; adds its gradient to `gradient`.
fn backpropagate(
    shape: &Shape,
    params: &[f64],
    input: &[f64],
    label: usize,
    gradient: &mut [f64],
) -> f64 {
    let (z, a) = forward(shape, params, input);
    let last = shape.activations.len();
    let (cost, mut delta) = cost_and_slope(shape.cost, &a[last], label);
    let mut end = params.len();
    for l in (1..=last).rev() {
        // BP1 on the last layer, the second half of BP2 on the others.
        for (d, &z) in delta.iter_mut().zip(&z[l - 1]) {
            *d *= slope(shape.activations[l - 1], z);
        }
        let (n, m) = (shape.sizes[l - 1], shape.sizes[l]);
        let (biases, weights) = (end - m, end - m - n * m);
        let mut below = vec![0.0; n];
        for (j, &d) in delta.iter().enumerate() {
            gradient[biases + j] += d; // BP3
            let row = weights + j * n..weights + (j + 1) * n;
            for (g, &a) in gradient[row.clone()].iter_mut().zip(&a[l - 1]) {
                *g += a * d; // BP4
            }
            for (b, &w) in below.iter_mut().zip(&params[row]) {
                *b += w * d; // BP2
            }
        }
        delta = below;
        end = weights;
    }
    cost
}

/// Weighted inputs and activations of every layer.
fn forward(shape: &Shape, params: &[f64], input: &[f64]) -> (Vec<Vec<f64>>, Vec<Vec<f64>>) {
    let (mut zs, mut activations) = (Vec::new(), vec![input.to_vec()]);
    let mut rest = params;
    for (l, layer) in shape.sizes.windows(2).enumerate() {
        let (n, m) = (layer[0], layer[1]);
        let (weights, after) = rest.split_at(n * m);
        let (biases, after) = after.split_at(m);
        let z: Vec<f64> = (weights.chunks_exact(n).zip(biases))
            .map(|(row, b)| {
                b + row
                    .iter()
                    .zip(&activations[l])
                    .map(|(w, a)| w * a)
                    .sum::<f64>()
            })
            .collect();
        activations.push(z.iter().map(|&z| sigma(shape.activations[l], z)).collect());
        zs.push(z);
        rest = after;
    }
    (zs, activations)
}

/// The cost of the last layer's activations, and its gradient with respect to them.
fn cost_and_slope(cost: usize, outputs: &[f64], label: usize) -> (f64, Vec<f64>) {
    let one_hot = |k| if k == label { 1.0 } else { 0.0 };
    let error = |(k, &p): (usize, &f64)| p - one_hot(k);
    if cost == QUADRATIC {
        let errors: Vec<f64> = outputs.iter().enumerate().map(error).collect();
        (0.5 * errors.iter().map(|e| e * e).sum::<f64>(), errors)
    } else {
        let largest = outputs.iter().fold(f64::NEG_INFINITY, |m, &x| m.max(x));
        let sum: f64 = outputs.iter().map(|x| (x - largest).exp()).sum();
        let softmax: Vec<f64> = (outputs.iter().map(|x| (x - largest).exp() / sum)).collect();
        let slopes = softmax.iter().enumerate().map(error).collect();
        (largest + sum.ln() - outputs[label], slopes)
    }
}

fn sigma(activation: usize, z: f64) -> f64 {
    match activation {
        SIGMOID => 1.0 / (1.0 + (-z).exp()),
        TANH => z.tanh(),
        RELU => z.max(0.0),
        _ => z,
    }
}

fn slope(activation: usize, z: f64) -> f64 {
    match activation {
        SIGMOID => sigma(SIGMOID, z) * (1.0 - sigma(SIGMOID, z)),
        TANH => 1.0 - z.tanh() * z.tanh(),
        RELU if z > 0.0 => 1.0,
        RELU => 0.0,
        _ => 1.0,
    }
}
