//! A function without reals needs no attribute, and its result no type.
use autodiff::{grad, jvp};

fn weights(n: usize) -> Vec<f64> {
    vec![2.0; n]
}

#[grad]
#[jvp]
fn with_a_table(x: f64, n: usize) -> f64 {
    let w = weights(n);
    let mut s = 0.0;
    for i in 0..n {
        s += w[i] * x * x;
    }
    s
}

fn main() {
    assert_eq!(with_a_table::grad(3.0, 1), 12.0);
    assert_eq!(with_a_table::derivative(3.0, 1), 12.0);
}
