use autodiff::{grad, jvp};

static LEVEL: f64 = 1.0;

#[grad]
fn unknown_places(x: f64, v: &mut [f64]) -> f64 {
    *first(v) = x;
    *first(v) += x;
    LEVEL = x;
    LEVEL += x;
    v[0]
}

fn first(v: &mut [f64]) -> &mut f64 {
    &mut v[0]
}

#[jvp]
fn parts(x: f64, v: &mut [f64]) -> f64 {
    (*first(v), v[1]) = (x, x);
    v[0]
}

fn main() {
    let _ = unknown_places::grad(1.0, &mut [1.0]);
    let _ = parts::jvp(1.0, &mut [1.0], 1.0, &mut [1.0]);
}
