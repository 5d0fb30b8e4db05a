//! What `taylor` takes and returns, beside other attributes, in `impl` blocks and for type parameters.

use super::assert_close;
use autodiff::{Differentiable, Real, grad, jvp, taylor};

#[test]
fn vectors_and_tuples_out() {
    #[taylor]
    fn circle(t: f64) -> [f64; 2] {
        [t.cos(), t.sin()]
    }
    let (at, [velocity, acceleration]) = circle::taylor(0.5);
    assert_close(&velocity, &[-at[1], at[0]], 1e-15);
    assert_close(&acceleration, &[-at[0], -at[1]], 1e-15);
    #[taylor]
    fn rows(t: f64, n: usize) -> (Vec<f64>, usize) {
        let powers: Vec<f64> = (0..n).map(|i| t.powi(i as i32)).collect();
        (powers, n)
    }
    let (_, [first, second]) = rows::taylor(2.0, 4);
    assert_eq!(
        (first.0, second.0),
        (vec![0.0, 1.0, 4.0, 12.0], vec![0.0, 0.0, 2.0, 12.0])
    );
}

#[test]
fn borrowed_single_precision_and_generic() {
    #[taylor]
    fn borrowed(x: &f64) -> f64 {
        x * x
    }
    assert_eq!(borrowed::taylor(&3.0), (9.0, [6.0, 2.0, 0.0]));
    #[taylor]
    fn single(x: f32) -> f32 {
        x.powi(3) + 1.0
    }
    assert_eq!(single::taylor(2.0), (9.0, [12.0, 12.0, 6.0]));
    #[taylor]
    fn generic<T: Real>(x: T, n: i32) -> T {
        x.powi(n) * T::from_f64(2.0)
    }
    assert_eq!(
        generic::taylor::<f64, 3>(2.0, 3),
        (16.0, [24.0, 24.0, 12.0])
    );
    assert_eq!(
        generic::taylor::<f32, 3>(2.0, 3),
        (16.0, [24.0, 24.0, 12.0])
    );
}

#[test]
fn one_of_several_parameters() {
    #[grad]
    #[taylor(wrt(x))]
    #[jvp(wrt(x))]
    fn f(a: &[f64], x: f64) -> f64 {
        a.iter().rev().fold(0.0, |y, a| y * x + a)
    }
    let a = [1.0, 2.0, 3.0];
    assert_eq!(f::taylor(&a, 2.0), (17.0, [14.0, 6.0, 0.0]));
    assert_eq!(f::derivative(&a, 2.0), 14.0);
    assert_eq!(f::grad(&a, 2.0).1, 14.0);
}

#[derive(Clone, Copy, Differentiable)]
struct Spring {
    stiffness: f64,
    turns: usize,
}

#[taylor]
impl Spring {
    fn new(stiffness: f64) -> Spring {
        Spring {
            stiffness,
            turns: 3,
        }
    }

    fn energy(&self, x: f64) -> f64 {
        let mut e = 0.5 * self.stiffness * x * x;
        e += self.stiffness * self.turns as f64 * x;
        e - -self.stiffness
    }

    fn stretched(mut self, by: f64) -> Spring {
        self.stiffness *= by;
        self
    }
}

/// `Spring { x, 3 }` stretched by `x` has the energy `x^2 (x^2 / 2 + 3 x + 1)`.
#[test]
fn structs_and_methods() {
    #[taylor]
    fn f(x: f64) -> f64 {
        Spring::new(x).stretched(x).energy(x)
    }
    let (y, d) = f::taylor::<5>(2.0);
    assert_eq!(y, 4.0 * (2.0 + 6.0 + 1.0));
    assert_close(
        &d,
        &[16.0 + 36.0 + 4.0, 24.0 + 36.0 + 2.0, 24.0 + 18.0, 12.0, 0.0],
        1e-15,
    );
}

/// A field of a type parameter.
#[derive(Clone, Differentiable)]
struct Polynomial<T: Real> {
    coefficients: Vec<T>,
}

#[taylor]
fn horner<T: Real>(p: &Polynomial<T>, x: T) -> T {
    let mut y = T::zero();
    for c in p.coefficients.iter().rev() {
        y = y * x + *c;
    }
    y
}

#[test]
fn structs_of_type_parameters() {
    #[taylor]
    fn f(x: f64) -> f64 {
        let p = Polynomial {
            coefficients: vec![1.0, x, 3.0],
        };
        horner(&p, x)
    }
    // 1 + x^2 + 3 x^2
    assert_eq!(f::taylor(2.0), (17.0, [16.0, 8.0, 0.0]));
}

/// Derivatives along curves are those of the composition.
#[test]
fn jets() {
    #[taylor]
    fn f(x: &[f64], y: f64) -> f64 {
        x[0] * x[1] * y.exp()
    }
    // x = (1 + t, t^2), y = 3 t at t = 0: (1 + t) t^2 exp(3 t) = t^2 + 4 t^3 + ..
    let x = [&[1.0, 0.0][..], &[0.0, 2.0], &[0.0, 0.0]];
    let (value, d) = f::jet(&[1.0, 0.0], 0.0, x, [3.0, 0.0, 0.0]);
    assert_eq!(value, 0.0);
    assert_close(&d, &[0.0, 2.0, 24.0], 1e-15);
    #[taylor]
    fn g(x: &mut [f64; 2]) {
        x[1] *= x[0];
    }
    let (mut first, mut second) = ([1.0, 2.0], [0.0; 2]);
    let mut x = [5.0, 3.0];
    let ((), [(), ()]) = g::jet(&mut x, [&mut first, &mut second]);
    // (5 + t) (3 + 2 t) = 15 + 13 t + 2 t^2
    assert_eq!((x[1], first[1], second[1]), (15.0, 13.0, 4.0));
}

/// A pendulum's angle as a power series in the time: the equation of motion holds at every order.
#[test]
fn in_and_out_parameters() {
    #[taylor]
    fn step(y: &mut [f64], h: f64) {
        let (angle, speed) = (y[0], y[1]);
        y[0] += h * speed;
        y[1] -= h * angle.sin();
    }
    #[taylor]
    fn f(h: f64) -> f64 {
        let mut y = [0.5, 0.0];
        for _ in 0..2 {
            step(&mut y, h);
        }
        y[0]
    }
    // 0.5 - h^2 sin(0.5)
    assert_close(
        &f::taylor::<4>(0.25).1,
        &[-0.5 * 0.5f64.sin(), -2.0 * 0.5f64.sin(), 0.0, 0.0],
        1e-15,
    );
}
