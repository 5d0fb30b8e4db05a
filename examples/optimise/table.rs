//! What the solvers took with either kind of derivatives.

use std::io::Write;
use std::time::{Duration, Instant};

use argmin::core::Error;

use super::failure::Failure;
use super::objective::Objective;
use super::problem::Derivatives;
use super::solve::{Method, Run, solve};

/// Solver and derivatives of each row.
pub const ROWS: [(Method, Derivatives); 5] = [
    (Method::LimitedMemory, Derivatives::Macros),
    (Method::LimitedMemory, Derivatives::OfValues),
    (Method::NewtonCg, Derivatives::Macros),
    (Method::NewtonCg, Derivatives::OfGradients),
    (Method::NewtonCg, Derivatives::OfValues),
];

/// Minimises an objective every way and prints a row for each.
pub fn print(
    objective: &Objective,
    most_iterations: u64,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    writeln!(out, "\n{}", objective.describe())?;
    writeln!(
        out,
        "{:<11}{:<26}{:>6}{:>10}{:>11}{:>10}{:>11}{:>13}{:>11}",
        "",
        "derivatives",
        "steps",
        "values",
        "gradients",
        "products",
        "seconds",
        "minimum",
        "|gradient|"
    )?;
    for (method, derivatives) in ROWS {
        let run = fastest(|| solve(objective, method, derivatives, most_iterations))
            .map_err(|error| Failure::Run(format!("{}: {error}", objective.describe())))?;
        let Run {
            iterations,
            x,
            counts,
            seconds,
        } = run;
        let gradient = objective.gradient(&x);
        writeln!(
            out,
            "{:<11}{:<26}{iterations:>6}{:>10}{:>11}{:>10}{seconds:>11.1e}{:>13.4e}{:>11.1e}",
            match method {
                Method::LimitedMemory => "L-BFGS",
                Method::NewtonCg => "Newton-CG",
            },
            match derivatives {
                Derivatives::Macros => "macros",
                Derivatives::OfGradients => "differences of gradients",
                Derivatives::OfValues => "differences of values",
            },
            counts.values.get(),
            counts.gradients.get(),
            counts.products.get(),
            objective.value(&x),
            gradient.iter().map(|g| g * g).sum::<f64>().sqrt()
        )?;
    }
    Ok(())
}

/// The fastest of some runs, which are otherwise the same; of a long run, that one.
fn fastest(solve: impl Fn() -> Result<Run, Error>) -> Result<Run, Error> {
    const ENOUGH: Duration = Duration::from_millis(20);
    let start = Instant::now();
    let mut best = solve()?;
    while start.elapsed() < ENOUGH {
        let run = solve()?;
        if run.seconds < best.seconds {
            best = run;
        }
    }
    Ok(best)
}
