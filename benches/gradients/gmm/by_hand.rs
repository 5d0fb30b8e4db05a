//! The adjoint of the mixture model as a person derives and writes it.

use super::objective::Gmm;
use std::f64::consts::PI;

/// What the hand-written adjoint keeps: the exponentials, one point's residuals, and a sum over the points.
pub(super) struct Scratch {
    diagonal: Vec<f64>,
    log_det: Vec<f64>,
    centred: Vec<f64>,
    scaled: Vec<f64>,
    terms: Vec<f64>,
    scaled_bar: Vec<f64>,
}

impl Scratch {
    pub(super) fn new(model: &Gmm) -> Self {
        let k = model.alphas.len();
        let d = model.means.len() / k;
        let [diagonal, centred, scaled, scaled_bar] = [(); 4].map(|()| vec![0.0; k * d]);
        let [log_det, terms] = [(); 2].map(|()| vec![0.0; k]);
        Scratch {
            diagonal,
            log_det,
            centred,
            scaled,
            terms,
            scaled_bar,
        }
    }
}

/// Each point's adjoint follows its value, so that only one point's residuals exist at a time. The cotangents of `means` are the same
/// linear map of every point's, which is therefore applied once, to their sum. The sizes are those of the arguments, as in the primal.
pub(super) fn hand_written(model: &Gmm, scratch: &mut Scratch, bar: &mut [f64]) -> f64 {
    let (alphas, means, icf) = (&model.alphas[..], &model.means[..], &model.icf[..]);
    let x = &model.points[..];
    let k = alphas.len();
    let d = means.len() / k;
    let n = x.len() / d;
    let size = icf.len() / k;
    let (alphas_bar, rest) = bar.split_at_mut(k);
    let (means_bar, icf_bar) = rest.split_at_mut(k * d);
    alphas_bar.fill(0.0);
    icf_bar.fill(0.0);
    scratch.scaled_bar.fill(0.0);
    let mut value = prepare(model, d, scratch);
    for x in x.chunks_exact(d) {
        for c in 0..k {
            let own = c * d..c * d + d;
            let squares = whiten(
                x,
                &means[own.clone()],
                &scratch.diagonal[own.clone()],
                &icf[c * size + d..c * size + size],
                &mut scratch.centred[own.clone()],
                &mut scratch.scaled[own],
            );
            scratch.terms[c] = alphas[c] + scratch.log_det[c] - 0.5 * squares;
        }
        value += softmax_in_place(&mut scratch.terms);
        for c in 0..k {
            let own = c * d..c * d + d;
            let weight = scratch.terms[c];
            alphas_bar[c] += weight;
            accumulate(
                weight,
                &scratch.centred[own.clone()],
                &mut scratch.scaled[own.clone()],
                &mut scratch.scaled_bar[own],
                &mut icf_bar[c * size..c * size + size],
            );
        }
    }
    finish(model, scratch, (&*alphas_bar, means_bar, icf_bar));
    scratch.terms.copy_from_slice(alphas);
    value -= n as f64 * softmax_in_place(&mut scratch.terms);
    for (bar, weight) in alphas_bar.iter_mut().zip(&scratch.terms) {
        *bar -= n as f64 * weight;
    }
    value + constant(model)
}

/// Exponentials and sums of the diagonals; returns the prior's part that depends on the parameters.
fn prepare(model: &Gmm, d: usize, scratch: &mut Scratch) -> f64 {
    let (icf, scale) = (&model.icf, model.gamma * model.gamma);
    let mut prior = 0.0;
    let size = icf.len() / scratch.terms.len();
    let diagonals = scratch.diagonal.chunks_exact_mut(d);
    for ((icf, diagonal), log_det) in icf
        .chunks_exact(size)
        .zip(diagonals)
        .zip(&mut scratch.log_det)
    {
        let (mut squares, mut sum) = (0.0, 0.0);
        for (e, &q) in diagonal.iter_mut().zip(icf) {
            sum += q;
            *e = q.exp();
            squares += *e * *e;
        }
        for q in &icf[d..] {
            squares += q * q;
        }
        *log_det = sum;
        prior += 0.5 * scale * squares - model.m as f64 * sum;
    }
    prior
}

