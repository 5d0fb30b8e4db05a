//! argmin's L-BFGS and Newton-CG on Rosenbrock's and Himmelblau's functions and on a network that
//! learns digits: gradients and Hessian-vector products from the macros, against finite differences.
//!
//! `functions.rs` holds the functions that are differentiated; `--help` lists the flags.

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use lexopt::prelude::*;

// The example they belong to also reads MNIST, and splits off digits to test on.
#[allow(dead_code)]
#[path = "../mlp_backprop/data.rs"]
pub mod data;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
pub mod functions;
// MNIST's format, see above.
#[allow(dead_code)]
#[path = "../mlp_backprop/idx.rs"]
pub mod idx;
#[path = "../hessian/network.rs"]
pub mod network;
pub mod objective;
pub mod problem;
#[path = "../mlp_backprop/random.rs"]
pub mod random;
pub mod solve;
pub mod table;

use failure::Failure;
use objective::{Digits, Objective};

const HELP: &str = "\
argmin's L-BFGS and Newton-CG with derivatives from the macros and by finite differences.

    cargo run --release --example optimise -- [FLAGS]

    --digits N        digits that the network learns (50)
    --iterations N    the most that L-BFGS may take on the network, Newton-CG a fifth (150)
";

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("optimise", ended)
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let (mut digits, mut iterations) = (50, 150);
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("digits") => digits = parser.value()?.parse()?,
            Long("iterations") => iterations = parser.value()?.parse()?,
            Long("help") | Short('h') => return Ok(write!(out, "{HELP}")?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let digits = Digits::first(digits)?;
    table::print(&Objective::Rosenbrock(2), 1_000, out)?;
    table::print(&Objective::Rosenbrock(50), 1_000, out)?;
    table::print(&Objective::Himmelblau, 1_000, out)?;
    table::print(&Objective::Network(digits), iterations, out)?;
    writeln!(
        out,
        "(few digits, for the time that differences of values take)"
    )?;
    Ok(())
}
