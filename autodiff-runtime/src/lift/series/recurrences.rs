//! One function for each row of the table that programs can contain: a row without one does not compile.

use super::{Power, Tail, whole};
use crate::lanes::Lanes;
use crate::lift::Row;
use crate::ops;
use crate::ops::rows;
use crate::real::Real;

/// Rows that are linear between their kinks and jumps: every coefficient is a seed of the rules.
macro_rules! linear {
    ($($name:ident($($input:ident),+);)*) => {$(
        #[inline(always)]
        pub(crate) fn $name<R: Real, const K: usize>(
            inputs: [R; { [$(stringify!($input)),+].len() }],
            tails: [Tail<R, K>; { [$(stringify!($input)),+].len() }],
            output: R,
        ) -> Lanes<R, K> {
            let [$($input),+] = tails.map(|t| Power::new(R::zero(), t));
            let inputs = inputs.map(R::to_f64);
            let term = |k: usize| {
                let seeds = [$($input.at(k).to_f64()),+];
                let terms = <rows::$name as Row<_>>::rules(inputs, output.to_f64(), seeds);
                R::from_f64(terms.iter().sum())
            };
            Power::fill(R::zero(), |k, _| term(k)).lanes()
        }
    )*};
}
linear! {
    add(x, y);
    sub(x, y);
    rem(x, y);
    neg(x);
    abs(x);
    signum(x);
    copysign(x, y);
    max(x, y);
    min(x, y);
    clamp(x, y, z);
    floor(x);
    ceil(x);
    round(x);
    round_ties_even(x);
    trunc(x);
    fract(x);
    rem_euclid(x, y);
    div_euclid(x, y);
    to_radians(x);
    to_degrees(x);
    relu(x);
}

/// Rows of one input: from the input's series `x` and the output's value `r`, the output's series.
macro_rules! unary {
    ($($name:ident |$x:ident, $r:ident| $series:expr;)*) => {$(
        #[inline]
        pub(crate) fn $name<R: Real, const K: usize>([x]: [R; 1], [tail]: [Tail<R, K>; 1], $r: R) -> Lanes<R, K> {
            let $x = Power::new(x, tail);
            $series.lanes()
        }
    )*};
}
unary! {
    sin |x, r| x.circular(r, x.value.cos(), -R::one()).0;
    cos |x, r| x.circular(x.value.sin(), r, -R::one()).1;
    sinh |x, r| x.circular(r, x.value.cosh(), R::one()).0;
    cosh |x, r| x.circular(x.value.sinh(), r, R::one()).1;
    tan |x, r| x.integral(r, |m, y, _| one_at_0::<R>(m) + square_at(y, m));
    tanh |x, r| x.integral(r, |m, y, _| one_at_0::<R>(m) - square_at(y, m));
    asin |x, r| x.arc_sine(r);
    acos |x, r| x.arc_sine(r).scaled(-R::one());
    atan |x, r| { let p = x.product(x).plus(R::one()).recip(); x.integral(r, |m, _, _| p.at(m)) };
    asinh |x, r| {
        let q = x.product(x).plus(R::one());
        let p = q.sqrt(q.value.sqrt()).recip();
        x.integral(r, |m, _, _| p.at(m))
    };
    acosh |x, r| {
        let (below, above) = (x.plus(-R::one()), x.plus(R::one()));
        let root = below.value.sqrt() * above.value.sqrt();
        let p = below.product(above).sqrt(root).recip();
        x.integral_at_poles(r, |m, _, _| p.at(m))
    };
    atanh |x, r| {
        let p = x.scaled(-R::one()).plus(R::one()).product(x.plus(R::one())).recip();
        x.integral(r, |m, _, _| p.at(m))
    };
    exp |x, r| x.integral(r, |m, y, _| y.at(m));
    exp2 |x, r| x.scaled(R::from_f64(core::f64::consts::LN_2)).integral(r, |m, y, _| y.at(m));
    exp_m1 |x, r| x.integral(r, |m, y, _| one_at_0::<R>(m) + y.at(m));
    ln |x, r| x.ln(r);
    ln_1p |x, r| x.plus(R::one()).ln(r);
    log2 |x, r| x.ln(r).scaled(R::one() / R::from_f64(core::f64::consts::LN_2));
    log10 |x, r| x.ln(r).scaled(R::one() / R::from_f64(core::f64::consts::LN_10));
    sqrt |x, r| x.sqrt(r);
    cbrt |x, r| x.cube_root(r);
    recip |x, r| x.recip().with_value(r);
    sigmoid |x, r| logistic(x, r);
    softplus |x, r| { let p = logistic(x, ops::sigmoid(x.value)); x.integral(r, |m, _, _| p.at(m)) };
    swish |x, r| x.product(logistic(x, ops::sigmoid(x.value))).with_value(r);
    mish |x, r| {
        let q = logistic(x, ops::sigmoid(x.value));
        let s = x.integral(ops::softplus(x.value), |m, _, _| q.at(m));
        let t = s.integral(s.value.tanh(), |m, y, _| one_at_0::<R>(m) - square_at(y, m));
        x.product(t).with_value(r)
    };
}

