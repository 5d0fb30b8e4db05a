//! The Hessian four ways: its entries side by side, and how far the ways are from each other.

use std::io::Write;

use autodiff::Matrix;

use super::differences::{self, STEP_OF_ERRORS, STEP_OF_GRADIENTS, worst};
use super::failure::Failure;
use super::problem::Problem;
use super::recursion;

/// The same sums and products, in another order.
const SAME: f64 = 1e-12;
const GRADIENTS_AGREE: f64 = 1e-8;
const ERRORS_AGREE: f64 = 1e-6;

/// One Hessian by each way.
pub struct Hessians {
    /// By `f::hessian`.
    pub exact: Matrix,
    /// By the textbook's recursion.
    pub recursion: Matrix,
    /// By central differences of gradients.
    pub of_gradients: Matrix,
    /// By the four-point formula.
    pub of_errors: Matrix,
}

impl Hessians {
    /// All four at one point.
    pub fn of(problem: &Problem) -> Self {
        let by = |way: &dyn Fn(&mut Matrix)| {
            let mut h = Matrix::zeros(problem.count(), problem.count());
            way(&mut h);
            h
        };
        Hessians {
            exact: by(&|h| problem.hessian(h)),
            recursion: by(&|h| recursion::hessian(problem, h)),
            of_gradients: by(&|h| differences::of_gradients(problem, STEP_OF_GRADIENTS, h)),
            of_errors: by(&|h| differences::of_errors(problem, STEP_OF_ERRORS, h)),
        }
    }

    /// How far the others are from the exact Hessian, and it from its transpose.
    pub fn differences(&self) -> [Difference; 4] {
        let from = |what, other, tolerance| Difference {
            what,
            largest: worst(&self.exact, other),
            tolerance,
        };
        [
            from("its transpose", &self.exact.transpose(), SAME),
            from("the recursion", &self.recursion, SAME),
            from(
                "differences of gradients",
                &self.of_gradients,
                GRADIENTS_AGREE,
            ),
            from("four-point formula", &self.of_errors, ERRORS_AGREE),
        ]
    }
}

/// The difference of a matrix from the exact Hessian.
#[derive(Debug)]
pub struct Difference {
    /// Which matrix.
    pub what: &'static str,
    /// Of an entry.
    pub largest: f64,
    /// The most it may be.
    pub tolerance: f64,
}

impl Difference {
    /// Whether the matrices agree (NaN does not).
    pub fn is_small(&self) -> bool {
        self.largest <= self.tolerance
    }
}

/// Prints entries of every block, and the largest errors of all.
pub fn print(problem: &Problem, out: &mut dyn Write) -> Result<(), Failure> {
    let hessians = Hessians::of(problem);
    let [d, m, c] = problem.sizes;
    writeln!(
        out,
        "a {d}-{m}-{c} network with {} weights: entries of its Hessian",
        problem.count()
    )?;
    writeln!(
        out,
        "{:22}{:>20}{:>20}{:>20}{:>20}",
        "", "f::hessian", "recursion", "of gradients", "four-point"
    )?;
    let second = m * (d + 1);
    let last = problem.count() - 1;
    let blocks = [
        (
            "both weights in the second layer",
            [(second, second), (second + 1, last)],
        ),
        ("both weights in the first layer", [(0, 0), (1, d + 2)]),
        ("one weight in each layer", [(0, second), (d, last)]),
    ];
    for (block, entries) in blocks {
        writeln!(out, "{block}")?;
        for (i, j) in entries {
            let name = format!("  {} {}", problem.name(i), problem.name(j));
            let Hessians {
                exact,
                recursion,
                of_gradients,
                of_errors,
            } = &hessians;
            let values = [exact, recursion, of_gradients, of_errors].map(|h| h[(i, j)]);
            let values = values.map(|value| format!("{value:20.15}")).concat();
            writeln!(out, "{name:22}{values}")?;
        }
    }
    print_differences(&hessians, out)
}

fn print_differences(hessians: &Hessians, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "\nlargest difference of an entry from f::hessian")?;
    let differences = hessians.differences();
    for Difference { what, largest, .. } in &differences {
        writeln!(out, "  {what:30}{largest:10.1e}")?;
    }
    match differences.iter().find(|difference| !difference.is_small()) {
        None => Ok(()),
        Some(Difference { what, largest, .. }) => Err(Failure::Run(format!(
            "the Hessian and {what} differ by {largest:.1e}"
        ))),
    }
}
