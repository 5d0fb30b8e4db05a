//! Compressed Jacobians and Hessians have the entries of the dense ones.

use autodiff::sparse::CsMat;
use autodiff::{Matrix, hessian, jvp, sparsity};

#[track_caller]
fn assert_same(sparse: &CsMat<f64>, dense: &Matrix) {
    assert_eq!(sparse.shape(), (dense.nrows(), dense.ncols()));
    for i in 0..dense.nrows() {
        for j in 0..dense.ncols() {
            let entry = sparse.get(i, j).copied().unwrap_or(0.0);
            assert_eq!(entry, dense[(i, j)], "({i}, {j})");
        }
    }
}

#[sparsity]
#[jvp]
fn convection(x: &[f64], width: usize) -> Vec<f64> {
    let n = x.len();
    let mut y = vec![];
    for i in 0..n {
        let mut sum = x[i] * x[i];
        for k in 1..=width {
            sum += x[(i + k).min(n - 1)].sin() * x[i.saturating_sub(k)];
        }
        y.push(sum);
    }
    y
}

#[test]
fn jacobians_of_every_number_of_colors() {
    let x: Vec<f64> = (0..40).map(|i| 0.1 + 0.05 * f64::from(i)).collect();
    for width in [0, 1, 2, 3, 4, 6] {
        assert_same(
            &convection::sparse_jacobian(&x, width),
            &convection::jacfwd(&x, width),
        );
    }
}

#[test]
fn in_and_out_parameters() {
    #[jvp]
    #[sparsity]
    fn step(h: f64, y: &mut [f64]) {
        for i in 1..y.len() {
            y[i] += h * y[i - 1] * y[i];
        }
    }
    let start: Vec<f64> = (0..12).map(|i| 1.0 + 0.1 * f64::from(i)).collect();
    let (mut a, mut b) = (start.clone(), start.clone());
    let sparse = step::sparse_jacobian(0.5, &mut a);
    assert_same(&sparse, &step::jacfwd(0.5, &mut b));
    assert_eq!(a, b);
}

#[test]
fn hessians() {
    #[sparsity]
    #[hessian]
    fn f(x: &[f64], a: f64) -> f64 {
        let mut sum = 0.0;
        for w in x.windows(2) {
            let b = w[1] - w[0] * w[0];
            sum += 100.0 * b * b + (w[0] * a).cos();
        }
        sum
    }
    let x: Vec<f64> = (0..30).map(|i| 0.1 * f64::from(i)).collect();
    let (sparse, dense) = (f::sparse_hessian(&x, 0.7), f::hessian(&x, 0.7));
    assert_eq!(sparse.shape(), (31, 31));
    for i in 0..31 {
        for j in 0..31 {
            // a Hessian is symmetric to rounding: either way round it is the same derivative
            let entry = sparse.get(i, j).copied().unwrap_or(0.0);
            let pair = [dense[(i, j)], dense[(j, i)]];
            assert!(pair.contains(&entry), "({i}, {j}): {entry}, {pair:?}");
        }
    }
}

#[test]
fn hessians_of_methods() {
    #[derive(Clone, autodiff::Differentiable)]
    struct Chain {
        x: Vec<f64>,
        k: f64,
    }
    #[sparsity]
    #[hessian]
    impl Chain {
        fn energy(&self) -> f64 {
            let mut s = 0.0;
            for i in 1..self.x.len() {
                let d: f64 = self.x[i] - self.x[i - 1];
                s += d * d * d * self.k;
            }
            s
        }
    }
    let x = vec![0.1, 0.5, 0.4, 0.9];
    let chain = Chain { x, k: 2.0 };
    let (sparse, dense) = (chain.energy_sparse_hessian(), chain.energy_hessian());
    assert_eq!((sparse.shape(), sparse.get(0, 2)), ((5, 5), None));
    // 6 k d and 3 d^2 at the end of the chain
    assert!((dense[(3, 3)] - 6.0).abs() < 1e-12 && (dense[(4, 3)] - 0.75).abs() < 1e-12);
    for i in 0..5 {
        for j in 0..5 {
            let entry = sparse.get(i, j).copied().unwrap_or(0.0);
            let pair = [dense[(i, j)], dense[(j, i)]];
            assert!(pair.contains(&entry), "({i}, {j}): {entry}, {pair:?}");
        }
    }
}

#[test]
fn only_some_parameters() {
    #[sparsity(wrt(y))]
    #[jvp(wrt(x))]
    fn f(x: &[f64], y: &[f64]) -> Vec<f64> {
        x.iter().zip(y).map(|(a, b)| a * b).collect()
    }
    let (x, y) = ([1.0, 2.0], [3.0, 4.0]);
    // the last attribute says by which: both are right by themselves
    let sparse = f::sparse_jacobian(&x, &y);
    assert_same(&sparse, &f::jacfwd(&x, &y));
}

struct Mesh {
    width: f64,
}

#[jvp]
#[sparsity]
impl Mesh {
    fn of_width(width: f64) -> f64 {
        width * width
    }
}

impl Mesh {
    #[jvp(constant(self))]
    #[sparsity(constant(self))]
    fn flow(&self, u: &[f64]) -> Vec<f64> {
        let slope = |w: &[f64]| (w[1] - w[0]) / self.width;
        u.windows(2).map(slope).collect()
    }
}

#[test]
fn methods() {
    let (mesh, u) = (Mesh { width: 0.5 }, [1.0, 3.0, 2.0, 7.0]);
    assert_same(&mesh.flow_sparse_jacobian(&u), &mesh.flow_jacfwd(&u));
    assert_eq!(mesh.flow_jacobian_sparsity(&u).entries(), 6);
    assert_same(
        &Mesh::of_width_sparse_jacobian(3.0),
        &Mesh::of_width_jacfwd(3.0),
    );
}

#[test]
fn nothing_to_sweep() {
    assert_eq!(convection::sparse_jacobian(&[], 1).shape(), (0, 0));
}

/// A function with one output, whose Jacobian is a row: no compression, and right.
#[test]
fn one_row() {
    #[jvp]
    #[sparsity]
    fn f(x: &[f64]) -> f64 {
        x.iter().map(|v| v * v).sum()
    }
    let x: Vec<f64> = (0..11).map(f64::from).collect();
    assert_same(&f::sparse_jacobian(&x), &f::jacfwd(&x));
}
