//! Every row's Taylor series against coefficients that mpmath computed with 80 digits, and what each row says of its
//! second derivatives against differences of its rules.

use autodiff_runtime::lanes::Lanes;
use autodiff_runtime::lift::Row;
use autodiff_runtime::ops::compiled::f64_rows;
use autodiff_runtime::ops::{Op, TABLE, rows};

const ORDER: usize = 12;

/// Coefficients 1 to 12.
type Coefficients = [f64; ORDER];

/// From the inputs, their coefficients and the output, the output's coefficients.
type Series = fn(&[f64], &[Option<Coefficients>], f64) -> Coefficients;

/// A row without its type.
struct Lifted {
    name: &'static str,
    varies: Vec<bool>,
    interacts: Vec<Vec<bool>>,
    series: Series,
}

fn lifted<const N: usize, O: Row<N>>() -> Lifted {
    Lifted {
        name: O::NAME,
        varies: O::VARIES.to_vec(),
        interacts: O::INTERACTS.map(|row| row.to_vec()).to_vec(),
        series: |inputs, tails, output| {
            let inputs = std::array::from_fn(|i| inputs[i]);
            let tails = std::array::from_fn(|i| tails[i].map(Lanes));
            O::series::<f64, ORDER>(inputs, tails, output).0
        },
    }
}

macro_rules! all {
    ($($arity:literal: $($name:ident)+;)+) => {
        fn all() -> Vec<Lifted> {
            vec![$($(lifted::<$arity, rows::$name>(),)+)+]
        }
    };
}
all! {
    1: neg sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh exp exp2 exp_m1 ln ln_1p log2 log10 sqrt cbrt
       abs signum recip floor ceil round round_ties_even trunc fract to_radians to_degrees
       sigmoid softplus relu swish mish;
    2: add sub mul div rem atan2 log powi powf hypot copysign max min rem_euclid div_euclid;
    3: mul_add clamp;
}

/// With its line of the table and its value.
fn row(name: &str) -> (Lifted, &'static Op, Value) {
    let lifted = all().into_iter().find(|l| l.name == name);
    let (op, row) = TABLE
        .iter()
        .zip(f64_rows())
        .find(|(op, _)| op.name == name && !op.hidden)
        .expect("a row of the table");
    (lifted.expect("a row of the list"), op, row.value)
}

type Value = fn(&[f64]) -> f64;

/// The inputs' coefficients 1 to 3, those of `series.txt`.
const TAILS: [[f64; 3]; 3] = [
    [0.25, -0.125, 0.0625],
    [-0.125, 0.25, 0.03125],
    [0.0625, 0.125, -0.25],
];

fn tail(i: usize) -> Coefficients {
    std::array::from_fn(|k| TAILS[i].get(k).copied().unwrap_or(0.0))
}

/// Lines of a row's name, its inputs, and the coefficients 0 to 12 of the output.
fn cases() -> impl Iterator<Item = (&'static str, Vec<f64>, Vec<f64>)> {
    let numbers = |text: &str| -> Vec<f64> {
        let all = text.split_whitespace();
        all.map(|n| n.parse().expect("a number")).collect()
    };
    include_str!("../data/series.txt").lines().map(move |line| {
        let (left, right) = line.split_once(':').expect("inputs and coefficients");
        let (name, inputs) = left.split_once(' ').expect("a name and inputs");
        (name, numbers(inputs), numbers(right))
    })
}

#[test]
fn every_row_has_cases_and_a_type() {
    for op in TABLE.iter().filter(|op| !op.hidden) {
        assert!(cases().any(|(name, ..)| name == op.name), "{}", op.name);
        assert_eq!(row(op.name).0.varies.len(), op.inputs.len());
    }
}

#[test]
fn series_to_order_12_have_the_coefficients_of_mpmath() {
    for (name, inputs, want) in cases() {
        let (lifted, op, value) = row(name);
        let output = value(&inputs);
        let tails: Vec<Option<Coefficients>> = (0..inputs.len())
            .map(|i| (!op.integers[i]).then(|| tail(i)))
            .collect();
        let got = (lifted.series)(&inputs, &tails, output);
        assert!((output - want[0]).abs() <= 1e-14 * want[0].abs().max(1.0));
        // coefficients of a series are judged together: a small one among large ones has their rounding
        let size = want.iter().fold(0f64, |m, c| m.max(c.abs()));
        for (k, (got, want)) in got.iter().zip(&want[1..]).enumerate() {
            assert!(
                (got - want).abs() <= 4e-14 * size.max(want.abs()),
                "{name} at {inputs:?}: coefficient {} is {got}, mpmath has {want}",
                k + 1
            );
        }
    }
}

/// An operation of several inputs, of which one or two are constants, is that with tails of zeros.
#[test]
fn constants_are_inputs_with_tails_of_zeros() {
    for (name, inputs, _) in cases() {
        let (lifted, _, value) = row(name);
        let n = inputs.len();
        for active in 1..(1usize << n) {
            let tails = |constant: Option<Coefficients>| -> Vec<Option<Coefficients>> {
                let one = |i: usize| {
                    if active >> i & 1 == 1 {
                        Some(tail(i))
                    } else {
                        constant
                    }
                };
                (0..n).map(one).collect()
            };
            let output = value(&inputs);
            let without = (lifted.series)(&inputs, &tails(None), output);
            let zeros = (lifted.series)(&inputs, &tails(Some([0.0; ORDER])), output);
            for (a, b) in without.iter().zip(zeros) {
                assert!(
                    (a - b).abs() <= 1e-13 * a.abs().max(1.0),
                    "{name} at {inputs:?}: {a}, {b}"
                );
            }
        }
    }
}

