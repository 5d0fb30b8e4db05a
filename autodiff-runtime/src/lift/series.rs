//! Truncated Taylor arithmetic: the coefficients of an operation's output from those of its inputs, in `K^2` steps.
//!
//! With `x(t) = x_0 + x_1 t + x_2 t^2 + ..`, the output's coefficients follow from the differential equation of each
//! operation by comparing coefficients (Griewank and Walther, *Evaluating Derivatives*, 2nd ed., tables 13.1 and 13.2):
//! `y' = p x'` gives `k y_k = sum of j x_j p_(k-j)` for `j = 1..k`.

pub(crate) mod recurrences;

use super::{Lift, Row};
use crate::lanes::Lanes;
use crate::real::Real;
use core::array::from_fn;

/// Lifts to truncated power series: lane `k` of a real holds its Taylor coefficient `k + 1`.
#[derive(Clone, Copy, Debug)]
pub struct Series;

/// The coefficients of an input behind the value, or none for a constant.
pub(crate) type Tail<R, const K: usize> = Option<Lanes<R, K>>;

impl<const K: usize> Lift<K> for Series {
    #[inline(always)]
    fn row<R: Real, const N: usize, O: Row<N>>(
        &self,
        inputs: [R; N],
        numbers: [Option<Lanes<R, K>>; N],
        output: R,
    ) -> Lanes<R, K> {
        O::series(inputs, numbers, output)
    }

    #[inline(always)]
    fn add<R: Real>(&self, a: Lanes<R, K>, b: Lanes<R, K>) -> Lanes<R, K> {
        a + b
    }

    #[inline(always)]
    fn sub<R: Real>(&self, a: Lanes<R, K>, b: Lanes<R, K>) -> Lanes<R, K> {
        a - b
    }

    #[inline(always)]
    fn neg<R: Real>(&self, a: Lanes<R, K>) -> Lanes<R, K> {
        -a
    }

    #[inline(always)]
    fn cast<R: Real, S: Real>(&self, a: Lanes<R, K>) -> Lanes<S, K> {
        a.cast()
    }
}

/// A power series: the value, and the coefficients behind it.
#[derive(Clone, Copy)]
struct Power<R, const K: usize> {
    value: R,
    tail: [R; K],
}

impl<R: Real, const K: usize> Power<R, K> {
    #[inline(always)]
    fn new(value: R, tail: Tail<R, K>) -> Self {
        let tail = tail.map_or([R::zero(); K], |t| t.0);
        Power { value, tail }
    }

    /// Coefficient `k`.
    #[inline(always)]
    fn at(&self, k: usize) -> R {
        if k == 0 { self.value } else { self.tail[k - 1] }
    }

    /// Fills in the coefficients behind the value, each from those before.
    #[inline(always)]
    fn fill(value: R, next: impl Fn(usize, &Self) -> R) -> Self {
        let mut y = Power {
            value,
            tail: [R::zero(); K],
        };
        for k in 1..=K {
            y.tail[k - 1] = next(k, &y);
        }
        y
    }

    /// The value replaced: what is known better than by arithmetic on the coefficients.
    #[inline(always)]
    fn with_value(self, value: R) -> Self {
        Power { value, ..self }
    }

    #[inline(always)]
    fn plus(self, by: R) -> Self {
        self.with_value(self.value + by)
    }

    #[inline(always)]
    fn scaled(self, by: R) -> Self {
        Power {
            value: self.value * by,
            tail: self.tail.map(|c| c * by),
        }
    }

    #[inline(always)]
    fn sum(self, other: Self) -> Self {
        Power {
            value: self.value + other.value,
            tail: from_fn(|k| self.tail[k] + other.tail[k]),
        }
    }

    #[inline(always)]
    fn product(self, other: Self) -> Self {
        let value = self.value * other.value;
        Self::fill(value, |k, _| {
            (0..=k).fold(R::zero(), |sum, i| sum + self.at(i) * other.at(k - i))
        })
    }

    /// `self / other`, whose value is known.
    #[inline(always)]
    fn quotient(self, other: Self, value: R) -> Self {
        Self::fill(value, |k, y| {
            let known = (0..k).fold(R::zero(), |sum, i| sum + y.at(i) * other.at(k - i));
            (self.at(k) - known) / other.value
        })
    }

    #[inline(always)]
    fn recip(self) -> Self {
        Power::new(R::one(), None).quotient(self, R::one() / self.value)
    }

