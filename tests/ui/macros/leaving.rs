//! An exit hidden in the argument of a macro.
use autodiff::grad;

#[grad]
fn out_of_the_iteration(x: f64, n: usize) -> f64 {
    let mut s = x;
    for i in 0..n {
        assert!(if i == 2 { continue } else { true });
        s *= x;
    }
    s
}

#[grad]
fn out_of_the_loop(x: f64) -> f64 {
    let mut s = x;
    loop {
        println!("{}", if s > 9.0 { break } else { s });
        s *= x;
    }
    s
}

#[grad]
fn out_of_the_function(x: &mut f64) {
    assert!(if *x > 1.0 { return } else { true });
    *x *= 2.0;
}

fn main() {}
