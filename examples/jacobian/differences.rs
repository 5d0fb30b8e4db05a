//! The Jacobian by differences of outputs, row by row, one column after the other.

use super::model::Model;

/// `(y(x + h) - y(x)) / h`: one more evaluation a column.
pub fn one_sided(model: &Model, step: f64) -> Vec<f64> {
    let here = model.outputs(&model.input);
    columns(model, |moved, j| {
        let x = moved[j];
        moved[j] = x + step;
        let up = model.outputs(moved);
        moved[j] = x;
        up.iter()
            .zip(&here)
            .map(|(up, here)| (up - here) / step)
            .collect()
    })
}

/// `(y(x + h) - y(x - h)) / 2 h`: two evaluations a column.
pub fn central(model: &Model, step: f64) -> Vec<f64> {
    columns(model, |moved, j| {
        let x = moved[j];
        moved[j] = x + step;
        let up = model.outputs(moved);
        moved[j] = x - step;
        let down = model.outputs(moved);
        moved[j] = x;
        up.iter()
            .zip(&down)
            .map(|(up, down)| (up - down) / (2.0 * step))
            .collect()
    })
}

fn columns(model: &Model, mut column: impl FnMut(&mut [f64], usize) -> Vec<f64>) -> Vec<f64> {
    let mut moved = model.input.clone();
    let mut jacobian = vec![0.0; model.rows() * model.columns()];
    for j in 0..model.columns() {
        for (i, slope) in column(&mut moved, j).into_iter().enumerate() {
            jacobian[i * model.columns() + j] = slope;
        }
    }
    jacobian
}

/// The largest difference of two Jacobians' entries; NaN if one is.
pub fn worst(a: &[f64], b: &[f64]) -> f64 {
    let distances = a.iter().zip(b).map(|(a, b)| (a - b).abs());
    distances.fold(0.0, |worst: f64, d| {
        if d <= worst || worst.is_nan() {
            worst
        } else {
            d
        }
    })
}
