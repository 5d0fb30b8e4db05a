//! The eight models as NIST prints them, and the residuals of a data set: plain functions.

use std::f64::consts::{PI, TAU};

use autodiff::{grad, jvp};

/// Names of the data sets, each at the code of its model.
pub const NAMES: [&str; 8] = [
    "Misra1a", "Lanczos3", "MGH17", "Rat43", "Hahn1", "Thurber", "Roszman1", "ENSO",
];
const MISRA1A: usize = 0;
const LANCZOS3: usize = 1;
const MGH17: usize = 2;
const RAT43: usize = 3;
const HAHN1: usize = 4;
const THURBER: usize = 5;
const ROSZMAN1: usize = 6;
const ENSO: usize = 7;

/// How many parameters each model has.
pub const PARAMETERS: [usize; 8] = [2, 6, 5, 4, 7, 7, 4, 9];

/// The residuals of all observations under a model with the parameters `b`.
#[grad(wrt(b))]
#[jvp(wrt(b))]
pub fn residuals(model: usize, b: &[f64], x: &[f64], y: &[f64]) -> Vec<f64> {
    x.iter()
        .zip(y)
        .map(|(&x, &y)| predict(model, b, x) - y)
        .collect()
}

/// What a model with the parameters `b` says at `x`.
#[grad(wrt(b))]
#[jvp(wrt(b))]
pub fn predict(model: usize, b: &[f64], x: f64) -> f64 {
    match model {
        MISRA1A => b[0] * (1.0 - (-b[1] * x).exp()),
        LANCZOS3 => decay(b[0], b[1], x) + decay(b[2], b[3], x) + decay(b[4], b[5], x),
        MGH17 => b[0] + decay(b[1], b[3], x) + decay(b[2], b[4], x),
        RAT43 => b[0] / (1.0 + (b[1] - b[2] * x).exp()).powf(1.0 / b[3]),
        HAHN1 | THURBER => {
            let above = b[0] + x * (b[1] + x * (b[2] + x * b[3]));
            let below = 1.0 + x * (b[4] + x * (b[5] + x * b[6]));
            above / below
        }
        ROSZMAN1 => b[0] - b[1] * x - (b[2] / (x - b[3])).atan() / PI,
        ENSO => {
            b[0] + wave(b[1], b[2], 12.0, x) + wave(b[4], b[5], b[3], x) + wave(b[7], b[8], b[6], x)
        }
        _ => panic!("no model has the code {model}"),
    }
}

#[grad]
#[jvp]
fn decay(amplitude: f64, rate: f64, x: f64) -> f64 {
    amplitude * (-rate * x).exp()
}

#[grad]
#[jvp]
fn wave(cosine: f64, sine: f64, period: f64, x: f64) -> f64 {
    let phase = TAU * x / period;
    cosine * phase.cos() + sine * phase.sin()
}
