//! `&mut` parameters.

use autodiff::{Matrix, Tape, grad, jvp};

/// a := a k, and the sum of the new elements.
#[grad]
#[jvp]
fn scale(a: &mut [f64], k: f64) -> f64 {
    let mut s = 0.0;
    for v in a.iter_mut() {
        *v *= k;
        s += *v;
    }
    s
}

#[test]
fn cotangents_go_in_and_come_out() {
    let (mut a, mut a_bar) = ([1.0, 2.0], [10.0, 100.0]);
    let (y, k_bar): (f64, f64) = scale::vjp(&mut a, 3.0, 1.0, &mut a_bar);
    assert_eq!((y, a), (9.0, [3.0, 6.0]));
    assert_eq!((k_bar, a_bar), (11.0 + 202.0, [33.0, 303.0]));
}

#[test]
fn tangents_go_in_and_come_out() {
    let (mut a, mut a_dot) = ([1.0, 2.0], [10.0, 100.0]);
    let (y, y_dot): (f64, f64) = scale::jvp(&mut a, 3.0, &mut a_dot, 1.0);
    assert_eq!((y, a), (9.0, [3.0, 6.0]));
    assert_eq!((y_dot, a_dot), (333.0, [31.0, 302.0]));
}

#[test]
fn the_gradient_takes_zero_for_them() {
    let mut a = [1.0, 2.0];
    let k_bar: f64 = scale::grad(&mut a, 3.0);
    assert_eq!((k_bar, a), (3.0, [3.0, 6.0]));
    let (mut a, mut k_bar) = ([1.0, 2.0], 0.0);
    let y = scale::value_and_grad_into(&mut a, 3.0, &mut k_bar);
    assert_eq!((y, k_bar), (9.0, 3.0));
    let mut a = [1.0, 2.0];
    let y = scale::value_and_grad_with(&mut Tape::new(), &mut a, 3.0, &mut k_bar);
    assert_eq!((y, k_bar), (9.0, 3.0));
}

/// The reverse sweep undoes a swap; the caller must not see it.
#[grad]
#[jvp]
fn swapped(x: f64, a: &mut [f64]) -> f64 {
    a.swap(0, 1);
    x * a[0]
}

#[test]
fn the_final_value_stays_swapped() {
    let mut a = [1.0, 2.0];
    assert_eq!(swapped::value_and_grad(0.5, &mut a), (1.0, 2.0));
    assert_eq!(a, [2.0, 1.0]);
    let mut a_bar = [10.0, 100.0];
    assert_eq!(swapped::vjp(0.5, &mut a, 1.0, &mut a_bar), (0.5, 1.0));
    assert_eq!((a, a_bar), ([1.0, 2.0], [100.0, 10.5]));
}

/// The right-hand side of a differential equation: the outputs are the `&mut` parameter.
#[grad]
#[jvp]
fn rhs(y: &[f64], k: f64, dy: &mut [f64]) {
    dy[0] = k * y[1];
    dy[1] = -y[0] * y[1];
}

#[test]
fn no_result_no_cotangent_of_it() {
    let (mut dy, mut dy_bar) = ([7.0, 7.0], [1.0, 10.0]);
    let ((), (y_bar, k_bar)) = rhs::vjp(&[2.0, 3.0], 5.0, &mut dy, &mut dy_bar);
    assert_eq!((y_bar, k_bar), (vec![-30.0, -15.0], 3.0));
    assert_eq!((dy, dy_bar), ([15.0, -6.0], [0.0, 0.0]));
    let (mut dy, mut dy_dot) = ([7.0, 7.0], [9.0, 9.0]);
    let ((), ()) = rhs::jvp(&[2.0, 3.0], 5.0, &mut dy, &[1.0, 0.0], 1.0, &mut dy_dot);
    assert_eq!((dy, dy_dot), ([15.0, -6.0], [3.0, -3.0]));
}

/// Here what was in the output before has no column in the Jacobian.
#[grad(wrt(y))]
#[jvp(wrt(y))]
fn rhs_of_y(y: &[f64], k: f64, dy: &mut [f64]) {
    dy[0] = k * y[1];
    dy[1] = -y[0] * y[1];
}

#[test]
fn jacobians_of_a_right_hand_side() {
    // Columns: y (2), k, and the initial dy (2), which is overwritten.
    let expected = [0.0, 5.0, 3.0, 0.0, 0.0, -3.0, -2.0, 0.0, 0.0, 0.0];
    let mut dy = [7.0, 7.0];
    let m: Matrix = rhs::jacrev(&[2.0, 3.0], 5.0, &mut dy);
    assert_eq!(
        (m.nrows(), m.ncols(), m.as_slice()),
        (2, 5, expected.as_slice())
    );
    let m: Matrix = rhs::jacfwd(&[2.0, 3.0], 5.0, &mut dy);
    assert_eq!(
        (m.nrows(), m.ncols(), m.as_slice()),
        (2, 5, expected.as_slice())
    );
    let square = [0.0, 5.0, -3.0, -2.0];
    assert_eq!(
        rhs_of_y::jacrev(&[2.0, 3.0], 5.0, &mut dy).as_slice(),
        square
    );
    assert_eq!(
        rhs_of_y::jacfwd(&[2.0, 3.0], 5.0, &mut dy).as_slice(),
        square
    );
}

