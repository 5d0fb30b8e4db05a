//! The companion is a type: under these names it would hide primitive types, also from the functions beside it.
use autodiff::{custom_vjp, grad, hessian, jvp, sparsity, taylor};

#[grad]
fn f64(x: f64) -> f64 {
    x * 2.0
}

#[jvp]
#[grad]
pub fn usize(x: f64, n: usize) -> f64 {
    x * n as f64
}

#[hessian]
fn bool(x: f64) -> f64 {
    x
}

#[taylor]
fn str(x: f64) -> f64 {
    x
}

#[sparsity]
fn char(x: f64) -> f64 {
    x
}

fn rule(_x: f64, _y: f64, y_bar: f64) -> f64 {
    y_bar
}

#[custom_vjp(rule)]
fn u8(x: f64) -> f64 {
    x
}

#[grad(name = i32)]
fn renamed(x: f64) -> f64 {
    x
}

mod one_more {
    #[autodiff::grad]
    mod inside {
        pub fn f32(x: f32, n: usize) -> f32 {
            x * n as f32
        }
    }
}

#[grad]
fn beside(x: f64, n: usize, first: bool) -> f64 {
    if first { x } else { x * n as f64 }
}

fn main() {
    let _ = beside::grad(1.0, 2, true);
}
