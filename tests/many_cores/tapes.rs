//! Tapes of many threads, of tasks within tasks, and tapes that move.

use std::thread;

use autodiff::{Tape, custom_vjp, grad, hessian};
use rayon::prelude::*;

use super::pool;

/// Keeps a tape: trips, overwritten elements, and a callee's.
#[grad]
#[hessian]
fn relaxed(x: &[f64], steps: usize) -> f64 {
    let mut u = x.to_vec();
    for _ in 0..steps {
        for i in 1..u.len() {
            u[i] = smooth(u[i - 1], u[i]);
        }
    }
    u.iter().map(|v| v * v).sum::<f64>()
}

#[grad]
#[hessian]
fn smooth(a: f64, b: f64) -> f64 {
    let mut c = 0.5 * (a + b);
    while c > 1.0 {
        c = c.sqrt() * 0.9;
    }
    c.sin() + 0.1 * a * b
}

fn start(seed: usize) -> Vec<f64> {
    (0..5 + seed % 7)
        .map(|i| 1.5 * ((seed * 31 + i * 7) as f64).sin())
        .collect()
}

type Answer = (u64, Vec<u64>, Vec<u64>);

/// Everything by its bits: value, gradient, and the Hessian's diagonal.
fn answer(seed: usize) -> Answer {
    let x = start(seed);
    let bits = |v: Vec<f64>| v.into_iter().map(f64::to_bits).collect();
    let (y, x_bar) = relaxed::value_and_grad(&x, 3 + seed % 5);
    let diagonal = relaxed::hessian_diagonal(&x, 3 + seed % 5);
    (y.to_bits(), bits(x_bar), bits(diagonal))
}

const SEEDS: usize = 64;

fn in_sequence() -> Vec<Answer> {
    (0..SEEDS).map(answer).collect()
}

#[test]
fn the_gradient_that_is_compared_is_right() {
    for seed in [0, 3, 40] {
        autodiff::check::assert_gradient(
            |x: &[f64]| relaxed(x, 4),
            |x: &[f64]| relaxed::grad(x, 4),
            &start(seed),
            1e-7,
        );
    }
}

#[test]
fn many_threads_at_once() {
    let expected = in_sequence();
    thread::scope(|scope| {
        for first in 0..8 {
            let expected = &expected;
            scope.spawn(move || {
                for k in 0..4 * SEEDS {
                    let seed = (first * 11 + k * 5) % SEEDS;
                    assert_eq!(answer(seed), expected[seed]);
                }
            });
        }
    });
}

#[test]
fn stolen_tasks() {
    let expected = in_sequence();
    for threads in [1, 2, 7] {
        let all: Vec<Answer> =
            pool(threads).install(|| (0..SEEDS).into_par_iter().map(answer).collect());
        assert_eq!(all, expected);
    }
}

/// A rule that divides its work over the pool, called in the middle of both sweeps: while it waits, its thread may
/// begin another gradient, on a tape of that one's.
#[custom_vjp(forward = energy_and_slope, reverse = energy_rule)]
fn energy(x: f64) -> f64 {
    energy_and_slope(x).0
}

fn energy_and_slope(x: f64) -> (f64, f64) {
    let at = |shift: f64| relaxed::value_and_grad(&[x, x + shift, 0.3], 4);
    let (a, b) = rayon::join(|| at(0.25), || at(-0.5));
    (a.0 + b.0, a.1[0] + a.1[1] + b.1[0] + b.1[1])
}

fn energy_rule(_: f64, slope: f64, y_bar: f64) -> f64 {
    let (slope, _) = rayon::join(|| slope * y_bar, || relaxed::grad(&[slope, 1.0], 3));
    slope
}

#[grad]
fn path(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    let mut last = 0.1;
    for v in x {
        last = energy((last * v).sin()) * v.cos();
        sum += last * last;
    }
    sum
}

#[test]
fn gradients_inside_of_rules_inside_of_gradients() {
    let starts: Vec<Vec<f64>> = (0..40).map(start).collect();
    for x in &starts[..3] {
        autodiff::check::assert_gradient(path, path::grad, x, 1e-6);
    }
    let bits = |x: &Vec<f64>| {
        let (y, x_bar) = path::value_and_grad(x);
        let all = [vec![y], x_bar].concat();
        all.into_iter().map(f64::to_bits).collect::<Vec<_>>()
    };
    let one = pool(1).install(|| starts.iter().map(bits).collect::<Vec<_>>());
    for threads in [2, 5] {
        let many: Vec<Vec<u64>> = pool(threads).install(|| starts.par_iter().map(bits).collect());
        assert_eq!(many, one);
    }
}

#[test]
fn a_tape_for_each_worker() {
    let expected = in_sequence();
    let with = |tape: &mut Tape, seed: usize| {
        let x = start(seed);
        let mut x_bar = vec![f64::NAN; x.len()];
        let y = relaxed::value_and_grad_with(tape, &x, 3 + seed % 5, &mut x_bar);
        assert!(tape.is_empty());
        (y.to_bits(), x_bar.into_iter().map(f64::to_bits).collect())
    };
    let all: Vec<(u64, Vec<u64>)> = pool(4).install(|| {
        let seeds = (0..SEEDS).into_par_iter();
        seeds.map_init(Tape::new, with).collect()
    });
    for (got, (y, x_bar, _)) in all.iter().zip(&expected) {
        assert_eq!((got.0, &got.1), (*y, x_bar));
    }
}

#[test]
fn a_tape_goes_from_thread_to_thread_with_its_memory() {
    let mut tape = Tape::new();
    let x = start(6);
    let mut here = vec![0.0; x.len()];
    let y = relaxed::value_and_grad_with(&mut tape, &x, 9, &mut here);
    let room = tape.capacity();
    let (there, tape) = thread::spawn(move || {
        let mut x_bar = vec![0.0; x.len()];
        let y = relaxed::value_and_grad_with(&mut tape, &x, 9, &mut x_bar);
        ((y, x_bar), tape)
    })
    .join()
    .unwrap();
    assert_eq!(there, (y, here));
    assert!(room > 0 && tape.capacity() == room);
}

/// A thread that panics in the middle of a gradient leaves the pools of the others alone.
#[test]
fn a_panic_stays_on_its_thread() {
    #[grad]
    fn fragile(x: &[f64], trips: usize) -> f64 {
        let mut product = 1.0;
        for i in 0..trips {
            product = product * x[i] * product;
        }
        product
    }
    let expected = fragile::value_and_grad(&[1.1, 0.9], 2);
    thread::scope(|scope| {
        for trips in [3, 2, 3, 2] {
            let expected = &expected;
            scope.spawn(move || {
                let all = std::panic::catch_unwind(|| fragile::value_and_grad(&[1.1, 0.9], trips));
                assert_eq!(all.is_err(), trips == 3);
                let again = fragile::value_and_grad(&[1.1, 0.9], 2);
                assert_eq!(again, *expected);
            });
        }
    });
}
