//! Ratios of time and bytes of tape over the size, side by side.

use super::chart::{self, BLUE, Chart, Curve, GREEN, Mark, RED, Scale};
use super::measurements::{Cost, Function};

/// The plot's text.
pub fn svg(costs: &[(Function, Vec<Cost>)]) -> String {
    let curves = |number: fn(&Cost) -> f64| -> Vec<Curve> {
        (costs.iter().zip([RED, BLUE, GREEN]))
            .map(|((function, costs), colour)| Curve {
                name: function.name().to_owned(),
                colour,
                mark: Mark::Line,
                points: costs
                    .iter()
                    .map(|cost| (cost.n as f64, number(cost)))
                    .collect(),
            })
            .collect()
    };
    let x = Scale::powers_around(
        costs
            .iter()
            .flat_map(|(_, costs)| costs)
            .map(|c| c.n as f64),
    );
    let ratios = curves(|cost| cost.ratio());
    let mut bytes = curves(|cost| cost.tape as f64);
    // What keeps nothing has no place on a logarithmic axis.
    bytes.retain(|curve| curve.points.iter().all(|point| point.1 > 0.0));
    let numbers = |curves: &[Curve]| -> Vec<f64> {
        let points = curves.iter().flat_map(|curve| &curve.points);
        points.map(|point| point.1).collect()
    };
    let chart = |title: &str, y: Scale, curves| Chart {
        title: title.to_owned(),
        x_label: "n".to_owned(),
        x,
        y,
        curves,
    };
    let ratio_axis = Scale::around(numbers(&ratios).into_iter().chain([0.0]));
    let byte_axis = Scale::powers_around(numbers(&bytes).into_iter());
    let charts = [
        chart(
            "time of the gradient / time of the function",
            ratio_axis,
            ratios,
        ),
        chart("bytes of tape", byte_axis, bytes),
    ];
    chart::svg(&charts, 2)
}
