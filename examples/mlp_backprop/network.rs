//! The network: plain loops over slices. These functions are all that is differentiated here and
//! in `cost.rs` and `batched.rs`; nothing in them knows about derivatives.
//!
//! All parameters live in one flat slice. A layer from `n` to `m` units takes `n * m` weights, the
//! `n` weights into its first unit first, and then `m` biases.

use autodiff::{grad, jvp, relu, sigmoid};

/// Activation code: the weighted input as it is.
pub const IDENTITY: usize = 0;
/// Activation code: the logistic function `1 / (1 + exp(-z))`.
pub const SIGMOID: usize = 1;
/// Activation code: the hyperbolic tangent.
pub const TANH: usize = 2;
/// Activation code: `max(z, 0)`.
pub const RELU: usize = 3;

/// The inner product of two slices of one length.
#[grad]
#[jvp]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    assert!(a.len() == b.len());
    let mut sum = 0.0;
    for i in 0..a.len() {
        sum += a[i] * b[i];
    }
    sum
}

/// Replaces every weighted input of a layer by its activation.
#[grad]
#[jvp]
pub fn activate(activation: usize, z: &mut [f64]) {
    match activation {
        SIGMOID => {
            for k in 0..z.len() {
                z[k] = sigmoid(z[k]);
            }
        }
        TANH => {
            for k in 0..z.len() {
                z[k] = z[k].tanh();
            }
        }
        RELU => {
            for k in 0..z.len() {
                z[k] = relu(z[k]);
            }
        }
        _ => {}
    }
}

/// The activations of the last layer for one input.
///
/// `sizes` holds the units of each layer, the input included; `activations` one code for each
/// layer but the input.
#[grad(wrt(input))]
#[jvp(wrt(input))]
pub fn feed_forward(
    params: &[f64],
    sizes: &[usize],
    activations: &[usize],
    input: &[f64],
) -> Vec<f64> {
    let mut units = 0;
    for l in 0..sizes.len() {
        units += sizes[l];
    }
    // The activations of all layers, one after the other.
    let mut a = vec![0.0; units];
    a[..input.len()].copy_from_slice(input);

    let mut from = 0;
    let mut weights = 0;
    for l in 1..sizes.len() {
        let n = sizes[l - 1];
        let m = sizes[l];
        let to = from + n;
        let biases = weights + n * m;
        for j in 0..m {
            let row = weights + j * n;
            a[to + j] = params[biases + j] + dot(&params[row..row + n], &a[from..to]);
        }
        activate(activations[l - 1], &mut a[to..to + m]);
        from = to;
        weights = biases + m;
    }
    a[from..].to_vec()
}
