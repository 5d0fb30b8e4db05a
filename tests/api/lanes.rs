//! Several directions in one sweep: the same bits as one at a time, for any number of columns.

use autodiff::{Matrix, jvp};

/// y_i = x_i^2 x_(i+1) / (1 + w), cyclically
#[jvp]
fn chain(x: &[f64], w: f64) -> Vec<f64> {
    let mut y = vec![0.0; x.len()];
    for i in 0..x.len() {
        y[i] = x[i] * x[i] * x[(i + 1) % x.len()] / (1.0 + w);
    }
    y
}

fn point(n: usize) -> Vec<f64> {
    (0..n).map(|i| 0.3 + (i as f64).sin()).collect()
}

#[test]
fn jacobians_of_any_width() {
    for n in 0..20 {
        let (x, w) = (point(n), 0.7);
        let mut jacobian = Matrix::zeros(n, n + 1);
        assert_eq!(chain::jacfwd_into(&x, w, &mut jacobian), chain(&x, w));
        assert_eq!(chain::jacfwd(&x, w), jacobian);
        for j in 0..=n {
            let mut x_dot = vec![0.0; n];
            let w_dot = f64::from(u8::from(j == n));
            if j < n {
                x_dot[j] = 1.0;
            }
            let (_, column) = chain::jvp(&x, w, &x_dot, w_dot);
            for i in 0..n {
                assert_eq!(jacobian[(i, j)].to_bits(), column[i].to_bits());
            }
        }
    }
}

#[jvp]
fn in_place(v: &mut Vec<f64>, k: f64) {
    let last = v[v.len() - 1];
    v[0] *= k * last;
    v.push(last * last);
}

#[test]
fn outputs_may_grow() {
    let mut v = vec![1.0, 2.0, 3.0];
    let (v_dots, k_dots) = ([vec![1.0, 0.0, 0.0], vec![0.0, 0.0, 1.0]], [0.0, 1.0]);
    let [mut first, mut second] = v_dots;
    let ((), [(), ()]) = in_place::jvp_many(&mut v, 2.0, [&mut first, &mut second], k_dots);
    assert_eq!(v, [6.0, 2.0, 3.0, 9.0]);
    assert_eq!(first, [6.0, 0.0, 0.0, 0.0]);
    assert_eq!(second, [5.0, 0.0, 1.0, 6.0]);
    let mut v = vec![1.0, 2.0, 3.0];
    let jacobian = in_place::jacfwd(&mut v, 2.0);
    assert_eq!((jacobian.nrows(), jacobian.ncols()), (4, 4));
    assert_eq!(jacobian.row(0), [6.0, 0.0, 2.0, 3.0]);
    assert_eq!(jacobian.row(3), [0.0, 0.0, 6.0, 0.0]);
    assert_eq!(v, [6.0, 2.0, 3.0, 9.0]);
}

#[jvp]
fn overwrites(x: &mut [f64], scale: f64) -> f64 {
    for i in 0..x.len() {
        x[i] *= scale;
    }
    x[0]
}

#[test]
fn each_sweep_starts_from_the_initial_values() {
    let mut x = point(11);
    let start = x.clone();
    let jacobian = overwrites::jacfwd(&mut x, 3.0);
    assert_eq!(jacobian.row(0)[..3], [3.0, 0.0, 0.0]);
    assert_eq!(jacobian[(0, 11)], start[0]);
    assert_eq!(x[4], start[4] * 3.0);
}

#[jvp(wrt(m, t))]
fn shapes<const N: usize>(m: &[Vec<f64>], skipped: &[(f64, f64)], t: (f64, [f64; N])) -> [f64; N] {
    let mut y = t.1;
    for i in 0..N {
        y[i] = y[i] * m[i][0] + t.0 * skipped[0].1;
    }
    y
}

#[test]
fn nested_arguments_and_const_parameters() {
    let m = [vec![2.0], vec![3.0, 9.0]];
    let t = (1.0, [5.0, 7.0]);
    let skipped = [(0.0, 4.0)];
    let jacobian = shapes(&m, &skipped, t);
    assert_eq!(jacobian, [14.0, 25.0]);
    let jacobian = shapes::jacfwd(&m, &skipped, t);
    assert_eq!(jacobian.row(0), [5.0, 0.0, 0.0, 4.0, 2.0, 0.0]);
    assert_eq!(jacobian.row(1), [0.0, 7.0, 0.0, 4.0, 0.0, 3.0]);
    let m_dot = [vec![1.0], vec![1.0, 0.0]];
    let zero = [vec![0.0], vec![0.0, 0.0]];
    let t_dots = [(0.0, [0.0, 0.0]), (1.0, [1.0, 1.0]), (0.0, [0.0, 1.0])];
    let (y, [a, b, c]) = shapes::jvp_many(&m, &skipped, t, [&m_dot, &zero, &zero], t_dots);
    assert_eq!(
        (y, a, b, c),
        ([14.0, 25.0], [5.0, 7.0], [6.0, 7.0], [0.0, 3.0])
    );
}

#[derive(Clone, autodiff::Differentiable)]
struct Pair {
    a: f64,
    rest: Vec<f64>,
}

impl Pair {
    #[jvp]
    fn mixed(&self, k: f64) -> Vec<f64> {
        vec![self.a * self.a * k, self.a * self.rest[1], k * self.rest[0]]
    }

    #[jvp]
    fn grow(&mut self, k: f64) {
        self.a = self.a * k;
        self.rest[0] = self.rest[0] * self.a;
    }
}

#[jvp]
fn of_fields(p: &Pair, m: &[Vec<f64>], v: &mut Vec<f64>) -> f64 {
    let last = v.len();
    v.push(p.a * m[0][0]);
    p.a * p.rest[0] * v[last] * v[0]
}

#[test]
fn opaque_types_run_lane_by_lane() {
    let mut pair = Pair {
        a: 2.0,
        rest: vec![3.0, 5.0],
    };
    let jacobian = pair.mixed_jacfwd_check();
    assert_eq!(jacobian.row(0), [28.0, 0.0, 0.0, 4.0]);
    assert_eq!(jacobian.row(1), [5.0, 0.0, 2.0, 0.0]);
    assert_eq!(jacobian.row(2), [0.0, 7.0, 0.0, 3.0]);
    let jacobian = Pair::grow_jacfwd(&mut pair, 7.0);
    assert_eq!((pair.a, pair.rest[0]), (14.0, 42.0));
    assert_eq!(jacobian.row(0), [7.0, 0.0, 0.0, 2.0]);
    assert_eq!(jacobian.row(1), [21.0, 14.0, 0.0, 6.0]);
    let (pair, m, mut v) = (
        Pair {
            a: 2.0,
            rest: vec![3.0],
        },
        [vec![5.0]],
        vec![1.0],
    );
    let jacobian = of_fields::jacfwd(&pair, &m, &mut v);
    assert_eq!(jacobian.row(0), [60.0, 20.0, 12.0, 60.0]);
    assert_eq!(v, [1.0, 10.0]);
}

impl Pair {
    fn mixed_jacfwd_check(&self) -> Matrix {
        Pair::mixed_jacfwd(self, 7.0)
    }
}
