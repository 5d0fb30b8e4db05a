//! The crate's own functions: values, companions, behaviour at extremes.

use autodiff_runtime::access::{Active, Inactive};
use autodiff_runtime::ops::{
    log_sum_exp, mish, relu, sigmoid, softmax, softplus, stop_gradient, swish,
};
use autodiff_runtime::tape::Tape;

const INF: f64 = f64::INFINITY;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-14 * b.abs().max(1.0)
}

#[test]
fn values_against_their_definitions() {
    for k in -40..=40 {
        let x = 0.25 * f64::from(k);
        let q = 1.0 / (1.0 + (-x).exp());
        let s = (1.0 + x.exp()).ln();
        assert!(close(sigmoid(x), q));
        assert!(close(softplus(x), s));
        assert!(close(swish(x), x * q));
        assert!(close(mish(x), x * s.tanh()));
        assert!(close(
            mish::derivative(x),
            s.tanh() + x * q / s.cosh().powi(2)
        ));
        assert_eq!(relu(x), x.max(0.0));
    }
}

#[test]
fn extremes_neither_overflow_nor_lose_nan() {
    assert_eq!((softplus(800.0), softplus(-800.0)), (800.0, 0.0));
    assert_eq!((softplus(INF), softplus(-INF)), (INF, 0.0));
    assert_eq!((softplus::grad(800.0), softplus::grad(-800.0)), (1.0, 0.0));
    assert_eq!(softplus(-40.0), (-40f64).exp());
    assert_eq!((sigmoid(800.0), sigmoid(-800.0)), (1.0, 0.0));
    assert_eq!((sigmoid::grad(800.0), sigmoid::grad(-800.0)), (0.0, 0.0));
    assert_eq!((mish(800.0), mish(-800.0)), (800.0, 0.0));
    assert_eq!((mish::grad(800.0), mish::grad(-800.0)), (1.0, 0.0));
    assert_eq!((swish(800.0), swish(-800.0)), (800.0, 0.0));
    assert_eq!((swish::grad(800.0), swish::grad(-800.0)), (1.0, 0.0));
    assert_eq!(
        (relu::grad(0.0), relu::grad(-0.0), relu::grad(1e-300)),
        (0.0, 0.0, 1.0)
    );
    for (y, g) in [
        sigmoid::value_and_grad(f64::NAN),
        softplus::value_and_grad(f64::NAN),
        relu::value_and_grad(f64::NAN),
        swish::value_and_grad(f64::NAN),
        mish::value_and_grad(f64::NAN),
    ] {
        assert!(y.is_nan() && g.is_nan());
    }
}

#[test]
fn sweeps_of_scalar_companions_agree() {
    macro_rules! check {
        ($($f:ident)*) => {$(
            for x in [-1.5, 0.3, 4.0] {
                let mut tape = Tape::new();
                let slope = $f::derivative(x);
                assert_eq!($f::__needs_attribute_grad_forward(&mut tape, x), $f(x));
                assert_eq!($f::__needs_attribute_grad_reverse(&mut tape, x, 3.0), ($f::vjp(x, 3.0).1,));
                assert!(tape.is_empty());
                assert_eq!($f::__needs_attribute_jvp(x, Active(1.0)), ($f(x), slope));
                assert_eq!($f::__needs_attribute_jvp(x, Inactive), ($f(x), 0.0));
                assert_eq!($f::grad(x), slope);
                assert_eq!($f::jvp(x, 1.0), ($f(x), slope));
                assert_eq!($f::derivative(x as f32), $f::jvp(x as f32, 1.0).1);
            }
        )*};
    }
    check!(sigmoid softplus relu swish mish);
}

#[test]
fn stop_gradient_is_the_identity_with_derivative_zero() {
    let mut tape = Tape::new();
    assert_eq!(
        stop_gradient::__needs_attribute_grad_forward(&mut tape, 2.5),
        2.5
    );
    assert_eq!(
        stop_gradient::__needs_attribute_grad_reverse(&mut tape, 2.5, 7.0),
        (0.0,)
    );
    assert_eq!(
        stop_gradient::__needs_attribute_jvp(2.5, Active(7.0)),
        (2.5, 0.0)
    );
    let v = vec![1.0, 2.0];
    assert_eq!(
        stop_gradient::__needs_attribute_jvp(v.clone(), Inactive),
        (v, vec![0.0, 0.0])
    );
}

