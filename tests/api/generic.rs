//! The companion's functions of generic functions: inferred from the arguments, or chosen by a turbofish.

use autodiff::{Matrix, Real, Tape, custom_jvp, custom_vjp, grad, hessian, jvp};

#[grad]
#[jvp]
fn energy<T: Real, const N: usize>(x: &[T; N], k: T) -> T {
    let mut s = T::zero();
    for v in x {
        s += *v * *v * k;
    }
    s
}

#[test]
fn inferred() {
    assert_eq!(energy(&[1.0, 2.0], 0.5), 2.5);
    assert_eq!(energy::grad(&[1.0f32, 2.0], 0.5), ([1.0f32, 2.0], 5.0f32));
    assert_eq!(energy::value_and_grad(&[1.0], 0.5), (0.5, ([1.0], 1.0)));
    let (mut x_bar, mut k_bar) = ([9.0f32; 2], 9.0);
    let y = energy::value_and_grad_into(&[1.0, 2.0], 0.5, &mut x_bar, &mut k_bar);
    assert_eq!((y, x_bar, k_bar), (2.5, [1.0, 2.0], 5.0));
    let y = energy::value_and_grad_with(&mut Tape::new(), &[2.0], 0.5, &mut [0.0], &mut 0.0);
    assert_eq!(y, 2.0);
    assert_eq!(
        energy::vjp(&[1.0, 2.0], 0.5, 2.0),
        (2.5, ([2.0, 4.0], 10.0))
    );
    assert_eq!(
        energy::jvp(&[1.0f32, 2.0], 0.5, &[0.0, 1.0], 0.0),
        (2.5, 2.0)
    );
}

#[test]
fn chosen() {
    assert_eq!(energy::grad::<f32, 1>(&[3.0], 0.5).0, [3.0]);
    let of_f32: fn(&[f32; 2], f32) -> ([f32; 2], f32) = energy::grad;
    assert_eq!(of_f32(&[1.0, 2.0], 1.0).0, [2.0, 4.0]);
}

#[grad]
#[jvp]
fn rhs<T: Real>(y: &[T], dy: &mut [T]) {
    dy[0] = y[1];
    dy[1] = -y[0].sin() * T::from_f64(2.0);
}

#[grad]
#[jvp]
fn rotated<A: Real, B: Real>(x: A, y: B) -> Vec<B> {
    let x = B::from_f64(x.to_f64());
    vec![x * y, x - y]
}

#[test]
fn jacobians_are_in_double_precision() {
    let jacobian: Matrix = rhs::jacrev(&[0.0f32, 1.0], &mut [0.0, 0.0]);
    assert_eq!(
        (jacobian.row(0), jacobian.row(1)),
        (&[0.0, 1.0, 0.0, 0.0][..], &[-2.0, 0.0, 0.0, 0.0][..])
    );
    let (rev, fwd) = (
        rotated::jacrev(2.0f32, 3.0f64),
        rotated::jacfwd(2.0f32, 3.0f64),
    );
    assert_eq!(rev.as_slice(), [3.0, 2.0, 1.0, -1.0]);
    assert_eq!(fwd.as_slice(), rev.as_slice());
}

#[grad]
#[jvp]
fn through<T: Real>(x: f64) -> f64 {
    let narrow = T::from_f64(x);
    narrow.to_f64() * x
}

#[test]
fn a_type_that_no_argument_tells() {
    assert_eq!(through::grad::<f32>(3.0), 6.0);
    assert_eq!(through::derivative::<f64>(3.0), 6.0);
}

#[custom_vjp(cube_reverse)]
#[custom_jvp(cube_forward)]
fn cube<T: Real>(x: T) -> T {
    x * x * x
}

fn cube_reverse<T: Real>(x: T, _y: T, y_bar: T) -> T {
    T::from_f64(3.0) * x * x * y_bar
}

fn cube_forward<T: Real>(x: T, _y: T, x_dot: T) -> T {
    T::from_f64(3.0) * x * x * x_dot
}

#[grad]
#[jvp]
fn calls_a_rule<T: Real>(x: T) -> T {
    cube(x) + cube::<T>(x)
}

#[test]
fn rules_of_ones_own() {
    assert_eq!((cube::grad(2.0f32), cube::derivative(2.0)), (12.0, 12.0));
    assert_eq!(
        (calls_a_rule::grad(2.0f32), calls_a_rule::derivative(2.0)),
        (24.0, 24.0)
    );
}

#[grad(wrt(x))]
#[jvp(constant(y))]
fn partly<T: Real>(x: T, y: &[T]) -> T {
    x * y[0]
}

#[test]
fn some_parameters() {
    assert_eq!(partly::grad(2.0f32, &[3.0]), 3.0);
    assert_eq!(partly::derivative(2.0, &[3.0]), 3.0);
}

/// Used through its derivatives alone, under names that stand in the way.
#[jvp]
fn only_along<T: Real, const N: usize>(only_along: [T; N]) -> T {
    fn f(n: usize) -> f64 {
        n as f64
    }
    only_along[0] * T::from_f64(f(N))
}

#[jvp]
fn shadowed_inside<T: Real>(x: T) -> T {
    fn shadowed_inside(n: i32) -> f64 {
        f64::from(n)
    }
    x * T::from_f64(shadowed_inside(3))
}

#[test]
fn names_in_the_way() {
    assert_eq!(only_along::jvp([1.0f32], [2.0]), (only_along([1.0]), 2.0));
    assert_eq!(shadowed_inside::derivative(1.0f32), 3.0);
}

/// Of a type and of a constant parameter.
#[allow(dead_code, reason = "that it exists is what is tested")]
struct M;

#[grad]
#[jvp]
#[hessian]
fn named_like_a_type<const M: usize>(x: f64) -> f64 {
    x * x * M as f64
}

#[grad]
#[hessian]
fn patterns_of_integers(x: f64, (n, m): (usize, usize), [k, l]: [usize; 2]) -> f64 {
    x * x * n as f64 + (m + k + l) as f64
}

const ROUNDS: i32 = 3;

#[grad]
#[jvp]
fn rounds_of_another_type(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for _ in 0..ROUNDS {
        for j in 0..x.len() {
            sum += x[j] * x[j];
        }
    }
    sum
}

#[test]
fn parameters_and_constants_that_others_are_named_like() {
    assert_eq!(named_like_a_type::grad::<3>(2.0), 12.0);
    assert_eq!(named_like_a_type::jvp::<3>(2.0, 1.0), (12.0, 12.0));
    assert_eq!(named_like_a_type::hessian::<3>(2.0).as_slice(), [6.0]);
    assert_eq!(patterns_of_integers::grad(2.0, (3, 4), [5, 6]), 12.0);
    let h = patterns_of_integers::hessian(2.0, (3, 4), [5, 6]);
    assert_eq!(h.as_slice(), [6.0]);
    assert_eq!(rounds_of_another_type::grad(&[2.0, 5.0]), [12.0, 30.0]);
}
