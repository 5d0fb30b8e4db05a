//! Extrapolated central differences.

use std::iter::zip;

/// The relative error that the differences must promise to have; otherwise the point is no good.
const ACCURACY: f64 = 3e-8;

/// A Jacobian by central differences.
pub(crate) struct Jacobian {
    /// One row an input.
    pub(crate) rows: Vec<Vec<f64>>,
    pub(crate) outputs: usize,
}

impl Jacobian {
    #[track_caller]
    pub(crate) fn by_differences(f: &dyn Fn(&[f64]) -> Vec<f64>, x: &[f64], name: &str) -> Self {
        let outputs = f(x).len();
        let rows = (0..x.len())
            .map(|i| ridders(f, x, i, outputs, name))
            .collect();
        Jacobian { rows, outputs }
    }

    pub(crate) fn transposed_times(&self, y_bar: &[f64]) -> Vec<f64> {
        self.rows.iter().map(|row| dot(row, y_bar)).collect()
    }

    pub(crate) fn times(&self, x_dot: &[f64]) -> Vec<f64> {
        (0..self.outputs)
            .map(|j| zip(&self.rows, x_dot).map(|(row, d)| row[j] * d).sum())
            .collect()
    }
}

/// Ridders' method: central differences at shrinking steps, extrapolated by Neville's scheme.
#[track_caller]
fn ridders(
    f: &dyn Fn(&[f64]) -> Vec<f64>,
    x: &[f64],
    i: usize,
    outputs: usize,
    name: &str,
) -> Vec<f64> {
    const LEVELS: usize = 7;
    const SHRINK: f64 = 1.6;
    let mut best = vec![(f64::INFINITY, f64::NAN); outputs];
    let mut previous: Vec<Vec<f64>> = Vec::new();
    for level in 0..LEVELS {
        let h = 4e-3 * x[i].abs().max(0.5) / SHRINK.powi(level as i32);
        let at = |offset: f64| {
            let mut x = x.to_vec();
            x[i] += offset;
            f(&x)
        };
        let plain = zip(at(h), at(-h))
            .map(|(a, b)| (a - b) / (2.0 * h))
            .collect();
        let mut column: Vec<Vec<f64>> = vec![plain];
        for order in 0..level {
            let factor = SHRINK.powi(2 * (order as i32 + 1));
            let finer = zip(&column[order], &previous[order])
                .map(|(a, b)| (a * factor - b) / (factor - 1.0))
                .collect();
            column.push(finer);
            for (j, best) in best.iter_mut().enumerate() {
                let (v, w, u) = (column[order + 1][j], column[order][j], previous[order][j]);
                let error = (v - w).abs().max((v - u).abs());
                if error < best.0 {
                    *best = (error, v);
                }
            }
        }
        previous = column;
    }
    for (error, v) in &best {
        let fit = *error <= ACCURACY * v.abs().max(1.0);
        assert!(
            fit,
            "{name}: differences by input {i} at {x:?} are good to {error} only ({v}); choose another point"
        );
    }
    best.into_iter().map(|(_, v)| v).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    zip(a, b).map(|(a, b)| a * b).sum()
}
