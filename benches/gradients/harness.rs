//! What a workload is, how its variants are checked against each other, and the interleaved timing.

use criterion::Criterion;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rounds over all the variants of a workload; the medians over them are reported.
const ROUNDS: usize = 61;
/// Length of one sample: long against the clock's resolution, shorter than the turns that a busy machine gives, so that most samples
/// are not interrupted.
const SAMPLE: Duration = Duration::from_millis(2);
/// Rounds of a variant of which a single call is much longer than a sample.
const ROUNDS_OF_THE_SLOW: usize = 7;
/// How closely the variants must agree, relative to the greater of their value and 1.
const AGREEMENT: f64 = 1e-9;

/// What a variant leaves in the buffer it is given.
enum Computes {
    /// Nothing: it only returns the value.
    Value,
    /// All derivatives.
    Derivatives,
    /// All derivatives, but it returns no value.
    DerivativesOnly,
    /// In its first element, the derivative along this direction.
    Along(Vec<f64>),
}

/// Fills the buffer and returns the value.
type Run = Box<dyn FnMut(&mut [f64]) -> f64>;

struct Variant {
    name: &'static str,
    computes: Computes,
    run: Run,
}

/// A function, and the ways to differentiate it. The first variant is the primal, the second the reference.
pub(crate) struct Workload {
    name: String,
    derivatives: usize,
    variants: Vec<Variant>,
}

