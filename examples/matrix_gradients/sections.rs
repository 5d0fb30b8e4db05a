//! One derivative after the other: its shape, its entries, and how far it is from the closed form.

use std::io::{self, Write};

use autodiff::Matrix;

use super::closed_forms;
use super::functions::{apply, error, gram, loss, matrix_of, squared_norm, worked};
use super::tensor::{Tensor, product};

/// How far a derivative is from its closed form.
#[derive(Clone, Debug)]
pub struct Check {
    /// Which derivative.
    pub what: &'static str,
    /// The largest difference of an entry.
    pub difference: f64,
}

impl Check {
    /// Whether it is only rounding. NaN is not.
    pub fn passes(&self) -> bool {
        self.difference <= 1e-13
    }
}

const A: [[f64; 3]; 2] = [[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]];
const X: [f64; 3] = [0.7, 1.3, -0.4];
const R: [[f64; 2]; 3] = [[1.0, 2.0], [-0.5, 3.0], [4.0, 0.25]];
const PHI: [[f64; 2]; 4] = [[1.0, 0.0], [1.0, 1.0], [1.0, 2.0], [1.0, 3.0]];
const Y: [f64; 4] = [1.1, 1.9, 3.2, 3.8];
const THETA: [f64; 2] = [0.5, 1.5];

/// A vector by a vector and by a matrix (section 5.3 of the book, example 5.12).
pub fn linear_map(out: &mut dyn Write) -> io::Result<Vec<Check>> {
    let by_columns = apply::jacfwd(&A, &X);
    let by_rows = apply::jacrev(&A, &X);
    writeln!(
        out,
        "f = A x, with A of 2 x 3: the Jacobian with respect to (A, x), 2 x (6 + 3)"
    )?;
    write_matrix(&by_rows, out)?;

    // Both arguments are differentiated: the columns are the entries of A, then those of x.
    let split = |jacobian: &Matrix<f64>| {
        (
            Tensor::from_fn(&[2, 2, 3], |at| jacobian[(at[0], 3 * at[1] + at[2])]),
            Tensor::from_fn(&[2, 3], |at| jacobian[(at[0], 6 + at[1])]),
        )
    };
    let (by_a, by_x) = split(&by_rows);
    writeln!(
        out,
        "df/dx is A itself, {}; df/dA is {}:",
        by_x.describe(),
        by_a.describe()
    )?;
    for i in 0..2 {
        let slice = Matrix::from_rows(&[0, 1].map(|p| [0, 1, 2].map(|q| by_a.at(&[i, p, q]))));
        writeln!(out, "df{}/dA", i + 1)?;
        write_matrix(&slice, out)?;
    }
    let (a_by_columns, x_by_columns) = split(&by_columns);
    let (by_a_closed, by_x_closed) = (
        closed_forms::apply_by_a::<2, 3>(&X),
        closed_forms::apply_by_x(&A),
    );
    Ok(vec![
        check("d(A x)/dx by jacrev", &by_x, &by_x_closed),
        check("d(A x)/dx by jacfwd", &x_by_columns, &by_x_closed),
        check("d(A x)/dA by jacrev", &by_a, &by_a_closed),
        check("d(A x)/dA by jacfwd", &a_by_columns, &by_a_closed),
    ])
}

/// A matrix by a matrix: a 4-way tensor, which the Jacobian holds flattened (example 5.13).
pub fn gram_matrix(out: &mut dyn Write) -> io::Result<Vec<Check>> {
    let flat = gram::jacrev(&R);
    writeln!(
        out,
        "\nK = R^T R, with R of 3 x 2: dK/dR flattened, (2 2) x (3 2)"
    )?;
    write_matrix(&flat, out)?;
    let tensor = Tensor::unfold(&flat, &[2, 2], &[3, 2]);
    writeln!(
        out,
        "unfolded, {}, one dK_pq/dR of 3 x 2 after the other:",
        tensor.describe()
    )?;
    for (p, q) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let slice = Matrix::from_rows(&[0, 1, 2].map(|i| [0, 1].map(|j| tensor.at(&[p, q, i, j]))));
        writeln!(out, "dK{}{}/dR", p + 1, q + 1)?;
        write_matrix(&slice, out)?;
    }

    // One partial derivative dK/dR_ij is a matrix, and a forward sweep gives it as one.
    let partial = |i: usize, j: usize| {
        let mut seed = [[0.0; 2]; 3];
        seed[i][j] = 1.0;
        gram::jvp(&R, &seed).1
    };
    let collated = Tensor::from_fn(&[2, 2, 3, 2], |at| partial(at[2], at[3])[at[0]][at[1]]);
    let closed = closed_forms::gram(&R);
    Ok(vec![
        check("dK/dR by jacrev, unfolded", &tensor, &closed),
        check(
            "dK/dR by jacfwd, unfolded",
            &Tensor::unfold(&gram::jacfwd(&R), &[2, 2], &[3, 2]),
            &closed,
        ),
        check("dK/dR by partials dK/dR_ij", &collated, &closed),
    ])
}

