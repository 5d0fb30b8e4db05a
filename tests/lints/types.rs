//! Structs, their methods and operators, and modules of functions of them.

use autodiff::{Differentiable, Real, grad, hessian, jvp};

/// A struct of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Differentiable)]
pub struct Body {
    /// Reals.
    pub position: [f64; 2],
    /// One real.
    pub mass: f64,
    /// None.
    pub index: usize,
}

/// Methods, with and without a receiver.
#[grad]
#[jvp]
#[hessian]
impl Body {
    /// Borrowed.
    pub fn energy(&self, other: &Self) -> f64 {
        if self.index == other.index {
            return 0.0;
        }
        self.mass * other.mass / self.distance(&other.position)
    }

    fn distance(&self, to: &[f64]) -> f64 {
        let squares = self.position.iter().zip(to).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    }

    /// Borrowed mutably.
    pub fn drift(&mut self, k: f64) {
        for x in &mut self.position {
            *x += k * self.mass;
        }
        self.mass *= k;
    }

    /// By value.
    #[must_use]
    pub fn heavier(self, by: f64) -> Self {
        Body {
            mass: self.mass + by,
            ..self
        }
    }

    /// Without.
    pub fn at(x: f64, y: f64) -> Self {
        Self {
            position: [x, y],
            mass: x * y,
            index: 0,
        }
    }
}

#[grad]
#[jvp]
#[hessian]
impl std::ops::Add for Body {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Body {
            mass: self.mass + other.mass,
            ..other
        }
    }
}

#[grad]
#[jvp]
#[hessian]
impl std::ops::Neg for Body {
    type Output = Body;

    fn neg(self) -> Body {
        Body {
            mass: -self.mass,
            ..self
        }
    }
}

/// A generic struct.
#[derive(Clone, Debug, PartialEq, Differentiable)]
pub struct Line<T: Real> {
    /// Its slopes.
    pub slopes: Vec<T>,
    /// Its height at zero.
    pub height: T,
}

#[grad]
#[jvp]
#[hessian]
impl<T: Real> Line<T> {
    /// At a place.
    pub fn at(&self, x: T) -> T {
        let mut y = self.height;
        for k in &self.slopes {
            y += *k * x;
        }
        y
    }
}

/// A module as a whole.
#[grad]
#[jvp]
#[hessian]
pub mod modelled {
    use super::{Body, Line};

    /// Structs as parameters, variables, elements, results.
    pub fn moved(mut b: Body, bodies: &[Body], line: &Line<f64>, out: &mut Body) -> Body {
        let mut last = b;
        for (i, other) in bodies.iter().enumerate() {
            if i > 3 {
                break;
            }
            let sum: Body = b + *other;
            let less: Body = -sum;
            let mass: f64 = b.mass;
            b.mass += less.energy(other) * line.at(mass);
            b.drift(other.mass);
            last = Body {
                index: i,
                ..b.heavier(sum.mass)
            };
        }
        out.position[0] *= last.mass;
        last
    }

    /// A local `Vec` of structs.
    pub fn kept(x: f64, n: usize) -> f64 {
        let mut all: Vec<Body> = vec![Body::at(x, 2.0); n];
        all[0].mass = x;
        for b in &mut all {
            b.position[1] *= b.mass;
        }
        all.iter().map(|b| b.position[1]).sum::<f64>()
    }
}
