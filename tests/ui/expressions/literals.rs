use autodiff::grad;

#[grad]
fn of_text(x: f64) -> f64 {
    let bytes = b"abc";
    let c = c"abc";
    x * bytes.len() as f64 * c.count_bytes() as f64
}

fn main() {
    let _ = of_text::grad(1.0);
}
