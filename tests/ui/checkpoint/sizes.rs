use autodiff::grad;

fn next(k: &mut usize) -> usize {
    *k += 1;
    *k
}

#[grad]
fn sizes(x: f64, n: usize) -> f64 {
    let mut y = x;
    let mut k = 1;
    #[checkpoint]
    for _ in 0..n {
        y *= x;
    }
    #[checkpoint(10)]
    for _ in 0..n {
        y *= x;
    }
    #[checkpoint(slots = 10)]
    for _ in 0..n {
        y *= x;
    }
    #[checkpoint(every = 10, revolve = 3)]
    for _ in 0..n {
        y *= x;
    }
    #[checkpoint(every = 0)]
    for _ in 0..n {
        y *= x;
    }
    #[checkpoint(every = 2)]
    #[checkpoint(revolve = 2)]
    for _ in 0..n {
        y *= x;
    }
    #[checkpoint(every = next(&mut k))]
    for _ in 0..n {
        y *= x;
    }
    y
}

#[grad]
fn real_size(x: f64, n: usize, k: f64) -> f64 {
    let mut y = x;
    #[checkpoint(revolve = k)]
    for _ in 0..n {
        y *= x;
    }
    y
}

/// Without an attribute that reads it.
fn alone(n: usize) -> usize {
    let mut y = n;
    #[checkpoint(every = 2)]
    for i in 0..n {
        y += i;
    }
    y
}

fn main() {
    let _ = sizes::grad(1.0, 2);
    let _ = real_size::grad(1.0, 2, 3.0);
    let _ = alone(2);
}
