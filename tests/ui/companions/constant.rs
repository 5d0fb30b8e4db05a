use autodiff::{grad, jvp};

#[grad(constant(k))]
#[jvp(constant(k))]
fn scaled(x: f64, k: f64) -> f64 {
    x * k
}

#[grad(constant(k))]
#[jvp(constant(k))]
fn scaled_all(x: &[f64], k: &[f64]) -> f64 {
    x[0] * k[0]
}

#[grad]
#[jvp]
fn active_for_constant(x: f64) -> f64 {
    scaled(x, x)
}

#[grad]
#[jvp]
fn active_for_constant_slice(x: &[f64]) -> f64 {
    scaled_all(x, x)
}

fn main() {}
