//! What `tests/hygiene` calls from the outside: the same constructs in edition 2021, in another crate.
#![deny(warnings, missing_docs, clippy::pedantic)]

pub use autodiff as library;

use autodiff::{grad, hessian, jvp, Differentiable, Real};

/// A spring.
#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
pub struct Spring {
    /// Its stiffness.
    pub stiffness: f64,
    /// Its length at rest.
    pub rest: f64,
}

#[grad]
#[jvp]
#[hessian]
impl Spring {
    /// What it stores at a length.
    #[must_use]
    pub fn energy(&self, length: f64) -> f64 {
        let x_squared: f64 = square(length - self.rest);
        0.5 * self.stiffness * x_squared
    }

    /// It loses some of its stiffness.
    pub fn tire(&mut self, share: f64) {
        self.stiffness *= 1.0 - share;
    }
}

#[grad]
#[jvp]
#[hessian]
impl std::ops::Add for Spring {
    type Output = Spring;

    fn add(self, other: Spring) -> Spring {
        Spring {
            stiffness: self.stiffness + other.stiffness,
            rest: self.rest * other.rest,
        }
    }
}

#[grad]
#[jvp]
#[hessian]
fn square<T: Real>(x: T) -> T {
    x * x
}

/// The length of a vector, with an early exit.
#[grad]
#[jvp]
#[hessian]
pub fn norm<T: Real>(x: &[T]) -> T {
    let mut sum = T::zero();
    for v in x {
        if *v > T::from_f64(1e6) {
            return *v;
        }
        sum += square(*v);
    }
    sum.sqrt()
}

/// Chains, closures, `Option`s.
#[grad]
#[jvp]
#[hessian]
#[must_use]
pub fn lazy(x: &[f64], n: usize) -> f64 {
    let scaled = |v: f64| v * x[0];
    let squares: Vec<f64> = x.iter().map(|v| scaled(*v)).collect();
    let best = squares.iter().copied().reduce(f64::max);
    let Some(best) = best else { return 0.0 };
    let mut stack = squares;
    let mut product = best;
    while let Some(top) = stack.pop() {
        match top {
            t if t > 2.0 => product *= t,
            _ => product += top,
        }
    }
    product + (0..n).map(|i| x[i % x.len()].sin()).sum::<f64>()
}

/// A tangent and a gradient, taken inside this crate.
#[must_use]
pub fn slope(x: f64) -> (f64, f64) {
    (square::grad(x), square::derivative(x))
}

/// Makes a differentiated polynomial where it is called, through this crate's own path to the library.
#[macro_export]
macro_rules! polynomial {
    ($(#[$meta:meta])* $vis:vis fn $name:ident($x:ident) = $($c:expr),+ $(,)?) => {
        $(#[$meta])*
        #[$crate::library::grad(crate = $crate::library)]
        #[$crate::library::jvp(crate = $crate::library)]
        #[$crate::library::hessian(crate = $crate::library)]
        $vis fn $name($x: f64) -> f64 {
            let mut sum = 0.0;
            let mut power = 1.0;
            for c in [$($c),+] {
                sum += c * power;
                power *= $x;
            }
            sum
        }
    };
}
