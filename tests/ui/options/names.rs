use autodiff::{grad, jvp};

#[grad(name = first)]
#[jvp(name = second)]
fn named_twice(x: f64) -> f64 {
    x
}

#[grad]
#[jvp(name = late)]
fn named_too_late(x: f64) -> f64 {
    x
}

fn main() {
    let _ = first::grad(1.0);
    let _ = first::jvp(1.0, 1.0);
    let _ = named_too_late::grad(1.0);
}
