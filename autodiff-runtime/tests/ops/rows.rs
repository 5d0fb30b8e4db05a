//! Every rule of every row against Ridders' extrapolation of central differences.

use autodiff_runtime::ops::compiled::{Row, f32_rows, f64_rows};
use autodiff_runtime::ops::{Form, Op, TABLE, op};

/// Points of a row's domain: a grid of its ends, moved inwards, then a low-discrepancy sequence (multiples
/// of the roots of `t^4 = t + 1`), which keeps clear of the kinks at round numbers and on diagonals.
fn points(op: &Op) -> Vec<Vec<f64>> {
    let arity = op.inputs.len();
    let ends = (0..1usize << arity).map(|corner| {
        (0..arity)
            .map(|i| if corner >> i & 1 == 0 { 1.7e-2 } else { 1.0 - 2.3e-2 } + 1e-3 * i as f64)
            .collect::<Vec<f64>>()
    });
    let spread = (1..=200).map(|k| {
        (0..arity)
            .map(|i| {
                (0.5 + k as f64
                    * [
                        0.819_172_513_396_164,
                        0.671_043_606_703_789,
                        0.549_700_477_901_97,
                    ][i])
                    .fract()
            })
            .collect()
    });
    ends.chain(spread)
        .map(|unit| (0..arity).map(|i| place(op, i, unit[i])).collect())
        .collect()
}

fn place(op: &Op, input: usize, unit: f64) -> f64 {
    let (lo, hi) = op.domain[input];
    let x = lo + (hi - lo) * unit;
    if op.integers[input] { x.round() } else { x }
}

/// Ridders' method: central differences with steps in geometric progression, extrapolated to step 0.
/// Returns the derivative and an estimate of its error.
fn ridders(f: impl Fn(f64) -> f64, x: f64) -> (f64, f64) {
    const SHRINK: f64 = 1.4;
    let mut h = 0.01 * x.abs().clamp(0.1, 1.0);
    let difference = |h: f64| {
        let (a, b) = (x + h, x - h);
        (f(a) - f(b)) / (a - b)
    };
    let mut row = vec![difference(h)];
    let (mut best, mut error) = (row[0], f64::INFINITY);
    for _ in 0..10 {
        h /= SHRINK;
        let mut next = vec![difference(h)];
        let mut factor = SHRINK * SHRINK;
        for k in 0..row.len() {
            next.push((next[k] * factor - row[k]) / (factor - 1.0));
            factor *= SHRINK * SHRINK;
            let estimate = (next[k + 1] - next[k])
                .abs()
                .max((next[k + 1] - row[k]).abs());
            if estimate <= error {
                (best, error) = (next[k + 1], estimate);
            }
        }
        row = next;
    }
    (best, error)
}

/// The derivative of the row's value by differences, or `None` near a kink or a jump.
fn difference(row: &Row<f64>, at: &[f64], input: usize) -> Option<f64> {
    let f = |t: f64| {
        let mut inputs = at.to_vec();
        inputs[input] = t;
        (row.value)(&inputs)
    };
    let x = at[input];
    let (central, error) = ridders(f, x);
    // On each side of a kink the slope is well defined, but not the same.
    let (below, _) = ridders(f, x - 0.011 * x.abs().clamp(0.1, 1.0));
    let (above, _) = ridders(f, x + 0.011 * x.abs().clamp(0.1, 1.0));
    let smooth = error <= 1e-8 * (1.0 + central.abs())
        && (below - above).abs() <= 0.5 * (1.0 + central.abs());
    smooth.then_some(central)
}

fn assert_close(op: &Op, input: usize, at: &[f64], got: f64, want: f64, tolerance: f64) {
    let scale = want.abs().max(1e-3);
    assert!(
        (got - want).abs() <= tolerance * scale,
        "`{}`: rule `{}` for {} at {at:?} gives {got}, differences give {want}",
        op.value,
        op.rules[input],
        op.inputs[input],
    );
}

#[test]
fn every_rule_agrees_with_differences() {
    let singles = f32_rows();
    for (k, (op, row)) in TABLE.iter().zip(f64_rows()).enumerate() {
        let points = points(op);
        for input in 0..op.inputs.len() {
            if op.integers[input] {
                continue;
            }
            let mut checked = 0;
            for at in &points {
                // Inputs that `f32` can hold, so that both precisions see the same point.
                let at: Vec<f64> = at.iter().map(|&t| f64::from(t as f32)).collect();
                let Some(want) = difference(&row, &at, input) else {
                    continue;
                };
                checked += 1;
                let seed = 1.75;
                let r = (row.value)(&at);
                let got = (row.rules)(&at, r, seed)[input];
                assert_close(op, input, &at, got, seed * want, 1e-7);

                let single = &singles[k];
                let at32: Vec<f32> = at.iter().map(|&t| t as f32).collect();
                let got = (single.rules)(&at32, (single.value)(&at32), seed as f32)[input];
                assert_close(op, input, &at, f64::from(got), seed * want, 1e-3);
            }
            // Few points fall on kinks; a rule that was never looked at must not count as right.
            assert!(
                checked * 10 >= points.len() * 7,
                "`{}`, {}: {checked} of {}",
                op.value,
                op.inputs[input],
                points.len()
            );
        }
    }
}

