//! What a gradient costs as the inputs or the steps become more: the time stays a multiple of the function's own, the tape grows
//! with what is kept, and no faster.
//!
//! `functions.rs` holds what is differentiated; `--help` lists the flags.

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

#[path = "../chart/chart.rs"]
pub mod chart;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
#[path = "../chart/flags.rs"]
pub mod flags;
pub mod functions;
pub mod measurements;
pub mod plot;

use failure::Failure;
use flags::Flags;
use measurements::{Cost, Function};

const HELP: &str = "\
Time and tape of gradients over the number of inputs or steps.

    cargo run --release --example cost_over_size -- [FLAGS]

    --largest N   the most inputs or steps (1000000)
    --svg FILE    where the plot goes (target/cost_over_size.svg)
";
/// The size that the table begins with.
const SMALLEST: usize = 10;

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("cost_over_size", ended)
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let flags = Flags {
        largest: 1_000_000,
        svg: "target/cost_over_size.svg".into(),
    };
    let Some(Flags { largest, svg }) = flags.read(args)? else {
        return Ok(write!(out, "{HELP}")?);
    };
    if largest < SMALLEST {
        return Err(Failure::Usage(format!(
            "--largest {largest} leaves no size: the smallest is {SMALLEST}"
        )));
    }
    let costs = measurements::measure(largest);
    print(&costs, out)?;
    chart::write(&svg, &plot::svg(&costs))?;
    writeln!(out, "\nplotted in {}", svg.display())?;
    Ok(())
}

/// The table, as Markdown.
pub fn print(costs: &[(Function, Vec<Cost>)], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "| function | n | primal, us | gradient, us | ratio | tape, bytes |"
    )?;
    writeln!(out, "|---|---:|---:|---:|---:|---:|")?;
    for (function, costs) in costs {
        for cost in costs {
            let (primal, gradient) = (cost.primal * 1e6, cost.gradient * 1e6);
            writeln!(
                out,
                "| {} | {} | {primal:.3} | {gradient:.3} | {:.2} | {} |",
                function.name(),
                cost.n,
                cost.ratio(),
                cost.tape
            )?;
        }
    }
    Ok(())
}
