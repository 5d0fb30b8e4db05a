//! A field of a type that is not differentiable: derive it there, or skip the field.

use autodiff::Differentiable;
use std::collections::HashMap;

struct Foreign;

#[derive(Differentiable)]
struct Model {
    weights: Vec<f64>,
    table: HashMap<String, f64>,
    foreign: Option<Foreign>,
    activation: fn(f64) -> f64,
    bias: f64,
}

#[derive(Differentiable)]
struct Generic<T> {
    x: T,
}

fn of_no_tangent(generic: &Generic<Foreign>) {
    generic.zero_tangent();
}

fn main() {}
