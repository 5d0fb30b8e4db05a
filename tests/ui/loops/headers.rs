use autodiff::{grad, jvp};

#[grad]
fn sources(x: f64, v: &[f64], n: usize) -> f64 {
    let mut s = x;
    for i in 0.. {
        if i > n {
            break;
        }
    }
    for (a, b) in v.iter().zip(v) {
        s += a * b;
    }
    for y in v.iter().map(|y| y * 2.0) {
        s += y;
    }
    for w in v.windows(2) {
        s += w[0];
    }
    for (i, y) in v.iter().rev().enumerate() {
        s += y * i as f64;
    }
    for (i, y) in v.iter().enumerate().rev() {
        s += y * i as f64;
    }
    for c in "text".chars() {
        s += c as u8 as f64;
    }
    s
}

#[jvp]
fn chains(v: &[f64]) -> f64 {
    let a: f64 = v.iter().map(|x| x * x).sum();
    let b = v.iter().sum::<f64>();
    let c = (0..3).map(|i| v[i]).fold(0.0, f64::max);
    let d = v.iter().rev().count() as f64;
    a + b + c + d
}

fn main() {
    let _ = sources::grad(1.0, &[1.0], 2);
    let _ = chains::jvp(&[1.0], &[1.0]);
}
