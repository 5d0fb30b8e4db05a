//! One sample through a multilayer perceptron with layers 8-32-4 (420 weights and biases): tanh in the hidden layer,
//! softmax with cross-entropy at the end. The gradient is that of the weights.

use crate::harness::{Workload, check_differences, numbers};
use crate::peers::{Scalar, ad_trait_gradient, num_dual_gradient, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, TAPE_CRATE};
use autodiff::{Tape, grad, jvp};
use std::hint::black_box;

const INPUTS: usize = 8;
const HIDDEN: usize = 32;
const OUTPUTS: usize = 4;
/// The hidden layer's biases stand after its weights, then come the output layer's weights and its biases.
const BIASES: usize = HIDDEN * INPUTS;
const OUTER: usize = BIASES + HIDDEN;
const OUTER_BIASES: usize = OUTER + OUTPUTS * HIDDEN;
const WEIGHTS: usize = OUTER_BIASES + OUTPUTS;
const CLASS: usize = 2;

#[grad(wrt(w))]
#[jvp(wrt(w))]
fn loss(w: &[f64; WEIGHTS], x: &[f64; INPUTS], class: usize) -> f64 {
    let mut hidden = [0.0; HIDDEN];
    for j in 0..HIDDEN {
        let mut sum = w[BIASES + j];
        for i in 0..INPUTS {
            sum += w[INPUTS * j + i] * x[i];
        }
        hidden[j] = sum.tanh();
    }
    let mut logits = [0.0; OUTPUTS];
    let mut total = 0.0;
    for k in 0..OUTPUTS {
        let mut sum = w[OUTER_BIASES + k];
        for j in 0..HIDDEN {
            sum += w[OUTER + HIDDEN * k + j] * hidden[j];
        }
        logits[k] = sum;
        total += sum.exp();
    }
    total.ln() - logits[class]
}

fn hand_written(
    w: &[f64; WEIGHTS],
    x: &[f64; INPUTS],
    class: usize,
    w_bar: &mut [f64; WEIGHTS],
) -> f64 {
    let mut hidden = [0.0; HIDDEN];
    for j in 0..HIDDEN {
        let mut sum = w[BIASES + j];
        for i in 0..INPUTS {
            sum += w[INPUTS * j + i] * x[i];
        }
        hidden[j] = sum.tanh();
    }
    let (mut powers, mut total, mut chosen) = ([0.0; OUTPUTS], 0.0, 0.0);
    for k in 0..OUTPUTS {
        let mut sum = w[OUTER_BIASES + k];
        for j in 0..HIDDEN {
            sum += w[OUTER + HIDDEN * k + j] * hidden[j];
        }
        powers[k] = sum.exp();
        total += powers[k];
        if k == class {
            chosen = sum;
        }
    }

    let mut hidden_bar = [0.0; HIDDEN];
    for k in 0..OUTPUTS {
        let bar = powers[k] / total - f64::from(k == class);
        w_bar[OUTER_BIASES + k] = bar;
        for j in 0..HIDDEN {
            w_bar[OUTER + HIDDEN * k + j] = bar * hidden[j];
            hidden_bar[j] += bar * w[OUTER + HIDDEN * k + j];
        }
    }
    for j in 0..HIDDEN {
        let bar = hidden_bar[j] * (1.0 - hidden[j] * hidden[j]);
        w_bar[BIASES + j] = bar;
        for i in 0..INPUTS {
            w_bar[INPUTS * j + i] = bar * x[i];
        }
    }
    total.ln() - chosen
}

fn generic<S: Scalar>(w: &[S], x: &[f64; INPUTS]) -> S {
    let mut hidden = [w[0]; HIDDEN];
    for j in 0..HIDDEN {
        let mut sum = w[BIASES + j];
        for i in 0..INPUTS {
            sum = sum + w[INPUTS * j + i].times(x[i]);
        }
        hidden[j] = sum.tanh();
    }
    let mut logits = [w[0]; OUTPUTS];
    for k in 0..OUTPUTS {
        logits[k] = w[OUTER_BIASES + k];
        for j in 0..HIDDEN {
            logits[k] = logits[k] + w[OUTER + HIDDEN * k + j] * hidden[j];
        }
    }
    let total = logits[0].exp() + logits[1].exp() + logits[2].exp() + logits[3].exp();
    total.ln() - logits[CLASS]
}

fn array<const N: usize>(numbers: Vec<f64>) -> &'static [f64; N] {
    let numbers: &'static [f64] = numbers.leak();
    numbers.try_into().expect("N numbers were asked for")
}

pub(crate) fn workload() -> Workload {
    // Small, as weights are when training begins: the time of `tanh` depends on the size of its argument.
    let w: &'static [f64; WEIGHTS] = array(numbers(3, WEIGHTS).iter().map(|w| 0.3 * w).collect());
    let x: &'static [f64; INPUTS] = array(numbers(4, INPUTS));
    let direction: &'static [f64; WEIGHTS] = array(numbers(5, WEIGHTS));
    let mut w_bar = [0.0; WEIGHTS];
    hand_written(w, x, CLASS, &mut w_bar);
    let at = |w: &[f64]| loss(w.try_into().expect("as many as w"), x, CLASS);
    check_differences("mlp", at, w, &w_bar);

    let inputs = move || (black_box(w), black_box(x), black_box(CLASS));
    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    let (mut duals, mut nodes) = (Vec::new(), Vec::new());
    Workload::new("perceptron (mlp) 8-32-4", WEIGHTS, move || {
        let (w, x, class) = inputs();
        loss(w, x, class)
    })
    .gradient(BY_HAND, move |w_bar| {
        let (w, x, class) = inputs();
        hand_written(w, x, class, w_bar.try_into().expect("the size of w"))
    })
    .gradient(GRAD, move |w_bar| {
        let (w, x, class) = inputs();
        let w_bar = w_bar.try_into().expect("the size of w");
        loss::value_and_grad_with(&mut tape, w, x, class, w_bar)
    })
    .along(JVP, direction, move || {
        let (w, x, class) = inputs();
        loss::jvp(w, x, class, black_box(direction))
    })
    .gradient("num-dual, static", move |w_bar| {
        num_dual_gradient::<WEIGHTS>(black_box(w), |w| generic(w, x), &mut duals, w_bar)
    })
    .gradient("ad_trait, tape", move |w_bar| {
        ad_trait_gradient(black_box(w), |w| generic(w, x), &mut nodes, w_bar)
    })
    .gradient(TAPE_CRATE, move |w_bar| {
        reverse_gradient(&peer_tape, black_box(w), |w| generic(w, x), w_bar)
    })
}
