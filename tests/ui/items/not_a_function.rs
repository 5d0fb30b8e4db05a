use autodiff::{custom_vjp, grad, jvp};

#[grad]
struct Point {
    x: f64,
}

#[jvp]
const ONE: f64 = 1.0;

#[custom_vjp(rule)]
mod model {}

#[grad]
impl Point {
    fn norm(&self) -> f64 {
        self.x
    }
}

#[grad]
trait Model {
    fn loss(&self) -> f64;
}

fn main() {
    let p = Point { x: ONE };
    let _ = p.norm();
}
