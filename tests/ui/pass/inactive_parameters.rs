//! Integers, flags and text beside reals, in every shape.
use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn borrowed(x: f64, a: &[usize], b: &mut [u8], c: &mut usize, d: &bool, e: &str, f: &(u8, char)) -> f64 {
    b[0] += 1;
    *c += a[0];
    if *d && e.is_empty() { x * f64::from(b[0]) } else { x * *c as f64 * f64::from(f.0) }
}

#[grad]
#[jvp]
fn owned(x: f64, a: Vec<usize>, b: [u8; 2], c: (usize, bool), d: char, e: Vec<Vec<i64>>) -> f64 {
    if c.1 && d == 'a' {
        return x * a[0] as f64;
    }
    x * f64::from(b[1]) * e[0][0] as f64
}

fn main() {
    assert_eq!(borrowed::grad(1.0, &[1], &mut [1], &mut 1, &false, "", &(3, 'a')), 6.0);
    assert_eq!(owned::grad(1.0, vec![2], [1, 2], (1, true), 'a', vec![]), 2.0);
    assert_eq!(owned::derivative(1.0, vec![2], [1, 3], (1, false), 'a', vec![vec![2]]), 6.0);
}
