use autodiff::{grad, jvp};

#[grad]
fn of_everything(x: f64, n: usize, v: &mut Vec<f64>, text: &str) -> f64 {
    let _a = x.next_up();
    let _b = x.to_bits();
    let _c = n.overflowing_add(1);
    let _d = v.iter().copied();
    let _e = v.first_chunk::<1>();
    let _f = text.chars();
    let _g = made(n).norm();
    let _h = (x, x).first();
    v.dedup();
    v.sort_by(f64::total_cmp);
    v.reverse();
    x
}

#[jvp]
fn of_options(x: f64, v: &[f64]) -> f64 {
    let o = v.first();
    let _p = o.xor(v.last());
    let _q = o.iter();
    let _r = Some(x).ok_or("none");
    let text = "text";
    let _s = o.expect(text);
    Some(x).map(|y| return y).unwrap()
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
    let _ = of_options::jvp(1.0, &[1.0], 1.0, &[1.0]);
}
