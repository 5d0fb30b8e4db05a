use autodiff::{grad, jvp};

struct Point {
    x: f64,
}

impl Point {
    #[grad]
    fn norm(&self) -> f64 {
        self.x.abs()
    }

    #[jvp]
    fn square(x: f64) -> f64 {
        x * x
    }
}

fn main() {
    let p = Point { x: 1.0 };
    let _ = p.norm() + Point::square(2.0);
}
