//! Functions of a whole slice, with their companions.

use super::table::rows;
use crate::access::{Bar1, Dot1, Source1};
use crate::lanes::{Lanes, Width};
use crate::lift::Lift;
use crate::real::Real;
use crate::tape::Tape;
use alloc::vec::Vec;

/// `ln(sum of exp(x_i))`, shifted by the largest element so that nothing overflows; `-inf` for no elements.
///
/// Derivative: `softmax(x)`. It is NaN where the value is infinite and an element with it.
///
/// ```
/// use autodiff_runtime::ops::log_sum_exp;
/// assert_eq!(log_sum_exp(&[1000.0, 1000.0]), 1000.0 + 2f64.ln());
/// assert_eq!(log_sum_exp::<f64>(&[]), f64::NEG_INFINITY);
/// assert_eq!(log_sum_exp(&[f64::NEG_INFINITY, 3.0]), 3.0);
/// ```
#[inline]
pub fn log_sum_exp<R: Real>(x: &[R]) -> R {
    let shift = shift(x);
    let mut sum = R::zero();
    for &element in x {
        sum += (element - shift).exp();
    }
    shift + sum.ln()
}

/// `exp(x_i) / sum of exp(x_j)`, shifted by the largest element so that nothing overflows.
///
/// Derivative: `y_i (x_dot_i - sum of y_j x_dot_j)` (Bishop, *Pattern Recognition and Machine Learning*, 4.106).
///
/// ```
/// use autodiff_runtime::ops::softmax;
/// assert_eq!(softmax(&[1000.0, 1000.0]), [0.5, 0.5]);
/// ```
#[inline]
pub fn softmax<R: Real>(x: &[R]) -> Vec<R> {
    let shift = shift(x);
    let mut y: Vec<R> = x.iter().map(|&element| (element - shift).exp()).collect();
    let mut sum = R::zero();
    for &e in &y {
        sum += e;
    }
    for e in &mut y {
        *e /= sum;
    }
    y
}

/// The largest element if it is finite; else 0, as `inf - inf` would make NaN of values that are not.
#[inline]
fn shift<R: Real>(x: &[R]) -> R {
    let Some((&first, rest)) = x.split_first() else {
        return R::zero();
    };
    let largest = rest.iter().fold(first, |m, &e| m.max(e));
    if largest.is_finite() {
        largest
    } else {
        R::zero()
    }
}

/// A real with the numbers that a lift has beside it.
type Lifted<R, const K: usize> = (R, Lanes<R, K>);

/// The exponentials of both functions, and their sum. The shift cancels: it counts as a constant.
fn lifted_exponentials<R: Real, const K: usize>(
    x: &[R],
    lift: &impl Lift<K>,
    x_dot: impl Source1<Lanes<R, K>>,
) -> (Vec<Lifted<R, K>>, Lifted<R, K>) {
    let (x_dot, shift) = (x_dot.source(), shift(x));
    let exponential = |(i, &x): (usize, &R)| {
        let e = (x - shift).exp();
        let numbers = Some(x_dot.at(i));
        (e, lift.row::<R, 1, rows::exp>([x - shift], [numbers], e))
    };
    let all: Vec<Lifted<R, K>> = x.iter().enumerate().map(exponential).collect();
    let sum = all.iter().fold((R::zero(), Lanes::ZERO), |sum, e| {
        (sum.0 + e.0, lift.add(sum.1, e.1))
    });
    (all, sum)
}

/// Derivatives of [`log_sum_exp`](fn@log_sum_exp).
#[expect(
    non_camel_case_types,
    reason = "a companion has the name of its function"
)]
pub enum log_sum_exp {}

impl log_sum_exp {
    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_result<R: Real>(tape: &mut Tape) -> R {
        tape.pop()
    }

