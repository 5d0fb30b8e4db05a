//! Three functions, each over indices and again as a chain of iterators, both differentiated by the macro: chains are lowered to the
//! loop that a person would write, so there should be nothing between the two.

// Loops over indices are one half of what is compared.
#![allow(clippy::needless_range_loop)]

use crate::harness::{Workload, check_differences, numbers};
use crate::report::{BY_INDEX, CHAIN, CHAIN_VALUE};
use autodiff::{Tape, grad};
use std::hint::black_box;

const N: usize = 1000;
const DECAY: f64 = 0.01;

#[grad(wrt(w, x))]
fn ridge_by_index(w: &[f64], x: &[f64], decay: f64) -> f64 {
    let mut dot = 0.0;
    for i in 0..w.len() {
        dot += w[i] * x[i];
    }
    let mut norm = 0.0;
    for i in 0..w.len() {
        norm += w[i] * w[i];
    }
    dot + decay * norm
}

#[grad(wrt(w, x))]
fn ridge(w: &[f64], x: &[f64], decay: f64) -> f64 {
    let dot: f64 = w.iter().zip(x).map(|(w, x)| w * x).sum();
    dot + decay * w.iter().map(|w| w * w).sum::<f64>()
}

#[grad]
fn roughness_by_index(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += (x[i + 1] - x[i]).powi(2);
    }
    sum
}

#[grad]
fn roughness(x: &[f64]) -> f64 {
    x.windows(2).map(|w| (w[1] - w[0]).powi(2)).sum()
}

#[grad]
fn log_sum_exp_by_index(x: &[f64]) -> f64 {
    let mut max = f64::NEG_INFINITY;
    for i in 0..x.len() {
        max = f64::max(max, x[i]);
    }
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += (x[i] - max).exp();
    }
    max + sum.ln()
}

#[grad]
fn log_sum_exp(x: &[f64]) -> f64 {
    let max = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    max + x.iter().map(|x| (x - max).exp()).sum::<f64>().ln()
}

/// A gradient by one of the two forms, with its tape.
type Gradient = fn(&mut Tape, &[f64], &mut [f64]) -> f64;

/// The form over indices is the primal, and its gradient the reference.
fn pair(
    name: &'static str,
    inputs: usize,
    [by_index, chain]: [fn(&[f64]) -> f64; 2],
    [grad_by_index, grad_of_chain]: [Gradient; 2],
) -> Workload {
    let x: &'static [f64] = numbers(7, inputs).leak();
    let (mut tape, mut other_tape) = (Tape::new(), Tape::new());
    let mut x_bar = vec![0.0; inputs];
    grad_by_index(&mut tape, x, &mut x_bar);
    check_differences(name, by_index, x, &x_bar);
    Workload::new(name, inputs, move || by_index(black_box(x)))
        .gradient(BY_INDEX, move |x_bar| {
            grad_by_index(&mut tape, black_box(x), x_bar)
        })
        .value(CHAIN_VALUE, move || chain(black_box(x)))
        .gradient(CHAIN, move |x_bar| {
            grad_of_chain(&mut other_tape, black_box(x), x_bar)
        })
}

/// Of weights and inputs in one row.
pub(crate) fn ridge_pair() -> Workload {
    let values: [fn(&[f64]) -> f64; 2] = [
        |all| ridge_by_index(&all[..N], &all[N..], DECAY),
        |all| ridge(&all[..N], &all[N..], DECAY),
    ];
    let gradients: [Gradient; 2] = [
        |tape, all, bars| {
            let (w_bar, x_bar) = bars.split_at_mut(N);
            ridge_by_index::value_and_grad_with(tape, &all[..N], &all[N..], DECAY, w_bar, x_bar)
        },
        |tape, all, bars| {
            let (w_bar, x_bar) = bars.split_at_mut(N);
            ridge::value_and_grad_with(tape, &all[..N], &all[N..], DECAY, w_bar, x_bar)
        },
    ];
    pair(
        "iterators: dot product and regulariser",
        2 * N,
        values,
        gradients,
    )
}

pub(crate) fn roughness_pair() -> Workload {
    pair(
        "iterators: roughness by windows",
        N,
        [roughness_by_index, roughness],
        [
            roughness_by_index::value_and_grad_with,
            roughness::value_and_grad_with,
        ],
    )
}

pub(crate) fn log_sum_exp_pair() -> Workload {
    pair(
        "iterators: log-sum-exp by folds",
        N,
        [log_sum_exp_by_index, log_sum_exp],
        [
            log_sum_exp_by_index::value_and_grad_with,
            log_sum_exp::value_and_grad_with,
        ],
    )
}
