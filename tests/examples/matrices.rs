//! Gradients by matrices against closed forms, their shapes and their tables.

use super::args;
use super::matrix_gradients::functions::{apply, gram, worked};
use super::matrix_gradients::tensor::{Tensor, product};
use super::matrix_gradients::{closed_forms, run, sections};
use autodiff::Matrix;

fn output(line: &str) -> String {
    let mut out = Vec::new();
    run(args(line), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_derivative_is_the_closed_form() {
    let out = &mut Vec::new();
    let all = [
        sections::linear_map(out).unwrap(),
        sections::gram_matrix(out).unwrap(),
        sections::least_squares(out).unwrap(),
        sections::matrix_by_vector(out).unwrap(),
    ];
    for check in all.iter().flatten() {
        assert!(check.passes(), "{check:?}");
    }
    for x in [-1.1, 0.0, 0.3, 0.8, 1.4] {
        for check in sections::worked_function(x, out).unwrap() {
            assert!(check.passes(), "{x}: {check:?}");
        }
    }
}

#[test]
fn a_wrong_entry_or_shape_does_not_pass() {
    let check = |difference| sections::Check {
        what: "",
        difference,
    };
    assert!(check(0.0).passes() && !check(1e-9).passes() && !check(f64::NAN).passes());
    let r = [[1.0, 2.0, 3.0], [-1.0, 0.5, 4.0]];
    let closed = closed_forms::gram(&r);
    let mut tensor = Tensor::unfold(&gram::jacfwd(&r), &[3, 3], &[2, 3]);
    assert_eq!(tensor.distance(&closed), 0.0);
    tensor.numbers[7] += 1.0;
    assert_eq!(tensor.distance(&closed), 1.0);
    tensor.numbers[7] = f64::NAN;
    assert!(tensor.distance(&closed).is_nan());
    tensor.shape.reverse();
    assert!(tensor.distance(&closed).is_nan());
}

#[test]
fn shapes_other_than_the_printed_ones() {
    let (a, x) = ([[1.0], [2.0], [3.0], [4.0]], [0.5]);
    let jacobian = apply::jacrev(&a, &x);
    assert_eq!((jacobian.nrows(), jacobian.ncols()), (4, 5));
    let by_a = closed_forms::apply_by_a::<4, 1>(&x);
    for i in 0..4 {
        assert_eq!(jacobian[(i, 4)], a[i][0]);
        for p in 0..4 {
            assert_eq!(jacobian[(i, p)], by_a.at(&[i, p, 0]));
        }
    }
}

#[test]
fn products_of_matrices() {
    let a = Matrix::from_rows(&[[1.0, 2.0, 3.0]]);
    let b = Matrix::from_rows(&[[1.0, 0.0], [0.0, 1.0], [2.0, -1.0]]);
    assert_eq!(product(&a, &b).as_slice(), [7.0, -1.0]);
}

#[test]
fn the_tables_are_printed() {
    let text = output("");
    for words in [
        "dK/dR flattened, (2 2) x (3 2)\n   2.0000   0.0000  -1.0000   0.0000   8.0000   0.0000\n",
        "unfolded, 2 x 2 x 3 x 2",
        "df1/dA\n   0.7000   1.3000  -0.4000\n   0.0000   0.0000   0.0000\n",
        "dA/dx is 4 x 2 x 3",
        "dL/dtheta, 1 x 2, their product\n   2.0000   8.6000\n",
        "largest difference from the closed form",
    ] {
        assert!(text.contains(words), "{words}\nis not in\n{text}");
    }
    let elsewhere = output("--at -0.25");
    assert!(elsewhere.contains("at x = -0.25"), "{elsewhere}");
    assert!(
        elsewhere.contains(&format!("{:14.9}", worked::derivative(-0.25))),
        "{elsewhere}"
    );
}

#[test]
fn bad_flags_are_usage_errors() {
    for (line, word) in [
        ("--at", "--at"),
        ("--at near", "near"),
        ("--at 1e9", "1000000000 is too far"),
        ("--at nan", "--at"),
        ("0.8", "0.8"),
    ] {
        let failure = run(args(line), &mut Vec::new()).expect_err(line);
        let message = failure.message().unwrap();
        assert_eq!(failure.exit_code(), 2, "{line}: {message}");
        assert!(message.contains(word), "{line}: {message}");
    }
    assert!(output("--help").contains("--at X"));
}
