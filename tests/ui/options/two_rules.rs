use autodiff::{custom_jvp, custom_vjp};

#[custom_vjp(rule, forward = a, reverse = b)]
fn two_ways(x: f64) -> f64 {
    x
}

#[custom_jvp(tangent, tangent)]
fn twice(x: f64) -> f64 {
    x
}

fn rule(x: f64, _y: f64, y_bar: f64) -> f64 {
    x * y_bar
}

fn tangent(_x: f64, _y: f64, x_dot: f64) -> f64 {
    x_dot
}

fn main() {}
