use autodiff::{grad, jvp};

fn plain(x: f64) -> f64 {
    x
}

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
    plain(x) + forward_only(x)
}

#[jvp]
fn needs_jvp(x: f64) -> f64 {
    plain(x) + reverse_only(x)
}

fn main() {
    let _ = forward_only::grad(1.0);
}
