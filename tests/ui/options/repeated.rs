use autodiff::grad;

#[grad(wrt(x), wrt(y))]
fn two_lists(x: f64, y: f64) -> f64 {
    x * y
}

#[grad(name = a, name = b)]
fn two_names_at_once(x: f64) -> f64 {
    x
}

fn main() {
    let _: f64 = two_lists::grad(1.0, 1.0);
}
