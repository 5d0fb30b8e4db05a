use autodiff::{grad, jvp};

#[grad]
fn moved(x: &[f64], n: usize) -> f64 {
    let mut rest = &x[1..];
    rest = &rest[1..];
    let row;
    row = &x[..n];
    rest[0] * row[0]
}

#[jvp]
fn moved_parameter(mut x: &[f64]) -> f64 {
    let y = x[0];
    x = &x[1..];
    x[0] * y
}

#[grad]
fn moved_mutable(mut x: &mut [f64]) -> f64 {
    x = &mut x[1..];
    x[0]
}

#[grad]
fn moved_choice(a: &[f64], b: &[f64], n: usize) -> f64 {
    let mut x = if n > 1 { a } else { b };
    x = if n > 2 { b } else { a };
    x[0]
}

#[grad]
fn out_of_a_loop(a: &[f64], b: &[f64], n: usize) -> f64 {
    let z = loop {
        if n == 3 {
            break a;
        }
        break b;
    };
    z[0]
}

#[grad]
fn of_something_new(a: &[f64], n: usize) -> f64 {
    let x = if n > 1 { a } else { &[1.0, a[0]] };
    x[0]
}

#[grad]
fn chosen_and_traversed(n: usize, x: f64) -> f64 {
    let (mut a, mut b) = (vec![x], vec![x * x]);
    let w = if n > 1 { &mut a } else { &mut b };
    for v in w.iter_mut() {
        *v *= 2.0;
    }
    let u = &mut w[..1];
    u[0] = x;
    a[0] * b[0]
}

#[grad]
fn returned(a: &[f64], b: &[f64], n: usize) -> f64 {
    let x = if n > 1 { a } else { b };
    return x;
}

fn main() {
    let _ = moved::grad(&[1.0], 2);
    let _ = moved_parameter::jvp(&[1.0], &[1.0]);
    let _ = chosen_and_traversed::grad(1, 1.0);
}
