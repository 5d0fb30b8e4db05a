//! Another trait of the name `Real`, with methods that mean something else.

use autodiff::jvp;

trait Real: Copy + std::ops::Mul<Output = Self> {
    fn sin(&self) -> Self;
}

impl Real for f64 {
    fn sin(&self) -> f64 {
        1.0
    }
}

#[jvp]
fn f<T: Real>(x: T) -> T {
    x * x.sin()
}

fn main() {
    let _ = f::derivative(1.0);
}
