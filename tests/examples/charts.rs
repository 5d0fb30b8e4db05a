//! The axes and legends of the examples' plots.

use super::curve_fitting::chart::{self, BLUE, Chart, Curve, Mark, Scale};

fn plot(x: Scale, y: Scale, points: &[(f64, f64)]) -> String {
    let curve = Curve {
        name: "curve".to_owned(),
        colour: BLUE,
        mark: Mark::Line,
        points: points.to_vec(),
    };
    let chart = Chart {
        title: "title".to_owned(),
        x_label: "x".to_owned(),
        x,
        y,
        curves: vec![curve],
    };
    chart::svg(&[chart], 1)
}

/// The labels along the horizontal axis.
fn labels(x: Scale) -> Vec<String> {
    let svg = plot(x, Scale::Linear(0.0, 1.0, 1), &[]);
    let at_the_axis = svg.lines().filter(|line| line.contains("y=\"398.0\""));
    at_the_axis
        .map(|line| line.split(['>', '<']).nth(2).unwrap().to_owned())
        .collect()
}

fn around(numbers: &[f64]) -> Vec<String> {
    labels(Scale::around(numbers.iter().copied()))
}

#[test]
fn axes_have_round_numbers() {
    assert_eq!(around(&[0.0, 5.0]), ["0", "1", "2", "3", "4", "5"]);
    assert_eq!(around(&[-0.3, 0.25]), ["-0.4", "-0.2", "0.0", "0.2", "0.4"]);
    assert_eq!(
        around(&[81.78, 10.07]),
        ["0", "20", "40", "60", "80", "100"]
    );
    assert_eq!(
        around(&[0.02, 0.021]),
        ["0.0200", "0.0202", "0.0204", "0.0206", "0.0208", "0.0210"]
    );
    assert_eq!(
        around(&[1e-9, 3e-9]),
        ["1.0e-9", "1.5e-9", "2.0e-9", "2.5e-9", "3.0e-9"]
    );
    assert_eq!(around(&[0.0, 3e9]).last().unwrap(), "3.0e9");
    assert_eq!(around(&[7.0]), ["6.0", "6.5", "7.0", "7.5", "8.0"]);
    assert_eq!(
        labels(Scale::powers_around([0.02, 30.0].into_iter())),
        ["1e-2", "1e-1", "1e0", "1e1", "1e2"]
    );
    assert_eq!(
        labels(Scale::powers_around([1.0].into_iter())),
        ["1e0", "1e1"]
    );
}

#[test]
fn curves_stay_inside_and_the_legend_out_of_their_way() {
    let (x, y) = (Scale::Linear(0.0, 10.0, 5), Scale::Powers(-3, 0));
    let rising = plot(x, y, &[(0.0, 0.0), (10.0, 5.0)]);
    assert!(
        rising.contains("points=\"60.0,380.0 580.0,60.0\""),
        "{rising}"
    );
    assert!(rising.contains("text-anchor=\"start\">curve"), "{rising}");
    let falling = plot(x, y, &[(0.0, 1.0), (10.0, 1e-3)]);
    assert!(falling.contains("text-anchor=\"end\">curve"), "{falling}");
    let same = [3.0, 3.0].into_iter();
    let flat = plot(
        Scale::around(same.clone()),
        Scale::powers_around(same),
        &[(3.0, 3.0)],
    );
    assert!(!flat.contains("NaN"), "{flat}");
}
