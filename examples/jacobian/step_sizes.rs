//! How far differences are from the exact Jacobian, over step sizes: large steps suffer from the
//! curve's bending, small ones from rounding (Bishop, "Deep Learning", 2024, figure 8.2).

use std::io::{self, Write};

use super::differences::{central, one_sided, worst};
use super::model::Model;

/// Points of the curves within a factor of ten of the step.
const PER_DECADE: usize = 4;
const DECADES: usize = 13;

/// The largest error of a Jacobian's entries at one step size.
#[derive(Clone, Copy, Debug)]
pub struct StepError {
    /// The step size.
    pub step: f64,
    /// The error of one-sided differences.
    pub one_sided: f64,
    /// The error of central differences.
    pub central: f64,
}

/// The errors for steps from 1e-1 to 1e-14, against the Jacobian of reverse mode.
pub fn errors(model: &Model) -> Vec<StepError> {
    let exact = model.reverse();
    (0..=DECADES * PER_DECADE)
        .map(|k| {
            let step = 10_f64.powf(-1.0 - k as f64 / PER_DECADE as f64);
            StepError {
                step,
                one_sided: worst(&one_sided(model, step), &exact),
                central: worst(&central(model, step), &exact),
            }
        })
        .collect()
}

/// Prints the errors at whole powers of ten.
pub fn print(errors: &[StepError], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\nlargest error of differences against the exact derivative"
    )?;
    writeln!(out, "{:>8}{:>14}{:>14}", "step", "one-sided", "central")?;
    for StepError {
        step,
        one_sided,
        central,
    } in errors.iter().step_by(PER_DECADE)
    {
        writeln!(out, "{step:8.0e}{one_sided:14.2e}{central:14.2e}")?;
    }
    Ok(())
}
