use autodiff::grad;

#[grad]
fn unfinished(x: f64) -> f64 {
    x +
}

fn main() {}
