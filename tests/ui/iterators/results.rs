//! What a chain can end in.
use autodiff::{grad, jvp};

#[grad]
fn collected(v: &[f64]) -> f64 {
    let a = v.iter().map(|x| x * x).collect::<std::collections::VecDeque<f64>>();
    let b: Box<[f64]> = v.iter().copied().collect();
    total(&v.iter().copied().collect()) + a[0] + b[0]
}

#[grad]
fn total(v: &Vec<f64>) -> f64 {
    v.iter().sum()
}

#[jvp]
fn optional(v: &[f64]) -> f64 {
    let a = v.iter().copied().reduce(f64::max);
    let b = v.iter().min_by(|a, b| order(a, b)).unwrap();
    let _d = (0..3).map(|i| (i % 2, i)).max().unwrap();
    let c = v.chunks(2).max_by(|a, b| a[0].total_cmp(&b[0])).unwrap();
    match a {
        Some(a) => a * b * c[0],
        None => 0.0,
    }
}

fn order(a: &f64, b: &f64) -> std::cmp::Ordering {
    a.total_cmp(b)
}

fn main() {
    let _ = collected::grad(&[1.0]);
    let _ = optional::jvp(&[1.0], &[1.0]);
}
