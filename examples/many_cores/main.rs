//! Gradients of sums over data on all cores: the digit network's on a mini-batch, and that of a Gaussian mixture over its points.
//!
//! `sum.rs` is all there is to it: chunks of the data, differentiated each by itself and added in an order that does
//! not depend on the threads. `digits.rs` and `mixture.rs` say what a chunk contributes; `--help` lists the flags.

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use autodiff::Tangent;
use lexopt::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

#[path = "../mlp_backprop/cost.rs"]
pub mod cost;
#[path = "../mlp_backprop/data.rs"]
pub mod data;
pub mod difference;
pub mod digits;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
#[path = "../mlp_backprop/idx.rs"]
pub mod idx;
pub mod measure;
pub mod mixture;
#[path = "../mlp_backprop/network.rs"]
pub mod network;
#[path = "../../tests/adbench/gmm.rs"]
mod objective;
#[path = "../mlp_backprop/random.rs"]
pub mod random;
#[path = "../mlp_backprop/shape.rs"]
pub mod shape;
pub mod sum;

use digits::{Cost, Digits};
use failure::Failure;
use measure::{Report, measure};
use mixture::{LogLikelihood, Mixture};
use sum::sum;

const HELP: &str = "\
Gradients of sums over data on all cores, against one call on one core.

    cargo run --release --example many_cores -- [FLAGS]

    --threads N   how many (as many as there are cores)
    --batch N     digits in the mini-batch (1024)
    --chunk N     digits or points that are differentiated by one call (64)
    --rounds N    how often each way is timed; the least counts (40)
";

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("many_cores", ended)
}

/// The mean cost over a mini-batch, on the threads of the pool that this is called in.
pub fn mean_cost(digits: &Digits, chunk: usize) -> Cost {
    sum(0..digits.batch(), chunk, &|part| digits.part(part))
}

/// The log-likelihood of all points, on the threads of the pool that this is called in.
pub fn log_likelihood(mixture: &Mixture, chunk: usize) -> LogLikelihood {
    let mut all = sum(0..mixture.points(), chunk, &|part| mixture.part(part));
    all.accumulate(mixture.prior());
    all
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    // rayon takes 0 for as many as there are cores
    let (mut threads, mut batch, mut chunk, mut rounds) = (0, 1024, 64, 40);
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("threads") => threads = positive("--threads", parser.value()?.parse()?)?,
            Long("batch") => batch = positive("--batch", parser.value()?.parse()?)?,
            Long("chunk") => chunk = positive("--chunk", parser.value()?.parse()?)?,
            Long("rounds") => rounds = positive("--rounds", parser.value()?.parse()?)?,
            Long("help") | Short('h') => return Ok(write!(out, "{HELP}")?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let pools = (pool(1)?, pool(threads)?);

    let digits = Digits::load(batch)?;
    let what = format!(
        "digit network: {}; mini-batch of {}",
        digits.shape.describe(),
        digits.batch()
    );
    let in_chunks = || mean_cost(&digits, chunk);
    let report = measure(rounds, &pools, &|| digits.mean(), &in_chunks);
    print(&what, chunk, &report, out)?;

    let mixture = Mixture::load();
    let what = format!(
        "Gaussian mixture: d = 10, K = 25; {} points",
        mixture.points()
    );
    let in_chunks = || log_likelihood(&mixture, chunk);
    let report = measure(rounds, &pools, &|| mixture.all(), &in_chunks);
    writeln!(out)?;
    print(&what, chunk, &report, out)
}

fn positive(flag: &str, n: usize) -> Result<usize, Failure> {
    match n {
        0 => Err(Failure::Usage(format!("{flag} must be at least 1"))),
        n => Ok(n),
    }
}

fn pool(threads: usize) -> Result<ThreadPool, Failure> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| Failure::Run(format!("{threads} threads: {error}")))
}

fn print(what: &str, chunk: usize, report: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let threads = report.threads;
    writeln!(out, "{what}, in chunks of {chunk}")?;
    for (way, seconds) in [
        ("one call".to_owned(), report.one_call),
        ("in chunks, threads: 1".to_owned(), report.one_thread),
        (format!("in chunks, threads: {threads}"), report.all_threads),
    ] {
        let (milliseconds, speed) = (1e3 * seconds, report.one_call / seconds);
        writeln!(out, "  {way:<24} {milliseconds:8.3} ms {speed:6.2} x")?;
    }
    let bits = if report.same_bits {
        "the same bits"
    } else {
        "other bits"
    };
    writeln!(
        out,
        "  one call against chunks: differs by {:.1e} of the greatest component\n  \
         1 thread against {threads}: {bits}",
        report.difference
    )?;
    Ok(())
}
