//! `cargo run -p random-programs --release -- --seeds 1..50`

use random_programs::Run;
use std::process::ExitCode;

const HELP: &str = "\
--seeds A..B      a crate for each seed from A to B, B included
--programs N      programs in a crate
--statements N    the most statements in a function; before --print, if not 22
--points N        points at which each program is run
--print SEED      the program of a seed, as it stands beside a failure
--minimise N      kinds of failures of which an example is cut down
--optimised no    macros that compile sooner and expand later
--analysis each   with analyses on or off in turn, in place of both for each program: half the time
--hessian yes     second order too, against differences of the evaluator's gradients
--name DIR        where to build, below the target directory
--without a,b     constructs to leave out: chains, closures, structs, methods, options, generics";

fn main() -> ExitCode {
    match parse().map(|run| run.map_or(Ok(0), |run| run.run())) {
        Ok(Ok(0)) => ExitCode::SUCCESS,
        Ok(Ok(_)) => ExitCode::FAILURE,
        Ok(Err(e)) => {
            eprintln!("{e}");
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("{message}\n{HELP}");
            ExitCode::FAILURE
        }
    }
}

/// What to run; nothing, where a program has been printed instead.
fn parse() -> Result<Option<Run>, String> {
    let mut run = Run::default();
    let mut args = std::env::args().skip(1);
    while let Some(flag) = args.next() {
        let value = args.next().ok_or_else(|| format!("{flag} needs a value"))?;
        let number = || value.parse().map_err(|_| format!("{value} is no number"));
        match flag.as_str() {
            "--print" => {
                let digits = value.trim_start_matches("0x");
                let seed = u64::from_str_radix(digits, 16).map_err(|e| e.to_string())?;
                println!("{}", random_programs::print(seed, run.statements));
                return Ok(None);
            }
            "--seeds" => {
                let (from, to) = value.split_once("..").unwrap_or((&value, &value));
                let bound = |t: &str| t.parse().map_err(|_| format!("{t} is no seed"));
                run.seeds = bound(from)?..=bound(to)?;
            }
            "--programs" => run.programs = number()?,
            "--statements" => run.statements = number()?.max(8),
            "--points" => run.points = number()?,
            "--optimised" => run.optimised = value == "yes",
            "--hessian" => run.second_order = value == "yes",
            "--analysis" => run.alternate = value == "each",
            "--minimise" => run.minimise = number()?,
            "--name" => run.name = value,
            "--without" => run.without = value.split(',').map(str::to_owned).collect(),
            _ => return Err(format!("unknown flag {flag}")),
        }
    }
    Ok(Some(run))
}