/// Columns behind those of an argument that becomes shorter, or longer.
#[grad]
#[jvp]
fn fold_last(v: &mut Vec<f64>, x: &[f64]) {
    let last = v.pop().unwrap();
    v[0] = v[0] * x[0] + last * x[1];
}

#[grad]
#[jvp]
fn append(v: &mut Vec<f64>, x: &[f64]) {
    v.push(v[0] * x[0]);
}

#[test]
fn columns_are_those_of_the_arguments_as_they_come() {
    let m: Matrix = fold_last::jacrev(&mut vec![2.0, 3.0], &[5.0, 7.0]);
    assert_eq!((m.nrows(), m.ncols()), (1, 4));
    assert_eq!(m.as_slice(), [5.0, 7.0, 2.0, 3.0]);
    let forward = fold_last::jacfwd(&mut vec![2.0, 3.0], &[5.0, 7.0]);
    assert_eq!(m.as_slice(), forward.as_slice());
    let m: Matrix = append::jacrev(&mut vec![2.0], &[5.0]);
    assert_eq!((m.nrows(), m.ncols()), (2, 2));
    assert_eq!(m.as_slice(), [1.0, 0.0, 5.0, 2.0]);
}

#[grad]
fn drop_last(v: &mut Vec<f64>) -> f64 {
    v.pop().unwrap();
    v[0]
}

#[grad]
fn exchange(v: &mut [f64], x: f64) -> f64 {
    let (mut a, mut b) = (x, 2.0 * x);
    std::mem::swap(&mut a, &mut b);
    std::mem::swap(&mut v[0], &mut a);
    v[1]
}

#[test]
fn zeros_in_the_callers_cotangents_are_positive() {
    let (mut v, mut v_bar) = (vec![2.0, 3.0], vec![0.0]);
    let _ = drop_last::vjp(&mut v, 1.0, &mut v_bar);
    let bits: Vec<u64> = v_bar.iter().map(|x| x.to_bits()).collect();
    assert_eq!(bits, [1.0, 0.0].map(f64::to_bits));
    let (mut v, mut v_bar) = ([2.0, 3.0], [0.0, 0.0]);
    let (_, x_bar) = exchange::vjp(&mut v, 5.0, 1.0, &mut v_bar);
    assert_eq!(v_bar.map(f64::to_bits), [0.0, 1.0].map(f64::to_bits));
    assert_eq!(x_bar.to_bits(), 0.0_f64.to_bits());
}

#[grad]
#[jvp]
fn scalars_and_rows(x: &mut f64, rows: &mut [Vec<f64>], m: &mut [[f64; 2]; 1]) {
    *x *= rows[0][0];
    rows[0][0] = *x * m[0][1];
    m[0][1] = 0.0;
}

#[test]
fn every_shape_of_buffer() {
    let (mut x, mut rows, mut m) = (2.0, vec![vec![3.0]], [[0.0, 5.0]]);
    let (mut x_bar, mut rows_bar, mut m_bar) = (1.0, vec![vec![10.0]], [[4.0, 100.0]]);
    let _ = scalars_and_rows::vjp(
        &mut x,
        &mut rows,
        &mut m,
        &mut x_bar,
        &mut rows_bar,
        &mut m_bar,
    );
    assert_eq!((x, rows, m), (6.0, vec![vec![30.0]], [[0.0, 0.0]]));
    assert_eq!(
        (x_bar, rows_bar, m_bar),
        (51.0 * 3.0, vec![vec![102.0]], [[4.0, 60.0]])
    );
}

#[grad]
#[jvp]
fn grow(v: &mut Vec<f64>, x: f64) {
    let last = v[v.len() - 1];
    v.push(last * x);
}

#[test]
fn a_vector_that_grows() {
    let (mut v, mut v_bar) = (vec![2.0], vec![1.0, 10.0]);
    let ((), x_bar) = grow::vjp(&mut v, 3.0, &mut v_bar);
    assert_eq!((v, x_bar, v_bar), (vec![2.0, 6.0], 20.0, vec![31.0]));
    let (mut v, mut v_dot) = (vec![2.0], vec![1.0]);
    grow::jvp(&mut v, 3.0, &mut v_dot, 1.0);
    assert_eq!((v, v_dot), (vec![2.0, 6.0], vec![1.0, 5.0]));
}

/// An integer buffer is no differentiated parameter.
#[grad]
#[jvp]
fn counted(x: f64, counts: &mut [usize], k: &mut i32) -> f64 {
    counts[0] += 1;
    *k -= 1;
    x * counts[0] as f64
}

#[test]
fn integer_buffers_run_once() {
    let (mut counts, mut k) = ([4], 0);
    let x_bar: f64 = counted::grad(2.0, &mut counts, &mut k);
    assert_eq!((x_bar, counts, k), (5.0, [5], -1));
    assert_eq!(counted::jvp(2.0, &mut counts, &mut k, 1.0), (12.0, 6.0));
    assert_eq!((counts, k), ([6], -2));
}
