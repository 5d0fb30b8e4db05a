//! Sparse Jacobians and Hessians by colouring: as many directions as the columns need colours, against one for each
//! column.
//!
//! `systems.rs` has the functions, `measure.rs` runs them both ways.

use std::io::{self, Write};

pub mod measure;
pub mod systems;

use measure::Row;
use systems::Bundle;

fn main() -> io::Result<()> {
    run(2_000, &mut io::stdout().lock())?;
    println!("\nwhere the dense matrix does not fit into memory:");
    print(
        &measure::boundary_value_problem(100_000, false),
        &mut io::stdout(),
    )?;
    let bundle = Bundle::synthetic(49, 7_776, 31_843);
    print(
        &measure::bundle_adjustment(&bundle, false),
        &mut io::stdout(),
    )?;
    print(&measure::energy(100_000, false), &mut io::stdout())
}

/// All systems of moderate size, sparse and dense.
pub fn run(n: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "{:<34}{:>8}{:>8}{:>10}{:>12}{:>10}{:>12}{:>10}",
        "", "rows", "columns", "entries", "directions", "seconds", "dense: dir.", "seconds"
    )?;
    print(&measure::boundary_value_problem(n, true), out)?;
    let bundle = Bundle::synthetic(8, n / 20, n / 4);
    print(&measure::bundle_adjustment(&bundle, true), out)?;
    print(&measure::energy(n, true), out)
}

fn print(row: &Row, out: &mut dyn Write) -> io::Result<()> {
    write!(
        out,
        "{:<34}{:>8}{:>8}{:>10}{:>12}{:>10.4}",
        row.what, row.rows, row.columns, row.entries, row.directions, row.seconds
    )?;
    match row.dense {
        Some(seconds) => writeln!(out, "{:>12}{seconds:>10.4}", row.columns),
        None => writeln!(out),
    }
}
