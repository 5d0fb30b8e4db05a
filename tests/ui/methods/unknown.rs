use autodiff::{grad, jvp};

#[grad]
fn of_everything(x: f64, n: usize, v: &mut Vec<f64>, text: &str) -> f64 {
    let _a = x.next_up();
    let _b = x.to_bits();
    let _c = n.checked_add(1);
    let _e = v.pop();
    let _f = text.chars();
    let _g = made(n).norm();
    let _h = (x, x).first();
    v.dedup();
    v.sort_by(f64::total_cmp);
    v.reverse();
    x
}

#[jvp]
fn first_of_none(v: &[f64]) -> f64 {
    let _first = v.first();
    let last = *v.last().unwrap();
    let _some = v.get(0);
    last
}

trait First {
    fn first(self) -> f64;
}
impl First for (f64, f64) {
    fn first(self) -> f64 {
        self.0
    }
}
fn made(_: usize) -> Vector {
    Vector
}
struct Vector;
impl Vector {
    fn norm(&self) -> f64 {
        1.0
    }
}

fn main() {
    let _ = of_everything::grad(1.0, 1, &mut vec![], "");
    let _ = first_of_none::jvp(&[1.0], &[1.0]);
}
