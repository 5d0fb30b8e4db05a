//! ADBench's Gaussian mixture model (Srajer, Kukelova, Fitzgibbon 2018), d = 10, K = 25, N = 1000: 1,650 parameters through a
//! triangular product, exponentials and reductions, with sizes known only at run time.

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

pub(crate) fn workload() -> Workload {
    let text = include_str!("../../tests/data/adbench/gmm_d10_K25.txt");
    let model: &'static Gmm = Box::leak(Box::new(Gmm::parse(text)));
    let all: &'static [f64] = [&model.alphas[..], &model.means, &model.icf]
        .concat()
        .leak();
    let direction: &'static [f64] = numbers(6, all.len()).leak();
    let mut scratch = Scratch::new(model);
    let mut bar = vec![0.0; all.len()];
    hand_written(model, &mut scratch, &mut bar);
    check_differences("gmm", |all| value(model, parts(model, all)), all, &bar);

    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    let mut nodes = Vec::new();
    Workload::new(
        "Gaussian mixture (ADBench gmm), d = 10, K = 25, N = 1000",
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
    .gradient("ad_trait, tape", move |bar| {
        ad_trait_gradient(black_box(all), |all| generic(model, all), &mut nodes, bar)
    })
    .gradient(TAPE_CRATE, move |bar| {
        reverse_gradient(&peer_tape, black_box(all), |all| generic(model, all), bar)
    })
}
