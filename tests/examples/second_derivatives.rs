//! The Hessian four ways, and what they cost.

use std::fs;
use std::path::Path;

use autodiff::Matrix;

use super::args;
use super::hessian::costs::{Way, measure, power};
use super::hessian::differences::{of_errors, of_gradients, worst};
use super::hessian::problem::Problem;
use super::hessian::ways::Hessians;
use super::hessian::{plot, run};

#[test]
fn four_ways_agree() {
    for (sizes, patterns) in [
        ([1, 1, 2], 1),
        ([2, 3, 3], 5),
        ([5, 2, 4], 3),
        ([3, 7, 2], 4),
    ] {
        let problem = Problem::new(sizes, patterns);
        for difference in Hessians::of(&problem).differences() {
            assert!(difference.is_small(), "{sizes:?}: {difference:?}");
        }
    }
}

#[test]
fn products_are_the_hessian_times_the_direction() {
    let problem = Problem::new([4, 3, 3], 6);
    let w = problem.count();
    let mut h = Matrix::zeros(w, w);
    problem.hessian(&mut h);
    let v: Vec<f64> = (0..w).map(|k| (k as f64 * 0.7).cos()).collect();
    for (i, product) in problem.hessian_times(&v).into_iter().enumerate() {
        let expected: f64 = h.row(i).iter().zip(&v).map(|(h, v)| h * v).sum();
        assert!((product - expected).abs() <= 1e-12, "{product} {expected}");
    }
}

#[test]
fn differences_have_their_order() {
    let problem = Problem::new([2, 2, 2], 2);
    let hessians = Hessians::of(&problem);
    let mut h = Matrix::zeros(problem.count(), problem.count());
    // Truncation goes with the square of the step.
    for way in [of_errors, of_gradients] {
        let [coarse, fine] = [1e-1, 1e-2].map(|step| {
            way(&problem, step, &mut h);
            worst(&hessians.exact, &h)
        });
        let ratio = coarse / fine;
        assert!((80.0..120.0).contains(&ratio), "{ratio}");
    }
    assert!(worst(&Matrix::zeros(1, 1), &Matrix::from_rows(&[[f64::NAN]])).is_nan());
}

#[test]
fn weights_have_the_textbooks_names() {
    let problem = Problem::new([2, 3, 2], 1);
    let names: Vec<_> = [0, 1, 2, 3, 9, 12, 13, 16].map(|w| problem.name(w)).into();
    assert_eq!(
        names,
        [
            "w1[1,1]", "w1[1,2]", "w1[1,0]", "w1[2,1]", "w2[1,1]", "w2[1,0]", "w2[2,1]", "w2[2,0]"
        ]
    );
    assert_eq!(problem.count(), 17);
}

#[test]
fn costly_ways_are_left_out_where_they_would_take_too_long() {
    let costs = measure(100);
    let weights: Vec<_> = costs.iter().map(|cost| cost.weights).collect();
    assert_eq!(weights, [23, 39, 79]);
    for way in Way::ALL {
        assert!(costs.iter().all(|cost| cost.seconds(way) > Some(0.0)));
        assert_eq!(power(&costs, way), None);
    }
    let svg = plot::svg(&costs);
    assert_eq!(svg.matches("<polyline").count(), 5);
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn the_whole_program_prints_tables_and_a_plot() {
    let svg = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hessian.svg");
    let mut out = Vec::new();
    let flags = args("--largest 200").into_iter();
    run(flags.chain(["--svg".into(), svg.clone().into()]), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for words in [
        "a 2-3-3 network with 21 weights",
        "\n        39 ",
        "  expected           W^1           W^1           W^2           W^2           W^2           W^3",
        "\n  measured        W^",
        "product / gradient",
        "plotted in",
    ] {
        assert!(text.contains(words), "{words}\nis not in\n{text}");
    }
    // By the two exact ways and by differences of gradients.
    assert_eq!(text.matches("-0.13049012722").count(), 3, "{text}");
    assert!(
        fs::read_to_string(svg)
            .unwrap()
            .contains("number of weights W")
    );
}

#[test]
fn bad_flags_are_reported() {
    for line in ["--largest 22", "--largest many", "--svg", "--network 3"] {
        assert_eq!(run(args(line), &mut Vec::new()).unwrap_err().exit_code(), 2);
    }
    let mut out = Vec::new();
    run(args("--help"), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("--largest W"));
}
