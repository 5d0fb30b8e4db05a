use autodiff::jvp;

#[jvp]
fn optional(x: f64) -> Option<f64> {
    Some(x)
}

fn main() {}
