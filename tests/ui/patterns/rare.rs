//! Patterns that one seldom meets.
use autodiff::grad;

#[derive(Clone, Copy)]
enum Kind {
    A,
    B(f64),
}

#[grad]
fn of_a_number(x: f64, n: usize) -> f64 {
    match n {
        Some(k) => x * k,
        None => x,
    }
}

#[grad]
fn may_not_match(x: f64) -> f64 {
    let (1, y) = (1, x);
    y
}

#[grad(constant(kind))]
fn of_an_enum(x: f64, kind: Kind) -> f64 {
    match kind {
        Kind::A => x,
        Kind::B(k) => x * k,
    }
}

#[grad]
fn ranges(x: f64, n: usize) -> f64 {
    let r = ..n;
    let s = 1..=n;
    if (2..5).contains(&n) && s.contains(&1) { x } else { r.end as f64 }
}

fn main() {}
