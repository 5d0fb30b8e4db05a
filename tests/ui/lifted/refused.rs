//! What Taylor series and sparsity do not take.

use autodiff::{custom_jvp, jvp, sparsity, taylor};

fn rule(x: f64, _y: f64, x_dot: f64) -> f64 {
    x * x_dot
}

#[taylor]
#[custom_jvp(rule)]
fn with_a_rule(x: f64) -> f64 {
    x
}

#[custom_jvp(rule)]
#[sparsity]
fn with_a_rule_below(x: f64) -> f64 {
    x
}

#[jvp]
#[taylor]
fn g(x: f64) -> f64 {
    x * x
}

#[taylor]
fn with_a_derivative(x: f64) -> f64 {
    x + g::derivative(x)
}

struct Point(f64);

#[sparsity]
impl std::ops::Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point(self.0 + other.0)
    }
}

#[taylor]
fn of_nothing(n: usize) -> f64 {
    n as f64
}

#[taylor]
fn reserved(x: f64) -> f64 {
    let __lift = x;
    __lift
}

fn main() {
    // the refused ones have stubs
    let _ = with_a_derivative::taylor::<2>(1.0);
}