/// A second derivative that is not zero somewhere is announced: were it not, a Hessian's pattern would be too small.
#[test]
fn interactions_cover_all_second_derivatives() {
    for (op, rows) in TABLE.iter().zip(f64_rows()).filter(|(op, _)| !op.hidden) {
        let lifted = row(op.name).0;
        let n = op.inputs.len();
        for p in 0..200 {
            let mut at: Vec<f64> = (0..n)
                .map(|i| {
                    let (lo, hi) = op.domain[i];
                    let unit =
                        (0.37 + p as f64 * [0.7548776662, 0.5698402910, 0.6710436067][i]).fract();
                    let x = lo + (hi - lo) * unit;
                    if op.integers[i] { x.round() } else { x }
                })
                .collect();
            let slopes = |at: &[f64]| (rows.rules)(at, (rows.value)(at), 1.0);
            let here = slopes(&at);
            for (i, slope) in here.iter().enumerate() {
                assert!(*slope == 0.0 || lifted.varies[i], "{}: input {i}", op.name);
            }
            for j in (0..n).filter(|j| !op.integers[*j]) {
                let (x, h) = (at[j], 1e-5);
                at[j] = x + h;
                let there = slopes(&at);
                at[j] = x;
                for i in 0..n {
                    // a jump is no derivative
                    let change = (there[i] - here[i]).abs();
                    let varies = change > 1e-9 && change < 1e-2;
                    assert!(
                        !varies || lifted.interacts[i][j] && lifted.interacts[j][i],
                        "{}: the slope by input {i} changes with input {j} at {at:?}",
                        op.name
                    );
                }
            }
        }
    }
}

fn series(name: &str, inputs: &[f64], tails: &[Option<Coefficients>]) -> Coefficients {
    let (lifted, _, value) = row(name);
    (lifted.series)(inputs, tails, value(inputs))
}

fn line() -> Coefficients {
    std::array::from_fn(|k| if k == 0 { 1.0 } else { 0.0 })
}

fn constant() -> Coefficients {
    [0.0; ORDER]
}

#[test]
fn conventions_at_kinks_and_poles() {
    // the kinks of the conventions: every derivative is 0
    assert_eq!(series("abs", &[0.0], &[Some(line())]), constant());
    assert_eq!(series("relu", &[0.0], &[Some(line())]), constant());
    let both = [Some(line()), Some(line())];
    assert_eq!(series("hypot", &[0.0, 0.0], &both), constant());
    assert_eq!(series("atan2", &[0.0, 0.0], &both), constant());
    // near the origin there is nothing special
    let angle = series("atan2", &[1e-200, 1e-200], &[Some(line()), None]);
    assert!((angle[0] / 5e199 - 1.0).abs() < 1e-14);
    let length = series("hypot", &[3e-200, 4e-200], &[Some(line()), None]);
    assert!((length[0] - 0.6).abs() < 1e-15);
    // at a tie, the second operand
    assert_eq!(
        series("max", &[2.0, 2.0], &[Some(line()), None]),
        constant()
    );
    assert_eq!(series("min", &[2.0, 2.0], &[None, Some(line())]), line());
    // an infinite slope meets only what varies
    for name in ["sqrt", "cbrt"] {
        assert_eq!(series(name, &[0.0], &[Some(line())])[0], f64::INFINITY);
        assert_eq!(series(name, &[0.0], &[Some(constant())]), constant());
    }
    for (name, at) in [("asin", 1.0), ("acos", -1.0), ("acosh", 1.0)] {
        assert!(series(name, &[at], &[Some(line())])[0].is_infinite());
        assert_eq!(series(name, &[at], &[Some(constant())]), constant());
    }
    assert_eq!(series("ln", &[0.0], &[Some(line())])[0], f64::INFINITY);
}

#[test]
fn powers_at_zero_and_near_it() {
    let cube = |x: f64| {
        let mut c = constant();
        (c[0], c[1], c[2]) = (3.0 * x * x, 3.0 * x, 1.0);
        c
    };
    for x in [0.0, 1e-200, -1e-200] {
        assert_eq!(series("powi", &[x, 3.0], &[Some(line()), None]), cube(x));
        assert_eq!(series("powf", &[x, 3.0], &[Some(line()), None]), cube(x));
    }
    assert_eq!(
        series("powi", &[0.0, 0.0], &[Some(line()), None]),
        constant()
    );
    assert_eq!(
        series("powf", &[0.0, 0.0], &[Some(line()), None]),
        constant()
    );
    // x^2.5: finite up to the second derivative
    let c = series("powf", &[0.0, 2.5], &[Some(line()), None]);
    assert_eq!((c[0], c[1], c[2]), (0.0, 0.0, f64::INFINITY));
    // the value underflows, the second derivative does not: 2.5 * 1.5 / 2 * sqrt(x)
    let c = series("powf", &[1e-180, 2.5], &[Some(line()), None]);
    assert!((c[1] / 1.875e-90 - 1.0).abs() < 1e-13);
    // an exponent that varies: the first order has a convention, the rest is not a number
    let c = series("powf", &[0.0, 2.0], &[None, Some(line())]);
    assert!(c[0] == 0.0 && c[1].is_nan());
    assert!(series("powf", &[-2.0, 2.0], &[None, Some(line())])[0].is_nan());
}

#[test]
fn nan_stays_nan() {
    for lifted in all().iter().filter(|l| l.varies.contains(&true)) {
        let inputs = vec![f64::NAN; lifted.varies.len()];
        let tails = vec![Some(line()); inputs.len()];
        let got = (lifted.series)(&inputs, &tails, f64::NAN);
        let linear = !lifted.interacts.iter().flatten().any(|i| *i);
        assert!(
            got[0].is_nan() || linear || lifted.name == "powi",
            "{}: {got:?}",
            lifted.name
        );
    }
}
