//! What a derivative allocates when it is taken for the second time: nothing, where the primal allocates nothing. Counted by an
//! allocator.

use allocation_counter::measure;
use autodiff::{Tape, grad, hessian, jvp};

/// A sum in one pass.
#[grad]
#[jvp]
#[hessian]
fn neighbours(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() - 1 {
        sum += (x[i + 1] - x[i] * x[i]).powi(2);
    }
    sum
}

/// Loops, branches, arrays and a callee, on a tape.
#[grad]
#[jvp]
#[hessian]
fn layer(w: &[f64; 12], x: &[f64], limit: f64) -> f64 {
    let mut hidden = [0.0; 3];
    for j in 0..3 {
        let mut sum = 0.0;
        for i in 0..x.len() {
            sum += w[4 * j + i] * x[i];
        }
        hidden[j] = if sum > limit {
            sum.tanh()
        } else {
            damped(sum, limit)
        };
    }
    let mut y = limit;
    while y < 10.0 {
        y = y * (1.0 + hidden[0] * hidden[1]).abs() + hidden[2] * hidden[2] + 1.0;
    }
    y
}

#[grad]
#[jvp]
#[hessian]
fn damped(x: f64, by: f64) -> f64 {
    let mut y = x;
    for _ in 0..4 {
        y = (y * by).sin() - y * 0.1;
    }
    y
}

/// Writes into what it is handed.
#[grad]
#[jvp]
fn simulated(u: &mut [f64], rate: f64, steps: usize) -> f64 {
    for _ in 0..steps {
        for i in 1..u.len() {
            u[i] += rate * u[i] * (u[i - 1] - u[i]);
        }
    }
    u[u.len() - 1]
}

/// Runs once to warm up, then counts.
fn second_call(mut call: impl FnMut()) -> u64 {
    call();
    measure(call).count_total
}

const W: [f64; 12] = [
    0.3, -0.2, 0.5, 0.8, 0.1, -0.6, 0.7, 0.2, -0.4, 0.9, 0.25, -0.35,
];
const X: [f64; 4] = [0.7, -1.1, 0.4, 0.9];

#[test]
fn the_allocator_counts() {
    assert!(measure(|| drop(neighbours::grad(&X))).count_total > 0);
    assert_eq!(measure(|| assert!(neighbours(&X) > 0.0)).count_total, 0);
}

#[test]
fn gradients_on_a_tape_of_the_callers() {
    let mut tape = Tape::new();
    let (mut w_bar, mut x_bar, mut limit_bar) = ([0.0; 12], [0.0; 4], 0.0);
    let count = second_call(|| {
        neighbours::value_and_grad_with(&mut tape, &X, &mut x_bar);
        layer::value_and_grad_with(
            &mut tape,
            &W,
            &X,
            0.2,
            &mut w_bar,
            &mut x_bar,
            &mut limit_bar,
        );
        layer::vjp_with(
            &mut tape,
            &W,
            &X,
            0.2,
            2.0,
            &mut w_bar,
            &mut x_bar,
            &mut limit_bar,
        );
    });
    assert_eq!(count, 0);
    assert!(limit_bar != 0.0 && w_bar.iter().all(|w| *w != 0.0));
}

#[test]
fn gradients_on_a_tape_from_the_pool() {
    let (mut w_bar, mut x_bar, mut limit_bar) = ([0.0; 12], [0.0; 4], 0.0);
    let count = second_call(|| {
        neighbours::value_and_grad_into(&X, &mut x_bar);
        layer::value_and_grad_into(&W, &X, 0.2, &mut w_bar, &mut x_bar, &mut limit_bar);
        layer::vjp_into(&W, &X, 0.2, 2.0, &mut w_bar, &mut x_bar, &mut limit_bar);
    });
    assert_eq!(count, 0);
}

#[test]
fn tangents() {
    let count = second_call(|| {
        let (_, along) = layer::jvp(&W, &X, 0.2, &W, &X, 1.0);
        assert!(along != 0.0);
    });
    assert_eq!(count, 0);
}

#[test]
fn in_place() {
    let mut tape = Tape::new();
    let (mut u, mut u_bar, mut rate_bar) = ([0.5, 0.6, 0.9, 0.2], [0.0; 4], 0.0);
    let count = second_call(|| {
        u = [0.5, 0.6, 0.9, 0.2];
        u_bar = [0.0; 4];
        simulated::vjp_with(&mut tape, &mut u, 0.1, 5, 1.0, &mut u_bar, &mut rate_bar);
    });
    assert!(rate_bar != 0.0);
    assert_eq!(count, 0);
}
