//! The mean cost of the digit network on a mini-batch, in parts.

use std::ops::Range;

use super::cost::{CROSS_ENTROPY, batch_cost};
use super::data::{Dataset, Examples};
use super::failure::Failure;
use super::network::SIGMOID;
use super::random::Random;
use super::shape::Shape;

/// Value and gradient.
pub type Cost = (f64, Vec<f64>);

/// A network, its parameters, and the digits of a mini-batch.
pub struct Digits {
    /// What the network looks like.
    pub shape: Shape,
    params: Vec<f64>,
    examples: Examples,
    batch: usize,
}

impl Digits {
    /// A mini-batch of at most so many digits, and the network that `mlp_backprop` begins with.
    pub fn load(batch: usize) -> Result<Self, Failure> {
        let data = Dataset::digits()?;
        let shape = Shape {
            sizes: vec![data.train.features, 30, Dataset::CLASSES],
            activations: vec![SIGMOID, Shape::output_activation(CROSS_ENTROPY)],
            cost: CROSS_ENTROPY,
        };
        let params = shape.random_parameters(&mut Random::new(1));
        let batch = batch.min(data.train.labels.len());
        Ok(Digits {
            shape,
            params,
            examples: data.train,
            batch,
        })
    }

    /// The digits in the mini-batch.
    pub fn batch(&self) -> usize {
        self.batch
    }

    /// The mean cost, in one call.
    pub fn mean(&self) -> Cost {
        let (inputs, labels) = self.slices(0..self.batch);
        let Shape {
            sizes,
            activations,
            cost,
        } = &self.shape;
        batch_cost::value_and_grad(&self.params, sizes, activations, *cost, inputs, labels)
    }

    /// What some of the digits contribute to the mean. The function gives their own mean, and the cotangent of its
    /// result says how much that counts.
    pub fn part(&self, digits: Range<usize>) -> Cost {
        let share = digits.len() as f64 / self.batch as f64;
        let (inputs, labels) = self.slices(digits);
        let Shape {
            sizes,
            activations,
            cost,
        } = &self.shape;
        let (mean, gradient) = batch_cost::vjp(
            &self.params,
            sizes,
            activations,
            *cost,
            inputs,
            labels,
            share,
        );
        (share * mean, gradient)
    }

    fn slices(&self, digits: Range<usize>) -> (&[f64], &[usize]) {
        let n = self.examples.features;
        let inputs = &self.examples.inputs[digits.start * n..digits.end * n];
        (inputs, &self.examples.labels[digits])
    }
}
