//! Approximations of a network's Hessian and how far they are from the exact one, before and after
//! training: the outer product for the squared error and for the cross-entropy, its inverse vector
//! by vector, and the diagonal.
//!
//! `network.rs` holds the functions that are differentiated, `approximations.rs` the approximations;
//! `--help` lists the flags.

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use lexopt::prelude::*;

pub mod approximations;
pub mod distances;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
pub mod network;
pub mod problem;
#[path = "../mlp_backprop/random.rs"]
pub mod random;
pub mod training;

use distances::Distances;
use failure::Failure;
use problem::Problem;

const HELP: &str = "\
Approximations of a network's Hessian against the exact one, before and after training.

    cargo run --release --example outer_product -- [--seed N]

    --seed N   of the weights before training (1)
";

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("outer_product", ended)
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut seed = 1;
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("seed") => seed = parser.value()?.parse()?,
            Long("help") | Short('h') => return Ok(write!(out, "{HELP}")?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    writeln!(
        out,
        "distances are relative: |approximation - exact| / |exact|, over all entries"
    )?;
    for (name, problem) in [
        ("squared error", Problem::regression()),
        ("cross-entropy", Problem::classification()),
    ] {
        let start = problem.random_weights(seed);
        let before = Distances::at(&problem, &start);
        let trained = training::train(&problem, start);
        let after = Distances::at(&problem, &trained.weights);
        let sizes: Vec<_> = problem.sizes.iter().map(usize::to_string).collect();
        writeln!(
            out,
            "\n{name}: a {} network with {} weights, {} patterns, {} steps to a gradient of {:.0e}",
            sizes.join("-"),
            trained.weights.len(),
            problem.targets.len(),
            trained.steps,
            trained.gradient
        )?;
        distances::print(&before, &after, out)?;
    }
    Ok(())
}
