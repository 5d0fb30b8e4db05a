//! The heat equation on 1,000 cells over 1,000 explicit steps, as a function of the initial temperatures and the diffusivity: a
//! stencil over an array that is overwritten again and again. The derivative by the diffusivity reads every state.

use crate::harness::{Workload, check_differences, numbers};
use crate::peers::{Scalar, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, TAPE_CRATE};
use autodiff::{Tape, grad, jvp};
use std::hint::black_box;

const CELLS: usize = 1000;
const STEPS: usize = 1000;
const DIFFUSIVITY: f64 = 0.2;
/// Steps between two states that the hand-written adjoint keeps: even, and a divisor of all steps.
const SEGMENT: usize = 20;

/// The squared distance from the observed temperatures after so many steps; the ends keep their temperature.
#[grad(wrt(initial, k))]
#[jvp(wrt(initial, k))]
fn misfit(initial: &[f64], k: f64, observed: &[f64], steps: usize) -> f64 {
    let mut u = initial.to_vec();
    let mut next = initial.to_vec();
    for _ in 0..steps {
        for i in 1..u.len() - 1 {
            next[i] = u[i] + k * (u[i - 1] - 2.0 * u[i] + u[i + 1]);
        }
        std::mem::swap(&mut u, &mut next);
    }
    u.iter().zip(observed).map(|(u, o)| (u - o).powi(2)).sum()
}

/// What the hand-written adjoint keeps from call to call: the first state of each segment, the states of one segment, each one after
/// the other, and two rows of cotangents.
struct Scratch {
    firsts: Vec<f64>,
    segment: Vec<f64>,
    bars: [Vec<f64>; 2],
}

/// States are computed again rather than kept, a segment at a time, so that they stay in the cache. In the reverse sweep the stencil,
/// which is symmetric, is applied to the cotangents, and what it makes of them times the state is also the derivative by `k`: one
/// pass over one row for both. The ends' cotangents are apart, so that the stencil reads zeros there.
fn hand_written(
    initial: &[f64],
    k: f64,
    observed: &[f64],
    Scratch {
        firsts,
        segment,
        bars,
    }: &mut Scratch,
    initial_bar: &mut [f64],
) -> (f64, f64) {
    let (cells, last) = (initial.len(), initial.len() - 1);
    segment[..cells].copy_from_slice(initial);
    for first in firsts.chunks_exact_mut(cells) {
        first.copy_from_slice(&segment[..cells]);
        let mut rows = segment.chunks_exact_mut(cells);
        let [u, next] = [rows.next(), rows.next()].map(|row| row.expect("a segment has two steps"));
        next.copy_from_slice(u);
        for _ in 0..SEGMENT / 2 {
            step_forward(u, k, next);
            step_forward(next, k, u);
        }
    }

    let [bar, next_bar] = bars;
    let mut y = 0.0;
    for ((bar, u), o) in next_bar.iter_mut().zip(&*segment).zip(observed) {
        y += (u - o) * (u - o);
        *bar = 2.0 * (u - o);
    }
    let mut ends = [next_bar[0], next_bar[last]];
    (next_bar[0], next_bar[last]) = (0.0, 0.0);
    (bar[0], bar[last]) = (0.0, 0.0);
    let mut k_bar = 0.0;
    for first in firsts.chunks_exact(cells).rev() {
        segment[..cells].copy_from_slice(first);
        for step in 1..SEGMENT {
            let (u, next) = segment[(step - 1) * cells..][..2 * cells].split_at_mut(cells);
            (next[0], next[last]) = (u[0], u[last]);
            step_forward(u, k, next);
        }
        for u in segment.chunks_exact(cells).rev() {
            k_bar += u[0] * next_bar[1] + u[last] * next_bar[last - 1];
            k_bar += step_back(&u[1..last], k, next_bar, &mut bar[1..last]);
            ends[0] += k * next_bar[1];
            ends[1] += k * next_bar[last - 1];
            std::mem::swap(bar, next_bar);
        }
    }
    initial_bar.copy_from_slice(next_bar);
    (initial_bar[0], initial_bar[last]) = (ends[0], ends[1]);
    (y, k_bar)
}

