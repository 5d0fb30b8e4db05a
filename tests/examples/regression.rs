//! The fits reach the certified values, and the reader of NIST's files reports what is wrong with one.

use std::fs;
use std::path::Path;

use super::args;
use super::curve_fitting::fit::{Fit, Mode, fit};
use super::curve_fitting::report::{Agreement, DIGITS, digits};
use super::curve_fitting::{data_set, models, run, strd};

fn output(line: &str) -> String {
    let svg = Path::new(env!("CARGO_TARGET_TMPDIR")).join("curve_fitting.svg");
    let mut out = Vec::new();
    let flags = args(line).into_iter().chain(["--svg".into(), svg.into()]);
    run(flags, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn both_starting_points_lead_to_the_certified_values_in_both_modes() {
    for model in 0..models::NAMES.len() {
        let set = data_set(model, None).unwrap();
        for (start, mode) in [
            (0, Mode::Forward),
            (1, Mode::Forward),
            (0, Mode::Reverse),
            (1, Mode::Reverse),
        ] {
            let fit = fit(model, &set, &set.starts[start], mode);
            let agreement = Agreement::of(&fit, &set);
            assert!(
                agreement.is_certified(),
                "{}, {start}, {mode:?}: {agreement:?}",
                set.name
            );
        }
    }
}

#[test]
fn the_whole_program_says_how_far_it_got() {
    for line in ["", "--mode reverse"] {
        let text = output(line);
        assert!(text.contains("16 of 16 starting points"), "{text}");
        for name in models::NAMES {
            assert!(text.contains(&format!("\n{name}: ")), "{text}");
        }
        assert_eq!(text.matches("\n  start ").count(), 16, "{text}");
    }
    assert!(output("").contains("2.3894212918e2     2.3894212918e2     2.7070075241e0"));
}

#[test]
fn a_fit_elsewhere_is_not_called_certified() {
    let set = data_set(0, None).unwrap();
    let fit = fit(0, &set, &set.starts[0], Mode::Forward);
    for moved in [1e-5, f64::NAN] {
        let parameters = vec![fit.parameters[0], fit.parameters[1] * (1.0 + moved)];
        let elsewhere = Fit {
            parameters,
            ..fit.clone()
        };
        assert!(!Agreement::of(&elsewhere, &set).is_certified());
    }
    assert!(digits(1.0 + 1e-4, 1.0) < DIGITS && digits(1.0, 1.0) == 11.0);
    assert_eq!(digits(f64::INFINITY, 1.0), 0.0);
}

#[test]
fn starting_points_that_fail_are_named_with_the_reason() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("strd_bad_starts");
    fs::create_dir_all(&directory).unwrap();
    for name in models::NAMES {
        let file = format!("{name}.dat");
        let original = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("examples/data/nist")
            .join(&file);
        let mut text = fs::read_to_string(original).unwrap();
        if name == "Misra1a" {
            // The first overflows; the second is flat, as if there were no b2.
            text = text.replace("b1 =   500         250 ", "b1 =   500         -1 ");
            text = text.replace("b2 =     0.0001      0.0005 ", "b2 =     -1      1000 ");
        }
        fs::write(directory.join(file), text).unwrap();
    }
    let text = output(&format!("--data {}", directory.display()));
    assert!(text.contains("14 of 16 starting points"), "{text}");
    assert!(
        text.contains(
            "not Misra1a, start 1: the solver gave up (not a number in the residuals norm)"
        ),
        "{text}"
    );
    assert!(
        text.contains("not Misra1a, start 2: the solver stopped elsewhere"),
        "{text}"
    );
}

const SMALL: &str = "\
Dataset Name:  Small             (Small.dat)
Data:          1 Response Variable  (y = volume)
        Start 1     Start 2           Parameter     Standard Deviation
  b1 =   500         250           2.5E+02  2.7E+00
  b2 =     0.0001      0.0005      -5.5E-04  7.2E-06

Residual Sum of Squares:                    1.25E-01
Residual Standard Deviation:                1.5E-01
Degrees of Freedom:                                1
Number of Observations:                            3

Data:   y               x
      10.07E0      77.6E0
       .73E0     -114.9

      17.94E0     141.1E0
";

#[test]
fn a_file_is_read() {
    let set = strd::parse(SMALL).unwrap();
    assert_eq!(set.name, "Small");
    assert_eq!(set.starts, [[500.0, 0.0001], [250.0, 0.0005]]);
    assert_eq!(set.certified.parameters, [250.0, -5.5e-4]);
    assert_eq!(set.certified.deviations, [2.7, 7.2e-6]);
    assert_eq!(
        (
            set.certified.sum_of_squares,
            set.certified.residual_deviation
        ),
        (0.125, 0.15)
    );
    assert_eq!(
        (set.y, set.x),
        (vec![10.07, 0.73, 17.94], vec![77.6, -114.9, 141.1])
    );
    assert_eq!(
        strd::parse(&SMALL.replace('\n', "\r\n")).unwrap().x.len(),
        3
    );
}

#[test]
fn malformed_files_are_reported_with_the_line() {
    for (from, to, message) in [
        ("Dataset Name:", "Name:", "no line with 'Dataset Name:'"),
        ("Start 1 ", "Start ", "no line with 'Start 1"),
        ("b1 =", "b2 =", "line 4: no 'b1 ='"),
        ("b2 =", "b2", "line 5: no 'b2 ='"),
        (
            "250           2.5E+02",
            "2.5E+02",
            "line 4: 3 numbers where 4 belong",
        ),
        ("7.2E-06", "7.2E-06 1", "line 5: 5 numbers where 4 belong"),
        ("-5.5E-04", "-5.5F-04", "line 5: '-5.5F-04' is not a number"),
        ("7.2E-06", "inf", "line 5: 'inf' is not a number"),
        (
            "Residual Sum",
            "Sum",
            "no line with 'Residual Sum of Squares:'",
        ),
        ("1.25E-01", "", "line 7: 0 numbers where 1 belong"),
        ("1.5E-01", "NaN", "line 8: 'NaN' is not a number"),
        (
            "      3\n",
            "      three\n",
            "line 10: 'three' is not a number",
        ),
        ("      3\n", "      -3\n", "line 10: '-3' is not a number"),
        (
            "      3\n",
            "      2\n",
            "2 observations are too few for 2 parameters",
        ),
        (
            "      3\n",
            "      4\n",
            "3 observations where 4 were announced",
        ),
        (
            "      3\n",
            "      99999999999999999999\n",
            "is not a number",
        ),
        (
            "Data:   y               x",
            "Data:   x               y",
            "no line with 'Data: y x'",
        ),
        ("77.6E0", "", "line 13: 1 numbers where 2 belong"),
        (".73E0", "1,73E0", "line 14: '1,73E0' is not a number"),
        ("141.1E0", "1e999", "line 16: '1e999' is not a number"),
    ] {
        let text = SMALL.replacen(from, to, 1);
        assert_ne!(text, SMALL, "{from}");
        let error = strd::parse(&text).expect_err(message);
        assert!(error.contains(message), "{message}: {error}");
    }
    assert!(strd::parse("").is_err());
    let no_rows = SMALL.replace("Deviation\n", "Deviation\n\n");
    assert!(
        strd::parse(&no_rows)
            .unwrap_err()
            .contains("no parameters below")
    );
    for cut in 0..SMALL.len() - "41.1E0\n".len() {
        assert!(strd::parse(&SMALL[..cut]).is_err(), "cut at {cut}");
    }
}

#[test]
fn bad_flags_and_files_are_reported_by_name() {
    for (line, word) in [
        ("--mode sideways", "sideways"),
        ("--mode", "--mode"),
        ("--start 1", "--start"),
        ("x", "x"),
    ] {
        let failure = run(args(line), &mut Vec::new()).expect_err(line);
        assert_eq!(failure.exit_code(), 2, "{line}");
        assert!(failure.message().unwrap().contains(word), "{line}");
    }
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("strd");
    fs::create_dir_all(&directory).unwrap();
    let file = directory.join("Misra1a.dat");
    for (text, word) in [
        (None, "No such file"),
        (Some("prose".to_owned()), "no line"),
        (
            Some(SMALL.to_owned()),
            "Small with 2 parameters where Misra1a with 2 belongs",
        ),
    ] {
        let _ = fs::remove_file(&file);
        if let Some(text) = text {
            fs::write(&file, text).unwrap();
        }
        let failure =
            run(["--data".into(), directory.clone().into()], &mut Vec::new()).unwrap_err();
        let message = failure.message().unwrap();
        assert_eq!(failure.exit_code(), 1);
        assert!(
            message.contains(word) && message.contains("Misra1a.dat"),
            "{message}"
        );
    }
}
