//! Functions that stand in rules only. Each is a hidden row of the table, with rules of its own, so that
//! second derivatives keep the conventions of the first.
//!
//! Two conventions recur. Where a value is finite and its slope is not (`sqrt` at 0), a zero seed gives
//! zero and not `0 * inf`. And NaN survives: every test below is written so that NaN takes the arm that
//! returns NaN.

use crate::real::Real;
use crate::scalar::{Scalar, from_f64, to_f64};

#[inline(always)]
fn is_nan<R: Scalar>(x: R) -> bool {
    x.partial_cmp(&x).is_none()
}

/// `a / b`, but 0 where both are 0.
#[inline(always)]
pub fn over<R: Scalar>(a: R, b: R) -> R {
    if a == from_f64(0.0) && b == from_f64(0.0) {
        from_f64(0.0)
    } else {
        a / b
    }
}

/// `a * b`, but 0 where one is 0 and the other infinite.
#[inline(always)]
pub fn times<R: Scalar>(a: R, b: R) -> R {
    let zero = from_f64(0.0);
    if (a == zero && !is_nan(b)) || (b == zero && !is_nan(a)) {
        zero
    } else {
        a * b
    }
}

/// The slope of `abs`: -1, 0, 1, NaN.
#[inline(always)]
pub fn sign<R: Scalar>(x: R) -> R {
    if x > from_f64(0.0) {
        from_f64(1.0)
    } else if x < from_f64(0.0) {
        from_f64(-1.0)
    } else {
        x
    }
}

macro_rules! gates {
    ($($(#[$doc:meta])* $name:ident: unless $fails:tt;)*) => {$(
        $(#[$doc])*
        ///
        /// Where the comparison is undecided: if `a` itself is NaN so is its derivative, except for a zero
        /// seed (`fold(f64::NAN, f64::max)` must not poison what follows); if only `b` is NaN, `s`, since
        /// `max` and `min` then return `a`.
        #[inline(always)]
        pub fn $name<R: Scalar>(s: R, a: R, b: R) -> R {
            let gated = if a $fails b { from_f64(0.0) } else { s };
            if is_nan(a) && s != from_f64(0.0) { a } else { gated }
        }
    )*};
}

// Each is written with the comparison that fails, so that NaN lets the seed through.
gates! {
    /// `s` where `a > b`, else 0.
    where_gt: unless <=;
    /// `s` where `a >= b`, else 0.
    where_ge: unless <;
    /// `s` where `a < b`, else 0.
    where_lt: unless >=;
    /// `s` where `a <= b`, else 0.
    where_le: unless >;
}

/// `s` where `a > 0`, else 0.
#[inline(always)]
pub fn where_positive<R: Scalar>(s: R, a: R) -> R {
    where_gt(s, a, from_f64(0.0))
}

/// `x ln 2`: a literal in a rule would have too many digits for `f32`.
#[inline(always)]
pub fn times_ln_2<R: Scalar>(x: R) -> R {
    x * from_f64::<R>(core::f64::consts::LN_2)
}

/// `x ln 10`.
#[inline(always)]
pub fn times_ln_10<R: Scalar>(x: R) -> R {
    x * from_f64::<R>(core::f64::consts::LN_10)
}

/// The slope of `powf` in its base, `y x^(y-1)`; 0 where `y == 0`. Not `y r / x`, which fails at `x == 0`
/// and keeps LLVM from folding constant exponents (`x.__powf(2.0 - 1.0)` is `x`).
#[inline(always)]
pub fn powf_slope<R: Scalar>(x: R, y: R) -> R {
    if y == from_f64(0.0) {
        from_f64(0.0)
    } else {
        y * x.__powf(y - from_f64(1.0))
    }
}

/// The derivative of order `k` of `x.powi(n)`: `n (n-1) .. (n-k+1) x^(n-k)`; 0 where that product is 0,
/// whatever `x` is. The order is a small whole number, usually a literal, so the loop folds away.
#[inline(always)]
pub fn powi_derivative<R: Scalar>(x: R, n: i32, k: R) -> R {
    let k = to_f64(k) as i32;
    let mut factor = 1.0;
    for i in 0..k {
        factor *= f64::from(n) - f64::from(i);
    }
    if factor == 0.0 {
        from_f64(0.0)
    } else {
        from_f64::<R>(factor) * x.__powi(n.saturating_sub(k))
    }
}

/// The slope of `swish`: `q + x q (1 - q)` with `q = sigmoid(x)`.
#[inline]
pub fn swish_slope<R: Real>(x: R) -> R {
    let q = super::sigmoid(x);
    q * (R::one() + x * (R::one() - q))
}

/// The slope of `mish`: `t + x (1 - t^2) q` with `t = tanh(softplus(x))`, `q = sigmoid(x)`.
#[inline]
pub fn mish_slope<R: Real>(x: R) -> R {
    let (t, q) = tanh_softplus(x);
    t + x * q * (R::one() - t) * (R::one() + t)
}

/// `tanh(softplus(x))` and `sigmoid(x)` from a single exponential, which never overflows:
/// with `e = exp(x)`, `tanh(ln(1 + e)) = (e^2 + 2 e) / (e^2 + 2 e + 2)`.
#[inline]
pub(super) fn tanh_softplus<R: Real>(x: R) -> (R, R) {
    let (one, two) = (R::one(), R::from_f64(2.0));
    let e = (-x.abs()).exp();
    if x > R::zero() {
        let n = one + two * e;
        (n / (n + two * e * e), one / (one + e))
    } else {
        let n = e * (e + two);
        (n / (n + two), e / (one + e))
    }
}
