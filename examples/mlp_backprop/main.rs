//! A multilayer perceptron, written as plain loops, learns hand-written digits with the gradient
//! that `#[grad]` wrote. `--help` lists the flags; `network.rs`, `cost.rs` and `batched.rs` hold
//! the functions that are differentiated.

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::Instant;

pub mod backprop_by_hand;
pub mod batched;
pub mod checks;
pub mod cost;
pub mod data;
pub mod failure;
pub mod idx;
pub mod network;
pub mod options;
pub mod progress;
pub mod random;
pub mod shape;
pub mod training;

use checks::Check;
use data::Dataset;
use failure::Failure;
use options::{HELP, Options};
use progress::Progress;
use shape::Shape;
use training::{MiniBatch, correct, train};

fn main() -> ExitCode {
    let stdout = io::stdout();
    let terminal = stdout.is_terminal();
    let ended = run(std::env::args_os().skip(1), &mut stdout.lock(), terminal);
    failure::exit("mlp_backprop", ended)
}

/// The whole program, but for the process around it.
pub fn run(
    args: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    terminal: bool,
) -> Result<(), Failure> {
    let options = Options::parse(args)?;
    if options.help {
        return Ok(write!(out, "{HELP}")?);
    }
    let data = match &options.idx {
        Some(directory) => Dataset::mnist(directory)?,
        None => Dataset::digits()?,
    };
    let shape = options.shape(data.train.features, Dataset::CLASSES)?;
    let form = if options.batched {
        "as one matrix"
    } else {
        "example by example"
    };
    writeln!(out, "data      {}", data.description)?;
    writeln!(
        out,
        "network   {}; {} parameters",
        shape.describe(),
        shape.parameters()
    )?;
    writeln!(
        out,
        "training  mini-batches of {} {form}, rate {}, seed {}",
        options.batch, options.rate, options.seed
    )?;

    let start = Instant::now();
    let params = train(
        &shape,
        &data,
        &options,
        &mut Progress::new(out, terminal, options.epochs),
    )?;
    let seconds = start.elapsed().as_secs_f64();
    let (right, of) = (correct(&shape, &params, &data.test), data.test.labels.len());
    writeln!(
        out,
        "\ntest accuracy {:.2} % ({right} of {of}) after {} epochs in {seconds:.2} s",
        100.0 * right as f64 / of as f64,
        options.epochs
    )?;
    report_checks(&shape, &params, &data, options.batch, out)
}

/// Compares and times the gradients on one mini-batch at the parameters reached.
fn report_checks(
    shape: &Shape,
    params: &[f64],
    data: &Dataset,
    batch: usize,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let chosen: Vec<usize> = (0..batch.min(data.train.labels.len())).collect();
    let (mut rows, mut columns) = (MiniBatch::default(), MiniBatch::default());
    rows.gather(&data.train, &chosen, false);
    columns.gather(&data.train, &chosen, true);

    writeln!(
        out,
        "\nthe macro's gradient of a mini-batch of {} against",
        chosen.len()
    )?;
    let checks = checks::compare(shape, params, &rows, &columns);
    for Check {
        what,
        difference,
        tolerance,
    } in &checks
    {
        writeln!(
            out,
            "  {what:<40} {difference:8.1e}  (at most {tolerance:.0e})"
        )?;
    }
    writeln!(out, "\ntime of that gradient")?;
    for (form, time) in checks::times(shape, params, &rows, &columns) {
        writeln!(out, "  {form:<40} {:8.1} us", 1e6 * time.as_secs_f64())?;
    }
    match checks.iter().find(|check| !check.passes()) {
        Some(check) => Err(Failure::Run(format!(
            "the gradient disagrees with {}",
            check.what
        ))),
        None => Ok(()),
    }
}
