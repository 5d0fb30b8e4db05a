//! Arithmetic with a type that only looks like a number.
use autodiff::grad;
use std::ops::Mul;

#[derive(Clone, Copy)]
struct Square;

impl Mul<f64> for Square {
    type Output = f64;
    fn mul(self, x: f64) -> f64 {
        x * x
    }
}

impl Mul<Square> for f64 {
    type Output = f64;
    fn mul(self, _: Square) -> f64 {
        self * self
    }
}

impl Square {
    fn hypot(self, x: f64) -> f64 {
        x * x
    }
}

const SQUARE: Square = Square;
static SQUARES: [Square; 1] = [Square];

#[grad]
fn constant(x: f64) -> f64 {
    SQUARE * x
}

#[grad]
fn element(x: f64) -> f64 {
    SQUARES[0] * x
}

#[grad]
fn method(x: f64) -> f64 {
    SQUARE.hypot(x)
}

fn main() {
    let _ = constant::grad(1.0);
}
