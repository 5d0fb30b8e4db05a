//! What each parameter and result becomes among gradients and tangents. The types are written out: they are the test.

use autodiff::{grad, jvp};

#[grad]
#[jvp]
fn reals(a: f64, b: &f64, c: f32, d: &f32) -> f64 {
    a * b + f64::from(c) * f64::from(*d)
}

#[test]
fn real_parameters() {
    let g: (f64, f64, f32, f32) = reals::grad(2.0, &3.0, 4.0, &5.0);
    assert_eq!(g, (3.0, 2.0, 5.0, 4.0));
    let (_, y_dot) = reals::jvp(2.0, &3.0, 4.0, &5.0, 1.0, &1.0, 1.0f32, &1.0f32);
    assert_eq!(y_dot, 14.0);
    let (mut a, mut b, mut c, mut d) = (0.0, 0.0, 0.0f32, 0.0f32);
    reals::value_and_grad_into(2.0, &3.0, 4.0, &5.0, &mut a, &mut b, &mut c, &mut d);
    assert_eq!((a, b, c, d), (3.0, 2.0, 5.0, 4.0));
}

#[grad]
#[jvp]
fn sequences(a: &[f64], b: Vec<f64>, c: &Vec<f64>, d: [f64; 2], e: &[f64; 2]) -> f64 {
    a[0] * b[0] * c[0] * d[0] * e[0]
}

#[test]
fn sequences_of_reals() {
    let (a, b, c, d, e) = ([1.0], vec![2.0], vec![3.0], [4.0, 9.0], [5.0, 9.0]);
    let g: (Vec<f64>, Vec<f64>, Vec<f64>, [f64; 2], [f64; 2]) =
        sequences::grad(&a, b.clone(), &c, d, &e);
    assert_eq!(
        g,
        (
            vec![120.0],
            vec![60.0],
            vec![40.0],
            [30.0, 0.0],
            [24.0, 0.0]
        )
    );
    let (_, y_dot) = sequences::jvp(
        &a,
        b.clone(),
        &c,
        d,
        &e,
        &[1.0],
        vec![0.0],
        &[0.0],
        [0.0, 1.0],
        &[1.0, 0.0],
    );
    assert_eq!(y_dot, 144.0);
    let mut buffers = ([0.0], [0.0], vec![0.0], [0.0; 2], [0.0; 2]);
    let (g0, g1, g2, g3, g4) = (
        &mut buffers.0,
        &mut buffers.1,
        &mut buffers.2,
        &mut buffers.3,
        &mut buffers.4,
    );
    let y = sequences::value_and_grad_into(&a, b, &c, d, &e, g0, g1, g2, g3, g4);
    assert_eq!(
        (y, buffers),
        (
            120.0,
            ([120.0], [60.0], vec![40.0], [30.0, 0.0], [24.0, 0.0])
        )
    );
}

#[grad]
#[jvp]
fn nested(a: &[Vec<f64>], b: [[f64; 2]; 1], c: &[[f64; 2]], d: Vec<Vec<f64>>) -> f64 {
    a[1][0] * b[0][1] * c[0][0] * d[0][0]
}

#[test]
fn nested_sequences() {
    let (a, b, c, d) = (
        vec![vec![], vec![2.0]],
        [[0.0, 3.0]],
        [[4.0, 0.0]],
        vec![vec![5.0]],
    );
    let g: (Vec<Vec<f64>>, [[f64; 2]; 1], Vec<[f64; 2]>, Vec<Vec<f64>>) =
        nested::grad(&a, b, &c, d.clone());
    assert_eq!(
        g,
        (
            vec![vec![], vec![60.0]],
            [[0.0, 40.0]],
            vec![[30.0, 0.0]],
            vec![vec![24.0]]
        )
    );
    let a_dot = vec![vec![], vec![1.0]];
    let (_, y_dot) = nested::jvp(
        &a,
        b,
        &c,
        d.clone(),
        &a_dot,
        [[0.0, 1.0]],
        &[[0.0, 1.0]],
        vec![vec![0.0]],
    );
    assert_eq!(y_dot, 100.0);
    let (mut ga, mut gb, mut gc, mut gd) = (a.clone(), b, c, d.clone());
    nested::value_and_grad_into(&a, b, &c, d, &mut ga, &mut gb, &mut gc, &mut gd);
    assert_eq!((ga, gb, gc, gd), g_of_nested());
}

fn g_of_nested() -> (Vec<Vec<f64>>, [[f64; 2]; 1], [[f64; 2]; 1], Vec<Vec<f64>>) {
    (
        vec![vec![], vec![60.0]],
        [[0.0, 40.0]],
        [[30.0, 0.0]],
        vec![vec![24.0]],
    )
}

#[grad]
#[jvp]
fn tuples(p: (f64, f64), q: (f64, usize, (f64, bool))) -> (f64, [f64; 2], usize) {
    let n = q.1;
    (p.0 * q.0, [p.1, q.2.0 * n as f64], n)
}

#[test]
fn tuples_with_integers() {
    let (p, q) = ((2.0, 3.0), (4.0, 7, (5.0, true)));
    let (y, g) = tuples::vjp(p, q, (1.0, [10.0, 100.0], ()));
    assert_eq!(y, (8.0, [3.0, 35.0], 7));
    let (p_bar, q_bar): ((f64, f64), (f64, (), (f64, ()))) = g;
    assert_eq!((p_bar, q_bar), ((4.0, 10.0), (2.0, (), (700.0, ()))));
    let (_, y_dot) = tuples::jvp(p, q, (1.0, 1.0), (1.0, (), (1.0, ())));
    let y_dot: (f64, [f64; 2], ()) = y_dot;
    assert_eq!(y_dot, (6.0, [1.0, 7.0], ()));
}