impl Workload {
    /// A workload with its primal and the number of derivatives that make up a gradient (or all Jacobian blocks).
    pub(crate) fn new(
        name: impl Into<String>,
        derivatives: usize,
        mut primal: impl FnMut() -> f64 + 'static,
    ) -> Self {
        let primal = Variant {
            name: "primal",
            computes: Computes::Value,
            run: Box::new(move |_| primal()),
        };
        Workload {
            name: name.into(),
            derivatives,
            variants: vec![primal],
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Adds another way to compute the value.
    pub(crate) fn value(
        mut self,
        name: &'static str,
        mut run: impl FnMut() -> f64 + 'static,
    ) -> Self {
        self.variants.push(Variant {
            name,
            computes: Computes::Value,
            run: Box::new(move |_| run()),
        });
        self
    }

    /// Adds a variant that overwrites its buffer with all derivatives and returns the value.
    pub(crate) fn gradient(
        mut self,
        name: &'static str,
        run: impl FnMut(&mut [f64]) -> f64 + 'static,
    ) -> Self {
        self.variants.push(Variant {
            name,
            computes: Computes::Derivatives,
            run: Box::new(run),
        });
        self
    }

    /// Adds a variant that returns the value and the derivative along `direction`.
    pub(crate) fn along(
        mut self,
        name: &'static str,
        direction: &[f64],
        mut run: impl FnMut() -> (f64, f64) + 'static,
    ) -> Self {
        self.variants.push(Variant {
            name,
            computes: Computes::Along(direction.to_vec()),
            run: Box::new(move |buffer| {
                let (value, derivative) = run();
                buffer[0] = derivative;
                value
            }),
        });
        self
    }

    /// Adds a variant that overwrites its buffer with all derivatives and does not return the value.
    pub(crate) fn jacobian(
        mut self,
        name: &'static str,
        mut run: impl FnMut(&mut [f64]) + 'static,
    ) -> Self {
        self.variants.push(Variant {
            name,
            computes: Computes::DerivativesOnly,
            run: Box::new(move |buffer| {
                run(buffer);
                f64::NAN
            }),
        });
        self
    }

    /// Runs every variant twice (the second time its buffers and tapes are used ones) and compares it with the reference.
    pub(crate) fn verified(mut self) -> Self {
        let mut expected = vec![f64::NAN; self.derivatives];
        let value = (self.variants[1].run)(&mut expected);
        for variant in &mut self.variants {
            for _ in 0..2 {
                let mut got = vec![f64::NAN; self.derivatives];
                let who = format!("{}, {}", self.name, variant.name);
                let y = (variant.run)(&mut got);
                if !matches!(variant.computes, Computes::DerivativesOnly) {
                    assert_close(&who, y, value);
                }
                match &variant.computes {
                    Computes::Value => {}
                    Computes::Derivatives | Computes::DerivativesOnly => {
                        for (&got, &expected) in got.iter().zip(&expected) {
                            assert_close(&who, got, expected);
                        }
                    }
                    Computes::Along(direction) => {
                        let slope = direction.iter().zip(&expected).map(|(d, g)| d * g).sum();
                        assert_close(&who, got[0], slope);
                    }
                }
            }
        }
        self
    }

    /// Hands every variant to Criterion.
    pub(crate) fn bench(mut self, criterion: &mut Criterion) {
        let mut group = criterion.benchmark_group(&self.name);
        let mut buffer = vec![0.0; self.derivatives];
        for variant in &mut self.variants {
            group.bench_function(variant.name, |bencher| {
                bencher.iter(|| (variant.run)(black_box(&mut buffer)));
            });
        }
        group.finish();
    }

    /// Times the variants in turn, round after round, and takes the medians.
    pub(crate) fn timed(mut self) -> Timings {
        let mut buffer = vec![0.0; self.derivatives];
        let calls: Vec<u32> = self
            .variants
            .iter_mut()
            .map(|variant| calls_per_sample(variant, &mut buffer))
            .collect();
        let mut times = vec![Vec::with_capacity(ROUNDS); self.variants.len()];
        for round in 0..ROUNDS {
            for ((variant, &calls), times) in self.variants.iter_mut().zip(&calls).zip(&mut times) {
                let is_slow = times
                    .first()
                    .is_some_and(|&s| s > 10.0 * SAMPLE.as_secs_f64());
                if !is_slow || round < ROUNDS_OF_THE_SLOW {
                    times.push(sample(variant, calls, &mut buffer));
                }
            }
        }
        let variants = self
            .variants
            .iter()
            .zip(&times)
            .map(|(variant, own)| Timing {
                variant: variant.name,
                seconds: median(own.iter().copied()),
                // Ratios are taken within a round, where both saw the same clock rate and neighbours.
                ratio: median(own.iter().zip(&times[0]).map(|(own, primal)| own / primal)),
            });
        Timings {
            workload: self.name,
            variants: variants.collect(),
        }
    }
}

/// What a variant takes.
pub(crate) struct Timing {
    pub(crate) variant: &'static str,
    pub(crate) seconds: f64,
    /// To the primal.
    pub(crate) ratio: f64,
}

/// All variants of a workload, the primal first.
pub(crate) struct Timings {
    pub(crate) workload: String,
    pub(crate) variants: Vec<Timing>,
}

/// Compares `derivatives` with central differences of `f` at `x`, in at most 64 evenly spread components.
///
/// # Panics
/// Names the first component that is off.
pub(crate) fn check_differences(
    name: &str,
    f: impl Fn(&[f64]) -> f64,
    x: &[f64],
    derivatives: &[f64],
) {
    let mut x = x.to_vec();
    for i in (0..x.len()).step_by(x.len().div_ceil(64)) {
        let (at, step) = (x[i], 1e-5 * (1.0 + x[i].abs()));
        x[i] = at + step;
        let above = f(&x);
        x[i] = at - step;
        let below = f(&x);
        x[i] = at;
        let slope = (above - below) / (2.0 * step);
        assert!(
            (slope - derivatives[i]).abs() <= 1e-6 * (1.0 + slope.abs()),
            "{name}: derivative {i} is {}, central differences give {slope}",
            derivatives[i]
        );
    }
}

/// Numbers in (-1, 1) that are the same on every machine and in every run.
pub(crate) fn numbers(seed: u64, count: usize) -> Vec<f64> {
    let mut state = seed;
    (0..count)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
        })
        .collect()
}

fn assert_close(who: &str, got: f64, expected: f64) {
    let scale = got.abs().max(expected.abs()).max(1.0);
    assert!(
        (got - expected).abs() <= AGREEMENT * scale,
        "{who}: {got}, not {expected}"
    );
}

fn sample(variant: &mut Variant, calls: u32, buffer: &mut [f64]) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        black_box((variant.run)(black_box(&mut *buffer)));
    }
    start.elapsed().as_secs_f64() / f64::from(calls)
}

fn calls_per_sample(variant: &mut Variant, buffer: &mut [f64]) -> u32 {
    let mut calls = 1;
    loop {
        let seconds = sample(variant, calls, buffer) * f64::from(calls);
        if seconds >= 0.25 * SAMPLE.as_secs_f64() {
            return ((f64::from(calls) * SAMPLE.as_secs_f64() / seconds) as u32).max(1);
        }
        calls *= 2;
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
