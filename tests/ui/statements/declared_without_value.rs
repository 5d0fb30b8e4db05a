use autodiff::grad;

#[grad]
fn late(x: f64, n: usize) -> f64 {
    let name: &str;
    if n == 0 {
        return 0.0;
    }
    name = "late";
    let mut s = 0.0;
    for _ in 0..n {
        if s > 10.0 {
            break;
        }
        s += x * name.len() as f64;
    }
    s
}

fn main() {
    let _ = late::grad(1.0, 1);
}
