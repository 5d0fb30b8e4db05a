use autodiff::{custom_vjp, hessian};

#[hessian]
#[custom_vjp(rule)]
fn rule_below(x: f64) -> f64 {
    x * x
}

#[custom_vjp(rule)]
#[hessian]
fn rule_above(x: f64) -> f64 {
    x * x
}

fn rule(x: f64, _y: f64, y_bar: f64) -> f64 {
    2.0 * x * y_bar
}

#[hessian(wrt(z))]
fn no_such_parameter(x: f64) -> f64 {
    x
}

#[hessian]
#[hessian]
fn twice(x: f64) -> f64 {
    x
}

fn main() {}
