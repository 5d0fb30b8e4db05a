//! The gradient that was used, against gradients that the macro had no part in.

use std::time::{Duration, Instant};

use super::backprop_by_hand;
use super::cost::batch_cost;
use super::shape::Shape;
use super::training::{MiniBatch, cost_and_gradient};

/// With a step of this size truncation and rounding both stay near 1e-11.
const STEP: f64 = 1e-5;
/// So many parameters get a central difference, evenly spread over all.
const MOST_DIFFERENCES: usize = 3_000;

/// The worst difference between two gradients, and what it may be.
pub struct Check {
    /// What is compared.
    pub what: &'static str,
    /// The worst difference of a component, relative where the component is above 1.
    pub difference: f64,
    /// The most it may be.
    pub tolerance: f64,
}

impl Check {
    /// Whether the gradients agree (NaN does not).
    pub fn passes(&self) -> bool {
        self.difference <= self.tolerance
    }
}

/// Compares all ways to the gradient on one mini-batch, given in both layouts.
pub fn compare(shape: &Shape, params: &[f64], rows: &MiniBatch, columns: &MiniBatch) -> Vec<Check> {
    let mut one_by_one = vec![0.0; params.len()];
    let mut batched = one_by_one.clone();
    let mut by_hand = one_by_one.clone();
    cost_and_gradient(shape, params, rows, false, &mut one_by_one);
    cost_and_gradient(shape, params, columns, true, &mut batched);
    backprop_by_hand::cost_and_gradient(shape, params, &rows.inputs, &rows.labels, &mut by_hand);

    let chosen: Vec<usize> = (0..params.len())
        .step_by(params.len().div_ceil(MOST_DIFFERENCES))
        .collect();
    let differences = central_differences(shape, params, rows, &chosen);
    let at_chosen: Vec<f64> = chosen.iter().map(|&i| one_by_one[i]).collect();

    vec![
        Check {
            what: "hand-coded backpropagation (BP1 to BP4)",
            difference: worst(&one_by_one, &by_hand),
            tolerance: 1e-12,
        },
        Check {
            what: "the mini-batch as one matrix",
            difference: worst(&one_by_one, &batched),
            tolerance: 1e-12,
        },
        Check {
            what: "central differences",
            difference: worst(&at_chosen, &differences),
            tolerance: 1e-6,
        },
    ]
}

/// The time of one gradient of a mini-batch: example by example, as one matrix, by hand.
pub fn times(
    shape: &Shape,
    params: &[f64],
    rows: &MiniBatch,
    columns: &MiniBatch,
) -> [(&'static str, Duration); 3] {
    let mut gradient = vec![0.0; params.len()];
    let g = &mut gradient[..];
    [
        (
            "example by example",
            fastest(|| cost_and_gradient(shape, params, rows, false, g)),
        ),
        (
            "as one matrix",
            fastest(|| cost_and_gradient(shape, params, columns, true, g)),
        ),
        (
            "hand-coded",
            fastest(|| {
                let MiniBatch { inputs, labels } = rows;
                backprop_by_hand::cost_and_gradient(shape, params, inputs, labels, g)
            }),
        ),
    ]
}

fn central_differences(
    shape: &Shape,
    params: &[f64],
    batch: &MiniBatch,
    chosen: &[usize],
) -> Vec<f64> {
    let Shape {
        sizes,
        activations,
        cost,
    } = shape;
    let mut moved = params.to_vec();
    let mut cost_at = |i: usize, x: f64| {
        moved[i] = x;
        let value = batch_cost(
            &moved,
            sizes,
            activations,
            *cost,
            &batch.inputs,
            &batch.labels,
        );
        moved[i] = params[i];
        value
    };
    (chosen.iter())
        .map(|&i| {
            let (up, down) = (params[i] + STEP, params[i] - STEP);
            (cost_at(i, up) - cost_at(i, down)) / (up - down)
        })
        .collect()
}

fn worst(a: &[f64], b: &[f64]) -> f64 {
    let relative = |(a, b): (&f64, &f64)| (a - b).abs() / a.abs().max(b.abs()).max(1.0);
    // `f64::max` would lose a NaN.
    a.iter().zip(b).map(relative).fold(
        0.0,
        |worst, d| if d > worst || d.is_nan() { d } else { worst },
    )
}

/// The shortest of some runs: what the work costs when nothing else disturbs it.
fn fastest<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..50 {
        let start = Instant::now();
        std::hint::black_box(work());
        best = best.min(start.elapsed());
    }
    best
}
