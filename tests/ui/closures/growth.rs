//! Closures that call each other twice double each time.
use autodiff::grad;

#[grad]
fn doubled(x: f64) -> f64 {
    let c0 = |y: f64| y * y + x;
    let c1 = |y: f64| c0(y) + c0(y + 1.0);
    let c2 = |y: f64| c1(y) + c1(y + 1.0);
    let c3 = |y: f64| c2(y) + c2(y + 1.0);
    let c4 = |y: f64| c3(y) + c3(y + 1.0);
    let c5 = |y: f64| c4(y) + c4(y + 1.0);
    let c6 = |y: f64| c5(y) + c5(y + 1.0);
    let c7 = |y: f64| c6(y) + c6(y + 1.0);
    let c8 = |y: f64| c7(y) + c7(y + 1.0);
    let c9 = |y: f64| c8(y) + c8(y + 1.0);
    let c10 = |y: f64| c9(y) + c9(y + 1.0);
    let c11 = |y: f64| c10(y) + c10(y + 1.0);
    let c12 = |y: f64| c11(y) + c11(y + 1.0);
    c12(x)
}

fn main() {
    let _ = doubled::grad(1.0);
}
