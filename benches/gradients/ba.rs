//! ADBench's bundle adjustment on its instance ba1: 31,843 observations, each the one that ADBench's file repeats. The
//! Jacobian is block-sparse: per observation, two residuals by 11 camera parameters, 3 coordinates and a weight; the blocks are
//! computed one by one, and the derivative of each weight's own residual with them.

mod by_hand;
#[path = "../../tests/adbench/ba.rs"]
#[expect(
    dead_code,
    reason = "only the tests read instances in the other format"
)]
mod objective;

use crate::harness::{Workload, check_differences};
use crate::peers::{Scalar, copy_parts};
use crate::report::TAPE_CRATE;
use autodiff::{Matrix, Tape};
use by_hand::hand_written;
use num_dual::DualSVec64;
use objective::{Bundle, Camera, reprojection_error, weight_error};
use reverse::Gradient as _;
use std::hint::black_box;

/// Columns of a block.
const INPUTS: usize = 15;
const BLOCK: usize = 2 * INPUTS;

/// Camera and point of [`reprojection_error`] and its weight, in one slice.
fn generic<S: Scalar>(inputs: &[S], feature: &[f64; 2]) -> [S; 2] {
    let (camera, point, weight) = (&inputs[..11], &inputs[11..14], inputs[14]);
    let dot = |a: [S; 3], b: [S; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let r = [camera[0], camera[1], camera[2]];
    let x = [
        point[0] - camera[3],
        point[1] - camera[4],
        point[2] - camera[5],
    ];
    let angle = dot(r, r).sqrt();
    let (sine, cosine) = (angle.sin(), angle.cos());
    let w = r.map(|r| r / angle);
    let along = dot(w, x) * (-cosine).plus(1.0);
    let across = [
        w[1] * x[2] - w[2] * x[1],
        w[2] * x[0] - w[0] * x[2],
        w[0] * x[1] - w[1] * x[0],
    ];
    let seen = [0, 1, 2].map(|i| x[i] * cosine + across[i] * sine + w[i] * along);
    let (u, v) = (seen[0] / seen[2], seen[1] / seen[2]);
    let radius = u * u + v * v;
    let distortion = (camera[9] * radius + camera[10] * radius * radius).plus(1.0);
    [
        weight * (u * distortion * camera[6] + camera[7]).plus(-feature[0]),
        weight * (v * distortion * camera[6] + camera[8]).plus(-feature[1]),
    ]
}

/// Calls `visit` with camera, point, weight and feature of every observation and with its block, then fills in the derivatives of the
/// weights' residuals; returns the last residual.
#[inline]
fn for_each_block(
    bundle: &Bundle,
    jacobian: &mut [f64],
    mut visit: impl FnMut(&Camera, &[f64; 3], f64, &[f64; 2], &mut [f64; BLOCK]) -> [f64; 2],
    weight_slope: impl Fn(f64) -> f64,
) -> f64 {
    let (blocks, slopes) = jacobian.split_at_mut(BLOCK * bundle.observations.len());
    let mut residual = [0.0; 2];
    for (i, block) in blocks.as_chunks_mut::<BLOCK>().0.iter_mut().enumerate() {
        let (camera, point) = bundle.observations[i];
        let (camera, point) = (&bundle.cameras[camera], &bundle.points[point]);
        let weight = bundle.weights[i];
        residual = visit(camera, point, weight, &bundle.features[i], block);
        slopes[i] = weight_slope(weight);
    }
    residual[1]
}

fn residuals(bundle: &Bundle, errors: &mut [[f64; 2]], weight_errors: &mut [f64]) -> f64 {
    for (i, &(camera, point)) in bundle.observations.iter().enumerate() {
        let (camera, point) = (&bundle.cameras[camera], &bundle.points[point]);
        let weight = bundle.weights[i];
        errors[i] = reprojection_error(camera, point, weight, &bundle.features[i]);
        weight_errors[i] = weight_error(weight);
    }
    errors[errors.len() - 1][1]
}

/// Compares the hand-written block with differences, also where the rotation vanishes.
fn check_block(bundle: &Bundle) {
    let (camera, point) = (bundle.cameras[0], bundle.points[0]);
    let (weight, feature) = (bundle.weights[0], bundle.features[0]);
    for rotation in [[camera[0], camera[1], camera[2]], [0.0; 3]] {
        let mut camera = camera;
        camera[..3].copy_from_slice(&rotation);
        let mut block = [0.0; BLOCK];
        hand_written(&camera, &point, weight, &feature, &mut block);
        let inputs = [&camera[..], &point, &[weight]].concat();
        for row in 0..2 {
            let residual = |inputs: &[f64]| {
                let (camera, rest) = inputs.split_first_chunk().expect("15 inputs");
                let (point, rest) = rest.split_first_chunk().expect("4 inputs");
                reprojection_error(camera, point, rest[0], &feature)[row]
            };
            let block = &block[INPUTS * row..][..INPUTS];
            check_differences("ba", residual, &inputs, block);
        }
    }
}

pub(crate) fn workload() -> Workload {
    let text = include_str!("../../tests/data/adbench/ba1_n49_m7776_p31843.txt");
    let data: &'static Bundle = Box::leak(Box::new(Bundle::parse_repeated(text)));
    let observations = data.observations.len();
    check_block(data);
    let mut errors = vec![[0.0; 2]; observations];
    let mut weight_errors = vec![0.0; observations];
    let (mut tape, mut jacobian_tape, mut duals) = (Tape::new(), Tape::new(), Vec::new());
    let mut matrix = Matrix::zeros(2, INPUTS);
    let peer_tape = reverse::Tape::new();
    let slope = |weight: f64| -2.0 * weight;
    Workload::new(
        "bundle adjustment (ADBench ba1), both rows of every block",
        (BLOCK + 1) * observations,
        move || {
            residuals(
                black_box(data),
                black_box(&mut errors),
                black_box(&mut weight_errors),
            )
        },
    )
    .gradient("hand-written adjoint, blocks", move |jacobian| {
        for_each_block(black_box(data), jacobian, hand_written, slope)
    })
    .gradient("autodiff reverse, one vjp a row", move |jacobian| {
        let block = |camera: &_, point: &_, weight, feature: &_, block: &mut [f64; BLOCK]| {
            let mut y = [0.0; 2];
            for (row, bars) in block.as_chunks_mut::<INPUTS>().0.iter_mut().enumerate() {
                let mut seed = [0.0; 2];
                seed[row] = 1.0;
                let (camera_bar, rest) = bars.split_first_chunk_mut().expect("15 columns");
                let (point_bar, rest) = rest.split_first_chunk_mut().expect("4 columns");
                let weight_bar = &mut rest[0];
                y = reprojection_error::vjp_with(
                    &mut tape, camera, point, weight, feature, seed, camera_bar, point_bar,
                    weight_bar,
                );
            }
            y
        };
        for_each_block(black_box(data), jacobian, block, weight_error::grad)
    })
    .gradient("num-dual, static", move |jacobian| {
        let block = |camera: &[f64; 11], point: &[f64; 3], weight, feature: &_, block: &mut _| {
            dual_block(&mut duals, &[camera, &point[..], &[weight]], feature, block)
        };
        for_each_block(black_box(data), jacobian, block, slope)
    })
    .gradient(TAPE_CRATE, move |jacobian| {
        let block = |camera: &Camera, point: &[f64; 3], weight, feature: &_, block: &mut _| {
            let inputs = [&camera[..], point, &[weight]].concat();
            tape_block(&peer_tape, &inputs, feature, block)
        };
        for_each_block(black_box(data), jacobian, block, slope)
    })
    .jacobian("autodiff reverse, jacrev", move |jacobian| {
        let block = |camera: &_, point: &_, weight, feature: &_, block: &mut [f64; BLOCK]| {
            reprojection_error::jacrev_with(
                &mut jacobian_tape,
                camera,
                point,
                weight,
                feature,
                &mut matrix,
            );
            block.copy_from_slice(matrix.as_slice());
            [0.0; 2]
        };
        for_each_block(black_box(data), jacobian, block, weight_error::grad);
    })
}

fn tape_block(
    tape: &reverse::Tape,
    inputs: &[f64],
    feature: &[f64; 2],
    block: &mut [f64; BLOCK],
) -> [f64; 2] {
    tape.clear();
    let variables = tape.add_vars(inputs);
    let residuals = generic(&variables, feature);
    let (first, second) = block.split_at_mut(INPUTS);
    first.copy_from_slice(&residuals[0].grad().wrt(&variables));
    second.copy_from_slice(&residuals[1].grad().wrt(&variables));
    residuals.map(Scalar::value)
}

fn dual_block(
    duals: &mut Vec<DualSVec64<INPUTS>>,
    inputs: &[&[f64]],
    feature: &[f64; 2],
    block: &mut [f64; BLOCK],
) -> [f64; 2] {
    duals.clear();
    for (i, &value) in inputs.iter().copied().flatten().enumerate() {
        duals.push(DualSVec64::from_re(value).derivative(i));
    }
    let [a, b] = generic(duals, feature);
    let (first, second) = block.split_at_mut(INPUTS);
    copy_parts(&a, first);
    copy_parts(&b, second);
    [a.re, b.re]
}
