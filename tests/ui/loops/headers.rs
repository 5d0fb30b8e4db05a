use autodiff::grad;

#[grad]
fn sources(x: f64, n: usize) -> f64 {
    let mut s = x;
    for i in 0.. {
        if i > n {
            break;
        }
    }
    for c in "text".chars() {
        s += c as u8 as f64;
    }
    s
}

fn main() {
    let _ = sources::grad(1.0, 2);
}