/// The inner cells after a step.
fn step_forward(u: &[f64], k: f64, next: &mut [f64]) {
    let last = u.len() - 1;
    for (next, u) in next[1..last].iter_mut().zip(u.windows(3)) {
        *next = u[1] + k * (u[0] - 2.0 * u[1] + u[2]);
    }
}

/// The inner cells' cotangents before a step from those after it, and the step's part in the derivative by `k`, in several sums so
/// that they do not wait for each other.
fn step_back(u: &[f64], k: f64, next_bar: &[f64], bar: &mut [f64]) -> f64 {
    const LANES: usize = 8;
    let cells = u.len();
    let (left, middle, right) = (&next_bar[..cells], &next_bar[1..=cells], &next_bar[2..]);
    let mut sums = [0.0; LANES];
    let mut at = 0;
    while at + LANES <= cells {
        let block = at..at + LANES;
        let (u, bar) = (&u[block.clone()], &mut bar[block.clone()]);
        let (left, middle, right) = (&left[block.clone()], &middle[block.clone()], &right[block]);
        for lane in 0..LANES {
            let spread = left[lane] - 2.0 * middle[lane] + right[lane];
            bar[lane] = middle[lane] + k * spread;
            sums[lane] += u[lane] * spread;
        }
        at += LANES;
    }
    for i in at..cells {
        let spread = left[i] - 2.0 * middle[i] + right[i];
        bar[i] = middle[i] + k * spread;
        sums[0] += u[i] * spread;
    }
    sums.iter().sum()
}

fn generic<S: Scalar>(inputs: &[S], observed: &[f64], steps: usize) -> S {
    let (initial, k) = (&inputs[..CELLS], inputs[CELLS]);
    let (mut u, mut next) = (initial.to_vec(), initial.to_vec());
    for _ in 0..steps {
        for i in 1..u.len() - 1 {
            next[i] = u[i] + k * (u[i - 1] - u[i].times(2.0) + u[i + 1]);
        }
        std::mem::swap(&mut u, &mut next);
    }
    let squares = u
        .iter()
        .zip(observed)
        .map(|(u, &o)| u.plus(-o) * u.plus(-o));
    squares
        .reduce(|sum, square| sum + square)
        .expect("there are cells")
}

pub(crate) fn workload() -> Workload {
    let inputs: &'static [f64] = [numbers(10, CELLS), vec![DIFFUSIVITY]].concat().leak();
    let observed: &'static [f64] = numbers(11, CELLS).leak();
    let direction: &'static [f64] = numbers(12, CELLS + 1).leak();
    let mut scratch = Scratch {
        firsts: vec![0.0; STEPS / SEGMENT * CELLS],
        segment: vec![0.0; SEGMENT * CELLS],
        bars: [vec![0.0; CELLS], vec![0.0; CELLS]],
    };
    let mut by_hand = move |bars: &mut [f64]| {
        let (initial, k) = black_box((&inputs[..CELLS], inputs[CELLS]));
        let (y, k_bar) = hand_written(initial, k, observed, &mut scratch, &mut bars[..CELLS]);
        bars[CELLS] = k_bar;
        y
    };
    let mut bars = vec![0.0; CELLS + 1];
    by_hand(&mut bars);
    let value = |x: &[f64]| misfit(&x[..CELLS], x[CELLS], observed, STEPS);
    check_differences("heat", value, inputs, &bars);

    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    Workload::new(
        "heat equation, 1000 cells, 1000 steps",
        CELLS + 1,
        move || value(black_box(inputs)),
    )
    .gradient(BY_HAND, by_hand)
    .gradient(GRAD, move |bars| {
        let (initial, k) = black_box((&inputs[..CELLS], inputs[CELLS]));
        let (initial_bar, k_bar) = bars.split_at_mut(CELLS);
        let k_bar = &mut k_bar[0];
        misfit::value_and_grad_with(&mut tape, initial, k, observed, STEPS, initial_bar, k_bar)
    })
    .along(JVP, direction, move || {
        let (initial, k) = black_box((&inputs[..CELLS], inputs[CELLS]));
        let (initial_dot, k_dot) = (&direction[..CELLS], direction[CELLS]);
        misfit::jvp(initial, k, observed, STEPS, initial_dot, k_dot)
    })
    .gradient(TAPE_CRATE, move |bars| {
        reverse_gradient(
            &peer_tape,
            black_box(inputs),
            |x| generic(x, observed, STEPS),
            bars,
        )
    })
}
