//! The errors over the step sizes as an SVG, both axes logarithmic.

use super::chart::{self, BLUE, Chart, Curve, Mark, RED, Scale};
use super::step_sizes::StepError;

/// The plot's text.
pub fn svg(errors: &[StepError]) -> String {
    let curve = |name: &str, colour, error: fn(&StepError) -> f64| Curve {
        name: name.to_owned(),
        colour,
        mark: Mark::Line,
        points: errors.iter().map(|e| (e.step, error(e))).collect(),
    };
    let chart = Chart {
        title: "largest error of the Jacobian by differences".to_owned(),
        x_label: "step size".to_owned(),
        x: Scale::Powers(-14, -1),
        y: Scale::Powers(-13, 0),
        curves: vec![
            curve("one-sided differences", RED, |e| e.one_sided),
            curve("central differences", BLUE, |e| e.central),
        ],
    };
    chart::svg(&[chart], 1)
}
