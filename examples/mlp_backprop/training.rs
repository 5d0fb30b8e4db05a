//! Stochastic gradient descent with the macro's gradient.

use super::batched::batched_cost;
use super::cost::batch_cost;
use super::data::{Dataset, Examples};
use super::failure::Failure;
use super::network::feed_forward;
use super::options::Options;
use super::progress::Progress;
use super::random::Random;
use super::shape::Shape;

/// A training that goes well is nowhere near this mean cost, not even at its start.
const DIVERGED: f64 = 1e6;

/// Inputs and labels of a mini-batch.
#[derive(Default)]
pub struct MiniBatch {
    /// One example after the other, or one column an example.
    pub inputs: Vec<f64>,
    /// The classes of the examples.
    pub labels: Vec<usize>,
}

impl MiniBatch {
    /// Fills the mini-batch with the chosen examples.
    pub fn gather(&mut self, examples: &Examples, chosen: &[usize], as_columns: bool) {
        self.labels.clear();
        self.labels
            .extend(chosen.iter().map(|&e| examples.labels[e]));
        self.inputs.clear();
        if as_columns {
            for feature in 0..examples.features {
                self.inputs
                    .extend(chosen.iter().map(|&e| examples.input(e)[feature]));
            }
        } else {
            self.inputs
                .extend(chosen.iter().flat_map(|&e| examples.input(e)));
        }
    }
}

/// The mean cost of a mini-batch and, in `gradient`, its gradient.
pub fn cost_and_gradient(
    shape: &Shape,
    params: &[f64],
    batch: &MiniBatch,
    as_columns: bool,
    gradient: &mut [f64],
) -> f64 {
    let Shape {
        sizes,
        activations,
        cost,
    } = shape;
    let (inputs, labels) = (&batch.inputs, &batch.labels);
    if as_columns {
        batched_cost::value_and_grad_into(
            params,
            sizes,
            activations,
            *cost,
            inputs,
            labels,
            gradient,
        )
    } else {
        batch_cost::value_and_grad_into(params, sizes, activations, *cost, inputs, labels, gradient)
    }
}

/// Trains a network from random parameters and returns the last ones.
pub fn train(
    shape: &Shape,
    data: &Dataset,
    options: &Options,
    progress: &mut Progress<'_>,
) -> Result<Vec<f64>, Failure> {
    let mut random = Random::new(options.seed);
    let mut params = shape.random_parameters(&mut random);
    let mut gradient = vec![0.0; params.len()];
    let mut order: Vec<usize> = (0..data.train.labels.len()).collect();
    let mut batch = MiniBatch::default();
    for epoch in 1..=options.epochs {
        random.shuffle(&mut order);
        let mut total = 0.0;
        let mut done = 0;
        for chosen in order.chunks(options.batch) {
            batch.gather(&data.train, chosen, options.batched);
            let cost = cost_and_gradient(shape, &params, &batch, options.batched, &mut gradient);
            for (p, g) in params.iter_mut().zip(&gradient) {
                *p -= options.rate * g;
            }
            total += cost * chosen.len() as f64;
            done += chosen.len();
            progress.batch(epoch, done as f64 / order.len() as f64)?;
        }
        let cost = total / order.len() as f64;
        if cost.is_nan() || cost > DIVERGED {
            progress.stop()?;
            let message = format!("the cost grew to {cost:.0e} in epoch {epoch}: lower --rate");
            return Err(Failure::Run(message));
        }
        progress.epoch(
            epoch,
            cost,
            correct(shape, &params, &data.test),
            data.test.labels.len(),
        )?;
    }
    Ok(params)
}

/// How many examples the network gets right.
pub fn correct(shape: &Shape, params: &[f64], examples: &Examples) -> usize {
    (0..examples.labels.len())
        .filter(|&e| {
            let outputs = feed_forward(params, &shape.sizes, &shape.activations, examples.input(e));
            largest(&outputs) == examples.labels[e]
        })
        .count()
}

fn largest(outputs: &[f64]) -> usize {
    let mut best = 0;
    for (k, &output) in outputs.iter().enumerate() {
        if output > outputs[best] {
            best = k;
        }
    }
    best
}
