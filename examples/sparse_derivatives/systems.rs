//! Functions with sparse derivatives, written as plain loops.

use autodiff::{hessian, jvp, sparsity};

/// Bratu's problem `u'' + 6 exp(u) = 0` on (0, 1) with `u = 0` at the ends, by central differences: each equation has
/// three unknowns.
#[jvp]
#[sparsity]
pub fn boundary_value_problem(u: &[f64]) -> Vec<f64> {
    let n = u.len();
    let h = 1.0 / (n as f64 + 1.0);
    let mut residual = vec![0.0; n];
    for i in 0..n {
        let left = if i > 0 { u[i - 1] } else { 0.0 };
        let right = if i + 1 < n { u[i + 1] } else { 0.0 };
        residual[i] = left - 2.0 * u[i] + right + 6.0 * h * h * u[i].exp();
    }
    residual
}

/// The energy of a chain of masses on springs that do not obey Hooke's law (Fermi, Pasta, Ulam and Tsingou 1955).
#[hessian]
#[sparsity]
pub fn energy(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        let stretch = x[i] - x[i - 1];
        sum += 0.5 * stretch * stretch + 0.25 * stretch.powi(3) / 3.0;
    }
    sum
}

/// Cameras (rotation, centre, focal length: 7 numbers each) that see points, one pair an observation.
pub struct Bundle {
    /// 7 numbers each.
    pub cameras: Vec<f64>,
    /// 3 numbers each.
    pub points: Vec<f64>,
    /// A camera and the point that it sees.
    pub observations: Vec<(usize, usize)>,
}

impl Bundle {
    /// Points on a winding line, each seen by a few of the cameras before it.
    pub fn synthetic(cameras: usize, points: usize, observations: usize) -> Bundle {
        let wave = |i: usize, k: f64| 0.1 * (k * i as f64 + k).sin();
        let camera = |i: usize| {
            let turn = [wave(i, 0.3), wave(i, 0.5), wave(i, 0.7)];
            let centre = [i as f64 / cameras as f64, wave(i, 1.1), -3.0];
            turn.into_iter().chain(centre).chain([1.0 + wave(i, 1.3)])
        };
        let point = |i: usize| [i as f64 / points as f64, wave(i, 0.2), wave(i, 0.4)];
        let seen = |k: usize| (k * cameras / observations, k % points);
        Bundle {
            cameras: (0..cameras).flat_map(camera).collect(),
            points: (0..points).flat_map(point).collect(),
            observations: (0..observations).map(seen).collect(),
        }
    }
}

/// Where every camera sees its points: two numbers an observation, each of one camera and one point.
#[jvp]
#[sparsity]
pub fn pictures(cameras: &[f64], points: &[f64], observations: &[(usize, usize)]) -> Vec<f64> {
    let mut pictures = vec![];
    for &(c, p) in observations {
        let camera = &cameras[7 * c..7 * c + 7];
        let point = &points[3 * p..3 * p + 3];
        let moved = [
            point[0] - camera[3],
            point[1] - camera[4],
            point[2] - camera[5],
        ];
        let seen = rotate(&camera[0..3], moved);
        pictures.push(camera[6] * seen[0] / seen[2]);
        pictures.push(camera[6] * seen[1] / seen[2]);
    }
    pictures
}

/// Rodrigues' rotation about an axis by its length.
#[jvp]
#[sparsity]
fn rotate(axis: &[f64], x: [f64; 3]) -> [f64; 3] {
    let square = axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2];
    let angle = square.sqrt();
    let w = [axis[0] / angle, axis[1] / angle, axis[2] / angle];
    let turned = [
        w[1] * x[2] - w[2] * x[1],
        w[2] * x[0] - w[0] * x[2],
        w[0] * x[1] - w[1] * x[0],
    ];
    let (sin, cos) = angle.sin_cos();
    let along = (w[0] * x[0] + w[1] * x[1] + w[2] * x[2]) * (1.0 - cos);
    [
        x[0] * cos + turned[0] * sin + w[0] * along,
        x[1] * cos + turned[1] * sin + w[1] * along,
        x[2] * cos + turned[2] * sin + w[2] * along,
    ]
}
