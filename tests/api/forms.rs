//! Each form of each item.

use autodiff::{Matrix, Tape, grad, jvp};

/// x^2 y
#[grad]
#[jvp]
fn scalar(x: f64, y: f64) -> f64 {
    x * x * y
}

#[grad]
#[jvp]
fn cube(x: f64) -> f64 {
    x * x * x
}

/// sum over i of w_i x_i^2
#[grad]
#[jvp]
fn weighted(x: &[f64], w: &[f64; 2]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += w[i] * x[i] * x[i];
    }
    s
}

/// (x_0 x_1, x_0 + k, x_1 k)
#[grad]
#[jvp]
fn vector(x: &[f64], k: f64) -> Vec<f64> {
    vec![x[0] * x[1], x[0] + k, x[1] * k]
}

#[grad]
#[jvp]
fn curve(t: f64) -> [f64; 2] {
    [t * t, 3.0 * t]
}

const VECTOR_JACOBIAN: [f64; 9] = [3.0, 2.0, 0.0, 1.0, 0.0, 1.0, 0.0, 5.0, 3.0];

#[test]
fn gradient() {
    let both: (f64, f64) = scalar::grad(3.0, 2.0);
    assert_eq!(both, (12.0, 9.0));
    let one: f64 = cube::grad(2.0);
    assert_eq!(one, 12.0);
    let shapes: (Vec<f64>, [f64; 2]) = weighted::grad(&[2.0, 3.0], &[1.0, -1.0]);
    assert_eq!(shapes, (vec![4.0, -6.0], [4.0, 9.0]));
}

#[test]
fn value_and_gradient() {
    let (y, (x_bar, y_bar)): (f64, (f64, f64)) = scalar::value_and_grad(3.0, 2.0);
    assert_eq!((y, x_bar, y_bar), (18.0, 12.0, 9.0));
    assert_eq!(cube::value_and_grad(2.0), (8.0, 12.0));
}

#[test]
fn value_and_gradient_in_place() {
    // Buffers are overwritten, not added to.
    let (mut a, mut b) = (f64::NAN, 7.0);
    let y: f64 = scalar::value_and_grad_into(3.0, 2.0, &mut a, &mut b);
    assert_eq!((y, a, b), (18.0, 12.0, 9.0));

    let (mut x_bar, mut w_bar) = (vec![5.0; 2], [f64::NAN; 2]);
    let y = weighted::value_and_grad_into(&[2.0, 3.0], &[1.0, -1.0], &mut x_bar, &mut w_bar);
    assert_eq!((y, x_bar, w_bar), (-5.0, vec![4.0, -6.0], [4.0, 9.0]));
}

#[test]
fn value_and_gradient_with_a_tape() {
    let mut tape = Tape::new();
    let (mut x_bar, mut w_bar) = ([5.0; 2], [0.0; 2]);
    for _ in 0..3 {
        let y = weighted::value_and_grad_with(
            &mut tape,
            &[2.0, 3.0],
            &[1.0, -1.0],
            &mut x_bar,
            &mut w_bar,
        );
        assert_eq!((y, x_bar, w_bar), (-5.0, [4.0, -6.0], [4.0, 9.0]));
    }
    let mut x_bar = 1.0;
    assert_eq!(cube::value_and_grad_with(&mut tape, 2.0, &mut x_bar), 8.0);
    assert_eq!(x_bar, 12.0);
}

#[test]
fn vector_jacobian_products() {
    let (y, (a, b)): (f64, (f64, f64)) = scalar::vjp(3.0, 2.0, -1.0);
    assert_eq!((y, a, b), (18.0, -12.0, -9.0));
    let (y, (x_bar, k_bar)): (Vec<f64>, (Vec<f64>, f64)) =
        vector::vjp(&[2.0, 3.0], 5.0, vec![1.0, 10.0, 100.0]);
    assert_eq!(y, vector(&[2.0, 3.0], 5.0));
    assert_eq!((x_bar, k_bar), (vec![13.0, 502.0], 310.0));
    let (y, t_bar): ([f64; 2], f64) = curve::vjp(2.0, [1.0, 1.0]);
    assert_eq!((y, t_bar), ([4.0, 6.0], 7.0));
}

#[test]
fn vector_jacobian_products_in_place() {
    let (mut x_bar, mut k_bar) = (vec![9.0; 2], 9.0);
    let y: Vec<f64> = vector::vjp_into(
        &[2.0, 3.0],
        5.0,
        vec![1.0, 10.0, 100.0],
        &mut x_bar,
        &mut k_bar,
    );
    assert_eq!(
        (y, x_bar, k_bar),
        (vec![6.0, 7.0, 15.0], vec![13.0, 502.0], 310.0)
    );
    let (mut tape, mut t_bar) = (Tape::new(), 9.0);
    let y: [f64; 2] = curve::vjp_with(&mut tape, 2.0, [1.0, 1.0], &mut t_bar);
    assert_eq!((y, t_bar), ([4.0, 6.0], 7.0));
}

