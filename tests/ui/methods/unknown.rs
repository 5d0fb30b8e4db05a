use autodiff::{grad, jvp};

#[grad]
fn of_everything(x: f64, n: usize, v: &mut Vec<f64>, text: &str) -> f64 {
    let a = x.gamma();
    let b = x.to_bits();
    let c = x.sin(1.0);
    let d = x.powf();
    let e = n.checked_add(1);
    let f = v.drain(..);
    let g = v.iter().copied();
    let h = v.pop();
    let i = text.chars();
    let j = made(n).norm();
    let k = (x, x).swap();
    v.sort_by(f64::total_cmp);
    v.reverse();
    x
}

#[jvp]
fn first_of_none(v: &[f64]) -> f64 {
    let first = v.first();
    let last = *v.last().unwrap();
    let some = v.get(0);
    last
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
