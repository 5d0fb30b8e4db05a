//! `cfg` inside a body is not evaluated when the attribute runs.
use autodiff::grad;

#[grad]
fn on_a_block(x: f64) -> f64 {
    let mut y = x;
    #[cfg(any())]
    {
        y = 0.0;
    }
    y *= x;
    y
}

#[grad]
fn on_an_exit(x: f64) -> f64 {
    #[cfg(any())]
    return 0.0;
    x
}

#[grad]
fn on_a_loop(x: f64) -> f64 {
    let mut y = x;
    #[cfg(any())]
    for _ in 0..3 {
        y *= 2.0;
    }
    y *= x;
    y
}

#[grad]
fn on_a_macro(x: f64) -> f64 {
    #[cfg(any())]
    panic!("never");
    x
}

#[grad]
fn on_an_arm(x: f64, n: usize) -> f64 {
    match n {
        #[cfg(any())]
        0 => 0.0,
        _ => x,
    }
}

#[grad]
fn on_elements(x: f64) -> f64 {
    let a = [
        #[cfg(any())]
        0.0,
        x,
    ];
    a[0]
}

#[grad]
fn on_a_call(x: f64) -> f64 {
    #[cfg(any())]
    drop(x);
    x
}

fn main() {
    let _ = on_a_block::grad(1.0);
}
