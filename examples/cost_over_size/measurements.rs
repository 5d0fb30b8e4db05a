//! Seconds and words of tape at growing sizes.

use std::hint::black_box;
use std::time::Instant;

use autodiff::Tape;

use super::functions::{log_sum_exp, rosenbrock, van_der_pol};

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
    VanDerPol,
}

impl Function {
    /// All of them, in the order of the table.
    pub const ALL: [Function; 3] = [
        Function::Rosenbrock,
        Function::LogSumExp,
        Function::VanDerPol,
    ];

    /// For the table and the legends.
    pub fn name(self) -> &'static str {
        match self {
            Function::Rosenbrock => "Rosenbrock, n inputs",
            Function::LogSumExp => "log-sum-exp, n inputs",
            Function::VanDerPol => "Van der Pol, n steps",
        }
    }

    fn measure(self, n: usize) -> Cost {
        let mut tape = Tape::new();
        let x: Vec<f64> = (0..n).map(|i| (i as f64 * 0.7).sin()).collect();
        let mut x_bar = vec![0.0; n];
        let [primal, gradient] = match self {
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
            Function::VanDerPol => {
                let (mut x_bar, mut v_bar) = (0.0, 0.0);
                let start = || (black_box(0.7), black_box(-0.3));
                seconds(
                    n,
                    || van_der_pol(start().0, start().1, n),
                    || {
                        let (x, v) = start();
                        let bars = (&mut x_bar, &mut v_bar);
                        van_der_pol::value_and_grad_with(&mut tape, x, v, n, bars.0, bars.1)
                    },
                )
            }
        };
        Cost {
            n,
            primal,
            gradient,
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
    /// Bytes that the tape holds afterwards, at most twice what lay on it.
    pub tape: usize,
}

impl Cost {
    /// Of the gradient's time to the function's.
    pub fn ratio(&self) -> f64 {
        self.gradient / self.primal
    }
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

/// Of the function and its gradient, the least that was seen: whatever else the machine does only adds to it.
fn seconds(
    n: usize,
    mut primal: impl FnMut() -> f64,
    mut gradient: impl FnMut() -> f64,
) -> [f64; 2] {
    let calls = WORK.div_ceil(n);
    (0..SAMPLES).fold([f64::INFINITY; 2], |[p, g], _| {
        let (primal, gradient) = (sample(calls, &mut primal), sample(calls, &mut gradient));
        [p.min(primal), g.min(gradient)]
    })
}

fn sample(calls: usize, f: &mut impl FnMut() -> f64) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(f());
    }
    start.elapsed().as_secs_f64() / calls as f64
}
