//! Closures are inlined where they are called: they cannot be stored, returned or passed on.
use autodiff::{grad, jvp};

#[grad]
fn stored(x: f64, c: bool) -> f64 {
    let table = [|y: f64| y * y, |y: f64| y + 1.0];
    let chosen: fn(f64) -> f64 = if c { |y| y * y } else { |y| y + 1.0 };
    let _boxed = Box::new(|y: f64| y * x);
    table[0](x) + chosen(x)
}

#[jvp]
fn passed_on(x: f64) -> f64 {
    let square = |y: f64| y * y;
    assert!(square(x) > 0.0);
    let _again = square.clone();
    apply(square, x) + apply(|y| y + x, x)
}

fn apply(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(x)
}

#[grad]
fn unusual(x: f64) -> f64 {
    let _later = async || x;
    x
}

#[grad]
fn copied(x: f64) -> f64 {
    let mut k = x;
    let mut next = move || {
        k *= x;
        k
    };
    let mut other = move || next();
    let a: f64 = (0..2).map(|_| next()).sum();
    next() + other() + a
}

#[grad(constant(table))]
fn called(x: f64, table: &[fn(f64) -> f64; 1]) -> f64 {
    table[0](x)
}

fn main() {
    let _ = stored::grad(1.0, true);
    let _ = passed_on::derivative(1.0);
    let _ = unusual::grad(1.0);
    let _ = copied::grad(1.0);
}
