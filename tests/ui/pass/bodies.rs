//! Bodies that look odd, and are accepted.
#![deny(warnings, dead_code, unused)]
#![forbid(unsafe_code)]

use autodiff::{grad, jvp};

const SCALE: f64 = 2.0;
static TABLE: [f64; 2] = [1.0, 2.0];

#[grad]
#[jvp]
fn odd(x: f64, n: usize, text: &str) -> f64 {
    use std::f64::consts::PI;
    const HALF: f64 = 0.5;
    type Pair = (f64, f64);
    #[allow(unused_parens, unused_braces, reason = "they are what is tested")]
    let y: f64 = { { ((((x)))) } };
    let (a, (b, _)): (f64, (f64, f64)) = (y, (y * SCALE, PI));
    let pair: Pair = (a, b);
    let z = 'block: {
        if text.is_empty() {
            break 'block pair.0;
        };
        pair.1
    };
    let w = if x > 1e300 { panic!("too large: {x:.3e} {}", n) } else { z };
    let v = match n {
        0 | 2..=4 => w,
        k if k > 100 => w * k as f64,
        _ => -w,
    };
    assert!(v.is_finite(), "v = {v}, {n:>width$}", width = 4);
    let _ = v;
    ();
    let mut last;
    loop {
        last = v * HALF * TABLE[n % 2];
        if true {
            break;
        }
    }
    return last * x;
}

fn looked_up(n: usize) -> f64 {
    n as f64
}

#[grad]
#[jvp]
fn with_a_look_up(x: f64, n: usize) -> f64 {
    let k = looked_up(n);
    x * x * k * looked_up(n + 1)
}

fn weights(n: usize) -> Vec<f64> {
    vec![2.0; n]
}

#[grad]
#[jvp]
fn with_a_table(x: f64, n: usize) -> f64 {
    let w: Vec<f64> = weights(n);
    let mut s = 0.0;
    for i in 0..n {
        s += w[i] * x * x;
    }
    s
}

fn main() {
    assert_eq!(odd::grad(3.0, 5, ""), odd::derivative(3.0, 5, ""));
    assert_eq!(with_a_look_up::grad(3.0, 1), with_a_look_up::derivative(3.0, 1));
    assert_eq!(with_a_table::grad(3.0, 1), 12.0);
    let _ = (odd(1.0, 1, ""), with_a_look_up(1.0, 1), with_a_table(1.0, 1));
}
