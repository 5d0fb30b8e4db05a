use autodiff::grad;

#[grad]
fn on_let(x: f64) -> f64 {
    #[cfg(all())]
    let y = 2.0 * x;
    #[cfg(not(all()))]
    let y = 3.0 * x;
    y
}

#[grad]
fn on_statements(x: f64) -> f64 {
    let mut y = x;
    #[cfg(any())]
    {
        y = 0.0;
    }
    #[cfg(any())]
    y += 1.0;
    #[cfg(any())]
    return 0.0;
    #[cfg(any())]
    for _ in 0..3 {
        y *= 2.0;
    }
    #[cfg(any())]
    if x > 0.0 {
        y = 0.0;
    }
    y
}

#[grad]
fn on_arms_and_macros(x: f64, n: usize) -> f64 {
    #[cfg(any())]
    panic!("never");
    match n {
        #[cfg(any())]
        0 => 0.0,
        _ => x,
    }
}

#[grad]
fn on_elements(x: f64) -> f64 {
    let a = [#[cfg(any())] 0.0, x];
    a[0]
}

#[grad]
fn on_parameters(#[cfg(any())] n: usize, x: f64) -> f64 {
    x
}

fn main() {
    let _ = on_let::grad(1.0);
    let _ = on_statements::grad(1.0);
    let _ = on_arms_and_macros::grad(1.0, 1);
}
