use autodiff::{grad, hessian};

#[grad]
fn first_order(x: f64) -> f64 {
    x * x
}

#[hessian]
fn calls_first_order(x: f64) -> f64 {
    first_order(x)
}

#[hessian]
fn only_second_order(x: f64) -> f64 {
    x * x
}

#[grad]
fn calls_second_order(x: f64) -> f64 {
    only_second_order(x)
}

fn main() {
    let _ = only_second_order::grad(1.0);
}
