//! Test functions of optimisation against the derivatives and Hessians of `argmin_testfunctions`, which others derived.

use argmin_testfunctions as theirs;
use autodiff::{grad, hessian};
use std::f64::consts::{E, PI, TAU};

/// Functions of two variables, annotated, and a test of each against the crate's functions of the same name. The points
/// lie in the boxes, away from kinks.
macro_rules! plane {
    ($($name:ident in $low:literal, $high:literal $(to $digits:literal)?: [$theirs:path, $derivative:path, $hessian:path] |$x:ident, $y:ident| $body:block)*) => {$(
        mod $name {
            use super::*;

            #[grad]
            #[hessian]
            fn f($x: f64, $y: f64) -> f64 $body

            #[test]
            fn derivatives() {
                for p in points::<2>($low, $high) {
                    assert_close("value", &[f(p[0], p[1])], &[$theirs(&p)]);
                    let (x_bar, y_bar) = f::grad(p[0], p[1]);
                    assert_close("gradient", &[x_bar, y_bar], &$derivative(&p));
                    let hessian = f::hessian(p[0], p[1]);
                    let digits = [$($digits,)? 1e-10][0];
                    assert_close_to(digits, "Hessian", hessian.as_slice(), $hessian(&p).as_flattened());
                    let (u, v) = f::hvp(p[0], p[1], 0.3, -1.2);
                    let rows = $hessian(&p).map(|row| 0.3 * row[0] - 1.2 * row[1]);
                    assert_close_to(digits, "product", &[u, v], &rows);
                }
            }
        }
    )*};
}

/// The same of any number of variables.
macro_rules! space {
    ($($name:ident in $low:literal, $high:literal: [$theirs:path, $derivative:path, $hessian:path] |$x:ident| $body:block)*) => {$(
        mod $name {
            use super::*;

            #[grad]
            #[hessian]
            fn f($x: &[f64]) -> f64 $body

            #[test]
            fn derivatives() {
                for p in points::<7>($low, $high) {
                    assert_close("value", &[f(&p)], &[$theirs(&p)]);
                    assert_close("gradient", &f::grad(&p), &$derivative(&p));
                    let theirs = $hessian(&p).concat();
                    assert_close("Hessian", f::hessian(&p).as_slice(), &theirs);
                    let direction = p.map(|x| (3.0 * x).cos());
                    let rows = theirs.chunks(7);
                    let product: Vec<f64> = rows.map(|row| row.iter().zip(&direction).map(|(h, d)| h * d).sum()).collect();
                    assert_close("product", &f::hvp(&p, &direction), &product);
                }
            }
        }
    )*};
}

/// Scattered over a box.
fn points<const N: usize>(low: f64, high: f64) -> Vec<[f64; N]> {
    let mut state = 0.5_f64;
    let mut next = || {
        state = (state + 0.618_033_988_749_894_9).fract();
        low + (high - low) * state
    };
    (0..40).map(|_| std::array::from_fn(|_| next())).collect()
}

fn assert_close(what: &str, ours: &[f64], theirs: &[f64]) {
    assert_close_to(1e-10, what, ours, theirs);
}

fn assert_close_to(digits: f64, what: &str, ours: &[f64], theirs: &[f64]) {
    assert_eq!(ours.len(), theirs.len());
    let size = theirs.iter().fold(1e-3_f64, |m, x| m.max(x.abs()));
    for (a, b) in ours.iter().zip(theirs) {
        assert!(
            (a - b).abs() <= digits * size,
            "{what}: {ours:?}, not {theirs:?}"
        );
    }
}

