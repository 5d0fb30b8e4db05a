use autodiff::grad;

#[grad]
fn on_a_parameter(#[cfg(any())] n: usize, x: f64) -> f64 {
    x
}

fn main() {
    let _ = on_a_parameter::grad(1.0);
}
