//! Tokens and run time over n, one pair of charts a family.

use super::chart::{BLUE, Chart, Curve, GREEN, Mark, ORANGE, RED, Scale};
use super::families::{Family, LARGEST};
use super::measurements::Size;

/// The tokens, on a logarithmic axis, and the run times, on a linear one.
pub fn charts(family: Family, sizes: &[Size]) -> [Chart; 2] {
    let curve = |name: &str, colour, value: &dyn Fn(&Size) -> f64| Curve {
        name: name.to_owned(),
        colour,
        mark: Mark::Line,
        points: sizes.iter().map(|s| (s.n as f64, value(s))).collect(),
    };
    let tokens = vec![
        curve("symbolic derivative", RED, &|s| s.symbolic as f64),
        curve("#[grad]", BLUE, &|s| s.reverse as f64),
        curve("#[jvp]", GREEN, &|s| s.forward as f64),
        curve("function", ORANGE, &|s| s.function as f64),
    ];
    let times = vec![
        curve("reverse mode", BLUE, &|s| 1e9 * s.seconds[1]),
        curve("forward mode", GREEN, &|s| 1e9 * s.seconds[2]),
        curve("function", ORANGE, &|s| 1e9 * s.seconds[0]),
    ];
    // The symbolic derivative of the smallest product is 1, a single token.
    let y = |curves: &[Curve]| {
        let all: Vec<f64> = curves
            .iter()
            .flat_map(|c| &c.points)
            .map(|&(_, y)| y)
            .collect();
        all.into_iter()
    };
    let x = Scale::Linear(0.0, LARGEST as f64, 10);
    let chart = |what: &str, y, curves| Chart {
        title: format!("{}: {what}", family.title()),
        x_label: "n".to_owned(),
        x,
        y,
        curves,
    };
    [
        chart("tokens", Scale::powers_around(y(&tokens)), tokens),
        chart(
            "nanoseconds",
            Scale::around([0.0].into_iter().chain(y(&times))),
            times,
        ),
    ]
}
