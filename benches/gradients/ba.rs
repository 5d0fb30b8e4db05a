//! ADBench's bundle adjustment. The Jacobian is sparse: per observation, two residuals by 11 camera parameters, 3 coordinates and a
//! weight; per weight, its own residual. The blocks of the observations are computed one by one, and assembled in compressed rows.

mod by_hand;
mod for_peers;
mod generated;
#[path = "../../tests/adbench/ba.rs"]
#[expect(
    dead_code,
    reason = "only the tests read instances in the other format"
)]
mod objective;
#[path = "../../tests/adbench/rows.rs"]
mod rows;

use crate::harness::{Workload, check_differences};
use crate::report::TAPE_CRATE;
use autodiff::{Matrix, Tape};
use by_hand::hand_written;
use for_peers::{dual_block, tape_block};
use objective::{Bundle, Camera, reprojection_error, weight_error};
use rows::{BLOCK, INPUTS, Pattern};
use std::hint::black_box;

/// Computes the block of an observation, of its camera, its point, its weight and its feature; returns the residuals.
trait Block: FnMut(&Camera, &[f64; 3], f64, &[f64; 2], &mut [f64; BLOCK]) -> [f64; 2] {}
impl<F: FnMut(&Camera, &[f64; 3], f64, &[f64; 2], &mut [f64; BLOCK]) -> [f64; 2]> Block for F {}

/// Writes the values of the Jacobian, in compressed rows of this pattern; returns the last residual.
#[inline]
fn assemble(
    bundle: &Bundle,
    pattern: &Pattern,
    values: &mut [f64],
    mut compute: impl Block,
    weight_slope: impl Fn(f64) -> f64,
) -> f64 {
    let observations = bundle.observations.len();
    let mut residual = [0.0; 2];
    for (i, &(camera, point)) in bundle.observations.iter().enumerate() {
        let start = pattern.row_starts[2 * i];
        let block = values[start..].first_chunk_mut().expect("room for a block");
        let (camera, point) = (&bundle.cameras[camera], &bundle.points[point]);
        let (weight, feature) = (bundle.weights[i], &bundle.features[i]);
        residual = compute(camera, point, weight, feature, block);
        values[pattern.row_starts[2 * observations + i]] = weight_slope(weight);
    }
    residual[1]
}

