//! Blocks of the Jacobian by other crates: the residuals over a number type.

use super::objective::Camera;
use super::rows::{BLOCK, INPUTS};
use crate::peers::{Scalar, copy_parts};
use num_dual::DualSVec64;
use reverse::Gradient as _;

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

/// By the crate `reverse`.
pub(super) fn tape_block(
    tape: &reverse::Tape,
    (camera, point, weight): (&Camera, &[f64; 3], f64),
    feature: &[f64; 2],
    block: &mut [f64; BLOCK],
) -> [f64; 2] {
    tape.clear();
    let variables = tape.add_vars(&[&camera[..], point, &[weight]].concat());
    let residuals = generic(&variables, feature);
    let (first, second) = block.split_at_mut(INPUTS);
    first.copy_from_slice(&residuals[0].grad().wrt(&variables));
    second.copy_from_slice(&residuals[1].grad().wrt(&variables));
    residuals.map(Scalar::value)
}

/// By `num-dual`, in a buffer for the dual numbers.
pub(super) fn dual_block(
    duals: &mut Vec<DualSVec64<INPUTS>>,
    (camera, point, weight): (&Camera, &[f64; 3], f64),
    feature: &[f64; 2],
    block: &mut [f64; BLOCK],
) -> [f64; 2] {
    duals.clear();
    let inputs = camera.iter().chain(point).chain([&weight]);
    for (i, &value) in inputs.enumerate() {
        duals.push(DualSVec64::from_re(value).derivative(i));
    }
    let [a, b] = generic(duals, feature);
    let (first, second) = block.split_at_mut(INPUTS);
    copy_parts(&a, first);
    copy_parts(&b, second);
    [a.re, b.re]
}
