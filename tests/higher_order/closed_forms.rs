//! To the twelfth derivative.

use super::{assert_close, factorial};
use autodiff::taylor;
use std::array::from_fn;

const K: usize = 12;

#[test]
fn exponential() {
    #[taylor]
    fn f(x: f64) -> f64 {
        (2.0 * x).exp()
    }
    let (y, d) = f::taylor::<K>(0.3);
    assert_eq!(y, 0.6f64.exp());
    assert_close(
        &d,
        &from_fn::<f64, K, _>(|k| 2f64.powi(k as i32 + 1) * y),
        1e-13,
    );
}

#[test]
fn sine() {
    #[taylor]
    fn f(x: f64) -> f64 {
        x.sin()
    }
    let x = 0.8f64;
    let cycle = [x.cos(), -x.sin(), -x.cos(), x.sin()];
    let (y, d) = f::taylor::<K>(x);
    assert_eq!(y, x.sin());
    assert_close(&d, &from_fn::<f64, K, _>(|k| cycle[k % 4]), 1e-13);
}

/// Derivatives of the tangent at 0 are the tangent numbers (OEIS A000182).
#[test]
fn tangent() {
    #[taylor]
    fn f(x: f64) -> f64 {
        x.sin() / x.cos()
    }
    #[taylor]
    fn g(x: f64) -> f64 {
        x.tan()
    }
    let want = [
        1.0, 0.0, 2.0, 0.0, 16.0, 0.0, 272.0, 0.0, 7936.0, 0.0, 353792.0, 0.0,
    ];
    assert_close(&f::taylor::<K>(0.0).1, &want, 1e-13);
    assert_close(&g::taylor::<K>(0.0).1, &want, 1e-13);
}

#[test]
fn logarithm() {
    #[taylor]
    fn f(x: f64) -> f64 {
        x.ln()
    }
    let x = 1.7f64;
    let want = from_fn::<f64, K, _>(|k| {
        let sign = if k % 2 == 0 { 1.0 } else { -1.0 };
        sign * factorial(k) / x.powi(k as i32 + 1)
    });
    assert_close(&f::taylor::<K>(x).1, &want, 1e-13);
}

/// `1 / (1 + x^2)` is the imaginary part of `1 / (x - i)`, whose derivatives are powers.
#[test]
fn witch_of_agnesi() {
    #[taylor]
    fn f(x: f64) -> f64 {
        1.0 / (1.0 + x * x)
    }
    let x = 0.6f64;
    let (r, angle) = (x.hypot(1.0), 1f64.atan2(x));
    let want = from_fn::<f64, K, _>(|k| {
        let n = k + 1;
        let sign = if n % 2 == 0 { 1.0 } else { -1.0 };
        sign * factorial(n) * ((n + 1) as f64 * angle).sin() / r.powi(n as i32 + 1)
    });
    assert_close(&f::taylor::<K>(x).1, &want, 1e-12);
}

/// `exp(exp(x) - 1)` at 0: the Bell numbers (OEIS A000110).
#[test]
fn bell_numbers() {
    #[taylor]
    fn inner(x: f64) -> f64 {
        x.exp_m1()
    }
    #[taylor]
    fn f(x: f64) -> f64 {
        inner(x).exp()
    }
    let want = [
        1.0, 2.0, 5.0, 15.0, 52.0, 203.0, 877.0, 4140.0, 21147.0, 115975.0, 678570.0, 4213597.0,
    ];
    assert_close(&f::taylor::<K>(0.0).1, &want, 1e-13);
}

/// The Gaussian: `f^(n) = (-1)^n He_n(x) f`, with the Hermite polynomials by their recursion.
#[test]
fn hermite_polynomials() {
    #[taylor]
    fn f(x: f64) -> f64 {
        (-0.5 * x.powi(2)).exp()
    }
    let x = 0.9f64;
    let (y, d) = f::taylor::<K>(x);
    let mut he = vec![1.0, x];
    for n in 1..K {
        he.push(x * he[n] - n as f64 * he[n - 1]);
    }
    let want = from_fn::<f64, K, _>(|k| {
        if k % 2 == 0 {
            -he[k + 1] * y
        } else {
            he[k + 1] * y
        }
    });
    assert_close(&d, &want, 1e-12);
}

/// `arcsin` has the derivatives `((n - 2)!!)^2` at 0.
#[test]
fn arc_sine() {
    #[taylor]
    fn f(x: f64) -> f64 {
        x.asin()
    }
    let want = [
        1.0, 0.0, 1.0, 0.0, 9.0, 0.0, 225.0, 0.0, 11025.0, 0.0, 893025.0, 0.0,
    ];
    assert_close(&f::taylor::<K>(0.0).1, &want, 1e-13);
}

#[test]
fn any_order() {
    #[taylor]
    fn f(x: f64) -> f64 {
        x.exp() * (1.0 + x)
    }
    assert_eq!(f::taylor::<0>(1.0), (2.0 * 1f64.exp(), []));
    let (y, [d]) = f::taylor(1.0);
    assert_close(&[y, d], &[2.0 * 1f64.exp(), 3.0 * 1f64.exp()], 1e-15);
    let (_, d) = f::taylor::<40>(0.0);
    assert_close(&d, &from_fn::<f64, 40, _>(|k| k as f64 + 2.0), 1e-12);
}
