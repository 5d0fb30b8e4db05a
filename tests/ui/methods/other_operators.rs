//! Traits with the names of operators that are not the operators'.
use autodiff::{Differentiable, grad};

mod other {
    pub trait Mul<B> {
        type Output;
        fn mul(self, b: B) -> Self::Output;
    }
    pub trait Neg {
        type Output;
        fn neg(self) -> Self::Output;
    }
    impl Mul<f64> for f64 {
        type Output = f64;
        fn mul(self, b: f64) -> f64 {
            self * b
        }
    }
}

#[derive(Clone, Copy, Differentiable)]
struct P(f64);

#[grad]
impl other::Neg for P {
    type Output = P;
    fn neg(self) -> P {
        P(self.0 * 2.0)
    }
}

#[grad]
impl other::Mul<f64> for P {
    type Output = P;
    fn mul(self, b: f64) -> P {
        P(self.0 + b)
    }
}

fn main() {}