/// Rows of two inputs.
macro_rules! binary {
    ($($name:ident |$x:ident, $y:ident, $r:ident| $series:expr;)*) => {$(
        #[inline]
        pub(crate) fn $name<R: Real, const K: usize>(
            [$x, $y]: [R; 2],
            [x_tail, y_tail]: [Tail<R, K>; 2],
            $r: R,
        ) -> Lanes<R, K> {
            let ($x, $y) = (($x, x_tail), ($y, y_tail));
            $series
        }
    )*};
}
binary! {
    mul |x, y, _r| match (x.1, y.1) {
        (Some(tail), None) => tail * y.0,
        (None, Some(tail)) => tail * x.0,
        _ => Power::new(x.0, x.1).product(Power::new(y.0, y.1)).lanes(),
    };
    div |x, y, r| match (x.1, y.1) {
        (Some(tail), None) => tail / y.0,
        _ => Power::new(x.0, x.1).quotient(Power::new(y.0, y.1), r).lanes(),
    };
    // the base is often a constant
    log |x, y, r| {
        let (number, base) = (Power::new(x.0, x.1), Power::new(y.0, y.1));
        let number = number.ln(x.0.ln());
        match y.1 {
            None => Lanes(number.tail) / y.0.ln(),
            Some(_) => number.quotient(base.ln(y.0.ln()), r).lanes(),
        }
    };
    atan2 |x, y, _r| {
        let length = x.0.hypot(y.0);
        if length == R::zero() {
            return Lanes::ZERO;
        }
        // in units of the length, so that no square overflows
        let (x, y) = (Power::new(x.0, x.1).over_real(length), Power::new(y.0, y.1).over_real(length));
        let square = x.product(x).sum(y.product(y));
        // (x^2 + y^2) r' = y x' - x y'
        let slope = |k: usize| {
            let term = |j: usize| whole::<R>(j) * (x.at(j) * y.at(k - j) - y.at(j) * x.at(k - j));
            (1..=k).fold(R::zero(), |sum, j| sum + term(j))
        };
        Power::fill(R::zero(), |k, r: &Power<R, K>| {
            let term = |j: usize| whole::<R>(j) * r.at(j) * square.at(k - j);
            let known = (1..k).fold(R::zero(), |sum, j| sum + term(j));
            (slope(k) - known) / (whole::<R>(k) * square.value)
        })
        .lanes()
    };
    hypot |x, y, r| {
        if r == R::zero() {
            return Lanes::ZERO;
        }
        // in units of the length, so that no square overflows
        let (x, y) = (Power::new(x.0, x.1), Power::new(y.0, y.1));
        let (a, b) = (x.over_real(r), y.over_real(r));
        a.product(a).sum(b.product(b)).with_value(R::one()).sqrt(R::one()).scaled(r).lanes()
    };
    powi |x, n, _r| {
        let n: i32 = n.0.to_f64() as i32;
        let x = Power::new(x.0, x.1);
        match n {
            0 => Lanes::ZERO,
            1.. => x.whole_power(n.unsigned_abs()).lanes(),
            _ => x.recip().whole_power(n.unsigned_abs()).lanes(),
        }
    };
    powf |x, y, r| {
        let base = Power::new(x.0, x.1);
        match y.1.filter(|tail| tail.0.iter().any(|c| *c != R::zero())) {
            None => base.power(y.0, r).lanes(),
            Some(_) if x.0 == R::zero() && y.0 > R::zero() => {
                // the first order has a convention; beyond it there is no derivative
                let first = base.power(y.0, r).tail;
                let nan = R::from_f64(f64::NAN);
                Lanes(core::array::from_fn(|k| if k == 0 { first[0] } else { nan }))
            }
            Some(_) => {
                let logarithm = base.ln(x.0.ln()).product(Power::new(y.0, y.1));
                logarithm.integral(r, |m, r, _| r.at(m)).lanes()
            }
        }
    };
}

