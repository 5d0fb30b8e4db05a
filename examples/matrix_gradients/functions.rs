//! The functions that are differentiated: plain loops over arrays whose shapes are in their types.

use autodiff::{grad, jvp};

/// `f(A, x) = A x`.
#[grad]
#[jvp]
pub fn apply<const M: usize, const N: usize>(a: &[[f64; N]; M], x: &[f64; N]) -> [f64; M] {
    let mut y = [0.0; M];
    for i in 0..M {
        for j in 0..N {
            y[i] += a[i][j] * x[j];
        }
    }
    y
}

/// `K(R) = R^T R`, the inner products of the columns of `R`.
#[grad]
#[jvp]
pub fn gram<const M: usize, const N: usize>(r: &[[f64; N]; M]) -> [[f64; N]; N] {
    let mut k = [[0.0; N]; N];
    for p in 0..N {
        for q in 0..N {
            for m in 0..M {
                k[p][q] += r[m][p] * r[m][q];
            }
        }
    }
    k
}

/// `e(theta) = y - Phi theta`, what a linear model leaves unexplained.
#[grad(wrt(theta))]
#[jvp(wrt(theta))]
pub fn error<const N: usize, const D: usize>(
    theta: &[f64; D],
    phi: &[[f64; D]; N],
    y: &[f64; N],
) -> [f64; N] {
    let mut e = *y;
    for n in 0..N {
        for d in 0..D {
            e[n] -= phi[n][d] * theta[d];
        }
    }
    e
}

/// `L(e) = e^T e`.
#[grad]
#[jvp]
pub fn squared_norm<const N: usize>(e: &[f64; N]) -> f64 {
    e.iter().map(|e| e * e).sum()
}

/// `L(e(theta))`, the least-squares loss at once.
#[grad(wrt(theta))]
#[jvp(wrt(theta))]
pub fn loss<const N: usize, const D: usize>(
    theta: &[f64; D],
    phi: &[[f64; D]; N],
    y: &[f64; N],
) -> f64 {
    squared_norm(&error(theta, phi, y))
}

/// A matrix that depends on a vector: `A_ij = x_j (sin(x_2) + i x_3)`, four rows and two columns.
#[grad]
#[jvp]
pub fn matrix_of(x: &[f64; 3]) -> [[f64; 2]; 4] {
    let mut a = [[0.0; 2]; 4];
    for i in 0..4 {
        for j in 0..2 {
            a[i][j] = x[j] * (x[1].sin() + (i + 1) as f64 * x[2]);
        }
    }
    a
}

/// `f(x) = sqrt(x^2 + exp(x^2)) + cos(x^2 + exp(x^2))`, (5.109) of the book, with the intermediate
/// variables of its graph.
#[grad]
#[jvp]
pub fn worked(x: f64) -> f64 {
    let a = x * x;
    let b = a.exp();
    let c = a + b;
    let d = c.sqrt();
    let e = c.cos();
    d + e
}
