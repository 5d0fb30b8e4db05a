//! `+=` of types of one's own: of two unknown types, and where the order of evaluation depends on the type.
use autodiff::{Differentiable, grad};
use std::ops::{AddAssign, Mul};

#[derive(Clone, Copy, Differentiable)]
struct V(f64, f64);

#[grad]
impl AddAssign for V {
    fn add_assign(&mut self, o: V) {
        self.0 += o.0;
        self.1 += o.1;
    }
}

#[grad]
impl Mul<f64> for V {
    type Output = V;
    fn mul(self, k: f64) -> V {
        V(self.0 * k, self.1 * k)
    }
}

#[derive(Clone, Copy, Differentiable)]
struct Body {
    pos: V,
    vel: V,
}

#[grad]
fn unknown(mut b: Body, dt: f64) -> f64 {
    b.pos += b.vel * dt;
    b.pos.0
}

fn next(k: &mut usize) -> usize {
    *k += 1;
    *k
}

#[grad]
fn order(v: V, x: f64) -> f64 {
    let mut all = vec![v, v];
    let mut k = 0;
    all[next(&mut k) - 1] += V(x, next(&mut k) as f64);
    all[0].0
}

fn main() {}
