//! The Jacobian of a network's outputs with respect to its inputs, three ways: forward mode makes
//! it by columns, reverse mode by rows, central differences nearly. Which one is cheap depends on
//! the shape, and how near the differences come depends on the step.
//!
//! `--svg FILE` says where the plot of the last table goes.

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;

#[path = "../chart/chart.rs"]
pub mod chart;
pub mod differences;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
pub mod model;
#[path = "../mlp_backprop/network.rs"]
pub mod network;
pub mod plot;
pub mod step_sizes;
pub mod three_ways;

use failure::Failure;
use model::Model;

const HELP: &str = "\
The Jacobian of a network in forward mode, in reverse mode and by differences.

    cargo run --release --example jacobian -- [--svg FILE]

    --svg FILE   where the plot of the differences' error goes (target/jacobian.svg)
";

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("jacobian", ended)
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut svg = PathBuf::from("target/jacobian.svg");
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("svg") => svg = parser.value()?.into(),
            Long("help") | Short('h') => return Ok(write!(out, "{HELP}")?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    three_ways::print_entries(&Model::new(&[3, 4, 2]), out)?;
    three_ways::print_costs(&[&[128, 32, 2], &[32, 32, 32], &[2, 32, 128]], out)?;
    let errors = step_sizes::errors(&Model::new(&[8, 16, 4]));
    step_sizes::print(&errors, out)?;
    chart::write(&svg, &plot::svg(&errors))?;
    writeln!(out, "\nplotted in {}", svg.display())?;
    Ok(())
}
