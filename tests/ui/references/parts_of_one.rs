use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a[0] * b[0]
}

#[grad]
#[jvp]
fn corner(a: &[Vec<f64>], b: &[f64]) -> f64 {
    a[0][0] * b[0]
}

#[grad]
fn rows_of_one(m: &[Vec<f64>]) -> f64 {
    dot(&m[0], &m[1])
}

#[grad]
fn all_and_a_row(m: &[Vec<f64>]) -> f64 {
    corner(m, &m[0])
}

#[grad]
fn exchanged(m: &mut [Vec<f64>]) -> f64 {
    m.swap(0, 1);
    m[0][0]
}

fn main() {
    let m = [vec![1.0]];
    let _ = all_and_a_row::grad(&m);
}
