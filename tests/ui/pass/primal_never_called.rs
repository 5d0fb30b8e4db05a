//! Only the derivatives are used: no warning about the function, nor about derivatives that nobody calls.
#![deny(warnings, dead_code, unused)]
#![forbid(unsafe_code)]

use autodiff::{grad, jvp};

#[grad]
fn reverse_only(x: f64) -> f64 {
    x.sin()
}

#[grad]
fn in_a_loop(x: &[f64]) -> f64 {
    let mut s = 1.0;
    for y in x {
        s *= square(*y);
    }
    s
}

#[grad]
fn square(x: f64) -> f64 {
    x * x
}

#[jvp]
fn forward_only(x: f64) -> f64 {
    callee(x)
}

#[jvp]
fn callee(x: f64) -> f64 {
    x * x
}

#[grad(constant(n))]
#[jvp]
fn procedure(x: &[f64], n: usize, out: &mut [f64]) {
    for i in 0..n {
        out[i] = x[i] * x[i];
    }
}

fn main() {
    let _ = reverse_only::grad(1.0);
    let _ = in_a_loop::value_and_grad(&[1.0, 2.0]);
    let _ = forward_only::derivative(1.0);
    procedure::jvp(&[1.0], 1, &mut [0.0], &[1.0], &mut [0.0]);
}
