//! The energy of 100 bodies that attract each other: all pairs of an array of structs, each with a square root and a division.

use crate::harness::{Workload, check_differences, numbers};
use crate::peers::{Scalar, reverse_gradient};
use crate::report::{BY_HAND, GRAD, JVP, TAPE_CRATE};
use autodiff::{Differentiable, Tape, grad, jvp};
use std::hint::black_box;

const BODIES: usize = 100;
/// Position, velocity and mass.
const REALS: usize = 7;

#[derive(Clone, Copy, Debug, Differentiable)]
struct Body {
    position: [f64; 3],
    velocity: [f64; 3],
    mass: f64,
}

/// Kinetic and potential energy, in units where the constant of gravity is 1.
#[grad]
#[jvp]
fn energy(bodies: &[Body]) -> f64 {
    let mut energy = 0.0;
    for (i, body) in bodies.iter().enumerate() {
        let [vx, vy, vz] = body.velocity;
        energy += 0.5 * body.mass * (vx * vx + vy * vy + vz * vz);
        for other in &bodies[i + 1..] {
            let dx = body.position[0] - other.position[0];
            let dy = body.position[1] - other.position[1];
            let dz = body.position[2] - other.position[2];
            let distance = f64::sqrt(dx * dx + dy * dy + dz * dz);
            energy -= body.mass * other.mass / distance;
        }
    }
    energy
}

/// Both sweeps in one pass, as the energy is a sum. One root and one division serve the value and all derivatives of a pair; those of
/// the outer body stay in registers.
fn hand_written(bodies: &[Body], bars: &mut [BodyTangent]) -> f64 {
    for (body, bar) in bodies.iter().zip(&mut *bars) {
        *bar = BodyTangent {
            position: [0.0; 3],
            velocity: body.velocity.map(|v| body.mass * v),
            mass: 0.5 * body.velocity.iter().map(|v| v * v).sum::<f64>(),
        };
    }
    let mut energy: f64 = bodies
        .iter()
        .zip(&*bars)
        .map(|(body, bar)| body.mass * bar.mass)
        .sum();
    for (i, body) in bodies.iter().enumerate() {
        let (bar, other_bars) = bars[i..].split_first_mut().expect("i is in range");
        let (mut forces, mut mass_bar) = ([0.0; 3], 0.0);
        for (other, other_bar) in bodies[i + 1..].iter().zip(other_bars) {
            let d: [f64; 3] = std::array::from_fn(|k| body.position[k] - other.position[k]);
            let inverse = 1.0 / (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]).sqrt();
            let pull = body.mass * other.mass * inverse;
            energy -= pull;
            mass_bar -= other.mass * inverse;
            other_bar.mass -= body.mass * inverse;
            for k in 0..3 {
                let force = pull * inverse * inverse * d[k];
                forces[k] += force;
                other_bar.position[k] -= force;
            }
        }
        for (bar, force) in bar.position.iter_mut().zip(forces) {
            *bar += force;
        }
        bar.mass += mass_bar;
    }
    energy
}

fn bodies(reals: &[f64]) -> Vec<Body> {
    let (rows, _) = reals.as_chunks::<REALS>();
    rows.iter()
        .map(|&[x, y, z, vx, vy, vz, mass]| Body {
            position: [x, y, z],
            velocity: [vx, vy, vz],
            mass,
        })
        .collect()
}

fn flatten(bars: &[BodyTangent], flat: &mut [f64]) {
    let (rows, _) = flat.as_chunks_mut::<REALS>();
    for (row, bar) in rows.iter_mut().zip(bars) {
        row[..3].copy_from_slice(&bar.position);
        row[3..6].copy_from_slice(&bar.velocity);
        row[6] = bar.mass;
    }
}

fn generic<S: Scalar>(reals: &[S]) -> S {
    let (bodies, _) = reals.as_chunks::<REALS>();
    let squared = |[x, y, z]: [S; 3]| x * x + y * y + z * z;
    let kinetic =
        |&[_, _, _, vx, vy, vz, mass]: &[S; REALS]| mass.times(0.5) * squared([vx, vy, vz]);
    let mut energy = kinetic(&bodies[0]);
    for (i, body) in bodies.iter().enumerate() {
        if i > 0 {
            energy = energy + kinetic(body);
        }
        for other in &bodies[i + 1..] {
            let distance = squared([0, 1, 2].map(|k| body[k] - other[k])).sqrt();
            energy = energy - body[6] * other[6] / distance;
        }
    }
    energy
}

pub(crate) fn workload() -> Workload {
    let reals: &'static [f64] = numbers(8, REALS * BODIES).leak();
    let system: &'static [Body] = bodies(reals).leak();
    let direction = numbers(9, reals.len());
    let dots: &'static [BodyTangent] = bodies(&direction)
        .iter()
        .map(|dot| BodyTangent {
            position: dot.position,
            velocity: dot.velocity,
            mass: dot.mass,
        })
        .collect::<Vec<_>>()
        .leak();
    let mut bars = vec![BodyTangent::default(); BODIES];
    let mut flat = vec![0.0; reals.len()];
    hand_written(system, &mut bars);
    flatten(&bars, &mut flat);
    check_differences("nbody", |reals| energy(&bodies(reals)), reals, &flat);

    let (mut tape, peer_tape) = (Tape::new(), reverse::Tape::new());
    let mut bars_of_macro = bars.clone();
    Workload::new("n-body energy, 100 bodies", reals.len(), move || {
        energy(black_box(system))
    })
    .gradient(BY_HAND, move |flat| {
        let y = hand_written(black_box(system), &mut bars);
        flatten(&bars, flat);
        y
    })
    .gradient(GRAD, move |flat| {
        let y = energy::value_and_grad_with(&mut tape, black_box(system), &mut bars_of_macro);
        flatten(&bars_of_macro, flat);
        y
    })
    .along(JVP, &direction, move || {
        energy::jvp(black_box(system), black_box(dots))
    })
    .gradient(TAPE_CRATE, move |bars| {
        reverse_gradient(&peer_tape, black_box(reals), |x| generic(x), bars)
    })
}
