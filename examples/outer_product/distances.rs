//! How far the approximations are from the exact Hessian.

use std::io::{self, Write};

use autodiff::Matrix;
use nalgebra::DMatrix;

use super::approximations::{diagonal, outer_product, sequential_inverse, vectors};
use super::problem::Problem;

/// Distances at some weights. They are relative: the root of the sum of the squares of the
/// differences, over that of the exact entries.
#[derive(Clone, Copy, Debug)]
pub struct Distances {
    /// The error, without the decay, which all of these leave out but the inverses.
    pub error: f64,
    /// The least and the greatest eigenvalue of the Hessian.
    pub eigenvalues: (f64, f64),
    /// Of the outer-product approximation from the Hessian.
    pub outer_product: f64,
    /// Of the sequential inverse from the inverse by elimination.
    pub inverse: f64,
    /// Of the diagonal approximation from the Hessian's diagonal.
    pub diagonal: f64,
    /// Of the Hessian's own diagonal from the Hessian.
    pub without_the_rest: f64,
}

impl Distances {
    /// The distances at some weights.
    pub fn at(problem: &Problem, weights: &[f64]) -> Self {
        let (error, _) = problem.error(weights);
        let hessian = problem.hessian(weights);
        let exact_diagonal = problem.hessian_diagonal(weights);
        let vectors = vectors(problem, weights);
        let outer = outer_product(&vectors);
        let eigenvalues = dense(&hessian).symmetric_eigenvalues();
        let damped =
            dense(&outer) + problem.decay * DMatrix::identity(weights.len(), weights.len());
        let inverse = damped
            .try_inverse()
            .expect("no eigenvalue is less than the decay");
        Distances {
            error,
            eigenvalues: (eigenvalues.min(), eigenvalues.max()),
            outer_product: distance(outer.as_slice(), hessian.as_slice()),
            inverse: distance(
                sequential_inverse(&vectors, problem.decay).as_slice(),
                // Symmetric, so that rows are columns.
                inverse.as_slice(),
            ),
            diagonal: distance(&diagonal(problem, weights), &exact_diagonal),
            without_the_rest: distance(only(&exact_diagonal).as_slice(), hessian.as_slice()),
        }
    }
}

/// Prints the distances before and after training.
pub fn print(before: &Distances, after: &Distances, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{:46}{:>12}{:>12}", "", "before", "after")?;
    let mut line = |what: &str, of: &dyn Fn(&Distances) -> f64| {
        writeln!(out, "{what:46}{:12.2e}{:12.2e}", of(before), of(after))
    };
    line("error", &|d| d.error)?;
    line("least eigenvalue of the Hessian", &|d| d.eigenvalues.0)?;
    line("greatest eigenvalue of the Hessian", &|d| d.eigenvalues.1)?;
    line("outer product from the Hessian", &|d| d.outer_product)?;
    line("sequential inverse from that by elimination", &|d| {
        d.inverse
    })?;
    line("diagonal approximation from the diagonal", &|d| d.diagonal)?;
    line("exact diagonal from the Hessian", &|d| d.without_the_rest)
}

/// The relative distance of an approximation.
pub fn distance(approximation: &[f64], exact: &[f64]) -> f64 {
    let differences = approximation
        .iter()
        .zip(exact)
        .map(|(a, e)| (a - e).powi(2));
    let squares = exact.iter().map(|e| e.powi(2));
    (differences.sum::<f64>() / squares.sum::<f64>()).sqrt()
}

/// The matrix with this diagonal and nothing beside it.
fn only(diagonal: &[f64]) -> Matrix {
    let mut m = Matrix::zeros(diagonal.len(), diagonal.len());
    for (i, d) in diagonal.iter().enumerate() {
        m[(i, i)] = *d;
    }
    m
}

fn dense(m: &Matrix) -> DMatrix<f64> {
    DMatrix::from_row_slice(m.nrows(), m.ncols(), m.as_slice())
}
