//! Each form of each item of `#[hessian]`, over the shapes of parameters and the options.

use autodiff::{Matrix, Tape, grad, hessian};

/// x^2 y + y^3: the Hessian is ((2y, 2x), (2x, 6y))
#[grad]
#[hessian]
fn scalar(x: f64, y: f64) -> f64 {
    x * x * y + y * y * y
}

/// sum over i of w_i x_i^3
#[hessian]
fn weighted(x: &[f64], w: &[f64; 2]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += w[i] * x[i] * x[i] * x[i];
    }
    s
}

#[test]
fn products_and_hessians_of_scalars() {
    assert_eq!(scalar::hvp(3.0, 2.0, 1.0, 0.0), (4.0, 6.0));
    let (y, gradient, product) = scalar::value_grad_hvp(3.0, 2.0, 0.0, 1.0);
    assert_eq!((y, gradient, product), (26.0, (12.0, 21.0), (6.0, 12.0)));
    assert_eq!(gradient, scalar::grad(3.0, 2.0));
    assert_eq!(scalar::hessian(3.0, 2.0).as_slice(), [4.0, 6.0, 6.0, 12.0]);
    assert_eq!(scalar::hessian_diagonal(3.0, 2.0), [4.0, 12.0]);
}

#[test]
fn forms_with_buffers_overwrite_them() {
    let (x, w) = ([1.0, 2.0], [3.0, 4.0]);
    let (dx, dw) = ([1.0, 0.0], [0.0, 1.0]);
    let (mut gx, mut gw, mut hx, mut hw) = (vec![9.0; 2], [9.0; 2], vec![9.0; 2], [9.0; 2]);
    let mut tape = Tape::new();
    for _ in 0..2 {
        let y = weighted::value_grad_hvp_with(
            &mut tape, &x, &w, &dx, &dw, &mut gx, &mut gw, &mut hx, &mut hw,
        );
        assert_eq!(y, 35.0);
        assert_eq!((gx.as_slice(), gw), (&[9.0, 48.0][..], [1.0, 8.0]));
        assert_eq!((hx.as_slice(), hw), (&[18.0, 12.0][..], [3.0, 0.0]));
        assert!(tape.is_empty());
    }
    assert_eq!(weighted::hvp(&x, &w, &dx, &dw), (hx.clone(), hw));
    hx.fill(7.0);
    assert_eq!(weighted::hvp_into(&x, &w, &dx, &dw, &mut hx, &mut hw), 35.0);
    assert_eq!(hx, [18.0, 12.0]);
    let mut h = Matrix::zeros(4, 4);
    assert_eq!(weighted::hessian_with(&mut tape, &x, &w, &mut h), 35.0);
    assert_eq!(h, weighted::hessian(&x, &w));
    assert_eq!(h.row(0), [18.0, 0.0, 3.0, 0.0]);
    assert_eq!(h.row(3), [0.0, 12.0, 0.0, 0.0]);
    let mut diagonal = [5.0; 4];
    weighted::hessian_diagonal_into(&x, &w, &mut diagonal);
    assert_eq!(diagonal, [18.0, 48.0, 0.0, 0.0]);
}

/// A tridiagonal Hessian of any size: more columns than lanes, and remainders.
#[hessian]
fn chain(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 1..x.len() {
        s += x[i] * x[i] * x[i - 1];
    }
    s
}

#[test]
fn hessians_of_any_size() {
    for n in 0..20 {
        let x: Vec<f64> = (0..n).map(|i| i as f64 + 1.0).collect();
        let h = chain::hessian(&x);
        for i in 0..n {
            for j in 0..n {
                let wanted = match (i, j) {
                    (i, j) if i == j && i > 0 => 2.0 * x[i - 1],
                    (i, j) if i.abs_diff(j) == 1 => 2.0 * x[i.max(j)],
                    _ => 0.0,
                };
                assert_eq!(h[(i, j)], wanted, "{n} {i} {j}");
            }
        }
    }
}

#[hessian(wrt(w), constant(k), name = model_ad)]
fn model(w: Vec<f64>, x: &[f64], k: f64) -> f64 {
    let mut s = 0.0;
    for i in 0..w.len() {
        s += w[i] * w[i] * x[i] * k;
    }
    s.exp()
}

