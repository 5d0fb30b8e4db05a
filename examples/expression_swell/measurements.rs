//! How large the derivatives are as code, and how long the generated ones take.

use std::hint::black_box;
use std::time::Instant;

use super::compiled::{Compiled, functions};
use super::expression::Expr;
use super::failure::Failure;
use super::families::{Family, LARGEST};

/// Written by a test of the macros: see `autodiff-macros/src/tests/swell.rs`.
const TOKENS: &str = include_str!("tokens.csv");
/// Where the functions are evaluated.
pub const X: f64 = 0.3;
/// The same sums and products, in another order.
const AGREE: f64 = 1e-12;

/// One function and what its derivatives amount to.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Which of the family.
    pub n: usize,
    /// Tokens of the function.
    pub function: u64,
    /// Tokens of the symbolic derivative as one expression.
    pub symbolic: u64,
    /// Operations of the symbolic derivative if each subexpression is computed once.
    pub distinct_operations: usize,
    /// Tokens that `#[grad]` adds to the function.
    pub reverse: u64,
    /// Tokens that `#[jvp]` adds to the function.
    pub forward: u64,
    /// Seconds of a call: of the function, its derivative in reverse mode, in forward mode.
    pub seconds: [f64; 3],
}

/// All sizes of a family. The derivatives are compared with each other on the way.
pub fn measure(family: Family) -> Result<Vec<Size>, Failure> {
    (1..=LARGEST)
        .map(|n| {
            let symbolic = family.define(n).result.derivative();
            let compiled = functions(family)[n - 1];
            compare(family, n, &symbolic, &compiled)?;
            let [function, reverse, forward] = tokens(&format!("{}_{n}", family.name()))?;
            let w = weights(family, n);
            let of = |f: fn(f64, &[f64]) -> f64| seconds(|| f(black_box(X), black_box(&w)));
            Ok(Size {
                n,
                function,
                symbolic: symbolic.tokens(),
                distinct_operations: symbolic.distinct_operations(),
                reverse,
                forward,
                seconds: [
                    of(compiled.primal),
                    of(compiled.reverse),
                    of(compiled.forward),
                ],
            })
        })
        .collect()
}

/// Irregular weights, but always the same: near 1 for one input and near 1/2 for two, so that a
/// layer's values are about as large as those of the layer below.
pub fn weights(family: Family, n: usize) -> Vec<f64> {
    let scale = match family {
        Family::Products | Family::Chains => 1.0,
        Family::Pairs => 0.5,
    };
    let weight = |k: usize| scale * (1.0 + 0.3 * ((k * k + 3 * k) as f64 * 0.37).sin());
    (0..family.weights(n)).map(weight).collect()
}

fn compare(family: Family, n: usize, symbolic: &Expr, compiled: &Compiled) -> Result<(), Failure> {
    let w = weights(family, n);
    let value = symbolic.value(X, &w);
    for (mode, derivative) in [("reverse", compiled.reverse), ("forward", compiled.forward)] {
        let difference = (derivative(X, &w) - value).abs();
        if difference <= AGREE * value.abs() {
            continue;
        }
        return Err(Failure::Run(format!(
            "{}_{n}: the symbolic derivative and {mode} mode differ by {difference:.1e}",
            family.name()
        )));
    }
    Ok(())
}

/// The tokens of a function, and those that `#[grad]` and `#[jvp]` add.
fn tokens(name: &str) -> Result<[u64; 3], Failure> {
    let row = TOKENS
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(','));
    let numbers: Option<Vec<u64>> =
        row.and_then(|row| row.split(',').map(|n| n.parse().ok()).collect());
    numbers
        .and_then(|numbers| numbers.try_into().ok())
        .ok_or_else(|| Failure::Run(format!("tokens.csv has no three numbers for {name}")))
}

/// The shortest of some runs of many calls each, for one call.
fn seconds(call: impl Fn() -> f64) -> f64 {
    const CALLS: usize = 200;
    let mut best = f64::INFINITY;
    for _ in 0..20 {
        let start = Instant::now();
        for _ in 0..CALLS {
            black_box(call());
        }
        best = best.min(start.elapsed().as_secs_f64() / CALLS as f64);
    }
    best
}
