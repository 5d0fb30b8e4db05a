//! Data for a network to learn, and its error on them.

use autodiff::{Matrix, sigmoid};

use super::network::{cross_entropy, output, squared_error};
use super::random::Random;

/// What the network's output means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    /// It is the prediction, and the error is quadratic.
    Squared,
    /// Its logistic function is the probability of class 1, and the error is the cross-entropy.
    CrossEntropy,
}

/// A network and its data.
pub struct Problem {
    /// Which error.
    pub loss: Loss,
    /// The units of each layer, the input included.
    pub sizes: Vec<usize>,
    /// One pattern after the other.
    pub inputs: Vec<f64>,
    /// One a pattern.
    pub targets: Vec<f64>,
    /// In training half the sum of the weights' squares is added to the error so many times. Without
    /// it the weights of some units would grow without end.
    pub decay: f64,
}

impl Problem {
    /// A period of a sine with noise.
    pub fn regression() -> Self {
        let mut random = Random::new(1);
        let inputs: Vec<f64> = (0..80).map(|_| 2.0 * random.uniform() - 1.0).collect();
        let targets = (inputs.iter())
            .map(|x| (std::f64::consts::PI * x).sin() + 0.1 * random.normal())
            .collect();
        Problem {
            loss: Loss::Squared,
            sizes: vec![1, 3, 2, 1],
            inputs,
            targets,
            decay: 0.01,
        }
    }

    /// Two classes that overlap along a parabola.
    pub fn classification() -> Self {
        let mut random = Random::new(2);
        let inputs: Vec<f64> = (0..800).map(|_| random.normal()).collect();
        let targets = (inputs.chunks_exact(2))
            .map(|x| {
                let one = sigmoid(3.0 * (x[1] - x[0] * x[0] + 0.5));
                if random.uniform() < one { 1.0 } else { 0.0 }
            })
            .collect();
        Problem {
            loss: Loss::CrossEntropy,
            sizes: vec![2, 3, 2, 1],
            inputs,
            targets,
            decay: 0.1,
        }
    }

    /// Weights to begin with, normal, of a variance that keeps the activations' scale.
    pub fn random_weights(&self, seed: u64) -> Vec<f64> {
        let mut random = Random::new(seed);
        let mut weights = Vec::new();
        for layer in self.sizes.windows(2) {
            let deviation = (1.0 / layer[0] as f64).sqrt();
            weights.extend((0..(layer[0] + 1) * layer[1]).map(|_| deviation * random.normal()));
        }
        weights
    }

    /// The inputs, one slice a pattern.
    pub fn patterns(&self) -> impl Iterator<Item = &[f64]> {
        self.inputs.chunks_exact(self.sizes[0])
    }

    /// The gradient of the network's output for one pattern.
    pub fn output_gradient(&self, weights: &[f64], pattern: &[f64]) -> (f64, Vec<f64>) {
        output::value_and_grad(weights, &self.sizes, pattern)
    }

    /// The error and its gradient.
    pub fn error(&self, weights: &[f64]) -> (f64, Vec<f64>) {
        let Problem {
            sizes,
            inputs,
            targets,
            ..
        } = self;
        match self.loss {
            Loss::Squared => squared_error::value_and_grad(weights, sizes, inputs, targets),
            Loss::CrossEntropy => cross_entropy::value_and_grad(weights, sizes, inputs, targets),
        }
    }

    /// The exact Hessian of the error.
    pub fn hessian(&self, weights: &[f64]) -> Matrix {
        let Problem {
            sizes,
            inputs,
            targets,
            ..
        } = self;
        match self.loss {
            Loss::Squared => squared_error::hessian(weights, sizes, inputs, targets),
            Loss::CrossEntropy => cross_entropy::hessian(weights, sizes, inputs, targets),
        }
    }

    /// The exact diagonal of that Hessian.
    pub fn hessian_diagonal(&self, weights: &[f64]) -> Vec<f64> {
        let Problem {
            sizes,
            inputs,
            targets,
            ..
        } = self;
        match self.loss {
            Loss::Squared => squared_error::hessian_diagonal(weights, sizes, inputs, targets),
            Loss::CrossEntropy => cross_entropy::hessian_diagonal(weights, sizes, inputs, targets),
        }
    }

    /// The first and second derivative of a pattern's error with respect to the network's output.
    pub fn slope_and_curvature(&self, output: f64, target: f64) -> (f64, f64) {
        match self.loss {
            Loss::Squared => (output - target, 1.0),
            Loss::CrossEntropy => {
                let y = sigmoid(output);
                (y - target, y * (1.0 - y))
            }
        }
    }
}
