//! Schedules, executed: every trip in its turn, within the states allowed, in the fewest steps.

use super::{Reverse, Schedule, counter, distance, trips, words};
use crate::tape::Tape;
use alloc::vec;
use alloc::vec::Vec;

/// What a run of a schedule did.
#[derive(Debug, Default, PartialEq, Eq)]
struct Run {
    forward: usize,
    /// Plain trips of the reverse sweep.
    again: usize,
    /// States kept at the same time, at most.
    kept: usize,
    /// Trips turned at once, at most.
    turned: usize,
}

/// Executes both sweeps of a loop whose state is the number of the trip, and checks every trip.
fn run(schedule: Schedule) -> Run {
    const STATE: usize = 2;
    let n = schedule.trips;
    let (mut run, mut tape, mut state) = (Run::default(), Tape::new(), 0usize);
    let below = 7.5;
    tape.push(&below);
    let depth = |tape: &Tape| (tape.len() - 1) / STATE;
    for leg in schedule.forward() {
        assert_eq!(leg.from(), state);
        tape.push(&state);
        tape.push(&leg.from());
        run.kept = run.kept.max(depth(&tape));
        for trip in leg.advance() {
            assert_eq!(trip, state);
            state += 1;
            run.forward += 1;
        }
    }
    assert_eq!((state, run.forward), (n, n));
    tape.push(&schedule);
    let mut legs = Reverse::of(&mut tape);
    let mut reversed = n;
    while let Some(leg) = legs.next(&mut tape) {
        if leg.restores() {
            tape.pop_into(&mut state);
        }
        if leg.keeps() {
            tape.push(&state);
            tape.push(&leg.from());
            run.kept = run.kept.max(depth(&tape));
        }
        assert_eq!(leg.from(), state);
        for trip in leg.advance() {
            assert_eq!(trip, state);
            state += 1;
            run.again += 1;
        }
        for trip in leg.turn() {
            assert_eq!(trip, state);
            state += 1;
        }
        run.turned = run.turned.max(leg.turn().len());
        for trip in leg.turn().rev() {
            reversed -= 1;
            assert_eq!(trip, reversed);
        }
        if !leg.turn().is_empty() {
            // the adjoint trips leave anything behind
            state = usize::MAX;
        }
    }
    legs.end(&mut tape);
    tape.pop_into(&mut state);
    assert_eq!((state, reversed), (0, 0));
    assert_eq!(tape.pop::<f64>(), below);
    assert!(tape.is_empty());
    run
}

/// The least number of plain steps in which `l` steps are reversed with `s` states kept, by trying every
/// place for the next one: `least[s][l]`.
fn least(most: usize, longest: usize) -> Vec<Vec<usize>> {
    let mut t = vec![vec![0; longest + 1]; most + 1];
    for s in 1..=most {
        for l in 2..=longest {
            t[s][l] = if s == 1 {
                l * (l - 1) / 2
            } else {
                let by = (1..l).map(|m| m + t[s - 1][l - m] + t[s][m]);
                by.min().expect("a place")
            };
        }
    }
    t
}

#[test]
fn revolve_takes_the_least_number_of_steps() {
    let (most, longest) = (12, 130);
    let least = least(most, longest + 1);
    for (slots, least) in least.iter().enumerate().skip(1) {
        for n in 0..=longest {
            let run = run(Schedule::revolve(n, slots));
            // what follows the loop is one more step
            assert_eq!(run.forward + run.again, least[n + 1], "{n} {slots}");
            assert!(run.kept <= slots && run.turned <= 1, "{n} {slots}: {run:?}");
        }
    }
}

/// The values of section 1 of the paper: with `s` states and `r` repetitions `binomial(s + r, s)` steps.
#[test]
fn revolve_reaches_the_closed_form() {
    for (slots, r, l) in [(1, 4, 5), (2, 3, 10), (3, 3, 20), (4, 4, 70), (10, 3, 286)] {
        let run = run(Schedule::revolve(l - 1, slots));
        let fewer = |s: usize, r: usize| -> usize {
            // binomial(s + r, r - 1)
            (0..r - 1).fold(1, |b, i| b * (s + r - i) / (i + 1))
        };
        assert_eq!(run.forward + run.again, r * l - fewer(slots, r), "{slots}");
    }
}

#[test]
fn a_long_loop_with_few_states() {
    let run = run(Schedule::revolve(100_000, 20));
    // beta(20, 5) = 53,130 < 100,001 <= beta(20, 6) = 230,230; 6 l - binomial(26, 5)
    assert_eq!(run.forward + run.again, 6 * 100_001 - 65_780);
    assert_eq!(run.kept, 20);
}

#[test]
fn every_runs_each_trip_once_more() {
    for k in [1, 2, 3, 7, 10, 100, usize::MAX] {
        for n in [0, 1, 2, 6, 7, 8, 20, 99, 100, 101, 1000] {
            let run = run(Schedule::every(n, k));
            assert_eq!(run.again, 0);
            assert_eq!(run.turned, k.min(n));
            assert_eq!(run.kept, n.div_ceil(k).max(1));
        }
    }
}

#[test]
fn nothing_counts_as_one() {
    assert_eq!(Schedule::every(9, 0), Schedule::every(9, 1));
    assert_eq!(Schedule::revolve(9, 0), Schedule::revolve(9, 1));
    assert_eq!(Schedule::bytes(9, 0, 3), Schedule::revolve(9, 1));
    assert_eq!(Schedule::bytes(9, 100, 3), Schedule::revolve(9, 3));
    assert_eq!(Schedule::bytes(9, 100, usize::MAX), Schedule::revolve(9, 1));
}

#[test]
fn huge_numbers_do_not_overflow() {
    assert!(distance(usize::MAX, 20).is_some_and(|d| d < usize::MAX));
    assert_eq!(distance(usize::MAX, usize::MAX), Some(1));
    assert!(Schedule::revolve(usize::MAX, 50).forward().count() <= 50);
}

#[test]
fn headers() {
    assert_eq!(trips(3..10usize), 7);
    assert_eq!(trips((3..=10i64).rev().step_by(3)), 3);
    assert_eq!(counter((3..=10i64).rev().step_by(3), 2), 4);
    let mut tape = Tape::new();
    tape.push(&1.0);
    assert_eq!(words(&mut tape, |tape| tape.push(&[1.0; 5])), 5);
    assert_eq!(tape.len(), 1);
}
