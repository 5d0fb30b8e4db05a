//! A network with parameters and an input at which to differentiate it.

use super::network::{IDENTITY, TANH, feed_forward};

/// A tanh network with a linear last layer.
pub struct Model {
    /// Units of each layer, the input included.
    pub sizes: Vec<usize>,
    /// Activation code of each layer but the input.
    pub activations: Vec<usize>,
    /// All weights and biases.
    pub params: Vec<f64>,
    /// Where to differentiate.
    pub input: Vec<f64>,
}

impl Model {
    /// A network of these layer sizes. Its numbers are irregular, but always the same.
    pub fn new(sizes: &[usize]) -> Self {
        let irregular = |k: usize| ((k * k + 3 * k) as f64 * 0.37).sin();
        let mut params = Vec::new();
        for layer in sizes.windows(2) {
            let scale = (2.0 / layer[0] as f64).sqrt();
            let start = params.len();
            params.extend((0..(layer[0] + 1) * layer[1]).map(|k| scale * irregular(start + k)));
        }
        let mut activations = vec![TANH; sizes.len() - 1];
        activations[sizes.len() - 2] = IDENTITY;
        Model {
            sizes: sizes.to_vec(),
            activations,
            params,
            input: (0..sizes[0]).map(|k| irregular(k + 7)).collect(),
        }
    }

    /// The network's outputs.
    pub fn outputs(&self, input: &[f64]) -> Vec<f64> {
        feed_forward(&self.params, &self.sizes, &self.activations, input)
    }

    /// The Jacobian, row by row, from one forward sweep a column.
    pub fn forward(&self) -> Vec<f64> {
        let Model {
            sizes,
            activations,
            params,
            input,
        } = self;
        feed_forward::jacfwd(params, sizes, activations, input)
            .as_slice()
            .to_vec()
    }

    /// The Jacobian, row by row, from one reverse sweep a row.
    pub fn reverse(&self) -> Vec<f64> {
        let Model {
            sizes,
            activations,
            params,
            input,
        } = self;
        feed_forward::jacrev(params, sizes, activations, input)
            .as_slice()
            .to_vec()
    }

    /// The number of inputs: the Jacobian's columns.
    pub fn columns(&self) -> usize {
        self.sizes[0]
    }

    /// The number of outputs: the Jacobian's rows.
    pub fn rows(&self) -> usize {
        self.sizes[self.sizes.len() - 1]
    }

    /// Multiplications (each with an addition) in one evaluation; activations are not counted.
    pub fn multiplications(&self) -> usize {
        self.sizes.windows(2).map(|layer| layer[0] * layer[1]).sum()
    }
}
