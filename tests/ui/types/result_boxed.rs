use autodiff::grad;

#[grad]
fn boxed(x: f64) -> Box<f64> {
    Box::new(x)
}

fn main() {}
