use autodiff::grad;

#[grad]
fn receiver(self, x: f64) -> f64 {
    x
}

fn main() {}
