//! The approximations of the Hessian in Bishop, "Pattern Recognition and Machine Learning" (2006),
//! sections 5.4.1 to 5.4.3.

use autodiff::Matrix;

use super::problem::Problem;

/// The outer-product approximation, of Levenberg and Marquardt or of Gauss and Newton,
/// `sum_n b_n b_n^T`.
///
/// For the squared error `b_n` is the gradient of the output for pattern n (5.84), for the
/// cross-entropy that of the output before the logistic function, times the root of `y_n (1 - y_n)`
/// (5.85). Left out is what has second derivatives of the network in it, times `y_n - t_n`.
pub fn outer_product(vectors: &[Vec<f64>]) -> Matrix {
    let w = vectors[0].len();
    let mut sum = Matrix::zeros(w, w);
    for b in vectors {
        for i in 0..w {
            for j in 0..w {
                sum[(i, j)] += b[i] * b[j];
            }
        }
    }
    sum
}

/// The vectors `b_n` of the outer-product approximation.
pub fn vectors(problem: &Problem, weights: &[f64]) -> Vec<Vec<f64>> {
    (problem.patterns().zip(&problem.targets))
        .map(|(x, &t)| {
            let (a, mut b) = problem.output_gradient(weights, x);
            let (_, curvature) = problem.slope_and_curvature(a, t);
            for b in &mut b {
                *b *= curvature.sqrt();
            }
            b
        })
        .collect()
}

/// The inverse of `alpha I + sum_n b_n b_n^T`, one vector after the other (5.89, after Woodbury):
/// `A^-1 - (A^-1 b) (A^-1 b)^T / (1 + b^T A^-1 b)` is the inverse of `A + b b^T`.
pub fn sequential_inverse(vectors: &[Vec<f64>], alpha: f64) -> Matrix {
    let w = vectors[0].len();
    let mut inverse = Matrix::zeros(w, w);
    for i in 0..w {
        inverse[(i, i)] = 1.0 / alpha;
    }
    for b in vectors {
        let product: Vec<f64> = (0..w).map(|i| dot(inverse.row(i), b)).collect();
        let divisor = 1.0 + dot(b, &product);
        for i in 0..w {
            for j in 0..w {
                inverse[(i, j)] -= product[i] * product[j] / divisor;
            }
        }
    }
    inverse
}

/// The diagonal approximation (5.79, 5.81): second derivatives go back through the network like
/// slopes do, where those with respect to two units of a layer are taken to be 0. `O(W)`.
///
/// ```text
/// d2E/dw_ji^2 = d2E/da_j^2 z_i^2
/// d2E/da_j^2  = h'(a_j)^2 sum_k w_kj^2 d2E/da_k^2 + h''(a_j) sum_k w_kj dE/da_k
/// ```
pub fn diagonal(problem: &Problem, weights: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; weights.len()];
    for (x, &t) in problem.patterns().zip(&problem.targets) {
        add_diagonal(problem, weights, x, t, &mut sum);
    }
    sum
}

fn add_diagonal(problem: &Problem, weights: &[f64], x: &[f64], t: f64, sum: &mut [f64]) {
    let layers = activations(&problem.sizes, weights, x);
    let (slope, curvature) = problem.slope_and_curvature(layers[layers.len() - 1][0], t);
    let (mut slopes, mut curvatures) = (vec![slope], vec![curvature]);
    let mut end = weights.len();
    for z in layers[..layers.len() - 1].iter().rev() {
        let n = z.len();
        let start = end - slopes.len() * (n + 1);
        for (k, curvature) in curvatures.iter().enumerate() {
            let of_unit = &mut sum[start + k * (n + 1)..start + (k + 1) * (n + 1)];
            for (of_weight, z) in of_unit.iter_mut().zip(z.iter().chain([&1.0])) {
                *of_weight += curvature * z * z;
            }
        }
        let w = |k: usize, j: usize| weights[start + k * (n + 1) + j];
        let back = |j: usize, of_weight: fn(f64) -> f64, above: &[f64]| -> f64 {
            (above.iter().enumerate())
                .map(|(k, above)| of_weight(w(k, j)) * above)
                .sum()
        };
        let below = (0..n).map(|j| {
            // For h = tanh, from its value.
            let first = 1.0 - z[j] * z[j];
            let second = -2.0 * z[j] * first;
            let slope = back(j, |w| w, &slopes);
            let curvature = back(j, |w| w * w, &curvatures);
            (first * slope, first * first * curvature + second * slope)
        });
        (slopes, curvatures) = below.unzip();
        end = start;
    }
}

/// The activations of every layer, the input first and the output last.
fn activations(sizes: &[usize], weights: &[f64], x: &[f64]) -> Vec<Vec<f64>> {
    let mut layers = vec![x.to_vec()];
    let mut rest = weights;
    for l in 1..sizes.len() {
        let (layer, after) = rest.split_at(sizes[l] * (sizes[l - 1] + 1));
        let a = (layer.chunks_exact(sizes[l - 1] + 1))
            .map(|unit| dot(unit, &layers[l - 1]) + unit[sizes[l - 1]]);
        let z = if l + 1 < sizes.len() {
            a.map(f64::tanh).collect()
        } else {
            a.collect()
        };
        layers.push(z);
        rest = after;
    }
    layers
}

/// The inner product, as far as the shorter one goes.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
