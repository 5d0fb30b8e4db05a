use autodiff::grad;

struct Single(f64);

#[grad]
fn in_match(x: f64, n: usize) -> f64 {
    let z = match (n, x) {
        (_, LIMIT) => 2.0 * x,
        _ => x,
    };
    match (Some(z), 1) {
        (Some(LIMIT), _) => z,
        (Some(y), _) => y,
        _ => x,
    }
}

const LIMIT: f64 = 2.0;

#[grad]
fn of_structs(x: f64, o: Option<usize>) -> f64 {
    match Some(Single(x)) {
        Some(Single(y)) => y,
        None => 0.0,
    }
}

#[grad]
fn of_a_macro(x: f64) -> f64 {
    macro_rules! two {
        () => {
            2
        };
    }
    match 2 {
        two!() => x,
        _ => 0.0,
    }
}

#[grad]
fn in_for(x: f64) -> f64 {
    let mut s = x;
    for ref i in 0..3 {
        s += *i as f64;
    }
    s
}

#[grad]
fn of_a_call(x: f64, n: usize) -> f64 {
    let (a, ..) = made(n);
    x * a
}

fn made(n: usize) -> (f64, f64) {
    (n as f64, 1.0)
}

fn main() {
    let _ = in_let::grad(1.0);
    let _ = in_match::grad(1.0, 1);
    let _ = of_structs::grad(1.0, None);
    let _ = of_a_macro::value_and_grad(1.0);
    let _ = in_for::grad(1.0);
    let _ = of_a_call::grad(1.0, 1);
}
