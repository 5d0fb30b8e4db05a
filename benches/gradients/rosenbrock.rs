//! Rosenbrock's function of 100 variables: the cheapest operations, and each element read by two neighbouring terms.

use crate::harness::{Workload, check_differences, numbers};
use crate::peers::{Scalar, ad_trait_gradient, num_dual_gradient, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, TAPE_CRATE};
use autodiff::{Tape, grad, jvp};
use std::hint::black_box;

const N: usize = 100;

#[grad]
#[jvp]
fn rosenbrock(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        let a = x[i + 1] - x[i] * x[i];
        let b = 1.0 - x[i];
        sum += 100.0 * a * a + b * b;
    }
    sum
}

/// Both sweeps in one loop, as the sum needs nothing from the future, in blocks: the terms and derivatives of a block do not wait for
/// each other and are computed several at a time, and only the primal's own sum, whose order is fixed, remains a chain.
fn hand_written(x: &[f64], x_bar: &mut [f64]) -> f64 {
    const BLOCK: usize = 16;
    let last = x.len() - 1;
    let (blocks, rest) = x[..last].as_chunks::<BLOCK>();
    let (next_blocks, _) = x[1..].as_chunks::<BLOCK>();
    let (bar_blocks, _) = x_bar[..last].as_chunks_mut::<BLOCK>();
    let (mut sum, mut carried) = (0.0, 0.0);
    for ((x, next), x_bar) in blocks.iter().zip(next_blocks).zip(bar_blocks) {
        let (mut terms, mut a_bars) = ([0.0; BLOCK], [0.0; BLOCK]);
        for i in 0..BLOCK {
            let a = next[i] - x[i] * x[i];
            let b = 1.0 - x[i];
            terms[i] = 100.0 * a * a + b * b;
            a_bars[i] = 200.0 * a;
            x_bar[i] = -2.0 * (a_bars[i] * x[i] + b);
        }
        x_bar[0] += carried;
        for i in 1..BLOCK {
            x_bar[i] += a_bars[i - 1];
        }
        carried = a_bars[BLOCK - 1];
        for term in terms {
            sum += term;
        }
    }
    let done = last - rest.len();
    sum_carrying(&x[done..], carried, sum, &mut x_bar[done..])
}

/// The same without blocks. The cotangent of the element that two terms share is carried in a register: written as
/// `x_bar[i + 1] += ..; x_bar[i] += ..`, each iteration would wait for the last one's store.
fn carrying(x: &[f64], x_bar: &mut [f64]) -> f64 {
    sum_carrying(x, 0.0, 0.0, x_bar)
}

#[inline]
fn sum_carrying(x: &[f64], mut carried: f64, mut sum: f64, x_bar: &mut [f64]) -> f64 {
    let last = x.len() - 1;
    for ((x, next), x_bar) in x.iter().zip(&x[1..]).zip(&mut *x_bar) {
        let a = next - x * x;
        let b = 1.0 - x;
        sum += 100.0 * a * a + b * b;
        let a_bar = 200.0 * a;
        *x_bar = carried - 2.0 * (a_bar * x + b);
        carried = a_bar;
    }
    x_bar[last] = carried;
    sum
}

/// The same with every statement's adjoint accumulated in place, the form a direct transcription gives.
fn literal(x: &[f64], x_bar: &mut [f64]) -> f64 {
    x_bar.fill(0.0);
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        let a = x[i + 1] - x[i] * x[i];
        let b = 1.0 - x[i];
        sum += 100.0 * a * a + b * b;
        let a_bar = 200.0 * a;
        x_bar[i + 1] += a_bar;
        x_bar[i] += -2.0 * (a_bar * x[i] + b);
    }
    sum
}

fn generic<S: Scalar>(x: &[S]) -> S {
    let term = |i: usize| {
        let a = x[i + 1] - x[i] * x[i];
        let b = (-x[i]).plus(1.0);
        (a * a).times(100.0) + b * b
    };
    let mut sum = term(0);
    for i in 1..x.len() - 1 {
        sum = sum + term(i);
    }
    sum
}

pub(crate) fn workload() -> Workload {
    let x: &'static [f64] = numbers(1, N).leak();
    let direction: &'static [f64] = numbers(2, N).leak();
    let mut x_bar = [0.0; N];
    hand_written(x, &mut x_bar);
    check_differences("rosenbrock", rosenbrock, x, &x_bar);

    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    let (mut duals, mut nodes) = (Vec::new(), Vec::new());
    Workload::new("Rosenbrock, n = 100", N, move || rosenbrock(black_box(x)))
        .gradient(BY_HAND, move |x_bar| hand_written(black_box(x), x_bar))
        .gradient("hand-written adjoint, not in blocks", move |x_bar| {
            carrying(black_box(x), x_bar)
        })
        .gradient("hand-written adjoint, literal form", move |x_bar| {
            literal(black_box(x), x_bar)
        })
        .gradient(GRAD, move |x_bar| {
            rosenbrock::value_and_grad_with(&mut tape, black_box(x), x_bar)
        })
        .along(JVP, direction, move || {
            rosenbrock::jvp(black_box(x), black_box(direction))
        })
        .gradient("num-dual, static", move |x_bar| {
            num_dual_gradient::<N>(black_box(x), generic, &mut duals, x_bar)
        })
        .gradient("ad_trait, tape", move |x_bar| {
            ad_trait_gradient(black_box(x), generic, &mut nodes, x_bar)
        })
        .gradient(TAPE_CRATE, move |x_bar| {
            reverse_gradient(&peer_tape, black_box(x), |x| generic(x), x_bar)
        })
}
