//! What rustc says where an attribute or a rule is missing.

use autodiff::{Differentiable, jvp, sparsity, taylor};

#[jvp]
fn forward_only(x: f64) -> f64 {
    x * x
}

#[taylor]
fn calls(x: f64) -> f64 {
    forward_only(x)
}

#[derive(Clone, Copy, Differentiable)]
struct Point {
    x: f64,
}

impl std::ops::Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point { x: self.x + other.x }
    }
}

#[sparsity]
fn adds(p: Point) -> Point {
    p + p
}

fn main() {
    // one differentiated real, or there is no `taylor`
    let _ = several::taylor::<2>(1.0, 2.0);
}

#[taylor]
fn several(x: f64, y: f64) -> f64 {
    x * y
}
