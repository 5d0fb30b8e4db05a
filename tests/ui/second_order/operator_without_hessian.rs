use autodiff::{Differentiable, grad, hessian};
use std::ops::Add;

#[derive(Clone, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

#[grad]
impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point {
            x: self.x + other.x,
            y: self.y * other.y,
        }
    }
}

#[hessian]
fn sum(p: &Point, q: &Point) -> f64 {
    let sum = p.clone() + q.clone();
    sum.x * sum.y
}

impl Point {
    #[grad]
    fn norm(&self) -> f64 {
        self.x.hypot(self.y)
    }
}

#[hessian]
fn method(p: &Point) -> f64 {
    p.norm()
}

fn main() {}
