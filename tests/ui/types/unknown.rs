use autodiff::{grad, jvp};

type Real = f64;

#[grad]
fn aliased(x: Real) -> Real {
    x * x
}

#[jvp]
fn cast_to_an_alias(x: f64) -> f64 {
    (x as Real) * 2.0
}

#[grad]
fn cast_of_a_result(x: f64) -> f64 {
    inner(x) as f64
}

#[grad]
#[jvp]
fn inner(x: f64) -> f64 {
    x
}

fn main() {
    let _ = cast_to_an_alias::derivative(1.0);
}
