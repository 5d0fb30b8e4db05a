use autodiff::grad;

#[grad]
#[grad]
fn the_attribute_itself(x: f64) -> f64 {
    x
}

fn main() {}
