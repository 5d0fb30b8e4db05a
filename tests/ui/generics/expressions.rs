//! What generic functions may not contain.

use autodiff::{Real, grad};

trait Own: Real {
    fn doubled(self) -> Self {
        self + self
    }
    fn unit() -> Self {
        Self::one()
    }
}

impl Own for f64 {}

#[grad]
fn methods_of_other_traits<T: Real + Own>(x: T) -> T {
    x.doubled() * T::unit() + T::default() + T::doubled(x)
}

#[grad]
fn qualified<T: Real>(x: T) -> T {
    x * <T as Real>::one() + Real::sin(x)
}

#[grad]
fn casts<T: Real>(x: T) -> f64 {
    x as f64
}

#[grad]
fn literals<T: Real>(x: T) -> T {
    2.0 * x
}

fn main() {
    let _ = literals::grad(1.0);
}
