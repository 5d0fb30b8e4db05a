use autodiff::{grad, jvp};

#[jvp]
#[grad]
fn conditions(x: f64, o: &[f64]) -> f64 {
    let mut s = x;
    if let Some(y) = o.first() {
        s += *y;
    }
    if x > 0.0 && let Some(y) = o.last() {
        s += *y;
    }
    let mut i = 0;
    while let Some(y) = o.get(i) {
        s += *y;
        i += 1;
    }
    let Some(y) = o.first() else { return s };
    let [z] = o else { return s };
    match i {
        0 if let Some(w) = o.first() => s * *w,
        _ => s + y + z,
    }
}

fn main() {
    let _ = conditions::grad(1.0, &[1.0]);
    let _ = conditions::jvp(1.0, &[1.0], 1.0, &[1.0]);
}
