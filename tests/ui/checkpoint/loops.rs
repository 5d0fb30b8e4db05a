use autodiff::{grad, jvp};

#[grad]
fn left(x: f64, n: usize) -> f64 {
    let mut y = x;
    #[checkpoint(revolve = 3)]
    for _ in 0..n {
        y *= x;
        if y > 10.0 {
            break;
        }
    }
    #[checkpoint(every = 10)]
    for i in 0..n {
        y += x;
        if i == 5 {
            return y;
        }
    }
    'outer: for _ in 0..n {
        #[checkpoint(bytes = 1000)]
        for i in 0..n {
            y += x * x;
            if i == 5 {
                continue 'outer;
            }
        }
        y *= y;
    }
    #[checkpoint(every = 2)]
    for i in (0..n).take_while(|i| *i < 5) {
        y *= x + i as f64;
    }
    y
}

#[grad]
fn not_counted(x: f64, n: usize) -> f64 {
    let mut y = x;
    #[checkpoint(every = 10)]
    while y < 100.0 {
        y *= 2.0;
    }
    #[checkpoint(every = 10)]
    loop {
        y -= x;
        if y < 0.0 {
            break;
        }
    }
    #[checkpoint(every = 10)]
    let z = y * y;
    #[checkpoint(every = 10)]
    for i in (0..n).chain(3..5) {
        y += i as f64 * z;
    }
    let v = vec![{
        #[checkpoint(every = 10)]
        for _ in 0..n {
            y *= z;
        }
        y
    }];
    v[0]
}

#[jvp]
fn forward(x: f64) -> f64 {
    let mut y = x;
    #[checkpoint(every = 10)]
    while y < 100.0 {
        y *= 2.0;
    }
    y
}

fn noise() -> f64 {
    0.5
}

#[grad]
fn not_the_same_again(x: f64, n: usize) -> f64 {
    let mut y = x;
    #[checkpoint(revolve = 10)]
    for _ in 0..n {
        y = y * x + noise();
    }
    y
}

fn main() {
    let _ = left::grad(1.0, 2);
    let _ = not_counted::grad(1.0, 2);
    let _ = forward::jvp(1.0, 2.0);
    let _ = not_the_same_again::grad(1.0, 2);
}
