use autodiff::grad;

struct Pair {
    a: f64,
}
struct Single(f64);

#[grad]
fn in_let(x: f64, v: [f64; 3]) -> f64 {
    let ref r = x;
    let whole @ (a, _) = (x, x);
    let Pair { a: b } = Pair { a };
    let Single(c) = Single(b);
    let (d, ..) = (c, x);
    let [e, ..] = v;
    *r + whole.0 + d + e
}

#[grad]
fn in_match(x: f64, n: usize, v: [f64; 2]) -> f64 {
    let y = match n {
        ref m if *m == 0 => x,
        mut k if k > 100 => {
            k += 1;
            x * k as f64
        }
        k | k if k == 7 => 2.0 * x,
        _ => 0.0,
    };
    let z = match (n, x) {
        (1, ..) => x,
        (_, LIMIT) => 2.0 * x,
        _ => x,
    };
    let s = match v {
        [a, _] => a,
    };
    y + z + s
}

const LIMIT: f64 = 2.0;

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
    for Single(y) in [Single(x)] {
        s += y;
    }
    s
}

#[grad]
fn in_parameters((y, ..): (f64, f64), ref z: f64) -> f64 {
    y + z
}

fn main() {
    let _ = in_let::grad(1.0, [1.0, 2.0, 3.0]);
    let _ = in_match::grad(1.0, 1, [1.0, 2.0]);
    let _ = of_a_macro::value_and_grad(1.0);
    let _ = in_for::grad(1.0);
    let _ = in_parameters::grad((1.0, 1.0), 2.0);
}
