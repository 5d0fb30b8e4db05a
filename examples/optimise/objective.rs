//! What there is to minimise: a function, its derivatives by the macros, and a point to start from.

use super::data::{Dataset, Examples};
use super::failure::Failure;
use super::functions::{decayed_error, himmelblau, rosenbrock};
use super::random::Random;

/// Inputs and outputs of the network, and the units between.
const SIZES: [usize; 3] = [64, 5, 10];
const DECAY: f64 = 1e-2;

/// A function to minimise.
pub enum Objective {
    /// Rosenbrock's, in so many dimensions.
    Rosenbrock(usize),
    /// Himmelblau's.
    Himmelblau,
    /// The error of a network on digits.
    Network(Digits),
}

/// Digits as the network's error takes them.
pub struct Digits {
    /// Of how many these are the first.
    available: usize,
    inputs: Vec<f64>,
    targets: Vec<f64>,
}

impl Digits {
    /// The first so many of the digits to learn from.
    pub fn first(count: usize) -> Result<Self, Failure> {
        let Examples { inputs, labels, .. } = Dataset::digits()?.train;
        if count == 0 || count > labels.len() {
            return Err(Failure::Usage(format!(
                "there are 1 to {} digits to learn from, not {count}",
                labels.len()
            )));
        }
        let mut targets = vec![0.0; count * Dataset::CLASSES];
        for (target, &label) in targets.chunks_exact_mut(Dataset::CLASSES).zip(&labels) {
            target[label] = 1.0;
        }
        Ok(Digits {
            available: labels.len(),
            inputs: inputs[..count * SIZES[0]].to_vec(),
            targets,
        })
    }
}

impl Objective {
    /// One line for people.
    pub fn describe(&self) -> String {
        match self {
            Objective::Rosenbrock(n) => format!("Rosenbrock's function in {n} dimensions"),
            Objective::Himmelblau => "Himmelblau's function".to_owned(),
            Objective::Network(digits) => format!(
                "a {}-{}-{} network with {} weights on {} of the {} digits",
                SIZES[0],
                SIZES[1],
                SIZES[2],
                self.start().len(),
                digits.targets.len() / Dataset::CLASSES,
                digits.available
            ),
        }
    }

    /// Where to begin.
    pub fn start(&self) -> Vec<f64> {
        match self {
            Objective::Rosenbrock(2) => vec![-1.2, 1.0],
            // Elsewhere the chain has minima that are not the least.
            Objective::Rosenbrock(n) => vec![0.0; *n],
            Objective::Himmelblau => vec![0.0, 0.0],
            Objective::Network(_) => {
                let [d, m, c] = SIZES;
                let mut random = Random::new(1);
                let mut layer = |n: usize, units: usize| -> Vec<f64> {
                    let deviation = (1.0 / n as f64).sqrt();
                    let weights = (0..(n + 1) * units).map(|_| deviation * random.normal());
                    weights.collect()
                };
                [layer(d, m), layer(m, c)].concat()
            }
        }
    }

    /// The function's value.
    pub fn value(&self, x: &[f64]) -> f64 {
        match self {
            Objective::Rosenbrock(_) => rosenbrock(x),
            Objective::Himmelblau => himmelblau(x),
            Objective::Network(Digits {
                inputs, targets, ..
            }) => decayed_error(x, &SIZES, inputs, targets, DECAY),
        }
    }

    /// Its gradient.
    pub fn gradient(&self, x: &[f64]) -> Vec<f64> {
        match self {
            Objective::Rosenbrock(_) => rosenbrock::grad(x),
            Objective::Himmelblau => himmelblau::grad(x),
            Objective::Network(Digits {
                inputs, targets, ..
            }) => decayed_error::grad(x, &SIZES, inputs, targets, DECAY),
        }
    }

    /// The product of its Hessian with a direction.
    pub fn hessian_times(&self, x: &[f64], v: &[f64]) -> Vec<f64> {
        match self {
            Objective::Rosenbrock(_) => rosenbrock::hvp(x, v),
            Objective::Himmelblau => himmelblau::hvp(x, v),
            Objective::Network(Digits {
                inputs, targets, ..
            }) => decayed_error::hvp(x, &SIZES, inputs, targets, DECAY, v),
        }
    }
}
