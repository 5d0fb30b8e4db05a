//! Where the approximations of the Hessian are exact, and how far from it they are elsewhere.

use nalgebra::DMatrix;

use super::args;
use super::outer_product::approximations::{diagonal, outer_product, sequential_inverse, vectors};
use super::outer_product::distances::{Distances, distance};
use super::outer_product::problem::Problem;
use super::outer_product::{run, training};

fn problems() -> [Problem; 2] {
    [Problem::regression(), Problem::classification()]
}

/// The same data for a network with these hidden layers.
fn with_hidden(mut problem: Problem, hidden: &[usize]) -> Problem {
    let inputs = problem.sizes[0];
    problem.sizes = [&[inputs], hidden, &[1]].concat();
    problem
}

#[test]
fn hessians_are_those_of_central_differences() {
    for problem in problems() {
        let weights = problem.random_weights(3);
        let exact = problem.hessian(&weights);
        let mut moved = weights.clone();
        for j in 0..weights.len() {
            let mut gradient_at = |step: f64| {
                moved[j] = weights[j] + step;
                let gradient = problem.error(&moved).1;
                moved[j] = weights[j];
                gradient
            };
            // Extrapolated, so that only terms of the fourth order are left.
            let [near, far] = [1e-3, 2e-3].map(|h| {
                let (up, down) = (gradient_at(h), gradient_at(-h));
                let slopes = up.iter().zip(&down).map(|(u, d)| (u - d) / (2.0 * h));
                slopes.collect::<Vec<_>>()
            });
            for i in 0..weights.len() {
                let slope = (4.0 * near[i] - far[i]) / 3.0;
                assert!(
                    (exact[(i, j)] - slope).abs() <= 1e-7 * exact[(i, j)].abs().max(10.0),
                    "{:?}, {i}, {j}: {} {slope}",
                    problem.loss,
                    exact[(i, j)]
                );
            }
        }
        let of_its_own = problem.hessian_diagonal(&weights);
        let of_matrix: Vec<f64> = (0..weights.len()).map(|i| exact[(i, i)]).collect();
        assert!(distance(&of_its_own, &of_matrix) <= 1e-14);
    }
}

#[test]
fn the_outer_product_is_exact_for_a_network_linear_in_its_weights() {
    for problem in problems() {
        let problem = with_hidden(problem, &[]);
        let weights = problem.random_weights(4);
        let outer = outer_product(&vectors(&problem, &weights));
        let exact = problem.hessian(&weights);
        assert!(distance(outer.as_slice(), exact.as_slice()) <= 1e-14);
    }
}

#[test]
fn the_diagonal_is_exact_where_no_two_units_are_above_one() {
    for hidden in [&[][..], &[4], &[3, 1], &[2, 1, 1]] {
        for problem in problems() {
            let problem = with_hidden(problem, hidden);
            let weights = problem.random_weights(5);
            let approximation = diagonal(&problem, &weights);
            let exact = problem.hessian_diagonal(&weights);
            assert!(distance(&approximation, &exact) <= 1e-13, "{hidden:?}");
        }
    }
}

#[test]
fn the_sequential_inverse_is_the_inverse() {
    let problem = Problem::classification();
    let vectors = vectors(&problem, &problem.random_weights(6));
    let w = vectors[0].len();
    let dense = |m: autodiff::Matrix| DMatrix::from_row_slice(w, w, m.as_slice());
    for alpha in [0.1, 10.0] {
        let damped = dense(outer_product(&vectors)) + alpha * DMatrix::identity(w, w);
        let product = damped * dense(sequential_inverse(&vectors, alpha));
        let error = (product - DMatrix::identity(w, w)).amax();
        assert!(error <= 1e-10, "{alpha}: {error:e}");
    }
}

#[test]
fn training_brings_the_outer_product_near_and_makes_a_minimum() {
    for problem in problems() {
        let start = problem.random_weights(1);
        let before = Distances::at(&problem, &start);
        let trained = training::train(&problem, start);
        let after = Distances::at(&problem, &trained.weights);
        let both = format!("{:?}: {before:?}, {after:?}", problem.loss);
        assert!(trained.gradient < 1e-5, "{} {both}", trained.gradient);
        assert!(after.error < 0.5 * before.error, "{both}");
        assert!(before.eigenvalues.0 < -1.0, "{both}");
        assert!(after.eigenvalues.0 > -problem.decay, "{both}");
        assert!(after.outer_product < 0.1 * before.outer_product, "{both}");
        assert!(before.inverse.max(after.inverse) < 1e-9, "{both}");
        // The diagonal approximation is none of the better for training.
        assert!(
            before.diagonal < 0.1 && (0.1..0.9).contains(&after.diagonal),
            "{both}"
        );
        assert!(before.without_the_rest.min(after.without_the_rest) > 0.5);
    }
}

#[test]
fn the_whole_program_prints_both_tables() {
    let mut out = Vec::new();
    run(args("--seed 1"), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    for words in [
        "\nsquared error: a 1-3-2-1 network with 17 weights, 80 patterns, ",
        "\ncross-entropy: a 2-3-2-1 network with 20 weights, 400 patterns, ",
        // Of the minimum, which does not depend on how the training got there.
        "\nerror                                               1.81e1     3.65e-1\n",
        "\nouter product from the Hessian                     7.00e-2     3.3",
        "\nerror                                               2.86e2      1.29e2\n",
        "\nouter product from the Hessian                     7.66e-1     3.6",
    ] {
        assert!(text.contains(words), "{words}\nis not in\n{text}");
    }
    assert_eq!(text.matches("      before       after\n").count(), 2);
}

#[test]
fn bad_flags_are_reported() {
    for line in ["--seed -1", "--steps 3", "first"] {
        assert_eq!(run(args(line), &mut Vec::new()).unwrap_err().exit_code(), 2);
    }
    let mut out = Vec::new();
    run(args("--help"), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("--seed N"));
}
