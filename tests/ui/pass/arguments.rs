//! Temporaries and literals as arguments.
use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn named(name: &str, x: f64) -> f64 {
    x * name.len() as f64
}

#[grad]
#[jvp]
fn indexed(at: &[usize], v: &[f64], k: &f64) -> f64 {
    v[at[0]] * v[at[1]] * *k
}

#[grad]
#[jvp]
fn doubled(v: &mut [f64]) -> f64 {
    v[0] *= 2.0;
    v[0]
}

#[grad]
#[jvp]
fn text(x: f64) -> f64 {
    named("abc", x)
}

#[grad]
#[jvp]
fn integers(x: f64) -> f64 {
    indexed(&[0, 1], &[x, x], &1.5)
}

#[grad]
#[jvp]
fn changed(x: f64) -> f64 {
    doubled(&mut [x, x])
}

fn main() {
    assert_eq!(text::grad(1.0), 3.0);
    assert_eq!(integers::grad(1.0), 3.0);
    assert_eq!(changed::grad(1.0), 2.0);
    assert_eq!(changed::derivative(1.0), 2.0);
}
