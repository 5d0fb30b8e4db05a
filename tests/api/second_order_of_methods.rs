//! `#[hessian]` on methods, associated functions, whole blocks and modules: each form, against differences of the gradient
//! and against the others.

use autodiff::{Differentiable, Matrix, Real, Tangent, Tape, grad, hessian};
use std::ops::Mul;

/// The Jacobian of a gradient by extrapolated central differences, row by row.
fn differences(gradient: impl Fn(&[f64]) -> Vec<f64>, at: &[f64]) -> Vec<f64> {
    let n = at.len();
    let mut rows = vec![0.0; n * n];
    for j in 0..n {
        let slope = |h: f64| -> Vec<f64> {
            let moved = |by: f64| {
                let mut x = at.to_vec();
                x[j] += by;
                gradient(&x)
            };
            let (up, down) = (moved(h), moved(-h));
            up.iter()
                .zip(&down)
                .map(|(u, d)| (u - d) / (2.0 * h))
                .collect()
        };
        let (wide, narrow) = (slope(2e-3), slope(1e-3));
        for i in 0..n {
            rows[i * n + j] = (4.0 * narrow[i] - wide[i]) / 3.0;
        }
    }
    rows
}

fn reals(x: &impl Differentiable) -> Vec<f64> {
    let mut all = vec![];
    x.for_each(&mut |r| all.push(r));
    all
}

fn with_reals<P: Differentiable + Clone>(shape: &P, reals: &[f64]) -> P {
    let mut next = reals.iter();
    let mut p = shape.clone();
    p.map_each(&mut |_| *next.next().expect("as many reals"));
    p
}

#[track_caller]
fn close(got: &[f64], wanted: &[f64]) {
    assert_eq!(got.len(), wanted.len());
    for (g, w) in got.iter().zip(wanted) {
        let bound = 1e-8 * w.abs().max(1.0);
        assert!((g - w).abs() < bound, "{got:?}, not {wanted:?}");
    }
}

