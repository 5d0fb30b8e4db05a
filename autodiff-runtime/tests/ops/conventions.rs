//! What holds at kinks, ties, jumps and poles: one line for each choice.

use autodiff_runtime::ops::TABLE;
use autodiff_runtime::ops::compiled::f64_rows;

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;

/// All partial derivatives of a row, times the seed.
fn seeded(name: &str, at: &[f64], seed: f64) -> Vec<f64> {
    let k = TABLE
        .iter()
        .position(|op| op.name == name)
        .expect("a row of that name");
    let row = &f64_rows()[k];
    (row.rules)(at, (row.value)(at), seed)
}

fn partials(name: &str, at: &[f64]) -> Vec<f64> {
    seeded(name, at, 1.0)
}

#[test]
fn kinks_and_steps() {
    assert_eq!(partials("abs", &[0.0]), [0.0]);
    assert_eq!(partials("abs", &[-0.0]), [0.0]);
    assert_eq!(partials("abs", &[-INF]), [-1.0]);
    assert!(partials("abs", &[NAN])[0].is_nan());
    for step in [
        "signum",
        "floor",
        "ceil",
        "round",
        "round_ties_even",
        "trunc",
    ] {
        for x in [-1.5, -1.0, -0.0, 0.0, 0.5, 2.0] {
            assert_eq!(partials(step, &[x]), [0.0]);
        }
    }
    assert_eq!(partials("fract", &[2.0]), [1.0]);
    assert_eq!(partials("fract", &[-2.7]), [1.0]);
    assert_eq!(partials("copysign", &[3.0, -0.0]), [-1.0, 0.0]);
    assert_eq!(partials("copysign", &[-3.0, -2.0]), [1.0, 0.0]);
    assert_eq!(partials("copysign", &[0.0, -2.0]), [0.0, 0.0]);
    assert_eq!(partials("relu", &[0.0]), [0.0]);
}

#[test]
fn ties_go_to_the_second_operand() {
    for both in [0.0, 1.5, -2.0, INF] {
        assert_eq!(partials("max", &[both, both]), [0.0, 1.0]);
        assert_eq!(partials("min", &[both, both]), [0.0, 1.0]);
    }
    assert_eq!(partials("max", &[0.0, -0.0]), [0.0, 1.0]);
    assert_eq!(partials("max", &[2.0, 1.0]), [1.0, 0.0]);
    assert_eq!(partials("min", &[2.0, 1.0]), [0.0, 1.0]);
}

#[test]
fn max_and_min_ignore_nan_but_do_not_hide_it() {
    for name in ["max", "min"] {
        let x_is_nan = partials(name, &[NAN, 1.0]);
        assert!(x_is_nan[0].is_nan() && x_is_nan[1] == 1.0);
        let y_is_nan = partials(name, &[1.0, NAN]);
        assert!(y_is_nan[1].is_nan() && y_is_nan[0] == 1.0);
        assert!(partials(name, &[NAN, NAN]).iter().all(|p| p.is_nan()));
        // The constant NaN that a fold starts from has tangent 0, and stays without influence.
        assert_eq!(seeded(name, &[NAN, 1.0], 0.0), [0.0, 0.0]);
    }
}

#[test]
fn clamp_lets_through_strictly_inside() {
    assert_eq!(partials("clamp", &[0.5, 0.0, 1.0]), [1.0, 0.0, 0.0]);
    assert_eq!(partials("clamp", &[0.0, 0.0, 1.0]), [0.0, 1.0, 0.0]);
    assert_eq!(partials("clamp", &[1.0, 0.0, 1.0]), [0.0, 0.0, 1.0]);
    assert_eq!(partials("clamp", &[-3.0, 0.0, 1.0]), [0.0, 1.0, 0.0]);
    assert_eq!(partials("clamp", &[3.0, 0.0, 1.0]), [0.0, 0.0, 1.0]);
    // An empty inside: one bound gets all.
    for (x, want) in [
        (-1.0, [0.0, 1.0, 0.0]),
        (2.0, [0.0, 1.0, 0.0]),
        (3.0, [0.0, 0.0, 1.0]),
    ] {
        assert_eq!(partials("clamp", &[x, 2.0, 2.0]), want);
    }
    assert!(partials("clamp", &[NAN, 0.0, 1.0])[0].is_nan());
}

