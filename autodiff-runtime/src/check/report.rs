//! Comparison of two lists of reals.

use super::Estimate;
use alloc::vec::Vec;
use core::fmt;

/// What is wrong with a derivative; prints as one line that names the worst component.
#[derive(Clone, Debug, PartialEq)]
pub struct Report(Fault);

#[derive(Clone, Debug, PartialEq)]
enum Fault {
    Length {
        got: usize,
        want: usize,
    },
    Component {
        index: usize,
        got: f64,
        want: f64,
        error: f64,
        rel_tol: f64,
        wrong: usize,
        len: usize,
    },
}

impl Report {
    /// The index of the worst component; none if the lengths differ.
    pub fn worst(&self) -> Option<usize> {
        match self.0 {
            Fault::Length { .. } => None,
            Fault::Component { index, .. } => Some(index),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Fault::Length { got, want } => write!(f, "got {got} components, want {want}"),
            Fault::Component {
                index,
                got,
                want,
                error,
                rel_tol,
                wrong,
                len,
            } => write!(
                f,
                "component {index} of {len}: got {got:e}, want {want:e} \
                 (relative error {error:.1e} > {rel_tol:.1e}); {wrong} of {len} are wrong"
            ),
        }
    }
}

impl core::error::Error for Report {}

/// Components far smaller than the largest one are compared relative to this part of it.
const SMALLEST_PART: f64 = 1e-3;

/// Compares two lists of reals.
///
/// The error of a component is relative to the larger of its two values, but to no less than a
/// thousandth of the largest value in `want`. Equal infinities agree, and so does NaN with NaN.
///
/// # Errors
/// A report on the component with the largest error, if that is larger than `rel_tol`, or on lengths
/// that differ.
///
/// ```
/// use autodiff_runtime::check::compare;
///
/// assert!(compare(&[1.0, 2.0], &[1.0, 2.0 + 1e-12], 1e-10).is_ok());
/// let report = compare(&[1.0, 2.5], &[1.0, 2.0], 1e-10).unwrap_err();
/// assert_eq!(
///     report.to_string(),
///     "component 1 of 2: got 2.5e0, want 2e0 (relative error 2.0e-1 > 1.0e-10); 1 of 2 are wrong",
/// );
/// ```
pub fn compare(got: &[f64], want: &[f64], rel_tol: f64) -> Result<(), Report> {
    compare_granting(got, want, rel_tol, |_| 0.0)
}

/// Compares with differences of a function of value `y`, granting their own error within reason.
pub(super) fn against(got: &[f64], want: &[Estimate], y: f64, rel_tol: f64) -> Result<(), Report> {
    let values: Vec<f64> = want.iter().map(|e| e.value).collect();
    let most = rel_tol * y.abs().max(1.0);
    compare_granting(got, &values, rel_tol, |i| want[i].error.min(most))
}

fn compare_granting(
    got: &[f64],
    want: &[f64],
    rel_tol: f64,
    granted: impl Fn(usize) -> f64,
) -> Result<(), Report> {
    if got.len() != want.len() {
        let (got, want) = (got.len(), want.len());
        return Err(Report(Fault::Length { got, want }));
    }
    let finite = want.iter().map(|w| w.abs()).filter(|w| w.is_finite());
    let floor = SMALLEST_PART * finite.fold(0.0, f64::max);
    let errors = || {
        let pairs = got.iter().zip(want).enumerate();
        pairs.map(|(i, (g, w))| error(*g, *w, floor, granted(i)))
    };
    let wrong = errors().filter(|e| *e > rel_tol).count();
    let worst = errors().enumerate().max_by(|x, y| x.1.total_cmp(&y.1));
    match worst {
        Some((index, error)) if error > rel_tol => Err(Report(Fault::Component {
            index,
            got: got[index],
            want: want[index],
            error,
            rel_tol,
            wrong,
            len: got.len(),
        })),
        _ => Ok(()),
    }
}

/// The relative error; infinite where one value is finite and the other is not.
fn error(got: f64, want: f64, floor: f64, granted: f64) -> f64 {
    if got == want || (got.is_nan() && want.is_nan()) {
        return 0.0;
    }
    let off = (got - want).abs() - granted;
    let relative = off.max(0.0) / got.abs().max(want.abs()).max(floor);
    if off.is_finite() {
        relative
    } else {
        f64::INFINITY
    }
}

#[cfg(test)]
mod tests {
    use super::compare;
    use alloc::string::ToString;

    const NAN: f64 = f64::NAN;
    const INFINITY: f64 = f64::INFINITY;

    #[test]
    fn the_worst_component_is_named() {
        let report = compare(&[1.0, 3.0, 9.0], &[1.0, 2.0, 1.0], 1e-6).unwrap_err();
        assert_eq!(report.worst(), Some(2));
        assert!(report.to_string().ends_with("2 of 3 are wrong"));
    }

    #[test]
    fn small_components_count_relative_to_large_ones() {
        assert!(compare(&[1.0, 1e-12], &[1.0, 2e-12], 1e-6).is_ok());
        assert!(compare(&[1e-12], &[2e-12], 1e-6).is_err());
        assert!(compare(&[0.0], &[0.0], 0.0).is_ok());
    }

    #[test]
    fn not_finite() {
        assert!(compare(&[NAN, INFINITY], &[NAN, INFINITY], 0.0).is_ok());
        for (got, want) in [(NAN, 1.0), (1.0, NAN), (INFINITY, 1.0), (1.0, -INFINITY)] {
            let report = compare(&[5.0, got], &[1.0, want], 1.0).unwrap_err();
            assert_eq!(report.worst(), Some(1));
        }
    }

    #[test]
    fn lengths() {
        let report = compare(&[1.0], &[1.0, 2.0], 1.0).unwrap_err();
        assert_eq!(report.to_string(), "got 1 components, want 2");
        assert_eq!(report.worst(), None);
    }
}
