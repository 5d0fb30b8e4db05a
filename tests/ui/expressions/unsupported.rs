use autodiff::grad;

struct Point {
    x: f64,
}

#[grad]
fn values(x: f64) -> f64 {
    let _a = async { x };
    let _f = |y: f64| x * y;
    let _c = const { 1.0 };
    let _r = 0..3;
    let _p = &raw const x;
    let p = Point { x };
    let _s = unsafe { x };
    let _q = p.x;
    let _t = "text".parse::<f64>()?;
    let _b = b"bytes";
    let _z = c"text";
    x
}

#[grad]
fn waits(x: f64) -> f64 {
    (x.sin()).await
}

fn main() {
    let _ = values::grad(1.0);
    let _ = waits::grad(1.0);
}
