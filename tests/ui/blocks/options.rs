use autodiff::{Differentiable, grad, jvp};

#[derive(Clone, Copy, Differentiable)]
struct P {
    a: f64,
}

#[grad(wrt(x))]
#[jvp(name = p_ad)]
impl P {
    fn scaled(&self, x: f64) -> f64 {
        self.a * x
    }
}

#[grad(constant(x))]
mod functions {
    pub fn f(x: f64, y: f64) -> f64 {
        x * y
    }
}

trait Scaled {
    fn scaled(&self, k: f64) -> f64;
}

#[grad]
impl Scaled for f64 {
    fn scaled(&self, k: f64) -> f64 {
        self * k
    }
}

#[grad]
impl std::ops::Add for P {
    type Output = P;
    #[cfg(any())]
    fn add(self, other: P) -> P {
        P { a: self.a * other.a }
    }
    #[cfg(not(any()))]
    fn add(self, other: P) -> P {
        P { a: self.a + other.a }
    }
}

fn main() {}
