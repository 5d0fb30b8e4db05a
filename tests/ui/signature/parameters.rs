use autodiff::{grad, jvp};

#[grad]
fn opaque(x: f64, f: impl Fn(f64) -> f64) -> f64 {
    f(x)
}

#[jvp]
fn dynamic(x: f64, f: &dyn Fn(f64) -> f64) -> f64 {
    f(x)
}

#[grad]
fn pointer(x: f64, f: fn(f64) -> f64) -> f64 {
    f(x)
}

#[grad]
fn raw(x: f64, _p: *const f64) -> f64 {
    x
}

fn main() {}
