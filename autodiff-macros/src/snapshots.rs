//! Expansions of a handful of functions, kept as text and read as documentation: `snapshots/*.rs`.
//! `BLESS=1 cargo test -p autodiff-macros snapshots` writes them anew.

use crate::attribute::Kind;
use crate::driver::expand;
use proc_macro2::TokenStream;
use std::path::PathBuf;

fn expansion(kind: Kind, options: &str, item: &str) -> TokenStream {
    let options = options.parse().expect("options are tokens");
    let item: TokenStream = item.parse().expect("a function is tokens");
    let all = expand(kind, options, item);
    assert!(!all.to_string().contains("compile_error"), "refused: {all}");
    all
}

fn pretty(tokens: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(tokens).expect("an expansion is Rust"))
}

fn check(name: &str, item: &str) {
    let mut text = String::new();
    for kind in [Kind::Grad, Kind::Jvp] {
        text.push_str(&format!("// #[{}]\n", kind.name()));
        text.push_str(&pretty(expansion(kind, "", item)));
        text.push('\n');
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("snapshots/{name}.rs"));
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).expect("the snapshot can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "{name} expands differently; read it, then run with BLESS=1\n{text}"
    );
}

/// Bishop, Deep Learning (2024), the function of figure 8.4 with its evaluation trace, (8.50) to (8.56).
const EVALUATION_TRACE: &str = "fn f(x1: f64, x2: f64) -> f64 {
    let v3 = x1 * x2;
    let v4 = x2.sin();
    let v5 = v3.exp();
    let v6 = v3 - v4;
    let v7 = v5 + v6;
    v7
}";

#[test]
fn evaluation_trace() {
    check("evaluation_trace", EVALUATION_TRACE);
}

/// The tangent equations (8.58) to (8.64) and the adjoint equations (8.65) to (8.71), one statement each.
#[test]
fn equations_of_the_textbook() {
    let reverse = pretty(expansion(Kind::Grad, "", EVALUATION_TRACE));
    for equation in [
        "let v7_bar = y_bar;",
        "let v6_bar = v7_bar;",
        "let v5_bar = v7_bar;",
        "let v4_bar = -v6_bar;",
        "let v3_bar = v6_bar + v5_bar * v5;",
        "let x2_bar = v4_bar * x2.cos() + v3_bar * x1;",
        "let x1_bar = v3_bar * x2;",
    ] {
        assert!(
            reverse.contains(equation),
            "{equation}\nis not in\n{reverse}"
        );
    }
    let forward = pretty(expansion(Kind::Jvp, "", EVALUATION_TRACE));
    for equation in [
        "let v3_dot = x1_dot * x2 + x2_dot * x1;",
        "let v4_dot = x2_dot * x2.cos();",
        "let v5_dot = v3_dot * v5;",
        "let v6_dot = v3_dot - v4_dot;",
        "let v7_dot = v5_dot + v6_dot;",
    ] {
        assert!(
            forward.contains(equation),
            "{equation}\nis not in\n{forward}"
        );
    }
}

/// The README shows what the macro prints.
#[test]
fn readme_quotes_the_expansion() {
    let readme = include_str!("../../README.md");
    let section = readme
        .split_once("<!-- expansion -->")
        .and_then(|(_, rest)| rest.split_once("<!-- /expansion -->"))
        .expect("the README marks the expansion")
        .0;
    let flat = |s: &str| s.split_whitespace().collect::<String>();
    let printed = flat(&pretty(expansion(Kind::Grad, "", EVALUATION_TRACE)))
        + &flat(&pretty(expansion(Kind::Jvp, "", EVALUATION_TRACE)));
    let mut quoted = 0;
    for line in section
        .lines()
        .map(str::trim)
        .filter(|l| l.starts_with("let "))
    {
        assert!(
            printed.contains(&flat(line)),
            "README: `{line}` is not printed"
        );
        quoted += 1;
    }
    assert!(
        quoted >= 15,
        "the README quotes the trace and both kinds of equations"
    );
}

