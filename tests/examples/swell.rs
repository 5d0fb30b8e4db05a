//! The symbolic differentiator, the functions it shares with the macros, and how both grow.

use std::fs;
use std::path::Path;

use super::args;
use super::expression_swell::compiled::functions;
use super::expression_swell::expression::{Expr, Names};
use super::expression_swell::families::{ALL, Family, LARGEST};
use super::expression_swell::measurements::{X, measure, weights};
use super::expression_swell::{plot, run};

/// Tokens as rustc counts them, of text that has names, numbers and signs of one character.
fn tokens(text: &str) -> u64 {
    let mut count = 0;
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let number = first.is_ascii_digit();
        let belongs = |c: char| c.is_ascii_alphanumeric() || c == '_' || (number && c == '.');
        let length = if first.is_ascii_alphanumeric() {
            rest.find(|c| !belongs(c)).unwrap_or(rest.len())
        } else {
            1
        };
        rest = rest[length..].trim_start();
        count += 1;
    }
    count
}

#[test]
fn the_functions_are_what_the_families_write() {
    for family in ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("examples/expression_swell/functions")
            .join(family.file());
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, family.source()).unwrap();
        }
        let kept = fs::read_to_string(&path).unwrap();
        assert!(kept == family.source(), "{family:?}: run with BLESS=1");
    }
}

#[test]
fn expressions_have_the_values_of_the_functions() {
    for family in ALL {
        for n in 1..=LARGEST {
            let w = weights(family, n);
            let (value, y) = (
                family.define(n).result.value(X, &w),
                (functions(family)[n - 1].primal)(X, &w),
            );
            assert_eq!(value, y, "{family:?} {n}");
        }
    }
}

#[test]
fn tokens_are_those_of_the_text() {
    let (x, one) = (Expr::x(), Expr::number(1.0));
    let odd = x
        .minus(&one.minus(&x))
        .over(&x.times(&x.exp().plus(&one)))
        .ln();
    let text = odd.written(&Names::new());
    assert_eq!(text, "((x - (1.0 - x)) / (x * (x.exp() + 1.0))).ln()");
    assert_eq!(odd.tokens(), tokens(&text));
    for family in ALL {
        for n in 1..=5 {
            let derivative = family.define(n).result.derivative();
            let text = derivative.written(&Names::new());
            assert_eq!(derivative.tokens(), tokens(&text), "{text}");
        }
    }
}

#[test]
fn derivatives_are_those_of_calculus() {
    let (x, w) = (Expr::x(), Expr::weight(0));
    let one = Expr::number(1.0);
    let written = |e: &Expr| e.derivative().written(&Names::new());
    assert_eq!(written(&x.times(&x)), "x + x");
    assert_eq!(written(&w.times(&x).exp()), "(w[0] * x).exp() * w[0]");
    assert_eq!(written(&w.plus(&x).ln()), "1.0 / (w[0] + x)");
    assert_eq!(written(&one.over(&x)), "0.0 - 1.0 / (x * x)");
    assert_eq!(written(&w.exp()), "0.0");

    // Twice, against differences: quotients and differences occur in the first derivative only.
    for family in ALL {
        let w = weights(family, 3);
        let first = family.define(3).result.derivative();
        let slope = (first.value(X + 1e-5, &w) - first.value(X - 1e-5, &w)) / 2e-5;
        let second = first.derivative().value(X, &w);
        assert!(
            (second - slope).abs() <= 1e-8 * slope.abs().max(1.0),
            "{second} {slope}"
        );
    }
}

#[test]
fn the_expression_swells_and_the_generated_code_does_not() {
    for family in ALL {
        let sizes = measure(family).unwrap();
        let symbolic = |n: usize| sizes[n - 1].symbolic as f64;
        let expected = match family {
            Family::Products | Family::Chains => 3.5..4.2,
            Family::Pairs => 1000.0..4000.0,
        };
        let growth = symbolic(20) / symbolic(10);
        assert!(expected.contains(&growth), "{family:?}: {growth}");
        // Linear to the token: every layer adds the same, from the second on (one value crosses on the tape by itself,
        // several together).
        for pair in sizes.windows(3).skip(1) {
            assert_eq!(
                pair[2].reverse - pair[1].reverse,
                pair[1].reverse - pair[0].reverse
            );
            assert_eq!(
                pair[2].forward - pair[1].forward,
                pair[1].forward - pair[0].forward
            );
        }
        let last = &sizes[LARGEST - 1];
        assert!(
            last.reverse < last.symbolic * 2 && last.distinct_operations < 500,
            "{last:?}"
        );
        let charts = plot::charts(family, &sizes);
        assert!(
            charts
                .iter()
                .all(|chart| chart.curves.iter().all(|c| c.points.len() == LARGEST))
        );
    }
}

#[test]
fn the_whole_program_prints_tables_and_a_plot() {
    let svg = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expression_swell.svg");
    let mut out = Vec::new();
    run(["--svg".into(), svg.clone().into()], &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for words in [
        "products of n factors\n",
        "2182086763",
        "adds 182 tokens to the symbolic derivative, 98 by #[grad], 74 by #[jvp]",
        "469 operations",
        "plotted in",
    ] {
        assert!(text.contains(words), "{words}\nis not in\n{text}");
    }
    assert_eq!(text.matches("\n  20 ").count(), 3, "{text}");
    let plot = fs::read_to_string(svg).unwrap();
    assert_eq!(plot.matches("<polyline").count(), 3 * 7);
    assert!(!plot.contains("NaN") && !plot.contains("inf"));
}

#[test]
fn bad_flags_and_paths_are_reported() {
    let flag = run(args("--sizes 3"), &mut Vec::new()).unwrap_err();
    assert_eq!(flag.exit_code(), 2);
    assert!(flag.message().unwrap().contains("--sizes"));
    let mut out = Vec::new();
    run(args("--help"), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("--svg FILE"));
}
