//! Parameters and variables named like those of generated code, and like the functions themselves.
#![deny(warnings, dead_code, unused)]
#![forbid(unsafe_code)]

use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn generated(x: f64, x_bar: f64, x_dot: f64, tape: f64, y: f64, y_bar: f64, k: f64) -> f64 {
    let v1 = x * x_bar;
    let v2 = v1 * x_dot;
    let result = v2 * tape;
    let cells = result * y;
    let residual = cells * y_bar;
    let x_bar_bar = residual * k;
    x_bar_bar.sin()
}

#[grad]
#[jvp]
fn in_loops(x: &[f64], x_bar: &mut [f64], route: usize) -> f64 {
    let (mut trips, mut arm) = (1.0, 0);
    for k in 0..x.len() {
        x_bar[k] = trips * x[k];
        trips *= x[k];
        arm = match k {
            0 => route,
            _ => arm + 1,
        };
        if arm > 3 {
            break;
        }
    }
    trips
}

#[grad]
#[jvp]
fn raw(r#type: f64, r#match: f64) -> f64 {
    let r#fn = r#type * r#match;
    r#fn * r#type
}

#[grad]
#[jvp]
fn r#loop(x: f64) -> f64 {
    raw(x, x)
}

#[grad]
#[jvp]
fn patterns((a, b): (f64, f64), [c, d]: [f64; 2], _: usize, _e: f64) -> f64 {
    a * b * c * d
}

#[grad]
#[jvp]
fn grad_(grad: f64, jvp: f64) -> f64 {
    grad * jvp
}

fn main() {
    let ones = [1.0; 7];
    let [a, b, c, d, e, f, g] = ones;
    let cos = 1.0_f64.cos();
    assert_eq!(generated::grad(a, b, c, d, e, f, g).3, cos);
    assert_eq!(generated::jvp(a, b, c, d, e, f, g, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0).1, cos);
    assert_eq!(in_loops::grad(&[2.0, 3.0], &mut [0.0; 2], 0), [3.0, 2.0]);
    assert_eq!(raw::grad(2.0, 3.0), (12.0, 4.0));
    assert_eq!(r#loop::grad(2.0), r#loop::derivative(2.0));
    assert_eq!(patterns::grad((1.0, 2.0), [3.0, 4.0], 0, 5.0).0, (24.0, 12.0));
    assert_eq!(grad_::grad(2.0, 3.0), (3.0, 2.0));
    let _ = (generated(a, b, c, d, e, f, g), in_loops(&[], &mut [], 0), raw(a, b));
    let _ = (r#loop(a), patterns((a, b), [c, d], 0, e), grad_(a, b));
}