#[test]
fn jacobians_by_rows() {
    let m: Matrix = vector::jacrev(&[2.0, 3.0], 5.0);
    assert_eq!((m.nrows(), m.ncols()), (3, 3));
    assert_eq!(m.as_slice(), VECTOR_JACOBIAN);
    assert_eq!((m[(0, 1)], m.row(2)), (2.0, [0.0, 5.0, 3.0].as_slice()));
    assert!(!m.to_string().is_empty());

    let mut m = Matrix::zeros(3, 3);
    vector::jacrev_into(&[2.0, 3.0], 5.0, &mut m);
    assert_eq!(m.as_slice(), VECTOR_JACOBIAN);
    let (mut m, mut tape) = (Matrix::zeros(3, 3), Tape::new());
    vector::jacrev_with(&mut tape, &[2.0, 3.0], 5.0, &mut m);
    assert_eq!(m.as_slice(), VECTOR_JACOBIAN);
}

#[test]
fn jacobian_vector_products() {
    let (y, y_dot): (f64, f64) = scalar::jvp(3.0, 2.0, 1.0, 10.0);
    assert_eq!((y, y_dot), (18.0, 102.0));
    let (y, y_dot): (Vec<f64>, Vec<f64>) = vector::jvp(&[2.0, 3.0], 5.0, &[1.0, 10.0], 100.0);
    assert_eq!((y, y_dot), (vec![6.0, 7.0, 15.0], vec![23.0, 101.0, 350.0]));
    let (_, y_dot): (f64, f64) = weighted::jvp(&[2.0, 3.0], &[1.0, -1.0], &[1.0, 1.0], &[0.0, 1.0]);
    assert_eq!(y_dot, 7.0);
}

#[test]
fn derivatives() {
    let d: f64 = cube::derivative(2.0);
    assert_eq!(d, 12.0);
    let d: [f64; 2] = curve::derivative(2.0);
    assert_eq!(d, [4.0, 3.0]);
}

#[test]
fn jacobians_by_columns() {
    let m: Matrix = vector::jacfwd(&[2.0, 3.0], 5.0);
    assert_eq!(
        (m.nrows(), m.ncols(), m.as_slice()),
        (3, 3, VECTOR_JACOBIAN.as_slice())
    );
    let mut m = Matrix::zeros(3, 3);
    vector::jacfwd_into(&[2.0, 3.0], 5.0, &mut m);
    assert_eq!(m.as_slice(), VECTOR_JACOBIAN);
    let (mut m, mut tape) = (Matrix::zeros(3, 3), Tape::new());
    vector::jacfwd_with(&mut tape, &[2.0, 3.0], 5.0, &mut m);
    assert_eq!(m.as_slice(), VECTOR_JACOBIAN);
    let row = scalar::jacfwd(3.0, 2.0);
    assert_eq!((row.nrows(), row.as_slice()), (1, [12.0, 9.0].as_slice()));
}

#[test]
#[should_panic(expected = "x")]
fn a_buffer_of_the_wrong_length_is_named() {
    let (mut x_bar, mut w_bar) = (vec![0.0; 3], [0.0; 2]);
    weighted::value_and_grad_into(&[2.0, 3.0], &[1.0, -1.0], &mut x_bar, &mut w_bar);
}

#[grad]
#[jvp]
fn wide(x: &[f64]) -> Vec<f64> {
    vec![x.iter().map(|v| v * v).sum(), x[0] * x[1]]
}

#[jvp]
#[grad]
fn tall(x: f64, y: &mut [f64]) {
    for i in 0..y.len() {
        y[i] = y[i] * x + i as f64;
    }
}

#[test]
fn a_jacobian_by_either_mode() {
    for n in [2, 40] {
        let x: Vec<f64> = (0..n).map(|i| 0.3 + f64::from(i)).collect();
        let m = wide::jacobian(&x);
        assert_eq!((m.nrows(), m.ncols()), (2, n as usize));
        assert_eq!(m.as_slice(), wide::jacrev(&x).as_slice());
    }
    let start = [1.0, 2.0, 3.0];
    let (mut a, mut b) = (start, start);
    assert_eq!(
        tall::jacobian(2.0, &mut a).as_slice(),
        tall::jacfwd(2.0, &mut b).as_slice()
    );
    assert_eq!(a, b);
}
