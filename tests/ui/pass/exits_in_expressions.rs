//! Blocks and exits where a value stands.
use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn in_a_length(x: f64) -> f64 {
    let v = vec![
        x;
        {
            if x < 0.0 {
                return x;
            }
            2
        }
    ];
    v[0] * v[1]
}

#[grad]
#[jvp]
fn in_an_array_length(x: f64) -> f64 {
    let a = [x; { 1 + 1 }];
    a[0] * a[1]
}

#[grad]
#[jvp]
fn unused_vector(x: f64) -> f64 {
    let _w = Vec::<f64>::with_capacity(3);
    x * x
}

fn main() {
    assert_eq!(in_a_length::grad(3.0), 6.0);
    assert_eq!(in_an_array_length::grad(3.0), 6.0);
    assert_eq!(unused_vector::grad(3.0), 6.0);
}