#[test]
fn every_rule_is_linear_in_its_seed() {
    for (op, row) in TABLE.iter().zip(f64_rows()) {
        for at in points(op) {
            let r = (row.value)(&at);
            let (one, two) = ((row.rules)(&at, r, 1.0), (row.rules)(&at, r, -2.0));
            for ((&a, &b), rule) in one.iter().zip(&two).zip(op.rules) {
                assert!(
                    (b + 2.0 * a).abs() <= 1e-15 * b.abs(),
                    "`{rule}` of `{}` at {at:?}: {a}, {b}",
                    op.value
                );
            }
            let zero = (row.rules)(&at, r, 0.0);
            assert!(
                zero.iter().all(|&t| t == 0.0),
                "`{}` at {at:?}: {zero:?}",
                op.value
            );
        }
    }
}

/// Where NaN goes in and comes out, no rule answers with a silent zero: it gives NaN, or the seed itself
/// where the derivative is 1 whatever the input, or it is the rule `0` of a step function.
#[test]
fn nan_in_nan_out() {
    for (op, row) in TABLE.iter().zip(f64_rows()) {
        for nan in (0..op.inputs.len()).filter(|&i| !op.integers[i]) {
            if op.name == "clamp" && nan != 0 {
                continue; // the standard library panics for NaN bounds
            }
            let mut at = points(op)[7].clone();
            at[nan] = f64::NAN;
            let r = (row.value)(&at);
            if !r.is_nan() {
                continue; // a NaN that the value ignores: see the conventions
            }
            let partial = (row.rules)(&at, r, 1.0)[nan];
            assert!(
                op.rules[nan] == "0"
                    || partial != 0.0
                        && (partial.is_nan()
                            || !op.reads(nan, op.inputs[nan]) && !op.reads(nan, "r")),
                "`{}`: `{}` gives {partial} for NaN",
                op.value,
                op.rules[nan],
            );
        }
    }
}

#[test]
fn the_table_is_closed_and_well_formed() {
    let names = ["x", "y", "z"];
    for (k, row) in TABLE.iter().enumerate() {
        let arity = row.inputs.len();
        assert_eq!(row.inputs, &names[..arity], "{}", row.name);
        assert!(
            [row.integers.len(), row.rules.len(), row.domain.len()] == [arity; 3],
            "{}",
            row.name
        );
        assert!(
            row.doc.ends_with('.') && !row.doc.starts_with(' '),
            "{}",
            row.name
        );
        assert!(
            !TABLE[..k]
                .iter()
                .any(|o| o.name == row.name && o.form == row.form),
            "{}",
            row.name
        );
        assert!(op(row.name, row.form).is_some());
        for rule in row.rules {
            called(rule).for_each(|(name, form)| {
                assert!(
                    op(name, form).is_some(),
                    "`{rule}` of `{}` calls `{name}`, which has no row",
                    row.name
                );
            });
        }
    }
}

/// The names that stand before a parenthesis, as methods or functions.
fn called(rule: &str) -> impl Iterator<Item = (&str, Form)> {
    rule.match_indices('(').filter_map(|(end, _)| {
        let start = rule[..end]
            .rfind(|c: char| !c.is_alphanumeric() && c != '_')
            .map_or(0, |p| p + 1);
        let form = if rule[..start].ends_with('.') {
            Form::Method
        } else {
            Form::Function
        };
        (start < end).then_some((&rule[start..end], form))
    })
}

/// The text of a row denotes what the standard library computes, and `Real` gives the same bits.
#[test]
fn texts_read_as_written() {
    let text = |name, form| op(name, form).unwrap().value;
    assert_eq!(text("sin", Form::Method), "x.sin()");
    assert_eq!(text("mul_add", Form::Method), "x.mul_add(y, z)");
    assert_eq!(text("neg", Form::Operator), "-x");
    assert_eq!(text("softplus", Form::Function), "softplus(x)");
    assert_eq!(
        op("div", Form::Operator).unwrap().rules,
        ["s / y", "-(s / y * r)"]
    );
    assert_eq!(op("powi", Form::Method).unwrap().integers, [false, true]);
    assert!(
        op("over", Form::Function).unwrap().hidden && !op("relu", Form::Function).unwrap().hidden
    );
}
