use autodiff::{Differentiable, grad, jvp};

#[derive(Clone, Copy, Differentiable)]
struct V(f64, f64, f64);

#[grad]
#[jvp]
fn f(v: V) -> f64 {
    let V(.., z) = v;
    let V(x, ..) = v;
    x * z
}

fn main() {
    let _ = f(V(1.0, 2.0, 3.0));
}
