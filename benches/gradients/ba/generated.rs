//! Bundles of any size.

use super::objective::{Bundle, Camera};
use crate::harness::numbers;

/// As in ADBench's instances observation i joins camera i % n and point i % m; but no two cameras, points, weights or features are
/// alike. All are spread about those of ba1, so that every point stays well in front of its camera or behind it.
pub(super) fn bundle(cameras: usize, points: usize, observations: usize) -> Bundle {
    let camera: Camera = [
        -0.76, -1.11, -0.85, 34.6, 39.7, 53.9, 419.0, 5.9, -8.5, 0.088, 0.0027,
    ];
    let point = [7.2, 0.0, 3.0];
    let feature = [272.0, 834.0];
    Bundle {
        cameras: spread(11, cameras, camera, 0.1),
        points: spread(12, points, point, 0.5),
        weights: numbers(13, observations)
            .iter()
            .map(|u| 0.5 + 0.5 * u)
            .collect(),
        features: spread(14, observations, feature, 0.5),
        observations: (0..observations)
            .map(|i| (i % cameras, i % points))
            .collect(),
    }
}

/// `count` times `centre`, every number moved by at most this share of 1 and itself.
fn spread<const N: usize>(seed: u64, count: usize, centre: [f64; N], share: f64) -> Vec<[f64; N]> {
    let moves = numbers(seed, N * count);
    let around = |moves: &[f64; N]| {
        std::array::from_fn(|j| centre[j] + share * moves[j] * centre[j].abs().min(1.0))
    };
    moves.as_chunks().0.iter().map(around).collect()
}