/// The gradient of a least-squares loss, as a product of two Jacobians and at once (example 5.11).
pub fn least_squares(out: &mut dyn Write) -> io::Result<Vec<Check>> {
    let e = error(&THETA, &PHI, &Y);
    let de_dtheta = error::jacfwd(&THETA, &PHI, &Y);
    let dl_de = Matrix::from_rows(&[squared_norm::grad(&e)]);
    let chained = product(&dl_de, &de_dtheta);
    let at_once = Matrix::from_rows(&[loss::grad(&THETA, &PHI, &Y)]);

    writeln!(
        out,
        "\nL = |e|^2, e = y - Phi theta, with Phi of 4 x 2: gradients are rows"
    )?;
    writeln!(out, "dL/de, 1 x 4")?;
    write_matrix(&dl_de, out)?;
    writeln!(out, "de/dtheta, 4 x 2, is -Phi")?;
    write_matrix(&de_dtheta, out)?;
    writeln!(out, "dL/dtheta, 1 x 2, their product")?;
    write_matrix(&chained, out)?;
    writeln!(out, "dL/dtheta at once, by loss::grad")?;
    write_matrix(&at_once, out)?;

    let closed = closed_forms::loss(&THETA, &PHI, &Y);
    let row = |gradient: &Matrix<f64>| Tensor::unfold(gradient, &[1], &[2]);
    Ok(vec![
        check("dL/dtheta by the chain rule", &row(&chained), &closed),
        check("dL/dtheta at once, loss::grad", &row(&at_once), &closed),
        check(
            "dL/dtheta at once, loss::jacfwd",
            &row(&loss::jacfwd(&THETA, &PHI, &Y)),
            &closed,
        ),
    ])
}

/// A matrix by a vector, two ways: partial derivatives collated, and flattened (section 5.4).
pub fn matrix_by_vector(out: &mut dyn Write) -> io::Result<Vec<Check>> {
    let partials = [0, 1, 2].map(|k| {
        let mut seed = [0.0; 3];
        seed[k] = 1.0;
        matrix_of::jvp(&X, &seed).1
    });
    let collated = Tensor::from_fn(&[4, 2, 3], |at| partials[at[2]][at[0]][at[1]]);
    let flat = matrix_of::jacrev(&X);
    let unfolded = Tensor::unfold(&flat, &[4, 2], &[3]);

    writeln!(
        out,
        "\nA(x), 4 x 2 from 3 numbers: dA/dx is {}",
        collated.describe()
    )?;
    for (k, partial) in partials.iter().enumerate() {
        writeln!(out, "dA/dx{}, 4 x 2, by matrix_of::jvp", k + 1)?;
        write_matrix(&Matrix::from_rows(partial), out)?;
    }
    writeln!(out, "A flattened to 8 numbers: 8 x 3, by matrix_of::jacrev")?;
    write_matrix(&flat, out)?;
    let closed = closed_forms::matrix_of(&X);
    Ok(vec![
        check("dA/dx, partials collated", &collated, &closed),
        check("dA/dx, flattened and unfolded", &unfolded, &closed),
    ])
}

/// The worked function (5.109) in both modes.
pub fn worked_function(x: f64, out: &mut dyn Write) -> io::Result<Vec<Check>> {
    writeln!(
        out,
        "\nf = sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2)) at x = {x}"
    )?;
    writeln!(out, "  {:14}{:>14}{:>14}", "", "value", "df/d")?;
    for (name, value, derivative) in closed_forms::worked_graph(x) {
        writeln!(out, "  {name:14}{value:14.9}{derivative:14.9}")?;
    }
    let (forward, reverse) = (worked::derivative(x), worked::grad(x));
    writeln!(out, "  forward, worked::derivative {forward:14.9}")?;
    writeln!(out, "  reverse, worked::grad       {reverse:14.9}")?;
    let closed = closed_forms::worked(x);
    let [(_, _, by_graph), ..] = closed_forms::worked_graph(x);
    let relative = |derivative: f64| (derivative - closed).abs() / closed.abs().max(1.0);
    Ok(vec![
        Check {
            what: "df/dx of (5.109), forward mode",
            difference: relative(forward),
        },
        Check {
            what: "df/dx of (5.109), reverse mode",
            difference: relative(reverse),
        },
        Check {
            what: "df/dx of (5.109), by its graph",
            difference: relative(by_graph),
        },
    ])
}

fn check(what: &'static str, derivative: &Tensor, closed: &Tensor) -> Check {
    Check {
        what,
        difference: derivative.distance(closed),
    }
}

fn write_matrix(matrix: &Matrix<f64>, out: &mut dyn Write) -> io::Result<()> {
    for i in 0..matrix.nrows() {
        for number in matrix.row(i) {
            // Without the sign of a zero.
            write!(out, "{:9.4}", number + 0.0)?;
        }
        writeln!(out)?;
    }
    Ok(())
}