/// `scaled` = L (x - mean) for the triangular factor L; returns its squared length.
#[inline]
fn whiten(
    x: &[f64],
    mean: &[f64],
    diagonal: &[f64],
    mut triangle: &[f64],
    centred: &mut [f64],
    scaled: &mut [f64],
) -> f64 {
    for (j, c) in centred.iter_mut().enumerate() {
        *c = x[j] - mean[j];
        scaled[j] = diagonal[j] * *c;
    }
    for (j, c) in centred.iter().enumerate() {
        let below = &mut scaled[j + 1..];
        let (column, rest) = triangle.split_at(below.len());
        for (s, l) in below.iter_mut().zip(column) {
            *s += l * c;
        }
        triangle = rest;
    }
    let mut squares = 0.0;
    for s in scaled {
        squares += *s * *s;
    }
    squares
}

/// Turns `scaled` into its cotangent, and adds what the point contributes for the given weight of the component.
#[inline]
fn accumulate(
    weight: f64,
    centred: &[f64],
    scaled: &mut [f64],
    scaled_bar: &mut [f64],
    icf_bar: &mut [f64],
) {
    let (diagonal_bar, mut triangle_bar) = icf_bar.split_at_mut(centred.len());
    for (j, s) in scaled.iter_mut().enumerate() {
        *s *= -weight;
        scaled_bar[j] += *s;
        diagonal_bar[j] += *s * centred[j];
    }
    for (j, c) in centred.iter().enumerate() {
        let below = &scaled[j + 1..];
        let (column, rest) = triangle_bar.split_at_mut(below.len());
        for (bar, s) in column.iter_mut().zip(below) {
            *bar += s * c;
        }
        triangle_bar = rest;
    }
}

/// What is done once for all points: the transposed factor, the exponentials and the prior. `alphas_bar` still is the sum of the weights.
fn finish(
    model: &Gmm,
    scratch: &Scratch,
    (alphas_bar, means_bar, icf_bar): (&[f64], &mut [f64], &mut [f64]),
) {
    let (icf, scale) = (&model.icf, model.gamma * model.gamma);
    let k = alphas_bar.len();
    let (d, size) = (means_bar.len() / k, icf.len() / k);
    for c in 0..k {
        let scaled_bar = &scratch.scaled_bar[c * d..c * d + d];
        let mut p = c * size + d;
        for j in 0..d {
            let e = scratch.diagonal[c * d + j];
            let mut sum = e * scaled_bar[j];
            for s in &scaled_bar[j + 1..] {
                sum += icf[p] * s;
                icf_bar[p] += scale * icf[p];
                p += 1;
            }
            means_bar[c * d + j] = -sum;
            let e_bar = icf_bar[c * size + j] + scale * e;
            icf_bar[c * size + j] = e_bar * e + alphas_bar[c] - model.m as f64;
        }
    }
}

/// Replaces the terms by their softmax and returns the logarithm of the sum of their exponentials.
fn softmax_in_place(terms: &mut [f64]) -> f64 {
    let mut top = terms[0];
    for &term in &*terms {
        if term > top {
            top = term;
        }
    }
    let mut sum = 0.0;
    for term in &mut *terms {
        *term = (*term - top).exp();
        sum += *term;
    }
    let inverse = 1.0 / sum;
    for term in terms {
        *term *= inverse;
    }
    sum.ln() + top
}

/// What does not depend on the parameters.
pub(super) fn constant(model: &Gmm) -> f64 {
    let (k, gamma) = (model.alphas.len(), model.gamma);
    let (d, reals) = (model.means.len() / k, model.points.len());
    let freedom = d + model.m + 1;
    let mut ln_gamma = 0.25 * (d * (d - 1)) as f64 * PI.ln();
    for j in 0..d {
        ln_gamma += ln_gamma_of_half(freedom - j);
    }
    let normalisation = (freedom * d) as f64 * (gamma.ln() - 0.5 * 2_f64.ln()) - ln_gamma;
    -(reals as f64) * 0.5 * (2.0 * PI).ln() - k as f64 * normalisation
}

/// The logarithm of the gamma function at `twice / 2`.
fn ln_gamma_of_half(twice: usize) -> f64 {
    match twice {
        1 => 0.5 * PI.ln(),
        2 => 0.0,
        _ => ln_gamma_of_half(twice - 2) + (twice as f64 / 2.0 - 1.0).ln(),
    }
}
