//! What the fits reached, beside what NIST certifies.

use std::io::Write;

use super::failure::Failure;
use super::fit::{Fit, Mode, fit, jacobian};
use super::strd::DataSet;

/// Digits that count as the certified result.
pub const DIGITS: f64 = 6.0;
/// NIST certifies no more.
const CERTIFIED_DIGITS: f64 = 11.0;
/// Both modes compute the same products, in another order.
const MODES_AGREE: f64 = 1e-12;

/// The worst agreement with the certified values, in digits.
#[derive(Clone, Copy, Debug)]
pub struct Agreement {
    /// Of the parameters.
    pub parameters: f64,
    /// Of the parameters' standard deviations.
    pub deviations: f64,
    /// Of the residual sum of squares.
    pub sum_of_squares: f64,
    /// Of the residuals' standard deviation.
    pub residual_deviation: f64,
}

impl Agreement {
    /// How far a fit agrees.
    pub fn of(fit: &Fit, set: &DataSet) -> Agreement {
        let certified = &set.certified;
        Agreement {
            parameters: worst(&fit.parameters, &certified.parameters),
            deviations: worst(&fit.deviations, &certified.deviations),
            sum_of_squares: digits(fit.sum_of_squares, certified.sum_of_squares),
            residual_deviation: digits(fit.residual_deviation, certified.residual_deviation),
        }
    }

    /// Whether all of it is the certified result.
    pub fn is_certified(&self) -> bool {
        let Agreement {
            parameters,
            deviations,
            sum_of_squares,
            residual_deviation,
        } = *self;
        [parameters, deviations, sum_of_squares, residual_deviation]
            .iter()
            .all(|&digits| digits >= DIGITS)
    }
}

/// Digits in which a number agrees with a certified one: NIST's "log relative error".
pub fn digits(number: f64, certified: f64) -> f64 {
    let error = ((number - certified) / certified).abs();
    if error.is_nan() {
        return 0.0;
    }
    (-error.log10()).clamp(0.0, CERTIFIED_DIGITS)
}

fn worst(numbers: &[f64], certified: &[f64]) -> f64 {
    let pairs = numbers.iter().zip(certified);
    pairs.fold(CERTIFIED_DIGITS, |worst, (&a, &b)| worst.min(digits(a, b)))
}

/// Fits a data set from both starting points and prints what came of it. Returns the better fit,
/// and for each starting point that did not lead to the certified result a line that says so.
pub fn print(
    model: usize,
    set: &DataSet,
    mode: Mode,
    out: &mut dyn Write,
) -> Result<(Fit, Vec<String>), Failure> {
    for start in &set.starts {
        check_modes(model, set, start)?;
    }
    let fits = set
        .starts
        .each_ref()
        .map(|start| fit(model, set, start, mode));
    let [first, second] = &fits;
    let better = if second.sum_of_squares < first.sum_of_squares {
        second
    } else {
        first
    };
    print_numbers(set, better, out)?;
    let mut failed = Vec::new();
    for (fit, start) in fits.iter().zip(1..) {
        let digits = Agreement::of(fit, set);
        writeln!(
            out,
            "  start {start}: {:4} evaluations, {:4} Jacobians; digits: parameters {:4.1}, standard deviations {:4.1}, sum of squares {:4.1}",
            fit.evaluations,
            fit.jacobians,
            digits.parameters,
            digits.deviations,
            digits.sum_of_squares
        )?;
        if !digits.is_certified() {
            failed.push(format!("{}, start {start}: {}", set.name, why(fit)));
        }
    }
    Ok((better.clone(), failed))
}

fn why(fit: &Fit) -> String {
    let sum = fit.sum_of_squares;
    match &fit.gave_up {
        Some(reason) => format!("the solver gave up ({reason}) at a sum of squares of {sum:.4e}"),
        None => format!("the solver stopped elsewhere, at a sum of squares of {sum:.4e}"),
    }
}

fn print_numbers(set: &DataSet, fit: &Fit, out: &mut dyn Write) -> Result<(), Failure> {
    let certified = &set.certified;
    writeln!(
        out,
        "\n{}: {} observations, {} parameters",
        set.name,
        set.y.len(),
        fit.parameters.len()
    )?;
    writeln!(
        out,
        "  {:8}{:>19}{:>19}{:>19}{:>19}",
        "", "fitted", "certified", "standard deviation", "certified"
    )?;
    for (k, parameter) in fit.parameters.iter().enumerate() {
        writeln!(
            out,
            "  b{:<7}{parameter:19.10e}{:19.10e}{:19.10e}{:19.10e}",
            k + 1,
            certified.parameters[k],
            fit.deviations[k],
            certified.deviations[k]
        )?;
    }
    writeln!(
        out,
        "  residual{:19.10e}{:19.10e}{:19.10e}{:19.10e}",
        fit.sum_of_squares,
        certified.sum_of_squares,
        fit.residual_deviation,
        certified.residual_deviation
    )?;
    Ok(())
}

/// Both modes give one Jacobian, to rounding of its columns' largest entries.
fn check_modes(model: usize, set: &DataSet, b: &[f64]) -> Result<(), Failure> {
    let forward = jacobian(model, set, b, Mode::Forward);
    let reverse = jacobian(model, set, b, Mode::Reverse);
    for k in 0..b.len() {
        let (forward, reverse) = (forward.column(k), reverse.column(k));
        // Where the model overflows there is nothing to compare, if both modes say so.
        let overflows = [forward, reverse].map(|column| column.iter().any(|d| !d.is_finite()));
        if overflows == [true; 2] {
            continue;
        }
        let tolerance = MODES_AGREE * forward.amax();
        let mut pairs = forward.iter().zip(&reverse);
        // What is not a number agrees with nothing.
        if !pairs.all(|(forward, reverse)| (forward - reverse).abs() <= tolerance) {
            return Err(Failure::Run(format!(
                "{}: the modes disagree about the derivatives by b{}",
                set.name,
                k + 1
            )));
        }
    }
    Ok(())
}
