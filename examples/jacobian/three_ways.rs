//! The three Jacobians side by side: their entries, and what they cost.

use std::hint::black_box;
use std::io::Write;
use std::time::Instant;

use super::differences::{central, worst};
use super::failure::Failure;
use super::model::Model;

/// Near the best step of central differences; `step_sizes` shows why.
const STEP: f64 = 1e-5;
/// Both modes compute the same products, in another order.
const MODES_AGREE: f64 = 1e-12;
const DIFFERENCES_AGREE: f64 = 1e-8;

/// Prints every entry of a small network's Jacobian.
pub fn print_entries(model: &Model, out: &mut dyn Write) -> Result<(), Failure> {
    let (forward, reverse) = (model.forward(), model.reverse());
    let differences = central(model, STEP);
    check(&forward, &reverse, &differences)?;
    writeln!(out, "a {} network, entry by entry", name(model))?;
    writeln!(
        out,
        "{:10}{:>20}{:>20}{:>20}",
        "", "forward", "reverse", "central differences"
    )?;
    for i in 0..model.rows() {
        for j in 0..model.columns() {
            let k = i * model.columns() + j;
            writeln!(
                out,
                "dy{}/dx{}   {:20.15}{:20.15}{:20.15}",
                i + 1,
                j + 1,
                forward[k],
                reverse[k],
                differences[k]
            )?;
        }
    }
    Ok(())
}

/// Prints sweeps, multiplications and time for networks of several shapes.
pub fn print_costs(shapes: &[&[usize]], out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(
        out,
        "\nwhich way suits which shape: forward mode needs a sweep a column, reverse mode a sweep \
         a row\n(a sweep runs the network and its derivative), central differences two \
         evaluations a column"
    )?;
    for sizes in shapes {
        let model = Model::new(sizes);
        check(&model.forward(), &model.reverse(), &central(&model, STEP))?;
        let m = model.multiplications();
        let (rows, columns) = (model.rows(), model.columns());
        writeln!(
            out,
            "\n{}: a Jacobian of {rows} rows and {columns} columns",
            name(&model)
        )?;
        writeln!(
            out,
            "{:22}{:>8}{:>18}{:>14}",
            "", "runs", "multiplications", "seconds"
        )?;
        let mut line = |way, runs, per_run: usize, seconds: f64| {
            writeln!(out, "{way:22}{runs:8}{:18}{seconds:14.7}", runs * per_run)
        };
        line("forward", columns, 2 * m, seconds(|| model.forward()))?;
        line("reverse", rows, 2 * m, seconds(|| model.reverse()))?;
        line(
            "central differences",
            2 * columns,
            m,
            seconds(|| central(&model, STEP)),
        )?;
    }
    Ok(())
}

fn check(forward: &[f64], reverse: &[f64], differences: &[f64]) -> Result<(), Failure> {
    let (modes, differences) = (worst(forward, reverse), worst(forward, differences));
    if modes <= MODES_AGREE && differences <= DIFFERENCES_AGREE {
        return Ok(());
    }
    Err(Failure::Run(format!(
        "the Jacobians disagree: forward and reverse by {modes:.1e}, \
         forward and central differences by {differences:.1e}"
    )))
}

fn name(model: &Model) -> String {
    let sizes: Vec<_> = model.sizes.iter().map(usize::to_string).collect();
    sizes.join("-")
}

/// The shortest of some runs: what the work costs when nothing else disturbs it.
fn seconds(work: impl Fn() -> Vec<f64>) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..20 {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}
