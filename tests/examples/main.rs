//! The parts of the examples that are worth testing, and their behaviour on bad input.

// `main` itself is not called from here, and two examples share modules.
#![allow(dead_code, clippy::duplicate_mod)]

#[path = "../../examples/cost_over_size/main.rs"]
pub mod cost_over_size;
#[path = "../../examples/curve_fitting/main.rs"]
pub mod curve_fitting;
#[path = "../../examples/evaluation_trace.rs"]
pub mod evaluation_trace;
#[path = "../../examples/expression_swell/main.rs"]
pub mod expression_swell;
#[path = "../../examples/hessian/main.rs"]
pub mod hessian;
#[path = "../../examples/jacobian/main.rs"]
pub mod jacobian;
#[path = "../../examples/matrix_gradients/main.rs"]
pub mod matrix_gradients;
#[path = "../../examples/mlp_backprop/main.rs"]
pub mod mlp_backprop;
#[path = "../../examples/optimise/main.rs"]
pub mod optimise;
#[path = "../../examples/outer_product/main.rs"]
pub mod outer_product;

mod charts;
mod growth;
mod hessian_approximations;
mod idx_files;
mod matrices;
mod minimisers;
mod mlp;
mod network_jacobian;
mod regression;
mod second_derivatives;
mod swell;
mod trace;

use std::ffi::OsString;

fn args(line: &str) -> Vec<OsString> {
    line.split_whitespace().map(OsString::from).collect()
}
