//! Functions, methods, operators and macros of another crate, in edition 2021.

use autodiff::check::assert_gradient_of;
use autodiff::{Tangent, grad, hessian, jvp};
use neighbour::{Spring, norm};

/// Calls all of it.
#[grad]
#[jvp]
#[hessian]
pub fn through(s: Spring, x: &[f64]) -> f64 {
    let mut worn: Spring = s + s;
    worn.tire(x[0]);
    worn.energy(norm(x)) * neighbour::lazy(x, 3)
}

neighbour::polynomial! {
    /// From a macro of the other crate.
    pub fn cubic(x) = 1.0, 0.0, -2.0, 3.0
}

const SPRING: Spring = Spring {
    stiffness: 2.0,
    rest: 0.7,
};
const X: [f64; 3] = [0.3, 1.7, -0.6];

#[test]
fn calls_across_crates() {
    let g = through::grad(SPRING, &X);
    let f = |(s, x): &(Spring, Vec<f64>)| through(*s, x);
    assert_gradient_of(f, &g, &(SPRING, X.to_vec()), 1e-8);
    let (_, y_dot) = through::jvp(SPRING, &X, g.0, &g.1);
    assert!((y_dot - g.dot(&g)).abs() < 1e-12 * y_dot);
}

#[test]
fn macros_across_crates() {
    assert_eq!(cubic(2.0), 17.0);
    assert_eq!(cubic::grad(2.0), 28.0);
    assert_eq!(cubic::derivative(2.0), 28.0);
    assert_eq!(neighbour::slope(3.0), (6.0, 6.0));
}
