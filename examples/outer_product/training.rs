//! Training by the method of Levenberg and Marquardt: steps by the inverse of the outer-product
//! approximation, damped until the error shrinks.

use super::approximations::{sequential_inverse, vectors};
use super::problem::Problem;

const MOST_STEPS: usize = 1_000;
/// Where the gradient's largest component counts as zero.
const FLAT: f64 = 1e-5;
/// By this the damping falls after a step that helped, and grows after one that did not.
const FACTOR: f64 = 3.0;

/// Where the training ended.
pub struct Trained {
    /// The weights there.
    pub weights: Vec<f64>,
    /// The steps that were tried.
    pub steps: usize,
    /// The largest component of the gradient there, that of the decay included.
    pub gradient: f64,
}

/// Trains from these weights on.
pub fn train(problem: &Problem, mut weights: Vec<f64>) -> Trained {
    let mut damping = 1.0;
    let mut steps = 0;
    let (mut error, mut gradient) = decayed_error(problem, &weights);
    while largest(&gradient) >= FLAT && steps < MOST_STEPS {
        steps += 1;
        let inverse = sequential_inverse(&vectors(problem, &weights), problem.decay + damping);
        let moved: Vec<f64> = (weights.iter().enumerate())
            .map(|(i, w)| {
                let along = inverse.row(i).iter().zip(&gradient);
                w - along.map(|(inverse, g)| inverse * g).sum::<f64>()
            })
            .collect();
        let (new_error, new_gradient) = decayed_error(problem, &moved);
        if new_error <= error {
            (weights, error, gradient) = (moved, new_error, new_gradient);
            damping /= FACTOR;
        } else {
            damping *= FACTOR;
        }
    }
    Trained {
        gradient: largest(&gradient),
        weights,
        steps,
    }
}

fn decayed_error(problem: &Problem, weights: &[f64]) -> (f64, Vec<f64>) {
    let (mut error, mut gradient) = problem.error(weights);
    for (g, w) in gradient.iter_mut().zip(weights) {
        error += 0.5 * problem.decay * w * w;
        *g += problem.decay * w;
    }
    (error, gradient)
}

fn largest(gradient: &[f64]) -> f64 {
    gradient.iter().fold(0.0, |largest, g| g.abs().max(largest))
}
