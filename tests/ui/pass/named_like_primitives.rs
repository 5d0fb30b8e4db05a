//! Functions named like primitive types, whose companions are named otherwise; methods, which have none.
#![deny(warnings)]
#![forbid(unsafe_code)]

use autodiff::{Differentiable, grad, hessian, jvp};

#[grad(name = f64_ad)]
#[jvp]
#[hessian]
fn f64(x: f64, n: usize) -> f64 {
    let y: f64 = x * x.sin();
    y * n as f64
}

#[grad(name = usize_ad, companion(f64 = f64_ad))]
#[jvp(companion(f64 = f64_ad))]
fn usize(x: f64) -> f64 {
    let n: usize = 3;
    f64(x, n) + f64::from(2.0f32) * x
}

#[derive(Clone, Copy, Differentiable)]
struct Angle {
    radians: f64,
}

#[grad]
impl Angle {
    fn f64(&self) -> f64 {
        self.radians.sin()
    }
}

#[grad]
fn of_angle(a: Angle) -> f64 {
    a.f64()
}

fn main() {
    let slope = 1.0_f64.sin() + 1.0_f64.cos();
    assert_eq!(f64_ad::grad(1.0, 2), 2.0 * slope);
    assert_eq!(f64_ad::derivative(1.0, 2), 2.0 * slope);
    assert_eq!(f64_ad::hessian(0.0, 1).as_slice(), [2.0]);
    assert!((usize_ad::grad(1.0) - 3.0 * slope - 2.0).abs() < 1e-12);
    assert_eq!(usize_ad::derivative(1.0), usize_ad::grad(1.0));
    assert_eq!(of_angle::grad(Angle { radians: 0.0 }).radians, 1.0);
    let _ = (f64(1.0, 2), usize(1.0), of_angle(Angle { radians: 1.0 }));
}
