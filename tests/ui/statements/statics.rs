//! Also wrong without the attribute: rustc says so, too.
use autodiff::grad;

static LEVEL: f64 = 1.0;

#[grad]
fn assigned(x: f64) -> f64 {
    LEVEL = x;
    LEVEL += x;
    LEVEL
}

fn main() {
    let _ = assigned::grad(1.0);
}
