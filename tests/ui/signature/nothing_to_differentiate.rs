use autodiff::{grad, jvp};

#[grad]
fn no_parameters() -> f64 {
    1.0
}

#[jvp]
fn integers_only(n: usize, m: &[i32]) -> f64 {
    (n + m.len()) as f64
}

#[grad]
fn no_result(x: f64) {
    println!("{x}");
}

#[grad]
fn integer_result(x: f64) -> usize {
    x as usize
}

#[jvp]
fn empty_result(x: &[f64]) -> () {
    println!("{x:?}");
}

fn main() {
    let _ = no_parameters();
    let _ = integer_result(1.0);
}
