//! Rules of one's own. Some are wrong on purpose, so that one sees that the rule is used and not the body.

use autodiff::{Matrix, Tape, custom_jvp, custom_vjp, grad, jvp, stop_gradient};

#[custom_vjp(square_vjp)]
#[custom_jvp(square_jvp)]
fn square(x: f64) -> f64 {
    x * x
}

/// Ten times the truth, from the value `y`.
fn square_vjp(x: f64, y: f64, y_bar: f64) -> f64 {
    assert_eq!(y, x * x);
    20.0 * x * y_bar
}

fn square_jvp(x: f64, y: f64, x_dot: f64) -> f64 {
    assert_eq!(y, x * x);
    20.0 * x * x_dot
}

#[grad]
#[jvp]
fn calls_square(x: f64, y: f64) -> f64 {
    square(x * y) + square(3.0)
}

#[test]
fn rules_replace_the_body() {
    assert_eq!(
        (square::grad(3.0), square::value_and_grad(3.0)),
        (60.0, (9.0, 60.0))
    );
    assert_eq!(
        (square::derivative(3.0), square::jvp(3.0, 2.0)),
        (60.0, (9.0, 120.0))
    );
    assert_eq!(square::vjp(3.0, 2.0), (9.0, 120.0));
    assert_eq!(calls_square::grad(2.0, 3.0), (360.0, 240.0));
    assert_eq!(calls_square::jvp(2.0, 3.0, 1.0, 1.0).1, 600.0);
}

/// Solves x^3 + x = a; the derivative is that of the implicit function, whatever the iteration did.
#[custom_vjp(forward = root_forward, reverse = root_reverse)]
#[custom_jvp(root_jvp)]
fn root(a: f64) -> f64 {
    root_forward(a).0
}

/// What is kept: the slope at the root.
struct Slope(f64);

fn root_forward(a: f64) -> (f64, Slope) {
    let mut x = a;
    for _ in 0..60 {
        x -= (x * x * x + x - a) / (3.0 * x * x + 1.0);
    }
    (x, Slope(3.0 * x * x + 1.0))
}

fn root_reverse(_a: f64, slope: Slope, y_bar: f64) -> f64 {
    y_bar / slope.0
}

fn root_jvp(_a: f64, y: f64, a_dot: f64) -> f64 {
    a_dot / (3.0 * y * y + 1.0)
}

#[grad]
#[jvp]
fn roots_in_a_loop(a: f64, n: usize) -> f64 {
    let mut s = 0.0;
    for i in 0..n {
        s += root(a + 8.0 * i as f64);
    }
    s
}

#[test]
fn rules_with_residuals() {
    assert!((root::grad(10.0) - 1.0 / 13.0).abs() < 1e-15);
    assert!((root::derivative(10.0) - 1.0 / 13.0).abs() < 1e-15);
    // Roots of 2, 10: 1 and 2.
    let expected = 1.0 / 4.0 + 1.0 / 13.0;
    assert!((roots_in_a_loop::grad(2.0, 2) - expected).abs() < 1e-15);
    assert!((roots_in_a_loop::derivative(2.0, 2) - expected).abs() < 1e-15);
}

/// A vector result, and a parameter that the rule leaves out.
#[custom_vjp(scaled_vjp, constant(scale))]
#[custom_jvp(scaled_jvp, constant(scale))]
fn scaled(x: &[f64], scale: f64) -> Vec<f64> {
    x.iter().map(|v| v * scale).collect()
}

fn scaled_vjp(_x: &[f64], scale: f64, _y: &[f64], y_bar: Vec<f64>) -> Vec<f64> {
    y_bar.iter().map(|v| v * scale).collect()
}

fn scaled_jvp(_x: &[f64], scale: f64, _y: &[f64], x_dot: &[f64]) -> Vec<f64> {
    x_dot.iter().map(|v| v * scale).collect()
}

#[grad]
#[jvp]
fn calls_scaled(x: &[f64]) -> f64 {
    let y = scaled(x, 3.0);
    y[0] * y[1]
}

#[test]
fn rules_for_vectors() {
    assert_eq!(calls_scaled::grad(&[2.0, 5.0]), [45.0, 18.0]);
    assert_eq!(calls_scaled::jvp(&[2.0, 5.0], &[1.0, 1.0]), (90.0, 63.0));
    assert_eq!(scaled::vjp(&[2.0], 3.0, vec![1.0]), (vec![6.0], vec![3.0]));
    assert_eq!(
        scaled::jacrev(&[2.0, 5.0], 3.0).as_slice(),
        [3.0, 0.0, 0.0, 3.0]
    );
}

#[custom_vjp(rule_of_another_module::double)]
#[jvp]
fn mixed(x: f64) -> f64 {
    x * x
}

mod rule_of_another_module {
    pub(super) fn double(x: f64, _y: f64, y_bar: f64) -> f64 {
        4.0 * x * y_bar
    }
}

#[test]
fn a_rule_for_one_mode_only() {
    assert_eq!((mixed::grad(3.0), mixed::derivative(3.0)), (12.0, 6.0));
}

#[grad]
#[jvp]
fn stopped(x: f64, y: f64) -> f64 {
    x * stop_gradient(x) + stop_gradient(y * y)
}

