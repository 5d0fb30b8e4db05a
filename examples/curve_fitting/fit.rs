//! A fit by the Levenberg-Marquardt method with exact Jacobians, and its statistics.

use std::cell::Cell;

use levenberg_marquardt::{LeastSquaresProblem, LevenbergMarquardt, TerminationReason};
use nalgebra::storage::Owned;
use nalgebra::{DMatrix, DVector, Dyn};

use super::models::residuals;
use super::strd::DataSet;

/// Evaluations that the solver may spend, for each parameter and one more. Its default of 100 stops
/// MGH17 just before it arrives from its first starting point.
const PATIENCE: usize = 1000;

/// Which transform makes the Jacobian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    /// By columns: a sweep a parameter.
    Forward,
    /// By rows: a sweep an observation.
    Reverse,
}

/// Where the solver stopped.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The parameters.
    pub parameters: Vec<f64>,
    /// Their standard deviations; NaN where the Jacobian is singular.
    pub deviations: Vec<f64>,
    /// The sum of the squares of the residuals.
    pub sum_of_squares: f64,
    /// The standard deviation of the residuals.
    pub residual_deviation: f64,
    /// How often the solver asked for residuals.
    pub evaluations: usize,
    /// How often the solver asked for a Jacobian.
    pub jacobians: usize,
    /// Why the solver gave up, if it did.
    pub gave_up: Option<String>,
}

/// Fits the model with this code to a data set.
pub fn fit(model: usize, set: &DataSet, start: &[f64], mode: Mode) -> Fit {
    let problem = Problem {
        model,
        set,
        mode,
        b: DVector::from_column_slice(start),
        jacobians: Cell::new(0),
    };
    let solver = LevenbergMarquardt::new().with_patience(PATIENCE);
    let (problem, report) = solver.minimize(problem);
    let parameters = problem.b.as_slice().to_vec();
    let r = residuals(model, &parameters, &set.x, &set.y);
    let sum_of_squares = r.iter().map(|r| r * r).sum::<f64>();
    let residual_deviation = (sum_of_squares / (r.len() - parameters.len()) as f64).sqrt();
    let deviations = unit_deviations(jacobian(model, set, &parameters, mode))
        .map(|unit| residual_deviation * unit)
        .as_slice()
        .to_vec();
    Fit {
        parameters,
        deviations,
        sum_of_squares,
        residual_deviation,
        evaluations: report.number_of_evaluations,
        jacobians: problem.jacobians.get(),
        gave_up: reason(&report.termination),
    }
}

/// The Jacobian of the residuals by either mode.
pub fn jacobian(model: usize, set: &DataSet, b: &[f64], mode: Mode) -> DMatrix<f64> {
    let rows = match mode {
        Mode::Forward => residuals::jacfwd(model, b, &set.x, &set.y),
        Mode::Reverse => residuals::jacrev(model, b, &set.x, &set.y),
    };
    DMatrix::from_row_slice(rows.nrows(), rows.ncols(), rows.as_slice())
}

/// The roots of the diagonal of `(J^T J)^-1`. `J = Q R` makes that `R^-1 R^-T`, so that nothing is
/// squared before it is inverted.
fn unit_deviations(jacobian: DMatrix<f64>) -> DVector<f64> {
    let n = jacobian.ncols();
    match jacobian
        .qr()
        .r()
        .solve_upper_triangular(&DMatrix::identity(n, n))
    {
        Some(inverse) => DVector::from_fn(n, |i, _| inverse.row(i).norm()),
        None => DVector::from_element(n, f64::NAN),
    }
}

fn reason(termination: &TerminationReason) -> Option<String> {
    match termination {
        TerminationReason::LostPatience => Some("out of evaluations".to_owned()),
        TerminationReason::Numerical(what) => Some(format!("not a number in the {what}")),
        _ if termination.was_successful() => None,
        other => Some(format!("{other:?}")),
    }
}

struct Problem<'a> {
    model: usize,
    set: &'a DataSet,
    mode: Mode,
    b: DVector<f64>,
    jacobians: Cell<usize>,
}

impl LeastSquaresProblem<f64, Dyn, Dyn> for Problem<'_> {
    type ResidualStorage = Owned<f64, Dyn>;
    type JacobianStorage = Owned<f64, Dyn, Dyn>;
    type ParameterStorage = Owned<f64, Dyn>;

    fn set_params(&mut self, b: &DVector<f64>) {
        self.b.copy_from(b);
    }

    fn params(&self) -> DVector<f64> {
        self.b.clone()
    }

    fn residuals(&self) -> Option<DVector<f64>> {
        let DataSet { x, y, .. } = self.set;
        Some(residuals(self.model, self.b.as_slice(), x, y).into())
    }

    fn jacobian(&self) -> Option<DMatrix<f64>> {
        self.jacobians.set(self.jacobians.get() + 1);
        Some(jacobian(self.model, self.set, self.b.as_slice(), self.mode))
    }
}
