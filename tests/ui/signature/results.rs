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

fn main() {
    let _ = reference::jacrev(&[1.0]);
}
