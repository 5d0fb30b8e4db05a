//! Seconds against the number of weights.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use autodiff::Matrix;

use super::differences::{self, STEP_OF_ERRORS, STEP_OF_GRADIENTS};
use super::problem::Problem;
use super::recursion;

/// Inputs of the networks, which have 4 hidden units and 3 outputs: `d` inputs make `4 d + 19` weights,
/// and weights are all that there is more of.
const INPUTS: [usize; 11] = [1, 5, 15, 35, 75, 155, 315, 635, 5_000, 20_000, 80_000];
/// Enough that computing a matrix takes longer than writing it.
const PATTERNS: usize = 10;
/// So many of a way's sizes, the largest, tell how it grows; at smaller ones what a call
/// costs by itself shows.
const SIZES_FOR_POWERS: usize = 4;

/// A way to second derivatives, or the gradient to compare with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// `f::grad`.
    Gradient,
    /// `f::hvp`: the product with one direction.
    Product,
    /// `f::hessian`.
    Hessian,
    /// The textbook's recursion.
    Recursion,
    /// Central differences of gradients.
    OfGradients,
    /// The four-point formula.
    OfErrors,
}

impl Way {
    /// All of them, in the order of the table.
    pub const ALL: [Way; 6] = [
        Way::Gradient,
        Way::Product,
        Way::Hessian,
        Way::Recursion,
        Way::OfGradients,
        Way::OfErrors,
    ];

    /// For the head of the table and the legend of the plot.
    pub fn name(self) -> &'static str {
        match self {
            Way::Gradient => "f::grad",
            Way::Product => "f::hvp",
            Way::Hessian => "f::hessian",
            Way::Recursion => "recursion",
            Way::OfGradients => "of gradients",
            Way::OfErrors => "four-point",
        }
    }

    /// The power of W that it takes.
    pub fn power(self) -> u8 {
        match self {
            Way::Gradient | Way::Product => 1,
            Way::Hessian | Way::Recursion | Way::OfGradients => 2,
            Way::OfErrors => 3,
        }
    }

    /// Beyond so many weights it is left out, for the time or the room that it takes.
    fn most_weights(self) -> usize {
        match self.power() {
            1 => usize::MAX,
            2 => 3_000,
            _ => 700,
        }
    }

    fn seconds(self, problem: &Problem, h: &mut Matrix) -> f64 {
        match self {
            Way::Gradient => seconds(|| problem.gradient(&problem.weights)),
            Way::Product => seconds(|| problem.hessian_times(&problem.weights)),
            Way::Hessian => seconds(|| problem.hessian(h)),
            Way::Recursion => seconds(|| recursion::hessian(problem, h)),
            Way::OfGradients => {
                seconds(|| differences::of_gradients(problem, STEP_OF_GRADIENTS, h))
            }
            Way::OfErrors => seconds(|| differences::of_errors(problem, STEP_OF_ERRORS, h)),
        }
    }
}

/// What the ways take at one size.
pub struct Cost {
    /// The number of weights.
    pub weights: usize,
    seconds: [Option<f64>; 6],
}

impl Cost {
    /// The seconds of a way, if it was not left out.
    pub fn seconds(&self, way: Way) -> Option<f64> {
        self.seconds[way as usize]
    }
}

/// Times all ways, up to so many weights.
pub fn measure(largest: usize) -> Vec<Cost> {
    let problems = INPUTS.map(|inputs| Problem::new([inputs, 4, 3], PATTERNS));
    (problems.iter())
        .filter(|problem| problem.count() <= largest)
        .map(|problem| {
            let weights = problem.count();
            // One matrix for all: fresh room costs more than what is written into it.
            let has_hessian = weights <= Way::Hessian.most_weights();
            let rows = if has_hessian { weights } else { 0 };
            let mut h = Matrix::zeros(rows, rows);
            let seconds = Way::ALL
                .map(|way| (weights <= way.most_weights()).then(|| way.seconds(problem, &mut h)));
            Cost { weights, seconds }
        })
        .collect()
}

/// The power of W with which the seconds of a way grow, by least squares on logarithms. None where
/// there are too few sizes.
pub fn power(costs: &[Cost], way: Way) -> Option<f64> {
    let points: Vec<(f64, f64)> = (costs.iter().rev())
        .filter_map(|cost| Some(((cost.weights as f64).ln(), cost.seconds(way)?.ln())))
        .take(SIZES_FOR_POWERS)
        .collect();
    let n = points.len() as f64;
    let (x, y) = points
        .iter()
        .fold((0.0, 0.0), |(x, y), p| (x + p.0 / n, y + p.1 / n));
    let both: f64 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    let squares: f64 = points.iter().map(|p| (p.0 - x) * (p.0 - x)).sum();
    (points.len() == SIZES_FOR_POWERS).then(|| both / squares)
}

/// Prints a row a size, the powers, and what products and columns cost over the gradient.
pub fn print(costs: &[Cost], out: &mut dyn Write) -> io::Result<()> {
    let dash = || format!("{:>14}", "-");
    writeln!(
        out,
        "\nseconds on {PATTERNS} patterns, against the number of weights W"
    )?;
    let head = Way::ALL.map(|way| format!("{:>14}", way.name()));
    writeln!(out, "{:>10}{}", "W", head.concat())?;
    for cost in costs {
        let cells = Way::ALL.map(|way| match cost.seconds(way) {
            Some(seconds) => format!("{seconds:14.2e}"),
            None => dash(),
        });
        writeln!(out, "{:10}{}", cost.weights, cells.concat())?;
    }
    let cells = Way::ALL.map(|way| format!("{:>14}", format!("W^{}", way.power())));
    writeln!(out, "{:>10}{}", "expected", cells.concat())?;
    let cells = Way::ALL.map(|way| match power(costs, way) {
        Some(power) => format!("{:>14}", format!("W^{power:.2}")),
        None => dash(),
    });
    writeln!(out, "{:>10}{}", "measured", cells.concat())?;
    writeln!(
        out,
        "(at the largest sizes; what a call costs by itself makes a power smaller, a matrix that \
         outgrows a cache larger)"
    )?;
    print_ratios(costs, out)
}

fn print_ratios(costs: &[Cost], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n{:>10}{:>20}{:>20}",
        "W", "product / gradient", "column / gradient"
    )?;
    for cost in costs {
        let gradient = cost.seconds(Way::Gradient);
        let ratio = |way, parts: usize| match (cost.seconds(way), gradient) {
            (Some(seconds), Some(gradient)) => {
                format!("{:20.2}", seconds / parts as f64 / gradient)
            }
            _ => format!("{:>20}", "-"),
        };
        writeln!(
            out,
            "{:10}{}{}",
            cost.weights,
            ratio(Way::Product, 1),
            ratio(Way::Hessian, cost.weights)
        )?;
    }
    Ok(())
}

/// The shortest of some runs: what the work costs when nothing else disturbs it.
fn seconds<T>(mut work: impl FnMut() -> T) -> f64 {
    const ENOUGH: Duration = Duration::from_millis(100);
    let (mut best, start) = (f64::INFINITY, Instant::now());
    while best.is_infinite() || start.elapsed() < ENOUGH {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}
