//! ADBench's bundle adjustment: how far a camera's picture of a point is from where it was seen.

use autodiff::{grad, jvp};

/// Rotation (3), centre (3), focal length, principal point (2), radial distortion (2).
pub(crate) type Camera = [f64; 11];

/// An instance.
pub(crate) struct Bundle {
    /// The cameras.
    pub(crate) cameras: Vec<Camera>,
    /// The points.
    pub(crate) points: Vec<[f64; 3]>,
    /// One weight an observation.
    pub(crate) weights: Vec<f64>,
    /// One feature an observation: where the point was seen.
    pub(crate) features: Vec<[f64; 2]>,
    /// The camera and the point of each observation.
    pub(crate) observations: Vec<(usize, usize)>,
}

struct Words<'a>(std::str::SplitWhitespace<'a>);

impl Words<'_> {
    fn count(&mut self) -> usize {
        self.0
            .next()
            .expect("as many numbers as announced")
            .parse()
            .unwrap()
    }

    fn reals<const N: usize>(&mut self) -> [f64; N] {
        std::array::from_fn(|_| {
            self.0
                .next()
                .expect("as many numbers as announced")
                .parse()
                .unwrap()
        })
    }
}

impl Bundle {
    /// Reads ADBench's text format: one camera, point, weight and feature, repeated.
    pub(crate) fn parse_repeated(text: &str) -> Self {
        let mut words = Words(text.split_whitespace());
        let (n, m, p) = (words.count(), words.count(), words.count());
        Bundle {
            cameras: vec![words.reals(); n],
            points: vec![words.reals(); m],
            weights: vec![words.reals::<1>()[0]; p],
            features: vec![words.reals(); p],
            observations: (0..p).map(|i| (i % n, i % m)).collect(),
        }
    }

    /// Reads an instance in which everything is listed.
    pub(crate) fn parse_listed(text: &str) -> Self {
        let mut words = Words(text.split_whitespace());
        let (n, m, p) = (words.count(), words.count(), words.count());
        let cameras = (0..n).map(|_| words.reals()).collect();
        let points = (0..m).map(|_| words.reals()).collect();
        let weights = (0..p).map(|_| words.reals::<1>()[0]).collect();
        let observations = (0..p).map(|_| (words.count(), words.count())).collect();
        let features = (0..p).map(|_| words.reals()).collect();
        Bundle {
            cameras,
            points,
            weights,
            features,
            observations,
        }
    }
}

/// The weighted difference between the picture of `point` and `feature`.
#[grad(wrt(camera, point, weight))]
#[jvp(wrt(camera, point, weight))]
pub(crate) fn reprojection_error(
    camera: &[f64; 11],
    point: &[f64; 3],
    weight: f64,
    feature: &[f64; 2],
) -> [f64; 2] {
    let pixel = project(camera, point);
    [
        weight * (pixel[0] - feature[0]),
        weight * (pixel[1] - feature[1]),
    ]
}

/// What keeps a weight near one.
#[grad]
#[jvp]
pub(crate) fn weight_error(weight: f64) -> f64 {
    1.0 - weight * weight
}

#[grad]
#[jvp]
fn project(camera: &[f64; 11], point: &[f64; 3]) -> [f64; 2] {
    let moved = [
        point[0] - camera[3],
        point[1] - camera[4],
        point[2] - camera[5],
    ];
    let seen = rotate([camera[0], camera[1], camera[2]], moved);
    let x = seen[0] / seen[2];
    let y = seen[1] / seen[2];
    let square = x * x + y * y;
    let zoom = camera[6] * (1.0 + camera[9] * square + camera[10] * square * square);
    [x * zoom + camera[7], y * zoom + camera[8]]
}

/// Rodrigues' rotation of `x` about `axis` by its length.
#[grad]
#[jvp]
fn rotate(axis: [f64; 3], x: [f64; 3]) -> [f64; 3] {
    let square = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    if square == 0.0 {
        let turned = cross(axis, x);
        return [x[0] + turned[0], x[1] + turned[1], x[2] + turned[2]];
    }
    let angle = square.sqrt();
    let (sin, cos) = angle.sin_cos();
    let inverse = 1.0 / angle;
    let w = [axis[0] * inverse, axis[1] * inverse, axis[2] * inverse];
    let turned = cross(w, x);
    let along = (w[0] * x[0] + w[1] * x[1] + w[2] * x[2]) * (1.0 - cos);
    [
        x[0] * cos + turned[0] * sin + w[0] * along,
        x[1] * cos + turned[1] * sin + w[1] * along,
        x[2] * cos + turned[2] * sin + w[2] * along,
    ]
}

#[grad]
#[jvp]
fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    ]
}
