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
    std::hint::black_box(y);
    write!(String::new(), "{y}");
    y
}

#[jvp]
fn changing(x: f64, v: &mut [f64]) -> f64 {
    let mut y = x;
    println!("{}", { y = 2.0; y });
    assert!({ y += 1.0; y > 0.0 });
    assert_eq!(bump(&mut y), 1.0);
    debug_assert!(v.iter_mut().next().is_none());
    println!("{}", bump(v));
    println!("{:?}", v.reverse());
    println!("{:?}", v.sort_by(f64::total_cmp));
    println!("{:?}", v.copy_from_slice(&[1.0]));
    println!("{}", square!({ y = 3.0; y }));
    println!("{}", y = 3.0);
    y
}

fn bump<T>(_: T) -> f64 {
    1.0
}

#[grad]
fn list_with_errors(x: f64) -> f64 {
    let v = vec![x, ];
    let w = vec![x; 2; 3];
    v[0] + w[0]
}

fn main() {
    let _ = of_ones_own::grad(1.0);
    let _ = changing::jvp(1.0, &mut [1.0], 1.0, &mut [1.0]);
}
