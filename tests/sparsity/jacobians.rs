//! Which outputs depend on which inputs.

use super::{assert_covers, assert_is};
use autodiff::{Differentiable, Real, jvp, sparsity};

#[test]
fn tridiagonal() {
    #[jvp]
    #[sparsity]
    fn f(x: &[f64]) -> Vec<f64> {
        let n = x.len();
        let mut y = vec![0.0; n];
        for i in 0..n {
            y[i] = 2.0 * x[i] * x[i];
            if i > 0 {
                y[i] -= x[i - 1].sin();
            }
            if i + 1 < n {
                y[i] += x[i + 1] / x[i];
            }
        }
        y
    }
    let x: Vec<f64> = (0..7).map(|i| 0.3 + f64::from(i)).collect();
    let pattern = f::jacobian_sparsity(&x);
    assert_is(&pattern, &f::jacfwd(&x));
    assert_eq!(pattern.to_string().lines().next(), Some("xx....."));
    assert_eq!(pattern.color_columns().count(), 3);
}

#[test]
fn branches_and_gates_at_this_point() {
    #[jvp]
    #[sparsity]
    fn f(x: &[f64]) -> [f64; 6] {
        let chosen = if x[0] > 1.0 { x[1] } else { x[2] };
        [
            chosen,
            x[0].max(x[1]),
            x[2].clamp(x[0], x[1]),
            autodiff::relu(x[2] - x[1]),
            x[0].floor() + x[1].signum() * x[2],
            x[0].powi(0) + autodiff::stop_gradient(x[1]),
        ]
    }
    let pattern = f::jacobian_sparsity(&[2.0, 3.0, 1.0]);
    assert_eq!(pattern.to_string(), ".x.\n.x.\nx..\n...\n..x\nx..");
    assert_covers(&pattern, &f::jacfwd(&[2.0, 3.0, 1.0]));
    // what is zero at this point only is in the pattern
    #[sparsity]
    fn product(x: &[f64]) -> f64 {
        x[0] * x[1] + 0.0 * x[2]
    }
    assert_eq!(
        product::jacobian_sparsity(&[0.0, 0.0, 0.0]).row(0),
        [0, 1, 2]
    );
}

/// NaN and infinities are values like others: they hide nothing.
#[test]
fn not_a_number() {
    #[sparsity]
    fn f(x: &[f64]) -> [f64; 3] {
        [x[0] * x[1], x[1].max(x[2]), x[0].sqrt() / x[2]]
    }
    let pattern = f::jacobian_sparsity(&[f64::NAN, f64::NAN, 0.0]);
    assert_eq!(pattern.to_string(), "xx.\n.xx\nx.x");
}

#[test]
fn in_and_out_parameters_and_several_inputs() {
    #[jvp]
    #[sparsity]
    fn rhs(scale: f64, y: &[f64], dy: &mut [f64]) {
        let n = y.len();
        for i in 0..n {
            dy[i] += scale * (y[(i + 1) % n] - y[i]);
        }
        dy[0] = y[1] * y[2];
    }
    let (y, mut dy) = ([1.0, 2.0, 3.0, 4.0], [0.5; 4]);
    let pattern = rhs::jacobian_sparsity(2.0, &y, &mut dy);
    let mut initial = [0.5; 4];
    rhs(2.0, &y, &mut initial);
    assert_eq!(dy, initial);
    assert_is(&pattern, &rhs::jacfwd(2.0, &y, &mut [0.5; 4]));
    assert_eq!(pattern.to_string().lines().next(), Some("..xx....."));
}

#[derive(Clone, Differentiable)]
struct Body {
    at: [f64; 2],
    mass: f64,
    id: usize,
}

#[jvp]
#[sparsity]
impl Body {
    fn moved(&self, by: &[f64]) -> Body {
        let mut next = self.clone();
        next.at[0] += by[0] * self.mass;
        next.at[1] -= by[1] + self.id as f64;
        next
    }
}

#[test]
fn structs_calls_and_containers() {
    #[jvp]
    #[sparsity]
    fn f(bodies: &[Body], by: &[f64]) -> Vec<f64> {
        let mut all = vec![];
        for b in bodies {
            let next = b.moved(by);
            let x: f64 = next.at[0];
            let y: f64 = next.at[1];
            all.push(x);
            all.push(y * y);
        }
        all
    }
    let body = |id: usize| Body {
        at: [0.5, 1.5 + id as f64],
        mass: 2.0,
        id,
    };
    let bodies = [body(1), body(2)];
    let pattern = f::jacobian_sparsity(&bodies, &[0.25, 0.75]);
    assert_is(&pattern, &f::jacfwd(&bodies, &[0.25, 0.75]));
    assert_eq!(
        pattern.to_string(),
        "x.x...x.\n.x.....x\n...x.xx.\n....x..x"
    );
}

#[test]
fn recursion_generics_and_single_precision() {
    #[sparsity]
    fn every_other<T: Real>(x: &[T], sum: T) -> T {
        if x.len() < 2 {
            return sum;
        }
        every_other(&x[2..], sum + x[0] * x[0])
    }
    let x = [1.0; 7];
    assert_eq!(
        every_other::jacobian_sparsity::<f64>(&x, 0.0).row(0),
        [0, 2, 4, 7]
    );
    let x = [1f32; 7];
    assert_eq!(every_other::jacobian_sparsity(&x, 0.0).row(0), [0, 2, 4, 7]);
    #[sparsity]
    fn through_casts(x: &[f64]) -> [f64; 2] {
        let narrow = x[0] as f32;
        [narrow as f64 * x[1], x[2] as i32 as f64]
    }
    assert_eq!(
        through_casts::jacobian_sparsity(&[1.0; 3]).to_string(),
        "xx.\n..."
    );
    #[sparsity]
    fn whole(x: &[f64]) -> Vec<f64> {
        autodiff::softmax(&x[1..])
    }
    assert_eq!(whole::jacobian_sparsity(&[1.0; 3]).to_string(), ".xx\n.xx");
}

/// Sums over everything, and sets that are larger than what is merged at once.
#[test]
fn large_sets() {
    #[sparsity]
    fn f(x: &[f64]) -> Vec<f64> {
        let (mut total, mut y) = (0.0, vec![]);
        for (i, v) in x.iter().enumerate() {
            total += v * v;
            if i % 50 == 49 {
                y.push(total);
            }
        }
        y
    }
    let pattern = f::jacobian_sparsity(&vec![1.0; 200]);
    for (k, row) in pattern.rows().enumerate() {
        let all: Vec<usize> = (0..50 * (k + 1)).collect();
        assert_eq!(row, all);
    }
}
