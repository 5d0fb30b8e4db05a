//! Where the order of evaluation, or what is seen, could differ from the standard library's.
use autodiff::grad;

#[grad]
fn effects(v: &[f64], w: &[f64]) -> f64 {
    let mut n = 1.0;
    let a: f64 = v.iter().map(|x| { n += x; x * n }).zip(w).map(|(a, b)| a * b).sum();
    let b: f64 = v.iter().map(|x| { n += x; x * n }).skip(1).sum();
    let c: f64 = v.iter().map(|x| { n += x; x * n }).rev().sum();
    a + b + c + n
}

#[grad]
fn consumed(x: f64) -> f64 {
    let mut v = vec![x, 2.0 * x];
    let it = v.into_iter().map(|y| y * y);
    v = vec![1.0];
    let a: f64 = it.sum();
    let mut last = 0.0;
    for y in v {
        last = y;
        v = vec![last, x];
    }
    a + last + v[0]
}

#[grad]
fn kept(x: &[f64], c: bool) -> f64 {
    let it = x.iter().map(|y| y * y);
    let pair = if c { x.iter() } else { x[1..].iter() };
    println!("{:?}", it);
    pair.sum()
}

fn main() {
    let _ = effects::grad(&[1.0], &[1.0]);
    let _ = consumed::grad(1.0);
    let _ = kept::grad(&[1.0], true);
}