#[inline]
pub(crate) fn mul_add<R: Real, const K: usize>(
    [x, y, _]: [R; 3],
    [x_tail, y_tail, z_tail]: [Tail<R, K>; 3],
    _: R,
) -> Lanes<R, K> {
    let product = match (x_tail, y_tail) {
        (None, None) => Lanes::ZERO,
        (x_tail, y_tail) => mul([x, y], [x_tail, y_tail], x * y),
    };
    z_tail.map_or(product, |z| product + z)
}

impl<R: Real, const K: usize> Power<R, K> {
    #[inline(always)]
    fn over_real(self, by: R) -> Self {
        Power {
            value: self.value / by,
            tail: self.tail.map(|c| c / by),
        }
    }

    #[inline(always)]
    fn arc_sine(self, value: R) -> Self {
        let q = self
            .scaled(-R::one())
            .plus(R::one())
            .product(self.plus(R::one()));
        let p = q.sqrt(q.value.sqrt()).recip();
        self.integral_at_poles(value, |m, _, _| p.at(m))
    }

    /// `y' = p x'` with `3 y^2 p = 1`.
    #[inline(always)]
    fn cube_root(self, value: R) -> Self {
        let three = whole::<R>(3);
        self.integral_at_poles(value, |m, y, p| {
            let term = |i: usize| three * square_at(y, i) * p[m - i];
            let known = (1..=m).fold(R::zero(), |sum, i| sum + term(i));
            (one_at_0::<R>(m) - known) / (three * value * value)
        })
    }

    /// A power with a constant exponent, whose value is known.
    #[inline(always)]
    fn power(self, exponent: R, value: R) -> Self {
        if exponent == R::zero() {
            return Power::new(value, None);
        }
        let size = exponent.abs();
        if size.trunc() == size && size <= whole(64) {
            let n = size.to_f64() as u32;
            let base = if exponent > R::zero() {
                self
            } else {
                self.recip()
            };
            return base.whole_power(n).with_value(value);
        }
        let safe = value.is_finite() && value.abs() > R::from_f64(1e-30) && self.value != R::zero();
        if safe || value.is_nan() {
            // x y' = a y x'
            return Self::fill(value, |k, y| {
                let weight = |j: usize| whole::<R>(j) * (exponent + R::one()) - whole(k);
                let term = |j: usize| weight(j) * self.at(j) * y.at(k - j);
                (1..=k).fold(R::zero(), |sum, j| sum + term(j)) / (whole::<R>(k) * self.value)
            });
        }
        // near 0 the value says nothing of the derivatives
        self.composed(value, |m| {
            let binomial = (0..m).fold(R::one(), |b, i| b * (exponent - whole(i)) / whole(i + 1));
            binomial * self.value.powf(exponent - whole(m))
        })
    }
}

/// The series of the logistic function, `q' = (q - q^2) x'`.
#[inline(always)]
fn logistic<R: Real, const K: usize>(x: Power<R, K>, value: R) -> Power<R, K> {
    x.integral(value, |m, q, _| q.at(m) - square_at(q, m))
}

/// Coefficient `m` of the square.
#[inline(always)]
fn square_at<R: Real, const K: usize>(y: &Power<R, K>, m: usize) -> R {
    (0..=m).fold(R::zero(), |sum, i| sum + y.at(i) * y.at(m - i))
}

/// Coefficient `m` of the constant 1.
#[inline(always)]
fn one_at_0<R: Real>(m: usize) -> R {
    if m == 0 { R::one() } else { R::zero() }
}
