//! A loop under `#[checkpoint]` that reads neighbours at its own counter. Without the attribute their cotangents are
//! carried from trip to trip in registers: the gradient is the same to rounding, the value to the bit.

use autodiff::grad;

macro_rules! chain {
    ($name:ident $(#$checkpoint:tt)?) => {
        #[grad]
        fn $name(x: &[f64], k: f64) -> f64 {
            let mut y = k;
            $(#$checkpoint)?
            for i in 1..x.len() {
                y = y * (1.0 + 0.1 * x[i - 1] * x[i]) + k.sin() * x[i];
            }
            y
        }
    };
}
chain! { plain }
chain! { every #[checkpoint(every = 3)] }
chain! { revolve #[checkpoint(revolve = 2)] }

#[test]
fn neighbours_at_the_counter() {
    for n in [0, 1, 2, 7, 20, 100] {
        let x: Vec<f64> = (0..n).map(|i| (i as f64).sin()).collect();
        let (want, (x_bar, k_bar)) = plain::value_and_grad(&x, 0.3);
        let others = [
            every::value_and_grad(&x, 0.3),
            revolve::value_and_grad(&x, 0.3),
        ];
        for (y, (other_x_bar, other_k_bar)) in others {
            assert_eq!(y.to_bits(), want.to_bits());
            assert!((other_k_bar - k_bar).abs() <= 1e-14 * k_bar.abs());
            for (a, b) in other_x_bar.iter().zip(&x_bar) {
                assert!(
                    (a - b).abs() <= 1e-14 * (1.0 + b.abs()),
                    "{n} elements: {a}, {b}"
                );
            }
        }
    }
}
