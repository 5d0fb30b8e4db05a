//! What the impls of the standard types promise.

use super::{Differentiable, Tangent};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

#[test]
fn zero_has_the_shape_of_the_primal() {
    let primal = (vec![[1.0, 2.0]; 3], "text", Some(1.5f32), None::<f64>);
    let zero: (Vec<[f64; 2]>, (), Option<f32>, Option<f64>) = primal.zero_tangent();
    assert_eq!(zero, (vec![[0.0, 0.0]; 3], (), Some(0.0), None));
    let slice: &mut [f64] = &mut [1.0, 2.0];
    let (zero_slice,): (Vec<f64>,) = (slice,).zero_tangent();
    assert_eq!(zero_slice, [0.0, 0.0]);
    assert_eq!(zero.reals(), 7);
}

#[test]
fn vector_space() {
    let mut x = (1.0, [2.0, 3.0f32 as f64], Some(4.0f32));
    x.accumulate(&(1.0, [1.0, 1.0], Some(1.0)));
    assert_eq!(x, (2.0, [3.0, 4.0], Some(5.0)));
    x.scale(2.0);
    x.axpy(-1.0, &(1.0, [2.0, 3.0], Some(4.0)));
    assert_eq!(x, (3.0, [4.0, 5.0], Some(6.0)));
    assert_eq!(x.dot(&x), 9.0 + 16.0 + 25.0 + 36.0);
    x.set_zero();
    assert_eq!(x, (0.0, [0.0, 0.0], Some(0.0)));
}

#[test]
fn reals_are_visited_in_order() {
    let mut x = (vec![vec![0.0], vec![0.0, 0.0]], (), [0.0f32; 2]);
    let mut next = 0.0;
    x.map_each(&mut |_| {
        next += 1.0;
        next
    });
    let mut seen = vec![];
    x.for_each(&mut |real| seen.push(real));
    assert_eq!(seen, [1.0, 2.0, 3.0, 4.0, 5.0]);
    assert_eq!(x.0[1], [2.0, 3.0]);
}

#[test]
fn zero_clears_nan() {
    let mut x = [f64::NAN, f64::INFINITY];
    x.set_zero();
    assert_eq!(x, [0.0, 0.0]);
}

#[test]
#[should_panic(expected = "a tangent of length 2 meets one of length 3")]
fn different_lengths_have_no_sum() {
    vec![1.0, 2.0].accumulate(&vec![1.0; 3]);
}

#[test]
#[should_panic(expected = "a tangent of length 1 meets one of length 0")]
fn different_options_have_no_product() {
    Some(1.0).dot(&None);
}

#[test]
fn a_primal_is_updated_by_its_gradient() {
    let mut model = (
        1.0,
        Some(Box::new([2.0f32])),
        "name",
        3usize,
        vec![vec![], vec![4.0]],
    );
    model.axpy(
        -0.5,
        &(
            2.0,
            Some(Box::new([4.0f32])),
            (),
            (),
            vec![vec![], vec![8.0]],
        ),
    );
    assert_eq!(
        model,
        (
            0.0,
            Some(Box::new([0.0])),
            "name",
            3,
            vec![vec![], vec![0.0]]
        )
    );
    let mut reals = [1.0, 2.0];
    let view = &mut reals[..];
    view.axpy(1.0, &vec![1.0, 1.0]);
    assert_eq!(reals, [2.0, 3.0]);
}

#[test]
#[should_panic(expected = "reals behind a shared reference cannot be changed")]
fn a_borrowed_primal_is_not_updated() {
    let mut view: &[f64] = &[1.0, 2.0];
    view.axpy(1.0, &vec![0.0, 0.0]);
}

#[test]
#[should_panic(expected = "reals behind a shared reference cannot be changed")]
fn reals_of_a_borrowed_primal_are_not_replaced() {
    (1.0, &2.0).map_each(&mut |x| x + 1.0);
}
