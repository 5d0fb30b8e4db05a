//! Exits where a statement cannot stand.
use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn in_a_guard(x: f64, n: usize) -> f64 {
    match n {
        k if k > 3 && { return 2.0 * x } => x,
        _ => x * x,
    }
}

fn main() {
    in_a_guard::grad(3.0, 4);
}
