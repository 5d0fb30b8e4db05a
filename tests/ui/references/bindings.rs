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
fn chosen(a: &[f64], b: &[f64], n: usize) -> f64 {
    let x = if n > 1 { a } else { b };
    let y = match n {
        0 => &a[1..],
        _ => b,
    };
    let z = loop {
        break if n == 3 { a } else { b };
    };
    x[0] * y[0] * z[0]
}

fn main() {
    let _ = moved::grad(&[1.0], 2);
    let _ = moved_parameter::jvp(&[1.0], &[1.0]);
    let _ = chosen::grad(&[1.0], &[1.0], 2);
}
