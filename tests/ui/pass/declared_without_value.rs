use autodiff::grad;

#[grad]
fn late(x: f64, n: usize) -> f64 {
    let rows;
    if n == 0 {
        return 0.0;
    }
    rows = make(n);
    let mut s = 0.0;
    for i in 0..n {
        if s > 10.0 {
            break;
        }
        s += x * number(&rows, i);
    }
    s
}

fn make(n: usize) -> Vec<(usize, String)> {
    vec![(n, String::new())]
}

fn number(rows: &[(usize, String)], i: usize) -> f64 {
    rows[i].0 as f64
}

fn main() {
    let _ = late::grad(1.0, 1);
}
