use autodiff::{custom_jvp, custom_vjp};

#[custom_vjp]
fn no_rule(x: f64) -> f64 {
    x
}

#[custom_jvp()]
fn no_forward_rule(x: f64) -> f64 {
    x
}

#[custom_vjp(forward = a)]
fn half_a_rule(x: f64) -> f64 {
    x
}

#[custom_jvp(forward = a, reverse = b)]
fn sweeps_in_forward_mode(x: f64) -> f64 {
    x
}

#[custom_vjp(rule, wrt(x))]
fn wrt_of_a_rule(x: f64, y: f64) -> f64 {
    x * y
}

fn rule(x: f64, _y: f64, y_bar: f64) -> f64 {
    x * y_bar
}

fn main() {
    let _ = no_rule::grad(1.0);
    let _ = no_forward_rule::jvp(1.0, 1.0);
    let _ = half_a_rule::value_and_grad(1.0);
    let _ = sweeps_in_forward_mode::derivative(1.0);
}
