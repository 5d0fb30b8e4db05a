use autodiff::{grad, jvp};

#[grad]
fn reference(x: &[f64]) -> &[f64] {
    x
}

#[jvp]
fn reference_by_return(x: &[f64], n: usize) -> &f64 {
    if n > 1 {
        return &x[1];
    }
    &x[0]
}

#[jvp]
fn optional(x: f64) -> Option<f64> {
    Some(x)
}

#[grad]
fn fallible(x: f64) -> Result<f64, String> {
    Ok(x)
}

#[grad]
fn boxed(x: f64) -> Box<f64> {
    Box::new(x)
}

#[grad]
fn opaque(x: f64) -> impl Iterator<Item = f64> {
    std::iter::once(x)
}

fn main() {
    let _ = reference::jacrev(&[1.0]);
    let _ = optional::jvp(1.0, 1.0);
    let _ = fallible::vjp(1.0, 1.0);
}
