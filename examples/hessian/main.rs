//! The Hessian of a two-layer network's error: by `f::hessian`, by the recursion of the textbook, and
//! by differences of gradients and of errors; how exact each is, and how it grows with the weights.
//!
//! `network.rs` holds the function that is differentiated; `--help` lists the flags.

// Loops over indices are what the differentiated function is about.
#![allow(clippy::needless_range_loop)]

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

#[path = "../chart/chart.rs"]
pub mod chart;
pub mod costs;
pub mod differences;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
#[path = "../chart/flags.rs"]
pub mod flags;
pub mod network;
pub mod plot;
pub mod problem;
#[path = "../mlp_backprop/random.rs"]
pub mod random;
pub mod recursion;
pub mod ways;

use failure::Failure;
use flags::Flags;
use problem::Problem;

const HELP: &str = "\
The Hessian of a network exactly, by the textbook's recursion, and by differences.

    cargo run --release --example hessian -- [FLAGS]

    --largest W   the most weights that a network may have in the table of seconds (400000)
    --svg FILE    where the plot of the seconds goes (target/hessian.svg)
";
/// The least that leaves a size to measure.
const SMALLEST: usize = 23;

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("hessian", ended)
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let flags = Flags {
        largest: 400_000,
        svg: "target/hessian.svg".into(),
    };
    let Some(Flags { largest, svg }) = flags.read(args)? else {
        return Ok(write!(out, "{HELP}")?);
    };
    if largest < SMALLEST {
        return Err(Failure::Usage(format!(
            "--largest {largest} leaves no network: the smallest has {SMALLEST} weights"
        )));
    }
    ways::print(&Problem::new([2, 3, 3], 5), out)?;
    let costs = costs::measure(largest);
    costs::print(&costs, out)?;
    chart::write(&svg, &plot::svg(&costs))?;
    writeln!(out, "\nplotted in {}", svg.display())?;
    Ok(())
}