#[test]
fn straight_line_code_needs_no_tape() {
    let text = pretty(expansion(Kind::Grad, "", EVALUATION_TRACE));
    let both = text
        .split("fn __sweeps")
        .nth(1)
        .expect("one body for both sweeps");
    let body = both.split("fn ").next().expect("its body");
    assert!(!body.contains("tape"), "{body}");
}

#[test]
fn loop_with_a_nonlinear_update() {
    check(
        "logistic_map",
        "pub fn logistic_map(x: f64, r: f64, n: usize) -> f64 {
            let mut x = x;
            for _ in 0..n {
                x = r * x * (1.0 - x);
            }
            x
        }",
    );
}

#[test]
fn in_place_update_of_a_slice() {
    check(
        "prefix_products",
        "fn prefix_products(x: &mut [f64]) {
            for i in 1..x.len() {
                x[i] = x[i] * x[i - 1];
            }
        }",
    );
}

#[test]
fn inner_product() {
    check(
        "dot",
        "pub fn dot(x: &[f64], w: &[f64]) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() {
                s += x[i] * w[i];
            }
            s
        }",
    );
}

#[test]
fn recursion_with_an_early_return() {
    check(
        "power",
        "fn power(x: f64, n: u32) -> f64 {
            if n == 0 {
                return 1.0;
            }
            let y = power(x, n / 2);
            if n % 2 == 0 { y * y } else { x * y * y }
        }",
    );
}

#[test]
fn search_that_breaks_out() {
    check(
        "first_above",
        "fn first_above(x: &[f64], limit: f64) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() {
                s = s * 0.5 + x[i];
                if s > limit {
                    s *= s;
                    break;
                }
            }
            s
        }",
    );
}

fn tokens(t: TokenStream) -> usize {
    t.into_iter()
        .map(|t| match t {
            proc_macro2::TokenTree::Group(g) => 2 + tokens(g.stream()),
            _ => 1,
        })
        .sum()
}

/// A body of `n` statements in a loop, none of which is like the last.
fn long_body(n: usize) -> String {
    let statements: String = (0..n)
        .map(|i| format!("s = s * {i}.5 + (x * {}.25).sin() * s;\n", i % 7))
        .collect();
    format!(
        "fn long(x: f64, m: usize) -> f64 {{ let mut s = x; for _ in 0..m {{ {statements} }} s }}"
    )
}

/// No expression swell: twice the statements, twice the code.
#[test]
fn expansion_is_linear_in_the_body() {
    for kind in [Kind::Grad, Kind::Jvp] {
        let [a, b, c] = [100, 200, 400].map(|n| tokens(expansion(kind, "", &long_body(n))) as f64);
        let growth = (c - b) / (b - a);
        assert!((1.9..2.1).contains(&growth), "{} {a} {b} {c}", kind.name());
    }
}

/// Prints the figures that the documentation quotes: `cargo test -p autodiff-macros figures -- --nocapture`.
#[test]
fn figures() {
    let start = std::time::Instant::now();
    let long = long_body(1000);
    let primal = tokens(long.parse().expect("tokens"));
    let grad = tokens(expansion(Kind::Grad, "", &long));
    println!(
        "1000 statements: {primal} tokens, expanded to {grad} in {:?}",
        start.elapsed()
    );
    for kept in [
        "evaluation_trace",
        "logistic_map",
        "prefix_products",
        "dot",
        "power",
        "first_above",
    ] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("snapshots/{kept}.rs"));
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let (grad, jvp) = text.split_once("// #[jvp]").unwrap_or((&text, ""));
        let [grad, jvp] = [grad, jvp].map(|t| tokens(t.parse().expect("tokens")));
        println!("{kept}: {grad} tokens by grad, {jvp} by jvp, the function itself included");
    }
    assert!(grad < 40 * primal, "{grad} tokens for {primal}");
}
