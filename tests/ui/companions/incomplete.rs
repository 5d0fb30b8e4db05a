use autodiff::{grad, jvp};

#[jvp]
fn forward_only(x: f64) -> f64 {
    x
}

#[grad]
fn reverse_only(x: f64) -> f64 {
    x
}

#[grad]
fn needs_grad(x: f64) -> f64 {
    forward_only(x)
}

#[jvp]
fn needs_jvp(x: f64) -> f64 {
    reverse_only(x)
}

fn main() {
    let _ = forward_only::grad(1.0);
}
