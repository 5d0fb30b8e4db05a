use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn slice_of_references(x: &[&f64]) -> f64 {
    *x[0]
}

#[grad]
#[jvp]
fn tuple_with_a_reference(x: (&f64, f64)) -> f64 {
    *x.0 * x.1
}

#[grad]
#[jvp]
fn reference_to_a_reference(x: &&f64) -> f64 {
    **x
}

#[grad]
fn reference_to_a_place(x: &mut &mut f64) {
    **x *= 2.0;
}

#[grad]
#[jvp]
fn boxed(x: Box<f64>) -> f64 {
    *x
}

fn main() {
    let _ = slice_of_references::grad(&[&1.0]);
}
