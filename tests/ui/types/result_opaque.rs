use autodiff::grad;

#[grad]
fn opaque(x: f64) -> impl Iterator<Item = f64> {
    std::iter::once(x)
}

fn main() {}
