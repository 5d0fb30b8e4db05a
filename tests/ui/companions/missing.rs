use autodiff::{grad, jvp};

fn plain(x: f64) -> f64 {
    x
}

#[grad]
#[jvp]
fn needs_both(x: f64) -> f64 {
    plain(x)
}

#[grad]
fn nested(x: f64) -> f64 {
    fn square(x: f64) -> f64 {
        x * x
    }
    square(x)
}

fn main() {}
