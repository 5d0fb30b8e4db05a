//! Elementary functions that the standard library lacks.

use super::helpers::tanh_softplus;
use crate::real::Real;

/// The logistic function `1 / (1 + exp(-x))`. Saturates at 0 and 1 without overflow.
///
/// Derivative `r (1 - r)` with `r = sigmoid(x)` (Bishop, *Pattern Recognition and Machine Learning*, 4.88).
///
/// ```
/// use autodiff_runtime::ops::sigmoid;
/// assert_eq!(sigmoid(0.0), 0.5);
/// assert_eq!(sigmoid::derivative(0.0), 0.25);
/// assert_eq!(sigmoid(-800.0), 0.0);
/// ```
#[inline]
pub fn sigmoid<R: Real>(x: R) -> R {
    R::one() / (R::one() + (-x).exp())
}

/// `ln(1 + exp(x))`, as `max(x, 0) + ln_1p(exp(-|x|))`, which neither overflows nor cancels.
///
/// Derivative `sigmoid(x)`.
///
/// ```
/// use autodiff_runtime::ops::softplus;
/// assert_eq!(softplus(800.0), 800.0);
/// assert_eq!(softplus(-800.0), 0.0);
/// assert_eq!(softplus::derivative(0.0), 0.5);
/// ```
#[inline]
pub fn softplus<R: Real>(x: R) -> R {
    x.max(R::zero()) + (-x.abs()).exp().ln_1p()
}

/// The rectifier: `x` where it is positive, else 0. Unlike `x.max(0.0)` it hands NaN on.
///
/// Derivative 1 where `x > 0`, else 0; 0 at 0.
///
/// ```
/// use autodiff_runtime::ops::relu;
/// assert_eq!(relu(-3.0), 0.0);
/// assert_eq!(relu::derivative(0.0), 0.0);
/// assert!(relu(f64::NAN).is_nan());
/// ```
#[inline]
pub fn relu<R: Real>(x: R) -> R {
    if x <= R::zero() { R::zero() } else { x }
}

/// `x sigmoid(x)`, also known as SiLU (Ramachandran, Zoph, Le 2017).
///
/// Derivative `q + x q (1 - q)` with `q = sigmoid(x)`.
///
/// ```
/// use autodiff_runtime::ops::swish;
/// assert_eq!(swish::value_and_grad(0.0), (0.0, 0.5));
/// ```
#[inline]
pub fn swish<R: Real>(x: R) -> R {
    x * sigmoid(x)
}

/// `x tanh(softplus(x))` (Misra 2019), computed with a single exponential.
///
/// Derivative `t + x (1 - t^2) q` with `t = tanh(softplus(x))`, `q = sigmoid(x)`.
///
/// ```
/// use autodiff_runtime::ops::mish;
/// assert!((mish(1.0) - 0.8650983882673103_f64).abs() < 1e-15);
/// assert!((mish::derivative(0.0) - 0.6_f64).abs() < 1e-15);
/// ```
#[inline]
pub fn mish<R: Real>(x: R) -> R {
    x * tanh_softplus(x).0
}
