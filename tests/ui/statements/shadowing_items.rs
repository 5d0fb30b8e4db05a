//! Items of a body come before the parameters, wherever they stand.
use autodiff::grad;

#[grad]
fn parameter_behind_a_constant(x: f64) -> f64 {
    #![allow(non_upper_case_globals)]
    const x: f64 = 2.0;
    x * x
}

#[grad]
fn parameter_behind_an_import(E: f64) -> f64 {
    #![allow(non_snake_case)]
    use std::f64::consts::*;
    E * E
}

#[grad]
fn cube(x: f64) -> f64 {
    x * x * x
}

#[grad]
fn companion_of_another(x: f64) -> f64 {
    fn cube(x: f64) -> f64 {
        3.0 * x
    }
    cube(x)
}

fn main() {
    let _ = companion_of_another::grad(1.0);
}
