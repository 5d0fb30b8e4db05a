//! Also wrong without the attribute: rustc says so, too.
use autodiff::{grad, jvp};

#[grad]
fn length_from_a_parameter(x: f64, n: usize) -> f64 {
    let a = [x; n];
    a[0]
}

#[jvp]
fn value_expected(x: f64) -> f64 {
    let y: f64;
    y = _;
    x + y
}

#[grad]
fn waits(x: f64) -> f64 {
    (x.sin()).await
}

fn main() {
    let _ = length_from_a_parameter::grad(1.0, 1);
}