#[hessian(companion(model = model_ad))]
fn around(w: &[f64], x: f64) -> f64 {
    model(w.to_vec(), &[x; 2], 0.5)
}

#[test]
fn options() {
    let (w, x) = (vec![0.3, 0.4], [1.0, 1.0]);
    let e = model(w.clone(), &x, 0.5);
    let h = model_ad::hessian(w.clone(), &x, 0.5);
    assert!((h[(0, 1)] - 0.3 * 0.4 * e).abs() < 1e-15);
    assert!((h[(0, 0)] - (1.0 + 0.09) * e).abs() < 1e-15);
    let h = around::hessian(&w, 1.0);
    assert_eq!(
        (h.nrows(), h[(0, 1)]),
        (3, model_ad::hessian(w, &x, 0.5)[(0, 1)])
    );
    assert!((h[(2, 2)] - 0.125 * 0.125 * e).abs() < 1e-15);
}

/// The buffer is input and output: its initial value counts as a constant.
#[hessian]
fn in_place(buffer: &mut [f64], x: f64) -> f64 {
    for i in 0..buffer.len() {
        buffer[i] = buffer[i] * x * x;
    }
    buffer[0] * buffer[1]
}

#[test]
fn written_arguments_end_with_their_final_values() {
    let mut buffer = [2.0, 3.0];
    assert_eq!(
        in_place::hessian(&mut buffer, 2.0).as_slice(),
        [12.0 * 6.0 * 4.0]
    );
    assert_eq!(buffer, [8.0, 12.0]);
    let mut buffer = [2.0, 3.0];
    assert_eq!(in_place::hvp(&mut buffer, 2.0, 0.5), 144.0);
    assert_eq!(buffer, [8.0, 12.0]);
}

/// Only its sweeps exist: what calls it has a Hessian.
#[hessian]
fn rotated(p: (f64, f64), angle: f64) -> (f64, f64) {
    let (s, c) = angle.sin_cos();
    (p.0 * c - p.1 * s, p.0 * s + p.1 * c)
}

#[hessian]
fn height(p: (f64, f64), angle: f64) -> f64 {
    let q = rotated(p, angle);
    q.0 * q.1
}

#[test]
fn tuples_through_calls() {
    // at angle 0: x y, turned by a
    let h = height::hessian((3.0, 5.0), 0.0);
    assert_eq!(h.row(0), [0.0, 1.0, 6.0]);
    assert_eq!(h.row(1), [1.0, 0.0, -10.0]);
    assert_eq!(h.row(2), [6.0, -10.0, -60.0]);
}

#[test]
#[should_panic(expected = "`hessian` is a 2 x 3 matrix, but the result is 2 x 2")]
fn matrices_of_the_wrong_shape() {
    scalar::hessian_into(1.0, 1.0, &mut Matrix::zeros(2, 3));
}

#[derive(Clone, autodiff::Differentiable)]
struct Spring {
    ends: [f64; 2],
    stiffness: f64,
    name: &'static str,
}

/// k (b - a)^2 / 2
#[hessian]
fn energy(spring: &Spring, scale: f64) -> f64 {
    let k: f64 = spring.stiffness;
    let a: f64 = spring.ends[0];
    let b: f64 = spring.ends[1];
    0.5 * k * (b - a) * (b - a) * scale
}

#[hessian]
fn owned(spring: Spring) -> f64 {
    energy(&spring, 2.0)
}

#[test]
fn fields_with_their_types() {
    let spring = Spring {
        ends: [1.0, 3.0],
        stiffness: 5.0,
        name: "main",
    };
    let h = energy::hessian(&spring, 1.0);
    assert_eq!(h.row(0), [5.0, -5.0, -2.0, -10.0]);
    assert_eq!(h.row(2), [-2.0, 2.0, 0.0, 2.0]);
    let h = owned::hessian(spring.clone());
    assert_eq!(h.row(1), [-10.0, 10.0, 4.0]);
    let direction = SpringTangent {
        ends: [1.0, 0.0],
        stiffness: 1.0,
        name: (),
    };
    let product: SpringTangent = owned::hvp(spring.clone(), direction);
    assert_eq!((product.ends, product.stiffness), ([6.0, -6.0], -4.0));
    assert_eq!(spring.name, "main");
}
