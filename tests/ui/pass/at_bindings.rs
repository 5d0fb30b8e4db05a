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
    assert_eq!(parts_of_the_bound::grad(1.0), 6.0);
    assert_eq!(two_names::grad(3.0), 6.0);
}
