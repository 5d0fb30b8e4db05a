use autodiff::{grad, jvp};

struct Model;
impl Model {
    fn loss(x: f64) -> f64 {
        x
    }
}
trait Loss {
    fn loss(x: f64) -> f64;
}
impl Loss for f64 {
    fn loss(x: f64) -> f64 {
        x
    }
}

#[grad]
fn unknown_callees(x: f64) -> f64 {
    let f = f64::sin;
    let a = f(x);
    let b = (if a > 0.0 { f64::sin } else { f64::cos })(x);
    let c = <f64 as Loss>::loss(x);
    let d = <Model>::loss(x);
    let e = Model::loss(x);
    let g = f64::next_up(x);
    let h = f64::from_bits(3);
    a + b + c + d + e + g + h
}

#[jvp]
fn of_mem(x: f64) -> f64 {
    let mut y = x;
    let z = std::mem::take(&mut y);
    let w = std::mem::replace(pointer(&mut y), z);
    std::mem::forget(y);
    z + w
}

fn pointer(x: &mut f64) -> &mut f64 {
    x
}

fn main() {
    let _ = unknown_callees::grad(1.0);
    let _ = of_mem::derivative(1.0);
}
