//! A network with weights and patterns at which to differentiate its error.

use autodiff::Matrix;

use super::network::error;
use super::random::Random;

/// Sizes, weights and patterns: the arguments of the error, with some shorthand.
pub struct Problem {
    /// The numbers of inputs, hidden units and outputs.
    pub sizes: [usize; 3],
    /// All weights.
    pub weights: Vec<f64>,
    /// One pattern after the other.
    pub inputs: Vec<f64>,
    /// One pattern after the other, each a distribution over the outputs.
    pub targets: Vec<f64>,
}

impl Problem {
    /// A network of these sizes and so many patterns, at random, but always the same.
    pub fn new(sizes: [usize; 3], patterns: usize) -> Self {
        let [d, m, c] = sizes;
        let mut random = Random::new(1);
        let mut normal = |n: usize, deviation: f64| -> Vec<f64> {
            (0..n).map(|_| deviation * random.normal()).collect()
        };
        let mut weights = normal(m * (d + 1), (1.0 / d as f64).sqrt());
        weights.extend(normal(c * (m + 1), (1.0 / m as f64).sqrt()));
        let inputs = normal(patterns * d, 1.0);
        let mut targets = vec![0.0; patterns * c];
        for n in 0..patterns {
            targets[n * c + n % c] = 1.0;
        }
        Problem {
            sizes,
            weights,
            inputs,
            targets,
        }
    }

    /// The number of weights, W.
    pub fn count(&self) -> usize {
        self.weights.len()
    }

    /// The error with other weights.
    pub fn error(&self, weights: &[f64]) -> f64 {
        error(weights, &self.sizes, &self.inputs, &self.targets)
    }

    /// The gradient with other weights.
    pub fn gradient(&self, weights: &[f64]) -> Vec<f64> {
        error::grad(weights, &self.sizes, &self.inputs, &self.targets)
    }

    /// The Hessian, written into a matrix.
    pub fn hessian(&self, h: &mut Matrix) {
        error::hessian_into(&self.weights, &self.sizes, &self.inputs, &self.targets, h);
    }

    /// The product of the Hessian with a direction.
    pub fn hessian_times(&self, v: &[f64]) -> Vec<f64> {
        error::hvp(&self.weights, &self.sizes, &self.inputs, &self.targets, v)
    }

    /// The name of a weight as the textbook has it, `w1[j,i]` or `w2[k,j]`, where unit 0 is the bias.
    pub fn name(&self, weight: usize) -> String {
        let [d, m, _] = self.sizes;
        let (layer, weight, fan_in) = match weight.checked_sub(m * (d + 1)) {
            None => (1, weight, d),
            Some(weight) => (2, weight, m),
        };
        let (to, from) = (weight / (fan_in + 1), weight % (fan_in + 1));
        let from = if from == fan_in { 0 } else { from + 1 };
        format!("w{layer}[{},{from}]", to + 1)
    }
}
