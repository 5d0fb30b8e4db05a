//! A recurrent network that decides itself when it has read enough: a loop left early, matrices used in every step, a state that is
//! overwritten.

use crate::harness::{Workload, check_differences, numbers};
use crate::peers::{Scalar, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, TAPE_CRATE};
use autodiff::{Tape, grad, jvp, sigmoid};
use std::hint::black_box;

/// Elements of the state.
const STATE: usize = 32;
/// Elements of the input of a step.
const INPUTS: usize = 8;
/// Steps at most; about half of them are run.
const STEPS: usize = 50;

const RECURRENT: usize = 0;
const INPUT: usize = RECURRENT + STATE * STATE;
const BIASES: usize = INPUT + STATE * INPUTS;
const HALTING: usize = BIASES + STATE;
const READING: usize = HALTING + STATE;
const WEIGHTS: usize = READING + STATE;

/// Squared error of the output, to which every state contributes with its probability of being the last, until these sum to 1.
#[grad(wrt(w))]
#[jvp(wrt(w))]
fn loss(w: &[f64], inputs: &[f64], target: f64) -> f64 {
    let recurrent = &w[RECURRENT..INPUT];
    let input = &w[INPUT..BIASES];
    let biases = &w[BIASES..HALTING];
    let halting = &w[HALTING..READING];
    let reading = &w[READING..];

    let mut state = vec![0.0; STATE];
    let mut next = vec![0.0; STATE];
    let mut spent = 0.0;
    let mut output = 0.0;
    for x in inputs.chunks_exact(INPUTS) {
        for i in 0..STATE {
            let mut sum = biases[i];
            for j in 0..STATE {
                sum += recurrent[i * STATE + j] * state[j];
            }
            for j in 0..INPUTS {
                sum += input[i * INPUTS + j] * x[j];
            }
            next[i] = sum.tanh();
        }
        std::mem::swap(&mut state, &mut next);
        let mut halt = -3.0;
        let mut read = 0.0;
        for i in 0..STATE {
            halt += halting[i] * state[i];
            read += reading[i] * state[i];
        }
        let halt = sigmoid(halt);
        if spent + halt >= 1.0 {
            output += (1.0 - spent) * read;
            break;
        }
        output += halt * read;
        spent += halt;
    }
    (output - target).powi(2)
}

/// A step as the reverse sweep needs it.
#[derive(Clone, Copy)]
struct Step {
    state: [f64; STATE],
    halt: f64,
    read: f64,
    share: f64,
}

const START: Step = Step {
    state: [0.0; STATE],
    halt: 0.0,
    read: 0.0,
    share: 0.0,
};

/// The states are kept. In the reverse sweep a row of a matrix and that of its cotangent are passed over once in each step.
fn hand_written(
    w: &[f64; WEIGHTS],
    inputs: &[f64],
    target: f64,
    steps: &mut Vec<Step>,
    w_bar: &mut [f64],
) -> f64 {
    let (inputs, _) = inputs.as_chunks();
    let (output, spent) = run(w, inputs, steps);
    w_bar.fill(0.0);
    let output_bar = 2.0 * (output - target);
    let last = steps.len() - 1;
    // What the last step's share loses is what the others have.
    let mut spent_bar = 0.0;
    let mut state_bar = [0.0; STATE];
    for (at, step) in steps.iter().enumerate().skip(1).rev() {
        let mut halt_bar = output_bar * step.read;
        if at == last && spent >= 1.0 {
            spent_bar = -halt_bar;
            halt_bar = 0.0;
        } else {
            halt_bar += spent_bar;
        }
        let halt_bar = halt_bar * step.halt * (1.0 - step.halt);
        let read_bar = output_bar * step.share;
        for i in 0..STATE {
            state_bar[i] += halt_bar * w[HALTING + i] + read_bar * w[READING + i];
            w_bar[HALTING + i] += halt_bar * step.state[i];
            w_bar[READING + i] += read_bar * step.state[i];
        }
        let sum_bars =
            std::array::from_fn(|i| state_bar[i] * (1.0 - step.state[i] * step.state[i]));
        state_bar = step_back(w, &inputs[at - 1], &steps[at - 1].state, &sum_bars, w_bar);
    }
    (output - target) * (output - target)
}

/// The forward sweep: the output, and the sum of all steps' halting probabilities.
fn run(w: &[f64; WEIGHTS], inputs: &[[f64; INPUTS]], steps: &mut Vec<Step>) -> (f64, f64) {
    let (recurrent, _) = w[RECURRENT..INPUT].as_chunks::<STATE>();
    let (input, _) = w[INPUT..BIASES].as_chunks::<INPUTS>();
    steps.clear();
    steps.push(START);
    let (mut spent, mut output) = (0.0, 0.0);
    for x in inputs {
        let before = &steps[steps.len() - 1].state;
        let mut step = START;
        let mut halt = -3.0;
        for i in 0..STATE {
            let mut sum = w[BIASES + i];
            for j in 0..STATE {
                sum += recurrent[i][j] * before[j];
            }
            for j in 0..INPUTS {
                sum += input[i][j] * x[j];
            }
            step.state[i] = sum.tanh();
            halt += w[HALTING + i] * step.state[i];
            step.read += w[READING + i] * step.state[i];
        }
        step.halt = sigmoid(halt);
        step.share = step.halt.min(1.0 - spent);
        output += step.share * step.read;
        spent += step.halt;
        steps.push(step);
        if spent >= 1.0 {
            break;
        }
    }
    (output, spent)
}

