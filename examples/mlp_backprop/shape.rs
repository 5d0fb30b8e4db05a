//! What a network looks like: the constants that its functions take beside the parameters.

use super::cost::{CROSS_ENTROPY, QUADRATIC};
use super::network::{IDENTITY, RELU, SIGMOID, TANH};
use super::random::Random;

/// Names of the activations, each at its code.
pub const ACTIVATIONS: [&str; 4] = ["identity", "sigmoid", "tanh", "relu"];
/// Names of the costs, each at its code.
pub const COSTS: [&str; 2] = ["cross-entropy", "quadratic"];

/// Layer sizes, activations and cost of a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Units of each layer, the input included.
    pub sizes: Vec<usize>,
    /// Activation code of each layer but the input.
    pub activations: Vec<usize>,
    /// Cost code.
    pub cost: usize,
}

impl Shape {
    /// The length of the flat parameter slice.
    pub fn parameters(&self) -> usize {
        self.sizes.windows(2).map(|w| (w[0] + 1) * w[1]).sum()
    }

    /// Biases zero, weights normal with a variance that keeps the activations' scale from layer
    /// to layer: `1 / n` for `n` inputs, `2 / n` before a ReLU (He et al., 2015).
    pub fn random_parameters(&self, random: &mut Random) -> Vec<f64> {
        let mut params = Vec::with_capacity(self.parameters());
        for (layer, &activation) in self.sizes.windows(2).zip(&self.activations) {
            let (n, m) = (layer[0], layer[1]);
            let gain: f64 = if activation == RELU { 2.0 } else { 1.0 };
            let deviation = (gain / n as f64).sqrt();
            params.extend((0..n * m).map(|_| deviation * random.normal()));
            params.extend((0..m).map(|_| 0.0));
        }
        params
    }

    /// The activation that suits the last layer under a cost: softmax brings its own.
    pub fn output_activation(cost: usize) -> usize {
        match cost {
            CROSS_ENTROPY => IDENTITY,
            _ => SIGMOID,
        }
    }

    /// One line for people: `64-30-10, sigmoid then identity, softmax with cross-entropy`.
    pub fn describe(&self) -> String {
        let sizes: Vec<_> = self.sizes.iter().map(usize::to_string).collect();
        let names: Vec<_> = self.activations.iter().map(|&a| ACTIVATIONS[a]).collect();
        let cost = match self.cost {
            QUADRATIC => "quadratic cost",
            _ => "softmax with cross-entropy",
        };
        format!("{}, {}, {cost}", sizes.join("-"), names.join(" then "))
    }
}

// The names above stand at their codes.
const _: () = assert!(IDENTITY == 0 && SIGMOID == 1 && TANH == 2 && RELU == 3);
const _: () = assert!(CROSS_ENTROPY == 0 && QUADRATIC == 1);
