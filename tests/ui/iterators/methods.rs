//! Methods of iterators that are not supported, each by its name.
use autodiff::{grad, jvp};

#[grad]
fn adaptors(v: &[f64]) -> f64 {
    let a: f64 = v.iter().scan(0.0, |_s, x| Some(*x)).sum();
    let d = v.iter().peekable().count();
    let e: f64 = v.iter().clone().sum();
    a + e + d as f64
}

#[jvp]
fn consumers(v: &[f64]) -> f64 {
    let (a, b): (Vec<f64>, Vec<f64>) = v.iter().map(|x| (x + 1.0, x * 2.0)).unzip();
    let _c = v.iter().try_fold(0.0, |s, x| Some(s + x));
    let _d = v.iter().lt(b.iter());
    a[0]
}

#[grad]
fn reversed(v: &[f64]) -> f64 {
    let a: f64 = v.iter().take_while(|x| **x > 0.0).zip(v.iter().filter(|x| **x > 0.0)).map(|(a, b)| a * b).sum();
    let b: f64 = (0..3).flat_map(|i| [v[i], v[i]]).rev().sum();
    let c: f64 = (0..).map(|i| v[i]).sum();
    let d: f64 = std::iter::successors(Some(1.0), |x| Some(x * 0.5)).take(3).sum();
    a + b + c + d
}

fn main() {
    let _ = adaptors::grad(&[1.0]);
    let _ = consumers::jvp(&[1.0], &[1.0]);
    let _ = reversed::grad(&[1.0]);
}
