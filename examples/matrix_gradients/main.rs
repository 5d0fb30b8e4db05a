//! Gradients of vectors and matrices with respect to vectors and matrices, in the shapes of
//! Deisenroth, Faisal, Ong, "Mathematics for Machine Learning" (2020), chapter 5: a gradient is a
//! row, and what has more than two axes is a Jacobian unfolded. Each is compared with its closed
//! form.
//!
//! `functions.rs` holds the functions that are differentiated.

// Loops over indices are what the differentiated functions are about.
#![allow(clippy::needless_range_loop)]

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use lexopt::prelude::*;

pub mod closed_forms;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
pub mod functions;
pub mod sections;
pub mod tensor;

use failure::Failure;

const HELP: &str = "\
Gradients of vectors and matrices with respect to vectors and matrices, against closed forms.

    cargo run --release --example matrix_gradients -- [--at X]

    --at X   where to differentiate the worked function (0.8)
";

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("matrix_gradients", ended)
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut at = 0.8;
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("at") => at = parser.value()?.parse()?,
            Long("help") | Short('h') => return Ok(write!(out, "{HELP}")?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    if !functions::worked(at).is_finite() {
        return Err(Failure::Usage(format!(
            "--at {at} is too far out: exp(x^2) is not finite"
        )));
    }
    let mut checks = sections::linear_map(out)?;
    checks.extend(sections::gram_matrix(out)?);
    checks.extend(sections::least_squares(out)?);
    checks.extend(sections::matrix_by_vector(out)?);
    checks.extend(sections::worked_function(at, out)?);
    writeln!(out, "\nlargest difference from the closed form")?;
    for check in &checks {
        writeln!(out, "  {:34}{:9.1e}", check.what, check.difference)?;
    }
    match checks.iter().find(|check| !check.passes()) {
        Some(check) => Err(Failure::Run(format!(
            "{} is not the closed form",
            check.what
        ))),
        None => Ok(()),
    }
}
