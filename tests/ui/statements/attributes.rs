use autodiff::grad;

#[grad]
fn on_let(x: f64) -> f64 {
    #[cfg(all())]
    let y = 2.0 * x;
    #[cfg(not(all()))]
    let y = 3.0 * x;
    y
}

fn main() {
    let _ = on_let::grad(1.0);
}
