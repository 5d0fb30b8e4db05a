use autodiff::grad;

trait Model {
    #[grad]
    fn loss(&self, x: f64) -> f64;

    #[grad]
    fn twice(x: f64) -> f64 {
        2.0 * x
    }
}

fn main() {}
