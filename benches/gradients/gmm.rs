//! ADBench's Gaussian mixture model (Srajer, Kukelova, Fitzgibbon 2018): K (1 + d + d (d + 1) / 2) parameters through a triangular
//! product, exponentials and reductions, with sizes known only at run time.

mod by_hand;
mod for_peers;
#[path = "../../tests/adbench/gmm.rs"]
mod objective;

use crate::harness::{Workload, check_differences, numbers};
use crate::peers::{ad_trait_gradient, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, TAPE_CRATE};
use autodiff::Tape;
use by_hand::{Scratch, hand_written};
use for_peers::generic;
use objective::{Gmm, log_likelihood};
use std::f64::consts::PI;
use std::hint::black_box;

/// The parts of a slice over all parameters.
fn parts<'a>(model: &Gmm, all: &'a [f64]) -> (&'a [f64], &'a [f64], &'a [f64]) {
    let (alphas, rest) = all.split_at(model.alphas.len());
    let (means, icf) = rest.split_at(model.means.len());
    (alphas, means, icf)
}

fn value(model: &Gmm, (alphas, means, icf): (&[f64], &[f64], &[f64])) -> f64 {
    log_likelihood(
        alphas,
        means,
        icf,
        black_box(&model.points),
        model.gamma,
        model.m,
    )
}

/// An instance of ADBench.
pub(crate) fn recorded(text: &str) -> Workload {
    let model = Box::leak(Box::new(Gmm::parse(text)));
    with_peers(workload(model), model)
}

/// An instance in the distributions of ADBench's: means evenly in the unit cube, everything else normal.
pub(crate) fn generated(d: usize, k: usize, n: usize) -> Workload {
    let means = numbers(22, k * d);
    workload(Box::leak(Box::new(Gmm {
        alphas: normal(21, k),
        means: means.iter().map(|u| 0.5 + 0.5 * u).collect(),
        icf: normal(23, k * (d * (d + 1) / 2)),
        points: normal(24, n * d),
        gamma: 1.0,
        m: 0,
    })))
}

/// Numbers of the standard normal distribution, from even ones in pairs (Box and Muller).
fn normal(seed: u64, count: usize) -> Vec<f64> {
    let even = numbers(seed, 2 * count);
    let pairs = even.as_chunks().0.iter();
    pairs
        .map(|&[u, v]| (-2.0 * (0.5 - 0.5 * u).ln()).sqrt() * (PI * v).cos())
        .collect()
}

/// All parameters in one slice.
fn parameters(model: &Gmm) -> &'static [f64] {
    [&model.alphas[..], &model.means, &model.icf]
        .concat()
        .leak()
}

/// Compares the hand-written gradient with differences, on as many points as leave the differences their digits.
fn check_by_hand(model: &Gmm, all: &[f64]) {
    let d = model.means.len() / model.alphas.len();
    let points = &model.points[..model.points.len().min(1000 * d)];
    let model = Gmm {
        alphas: model.alphas.clone(),
        means: model.means.clone(),
        icf: model.icf.clone(),
        points: points.to_vec(),
        ..*model
    };
    let mut bar = vec![0.0; all.len()];
    hand_written(&model, &mut Scratch::new(&model), &mut bar);
    let value = |all: &[f64]| value(&model, parts(&model, all));
    check_differences("gmm", value, all, &bar);
}

fn workload(model: &'static Gmm) -> Workload {
    let all = parameters(model);
    check_by_hand(model, all);
    let direction: &'static [f64] = numbers(6, all.len()).leak();
    let mut scratch = Scratch::new(model);
    let mut tape = Tape::new();
    let k = model.alphas.len();
    let d = model.means.len() / k;
    let n = model.points.len() / d;
    Workload::new(
        format!("Gaussian mixture (ADBench gmm), d = {d}, K = {k}, N = {n}"),
        all.len(),
        move || value(model, parts(model, black_box(all))),
    )
    .gradient(BY_HAND, move |bar| {
        hand_written(black_box(model), &mut scratch, bar)
    })
    .gradient(GRAD, move |bar| {
        let (alphas, means, icf) = parts(model, black_box(all));
        let (alphas_bar, rest) = bar.split_at_mut(alphas.len());
        let (means_bar, icf_bar) = rest.split_at_mut(means.len());
        let x = black_box(&model.points);
        let (gamma, m) = (model.gamma, model.m);
        log_likelihood::value_and_grad_with(
            &mut tape, alphas, means, icf, x, gamma, m, alphas_bar, means_bar, icf_bar,
        )
    })
    .along(JVP, direction, move || {
        let (alphas, means, icf) = parts(model, black_box(all));
        let (alphas_dot, means_dot, icf_dot) = parts(model, black_box(direction));
        let x = black_box(&model.points);
        let (gamma, m) = (model.gamma, model.m);
        log_likelihood::jvp(
            alphas, means, icf, x, gamma, m, alphas_dot, means_dot, icf_dot,
        )
    })
}

/// Tapes of single operations have room for the smaller instances only.
fn with_peers(workload: Workload, model: &'static Gmm) -> Workload {
    let all = parameters(model);
    let peer_tape = reverse::Tape::new();
    let mut nodes = Vec::new();
    workload
        .gradient("ad_trait, tape", move |bar| {
            ad_trait_gradient(black_box(all), |all| generic(model, all), &mut nodes, bar)
        })
        .gradient(TAPE_CRATE, move |bar| {
            reverse_gradient(&peer_tape, black_box(all), |all| generic(model, all), bar)
        })
}
