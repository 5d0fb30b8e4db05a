use autodiff::{grad, jvp};

#[grad(wrt(x, z))]
fn unknown_parameter(x: f64, y: f64) -> f64 {
    x * y
}

#[grad(wrt(x, y, x))]
fn listed_twice(x: f64, y: f64) -> f64 {
    x * y
}

#[jvp(wrt(n, x, flag, text))]
fn without_reals(n: usize, x: f64, flag: bool, text: &str) -> f64 {
    if flag && text.is_empty() { x } else { x * n as f64 }
}

#[grad(wrt(x), constant(x, k, k, m))]
fn constant_and_not(x: f64, k: f64) -> f64 {
    x * k
}

#[grad(wrt())]
fn nothing_listed(x: f64) -> f64 {
    x
}

#[grad(constant(x))]
#[jvp]
fn all_constant(x: f64) -> f64 {
    x
}

fn main() {
    let _ = listed_twice::grad(1.0, 2.0);
    let _ = all_constant::derivative(1.0);
}