plane! {
    beale in -4.0, 4.0: [theirs::beale, theirs::beale_derivative, theirs::beale_hessian] |x, y| {
        [(1.5, 1), (2.25, 2), (2.625, 3)].iter().map(|(c, n)| (c - x + x * y.powi(*n)).powi(2)).sum()
    }
    booth in -9.0, 9.0: [theirs::booth, theirs::booth_derivative, theirs::booth_hessian] |x, y| {
        let (a, b) = (x + 2.0 * y - 7.0, 2.0 * x + y - 5.0);
        a * a + b * b
    }
    bukin in -3.0, -1.5: [theirs::bukin_n6, theirs::bukin_n6_derivative, theirs::bukin_n6_hessian] |x, y| {
        100.0 * (y - 0.01 * x.powi(2)).abs().sqrt() + 0.01 * (x + 10.0).abs()
    }
    cross_in_tray in 0.4, 2.7: [theirs::cross_in_tray, theirs::cross_in_tray_derivative, theirs::cross_in_tray_hessian] |x, y| {
        let bump = (100.0 - x.hypot(y) / PI).abs().exp();
        -0.0001 * ((x.sin() * y.sin() * bump).abs() + 1.0).powf(0.1)
    }
    easom in 1.5, 4.5: [theirs::easom, theirs::easom_derivative, theirs::easom_hessian] |x, y| {
        let mut exponent = 0.0;
        for v in [x, y] {
            exponent -= (v - PI) * (v - PI);
        }
        -x.cos() * y.cos() * exponent.exp()
    }
    eggholder in 10.0, 300.0: [theirs::eggholder, theirs::eggholder_derivative, theirs::eggholder_hessian] |x, y| {
        let z = y + 47.0;
        let wave = |t: f64| t.abs().sqrt().sin();
        -z * wave(z + 0.5 * x) - x * wave(x - z)
    }
    goldstein_price in -1.9, 1.9: [theirs::goldsteinprice, theirs::goldsteinprice_derivative, theirs::goldsteinprice_hessian] |x, y| {
        let a = 19.0 - 14.0 * x + 3.0 * x * x - 14.0 * y + 6.0 * x * y + 3.0 * y * y;
        let b = 18.0 - 32.0 * x + 12.0 * x * x + 48.0 * y - 36.0 * x * y + 27.0 * y * y;
        (1.0 + (x + y + 1.0).powi(2) * a) * (30.0 + (2.0 * x - 3.0 * y).powi(2) * b)
    }
    himmelblau in -5.0, 5.0: [theirs::himmelblau, theirs::himmelblau_derivative, theirs::himmelblau_hessian] |x, y| {
        (x * x + y - 11.0).powi(2) + (x + y * y - 7.0).powi(2)
    }
    holder_table in 0.3, 1.4: [theirs::holder_table, theirs::holder_table_derivative, theirs::holder_table_hessian] |x, y| {
        -(x.sin() * y.cos() * (1.0 - x.hypot(y) / PI).abs().exp()).abs()
    }
    levy_n13 in -9.0, 9.0: [theirs::levy_n13, theirs::levy_n13_derivative, theirs::levy_n13_hessian] |x, y| {
        let squared_sine = |t: f64| (PI * t).sin().powi(2);
        squared_sine(3.0 * x)
            + (x - 1.0).powi(2) * (1.0 + squared_sine(3.0 * y))
            + (y - 1.0).powi(2) * (1.0 + squared_sine(2.0 * y))
    }
    matyas in -9.0, 9.0: [theirs::matyas, theirs::matyas_derivative, theirs::matyas_hessian] |x, y| {
        0.26 * (x.powi(2) + y.powi(2)) - 0.48 * x * y
    }
    mccormick in -1.5, 3.5: [theirs::mccormick, theirs::mccormick_derivative, theirs::mccormick_hessian] |x, y| {
        let (sum, difference) = (x + y, x - y);
        sum.sin() + difference * difference - 1.5 * x + 2.5 * y + 1.0
    }
    // the terms of their Hessian cancel
    picheny in 0.05, 0.95 to 1e-8: [theirs::picheny, theirs::picheny_derivative, theirs::picheny_hessian] |x, y| {
        let [x, y] = [x, y].map(|t| 4.0 * t - 2.0);
        let a = 19.0 - 14.0 * (x + y) + 3.0 * (x * x + y * y) + 6.0 * x * y;
        let b = 18.0 - 32.0 * x + 12.0 * x * x + 48.0 * y - 36.0 * x * y + 27.0 * y * y;
        let product = (1.0 + (x + y + 1.0).powi(2) * a) * (30.0 + (2.0 * x - 3.0 * y).powi(2) * b);
        (product.log10() - 8.693) / 2.427
    }
    schaffer_n2 in -4.0, 4.0: [theirs::schaffer_n2, theirs::schaffer_n2_derivative, theirs::schaffer_n2_hessian] |x, y| {
        let (sum, difference) = (x * x + y * y, x * x - y * y);
        0.5 + (difference.sin().powi(2) - 0.5) / (1.0 + 0.001 * sum).powi(2)
    }
    schaffer_n4 in -4.0, 4.0: [theirs::schaffer_n4, theirs::schaffer_n4_derivative, theirs::schaffer_n4_hessian] |x, y| {
        let (sum, difference) = (x * x + y * y, x * x - y * y);
        0.5 + (difference.abs().sin().cos().powi(2) - 0.5) / (1.0 + 0.001 * sum).powi(2)
    }
    three_hump_camel in -4.0, 4.0: [theirs::threehumpcamel, theirs::threehumpcamel_derivative, theirs::threehumpcamel_hessian] |x, y| {
        2.0 * x.powi(2) - 1.05 * x.powi(4) + x.powi(6) / 6.0 + x * y + y.powi(2)
    }
}

