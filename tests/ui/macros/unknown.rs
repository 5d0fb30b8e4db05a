use autodiff::{grad, jvp};

macro_rules! square {
    ($x:expr) => {
        $x * $x
    };
}

#[grad]
fn of_ones_own(x: f64) -> f64 {
    let y = square!(x);
    dbg!(y);
    if y > 0.0 {
        return concat!("a", "b").len() as f64 * y;
    }
    y
}

#[jvp]
fn changing(x: f64, v: &mut [f64]) -> f64 {
    let mut y = x;
    println!("{}", { y = 2.0; y });
    assert!({ y += 1.0; y > 0.0 });
    assert_eq!(bump(&mut y), 1.0);
    debug_assert!(v.iter_mut().next().is_none());
    println!("{}", value = y);
    y
}

fn bump<T>(_: T) -> f64 {
    1.0
}

fn main() {
    let _ = of_ones_own::grad(1.0);
    let _ = changing::jvp(1.0, &mut [1.0], 1.0, &mut [1.0]);
}
