use autodiff::grad;

#[grad]
fn conditions(x: f64, o: &[f64], i: usize) -> f64 {
    match i {
        0 if let Some(w) = o.first() => x * *w,
        1 if let [w] = o && *w > x => x * *w,
        _ => x,
    }
}

#[grad]
fn elsewhere(x: f64, o: &[f64]) -> f64 {
    if x > 0.0 || let Some(y) = o.first() {
        return x;
    }
    while !(let Some(y) = o.first()) {
        return 2.0 * x;
    }
    let b = let Some(y) = o.first();
    x
}

fn main() {
    let _ = conditions::grad(1.0, &[1.0], 0);
}
