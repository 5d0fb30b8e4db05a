//! Arrays made by closures.
use autodiff::grad;

#[grad]
fn made(x: f64) -> f64 {
    let a = std::array::from_fn(|i| x * i as f64);
    let b = [x, 1.0].map(|y| vec![y]);
    let c = [x, 1.0].map(Some);
    let d: [f64; 2] = a;
    d[0] + b[0][0] + c[0].unwrap()
}

fn main() {
    let _ = made::grad(1.0);
}