#[test]
fn stopped_gradients() {
    assert_eq!(stopped::value_and_grad(3.0, 2.0), (13.0, (3.0, 0.0)));
    assert_eq!(stopped::jvp(3.0, 2.0, 1.0, 1.0), (13.0, 3.0));
}

#[grad]
#[jvp]
fn network(x: &[f64], w: &[f64]) -> f64 {
    let mut h = vec![0.0; x.len()];
    for i in 0..x.len() {
        h[i] = autodiff::relu(x[i] * w[i]) + autodiff::sigmoid(x[i]);
    }
    let p = autodiff::softmax(&h);
    autodiff::log_sum_exp(&h) - p[0].ln()
}

#[test]
fn functions_of_the_library() {
    let (x, w) = ([0.5, -1.0], [2.0, 0.3]);
    let (y, (x_bar, w_bar)) = network::value_and_grad(&x, &w);
    let h = 1e-6;
    for i in 0..2 {
        let at = |dx: f64, dw: f64| {
            let (mut x, mut w) = (x, w);
            x[i] += dx;
            w[i] += dw;
            network(&x, &w)
        };
        assert!((x_bar[i] - (at(h, 0.0) - at(-h, 0.0)) / (2.0 * h)).abs() < 1e-8);
        assert!((w_bar[i] - (at(0.0, h) - at(0.0, -h)) / (2.0 * h)).abs() < 1e-8);
    }
    let (value, y_dot) = network::jvp(&x, &w, &[1.0, 0.0], &[0.0, 1.0]);
    assert_eq!(value.to_bits(), y.to_bits());
    assert!((y_dot - x_bar[0] - w_bar[1]).abs() < 1e-14);
}

/// Rows of a Jacobian whose forward sweep keeps boxed residuals, changes its argument and leaves words on the tape.
#[grad]
#[jvp]
fn roots_in_place(a: &mut [f64], k: f64) -> Vec<f64> {
    let mut out = vec![0.0; 3];
    for i in 0..3 {
        a[i] = root(a[i]) * k;
        out[i] = a[i] * a[(i + 1) % 3];
    }
    out
}

#[grad]
#[jvp]
fn powers_in_place(a: &mut [f64], k: f64) -> Vec<f64> {
    let mut out = vec![0.0; 3];
    for i in 0..3 {
        a[i] = a[i] * a[i] * k;
        out[i] = a[i].sin() * a[(i + 1) % 3];
    }
    out
}

#[test]
fn rows_share_a_forward_sweep() {
    type Jacobian = fn(&mut [f64], f64) -> Matrix;
    let start = [1.2, 0.7, 2.0];
    let pairs: [(Jacobian, Jacobian); 2] = [
        (roots_in_place::jacrev, roots_in_place::jacfwd),
        (powers_in_place::jacrev, powers_in_place::jacfwd),
    ];
    for (rows, columns) in pairs {
        let (mut a, mut b) = (start, start);
        let (rows, columns) = (rows(&mut a, 1.5), columns(&mut b, 1.5));
        assert_eq!(a, b);
        assert_eq!((rows.nrows(), rows.ncols()), (3, 4));
        for (r, c) in rows.as_slice().iter().zip(columns.as_slice()) {
            assert!((r - c).abs() <= 1e-14 * c.abs().max(1.0), "{r} {c}");
        }
    }
    let (mut tape, mut matrix) = (Tape::new(), Matrix::zeros(3, 4));
    let first = roots_in_place::jacrev(&mut start.clone(), 1.5);
    for _ in 0..2 {
        roots_in_place::jacrev_with(&mut tape, &mut start.clone(), 1.5, &mut matrix);
        assert_eq!(matrix.as_slice(), first.as_slice());
        assert!(tape.is_empty());
    }
}

#[test]
fn several_cotangents_share_a_forward_sweep() {
    let start = [1.2, 0.7, 2.0];
    let y_bars = [vec![1.0, 0.0, 0.0], vec![0.3, -2.0, 0.5]];
    let state_bars = [[0.0; 3], [0.4, 0.1, -1.0]];
    let (mut a, [mut first, mut second]) = (start, state_bars);
    let (y, k_bars) =
        roots_in_place::vjp_many(&mut a, 1.5, y_bars.clone(), [&mut first, &mut second]);
    for (i, state_bar) in [first, second].into_iter().enumerate() {
        let (mut b, mut expected) = (start, state_bars[i]);
        let (y_alone, k_bar) = roots_in_place::vjp(&mut b, 1.5, y_bars[i].clone(), &mut expected);
        assert_eq!(
            (&y, a, k_bars[i], state_bar),
            (&y_alone, b, k_bar, expected)
        );
    }
    let (mut a, [mut first, mut second]) = (start, state_bars);
    let (_, k_bars) =
        powers_in_place::vjp_many(&mut a, 1.5, y_bars.clone(), [&mut first, &mut second]);
    let (mut b, mut expected) = (start, state_bars[1]);
    let (_, k_bar) = powers_in_place::vjp(&mut b, 1.5, y_bars[1].clone(), &mut expected);
    assert_eq!((a, k_bars[1], second), (b, k_bar, expected));
    let (_, x_bars) = roots_in_a_loop::vjp_many(2.0, 3, [1.0, 2.0, 0.0]);
    let (_, one) = roots_in_a_loop::vjp(2.0, 3, 1.0);
    assert_eq!(x_bars, [one, 2.0 * one, 0.0]);
}
