use autodiff::grad;

struct Point {
    x: f64,
}

#[grad]
fn values(x: f64) -> f64 {
    let _a = async { x };
    let _f = |y: f64| x * y;
    let _r = 0..3;
    let _p = &raw const x;
    let p = Point { x };
    let _s = unsafe { std::mem::zeroed::<f64>() };
    let _q = p.x;
    let _b = b"bytes";
    let _z = c"text";
    x
}

fn main() {
    let _ = values::grad(1.0);
}
