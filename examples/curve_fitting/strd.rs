//! Reads a file of NIST's Statistical Reference Datasets, nonlinear regression: prose, a table of
//! starting and certified values, four certified numbers, and the observations.

use std::num::NonZeroUsize;
use std::str::{FromStr, SplitWhitespace};

/// A data set with what NIST certifies about its fit.
#[derive(Clone, Debug, PartialEq)]
pub struct DataSet {
    /// What NIST calls it.
    pub name: String,
    /// The two starting points.
    pub starts: [Vec<f64>; 2],
    /// The certified values.
    pub certified: Certified,
    /// The predictor.
    pub x: Vec<f64>,
    /// The response.
    pub y: Vec<f64>,
}

/// The certified values of a fit, to 11 digits.
#[derive(Clone, Debug, PartialEq)]
pub struct Certified {
    /// The parameters.
    pub parameters: Vec<f64>,
    /// The parameters' standard deviations.
    pub deviations: Vec<f64>,
    /// The sum of the squares of the residuals.
    pub sum_of_squares: f64,
    /// The standard deviation of the residuals.
    pub residual_deviation: f64,
}

/// Reads a file's text. A message says which line is wrong, and how.
pub fn parse(text: &str) -> Result<DataSet, String> {
    let lines = Lines {
        all: text.lines().collect(),
    };
    let name = lines.after("Dataset Name:")?.next().unwrap_or_default();
    let rows = lines.parameters()?;
    let column = |k: usize| rows.iter().map(|row| row[k]).collect();
    let set = DataSet {
        name: name.to_owned(),
        starts: [column(0), column(1)],
        certified: Certified {
            parameters: column(2),
            deviations: column(3),
            sum_of_squares: lines.number("Residual Sum of Squares:")?,
            residual_deviation: lines.number("Residual Standard Deviation:")?,
        },
        x: Vec::new(),
        y: Vec::new(),
    };
    let observations: NonZeroUsize = lines.number("Number of Observations:")?;
    if observations.get() <= rows.len() {
        return Err(format!(
            "{observations} observations are too few for {} parameters",
            rows.len()
        ));
    }
    let (y, x) = lines.observations(observations.get())?;
    Ok(DataSet { x, y, ..set })
}

struct Lines<'a> {
    all: Vec<&'a str>,
}

impl<'a> Lines<'a> {
    fn position(&self, what: &str, found: impl Fn(&str) -> bool) -> Result<usize, String> {
        self.all
            .iter()
            .position(|line| found(line.trim()))
            .ok_or_else(|| format!("no line with '{what}'"))
    }

    /// The words behind a label.
    fn after(&self, label: &str) -> Result<SplitWhitespace<'a>, String> {
        let line = self.all[self.position(label, |line| line.starts_with(label))?].trim();
        Ok(line[label.len()..].split_whitespace())
    }

    /// The one number behind a label.
    fn number<T: Number>(&self, label: &str) -> Result<T, String> {
        let n = self.position(label, |line| line.starts_with(label))?;
        let [number] = numbers(n, self.after(label)?)?;
        Ok(number)
    }

    /// The rows of `b1 = start start value deviation`, up to a blank line.
    fn parameters(&self) -> Result<Vec<[f64; 4]>, String> {
        let heading = "Start 1 Start 2 Parameter Standard Deviation";
        let first = 1 + self.position(heading, |line| {
            line.split_whitespace().eq(heading.split(' '))
        })?;
        let mut rows = Vec::new();
        for (n, line) in self.all.iter().enumerate().skip(first) {
            let mut words = line.split_whitespace();
            let Some(name) = words.next() else { break };
            let expected = format!("b{}", rows.len() + 1);
            if name != expected || words.next() != Some("=") {
                return Err(format!("line {}: no '{expected} =' in '{line}'", n + 1));
            }
            rows.push(numbers(n, words)?);
        }
        if rows.is_empty() {
            return Err(format!("line {first}: no parameters below"));
        }
        Ok(rows)
    }

    /// The responses and the predictors, one of each a line down to the end.
    fn observations(&self, count: usize) -> Result<(Vec<f64>, Vec<f64>), String> {
        let heading = "Data: y x";
        let first = 1 + self.position(heading, |line| {
            line.split_whitespace().eq(heading.split(' '))
        })?;
        let (mut y, mut x) = (Vec::new(), Vec::new());
        for (n, line) in self.all.iter().enumerate().skip(first) {
            if line.trim().is_empty() {
                continue;
            }
            let [response, predictor] = numbers(n, line.split_whitespace())?;
            y.push(response);
            x.push(predictor);
        }
        if y.len() == count {
            Ok((y, x))
        } else {
            Err(format!(
                "{} observations where {count} were announced",
                y.len()
            ))
        }
    }
}

/// What may stand in a file.
trait Number: FromStr {
    fn usable(&self) -> bool;
}

impl Number for f64 {
    fn usable(&self) -> bool {
        self.is_finite()
    }
}

impl Number for NonZeroUsize {
    fn usable(&self) -> bool {
        true
    }
}

/// So many numbers and nothing else, on the line with index `n`.
fn numbers<T: Number, const N: usize>(
    n: usize,
    words: SplitWhitespace<'_>,
) -> Result<[T; N], String> {
    let mut all = Vec::new();
    for word in words {
        let number = word.parse().ok().filter(T::usable);
        all.push(number.ok_or_else(|| format!("line {}: '{word}' is not a number", n + 1))?);
    }
    let found = all.len();
    all.try_into()
        .map_err(|_| format!("line {}: {found} numbers where {N} belong", n + 1))
}
