//! ADBench's Gaussian mixture: the log-likelihood of points under a mixture with a Wishart prior on the covariances.

use autodiff::{grad, jvp};

/// An instance: the differentiated parameters, then the data.
pub(crate) struct Gmm {
    /// Logarithms of the unnormalised weights, one a component.
    pub(crate) alphas: Vec<f64>,
    /// Means, one row a component.
    pub(crate) means: Vec<f64>,
    /// Inverse covariance factors, one row a component: log-diagonal, then the strictly lower triangle by columns.
    pub(crate) icf: Vec<f64>,
    /// Points, one row each.
    pub(crate) points: Vec<f64>,
    /// Scale of the prior.
    pub(crate) gamma: f64,
    /// Degrees of freedom of the prior beyond the dimension.
    pub(crate) m: usize,
}

impl Gmm {
    /// Reads ADBench's text format.
    pub(crate) fn parse(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let [d, k, n] = std::array::from_fn(|_| words.next().unwrap().parse::<usize>().unwrap());
        let mut reals = |count: usize| -> Vec<f64> {
            (0..count)
                .map(|_| {
                    words
                        .next()
                        .expect("as many numbers as announced")
                        .parse()
                        .unwrap()
                })
                .collect()
        };
        let (alphas, means, icf, points) = (
            reals(k),
            reals(k * d),
            reals(k * d * (d + 1) / 2),
            reals(n * d),
        );
        let prior = reals(2);
        Gmm {
            alphas,
            means,
            icf,
            points,
            gamma: prior[0],
            m: prior[1] as usize,
        }
    }
}

/// The log-likelihood of the rows of `points`.
#[grad(wrt(alphas, means, icf))]
#[jvp(wrt(alphas, means, icf))]
pub(crate) fn log_likelihood(
    alphas: &[f64],
    means: &[f64],
    icf: &[f64],
    points: &[f64],
    gamma: f64,
    m: usize,
) -> f64 {
    let k = alphas.len();
    let d = means.len() / k;
    let n = points.len() / d;
    let row = icf.len() / k;

    let mut diagonals = vec![0.0; k * d];
    let mut log_weights = vec![0.0; k];
    for j in 0..k {
        let log_determinant = exponentials(
            &icf[j * row..j * row + d],
            &mut diagonals[j * d..(j + 1) * d],
        );
        log_weights[j] = alphas[j] + log_determinant;
    }

    let mut sum = 0.0;
    let mut terms = vec![0.0; k];
    let mut centred = vec![0.0; d];
    let mut scaled = vec![0.0; d];
    for i in 0..n {
        for j in 0..k {
            let distance = squared_distance(
                &points[i * d..(i + 1) * d],
                &means[j * d..(j + 1) * d],
                &diagonals[j * d..(j + 1) * d],
                &icf[j * row + d..(j + 1) * row],
                &mut centred,
                &mut scaled,
            );
            terms[j] = log_weights[j] - 0.5 * distance;
        }
        sum += log_sum_exp(&terms);
    }

    let constant = -0.5 * (n * d) as f64 * (2.0 * std::f64::consts::PI).ln();
    constant + sum - n as f64 * log_sum_exp(alphas)
        + log_wishart_prior(icf, &diagonals, d, gamma, m)
}

/// Writes the exponentials of a log-diagonal and returns the log-determinant.
#[grad]
#[jvp]
fn exponentials(log_diagonal: &[f64], diagonal: &mut [f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..log_diagonal.len() {
        sum += log_diagonal[i];
        diagonal[i] = log_diagonal[i].exp();
    }
    sum
}

/// The squared length of `L (point - mean)`, where `L` has the given diagonal and strictly lower triangle.
#[grad]
#[jvp]
fn squared_distance(
    point: &[f64],
    mean: &[f64],
    diagonal: &[f64],
    lower: &[f64],
    centred: &mut [f64],
    scaled: &mut [f64],
) -> f64 {
    let d = point.len();
    for i in 0..d {
        centred[i] = point[i] - mean[i];
        scaled[i] = diagonal[i] * centred[i];
    }
    let mut start = 0;
    for column in 0..d {
        let c = centred[column];
        for i in 0..d - column - 1 {
            scaled[column + 1 + i] += lower[start + i] * c;
        }
        start += d - column - 1;
    }
    squared_norm(scaled)
}

#[grad]
#[jvp]
fn squared_norm(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        sum += v * v;
    }
    sum
}

#[grad]
#[jvp]
fn log_sum_exp(x: &[f64]) -> f64 {
    let mut greatest = x[0];
    for v in x {
        greatest = greatest.max(*v);
    }
    let mut sum = 0.0;
    for v in x {
        sum += (v - greatest).exp();
    }
    greatest + sum.ln()
}

#[grad]
#[jvp]
fn log_wishart_prior(icf: &[f64], diagonals: &[f64], d: usize, gamma: f64, m: usize) -> f64 {
    let k = diagonals.len() / d;
    let row = icf.len() / k;
    let n = d + m + 1;
    let mut sum = 0.0;
    for j in 0..k {
        let frobenius = squared_norm(&diagonals[j * d..(j + 1) * d])
            + squared_norm(&icf[j * row + d..(j + 1) * row]);
        let mut log_determinant = 0.0;
        for i in 0..d {
            log_determinant += icf[j * row + i];
        }
        sum += 0.5 * gamma * gamma * frobenius - m as f64 * log_determinant;
    }
    let normaliser =
        (n * d) as f64 * (gamma.ln() - 0.5 * std::f64::consts::LN_2) - log_gamma_distribution(n, d);
    sum - k as f64 * normaliser
}

/// The logarithm of the multivariate gamma function of dimension `p` at `n / 2`.
fn log_gamma_distribution(n: usize, p: usize) -> f64 {
    let sum: f64 = (0..p).map(|j| log_gamma_half(n - j)).sum();
    0.25 * (p * (p - 1)) as f64 * std::f64::consts::PI.ln() + sum
}

/// ln(gamma(n / 2)) for n >= 1, by gamma(x + 1) = x gamma(x) from gamma(1) = 1 and gamma(1 / 2) = sqrt(pi).
fn log_gamma_half(n: usize) -> f64 {
    let mut sum = if n.is_multiple_of(2) {
        0.0
    } else {
        0.5 * std::f64::consts::PI.ln()
    };
    let mut x = n as f64 / 2.0 - 1.0;
    while x > 0.0 {
        sum += x.ln();
        x -= 1.0;
    }
    sum
}
