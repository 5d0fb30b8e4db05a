use autodiff::{grad, jvp};

#[grad]
fn through_a_call(x: f64) -> f64 {
    let mut a = [0.0; 2];
    all(&mut a)[0] = x;
    all(&mut a)[1] += x;
    a[0] * a[1]
}

#[jvp]
fn through_a_reference_from_a_call(x: f64) -> f64 {
    let mut a = [0.0; 2];
    let r = all(&mut a);
    r[0] = x;
    a[0]
}

#[grad]
fn exchanged_through_a_call(x: f64) -> f64 {
    let mut a = [0.0; 2];
    let mut y = x;
    std::mem::swap(&mut all(&mut a)[0], &mut y);
    a[0]
}

#[grad]
fn handed_on(x: f64) -> f64 {
    let mut a = [0.0; 2];
    set(&mut all(&mut a)[1..], x);
    a[1]
}

#[grad]
fn set(v: &mut [f64], x: f64) {
    v[0] = x;
}

fn all(v: &mut [f64]) -> &mut [f64] {
    v
}

fn main() {
    let _ = through_a_call::grad(1.0);
}
