//! A block of the Jacobian as a person derives and writes it.

use super::rows::{BLOCK, INPUTS};

/// The block of one observation: both rows of the projection's derivative by the rotated point are known in closed form, and each is
/// carried back through the rotation.
pub(super) fn hand_written(
    camera: &[f64; 11],
    point: &[f64; 3],
    weight: f64,
    feature: &[f64; 2],
    block: &mut [f64; BLOCK],
) -> [f64; 2] {
    let r = [camera[0], camera[1], camera[2]];
    let x = [
        point[0] - camera[3],
        point[1] - camera[4],
        point[2] - camera[5],
    ];
    let squared = dot(r, r);
    let (angle, turning) = (squared.sqrt(), squared > 0.0);
    let (sine, cosine) = angle.sin_cos();
    let inverse = if turning { 1.0 / angle } else { 0.0 };
    let axis = scaled(inverse, r);
    let (across, along) = (cross(axis, x), dot(axis, x));
    let seen = if turning {
        let kept = along * (1.0 - cosine);
        each(|i| x[i] * cosine + across[i] * sine + axis[i] * kept)
    } else {
        let turned = cross(r, x);
        each(|i| x[i] + turned[i])
    };
    let depth = 1.0 / seen[2];
    let (u, v) = (seen[0] * depth, seen[1] * depth);
    let radius = u * u + v * v;
    let distortion = 1.0 + radius * (camera[9] + camera[10] * radius);
    let bend = 2.0 * (camera[9] + 2.0 * camera[10] * radius);
    let focal = weight * camera[6];
    let slopes = [
        [distortion + bend * u * u, bend * u * v],
        [bend * u * v, distortion + bend * v * v],
    ];
    let mut residuals = [0.0; 2];
    for (row, block) in block.as_chunks_mut::<INPUTS>().0.iter_mut().enumerate() {
        let image = [u, v][row];
        let k = focal * depth;
        let s = [
            k * slopes[row][0],
            k * slopes[row][1],
            -k * (u * slopes[row][0] + v * slopes[row][1]),
        ];
        let (r_bar, x_bar) = if turning {
            let (s_along, rest) = (dot(axis, s), 1.0 - cosine);
            let back = cross(s, axis);
            let turn = cross(x, s);
            let axis_bar: [f64; 3] =
                each(|i| turn[i] * sine + (s[i] * along + x[i] * s_along) * rest);
            let angle_bar = dot(s, across) * cosine - (dot(s, x) - s_along * along) * sine;
            let inward = angle_bar - inverse * dot(axis_bar, axis);
            (
                each(|i| inverse * axis_bar[i] + axis[i] * inward),
                each(|i| s[i] * cosine + back[i] * sine + axis[i] * s_along * rest),
            )
        } else {
            let back = cross(s, r);
            (cross(x, s), each(|i| s[i] + back[i]))
        };
        let unweighted = image * distortion * camera[6] + camera[7 + row] - feature[row];
        residuals[row] = weight * unweighted;
        *block = [
            r_bar[0],
            r_bar[1],
            r_bar[2],
            -x_bar[0],
            -x_bar[1],
            -x_bar[2],
            weight * image * distortion,
            if row == 0 { weight } else { 0.0 },
            if row == 1 { weight } else { 0.0 },
            focal * image * radius,
            focal * image * radius * radius,
            x_bar[0],
            x_bar[1],
            x_bar[2],
            unweighted,
        ];
    }
    residuals
}

#[inline]
fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

#[inline]
fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}

#[inline]
fn scaled(k: f64, a: [f64; 3]) -> [f64; 3] {
    each(|i| k * a[i])
}

/// A vector by its components. (`map` of an array is left as a call.)
#[inline(always)]
fn each(component: impl Fn(usize) -> f64) -> [f64; 3] {
    [component(0), component(1), component(2)]
}
