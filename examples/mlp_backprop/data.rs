//! Labelled examples: the digits that come with the program, or MNIST from files of the user's.

use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;

use super::failure::Failure;
use super::idx;
use super::random::Random;

/// See the README beside the file for its origin and licence.
const DIGITS: &[u8] = include_bytes!("../data/digits.csv.gz");
const DIGIT_PIXELS: usize = 64;
const DIGIT_DARKEST: f64 = 16.0;
const TRAINING_DIGITS: usize = 1_347;
/// Not the user's seed: every run tests on the same digits.
const SPLIT_SEED: u64 = 0;

/// Inputs, one example after the other, and their classes.
pub struct Examples {
    /// Numbers in an input.
    pub features: usize,
    /// All inputs.
    pub inputs: Vec<f64>,
    /// One class an input.
    pub labels: Vec<usize>,
}

impl Examples {
    /// The input of one example.
    pub fn input(&self, example: usize) -> &[f64] {
        &self.inputs[example * self.features..(example + 1) * self.features]
    }

    fn choose(&self, chosen: &[usize]) -> Examples {
        Examples {
            features: self.features,
            inputs: chosen
                .iter()
                .flat_map(|&e| self.input(e))
                .copied()
                .collect(),
            labels: chosen.iter().map(|&e| self.labels[e]).collect(),
        }
    }
}

/// Examples to learn from and others to test on.
pub struct Dataset {
    /// What it is and how it was split, for people.
    pub description: String,
    /// To learn from.
    pub train: Examples,
    /// To test on.
    pub test: Examples,
}

impl Dataset {
    /// Classes are numbered from 0, and there are ten digits in either set.
    pub const CLASSES: usize = 10;

    /// The digits that come with the program, split at random.
    ///
    /// The rows seem to be grouped by the 13 people who wrote them. A random split tests on new
    /// digits of known hands; with the first rows to learn from and the last to test on, the
    /// default network reaches about 93 %.
    pub fn digits() -> Result<Self, Failure> {
        let mut text = String::new();
        GzDecoder::new(DIGITS)
            .read_to_string(&mut text)
            .map_err(|error| Failure::Run(format!("digits.csv.gz: {error}")))?;
        let all = parse_digits(&text)?;
        let mut order: Vec<usize> = (0..all.labels.len()).collect();
        Random::new(SPLIT_SEED).shuffle(&mut order);
        let (train, test) = order.split_at(TRAINING_DIGITS.min(order.len()));
        Ok(Dataset {
            description: format!(
                "{} digits of 8 x 8 pixels: {} to learn from, {} to test on (a fixed random split; \
                 the same people wrote both)",
                order.len(),
                train.len(),
                test.len()
            ),
            train: all.choose(train),
            test: all.choose(test),
        })
    }

    /// MNIST, with the split its makers gave it.
    pub fn mnist(directory: &Path) -> Result<Self, Failure> {
        let train = idx::read_examples(directory, "train")?;
        let test = idx::read_examples(directory, "t10k")?;
        if train.features != test.features {
            return Err(Failure::Run(format!(
                "{}: training images have {} pixels, test images {}",
                directory.display(),
                train.features,
                test.features
            )));
        }
        Ok(Dataset {
            description: format!(
                "{}: {} images to learn from, {} to test on",
                directory.display(),
                train.labels.len(),
                test.labels.len()
            ),
            train,
            test,
        })
    }
}

/// Reads lines of 64 pixels from 0 to 16 and a class.
fn parse_digits(text: &str) -> Result<Examples, Failure> {
    let mut examples = Examples {
        features: DIGIT_PIXELS,
        inputs: Vec::new(),
        labels: Vec::new(),
    };
    for (number, line) in text.lines().enumerate() {
        let numbers: Option<Vec<u8>> = line.split(',').map(|n| n.trim().parse().ok()).collect();
        let Some([pixels @ .., label]) = numbers.as_deref().filter(|n| n.len() == DIGIT_PIXELS + 1)
        else {
            return Err(Failure::Run(format!(
                "digits.csv.gz: line {} is malformed",
                number + 1
            )));
        };
        examples
            .inputs
            .extend(pixels.iter().map(|&p| f64::from(p) / DIGIT_DARKEST));
        examples.labels.push(usize::from(*label));
    }
    Ok(examples)
}
