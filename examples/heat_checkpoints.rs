//! The gradient of a long simulation in little memory: `#[checkpoint]` on the loop over its steps.
//!
//! A rod of `cells` cells with a temperature each is heated by a reaction and cools by conduction. How does the mean
//! temperature after `steps` steps depend on the temperatures in the beginning, and on the conductivity? The tape
//! of the plain loop has a word for every cell in every step.
//!
//! ```sh
//! cargo run --release --example heat_checkpoints                      # 1,000 cells, 10,000 steps, 1 MiB
//! cargo run --release --example heat_checkpoints -- 1000 1000000 32   # 1,000,000 steps in 32 MiB
//! ```

use autodiff::{Tape, grad};
use std::time::Instant;

/// One step, in place.
#[grad]
fn step(u: &mut [f64], conductivity: f64) {
    let last = u.len() - 1;
    let mut before = u[0];
    for i in 1..last {
        let here = u[i];
        let flow = before - 2.0 * here + u[i + 1];
        u[i] = here + conductivity * flow + 1e-4 * here * (1.0 - here);
        before = here;
    }
}

/// Every step's temperatures are kept.
#[grad]
fn mean(u: &mut [f64], conductivity: f64, steps: usize) -> f64 {
    for _ in 0..steps {
        step(u, conductivity);
    }
    u.iter().sum::<f64>() / u.len() as f64
}

/// As many steps' temperatures are kept as fit into so many bytes; the steps between them run again.
#[grad]
fn mean_in(u: &mut [f64], conductivity: f64, steps: usize, bytes: usize) -> f64 {
    #[checkpoint(bytes = bytes)]
    for _ in 0..steps {
        step(u, conductivity);
    }
    u.iter().sum::<f64>() / u.len() as f64
}

/// Of the value, with the cotangents added where they are wanted.
type Gradient<'a> = &'a dyn Fn(&mut Tape, &mut [f64], &mut [f64], &mut f64) -> f64;
/// The value and its cotangents.
type Report = (f64, Vec<f64>, f64);

fn main() {
    let mut args = std::env::args()
        .skip(1)
        .map(|a| a.parse().expect("a number"));
    let cells: usize = args.next().unwrap_or(1000);
    let steps: usize = args.next().unwrap_or(10_000);
    let mebibytes: usize = args.next().unwrap_or(1);
    let start: Vec<f64> = (0..cells)
        .map(|i| 0.5 + 0.4 * (0.01 * i as f64).sin())
        .collect();
    let conductivity = 0.2;

    let clock = Instant::now();
    let value = mean(&mut start.clone(), conductivity, steps);
    let primal = clock.elapsed().as_secs_f64();
    println!("{cells} cells, {steps} steps: mean {value:.6} after {primal:.3} s");

    let report = |name: &str, gradient: Gradient<'_>| {
        let (mut tape, mut u) = (Tape::new(), start.clone());
        let (mut u_bar, mut c_bar) = (vec![0.0; cells], 0.0);
        let clock = Instant::now();
        let y = gradient(&mut tape, &mut u, &mut u_bar, &mut c_bar);
        let seconds = clock.elapsed().as_secs_f64();
        let bytes = 8 * tape.capacity();
        println!(
            "{name}: {seconds:.3} s, {:.1} of the simulation; tape of {:.1} MiB; d mean / d conductivity {c_bar:.9}",
            seconds / primal,
            bytes as f64 / 1048576.0
        );
        (y, u_bar, c_bar)
    };
    let budget = mebibytes << 20;
    let with: Report = report("with checkpoints", &|tape, u, u_bar, c_bar| {
        mean_in::vjp_with(tape, u, conductivity, steps, budget, 1.0, u_bar, c_bar)
    });
    assert_eq!(with.0.to_bits(), value.to_bits());
    if cells * steps > 100_000_000 {
        println!(
            "without checkpoints: not run, {} MiB",
            (cells * steps) >> 17
        );
        return;
    }
    let without: Report = report("without checkpoints", &|tape, u, u_bar, c_bar| {
        mean::vjp_with(tape, u, conductivity, steps, 1.0, u_bar, c_bar)
    });
    assert_eq!(
        (with.0, &with.1, with.2),
        (without.0, &without.1, without.2)
    );
    println!("the same gradient to the bit");
}
