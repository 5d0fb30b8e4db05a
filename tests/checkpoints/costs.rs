//! What the schedules cost: bytes of the tape and trips that run again.

use autodiff::{Tape, grad};
use std::cell::Cell;

thread_local! {
    static TRIPS: Cell<usize> = const { Cell::new(0) };
}

/// Counts the trips that run, of either sweep.
fn tick(i: usize) -> usize {
    TRIPS.with(|t| t.set(t.get() + 1));
    i
}

macro_rules! diffusion {
    ($name:ident $($policy:ident)?) => {
        #[grad]
        fn $name(u: &mut [f64], r: f64, n: usize, size: usize) -> f64 {
            let last = u.len() - 1;
            $(#[checkpoint($policy = size)])?
            for i in 0..n {
                let _trip = tick(i);
                let mut before = u[0];
                for j in 1..last {
                    let here = u[j];
                    u[j] = here + r * (before - 2.0 * here + u[j + 1]) - 0.1 * here * here;
                    before = here;
                }
            }
            let mut sum = size as f64;
            for x in u.iter() {
                sum += x * x;
            }
            sum
        }
    };
}

diffusion! { plain }
diffusion! { every every }
diffusion! { revolve revolve }
diffusion! { bytes bytes }

type Gradient = fn(&mut Tape, &mut [f64], f64, usize, usize, f64, &mut [f64], &mut f64) -> f64;

const CELLS: usize = 50;

/// The cotangents, the bytes of the tape, the trips that ran.
fn run(f: Gradient, n: usize, size: usize) -> (Vec<u64>, usize, usize) {
    TRIPS.with(|t| t.set(0));
    let mut u: Vec<f64> = (0..CELLS).map(|i| (0.2 * i as f64).sin().abs()).collect();
    let (mut tape, mut u_bar, mut r_bar) = (Tape::new(), vec![0.0; CELLS], 0.0);
    f(&mut tape, &mut u, 0.2, n, size, 1.0, &mut u_bar, &mut r_bar);
    u_bar.push(r_bar);
    let bits = u_bar.iter().map(|x| x.to_bits()).collect();
    (bits, 8 * tape.capacity(), TRIPS.with(Cell::get))
}

/// The least number of steps that reverses `l` steps with `s` states kept at a time, by trying every place for the
/// second of them.
fn least(
    l: usize,
    s: usize,
    known: &mut std::collections::BTreeMap<(usize, usize), usize>,
) -> usize {
    if l < 2 {
        return 0;
    }
    if s == 1 {
        return l * (l - 1) / 2;
    }
    if let Some(steps) = known.get(&(l, s)) {
        return *steps;
    }
    let steps = (1..l).map(|m| m + least(l - m, s - 1, known) + least(m, s, known));
    let steps = steps.min().expect("a place");
    known.insert((l, s), steps);
    steps
}

#[test]
fn revolve_runs_no_trip_more_than_it_must() {
    let mut known = std::collections::BTreeMap::new();
    for n in [0, 1, 2, 7, 20, 100] {
        let (want, _, _) = run(plain::vjp_with, n, 0);
        for slots in [1, 2, 3, 5, 10, 200] {
            let (bits, _, trips) = run(revolve::vjp_with, n, slots);
            assert_eq!(bits, want, "{n} {slots}");
            // what follows the loop is a step as well; each trip runs once more for its residuals
            assert_eq!(trips, least(n + 1, slots, &mut known) + n, "{n} {slots}");
        }
    }
}

#[test]
fn every_runs_each_trip_twice() {
    for (n, k) in [(0, 3), (1, 3), (100, 7), (1000, 31)] {
        assert_eq!(run(every::vjp_with, n, k).2, 2 * n);
    }
}

/// Twice what lies on the tape at a time, because it grows by doubling.
#[test]
fn the_tape_holds_the_states_and_one_segment() {
    let n = 1000;
    let state = 8 * (CELLS + 1);
    let (_, all, _) = run(plain::vjp_with, n, 0);
    // what a trip leaves
    let trip = all / n + 8;
    assert!(all > 40 * state);
    for slots in [1, 3, 10, 40] {
        let (_, bytes, _) = run(revolve::vjp_with, n, slots);
        assert!(
            bytes <= 2 * (slots * state + 2 * trip + 64),
            "{slots}: {bytes}"
        );
    }
    for k in [1, 10, 31, 100] {
        let (_, bytes, _) = run(every::vjp_with, n, k);
        assert!(
            bytes <= 2 * (n.div_ceil(k) * state + 2 * k * trip + 64),
            "{k}: {bytes}"
        );
    }
    for budget in [1000, 10_000] {
        let (_, bytes, trips) = run(bytes::vjp_with, n, budget);
        assert!(bytes <= 2 * (budget + 2 * trip + 64), "{budget}: {bytes}");
        assert_eq!(trips, run(revolve::vjp_with, n, budget / state).2);
    }
}