/// Adds a step's part to the cotangents of the matrices, and returns the cotangent of the state before it.
fn step_back(
    w: &[f64; WEIGHTS],
    x: &[f64; INPUTS],
    before: &[f64; STATE],
    sum_bars: &[f64; STATE],
    w_bar: &mut [f64],
) -> [f64; STATE] {
    let (recurrent, _) = w[RECURRENT..INPUT].as_chunks::<STATE>();
    let (recurrent_bar, rest) = w_bar.split_at_mut(INPUT);
    let (recurrent_bar, _) = recurrent_bar.as_chunks_mut::<STATE>();
    let (input_bar, rest) = rest.split_at_mut(BIASES - INPUT);
    let (input_bar, _) = input_bar.as_chunks_mut::<INPUTS>();
    let mut before_bar = [0.0; STATE];
    for i in 0..STATE {
        let bar = sum_bars[i];
        rest[i] += bar;
        for j in 0..STATE {
            recurrent_bar[i][j] += bar * before[j];
            before_bar[j] += bar * recurrent[i][j];
        }
        for j in 0..INPUTS {
            input_bar[i][j] += bar * x[j];
        }
    }
    before_bar
}

fn generic<S: Scalar>(w: &[S], inputs: &[f64], target: f64) -> S {
    let (inputs, _) = inputs.as_chunks::<INPUTS>();
    let mut state: Option<Vec<S>> = None;
    let (mut spent, mut output): (Option<S>, Option<S>) = (None, None);
    for x in inputs {
        let next = (0..STATE).map(|i| {
            let mut sum = w[BIASES + i];
            for (j, &state) in state.iter().flatten().enumerate() {
                sum = sum + w[RECURRENT + i * STATE + j] * state;
            }
            for (j, &x) in x.iter().enumerate() {
                sum = sum + w[INPUT + i * INPUTS + j].times(x);
            }
            sum.tanh()
        });
        let next: Vec<S> = next.collect();
        let (mut halt, mut read) = (w[HALTING] * next[0], w[READING] * next[0]);
        for i in 1..STATE {
            halt = halt + w[HALTING + i] * next[i];
            read = read + w[READING + i] * next[i];
        }
        let exponential = halt.plus(-3.0).exp();
        let halt = exponential / exponential.plus(1.0);
        let is_last = spent.map_or(0.0, |spent| spent.value()) + halt.value() >= 1.0;
        let share = match spent {
            Some(spent) if is_last => (-spent).plus(1.0),
            _ => halt,
        };
        output = Some(output.map_or(share * read, |output| output + share * read));
        if is_last {
            break;
        }
        spent = Some(spent.map_or(halt, |spent| spent + halt));
        state = Some(next);
    }
    let error = output.expect("there are inputs").plus(-target);
    error * error
}

pub(crate) fn workload() -> Workload {
    let w: Vec<f64> = numbers(15, WEIGHTS).iter().map(|w| 0.3 * w).collect();
    let w: &'static [f64; WEIGHTS] = Box::leak(w.try_into().expect("so many were asked for"));
    let inputs: &'static [f64] = numbers(16, STEPS * INPUTS).leak();
    let direction: &'static [f64] = numbers(17, WEIGHTS).leak();
    let target = 0.5;
    let mut steps = Vec::with_capacity(STEPS + 1);
    let mut w_bar = vec![0.0; WEIGHTS];
    hand_written(w, inputs, target, &mut steps, &mut w_bar);
    assert!(steps.len() <= STEPS / 2 + 1, "the network stops early");
    check_differences("recurrent", |w| loss(w, inputs, target), w, &w_bar);

    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    Workload::new("recurrent network, early exit", WEIGHTS, move || {
        loss(black_box(w), black_box(inputs), target)
    })
    .gradient(BY_HAND, move |w_bar| {
        hand_written(black_box(w), black_box(inputs), target, &mut steps, w_bar)
    })
    .gradient(GRAD, move |w_bar| {
        loss::value_and_grad_with(&mut tape, black_box(w), black_box(inputs), target, w_bar)
    })
    .along(JVP, direction, move || {
        loss::jvp(
            black_box(w),
            black_box(inputs),
            target,
            black_box(direction),
        )
    })
    .gradient(TAPE_CRATE, move |bars| {
        reverse_gradient(
            &peer_tape,
            black_box(&w[..]),
            |w| generic(w, inputs, target),
            bars,
        )
    })
}
