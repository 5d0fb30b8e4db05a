//! The log-likelihood of a Gaussian mixture, in parts: one for each share of the points, and the prior.

use std::ops::Range;

use autodiff::Differentiable;

use super::objective::{Gmm, log_likelihood};

/// Value, and the gradient with respect to weights, means and covariances.
pub type LogLikelihood = (f64, (Vec<f64>, Vec<f64>, Vec<f64>));

/// A mixture and its points.
pub struct Mixture {
    model: Gmm,
    prior: LogLikelihood,
}

impl Mixture {
    /// ADBench's instance of 25 components in 10 dimensions, with 1,000 points.
    pub fn load() -> Self {
        let text = include_str!("../../tests/data/adbench/gmm_d10_K25.txt");
        let model = Gmm::parse(text);
        let prior = value_and_grad(&model, 0..0);
        Mixture { model, prior }
    }

    /// The number of points.
    pub fn points(&self) -> usize {
        self.model.points.len() / dimension(&self.model)
    }

    /// All of it, in one call.
    pub fn all(&self) -> LogLikelihood {
        value_and_grad(&self.model, 0..self.points())
    }

    /// What some of the points contribute. The function has the prior in every result, where it may count once
    /// only.
    pub fn part(&self, points: Range<usize>) -> LogLikelihood {
        let mut part = value_and_grad(&self.model, points);
        part.axpy(-1.0, &self.prior);
        part
    }

    /// What there is without points.
    pub fn prior(&self) -> &LogLikelihood {
        &self.prior
    }
}

fn dimension(model: &Gmm) -> usize {
    model.means.len() / model.alphas.len()
}

fn value_and_grad(model: &Gmm, points: Range<usize>) -> LogLikelihood {
    let d = dimension(model);
    log_likelihood::value_and_grad(
        &model.alphas,
        &model.means,
        &model.icf,
        &model.points[points.start * d..points.end * d],
        model.gamma,
        model.m,
    )
}
