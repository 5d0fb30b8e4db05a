//! Functions of any size: one whose gradient keeps nothing, one that keeps a number for each input, one that keeps two for each step.

use autodiff::grad;

/// Rosenbrock's function: the reverse sweep reads the inputs where they are.
#[grad]
pub fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        let a = x[i + 1] - x[i] * x[i];
        let b = 1.0 - x[i];
        sum += 100.0 * a * a + b * b;
    }
    sum
}

/// The logarithm of a sum of exponentials, which are kept.
#[grad]
pub fn log_sum_exp(x: &[f64]) -> f64 {
    let sum: f64 = x.iter().map(|x| x.exp()).sum();
    sum.ln()
}

/// The place of Van der Pol's oscillator after explicit Euler steps; place and velocity at every step are kept.
#[grad]
pub fn van_der_pol(place: f64, velocity: f64, steps: usize) -> f64 {
    let mut x = place;
    let mut v = velocity;
    for _ in 0..steps {
        let force = 2.0 * (1.0 - x * x) * v - x;
        x += 1e-3 * v;
        v += 1e-3 * force;
    }
    x
}
