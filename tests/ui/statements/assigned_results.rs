use autodiff::grad;

#[grad]
fn through_a_dereferenced_call(x: f64) -> f64 {
    let mut a = [0.0; 2];
    *first(&mut a) = x;
    a[0]
}

#[grad]
fn over_a_call(x: f64) -> f64 {
    let mut a = [0.0; 2];
    for y in all(&mut a) {
        *y = x;
    }
    a[0]
}

fn first(v: &mut [f64]) -> &mut f64 {
    &mut v[0]
}

fn all(v: &mut [f64]) -> &mut [f64] {
    v
}

fn main() {}