#[grad]
#[jvp]
#[allow(clippy::too_many_arguments, reason = "one of each")]
fn beside_integers(
    n: usize,
    x: f64,
    k: i32,
    table: &[usize],
    flag: bool,
    c: char,
    name: &str,
    y: f64,
) -> f64 {
    if flag && c == 'a' && name.len() == 3 {
        x.powi(k) * y * table[n] as f64
    } else {
        0.0
    }
}

#[test]
fn integers_have_no_part() {
    let g: (f64, f64) = beside_integers::grad(1, 2.0, 3, &[0, 5], true, 'a', "abc", 7.0);
    assert_eq!(g, (420.0, 40.0));
    assert_eq!(
        beside_integers::jvp(1, 2.0, 3, &[0, 5], true, 'a', "abc", 7.0, 1.0, 1.0),
        (280.0, 460.0)
    );
}

#[grad]
#[jvp]
fn single(x: &[f32], k: f32) -> f32 {
    let mut s = 0.0;
    for v in x {
        s += v * v * k;
    }
    s
}

#[test]
fn single_precision() {
    let g: (Vec<f32>, f32) = single::grad(&[1.0, 2.0], 3.0);
    assert_eq!(g, (vec![6.0, 12.0], 5.0));
    let (y, y_dot): (f32, f32) = single::jvp(&[1.0, 2.0], 3.0, &[1.0, 0.0], 1.0);
    assert_eq!((y, y_dot), (15.0, 11.0));
}

#[grad]
#[jvp]
fn pairs(points: &[(f64, f64)]) -> f64 {
    points[0].0 * points[1].1
}

#[test]
fn slices_of_tuples() {
    let g: Vec<(f64, f64)> = pairs::grad(&[(2.0, 0.0), (0.0, 3.0)]);
    assert_eq!(g, [(3.0, 0.0), (0.0, 2.0)]);
    let (_, y_dot) = pairs::jvp(&[(2.0, 0.0), (0.0, 3.0)], &[(1.0, 1.0), (1.0, 1.0)]);
    assert_eq!(y_dot, 5.0);
}

#[grad]
#[jvp]
fn nested_result(x: f64, n: usize) -> Vec<Vec<f64>> {
    let mut rows = vec![vec![0.0; 2]; n];
    for i in 0..n {
        rows[i][1] = x * i as f64;
    }
    rows
}

#[test]
fn nested_results_are_flattened_by_rows() {
    let m = nested_result::jacrev(5.0, 3);
    assert_eq!((m.nrows(), m.ncols()), (6, 1));
    assert_eq!(m.as_slice(), [0.0, 0.0, 0.0, 1.0, 0.0, 2.0]);
    assert_eq!(nested_result::jacfwd(5.0, 3).as_slice(), m.as_slice());
    let (_, x_bar) = nested_result::vjp(5.0, 2, vec![vec![7.0, 7.0], vec![7.0, 7.0]]);
    assert_eq!(x_bar, 7.0);
}

#[grad]
#[jvp]
fn generic_length<const N: usize>(x: [f64; N], y: &[f64; N]) -> f64 {
    let mut s = 0.0;
    for i in 0..N {
        s += x[i] * y[i];
    }
    s
}

#[test]
fn const_generics_carry_over() {
    let g: ([f64; 2], [f64; 2]) = generic_length::grad([1.0, 2.0], &[3.0, 4.0]);
    assert_eq!(g, ([3.0, 4.0], [1.0, 2.0]));
    let g = generic_length::grad::<1>([1.0], &[3.0]);
    assert_eq!(g, ([3.0], [1.0]));
    assert_eq!(
        generic_length::jvp([1.0], &[3.0], [1.0], &[1.0]),
        (3.0, 4.0)
    );
}

#[grad]
#[jvp]
fn with_lifetimes<'a, 'b>(x: &'a [f64], y: &'b [f64]) -> f64
where
    'b: 'a,
{
    x[0] * y[0]
}

#[test]
fn lifetimes_carry_over() {
    assert_eq!(with_lifetimes::grad(&[2.0], &[3.0]), (vec![3.0], vec![2.0]));
    assert_eq!(
        with_lifetimes::jvp(&[2.0], &[3.0], &[1.0], &[0.0]),
        (6.0, 3.0)
    );
}

#[grad]
#[jvp]
fn first_if(x: [f64; 2], p: (f64, [f64; 2]), deep: bool) -> f64 {
    let mut s = 0.0;
    if deep {
        s = x[0] * p.1[0];
    }
    s
}

#[grad]
fn after_steps(x: f64, n: usize) -> f64 {
    let (mut x, mut s) = (x, 0.0);
    for _ in 0..n {
        s += x;
        x *= s;
    }
    s
}

/// Sums of cotangents may begin with -0; what nothing contributes to is 0 all the same.
#[test]
fn zeros_are_positive() {
    assert_eq!(after_steps::grad(2.0, 0).to_bits(), 0.0_f64.to_bits());
    let (_, [none, _]) = after_steps::vjp_many(2.0, 0, [1.0, 2.0]);
    assert_eq!(none.to_bits(), 0.0_f64.to_bits());
    for deep in [false, true] {
        let (x, p) = first_if::grad([2.0, 3.0], (4.0, [5.0, 6.0]), deep);
        let expected = if deep { [5.0, 2.0] } else { [0.0, 0.0] };
        assert_eq!(
            ([x[0], p.1[0]]).map(f64::to_bits),
            expected.map(f64::to_bits)
        );
        for zero in [x[1], p.0, p.1[1]] {
            assert_eq!(zero.to_bits(), 0.0_f64.to_bits());
        }
    }
}
