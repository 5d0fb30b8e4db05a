//! A pendulum over 1000 explicit Euler steps, as a function of its initial angle and velocity: a long chain through
//! overwritten scalars, where few inputs suit forward mode and reverse mode must keep the trajectory.

use crate::harness::{Workload, check_differences};
use crate::peers::{Scalar, ad_trait_gradient, num_dual_gradient, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, JVP_BY_HAND, TAPE_CRATE};
use autodiff::{Matrix, Tape, grad, jvp};
use std::hint::black_box;

const STEPS: usize = 1000;
const START: [f64; 2] = [0.7, -0.3];

/// The angle after `steps` steps of a hundredth of a second, for g / l = 9.81.
#[grad]
#[jvp]
fn pendulum(angle: f64, velocity: f64, steps: usize) -> f64 {
    let mut q = angle;
    let mut v = velocity;
    for _ in 0..steps {
        let force = -9.81 * q.sin();
        q += 0.01 * v;
        v += 0.01 * force;
    }
    q
}

/// The forward sweep waits for each sine before the next, so that the cosines the reverse sweep needs are free beside it; the reverse
/// sweep is then two multiplications and two additions a step.
fn hand_written(angle: f64, velocity: f64, slopes: &mut [f64]) -> (f64, [f64; 2]) {
    let (mut q, mut v) = (angle, velocity);
    for slope in &mut *slopes {
        let (sin, cos) = q.sin_cos();
        *slope = -0.0981 * cos;
        q += 0.01 * v;
        v -= 0.0981 * sin;
    }
    let (mut q_bar, mut v_bar) = (1.0, 0.0);
    for slope in slopes.iter().rev() {
        (q_bar, v_bar) = (q_bar + slope * v_bar, v_bar + 0.01 * q_bar);
    }
    (q, [q_bar, v_bar])
}

/// The tangents of both inputs in one pass.
fn hand_written_forward(angle: f64, velocity: f64, steps: usize) -> (f64, [f64; 2]) {
    let (mut q, mut v) = (angle, velocity);
    let (mut q_dot, mut v_dot) = ([1.0, 0.0], [0.0, 1.0]);
    for _ in 0..steps {
        let (sin, cos) = q.sin_cos();
        let slope = -0.0981 * cos;
        q += 0.01 * v;
        v -= 0.0981 * sin;
        for k in 0..2 {
            let q_before = q_dot[k];
            q_dot[k] += 0.01 * v_dot[k];
            v_dot[k] += slope * q_before;
        }
    }
    (q, q_dot)
}

fn hand_written_jvp(
    (angle, angle_dot): (f64, f64),
    (velocity, velocity_dot): (f64, f64),
    steps: usize,
) -> (f64, f64) {
    let (mut q, mut v, mut q_dot, mut v_dot) = (angle, velocity, angle_dot, velocity_dot);
    for _ in 0..steps {
        let (sin, cos) = q.sin_cos();
        q += 0.01 * v;
        v -= 0.0981 * sin;
        (q_dot, v_dot) = (q_dot + 0.01 * v_dot, v_dot - 0.0981 * cos * q_dot);
    }
    (q, q_dot)
}

fn generic<S: Scalar>(start: &[S]) -> S {
    let (mut q, mut v) = (start[0], start[1]);
    for _ in 0..STEPS {
        let force = q.sin().times(-9.81);
        q = q + v.times(0.01);
        v = v + force.times(0.01);
    }
    q
}

pub(crate) fn workload() -> Workload {
    let [q, v] = START;
    let mut slopes = vec![0.0; STEPS];
    let (_, bars) = hand_written(q, v, &mut slopes);
    check_differences("pendulum", |x| pendulum(x[0], x[1], STEPS), &START, &bars);

    let start = move || (black_box(q), black_box(v), black_box(STEPS));
    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    let (mut duals, mut nodes) = (Vec::new(), Vec::new());
    let mut row = Matrix::zeros(1, 2);
    Workload::new("pendulum, 1000 steps", 2, move || {
        let (q, v, steps) = start();
        pendulum(q, v, steps)
    })
    .gradient(BY_HAND, move |bars| {
        let (q, v, steps) = start();
        let (y, found) = hand_written(q, v, &mut slopes[..steps]);
        bars.copy_from_slice(&found);
        y
    })
    .gradient(GRAD, move |bars| {
        let (q, v, steps) = start();
        let [q_bar, v_bar] = bars else { unreachable!() };
        pendulum::value_and_grad_with(&mut tape, q, v, steps, q_bar, v_bar)
    })
    .gradient("hand-written forward, 2 directions", move |dots| {
        let (q, v, steps) = start();
        let (y, found) = hand_written_forward(q, v, steps);
        dots.copy_from_slice(&found);
        y
    })
    .jacobian("autodiff forward, 2 directions", move |dots| {
        let (q, v, steps) = start();
        pendulum::jacfwd_into(q, v, steps, &mut row);
        dots.copy_from_slice(row.as_slice());
    })
    .along(JVP_BY_HAND, &[0.6, 0.8], move || {
        let (q, v, steps) = start();
        hand_written_jvp((q, 0.6), (v, 0.8), steps)
    })
    .along(JVP, &[0.6, 0.8], move || {
        let (q, v, steps) = start();
        pendulum::jvp(q, v, steps, 0.6, 0.8)
    })
    .gradient("num-dual, static", move |dots| {
        num_dual_gradient::<2>(black_box(&START), generic, &mut duals, dots)
    })
    .gradient("ad_trait, tape", move |bars| {
        ad_trait_gradient(black_box(&START), generic, &mut nodes, bars)
    })
    .gradient(TAPE_CRATE, move |bars| {
        reverse_gradient(&peer_tape, black_box(&START), |x| generic(x), bars)
    })
}
