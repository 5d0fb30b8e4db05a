//! Observations and fitted curves, one chart a data set.

use super::chart::{BLUE, Chart, Curve, Mark, RED, Scale};
use super::models::predict;
use super::strd::DataSet;

const POINTS: usize = 200;

/// The observations of a set and the model with the fitted parameters.
pub fn chart(model: usize, set: &DataSet, parameters: &[f64]) -> Chart {
    let observed: Vec<_> = set.x.iter().copied().zip(set.y.iter().copied()).collect();
    let low = set.x.iter().copied().fold(f64::INFINITY, f64::min);
    let high = set.x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let fitted = (0..=POINTS).map(|k| {
        let x = low + (high - low) * k as f64 / POINTS as f64;
        (x, predict(model, parameters, x))
    });
    Chart {
        title: set.name.clone(),
        x_label: "x".to_owned(),
        x: Scale::around(set.x.iter().copied()),
        y: Scale::around(set.y.iter().copied()),
        curves: vec![
            Curve {
                name: "observed".to_owned(),
                colour: BLUE,
                mark: Mark::Dots,
                points: observed,
            },
            Curve {
                name: "fitted".to_owned(),
                colour: RED,
                mark: Mark::Line,
                points: fitted.collect(),
            },
        ],
    }
}
