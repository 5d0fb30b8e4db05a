//! Loops, branches, calls and what else a body may contain; the closed form is that of the function computed.

use super::{assert_close, factorial};
use autodiff::taylor;
use std::array::from_fn;

const K: usize = 6;

/// The derivatives of `x^n`.
fn power(x: f64, n: usize) -> [f64; K] {
    from_fn(|k| match (n + 1).checked_sub(k + 2) {
        Some(rest) => factorial(n) / factorial(rest) * x.powi(rest as i32),
        None => 0.0,
    })
}

#[test]
fn loops() {
    #[taylor]
    fn f(x: f64, n: usize) -> f64 {
        let mut y = 1.0;
        for _ in 0..n {
            y *= x;
        }
        y
    }
    for n in [0, 1, 4, 9] {
        assert_close(&f::taylor::<K>(1.3, n).1, &power(1.3, n), 1e-13);
    }
    #[taylor]
    fn g(x: f64) -> f64 {
        // the series of the exponential, until it no longer changes
        let (mut sum, mut term, mut k) = (1.0, 1.0, 0.0);
        while sum + term != sum || k < 60.0 {
            k += 1.0;
            term *= x / k;
            sum += term;
        }
        sum
    }
    let (y, d) = g::taylor::<K>(0.5);
    assert_close(&d, &[y; K], 1e-13);
}

#[test]
fn branches_and_exits() {
    #[taylor]
    fn f(x: f64) -> f64 {
        let mut y = x;
        loop {
            y = match y {
                y if y > 10.0 => break y,
                y if y < 0.0 => return -x,
                _ => y * x,
            };
        }
    }
    // 2, 4, 8, 16
    assert_close(&f::taylor::<K>(2.0).1, &power(2.0, 4), 1e-13);
    assert_close(
        &f::taylor::<K>(-2.0).1,
        &[-1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
        0.0,
    );
}

#[test]
fn recursion_and_calls() {
    #[taylor]
    fn power_of(x: f64, n: u32) -> f64 {
        if n == 0 {
            return 1.0;
        }
        let half = power_of(x, n / 2);
        if n & 1 == 0 {
            half * half
        } else {
            half * half * x
        }
    }
    #[taylor]
    fn f(x: f64) -> f64 {
        power_of(x, 7) - power_of(x, 2)
    }
    let (seven, two) = (power(1.1, 7), power(1.1, 2));
    assert_close(
        &f::taylor::<K>(1.1).1,
        &from_fn::<f64, K, _>(|k| seven[k] - two[k]),
        1e-13,
    );
}

#[test]
fn places_iterators_and_closures() {
    #[taylor]
    fn f(x: f64) -> f64 {
        let mut a = vec![x; 3];
        a[1] = a[0] * a[2];
        a.push(a[1] * x);
        a.swap(0, 3);
        let scale = |t: f64| 2.0 * t;
        // x^3 + x^2 + x + x
        let sum: f64 = a.iter().map(|t| scale(*t)).sum();
        let last = a.pop().unwrap();
        let mut pair = [sum, last];
        pair[0] -= 2.0 * pair[1];
        pair.iter().fold(0.0, |m, v| m + v)
    }
    let (three, two, one) = (power(0.7, 3), power(0.7, 2), power(0.7, 1));
    let want = from_fn::<f64, K, _>(|k| 2.0 * three[k] + 2.0 * two[k] + 3.0 * one[k]);
    assert_close(&f::taylor::<K>(0.7).1, &want, 1e-13);
}

/// Without the analyses everything that varies has a series.
#[test]
fn without_the_analyses() {
    #[taylor(analysis = off)]
    fn unused(x: f64) -> f64 {
        let mut kept = [x, 1.0];
        let dropped = kept[0] * kept[1];
        kept[1] = dropped * dropped;
        kept[0] = 0.0;
        kept[1] + kept[0]
    }
    assert_close(&unused::taylor::<K>(1.5).1, &power(1.5, 2), 1e-15);
}

#[test]
fn casts_and_options() {
    #[taylor]
    fn f(x: f64) -> f64 {
        let half = (x as f32 * 0.5) as f64;
        let n = x as i64;
        let most = [x, 2.0 * x, -x].into_iter().reduce(f64::max);
        half + n as f64 + most.unwrap_or(0.0) * x
    }
    let want = [0.5 + 4.0 * 1.5, 4.0, 0.0];
    assert_close(&f::taylor::<3>(1.5).1, &want, 0.0);
}

#[test]
fn functions_of_the_crate() {
    #[taylor]
    fn f(x: f64) -> f64 {
        let y = autodiff::softmax(&[x, 0.0]);
        // softmax of two is the logistic function
        autodiff::log_sum_exp(&[0.0, x]) - autodiff::softplus(x) + y[0] - autodiff::sigmoid(x)
            + autodiff::stop_gradient(x) * x
    }
    assert_close(&f::taylor::<5>(0.4).1, &[0.4, 0.0, 0.0, 0.0, 0.0], 1e-12);
}

/// The Newton iteration's fixed point: `y^3 + y = x`, whose derivatives follow from it.
#[test]
fn implicit_function() {
    #[taylor]
    fn f(x: f64) -> f64 {
        let mut y = x;
        for _ in 0..60 {
            y -= (y * y * y + y - x) / (3.0 * y * y + 1.0);
        }
        y
    }
    let (y, d) = f::taylor::<3>(1.5);
    let s = 1.0 / (3.0 * y * y + 1.0);
    let second = -6.0 * y * s.powi(3);
    let third = -6.0 * s.powi(4) + 108.0 * y * y * s.powi(5);
    assert_close(&d, &[s, second, third], 1e-12);
}
