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

#[grad]
fn on_elements_of_a_macro(x: f64) -> f64 {
    let v = vec![
        #[cfg(any())]
        1.0,
        x,
    ];
    v[0]
}

macro_rules! elements {
    ($($e:expr),*) => {
        #[grad]
        fn from_a_macro(x: f64) -> f64 {
            let v = vec![$($e),*];
            v[0] * x
        }
    };
}
elements!(#[cfg(any())] 2.0, 3.0);

struct Pair {
    a: f64,
    b: f64,
}

#[grad]
fn on_a_field(x: f64) -> f64 {
    let p = Pair {
        #[cfg(any())]
        a: 1.0,
        #[cfg(all())]
        a: x,
        b: x,
    };
    p.a * p.b
}

#[grad]
impl Pair {
    fn in_a_method(x: f64) -> f64 {
        #[cfg(any())]
        return 1.0;
        x
    }
}

#[grad]
fn in_a_closure(x: f64) -> f64 {
    let f = |#[cfg(all())] y: f64| {
        #[cfg(any())]
        return 1.0;
        y * x
    };
    f(x)
}

#[grad]
fn on_a_parameter(x: f64, #[cfg(any())] y: f64) -> f64 {
    x
}

fn main() {
    let _ = on_a_block::grad(1.0);
}