#[test]
fn infinite_slopes_at_finite_values() {
    for (name, x, want) in [
        ("sqrt", 0.0, INF),
        ("cbrt", 0.0, INF),
        ("asin", 1.0, INF),
        ("asin", -1.0, INF),
        ("acos", 1.0, -INF),
        ("acos", -1.0, -INF),
        ("acosh", 1.0, INF),
    ] {
        assert_eq!(partials(name, &[x]), [want], "{name}");
        assert_eq!(seeded(name, &[x], 0.0), [0.0], "{name}");
        assert_eq!(seeded(name, &[x], -2.0), [-want], "{name}");
    }
    for (name, x) in [
        ("sqrt", -1.0),
        ("asin", 1.5),
        ("acos", -1.5),
        ("acosh", 0.5),
        ("acosh", -2.0),
        ("sqrt", NAN),
    ] {
        assert!(partials(name, &[x])[0].is_nan(), "{name}");
        assert!(seeded(name, &[x], 0.0)[0].is_nan(), "{name}");
    }
}

#[test]
fn powers() {
    // 0^y
    assert_eq!(partials("powf", &[0.0, 2.0]), [0.0, 0.0]);
    assert_eq!(partials("powf", &[0.0, 1.0]), [1.0, 0.0]);
    assert_eq!(partials("powf", &[0.0, 0.5]), [INF, 0.0]);
    assert_eq!(partials("powf", &[0.0, 1e-3])[1], 0.0);
    assert_eq!(partials("powf", &[0.0, -1.0]), [-INF, -INF]);
    // x^0
    for x in [-2.0, 0.0, 3.0, INF, NAN] {
        assert_eq!(partials("powf", &[x, 0.0])[0], 0.0);
        assert_eq!(partials("powi", &[x, 0.0])[0], 0.0);
    }
    assert!((partials("powf", &[3.0, 0.0])[1] - 3f64.ln()).abs() < 1e-15);
    // A negative base has whole exponents, none of which has neighbours.
    assert_eq!(partials("powf", &[-2.0, 3.0])[0], 12.0);
    assert!(partials("powf", &[-2.0, 3.0])[1].is_nan());
    assert!(partials("powf", &[NAN, 2.0])[0].is_nan() && partials("powf", &[2.0, NAN])[1].is_nan());
    assert_eq!(partials("powi", &[0.0, 1.0])[0], 1.0);
    assert_eq!(partials("powi", &[0.0, 2.0])[0], 0.0);
    assert_eq!(partials("powi", &[0.0, -1.0])[0], -INF);
    assert_eq!(partials("powi", &[2.0, -2.0])[0], -0.25);
    assert!(partials("powi", &[2.0, f64::from(i32::MIN)])[0] == 0.0);
}

/// Second derivatives at zero come from rules of helper rows.
#[test]
fn second_derivatives_of_powers_at_zero() {
    for (exponent, want) in [(0.0, 0.0), (1.0, 0.0), (2.0, 2.0), (3.0, 0.0)] {
        assert_eq!(partials("powf_slope", &[0.0, exponent])[0], want);
        assert_eq!(partials("powi_derivative", &[0.0, exponent, 1.0])[0], want);
    }
    assert_eq!(partials("powf_slope", &[0.0, 2.0])[1], 0.0);
    assert_eq!(partials("powf_slope", &[0.0, 1.0])[1], -INF);
    assert_eq!(partials("powf_slope", &[3.0, 0.0])[1], 1.0 / 3.0);
    assert_eq!(partials("powi_derivative", &[5.0, 3.0, 2.0])[0], 6.0);
}

/// A direction that does not move `sqrt` at 0 has second derivative 0 there, not `0 * inf`.
#[test]
fn a_zero_seed_stays_zero_in_second_order() {
    assert_eq!(seeded("over", &[1.0, 0.0], 0.0), [0.0, 0.0]);
    assert_eq!(partials("over", &[0.0, 0.0]), [INF, 0.0]);
    assert_eq!(partials("times", &[0.0, INF]), [INF, 0.0]);
    assert!(partials("times", &[1.0, NAN])[0].is_nan());
}

