use autodiff::grad;

#[grad]
fn items(x: f64) -> f64 {
    static HALF: f64 = 0.5;
    struct Local;
    macro_rules! twice {
        ($e:expr) => {
            2.0 * $e
        };
    }
    let y = {
        const K: f64 = 2.0;
        x * K * twice!(1.0)
    };
    if x > 0.0 {
        use std::f64::consts::PI;
        return y * PI;
    }
    y * HALF
}

fn main() {
    let _ = items::grad(1.0);
}
