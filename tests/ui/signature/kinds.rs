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
fn generic<T: Copy, const N: usize>(x: [f64; N], _n: usize) -> f64 {
    x[0]
}

#[grad]
unsafe extern "C" fn both(x: f64) -> f64 {
    async { x };
    x
}

fn main() {
    let _ = later::grad(1.0);
    let _ = unchecked::jvp(1.0, 1.0);
    let _ = foreign::value_and_grad(1.0);
    let _ = generic::grad::<u8, 1>([1.0], 1);
}