    /// Keeps the exponentials and their sum: the reverse sweep needs no `exp`.
    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_forward<R: Real>(tape: &mut Tape, x: &[R]) -> R {
        let shift = shift(x);
        let mut sum = R::zero();
        for &element in x {
            let e = (element - shift).exp();
            tape.push(&e);
            sum += e;
        }
        tape.push(&sum);
        shift + sum.ln()
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_reverse<R: Real>(
        tape: &mut Tape,
        x: &[R],
        y_bar: R,
        mut x_bar: impl Bar1<R>,
    ) {
        let sum: R = tape.pop();
        let scale = y_bar / sum;
        for i in (0..x.len()).rev() {
            let e: R = tape.pop();
            x_bar.add(i, scale * e);
        }
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_jvp<R: Real>(x: &[R], x_dot: impl Source1<R>) -> (R, R) {
        let x_dot = x_dot.source();
        let shift = shift(x);
        let (mut sum, mut sum_dot) = (R::zero(), R::zero());
        for (i, &element) in x.iter().enumerate() {
            let e = (element - shift).exp();
            sum += e;
            sum_dot += e * x_dot.at(i);
        }
        (shift + sum.ln(), sum_dot / sum)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_jvp_lanes<R: Real, const K: usize>(
        x: &[R],
        _: Width<K>,
        x_dot: impl Source1<Lanes<R, K>>,
    ) -> (R, Lanes<R, K>) {
        let x_dot = x_dot.source();
        let shift = shift(x);
        let (mut sum, mut sum_dot) = (R::zero(), Lanes::ZERO);
        for (i, &element) in x.iter().enumerate() {
            let e = (element - shift).exp();
            sum += e;
            sum_dot += x_dot.at(i) * e;
        }
        (shift + sum.ln(), sum_dot / sum)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_taylor_or_sparsity<R: Real, const K: usize>(
        x: &[R],
        lift: &impl Lift<K>,
        x_dot: impl Source1<Lanes<R, K>>,
    ) -> (R, Lanes<R, K>) {
        let (_, sum) = lifted_exponentials(x, lift, x_dot);
        let y = sum.0.ln();
        (
            shift(x) + y,
            lift.row::<R, 1, rows::ln>([sum.0], [Some(sum.1)], y),
        )
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_hessian_forward<R: Real, const K: usize>(
        tape: &mut Tape,
        x: &[R],
        width: Width<K>,
        x_dot: impl Source1<Lanes<R, K>>,
    ) -> (R, Lanes<R, K>) {
        let (y, y_dot) = Self::__needs_attribute_jvp_lanes(x, width, x_dot);
        tape.push(&softmax(x));
        tape.push(&y_dot);
        (y, y_dot)
    }

    /// With `p = softmax(x)`, the cotangent `y_bar p_i` has the tangent `y_bar_dot p_i + y_bar p_i (x_dot_i - y_dot)`.
    #[doc(hidden)]
    #[inline]
    #[allow(
        clippy::too_many_arguments,
        reason = "value, tangent and both cotangents of each parameter"
    )]
    pub fn __needs_attribute_hessian_reverse<R: Real, const K: usize>(
        tape: &mut Tape,
        _x: &[R],
        _: Width<K>,
        x_dot: impl Source1<Lanes<R, K>>,
        y_bar: R,
        y_bar_dot: Lanes<R, K>,
        mut x_bar: impl Bar1<R>,
        mut x_bar_dot: impl Bar1<Lanes<R, K>>,
    ) -> ((), ()) {
        let x_dot = x_dot.source();
        let y_dot: Lanes<R, K> = tape.pop();
        let p: Vec<R> = tape.pop();
        for (i, &p) in p.iter().enumerate() {
            x_bar.add(i, y_bar * p);
            x_bar_dot.add(i, y_bar_dot * p + (x_dot.at(i) - y_dot) * (y_bar * p));
        }
        ((), ())
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_hessian_result<R: Real, const K: usize>(
        tape: &mut Tape,
        _: Width<K>,
    ) -> (R, Lanes<R, K>) {
        let y_dot = tape.pop();
        (tape.pop(), y_dot)
    }
}

/// Derivatives of [`softmax`](fn@softmax).
#[expect(
    non_camel_case_types,
    reason = "a companion has the name of its function"
)]
pub enum softmax {}

impl softmax {
    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_result<R: Real>(tape: &mut Tape) -> Vec<R> {
        tape.pop()
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_forward<R: Real>(tape: &mut Tape, x: &[R]) -> Vec<R> {
        let y = softmax(x);
        tape.push(&y);
        y
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_reverse<R: Real>(
        tape: &mut Tape,
        x: &[R],
        y_bar: Vec<R>,
        mut x_bar: impl Bar1<R>,
    ) {
        let y: Vec<R> = tape.pop();
        debug_assert_eq!(x.len(), y.len());
        let mut mean = R::zero();
        for (&y, &y_bar) in y.iter().zip(&y_bar) {
            mean += y * y_bar;
        }
        for (i, (&y, &y_bar)) in y.iter().zip(&y_bar).enumerate() {
            x_bar.add(i, y * (y_bar - mean));
        }
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_jvp<R: Real>(x: &[R], x_dot: impl Source1<R>) -> (Vec<R>, Vec<R>) {
        let x_dot = x_dot.source();
        let y = softmax(x);
        let mut mean = R::zero();
        for (i, &y) in y.iter().enumerate() {
            mean += y * x_dot.at(i);
        }
        let y_dot = (y.iter().enumerate())
            .map(|(i, &y)| y * (x_dot.at(i) - mean))
            .collect();
        (y, y_dot)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_jvp_lanes<R: Real, const K: usize>(
        x: &[R],
        _: Width<K>,
        x_dot: impl Source1<Lanes<R, K>>,
    ) -> (Vec<R>, Vec<Lanes<R, K>>) {
        let x_dot = x_dot.source();
        let y = softmax(x);
        let mut mean = Lanes::ZERO;
        for (i, &y) in y.iter().enumerate() {
            mean += x_dot.at(i) * y;
        }
        let y_dot = (y.iter().enumerate())
            .map(|(i, &y)| (x_dot.at(i) - mean) * y)
            .collect();
        (y, y_dot)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_taylor_or_sparsity<R: Real, const K: usize>(
        x: &[R],
        lift: &impl Lift<K>,
        x_dot: impl Source1<Lanes<R, K>>,
    ) -> (Vec<R>, Vec<Lanes<R, K>>) {
        let (all, sum) = lifted_exponentials(x, lift, x_dot);
        let quotient = |e: &Lifted<R, K>| {
            let numbers = [Some(e.1), Some(sum.1)];
            let y = e.0 / sum.0;
            (y, lift.row::<R, 2, rows::div>([e.0, sum.0], numbers, y))
        };
        all.iter().map(quotient).unzip()
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_hessian_forward<R: Real, const K: usize>(
        tape: &mut Tape,
        x: &[R],
        width: Width<K>,
        x_dot: impl Source1<Lanes<R, K>>,
    ) -> (Vec<R>, Vec<Lanes<R, K>>) {
        let (y, y_dot) = Self::__needs_attribute_jvp_lanes(x, width, x_dot);
        tape.push(&y);
        tape.push(&y_dot);
        (y, y_dot)
    }

    /// The product rule on `x_bar_i = y_i (y_bar_i - m)` with `m = sum of y_j y_bar_j`.
    #[doc(hidden)]
    #[inline]
    #[allow(
        clippy::too_many_arguments,
        reason = "value, tangent and both cotangents of each parameter"
    )]
    pub fn __needs_attribute_hessian_reverse<R: Real, const K: usize>(
        tape: &mut Tape,
        _x: &[R],
        _: Width<K>,
        _x_dot: impl Source1<Lanes<R, K>>,
        y_bar: Vec<R>,
        y_bar_dot: Vec<Lanes<R, K>>,
        mut x_bar: impl Bar1<R>,
        mut x_bar_dot: impl Bar1<Lanes<R, K>>,
    ) -> ((), ()) {
        let y_dot: Vec<Lanes<R, K>> = tape.pop();
        let y: Vec<R> = tape.pop();
        let (mut mean, mut mean_dot) = (R::zero(), Lanes::ZERO);
        for i in 0..y.len() {
            mean += y[i] * y_bar[i];
            mean_dot += y_dot[i] * y_bar[i] + y_bar_dot[i] * y[i];
        }
        for i in 0..y.len() {
            x_bar.add(i, y[i] * (y_bar[i] - mean));
            let other = (y_bar_dot[i] - mean_dot) * y[i];
            x_bar_dot.add(i, y_dot[i] * (y_bar[i] - mean) + other);
        }
        ((), ())
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_hessian_result<R: Real, const K: usize>(
        tape: &mut Tape,
        _: Width<K>,
    ) -> (Vec<R>, Vec<Lanes<R, K>>) {
        let y_dot = tape.pop();
        (tape.pop(), y_dot)
    }
}
