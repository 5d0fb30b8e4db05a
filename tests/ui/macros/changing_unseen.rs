//! Macros see variables by shared references: what changes one does not compile.
use autodiff::grad;

macro_rules! set {
    ($y:ident) => {{
        $y = 3.0 * $y;
        1.0
    }};
}

#[grad]
fn through_another_macro(x: f64) -> f64 {
    let mut y = x;
    assert!(set!(y) > 0.0);
    y
}

#[grad]
fn through_a_call(v: &mut [f64]) -> f64 {
    println!("{}", bump(v));
    v[0]
}

#[grad]
fn through_a_method(v: &mut [f64]) -> f64 {
    println!("{:?}", v.reverse());
    v[0]
}

fn bump(_: &mut [f64]) -> f64 {
    1.0
}

fn main() {}