fn times(m: &Matrix, v: &[f64]) -> Vec<f64> {
    let row = |i| m.row(i).iter().zip(v).map(|(h, v)| h * v).sum();
    (0..m.nrows()).map(row).collect()
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Model {
    w: Vec<f64>,
    b: f64,
}

impl Model {
    /// Differentiated with respect to the model and the input.
    #[grad]
    #[hessian]
    fn loss(&self, x: &[f64]) -> f64 {
        let mut s = self.b;
        for i in 0..x.len() {
            s += self.w[i] * x[i];
        }
        s.tanh() * self.b
    }

    #[grad(wrt(self))]
    #[hessian(wrt(self))]
    fn fit(&self, x: &[f64], y: f64) -> f64 {
        let e = self.loss(x) - y;
        e * e
    }

    #[grad(wrt(x))]
    #[hessian(wrt(x))]
    fn of_input(&self, x: &[f64]) -> f64 {
        self.loss(x).exp()
    }

    #[grad]
    #[hessian]
    fn consumed(mut self, k: f64) -> f64 {
        self.w[0] *= k * self.b;
        self.w[0] * self.w[1] * k
    }

    /// The receiver is input and output: its initial value counts as a constant.
    #[grad]
    #[hessian]
    fn trained(&mut self, k: f64) -> f64 {
        self.b *= k;
        self.w[1] = self.b * k;
        self.w[1] * self.b
    }

    #[grad(assoc)]
    #[hessian(assoc)]
    fn energy(x: f64, y: f64) -> f64 {
        x.sin() * y * y
    }

    #[grad]
    #[hessian]
    fn chosen<const N: usize>(&self, v: &[f64; N]) -> f64 {
        let mut s = 1.0;
        for x in v {
            s *= self.b + x * x;
        }
        s
    }
}

fn model() -> Model {
    Model {
        w: vec![0.3, -0.8],
        b: 0.6,
    }
}

const X: [f64; 2] = [0.7, 0.4];

/// The Hessian of `loss`, by differences: the columns are `w`, `b` and `x`.
fn hessian_of_loss() -> Vec<f64> {
    let m = model();
    let gradient = |at: &[f64]| {
        let (g, gx) = with_reals(&m, &at[..3]).loss_grad(&at[3..]);
        [reals(&g), gx].concat()
    };
    differences(gradient, &[&reals(&m)[..], &X].concat())
}

#[test]
fn hessians_and_products_of_methods() {
    let m = model();
    let h = m.loss_hessian(&X);
    close(h.as_slice(), &hessian_of_loss());
    for i in 0..5 {
        for j in 0..5 {
            assert!((h[(i, j)] - h[(j, i)]).abs() < 1e-14);
        }
        assert_eq!(m.loss_hessian_diagonal(&X)[i], h[(i, i)]);
    }
    let v = ModelTangent {
        w: vec![0.5, -1.0],
        b: 2.0,
    };
    let along = [0.25, 1.5];
    let wanted = times(&h, &[&reals(&v)[..], &along].concat());
    let (of_model, of_x) = m.loss_hvp(&X, &v, &along);
    close(&[&reals(&of_model)[..], &of_x].concat(), &wanted);
    let (y, gradient, product) = m.loss_value_grad_hvp(&X, &v, &along);
    assert_eq!(y.to_bits(), m.loss(&X).to_bits());
    assert_eq!(gradient, m.loss_grad(&X));
    assert_eq!(product, (of_model, of_x));
}

#[test]
fn forms_with_buffers_overwrite_them() {
    let (m, mut tape) = (model(), Tape::new());
    let v = ModelTangent {
        w: vec![0.5, -1.0],
        b: 2.0,
    };
    let along = [0.25, 1.5];
    let (y, gradient, product) = m.loss_value_grad_hvp(&X, &v, &along);
    let used = || ModelTangent {
        w: vec![9.0; 2],
        b: 9.0,
    };
    let (mut g, mut gx, mut h, mut hx) = (used(), [9.0; 2], used(), [9.0; 2]);
    for _ in 0..2 {
        let again =
            m.loss_value_grad_hvp_with(&mut tape, &X, &v, &along, &mut g, &mut gx, &mut h, &mut hx);
        assert_eq!((again, &g, &gx[..]), (y, &gradient.0, &gradient.1[..]));
        assert_eq!((&h, &hx[..]), (&product.0, &product.1[..]));
        assert!(tape.is_empty());
    }
    (h, hx) = (used(), [9.0; 2]);
    assert_eq!(m.loss_hvp_into(&X, &v, &along, &mut h, &mut hx), y);
    assert_eq!((&h, &hx[..]), (&product.0, &product.1[..]));
    h.b = 7.0;
    m.loss_hvp_with(&mut tape, &X, &v, &along, &mut h, &mut hx);
    assert_eq!(h, product.0);
    let (mut matrix, mut diagonal) = (Matrix::zeros(5, 5), [9.0; 5]);
    m.loss_hessian_into(&X, &mut matrix);
    assert_eq!(matrix, m.loss_hessian(&X));
    m.loss_hessian_with(&mut tape, &X, &mut matrix);
    m.loss_hessian_diagonal_into(&X, &mut diagonal);
    assert_eq!(diagonal[..], m.loss_hessian_diagonal(&X));
    m.loss_hessian_diagonal_with(&mut tape, &X, &mut diagonal);
    assert_eq!(diagonal[2], matrix[(2, 2)]);
}

#[test]
fn some_of_the_parameters() {
    let m = model();
    let gradient = |at: &[f64]| reals(&with_reals(&m, at).fit_grad(&X, 0.2));
    let h = m.fit_hessian(&X, 0.2);
    close(h.as_slice(), &differences(gradient, &reals(&m)));
    let v = with_reals(&m.zero_tangent(), &[0.1, 0.7, -0.4]);
    close(&reals(&m.fit_hvp(&X, 0.2, &v)), &times(&h, &reals(&v)));

    let h = m.of_input_hessian(&X);
    close(
        h.as_slice(),
        &differences(|x: &[f64]| m.of_input_grad(x), &X),
    );
    assert_eq!(
        (h.nrows(), m.of_input_hvp(&X, &[1.0, 0.0])[1]),
        (2, h[(0, 1)])
    );
}

#[test]
fn receivers_handed_over() {
    let m = model();
    let gradient = |at: &[f64]| {
        let (g, k) = with_reals(&m, &at[..3]).consumed_grad(at[3]);
        [reals(&g), vec![k]].concat()
    };
    let h = m.clone().consumed_hessian(1.3);
    close(
        h.as_slice(),
        &differences(gradient, &[&reals(&m)[..], &[1.3]].concat()),
    );
    let v = with_reals(&m.zero_tangent(), &[0.1, 0.7, -0.4]);
    let (y, (g, gk), (product, of_k)) = m.clone().consumed_value_grad_hvp(1.3, v.clone(), 0.5);
    assert_eq!(y, m.clone().consumed(1.3));
    assert_eq!((g, gk), m.clone().consumed_grad(1.3));
    let wanted = times(&h, &[&reals(&v)[..], &[0.5]].concat());
    close(&[&reals(&product)[..], &[of_k]].concat(), &wanted);
}

#[test]
fn receivers_that_change() {
    // (b k) (b k^2) = b^2 k^3, of which b is a constant
    let (mut m, k) = (model(), 1.5);
    let h = m.trained_hessian(k);
    assert!((h[(0, 0)] - 6.0 * 0.36 * k).abs() < 1e-14);
    assert_eq!((h.nrows(), m.b), (1, 0.6 * k));
    assert!((m.w[1] - 0.6 * k * k).abs() < 1e-15);
    let mut m = model();
    let product = m.trained_hvp(k, 2.0);
    assert!((product - 12.0 * 0.36 * k).abs() < 1e-14);
}

#[test]
fn associated_and_generic_functions() {
    let (x, y) = (0.7f64, 1.2);
    let h = Model::energy_hessian(x, y);
    let wanted = [
        -x.sin() * y * y,
        2.0 * x.cos() * y,
        2.0 * x.cos() * y,
        2.0 * x.sin(),
    ];
    close(h.as_slice(), &wanted);
    assert_eq!(Model::energy_hvp(x, y, 1.0, 0.0), (h[(0, 0)], h[(1, 0)]));

    let (m, v) = (model(), [0.7, 0.4, -0.3]);
    let gradient = |at: &[f64]| {
        let (g, gv) = with_reals(&m, &at[..3]).chosen_grad(&[at[3], at[4], at[5]]);
        [reals(&g), gv.to_vec()].concat()
    };
    let at = [&reals(&m)[..], &v].concat();
    close(m.chosen_hessian(&v).as_slice(), &differences(gradient, &at));
}

/// The attributes on a module annotate its functions, the methods of its blocks, and its operators.
#[grad]
#[hessian]
mod springs {
    use autodiff::Differentiable;
    use std::ops::Add;

    #[derive(Clone, Copy, Debug, Differentiable)]
    pub(super) struct Spring {
        pub(super) k: f64,
        pub(super) x: f64,
    }

    impl Spring {
        pub(super) fn energy(&self) -> f64 {
            0.5 * self.k * self.x * self.x
        }

        pub(super) fn stretched(self, by: f64) -> Spring {
            Spring {
                x: self.x * by,
                ..self
            }
        }

        pub(super) fn name() -> &'static str {
            "spring"
        }
    }

    impl Add for Spring {
        type Output = Spring;
        fn add(self, other: Spring) -> Spring {
            Spring {
                k: self.k * other.k / (self.k + other.k),
                x: self.x + other.x,
            }
        }
    }

    pub(super) fn in_series(a: &Spring, b: &Spring, by: f64) -> f64 {
        let both = *a + b.stretched(by);
        both.energy()
    }
}

