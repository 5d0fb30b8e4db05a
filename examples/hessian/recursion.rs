//! The Hessian as one derives it on paper: Bishop, "Pattern Recognition and Machine Learning"
//! (2006), section 5.4.5. With the slopes `delta_k = dE/da_k` and the second derivatives
//! `M_kk' = d2E/da_k da_k'` at the outputs, and `h` the tanh, a pattern adds
//!
//! ```text
//! both weights in the second layer (5.93):  z_j z_j' M_kk'
//! both weights in the first layer (5.94):   x_i x_i' h''(a_j) I_jj' sum_k w_kj delta_k
//!                                           + x_i x_i' h'(a_j) h'(a_j') sum_kk' w_kj w_k'j' M_kk'
//! one weight in each layer (5.95):          x_i h'(a_j) (delta_k I_jj' + z_j' sum_k' w_k'j M_kk')
//! ```
//!
//! where the last is for `w_ji` and `w_kj'`.

use autodiff::Matrix;

use super::problem::Problem;

/// The Hessian of the error, pattern by pattern, written into a matrix.
pub fn hessian(problem: &Problem, h: &mut Matrix) {
    let [d, _, c] = problem.sizes;
    h.as_mut_slice().fill(0.0);
    for (x, t) in (problem.inputs.chunks_exact(d)).zip(problem.targets.chunks_exact(c)) {
        let pattern = Pattern::new(problem, x, t);
        pattern.add_second_layer(h);
        pattern.add_first_layer(h);
        pattern.add_one_in_each(h);
    }
}

/// What the three blocks are made of, for one pattern.
struct Pattern {
    /// Where the second layer's weights begin.
    second: usize,
    /// The inputs, and 1 for the bias.
    x: Vec<f64>,
    /// The hidden units' activations, and 1 for the bias.
    z: Vec<f64>,
    /// `h'(a_j)`.
    slope: Vec<f64>,
    /// `h''(a_j) sum_k w_kj delta_k`.
    bend: Vec<f64>,
    /// `delta_k`.
    delta: Vec<f64>,
    /// `M_kk'`.
    outputs: Matrix,
    /// `sum_k w_kj M_kk'`, a row for each hidden unit.
    mixed: Matrix,
    /// `sum_kk' w_kj w_k'j' M_kk'`.
    hidden: Matrix,
}

impl Pattern {
    fn new(problem: &Problem, x: &[f64], t: &[f64]) -> Self {
        let [d, m, c] = problem.sizes;
        let (first, second) = problem.weights.split_at(m * (d + 1));
        let w = |k: usize, j: usize| second[k * (m + 1) + j];
        let x = with_bias(x);
        let mut z: Vec<f64> = (first.chunks_exact(d + 1))
            .map(|unit| dot(unit, &x).tanh())
            .collect();
        let slope: Vec<f64> = z.iter().map(|z| 1.0 - z * z).collect();
        z.push(1.0);

        let a: Vec<f64> = second.chunks_exact(m + 1).map(|u| dot(u, &z)).collect();
        let y = softmax(&a);
        let delta: Vec<f64> = y.iter().zip(t).map(|(y, t)| y - t).collect();
        let outputs = matrix(c, c, |k, l| identity(k, l) * y[k] - y[k] * y[l]);
        let bend = (0..m)
            .map(|j| -2.0 * z[j] * slope[j] * sum(c, |k| w(k, j) * delta[k]))
            .collect();
        let mixed = matrix(m, c, |j, k| sum(c, |l| w(l, j) * outputs[(k, l)]));
        let hidden = matrix(m, m, |j, i| sum(c, |k| w(k, i) * mixed[(j, k)]));
        Pattern {
            second: first.len(),
            x,
            z,
            slope,
            bend,
            delta,
            outputs,
            mixed,
            hidden,
        }
    }

    fn add_second_layer(&self, h: &mut Matrix) {
        let units = self.z.len();
        for (k, l) in pairs(self.delta.len(), self.delta.len()) {
            let row = self.second + k * units;
            let column = self.second + l * units;
            for (j, i) in pairs(units, units) {
                h[(row + j, column + i)] += self.z[j] * self.z[i] * self.outputs[(k, l)];
            }
        }
    }

    fn add_first_layer(&self, h: &mut Matrix) {
        let (inputs, units) = (self.x.len(), self.slope.len());
        for (j, l) in pairs(units, units) {
            let factor =
                identity(j, l) * self.bend[j] + self.slope[j] * self.slope[l] * self.hidden[(j, l)];
            for (i, p) in pairs(inputs, inputs) {
                h[(j * inputs + i, l * inputs + p)] += self.x[i] * self.x[p] * factor;
            }
        }
    }

    fn add_one_in_each(&self, h: &mut Matrix) {
        let (inputs, units) = (self.x.len(), self.z.len());
        for (j, k) in pairs(self.slope.len(), self.delta.len()) {
            for l in 0..units {
                let factor = self.slope[j]
                    * (identity(j, l) * self.delta[k] + self.z[l] * self.mixed[(j, k)]);
                let of_second = self.second + k * units + l;
                for i in 0..inputs {
                    h[(j * inputs + i, of_second)] += self.x[i] * factor;
                    h[(of_second, j * inputs + i)] += self.x[i] * factor;
                }
            }
        }
    }
}

fn with_bias(x: &[f64]) -> Vec<f64> {
    x.iter().copied().chain([1.0]).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn sum(n: usize, term: impl Fn(usize) -> f64) -> f64 {
    (0..n).map(term).sum()
}

fn softmax(a: &[f64]) -> Vec<f64> {
    let largest = a.iter().fold(f64::NEG_INFINITY, |m, &a| m.max(a));
    let total: f64 = a.iter().map(|a| (a - largest).exp()).sum();
    a.iter().map(|a| (a - largest).exp() / total).collect()
}

/// `I_jl`.
fn identity(j: usize, l: usize) -> f64 {
    if j == l { 1.0 } else { 0.0 }
}

fn matrix(rows: usize, columns: usize, entry: impl Fn(usize, usize) -> f64) -> Matrix {
    let mut m = Matrix::zeros(rows, columns);
    for (i, j) in pairs(rows, columns) {
        m[(i, j)] = entry(i, j);
    }
    m
}

fn pairs(rows: usize, columns: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..rows).flat_map(move |i| (0..columns).map(move |j| (i, j)))
}