/// Computes all blocks, each in the place of the one before it; returns the last residual.
#[inline]
fn only_compute(
    bundle: &Bundle,
    mut compute: impl Block,
    weight_slope: impl Fn(f64) -> f64,
) -> f64 {
    let mut block = [0.0; BLOCK];
    let mut residual = [0.0; 2];
    for (i, &(camera, point)) in bundle.observations.iter().enumerate() {
        let (camera, point) = (&bundle.cameras[camera], &bundle.points[point]);
        let (weight, feature) = (bundle.weights[i], &bundle.features[i]);
        residual = compute(camera, point, weight, feature, black_box(&mut block));
        black_box(weight_slope(weight));
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

/// Where the blocks of `jacrev` are made.
struct Rows {
    tape: Tape,
    matrix: Matrix,
}

impl Rows {
    fn new() -> Rows {
        Rows {
            tape: Tape::new(),
            matrix: Matrix::zeros(2, INPUTS),
        }
    }

    /// Both rows of a block from one forward sweep.
    #[inline]
    fn block(
        &mut self,
        (camera, point, weight): (&Camera, &[f64; 3], f64),
        feature: &[f64; 2],
        block: &mut [f64; BLOCK],
    ) -> [f64; 2] {
        let Rows { tape, matrix } = self;
        let y = reprojection_error::jacrev_with(tape, camera, point, weight, feature, matrix);
        block.copy_from_slice(matrix.as_slice());
        y
    }
}

/// The two rows of a block, each by a call of its own.
#[inline]
fn vjp_block(
    tape: &mut Tape,
    (camera, point, weight): (&Camera, &[f64; 3], f64),
    feature: &[f64; 2],
    block: &mut [f64; BLOCK],
) -> [f64; 2] {
    let mut y = [0.0; 2];
    for (row, bars) in block.as_chunks_mut::<INPUTS>().0.iter_mut().enumerate() {
        let mut seed = [0.0; 2];
        seed[row] = 1.0;
        let (camera_bar, rest) = bars.split_first_chunk_mut().expect("15 columns");
        let (point_bar, rest) = rest.split_first_chunk_mut().expect("4 columns");
        let weight_bar = &mut rest[0];
        y = reprojection_error::vjp_with(
            tape, camera, point, weight, feature, seed, camera_bar, point_bar, weight_bar,
        );
    }
    y
}

fn weight_slope_by_hand(weight: f64) -> f64 {
    -2.0 * weight
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

/// The instance of ADBench: 31,843 observations, each the one that the file repeats.
pub(crate) fn ba1() -> Workload {
    let text = include_str!("../../tests/data/adbench/ba1_n49_m7776_p31843.txt");
    let bundle = leak(Bundle::parse_repeated(text));
    let name = "bundle adjustment (ADBench ba1), 31,843 observations";
    with_peers(workload(name, bundle), bundle)
}

/// A million observations, no two of them alike.
pub(crate) fn million() -> Workload {
    let bundle = leak(generated::bundle(245, 198_739, 1_000_000));
    workload(
        "bundle adjustment (ADBench), 1,000,000 observations",
        bundle,
    )
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn workload(name: &'static str, data: &'static Bundle) -> Workload {
    check_block(data);
    let observations = data.observations.len();
    let pattern = leak(Pattern::new(data));
    let mut errors = vec![[0.0; 2]; observations];
    let mut weight_errors = vec![0.0; observations];
    let [mut rows, mut rows_and_pattern, mut rows_alone] = [(); 3].map(|()| Rows::new());
    let mut tape = Tape::new();
    let [mut written, mut also_written] = [(); 2].map(|()| Pattern::new(data));
    let primal = move || {
        residuals(
            black_box(data),
            black_box(&mut errors),
            black_box(&mut weight_errors),
        )
    };
    Workload::new(name, (BLOCK + 1) * observations, primal)
        .gradient("hand-written adjoint, compressed rows", move |values| {
            assemble(
                black_box(data),
                pattern,
                values,
                hand_written,
                weight_slope_by_hand,
            )
        })
        .gradient("autodiff reverse, jacrev, compressed rows", move |values| {
            let block = |c: &_, p: &_, w, f: &_, b: &mut _| rows.block((c, p, w), f, b);
            assemble(black_box(data), pattern, values, block, weight_error::grad)
        })
        .gradient(
            "hand-written adjoint, compressed rows and their pattern",
            move |values| {
                written.set_up(black_box(data));
                assemble(
                    black_box(data),
                    &written,
                    values,
                    hand_written,
                    weight_slope_by_hand,
                )
            },
        )
        .gradient(
            "autodiff reverse, jacrev, compressed rows and their pattern",
            move |values| {
                let block =
                    |c: &_, p: &_, w, f: &_, b: &mut _| rows_and_pattern.block((c, p, w), f, b);
                also_written.set_up(black_box(data));
                assemble(
                    black_box(data),
                    &also_written,
                    values,
                    block,
                    weight_error::grad,
                )
            },
        )
        .value("hand-written adjoint, blocks alone", move || {
            only_compute(black_box(data), hand_written, weight_slope_by_hand)
        })
        .value("autodiff reverse, jacrev, blocks alone", move || {
            let block = |c: &_, p: &_, w, f: &_, b: &mut _| rows_alone.block((c, p, w), f, b);
            only_compute(black_box(data), block, weight_error::grad)
        })
        .gradient(
            "autodiff reverse, one vjp a row, compressed rows",
            move |values| {
                let block =
                    |c: &_, p: &_, w, f: &_, b: &mut _| vjp_block(&mut tape, (c, p, w), f, b);
                assemble(black_box(data), pattern, values, block, weight_error::grad)
            },
        )
}

/// Other crates take too long for the largest instance.
fn with_peers(workload: Workload, data: &'static Bundle) -> Workload {
    let pattern = leak(Pattern::new(data));
    let mut duals = Vec::new();
    let tape = reverse::Tape::new();
    workload
        .gradient("num-dual, static, compressed rows", move |values| {
            let block = |c: &_, p: &_, w, f: &_, b: &mut _| dual_block(&mut duals, (c, p, w), f, b);
            assemble(
                black_box(data),
                pattern,
                values,
                block,
                weight_slope_by_hand,
            )
        })
        .gradient(TAPE_CRATE, move |values| {
            let block = |c: &_, p: &_, w, f: &_, b: &mut _| tape_block(&tape, (c, p, w), f, b);
            assemble(
                black_box(data),
                pattern,
                values,
                block,
                weight_slope_by_hand,
            )
        })
}
