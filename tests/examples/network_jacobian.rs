//! The Jacobian three ways, its tables and its plot.

use super::args;
use super::jacobian::differences::{central, worst};
use super::jacobian::model::Model;
use super::jacobian::{chart, plot, run, step_sizes, three_ways};

#[test]
fn three_ways_agree() {
    for sizes in [&[3, 4, 2][..], &[7, 2], &[1, 5, 5, 1], &[2, 3, 9]] {
        let model = Model::new(sizes);
        let forward = model.forward();
        assert_eq!(forward.len(), sizes[0] * sizes[sizes.len() - 1]);
        assert!(worst(&forward, &model.reverse()) <= 1e-12, "{sizes:?}");
        assert!(worst(&forward, &central(&model, 1e-5)) <= 1e-8, "{sizes:?}");
    }
}

#[test]
fn a_number_that_is_none_is_the_worst() {
    assert_eq!(worst(&[1.0, 2.0], &[1.5, 1.0]), 1.0);
    assert!(worst(&[f64::NAN, 2.0], &[1.5, 1.0]).is_nan());
    assert!(worst(&[1.0, f64::NAN], &[1.5, 1.0]).is_nan());
}

#[test]
fn the_tables_are_printed() {
    let mut out = Vec::new();
    three_ways::print_entries(&Model::new(&[2, 3, 2]), &mut out).unwrap();
    three_ways::print_costs(&[&[5, 4, 2]], &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(
        text.contains("dy2/dx2") && text.contains("2 rows and 5 columns"),
        "{text}"
    );
}

#[test]
fn errors_of_differences_have_their_known_shape() {
    let errors = step_sizes::errors(&Model::new(&[3, 4, 2]));
    let least = |error: fn(&step_sizes::StepError) -> f64| {
        errors.iter().map(error).fold(f64::INFINITY, f64::min)
    };
    let (one_sided, central) = (least(|e| e.one_sided), least(|e| e.central));
    assert!((1e-11..1e-7).contains(&one_sided), "{one_sided:e}");
    assert!((1e-14..1e-9).contains(&central), "{central:e}");
    // Truncation: a tenth of the step makes central differences a hundred times better.
    let ratio = errors[0].central / errors[4].central;
    assert!((50.0..200.0).contains(&ratio), "{ratio}");
    assert!(
        errors[errors.len() - 1].central > 1e-4,
        "rounding shows at the smallest step"
    );

    let mut table = Vec::new();
    step_sizes::print(&errors, &mut table).unwrap();
    assert_eq!(
        String::from_utf8(table).unwrap().trim().lines().count(),
        2 + 14
    );
    let svg = plot::svg(&errors);
    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n") && !svg.contains("NaN"));
}

#[test]
fn bad_flags_and_paths_are_reported() {
    let flag = run(args("--png x"), &mut Vec::new()).unwrap_err();
    assert_eq!(flag.exit_code(), 2);
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("a_file");
    std::fs::write(&file, "").unwrap();
    let inside = file.join("plot.svg");
    let path = chart::write(&inside, &plot::svg(&[])).unwrap_err();
    assert_eq!(path.exit_code(), 1);
    assert!(path.message().unwrap().contains("a_file"));
}
