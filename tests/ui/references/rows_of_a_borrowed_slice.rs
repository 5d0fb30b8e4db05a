//! The rows of a borrowed slice keep their lengths.
use autodiff::grad;

#[grad]
fn replaced(x: f64, m: &mut [Vec<f64>]) -> f64 {
    m[0] = vec![x, m[1][0]];
    m[0][0] * m[0][1]
}

#[grad]
fn grown(x: f64, rows: &mut [Vec<f64>; 2]) -> f64 {
    rows[0].push(x * x);
    rows[0][1] * x
}

fn main() {
    replaced::grad(3.0, &mut [vec![1.0, 2.0], vec![1.0]]);
    grown::grad(3.0, &mut [vec![1.0], vec![1.0]]);
}
