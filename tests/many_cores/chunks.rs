//! The example's sums: the gradient of one call to rounding, and the same bits on any number of threads.

use std::ffi::OsString;
use std::ops::Range;

use super::many_cores::difference::difference;
use super::many_cores::digits::Digits;
use super::many_cores::measure::bits;
use super::many_cores::mixture::Mixture;
use super::many_cores::sum::sum;
use super::many_cores::{log_likelihood, mean_cost, run};
use super::pool;

const THREADS: [usize; 4] = [1, 2, 3, 8];

#[test]
fn the_mean_cost_of_a_mini_batch() {
    let digits = Digits::load(203).unwrap();
    let whole = digits.mean();
    for chunk in [1, 16, 50, 203, 1000] {
        let each = THREADS.map(|n| pool(n).install(|| mean_cost(&digits, chunk)));
        let apart = difference(&each[0], &whole);
        assert!(apart < 1e-13, "in chunks of {chunk}: {apart:e}");
        assert!(each.iter().all(|cost| bits(cost) == bits(&each[0])));
    }
}

#[test]
fn the_log_likelihood_of_points() {
    let mixture = Mixture::load();
    let whole = mixture.all();
    for chunk in [33, 250, 1000] {
        let each = THREADS.map(|n| pool(n).install(|| log_likelihood(&mixture, chunk)));
        let apart = difference(&each[0], &whole);
        assert!(apart < 1e-13, "in chunks of {chunk}: {apart:e}");
        assert!(each.iter().all(|all| bits(all) == bits(&each[0])));
    }
}

/// Addition that is not associative on these numbers: were the order another on some number of threads, it would show.
#[test]
fn the_order_does_not_depend_on_the_threads() {
    let part = |range: Range<usize>| range.map(|i| (i as f64).exp2().sin() * 1e3).sum::<f64>();
    let all: Vec<f64> = (0..200)
        .map(|i| pool(THREADS[i % 4]).install(|| sum(0..1000, 7, &part)))
        .collect();
    assert!(all.iter().all(|x| x.to_bits() == all[0].to_bits()));
    assert_ne!(all[0].to_bits(), part(0..1000).to_bits());
}

/// Each item once, none split over more chunks than it must be.
#[test]
fn chunks_cover_the_range() {
    for (length, chunk) in [(0, 4), (1, 4), (4, 4), (5, 4), (63, 4), (64, 4), (7, 1)] {
        let part = |range: Range<usize>| {
            let mut counts = vec![0.0; length + 1];
            counts[range.clone()].fill(1.0);
            counts[length] = 1.0;
            assert!(range.len() <= chunk && (range.start.is_multiple_of(chunk)));
            counts
        };
        let mut counts = sum(0..length, chunk, &part);
        let calls = counts.pop().unwrap();
        assert!(
            counts.iter().all(|&n| n == 1.0),
            "{length}, {chunk}: {counts:?}"
        );
        assert_eq!(calls as usize, length.div_ceil(chunk).max(1));
    }
}

fn output(line: &str) -> Result<String, super::many_cores::failure::Failure> {
    let mut out = Vec::new();
    run(line.split_whitespace().map(OsString::from), &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn the_example_reports_both() {
    let text = output("--threads 3 --batch 40 --chunk 100 --rounds 1").unwrap();
    assert!(
        text.contains("mini-batch of 40, in chunks of 100"),
        "{text}"
    );
    assert_eq!(
        text.matches("1 thread against 3: the same bits").count(),
        2,
        "{text}"
    );
}

#[test]
fn bad_flags_are_usage_errors() {
    for line in [
        "--chunk 0",
        "--batch 0",
        "--threads 0",
        "--rounds 0",
        "--threads two",
        "--core 2",
    ] {
        assert_eq!(output(line).unwrap_err().exit_code(), 2, "{line}");
    }
    assert!(output("--help").unwrap().contains("--threads N"));
}
