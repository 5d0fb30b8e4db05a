//! A sum of a thousand terms, and thirty brackets in each other.
#![allow(unused_parens)]
use autodiff::{grad, jvp};

#[grad]
#[jvp]
#[rustfmt::skip]
fn long(x: f64, y: f64) -> f64 {
    x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
        + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y + x + y * x + x + 2.0 + y
}

#[grad]
#[jvp]
fn deep(x: f64, y: f64) -> f64 {
    ((((((((((((((((((((((((((((((x * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y) * y)
}

fn main() {
    let (x_bar, y_bar) = long::grad(0.5, 0.25);
    assert_eq!(x_bar, 400.0 + 200.0 * 0.25);
    assert_eq!(y_bar, 200.0 + 200.0 * 0.5);
    assert_eq!(deep::grad(0.5, 1.0), (1.0, 15.0));
    assert_eq!(long::jvp(0.5, 0.25, 1.0, 0.0).1, x_bar);
    assert_eq!(deep::jvp(0.5, 1.0, 0.0, 1.0).1, 15.0);
}
