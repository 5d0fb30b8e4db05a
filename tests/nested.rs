//! Derivatives of functions that call derivatives: all four combinations of the modes, without confusing what
//! belongs to which. Checked against extrapolated differences and closed forms.

use autodiff::{check, grad, hessian, jvp};

#[grad]
#[jvp]
#[hessian]
fn wave(x: f64, y: f64) -> f64 {
    x * x * y.sin() + x.exp() * y
}

#[grad]
#[jvp]
#[hessian]
fn potential(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * x[i] * (i as f64 + 1.0) + x[i].sin() * x[0];
    }
    sum
}

/// The outer function differentiates with respect to what the inner one holds fixed.
#[grad(wrt(y))]
#[jvp(wrt(y))]
#[hessian(wrt(y))]
fn sum(x: f64, y: f64) -> f64 {
    x + y
}

#[grad]
#[jvp]
#[hessian]
fn cube(x: f64) -> f64 {
    x * x * x
}

/// What is kept after the inner derivative is taken is read again for each row.
#[grad]
#[jvp]
fn slope_and_powers(x: f64, y: f64) -> [f64; 3] {
    let (a, b) = wave::grad(x, y);
    let e = a.exp();
    let (_, along) = wave::jvp(e, b, 1.0, y);
    let h = (along * x).tanh();
    [e * x * h, e * a - h, h * y * b]
}

#[grad]
#[jvp]
fn product_of_slopes(x: f64, y: f64) -> f64 {
    let (a, b) = wave::grad(x, y);
    a * b + x
}

#[grad]
#[jvp]
fn every_form(x: f64, y: f64) -> f64 {
    let (v, (a, b)) = wave::value_and_grad(x, y);
    let (w, w_dot) = wave::jvp(x, y, y * y, a);
    let (u, (c, d)) = wave::vjp(x, y, b);
    v * a + w * w_dot + u * c * d
}

/// A particle steered by the gradient of a potential.
#[grad]
#[jvp]
fn descent(x: &[f64], rate: f64, steps: usize) -> f64 {
    let mut q = x.to_vec();
    for _ in 0..steps {
        let force = potential::grad(&q);
        for i in 0..q.len() {
            q[i] -= rate * force[i];
        }
    }
    potential(&q) + q[0]
}

#[grad]
#[jvp]
fn along_a_direction(x: &[f64], d: &[f64]) -> f64 {
    let (v, v_dot) = potential::jvp(x, d);
    v * v_dot
}

/// Siskind and Pearlmutter (2005): d/dx (x d/dy (x + y)) is 1, not 2.
#[grad]
#[jvp]
fn perturbations(x: f64, y: f64) -> f64 {
    x * sum::derivative(x, y)
}

#[grad]
#[jvp]
fn slope(x: f64) -> f64 {
    cube::derivative(x)
}

fn agrees(got: f64, want: f64) {
    assert!(
        (got - want).abs() <= 1e-7 * (1.0 + want.abs()),
        "{got} is not {want}"
    );
}

/// Both modes of a function of a slice against differences.
fn compare(f: &dyn Fn(&[f64]) -> f64, x: &[f64], gradient: &[f64], along: &dyn Fn(&[f64]) -> f64) {
    let h = 1e-4;
    for i in 0..x.len() {
        let at = |k: f64| {
            let mut moved = x.to_vec();
            moved[i] += k * h;
            f(&moved)
        };
        let difference = (8.0 * (at(1.0) - at(-1.0)) - (at(2.0) - at(-2.0))) / (12.0 * h);
        agrees(gradient[i], difference);
        let mut basis = vec![0.0; x.len()];
        basis[i] = 1.0;
        let forward = along(&basis);
        assert!((forward - gradient[i]).abs() <= 1e-12 * (1.0 + forward.abs()));
    }
}

#[test]
fn of_two_numbers() {
    for (x, y) in [(0.7, 0.4), (-1.2, 2.5)] {
        let (a, b) = product_of_slopes::grad(x, y);
        let along = |d: &[f64]| product_of_slopes::jvp(x, y, d[0], d[1]).1;
        compare(&|p| product_of_slopes(p[0], p[1]), &[x, y], &[a, b], &along);
        let (a, b) = every_form::grad(x, y);
        let along = |d: &[f64]| every_form::jvp(x, y, d[0], d[1]).1;
        compare(&|p| every_form(p[0], p[1]), &[x, y], &[a, b], &along);
        assert_eq!(
            every_form::value_and_grad(x, y).0.to_bits(),
            every_form(x, y).to_bits()
        );
        let rows = every_form::jacfwd(x, y);
        agrees(rows[(0, 0)], a);
        agrees(rows[(0, 1)], b);
    }
}

#[test]
fn of_several_results() {
    let (x, y) = (0.7, 0.4);
    let unit = |i: usize| core::array::from_fn(|k| f64::from(u8::from(i == k)));
    let rows = slope_and_powers::jacrev(x, y);
    let columns = slope_and_powers::jacfwd(x, y);
    let (_, many) = slope_and_powers::vjp_many(x, y, core::array::from_fn::<_, 3, _>(unit));
    for i in 0..3 {
        let (_, (x_bar, y_bar)) = slope_and_powers::vjp(x, y, unit(i));
        assert_eq!(rows.row(i), [x_bar, y_bar]);
        assert_eq!(many[i], (x_bar, y_bar));
        assert!((columns[(i, 0)] - x_bar).abs() <= 1e-12 * (1.0 + x_bar.abs()));
        assert!((columns[(i, 1)] - y_bar).abs() <= 1e-12 * (1.0 + y_bar.abs()));
    }
}

#[test]
fn of_a_descent() {
    let x = [0.3, -0.4, 0.9];
    for steps in [0, 1, 5] {
        let (mut g, rate) = descent::grad(&x, 0.1, steps);
        g.push(rate);
        let along = |d: &[f64]| descent::jvp(&x, 0.1, steps, &d[..3], d[3]).1;
        let f = |p: &[f64]| descent(&p[..3], p[3], steps);
        compare(&f, &[0.3, -0.4, 0.9, 0.1], &g, &along);
    }
}

#[test]
fn of_a_directional_derivative() {
    let (x, d) = ([0.3, -0.4, 0.9], [1.0, 0.5, -2.0]);
    let (gx, gd) = along_a_direction::grad(&x, &d);
    let f = |p: &[f64]| along_a_direction(&p[..3], &p[3..]);
    let along = |e: &[f64]| along_a_direction::jvp(&x, &d, &e[..3], &e[3..]).1;
    compare(&f, &[x, d].concat(), &[gx, gd].concat(), &along);
}

#[test]
fn perturbations_are_not_confused() {
    assert_eq!(perturbations::grad(3.0, 5.0), (1.0, 0.0));
    assert_eq!(perturbations::jvp(3.0, 5.0, 1.0, 0.0), (3.0, 1.0));
}

#[test]
fn second_derivatives_by_nesting() {
    assert_eq!(slope::derivative(2.0), 12.0);
    assert_eq!(slope::grad(2.0), 12.0);
    check::assert_gradient(|x| slope(x[0]), |x| [slope::grad(x[0])], &[2.0], 1e-8);
}
