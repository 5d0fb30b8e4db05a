//! Also wrong without the attribute: rustc says so, too.
use autodiff::grad;

#[grad]
fn two_lengths(x: f64) -> f64 {
    let v = vec![x; 2; 3];
    v[0]
}

fn main() {
    let _ = two_lengths::grad(1.0);
}
