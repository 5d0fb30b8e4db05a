//! The network, as plain loops over slices: this one function is all that is differentiated here.

use autodiff::{grad, hessian, log_sum_exp};

/// The error of a two-layer network: tanh units, then softmax with cross-entropy, summed over the
/// patterns.
///
/// `sizes` holds the numbers of inputs, hidden units and outputs; `inputs` and `targets` one
/// pattern after the other, where a pattern's targets sum to 1. Each unit's weights stand together,
/// its bias last; the hidden units come first.
#[grad(wrt(weights))]
#[hessian(wrt(weights))]
pub fn error(weights: &[f64], sizes: &[usize], inputs: &[f64], targets: &[f64]) -> f64 {
    let (d, m, c) = (sizes[0], sizes[1], sizes[2]);
    let (first, second) = weights.split_at(m * (d + 1));
    let mut hidden = vec![0.0; m];
    let mut outputs = vec![0.0; c];
    let mut sum = 0.0;
    for n in 0..inputs.len() / d {
        let x = &inputs[n * d..(n + 1) * d];
        let t = &targets[n * c..(n + 1) * c];
        for j in 0..m {
            let unit = &first[j * (d + 1)..(j + 1) * (d + 1)];
            let mut a = unit[d];
            for i in 0..d {
                a += unit[i] * x[i];
            }
            hidden[j] = a.tanh();
        }
        for k in 0..c {
            let unit = &second[k * (m + 1)..(k + 1) * (m + 1)];
            let mut a = unit[m];
            for j in 0..m {
                a += unit[j] * hidden[j];
            }
            outputs[k] = a;
            sum -= t[k] * a;
        }
        sum += log_sum_exp(&outputs);
    }
    sum
}
