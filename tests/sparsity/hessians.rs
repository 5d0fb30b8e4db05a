//! Which pairs of inputs have a second derivative.

use super::{assert_covers, assert_is};
use autodiff::{hessian, sparsity};

#[test]
fn every_kind_of_operation() {
    #[hessian]
    #[sparsity]
    fn f(x: &[f64]) -> f64 {
        // linear, bilinear, nonlinear in one, in both, piecewise linear
        let linear = 2.0 * x[0] - x[1] / 3.0 + x[2].abs() + x[3].max(0.0);
        linear
            + x[1] * x[2]
            + x[3].sin()
            + x[4] / x[5]
            + x[6].hypot(x[7])
            + x[8].mul_add(x[9], x[0])
            + x[10].min(x[11])
    }
    let x: Vec<f64> = (0..12).map(|i| 0.7 + 0.1 * f64::from(i)).collect();
    let pattern = f::hessian_sparsity(&x);
    assert_is(&pattern, &f::hessian(&x));
    let quotient: Vec<&[usize]> = pattern.rows().skip(4).take(2).collect();
    assert_eq!(quotient, [&[5][..], &[4, 5]]);
}

#[test]
fn compositions_and_loops() {
    #[hessian]
    #[sparsity]
    fn g(a: f64, b: f64) -> f64 {
        (a - b).exp()
    }
    #[hessian]
    #[sparsity]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut sum = 0.0;
        for i in 0..n {
            let t = g(x[i], x[i + 1]);
            if t > 1.0 {
                sum += t * x[0];
            } else {
                sum += t;
            }
        }
        sum + x[n + 1]
    }
    let x = [0.4, 0.3, 0.9, 0.1, 2.0];
    let pattern = f::hessian_sparsity(&x, 3);
    assert_is(&pattern, &f::hessian(&x, 3));
    assert_eq!(pattern.row(4), []);
}

/// Where a Hessian vanishes at a point but not near it, the pattern has it.
#[test]
fn zeros_of_the_point() {
    #[hessian]
    #[sparsity]
    fn f(x: &[f64]) -> f64 {
        x[0] * x[1] * x[2] + x[3].powi(3)
    }
    let pattern = f::hessian_sparsity(&[0.0; 4]);
    assert_eq!(
        pattern.to_string(),
        "xxx.\nxxx.\nxxx.\n...x".replace("xxx.\nxxx.\nxxx.", ".xx.\nx.x.\nxx..")
    );
    assert_covers(&pattern, &f::hessian(&[0.0; 4]));
}

#[test]
fn several_parameters_and_those_that_are_written() {
    #[hessian]
    #[sparsity]
    fn f(a: f64, x: &[f64; 2], kept: &mut [f64]) -> f64 {
        kept[0] *= a;
        kept[0] * x[0] + x[1] * x[1]
    }
    let pattern = f::hessian_sparsity(2.0, &[1.0, 3.0], &mut [5.0]);
    assert_is(&pattern, &f::hessian(2.0, &[1.0, 3.0], &mut [5.0]));
    assert_eq!(pattern.to_string(), ".x.\nx..\n..x");
}

/// A sum of ten thousand terms takes no more than the terms.
#[test]
fn many_terms() {
    #[sparsity]
    fn rosenbrock(x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 1..x.len() {
            let (a, b) = (1.0 - x[i - 1], x[i] - x[i - 1] * x[i - 1]);
            sum += a * a + 100.0 * b * b;
        }
        sum
    }
    let n = 10_000;
    let pattern = rosenbrock::hessian_sparsity(&vec![0.5; n]);
    assert_eq!(pattern.entries(), 3 * n - 2);
    assert_eq!(pattern.color_columns().count(), 3);
}

/// Sets that no longer grow are not made anew, however long the program runs.
#[test]
fn many_steps() {
    #[sparsity]
    fn f(x: &[f64], steps: usize) -> f64 {
        let n = x.len();
        let mut y = x.to_vec();
        for _ in 0..steps {
            for i in 0..n {
                y[i] += 0.01 * (y[(i + 1) % n] - y[i]).sin();
            }
        }
        y[0]
    }
    let pattern = f::hessian_sparsity(&[0.5; 50], 1000);
    assert_eq!(pattern.entries(), 2500);
}
