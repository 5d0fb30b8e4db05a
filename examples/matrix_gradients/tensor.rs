//! Derivatives with more than two axes. A Jacobian is what they look like flattened: a row for each
//! entry of the result, a column for each entry of the argument, the last axis running fastest.

use autodiff::Matrix;

/// Numbers along any number of axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    /// The length of each axis.
    pub shape: Vec<usize>,
    /// The numbers, the last axis running fastest.
    pub numbers: Vec<f64>,
}

impl Tensor {
    /// The tensor with these entries.
    pub fn from_fn(shape: &[usize], entry: impl Fn(&[usize]) -> f64) -> Tensor {
        let count = shape.iter().product();
        let numbers = (0..count).map(|k| entry(&indices(shape, k))).collect();
        Tensor {
            shape: shape.to_vec(),
            numbers,
        }
    }

    /// A Jacobian with its rows and columns unfolded into axes.
    pub fn unfold(jacobian: &Matrix<f64>, result: &[usize], argument: &[usize]) -> Tensor {
        assert_eq!(
            jacobian.nrows(),
            result.iter().product(),
            "a row for each entry of the result"
        );
        assert_eq!(
            jacobian.ncols(),
            argument.iter().product(),
            "a column for each entry of the argument"
        );
        Tensor {
            shape: [result, argument].concat(),
            numbers: jacobian.as_slice().to_vec(),
        }
    }

    /// An entry.
    pub fn at(&self, index: &[usize]) -> f64 {
        assert_eq!(index.len(), self.shape.len(), "an index for each axis");
        let axes = index.iter().zip(&self.shape);
        self.numbers[axes.fold(0, |k, (&i, &n)| {
            assert!(i < n, "{index:?} in {:?}", self.shape);
            k * n + i
        })]
    }

    /// The largest difference of two tensors' entries; NaN if one is, or if the shapes differ.
    pub fn distance(&self, other: &Tensor) -> f64 {
        if self.shape != other.shape {
            return f64::NAN;
        }
        let pairs = self.numbers.iter().zip(&other.numbers);
        pairs.fold(0.0, |worst, (a, b)| {
            let d = (a - b).abs();
            if d <= worst || worst.is_nan() {
                worst
            } else {
                d
            }
        })
    }

    /// `4 x 2 x 3`.
    pub fn describe(&self) -> String {
        let lengths: Vec<_> = self.shape.iter().map(usize::to_string).collect();
        lengths.join(" x ")
    }
}

/// The index of the entry at a place in the flattened tensor.
fn indices(shape: &[usize], place: usize) -> Vec<usize> {
    let mut index = vec![0; shape.len()];
    let mut rest = place;
    for (i, &n) in index.iter_mut().zip(shape).rev() {
        *i = rest % n;
        rest /= n;
    }
    index
}

/// The matrix product, which is the chain rule for Jacobians.
pub fn product(a: &Matrix<f64>, b: &Matrix<f64>) -> Matrix<f64> {
    assert_eq!(a.ncols(), b.nrows(), "as many columns as rows");
    let mut c = Matrix::zeros(a.nrows(), b.ncols());
    for i in 0..a.nrows() {
        for j in 0..b.ncols() {
            c[(i, j)] = (0..a.ncols()).map(|k| a[(i, k)] * b[(k, j)]).sum();
        }
    }
    c
}
