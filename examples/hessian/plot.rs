//! The seconds over the number of weights as an SVG, both axes logarithmic.

use super::chart::{self, BLUE, Chart, Curve, GREEN, Mark, ORANGE, RED, Scale};
use super::costs::{Cost, Way};

const PURPLE: &str = "#7d3c98";

/// The plot's text.
pub fn svg(costs: &[Cost]) -> String {
    let curve = |way: Way, colour| Curve {
        name: format!("{}: W^{}", way.name(), way.power()),
        colour,
        mark: Mark::Line,
        points: (costs.iter())
            .filter_map(|cost| Some((cost.weights as f64, cost.seconds(way)?)))
            .collect(),
    };
    let curves = vec![
        curve(Way::OfErrors, RED),
        curve(Way::OfGradients, ORANGE),
        curve(Way::Recursion, PURPLE),
        curve(Way::Hessian, BLUE),
        curve(Way::Product, GREEN),
    ];
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let (x, y) = (
        Scale::powers_around(points().map(|point| point.0)),
        Scale::powers_around(points().map(|point| point.1)),
    );
    let chart = Chart {
        title: "seconds for second derivatives".to_owned(),
        x_label: "number of weights W".to_owned(),
        x,
        y,
        curves,
    };
    chart::svg(&[chart], 1)
}
