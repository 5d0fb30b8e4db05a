//! The gradient checks, a short training, and the command line.

use super::args;
use super::mlp_backprop::checks::compare;
use super::mlp_backprop::cost::{CROSS_ENTROPY, QUADRATIC};
use super::mlp_backprop::failure::Failure;
use super::mlp_backprop::network::{IDENTITY, RELU, SIGMOID, TANH};
use super::mlp_backprop::random::Random;
use super::mlp_backprop::run;
use super::mlp_backprop::shape::Shape;
use super::mlp_backprop::training::MiniBatch;

fn output(line: &str, terminal: bool) -> String {
    let mut out = Vec::new();
    run(args(line), &mut out, terminal).unwrap();
    String::from_utf8(out).unwrap()
}

fn accuracy(output: &str) -> f64 {
    let (_, rest) = output
        .split_once("\ntest accuracy ")
        .expect("a final accuracy");
    rest.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn the_gradient_agrees_for_every_activation_and_cost() {
    let networks: [(&[usize], &[usize]); 6] = [
        (&[5, 4, 3], &[SIGMOID, IDENTITY]),
        (&[5, 4, 3], &[TANH, SIGMOID]),
        (&[5, 6, 4, 3], &[RELU, TANH, IDENTITY]),
        (&[5, 2, 2, 2, 3], &[IDENTITY, SIGMOID, RELU, TANH]),
        (&[5, 3], &[IDENTITY]),
        (&[5, 1, 3], &[SIGMOID, SIGMOID]),
    ];
    let mut random = Random::new(7);
    for (sizes, activations) in networks {
        for cost in [CROSS_ENTROPY, QUADRATIC] {
            for examples in [1, 6] {
                let shape = Shape {
                    sizes: sizes.to_vec(),
                    activations: activations.to_vec(),
                    cost,
                };
                let params = shape.random_parameters(&mut random);
                let (rows, columns) = mini_batch(&mut random, sizes[0], examples);
                for check in compare(&shape, &params, &rows, &columns) {
                    let (what, difference) = (check.what, check.difference);
                    assert!(check.passes(), "{shape:?}, {what}: {difference:e}");
                }
            }
        }
    }
}

fn mini_batch(random: &mut Random, features: usize, examples: usize) -> (MiniBatch, MiniBatch) {
    let inputs: Vec<f64> = (0..features * examples).map(|_| random.normal()).collect();
    let labels: Vec<usize> = (0..examples).map(|e| e % 3).collect();
    let column_wise = (0..features)
        .flat_map(|f| (0..examples).map(move |e| e * features + f))
        .map(|i| inputs[i])
        .collect();
    let columns = MiniBatch {
        inputs: column_wise,
        labels: labels.clone(),
    };
    (MiniBatch { inputs, labels }, columns)
}

#[test]
fn it_learns_the_digits_either_way() {
    let one_by_one = output("--layers 64-12-10 --epochs 3 --batch 15", false);
    let batched = output("--layers 64-12-10 --epochs 3 --batch 15 --batched", false);
    assert!(accuracy(&one_by_one) > 88.0, "{one_by_one}");
    assert!(
        (accuracy(&one_by_one) - accuracy(&batched)).abs() < 0.5,
        "{batched}"
    );
    assert!(one_by_one.contains("hand-coded backpropagation"));
}

#[test]
fn a_terminal_gets_a_bar_and_a_file_gets_lines() {
    let bar = output("--layers 64-10 --epochs 2", true);
    assert!(
        bar.contains("\r[####") && bar.contains("epoch 2/2"),
        "{bar}"
    );
    let lines = output(
        "--layers 64-10 --epochs 2 --cost quadratic --activation tanh",
        false,
    );
    assert!(!lines.contains('\r'));
    assert_eq!(
        lines
            .lines()
            .filter(|line| line.starts_with("epoch "))
            .count(),
        2
    );
}

#[test]
fn a_seed_repeats_the_run() {
    let report = |line| {
        let text = output(line, false);
        text.lines()
            .filter(|l| l.starts_with("epoch"))
            .map(String::from)
            .collect::<Vec<_>>()
    };
    let first = report("--layers 64-10 --epochs 1 --seed 3");
    assert_eq!(first, report("--layers=64-10 --epochs=1 --seed=3"));
    assert_ne!(first, report("--layers 64-10 --epochs 1 --seed 4"));
}

#[test]
fn bad_flags_are_usage_errors() {
    for (line, word) in [
        ("--layer 64-10", "--layer"),
        ("--layers", "--layers"),
        ("--layers 64", "--layers"),
        ("--layers 64-x-10", "64-x-10"),
        ("--layers 64-0-10", "64-0-10"),
        ("--layers 64-99999999999999999999-10", "--layers"),
        ("--layers 64-9223372036854775807-10", "parameters"),
        ("--layers 32-10", "64 inputs"),
        ("--layers 64-9", "10 classes"),
        ("--activation softplus", "softplus"),
        ("--activation tanh,tanh,identity", "3 layers"),
        ("--cost huber", "huber"),
        ("--epochs -1", "-1"),
        ("--epochs many", "many"),
        ("--rate 0", "--rate"),
        ("--rate nan", "--rate"),
        ("--rate fast", "fast"),
        ("--batch 0", "--batch"),
        ("--seed 1.5", "1.5"),
        ("--batched=yes", "batched"),
        ("digits.csv", "digits.csv"),
    ] {
        let failure = run(args(line), &mut Vec::new(), false).expect_err(line);
        let message = failure.message().unwrap();
        assert_eq!(failure.exit_code(), 2, "{line}: {message}");
        assert!(message.contains(word), "{line}: {message}");
    }
}

#[test]
fn help_is_printed_and_nothing_else_done() {
    assert!(output("--help", false).contains("--activation LIST"));
}

#[test]
fn divergence_is_reported() {
    let line = "--rate 1e200 --epochs 1 --layers 64-10 --cost quadratic --activation identity";
    let failure = run(args(line), &mut Vec::new(), false).unwrap_err();
    assert_eq!(failure.exit_code(), 1);
    assert!(failure.message().unwrap().contains("--rate"));
}

#[test]
fn a_reader_that_left_is_no_failure() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let failure = run(args("--epochs 1"), &mut Closed, false).unwrap_err();
    assert!(matches!(failure, Failure::Output(_)));
    assert_eq!((failure.exit_code(), failure.message()), (0, None));
}
