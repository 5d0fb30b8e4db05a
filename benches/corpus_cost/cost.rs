//! How the runs of a program are timed.

use std::time::{Duration, Instant};

/// Rounds over the runs of a program; the medians over them are reported.
const ROUNDS: usize = 15;
/// Length of one sample.
const SAMPLE: Duration = Duration::from_micros(500);

/// What a difference of two medians cannot tell from nothing.
const LEAST: f64 = 1e-10;

/// A program of the corpus.
pub(crate) struct Program {
    /// The path of its module.
    pub(crate) name: &'static str,
    pub(crate) measure: fn() -> Times,
}

inventory::collect!(Program);

/// What the runs of a program take.
pub(crate) struct Times {
    inputs: usize,
    primal: f64,
    gradient: f64,
    tangent: f64,
}

/// What a program takes and what its derivatives cost.
pub(crate) struct Cost {
    pub(crate) name: &'static str,
    /// How many reals are differentiated by.
    pub(crate) inputs: usize,
    /// Of the primal.
    pub(crate) seconds: f64,
    /// Over the primal: value and gradient (the derivatives of a sum of all results).
    pub(crate) gradient: f64,
    /// Over the primal: value and derivative along one direction.
    pub(crate) tangent: f64,
}

impl Program {
    pub(crate) fn measured(&self) -> Cost {
        let times = (self.measure)();
        Cost {
            name: self
                .name
                .split_once("::corpus::")
                .map_or(self.name, |(_, name)| name),
            inputs: times.inputs,
            seconds: times.primal,
            gradient: times.gradient / times.primal,
            tangent: times.tangent / times.primal,
        }
    }
}

/// Ways to run a program so many times.
pub(crate) struct Runs<R, P, G, T> {
    pub(crate) inputs: usize,
    /// Only gives the arguments that the program changes their values again.
    pub(crate) rewinding: R,
    pub(crate) primal: P,
    pub(crate) gradient: G,
    pub(crate) tangent: T,
}

impl<R: FnMut(u32), P: FnMut(u32), G: FnMut(u32), T: FnMut(u32)> Runs<R, P, G, T> {
    pub(crate) fn timed(mut self, is_rewound: bool) -> Times {
        let mut runs: [&mut dyn FnMut(u32); 4] = [
            &mut self.primal,
            &mut self.gradient,
            &mut self.tangent,
            &mut self.rewinding,
        ];
        let calls = runs.each_mut().map(|run| calls_per_sample(run));
        let mut times = [(); 4].map(|()| Vec::with_capacity(ROUNDS));
        for _ in 0..ROUNDS {
            for ((run, &calls), times) in runs.iter_mut().zip(&calls).zip(&mut times) {
                times.push(sample(run, calls));
            }
        }
        let [primal, gradient, tangent, rewinding] = times.map(median);
        let rewinding = if is_rewound { rewinding } else { 0.0 };
        let net = |seconds: f64| (seconds - rewinding).max(LEAST);
        Times {
            inputs: self.inputs,
            primal: net(primal),
            gradient: net(gradient),
            tangent: net(tangent),
        }
    }
}

fn sample(run: &mut dyn FnMut(u32), calls: u32) -> f64 {
    let start = Instant::now();
    run(calls);
    start.elapsed().as_secs_f64() / f64::from(calls)
}

fn calls_per_sample(run: &mut dyn FnMut(u32)) -> u32 {
    let mut calls = 1;
    loop {
        let seconds = sample(run, calls) * f64::from(calls);
        if seconds >= 0.25 * SAMPLE.as_secs_f64() {
            return ((f64::from(calls) * SAMPLE.as_secs_f64() / seconds) as u32).max(1);
        }
        calls *= 2;
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
