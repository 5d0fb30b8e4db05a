//! Seconds and words of tape at growing sizes.

use std::hint::black_box;
use std::time::Instant;

use autodiff::Tape;

use super::functions::{log_sum_exp, pendulum, rosenbrock};

/// Samples of the function and of its gradient, one after the other.
const SAMPLES: usize = 15;
/// Sizes times calls in a sample: enough that the clock's resolution and the call around it do not show.
const WORK: usize = 100_000;
const BYTES_IN_A_WORD: usize = 8;

/// What is differentiated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    /// Of `n` inputs; nothing is kept.
    Rosenbrock,
    /// Of `n` inputs.
    LogSumExp,
    /// Over `n` steps.
    Pendulum,
}

impl Function {
    /// All of them, in the order of the table.
    pub const ALL: [Function; 3] = [
        Function::Rosenbrock,
        Function::LogSumExp,
        Function::Pendulum,
    ];

    /// For the table and the legends.
    pub fn name(self) -> &'static str {
        match self {
            Function::Rosenbrock => "Rosenbrock, n inputs",
            Function::LogSumExp => "log-sum-exp, n inputs",
            Function::Pendulum => "pendulum, n steps",
        }
    }

    fn measure(self, n: usize) -> Cost {
        let mut tape = Tape::new();
        let x: Vec<f64> = (0..n).map(|i| (i as f64 * 0.7).sin()).collect();
        let mut x_bar = vec![0.0; n];
        let ([primal, gradient], ratio) = match self {
            Function::Rosenbrock => seconds(
                n,
                || rosenbrock(black_box(&x)),
                || rosenbrock::value_and_grad_with(&mut tape, black_box(&x), &mut x_bar),
            ),
            Function::LogSumExp => seconds(
                n,
                || log_sum_exp(black_box(&x)),
                || log_sum_exp::value_and_grad_with(&mut tape, black_box(&x), &mut x_bar),
            ),
            Function::Pendulum => {
                let (mut q_bar, mut v_bar) = (0.0, 0.0);
                let start = || (black_box(0.7), black_box(-0.3));
                seconds(
                    n,
                    || pendulum(start().0, start().1, n),
                    || {
                        let (q, v) = start();
                        let bars = (&mut q_bar, &mut v_bar);
                        pendulum::value_and_grad_with(&mut tape, q, v, n, bars.0, bars.1)
                    },
                )
            }
        };
        Cost {
            n,
            primal,
            gradient,
            ratio,
            tape: tape.capacity() * BYTES_IN_A_WORD,
        }
    }
}

/// What a function and its gradient take at one size.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// The inputs or steps.
    pub n: usize,
    /// Seconds of the function.
    pub primal: f64,
    /// Seconds of value and gradient.
    pub gradient: f64,
    /// Of the one to the other: the median of those of samples taken together.
    pub ratio: f64,
    /// Bytes that the tape holds afterwards, at most twice what lay on it.
    pub tape: usize,
}

/// A row of costs for each function, at sizes from 10 on that grow by a factor of about 3.
pub fn measure(largest: usize) -> Vec<(Function, Vec<Cost>)> {
    let sizes = (1..).flat_map(|power| [10_usize.pow(power), 3 * 10_usize.pow(power)]);
    let sizes: Vec<usize> = sizes.take_while(|&n| n <= largest).collect();
    Function::ALL
        .map(|function| {
            (
                function,
                sizes.iter().map(|&n| function.measure(n)).collect(),
            )
        })
        .to_vec()
}

/// The medians of seconds and of ratios.
fn seconds(
    n: usize,
    mut primal: impl FnMut() -> f64,
    mut gradient: impl FnMut() -> f64,
) -> ([f64; 2], f64) {
    let calls = WORK.div_ceil(n);
    let samples: Vec<[f64; 2]> = (0..SAMPLES)
        .map(|_| [sample(calls, &mut primal), sample(calls, &mut gradient)])
        .collect();
    let median = |of: fn(&[f64; 2]) -> f64| {
        let mut values: Vec<f64> = samples.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    (
        [median(|s| s[0]), median(|s| s[1])],
        median(|s| s[1] / s[0]),
    )
}

fn sample(calls: usize, f: &mut impl FnMut() -> f64) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(f());
    }
    start.elapsed().as_secs_f64() / calls as f64
}
