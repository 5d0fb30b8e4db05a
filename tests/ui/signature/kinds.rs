use autodiff::{grad, jvp};

#[grad]
async fn later(x: f64) -> f64 {
    x
}

#[jvp]
unsafe fn unchecked(x: f64) -> f64 {
    x
}

#[grad]
extern "C" fn foreign(x: f64) -> f64 {
    x
}

#[grad]
fn generic<T: Copy, const N: usize>(x: f64, _t: T, _a: [f64; N]) -> f64 {
    x
}

#[grad]
async unsafe extern "C" fn all_at_once<T>(x: *const f64, f: fn(f64) -> f64, t: T) -> &'static f64 {
    x
}

fn main() {
    let _ = later::grad(1.0);
    let _ = unchecked::jvp(1.0, 1.0);
    let _ = foreign::value_and_grad(1.0);
    let _ = generic::grad(1.0, 2u8, [1.0]);
}
