#[autodiff::grad]
#[autodiff::jvp]
fn f(f: f64) -> f64 {
    f * f
}

fn main() {
    assert_eq!(f::grad(2.0), 4.0);
    assert_eq!(f::derivative(2.0), 4.0);
}
