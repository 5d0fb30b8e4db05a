//! One error in one function, and every use of its companion is still known.
use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn refused(x: f64, v: &[f64]) -> f64 {
    let _f = async { x };
    x * v[0]
}

#[grad]
#[jvp]
fn caller(x: f64, v: &[f64]) -> f64 {
    refused(x * x, v) + refused(x, &v[1..])
}

#[grad]
fn refused_vector(x: &[f64]) -> Vec<f64> {
    let _f = async { x };
    x.to_vec()
}

#[jvp]
fn refused_procedure(x: &[f64], y: &mut [f64]) {
    let _f = async { x };
    y[0] = x[0];
}

#[grad(wrt(x), name = renamed)]
fn refused_name(x: f64, n: f64) -> f64 {
    let y = n.next_up();
    x * y
}

fn main() {
    let v = [1.0, 2.0];
    let mut tape = autodiff::Tape::new();
    let (mut x_bar, mut v_bar) = (0.0, [0.0; 2]);
    let (_, _): (f64, Vec<f64>) = refused::grad(1.0, &v);
    let _ = refused::value_and_grad(1.0, &v);
    let _ = refused::value_and_grad_into(1.0, &v, &mut x_bar, &mut v_bar);
    let _ = refused::value_and_grad_with(&mut tape, 1.0, &v, &mut x_bar, &mut v_bar);
    let _ = refused::vjp(1.0, &v, 1.0);
    let _ = refused::jvp(1.0, &v, 1.0, &v);
    let _ = refused::jacfwd(1.0, &v);
    let _ = caller::grad(1.0, &v);
    let _ = caller::jvp(1.0, &v, 1.0, &v);
    let _ = refused_vector::jacrev(&v);
    let _ = refused_vector::vjp(&v, vec![1.0]);
    refused_procedure::jvp(&v, &mut v_bar, &v, &mut [0.0; 2]);
    let _: f64 = renamed::grad(1.0, 2.0);
}
