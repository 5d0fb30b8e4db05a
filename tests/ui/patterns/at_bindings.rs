use autodiff::grad;

#[grad]
fn parts_of_the_bound(x: f64) -> f64 {
    match (x, 2.0 * x) {
        whole @ (a, b) => whole.0 * a * b,
    }
}

#[grad]
fn two_names(x: f64) -> f64 {
    match x {
        v @ w => v * w,
    }
}

fn main() {
    let _ = parts_of_the_bound::grad(1.0);
    let _ = two_names::grad(1.0);
}