#[test]
fn log_sum_exp_at_extremes() {
    assert_eq!(log_sum_exp::<f64>(&[]), -INF);
    assert_eq!(log_sum_exp(&[-INF, -INF]), -INF);
    assert_eq!(log_sum_exp(&[-INF, 2.0]), 2.0);
    assert_eq!(log_sum_exp(&[INF, 2.0]), INF);
    assert_eq!(log_sum_exp(&[INF, -INF]), INF);
    assert!(close(
        log_sum_exp(&[1000.0, 1001.0]),
        1001.0 + (-1f64).exp().ln_1p()
    ));
    assert!(close(
        log_sum_exp(&[-1000.0, -1001.0]),
        -1000.0 + (-1f64).exp().ln_1p()
    ));
    assert!(log_sum_exp(&[1.0, f64::NAN]).is_nan() && log_sum_exp(&[f64::NAN, INF]).is_nan());
    assert!(close(
        f64::from(log_sum_exp(&[100f32, 100.0])),
        f64::from(100.0 + 2f32.ln())
    ));
}

#[test]
fn softmax_does_not_see_shifts() {
    let x = [0.25, -1.5, 3.0, 0.0];
    let y = softmax(&x);
    assert!(close(y.iter().sum(), 1.0));
    for shift in [-1024.0, -8.0, 512.0, 1e6] {
        let shifted = softmax(&x.map(|t| t + shift));
        assert!(
            y.iter()
                .zip(&shifted)
                .all(|(&a, &b)| (a - b).abs() <= 1e-15),
            "{shift}: {shifted:?}"
        );
    }
    assert_eq!(softmax(&[-INF, 5.0]), [0.0, 1.0]);
    assert!(softmax(&[f64::NAN, 5.0]).iter().all(|t| t.is_nan()));
    assert!(softmax(&[-INF, -INF]).iter().all(|t| t.is_nan()));
    assert!(softmax::<f64>(&[]).is_empty());
}

#[test]
fn slice_companions_against_closed_forms() {
    let (x, x_dot) = ([0.25, -1.5, 703.0, 702.5], [1.0, -2.0, 0.5, 3.0]);
    let weights = softmax(&x);
    let mut tape = Tape::new();

    let (value, slope) = log_sum_exp::__needs_attribute_jvp(&x, &x_dot[..]);
    assert_eq!(
        log_sum_exp::__needs_attribute_grad_forward(&mut tape, &x),
        value
    );
    let mut x_bar = [10.0; 4];
    log_sum_exp::__needs_attribute_grad_reverse(&mut tape, &x, 2.0, &mut x_bar[..]);
    assert!(tape.is_empty());
    for (&b, &w) in x_bar.iter().zip(&weights) {
        assert!(close(b, 10.0 + 2.0 * w));
    }
    assert!(close(
        slope,
        weights.iter().zip(&x_dot).map(|(w, d)| w * d).sum()
    ));

    let (y, y_dot) = softmax::__needs_attribute_jvp(&x, &x_dot[..]);
    assert_eq!(softmax::__needs_attribute_grad_forward(&mut tape, &x), y);
    let y_bar = vec![1.0, 2.0, 3.0, -4.0];
    let mut x_bar = [0.0; 4];
    softmax::__needs_attribute_grad_reverse(&mut tape, &x, y_bar.clone(), &mut x_bar[..]);
    assert!(tape.is_empty());
    for i in 0..4 {
        let want: f64 = (0..4)
            .map(|j| y[i] * (f64::from(u8::from(i == j)) - y[j]) * x_dot[j])
            .sum();
        assert!(close(y_dot[i], want));
    }
    let forward: f64 = y_bar.iter().zip(&y_dot).map(|(a, b)| a * b).sum();
    let reverse: f64 = x_bar.iter().zip(&x_dot).map(|(a, b)| a * b).sum();
    assert!(close(forward, reverse));
    assert_eq!(softmax::__needs_attribute_jvp(&x, Inactive).1, [0.0; 4]);
}
