use autodiff::grad;

#[grad]
fn the_rest_left_out(x: f64, v: [f64; 3]) -> f64 {
    let (mut a, mut b) = (x, x);
    (a, ..) = (a * b, 1, 2);
    [b, .., a] = v;
    a * b
}

fn main() {
    let _ = the_rest_left_out::grad(1.0, [1.0; 3]);
}