#[test]
fn the_origin_of_the_plane() {
    for (x, y) in [(0.0, 0.0), (-0.0, 0.0), (0.0, -0.0), (-0.0, -0.0)] {
        assert_eq!(partials("hypot", &[x, y]), [0.0, 0.0]);
        assert_eq!(partials("atan2", &[x, y]), [0.0, 0.0]);
    }
    assert_eq!(partials("hypot", &[-2.0, 0.0]), [-1.0, 0.0]);
    assert_eq!(partials("hypot", &[3e300, 4e300]), [0.6, 0.8]);
    assert_eq!(partials("atan2", &[0.0, -2.0]), [-0.5, 0.0]);
    assert_eq!(partials("atan2", &[2.0, 0.0]), [0.0, -0.5]);
    for at in [[NAN, 0.0], [0.0, NAN], [NAN, 1.0], [1.0, NAN]] {
        assert!(partials("hypot", &at).iter().any(|p| p.is_nan()));
        assert!(partials("atan2", &at).iter().all(|p| p.is_nan()));
    }
}

#[test]
fn remainders_of_all_signs() {
    for (x, y, quotient, floor) in [
        (7.5, 2.0, 3.0, 3.0),
        (-7.5, 2.0, -3.0, -4.0),
        (7.5, -2.0, -3.0, -3.0),
        (-7.5, -2.0, 3.0, 4.0),
    ] {
        assert_eq!(partials("rem", &[x, y]), [1.0, -quotient]);
        assert_eq!(partials("rem_euclid", &[x, y]), [1.0, -floor]);
        assert_eq!(partials("div_euclid", &[x, y]), [0.0, 0.0]);
    }
    assert_eq!(partials("rem", &[6.0, 2.0]), [1.0, -3.0]);
}

#[test]
fn poles_are_infinite() {
    assert_eq!(partials("ln", &[0.0]), [INF]);
    assert_eq!(partials("recip", &[0.0]), [-INF]);
    assert_eq!(partials("atanh", &[1.0]), [INF]);
    assert_eq!(partials("div", &[1.0, 0.0]), [INF, -INF]);
}

/// Every method of the table is a method of `Real`, with the bits of the standard library's.
#[cfg(feature = "std")]
#[test]
fn real_gives_the_bits_of_std() {
    use autodiff_runtime::{ops::Form, real::Real};

    macro_rules! same {
        ($($method:ident)*; $($two:ident)*) => {
            for k in -30..=30 {
                let (x, y) = (0.37 * f64::from(k), 1.9 - 0.11 * f64::from(k));
                $(
                    assert_eq!(Real::$method(x).to_bits(), x.$method().to_bits());
                    assert_eq!(Real::$method(x as f32).to_bits(), (x as f32).$method().to_bits());
                )*
                $(
                    assert_eq!(Real::$two(x, y).to_bits(), x.$two(y).to_bits());
                    assert_eq!(Real::$two(x as f32, y as f32).to_bits(), (x as f32).$two(y as f32).to_bits());
                )*
                assert_eq!(Real::powi(x, k).to_bits(), x.powi(k).to_bits());
                assert_eq!(Real::mul_add(x, y, 0.3).to_bits(), x.mul_add(y, 0.3).to_bits());
                assert_eq!(Real::clamp(x, -1.0, 2.0).to_bits(), x.clamp(-1.0, 2.0).to_bits());
                assert_eq!(Real::sin_cos(x), x.sin_cos());
            }
            let listed = [$(stringify!($method),)* $(stringify!($two),)* "powi", "mul_add", "clamp"];
            for op in TABLE.iter().filter(|op| op.form == Form::Method) {
                assert!(listed.contains(&op.name), "{}", op.name);
            }
        };
    }
    same! {
        sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp exp2 exp_m1 ln ln_1p log2 log10 sqrt cbrt
        abs signum recip floor ceil round round_ties_even trunc fract to_radians to_degrees;
        atan2 log powf hypot copysign max min rem_euclid div_euclid
    }
}
