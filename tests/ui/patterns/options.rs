use autodiff::grad;

#[grad]
fn of_an_option(x: f64, n: usize) -> f64 {
    match n.checked_sub(1) {
        Some(k) if k > 2 => x * k as f64,
        Some(_) => x,
        None => 0.0,
    }
}

#[grad]
fn of_a_call(x: f64, n: usize) -> f64 {
    match looked_up(n) {
        Some(k) => k * x,
        None => x,
    }
}

fn looked_up(n: usize) -> Option<f64> {
    (n > 0).then_some(1.0)
}

fn main() {
    let _ = of_an_option::grad(1.0, 1);
    let _ = of_a_call::grad(1.0, 1);
}