space! {
    ackley in -4.0, 4.0: [theirs::ackley, theirs::ackley_derivative, theirs::ackley_hessian] |x| {
        let n = x.len() as f64;
        let (mut squares, mut cosines) = (0.0, 0.0);
        for v in x {
            squares += v * v;
            cosines += (TAU * v).cos();
        }
        -20.0 * (-0.2 * (squares / n).sqrt()).exp() - (cosines / n).exp() + 20.0 + E
    }
    levy in -9.0, 9.0: [theirs::levy, theirs::levy_derivative, theirs::levy_hessian] |x| {
        let w: Vec<f64> = x.iter().map(|x| 1.0 + (x - 1.0) / 4.0).collect();
        let (first, last) = (w[0], w[w.len() - 1]);
        let mut sum = (PI * first).sin().powi(2);
        for &w in &w[1..w.len() - 1] {
            sum += (w - 1.0).powi(2) * (1.0 + 10.0 * (PI * w + 1.0).sin().powi(2));
        }
        sum + (last - 1.0).powi(2) * (1.0 + (TAU * last).sin().powi(2))
    }
    rastrigin in -5.0, 5.0: [theirs::rastrigin, theirs::rastrigin_derivative, theirs::rastrigin_hessian] |x| {
        10.0 * x.len() as f64 + x.iter().map(|x| x * x - 10.0 * (TAU * x).cos()).sum::<f64>()
    }
    rosenbrock in -2.0, 2.0: [theirs::rosenbrock, theirs::rosenbrock_derivative, theirs::rosenbrock_hessian] |x| {
        x.windows(2).map(|w| (1.0 - w[0]).powi(2) + 100.0 * (w[1] - w[0] * w[0]).powi(2)).sum()
    }
    sphere in -9.0, 9.0: [theirs::sphere, theirs::sphere_derivative, theirs::sphere_hessian] |x| {
        x.iter().fold(0.0, |sum, x| sum + x * x)
    }
    styblinski_tang in -5.0, 5.0: [theirs::styblinski_tang, theirs::styblinski_tang_derivative, theirs::styblinski_tang_hessian] |x| {
        let mut sum = 0.0;
        for v in x {
            sum += v.powi(4) - 16.0 * v.powi(2) + 5.0 * v;
        }
        sum / 2.0
    }
}
