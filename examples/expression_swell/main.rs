//! Expression swell: the derivative of a function as one expression, by the rules of calculus, grows
//! faster than the function, while the code that `#[grad]` and `#[jvp]` write grows as it does.
//!
//! `functions/*.rs` hold the functions that are differentiated, `expression.rs` the rules of
//! calculus, and `tokens.csv` what the macros print, counted by a test of theirs.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;

#[path = "../chart/chart.rs"]
pub mod chart;
pub mod compiled;
pub mod expression;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
pub mod families;
pub mod measurements;
pub mod plot;
pub mod report;

use failure::Failure;

const HELP: &str = "\
Sizes of derivatives as code: written out by the rules of calculus, and as the macros write them.

    cargo run --release --example expression_swell -- [--svg FILE]

    --svg FILE   where the plot goes (target/expression_swell.svg)
";

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("expression_swell", ended)
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut svg = PathBuf::from("target/expression_swell.svg");
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("svg") => svg = parser.value()?.into(),
            Long("help") | Short('h') => return Ok(write!(out, "{HELP}")?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    writeln!(
        out,
        "tokens of a function, of its derivative as one expression, and of all that an attribute adds\n\
         (for the smallest functions mostly the forms that callers use); nanoseconds of a call\n\
         (a derivative leaves out what only the value needs, such as the last logarithm)"
    )?;
    let mut charts = Vec::new();
    for family in families::ALL {
        let sizes = measurements::measure(family)?;
        report::print(family, &sizes, out)?;
        charts.extend(plot::charts(family, &sizes));
    }
    chart::write(&svg, &chart::svg(&charts, 2))?;
    writeln!(out, "\nplotted in {}", svg.display())?;
    Ok(())
}