#[test]
fn whole_modules() {
    use springs::{Spring, in_series};
    let (a, b) = (Spring { k: 2.0, x: 0.3 }, Spring { k: 0.7, x: 0.5 });
    let gradient = |at: &[f64]| {
        let (a, b) = (with_reals(&a, &at[..2]), with_reals(&b, &at[2..4]));
        let (ga, gb, g) = in_series::grad(&a, &b, at[4]);
        [reals(&ga), reals(&gb), vec![g]].concat()
    };
    let at = [reals(&a), reals(&b), vec![1.4]].concat();
    let h = in_series::hessian(&a, &b, 1.4);
    close(h.as_slice(), &differences(gradient, &at));
    close(a.energy_hessian().as_slice(), &[0.0, a.x, a.x, a.k]);
    assert_eq!(Spring::name(), "spring");
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Pair<T: Real> {
    x: T,
    y: T,
}

#[grad]
#[hessian]
impl<T: Real> Mul for Pair<T> {
    type Output = Pair<T>;
    fn mul(self, other: Pair<T>) -> Pair<T> {
        Pair {
            x: self.x * other.x - self.y * other.y,
            y: self.x * other.y + self.y * other.x,
        }
    }
}

#[grad]
#[hessian]
impl<T: Real> Pair<T> {
    fn cubed(&self) -> T {
        let p = *self * *self * *self;
        p.x
    }

    fn scaled_by(&self, k: T) -> T {
        self.cubed() * k * self.y
    }
}

/// The real part of `z^3` is `x^3 - 3 x y^2`.
#[test]
fn over_any_real() {
    let z = Pair { x: 0.5, y: 2.0 };
    close(z.cubed_hessian().as_slice(), &[3.0, -12.0, -12.0, -3.0]);
    let single = Pair { x: 0.5f32, y: 2.0 };
    assert_eq!(single.cubed_hessian(), z.cubed_hessian());
    let product = single.cubed_hvp(&PairTangent { x: 1.0, y: 0.0 });
    assert_eq!((product.x, product.y), (3.0f32, -12.0));
    let k = 1.5;
    let h = z.scaled_by_hessian(k);
    let gradient = |at: &[f64]| {
        let (g, k) = with_reals(&z, &at[..2]).scaled_by_grad(at[2]);
        [reals(&g), vec![k]].concat()
    };
    close(h.as_slice(), &differences(gradient, &[0.5, 2.0, k]));
}

/// Twenty-one columns: more than lanes, and a remainder, through rows of structs.
#[test]
fn hessians_of_rows_of_structs() {
    #[grad]
    #[hessian]
    fn chain(all: &[Pair<f64>], k: f64) -> f64 {
        let mut s = 0.0;
        for i in 1..all.len() {
            let p = all[i - 1] * all[i];
            s += p.x * p.y * k;
        }
        s
    }
    let all: Vec<Pair<f64>> = (0..10)
        .map(|i| Pair {
            x: (i as f64).sin(),
            y: 0.5 + 0.1 * i as f64,
        })
        .collect();
    let h = chain::hessian(&all, 0.8);
    let gradient = |at: &[f64]| {
        let (g, k) = chain::grad(&with_reals(&all, &at[..20]), at[20]);
        [reals(&g), vec![k]].concat()
    };
    let at = [reals(&all), vec![0.8]].concat();
    close(h.as_slice(), &differences(gradient, &at));
    let v = all.zero_tangent();
    let (product, of_k) = chain::hvp(&all, 0.8, &v, 1.0);
    let column: Vec<f64> = (0..21).map(|i| h[(i, 20)]).collect();
    close(&[reals(&product), vec![of_k]].concat(), &column);
    assert!(product.reals() == 20);
}
