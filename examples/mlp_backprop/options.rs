//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::*;

use super::cost::CROSS_ENTROPY;
use super::failure::Failure;
use super::network::SIGMOID;
use super::shape::{ACTIVATIONS, COSTS, Shape};

/// What `--help` prints.
pub const HELP: &str = "\
Trains a multilayer perceptron on hand-written digits with the gradient that #[grad] wrote.

    cargo run --release --example mlp_backprop -- [FLAGS]

    --layers 64-30-10   units of each layer, the inputs first
    --activation LIST   identity, sigmoid, tanh, relu: one for each layer but the inputs,
                        separated by commas; or one name for all the hidden layers (sigmoid),
                        and the last gets what suits the cost
    --cost NAME         cross-entropy (the default, of the softmax of the last layer) or quadratic
    --epochs N          passes over the training examples (60)
    --rate X            learning rate (1)
    --batch N           examples in a mini-batch (10)
    --seed N            of the initial weights and the order of the examples (1)
    --batched           send each mini-batch through the network as one matrix
    --idx DIR           read MNIST's four IDX files (.gz or not) from DIR instead of the digits
";

/// More is a slip of the finger, and would end in a failed allocation.
const MOST_PARAMETERS: usize = 10_000_000;

/// What the user asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Units of each layer, or what suits the data.
    pub layers: Option<Vec<usize>>,
    /// Activation codes: one for each layer, or one for all hidden ones; sigmoid if none.
    pub activations: Option<Vec<usize>>,
    /// Cost code.
    pub cost: usize,
    /// Passes over the training examples.
    pub epochs: usize,
    /// Learning rate.
    pub rate: f64,
    /// Examples in a mini-batch.
    pub batch: usize,
    /// Seed of weights and order.
    pub seed: u64,
    /// Whether a mini-batch goes through the network as one matrix.
    pub batched: bool,
    /// Where MNIST's files are.
    pub idx: Option<PathBuf>,
    /// Whether to print the help and stop.
    pub help: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            layers: None,
            activations: None,
            cost: CROSS_ENTROPY,
            epochs: 60,
            rate: 1.0,
            batch: 10,
            seed: 1,
            batched: false,
            idx: None,
            help: false,
        }
    }
}

impl Options {
    /// Reads the flags; the program's own name is not among them.
    pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Self, Failure> {
        let mut options = Options::default();
        let mut parser = lexopt::Parser::from_args(args);
        while let Some(arg) = parser.next()? {
            match arg {
                Long("layers") => options.layers = Some(layers(&parser.value()?.string()?)?),
                Long("activation") => {
                    let names = parser.value()?.string()?;
                    let codes = names
                        .split(',')
                        .map(|n| code(n, &ACTIVATIONS, "activation"));
                    options.activations = Some(codes.collect::<Result<_, _>>()?);
                }
                Long("cost") => options.cost = code(&parser.value()?.string()?, &COSTS, "cost")?,
                Long("epochs") => options.epochs = parser.value()?.parse()?,
                Long("rate") => options.rate = parser.value()?.parse()?,
                Long("batch") => options.batch = parser.value()?.parse()?,
                Long("seed") => options.seed = parser.value()?.parse()?,
                Long("batched") => options.batched = true,
                Long("idx") => options.idx = Some(parser.value()?.into()),
                Long("help") | Short('h') => options.help = true,
                _ => return Err(arg.unexpected().into()),
            }
        }
        if !(options.rate > 0.0 && options.rate.is_finite()) {
            return usage(format!("--rate must be positive, not {}", options.rate));
        }
        if options.batch == 0 {
            return usage("--batch must be at least 1".to_owned());
        }
        Ok(options)
    }

    /// The network for data with so many features and classes.
    pub fn shape(&self, features: usize, classes: usize) -> Result<Shape, Failure> {
        let sizes = self.layers.clone().unwrap_or(vec![features, 30, classes]);
        let (first, last) = (sizes[0], sizes[sizes.len() - 1]);
        if first != features {
            return usage(format!(
                "--layers begins with {first}, but the data has {features} inputs"
            ));
        }
        if last < classes {
            return usage(format!(
                "--layers ends with {last}, but the data has {classes} classes"
            ));
        }
        let layers = sizes.len() - 1;
        let all_hidden = |activation| {
            let mut all = vec![activation; layers];
            all[layers - 1] = Shape::output_activation(self.cost);
            all
        };
        let activations = match self.activations.as_deref() {
            None => all_hidden(SIGMOID),
            Some(&[activation]) if layers > 1 => all_hidden(activation),
            Some(each) if each.len() == layers => each.to_vec(),
            Some(each) => {
                return usage(format!(
                    "--activation names {} layers, but {layers} follow the inputs",
                    each.len()
                ));
            }
        };
        Ok(Shape {
            sizes,
            activations,
            cost: self.cost,
        })
    }
}

fn usage<T>(message: String) -> Result<T, Failure> {
    Err(Failure::Usage(message))
}

/// Reads `64-30-10` (commas do as well).
fn layers(text: &str) -> Result<Vec<usize>, Failure> {
    let sizes = (text.split(['-', ',']))
        .map(|size| size.trim().parse().ok().filter(|&n| n > 0))
        .collect::<Option<Vec<usize>>>()
        .filter(|sizes| sizes.len() >= 2);
    let Some(sizes) = sizes else {
        return usage(format!(
            "--layers wants positive sizes such as 64-30-10, not '{text}'"
        ));
    };
    let parameters = sizes.windows(2).try_fold(0_usize, |sum, layer| {
        sum.checked_add(layer[0].checked_add(1)?.checked_mul(layer[1])?)
    });
    match parameters {
        Some(parameters) if parameters <= MOST_PARAMETERS => Ok(sizes),
        _ => usage(format!(
            "--layers {text} has more than {MOST_PARAMETERS} parameters"
        )),
    }
}

/// The code of a name: its place in the list.
fn code(name: &str, names: &[&str], what: &str) -> Result<usize, Failure> {
    match names.iter().position(|known| *known == name) {
        Some(code) => Ok(code),
        None => usage(format!(
            "no {what} is called '{name}'; there are {}",
            names.join(", ")
        )),
    }
}
