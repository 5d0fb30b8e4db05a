//! Nonlinear regression with the Levenberg-Marquardt method and exact Jacobians, on eight of NIST's
//! Statistical Reference Datasets, against the certified parameters and standard deviations.
//!
//! `models.rs` holds the functions that are differentiated; `--help` lists the flags.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::*;

#[path = "../chart/chart.rs"]
pub mod chart;
#[path = "../mlp_backprop/failure.rs"]
pub mod failure;
pub mod fit;
pub mod models;
pub mod plot;
pub mod report;
pub mod strd;

use failure::Failure;
use fit::Mode;
use strd::DataSet;

const HELP: &str = "\
Fits eight models to NIST's reference data, with Jacobians that the macros wrote.

    cargo run --release --example curve_fitting -- [FLAGS]

    --mode forward|reverse   which transform makes the Jacobian (forward)
    --data DIR               read Misra1a.dat and the others from DIR, as NIST publishes them
    --svg FILE               where the plot of the fits goes (target/curve_fitting.svg)
";

/// The files that come with the repository, in the order of `models::NAMES`.
const FILES: [&str; 8] = [
    include_str!("../data/nist/Misra1a.dat"),
    include_str!("../data/nist/Lanczos3.dat"),
    include_str!("../data/nist/MGH17.dat"),
    include_str!("../data/nist/Rat43.dat"),
    include_str!("../data/nist/Hahn1.dat"),
    include_str!("../data/nist/Thurber.dat"),
    include_str!("../data/nist/Roszman1.dat"),
    include_str!("../data/nist/ENSO.dat"),
];

fn main() -> ExitCode {
    let ended = run(std::env::args_os().skip(1), &mut io::stdout().lock());
    failure::exit("curve_fitting", ended)
}

/// The whole program, but for the process around it.
pub fn run(args: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Result<(), Failure> {
    let mut svg = PathBuf::from("target/curve_fitting.svg");
    let (mut mode, mut directory) = (Mode::Forward, None);
    let mut parser = lexopt::Parser::from_args(args);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("mode") => mode = mode_of(&parser.value()?.string()?)?,
            Long("data") => directory = Some(PathBuf::from(parser.value()?)),
            Long("svg") => svg = parser.value()?.into(),
            Long("help") | Short('h') => return Ok(write!(out, "{HELP}")?),
            _ => return Err(arg.unexpected().into()),
        }
    }
    let transform = match mode {
        Mode::Forward => "jacfwd, a sweep a parameter",
        Mode::Reverse => "jacrev, a sweep an observation",
    };
    writeln!(out, "Levenberg-Marquardt with Jacobians by {transform}")?;
    let (mut charts, mut failed) = (Vec::new(), Vec::new());
    for model in 0..models::NAMES.len() {
        let set = data_set(model, directory.as_deref())?;
        let (best, reasons) = report::print(model, &set, mode, out)?;
        charts.push(plot::chart(model, &set, &best.parameters));
        failed.extend(reasons);
    }
    let starts = 2 * models::NAMES.len();
    writeln!(
        out,
        "\n{} of {starts} starting points lead to the certified result, in at least {} digits of everything",
        starts - failed.len(),
        report::DIGITS
    )?;
    for line in failed {
        writeln!(out, "  not {line}")?;
    }
    chart::write(&svg, &chart::svg(&charts, 2))?;
    writeln!(out, "\nplotted in {}", svg.display())?;
    Ok(())
}

fn mode_of(name: &str) -> Result<Mode, Failure> {
    match name {
        "forward" => Ok(Mode::Forward),
        "reverse" => Ok(Mode::Reverse),
        _ => Err(Failure::Usage(format!(
            "--mode wants forward or reverse, not '{name}'"
        ))),
    }
}

/// The data for a model: those of the repository, or those of a file in the directory.
pub fn data_set(model: usize, directory: Option<&Path>) -> Result<DataSet, Failure> {
    let name = models::NAMES[model];
    let (origin, text) = match directory {
        None => (format!("{name}.dat"), FILES[model].to_owned()),
        Some(directory) => {
            let path = directory.join(format!("{name}.dat"));
            let origin = path.display().to_string();
            let text = fs::read_to_string(path)
                .map_err(|error| Failure::Run(format!("{origin}: {error}")))?;
            (origin, text)
        }
    };
    let set = strd::parse(&text).map_err(|message| Failure::Run(format!("{origin}: {message}")))?;
    let (found, wanted) = (set.starts[0].len(), models::PARAMETERS[model]);
    if set.name != name || found != wanted {
        return Err(Failure::Run(format!(
            "{origin}: {} with {found} parameters where {name} with {wanted} belongs",
            set.name
        )));
    }
    Ok(set)
}
