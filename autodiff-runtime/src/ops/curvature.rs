//! The second derivatives of the crate's scalar functions, for their companions.

use super::helpers::tanh_softplus;
use crate::real::Real;

#[inline]
pub(super) fn sigmoid<R: Real>(x: R) -> R {
    let q = super::sigmoid(x);
    softplus(x) * (R::one() - (q + q))
}

#[inline]
pub(super) fn softplus<R: Real>(x: R) -> R {
    let q = super::sigmoid(x);
    q * (R::one() - q)
}

/// 0, at the kink too.
#[inline]
pub(super) fn relu<R: Real>(_: R) -> R {
    R::zero()
}

#[inline]
pub(super) fn swish<R: Real>(x: R) -> R {
    let q = super::sigmoid(x);
    softplus(x) * (R::from_f64(2.0) + x * (R::one() - (q + q)))
}

/// With `t = tanh(softplus(x))` and `q = sigmoid(x)`: `t` has the slope `(1 - t^2) q`.
#[inline]
pub(super) fn mish<R: Real>(x: R) -> R {
    let (one, two) = (R::one(), R::from_f64(2.0));
    let (t, q) = tanh_softplus(x);
    (one - t) * (one + t) * q * (two + x * (one - q * (one + two * t)))
}

#[cfg(test)]
mod tests {
    use crate::ops;

    #[test]
    fn second_derivatives_are_differences_of_first_ones() {
        for x in [-6.0, -2.5, -0.4, 0.3, 1.7, 5.0] {
            let h = 1e-5;
            let check = |name: &str, slope: fn(f64) -> f64, got: f64| {
                let wanted = (slope(x + h) - slope(x - h)) / (2.0 * h);
                assert!(
                    (got - wanted).abs() < 1e-9,
                    "{name} at {x}: {got}, {wanted}"
                );
            };
            check("sigmoid", ops::sigmoid::derivative, super::sigmoid(x));
            check("softplus", ops::softplus::derivative, super::softplus(x));
            check("relu", ops::relu::derivative, super::relu(x));
            check("swish", ops::swish::derivative, super::swish(x));
            check("mish", ops::mish::derivative, super::mish(x));
        }
    }
}
