//! The mixture model over a number type.

use super::by_hand::constant;
use super::objective::Gmm;
use crate::peers::Scalar;

/// The objective for the number types of other crates; parameters in one slice.
pub(super) fn generic<S: Scalar>(model: &Gmm, parameters: &[S]) -> S {
    let k = model.alphas.len();
    let (d, size) = (model.means.len() / k, model.icf.len() / k);
    let (alphas, rest) = parameters.split_at(k);
    let (means, icf) = rest.split_at(k * d);
    let (mut diagonal, mut log_det) = (Vec::new(), Vec::new());
    let (mut squares, mut total) = (None, None);
    for icf in icf.chunks_exact(size) {
        let exps: Vec<S> = icf[..d].iter().map(|q| q.exp()).collect();
        for q in exps.iter().chain(&icf[d..]) {
            squares = add(squares, *q * *q);
        }
        log_det.push(sum(icf[..d].iter().copied()));
        diagonal.extend(exps);
    }
    for x in model.points.chunks_exact(d) {
        let term = |c: usize| {
            let centred: Vec<S> = (0..d).map(|j| (-means[c * d + j]).plus(x[j])).collect();
            let mut scaled: Vec<S> = (0..d).map(|j| diagonal[c * d + j] * centred[j]).collect();
            let mut p = c * size + d;
            for (j, c) in centred.iter().enumerate() {
                for s in &mut scaled[j + 1..] {
                    *s = *s + icf[p] * *c;
                    p += 1;
                }
            }
            alphas[c] + log_det[c] - sum(scaled.iter().map(|s| *s * *s)).times(0.5)
        };
        let terms: Vec<S> = (0..k).map(term).collect();
        total = add(total, log_sum_exp(&terms));
    }
    let n = (model.points.len() / d) as f64;
    let total = total.expect("at least one point") - log_sum_exp(alphas).times(n);
    let prior = squares.expect("at least one component");
    let determinants = sum(log_det.into_iter()).times(-(model.m as f64));
    (total + prior.times(0.5 * model.gamma * model.gamma) + determinants).plus(constant(model))
}

fn sum<S: Scalar>(terms: impl Iterator<Item = S>) -> S {
    terms.reduce(|a, b| a + b).expect("at least one term")
}

fn add<S: Scalar>(sum: Option<S>, term: S) -> Option<S> {
    Some(sum.map_or(term, |sum| sum + term))
}

/// The greatest term is subtracted as a number: it has no influence on the result.
fn log_sum_exp<S: Scalar>(terms: &[S]) -> S {
    let top = terms
        .iter()
        .fold(f64::MIN, |top, term| top.max(term.value()));
    let powers = terms.iter().map(|term| term.plus(-top).exp());
    sum(powers).ln().plus(top)
}
