//! Also wrong without the attribute: rustc says so, too.
use autodiff::grad;

#[grad]
fn over_numbers(x: f64, n: usize) -> f64 {
    let mut s = x;
    for y in x {
        s += y;
    }
    for i in n {
        s += i as f64;
    }
    s
}

fn main() {
    let _ = over_numbers::grad(1.0, 1);
}
