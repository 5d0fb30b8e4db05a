//! Iterators in variables: what takes a part of one, and leaves the rest to later calls.
use autodiff::{grad, jvp};

#[grad]
fn searched(v: &[f64]) -> f64 {
    let mut it = v.iter();
    let _a = it.position(|x| *x > 0.5);
    let b: f64 = it.sum();
    b
}

#[jvp]
fn both_ends(v: &[f64]) -> f64 {
    let mut it = v.iter();
    it.nth(2);
    it.next_back();
    it.all(|x| *x > 0.5);
    it.by_ref().take(2).sum::<f64>() + it.sum::<f64>()
}

#[grad]
fn not_known_by_position(v: &[f64]) -> f64 {
    let mut it = v.iter().filter(|x| **x > 0.0);
    let mut s = 0.0;
    while let Some(x) = it.next() {
        s += x;
    }
    s
}

fn main() {
    let _ = searched::grad(&[1.0]);
    let _ = both_ends::jvp(&[1.0], &[1.0]);
    let _ = not_known_by_position::grad(&[1.0]);
}