    /// Where the value is 0 and the slope infinite, what does not vary has the coefficient 0.
    #[inline(always)]
    fn sqrt(self, value: R) -> Self {
        Self::fill(value, |k, y| {
            let known = (1..k).fold(R::zero(), |sum, i| sum + y.at(i) * y.at(k - i));
            crate::ops::over(self.at(k) - known, value + value)
        })
    }

    /// `y` with `y' = p x'`, where coefficient `m` of `p` may depend on the coefficients up to `m` of `y` and the
    /// coefficients before `m` of `p`.
    #[inline(always)]
    fn integral(self, value: R, slope: impl Fn(usize, &Self, &[R; K]) -> R) -> Self {
        self.integral_by(value, slope, |a, b| a * b)
    }

    /// The same where the slope may be infinite: it meets only what varies.
    #[inline(always)]
    fn integral_at_poles(self, value: R, slope: impl Fn(usize, &Self, &[R; K]) -> R) -> Self {
        if self.tail.iter().all(|c| *c == R::zero()) && !value.is_nan() {
            return Power::new(value, None);
        }
        self.integral_by(value, slope, crate::ops::times)
    }

    #[inline(always)]
    fn integral_by(
        self,
        value: R,
        slope: impl Fn(usize, &Self, &[R; K]) -> R,
        times: impl Fn(R, R) -> R,
    ) -> Self {
        let mut p = [R::zero(); K];
        let mut y = Power {
            value,
            tail: [R::zero(); K],
        };
        for k in 1..=K {
            p[k - 1] = slope(k - 1, &y, &p);
            let term = |j: usize| times(whole::<R>(j) * self.at(j), p[k - j]);
            y.tail[k - 1] = (1..=k).fold(R::zero(), |sum, j| sum + term(j)) / whole(k);
        }
        y
    }

    /// The sum of `j x_j p_(k-j)` for `j = 1..k`, over `k`.
    #[inline(always)]
    fn weighted(&self, k: usize, p: &Self) -> R {
        let term = |j: usize| whole::<R>(j) * self.at(j) * p.at(k - j);
        (1..=k).fold(R::zero(), |sum, j| sum + term(j)) / whole(k)
    }

    /// Sine and cosine for the sign -1, those of the hyperbola for 1: each is the slope of the other.
    #[inline(always)]
    fn circular(self, sine: R, cosine: R, sign: R) -> (Self, Self) {
        let zeros = [R::zero(); K];
        let (mut s, mut c) = (
            Power {
                value: sine,
                tail: zeros,
            },
            Power {
                value: cosine,
                tail: zeros,
            },
        );
        for k in 1..=K {
            let (s_k, c_k) = (self.weighted(k, &c), self.weighted(k, &s));
            s.tail[k - 1] = s_k;
            c.tail[k - 1] = sign * c_k;
        }
        (s, c)
    }

    /// The logarithm, whose value is known.
    #[inline(always)]
    fn ln(self, value: R) -> Self {
        Self::fill(value, |k, y| {
            let term = |j: usize| whole::<R>(j) * y.at(j) * self.at(k - j);
            let known = (1..k).fold(R::zero(), |sum, j| sum + term(j));
            (self.at(k) - known / whole(k)) / self.value
        })
    }

    /// A whole power, by squaring: exact at 0 too.
    #[inline(always)]
    fn whole_power(self, exponent: u32) -> Self {
        let mut result = Power::new(R::one(), None);
        let (mut base, mut bits) = (self, exponent);
        while bits != 0 {
            if bits & 1 == 1 {
                result = result.product(base);
            }
            bits >>= 1;
            if bits != 0 {
                base = base.product(base);
            }
        }
        result
    }

    /// `f(x)` from the coefficients of `f` at the value of `x`: Horner's scheme, in `K^3` steps.
    #[inline(always)]
    fn composed(self, value: R, outer: impl Fn(usize) -> R) -> Self {
        let inner = self.with_value(R::zero());
        let mut y = Power::new(outer(K), None);
        for m in (0..K).rev() {
            let c = if m == 0 { value } else { outer(m) };
            let next = |k: usize| {
                let term = |i: usize| crate::ops::times(y.at(i), inner.at(k - i));
                (0..k).fold(R::zero(), |sum, i| sum + term(i))
            };
            y = Power {
                value: c,
                tail: from_fn(|k| next(k + 1)),
            };
        }
        y
    }

    #[inline(always)]
    fn lanes(self) -> Lanes<R, K> {
        Lanes(self.tail)
    }
}

/// A small whole number.
#[inline(always)]
fn whole<R: Real>(k: usize) -> R {
    R::from_f64(k as f64)
}
