//! The table of elementary operations. A new one is one row here (and, for a method, one in `real.rs`; for a
//! function, its value in `functions.rs`): text for the macro crate, companions of functions, and compiled
//! forms for the tests all follow from the row.

use super::companions::companion;
use super::curvature;
use super::functions::*;
use super::helpers::*;
use super::{Form, Op, mentions};
use crate::access::{LaneSeed, Seed};
use crate::lanes::{Lanes, Width};
use crate::lift::Lift;
use crate::operators::curvature::arithmetic;
use crate::operators::operator;
use crate::real::Real;
use crate::tape::Tape;

/// Reads the rows. The names of the output and the seed are parameters because identifiers that a macro
/// invents cannot be seen by the rules.
macro_rules! table {
    (
        output $r:ident, seed $s:ident;
        $(
            $(#[doc = $doc:literal])+
            $form:ident $name:ident $value:tt
            $( $input:ident $(as $integer:ident)? in $lo:literal, $hi:literal => $rule:tt )+
        )+
    ) => {
        /// All rows: operators, methods of the standard library's floats, functions of this crate, helpers.
        pub static TABLE: &[Op] = &[$(
            Op {
                name: stringify!($name),
                form: form!($form),
                hidden: matches!(stringify!($form).as_bytes(), b"Helper"),
                inputs: &[$(stringify!($input)),+],
                integers: &[$(is_integer!($($integer)?)),+],
                value: text!($value),
                rules: &[$(text!($rule)),+],
                domain: &[$(($lo, $hi)),+],
                doc: concat!($($doc),+).trim_ascii(),
            },
        )+];

        $( companion!($form $name $r $s $($input $rule)+); )+
        $( operator!($form $name $r $s $($input $rule)+); )+
        $( arithmetic!($form $name $r $s $($input $rule)+); )+

        /// The rows as types, but for the helpers.
        pub mod rows {
            use crate::lanes::Lanes;
            use crate::lift::{Lift, Row, method, recurrences, row, rows};
            use crate::lift::Tail;
            use crate::ops::*;
            use crate::real::Real;

            $( row!($form $name $r $s $($input [$($integer)?] $rule)+); )+

            /// A lift, with a method for each row.
            pub trait Rows<const K: usize>: Lift<K> {
                /// The numbers of an input that varies.
                #[inline(always)]
                fn active<R>(&self, numbers: Lanes<R, K>) -> Option<Lanes<R, K>> {
                    Some(numbers)
                }

                /// Those of an input that does not.
                #[inline(always)]
                fn constant<R>(&self) -> Option<Lanes<R, K>> {
                    None
                }

                $( method!($form $name $($input)+); )+
            }

            impl<L: Lift<K>, const K: usize> Rows<K> for L {}
        }

        /// The rows as functions, in the order of [`TABLE`], so that tests run what the text says.
        #[expect(unused_variables, reason = "a rule reads some of what is at hand")]
        pub mod compiled {
            use crate::ops::*;
            #[cfg(not(feature = "std"))]
            use crate::real::Real;
            use alloc::{vec, vec::Vec};

            /// A row of the table, compiled.
            pub struct Row<R> {
                /// The value, from the inputs.
                pub value: fn(&[R]) -> R,
                /// All the rules, from inputs, output and seed.
                pub rules: fn(&[R], R, R) -> Vec<R>,
            }

            macro_rules! rows {
                ($real:ident) => {
                    vec![$(
                        Row::<$real> {
                            value: |inputs| {
                                let mut inputs = inputs.iter();
                                $( let $input = *inputs.next().expect("an input for each name") $(as $integer)?; )+
                                expression!($value)
                            },
                            rules: |inputs, $r, $s| {
                                let mut inputs = inputs.iter();
                                $( let $input = *inputs.next().expect("an input for each name") $(as $integer)?; )+
                                vec![$(expression!($rule)),+]
                            },
                        },
                    )+]
                };
            }

            /// The rows for `f64`.
            pub fn f64_rows() -> Vec<Row<f64>> {
                rows!(f64)
            }

            /// The rows for `f32`.
            pub fn f32_rows() -> Vec<Row<f32>> {
                rows!(f32)
            }
        }
    };
}

macro_rules! form {
    (Operator) => {
        Form::Operator
    };
    (Method) => {
        Form::Method
    };
    (Function) => {
        Form::Function
    };
    (Helper) => {
        Form::Function
    };
}

macro_rules! is_integer {
    () => {
        false
    };
    (i32) => {
        true
    };
}

macro_rules! text {
    ([$($tokens:tt)+]) => { stringify!($($tokens)+) };
}

macro_rules! expression {
    ([0]) => {
        0.0
    };
    ([$expression:expr]) => {
        $expression
    };
}

table! {
    output r, seed s;

    /// Sum.
    Operator add [x + y] x in -3.0, 3.0 => [s] y in -3.0, 3.0 => [s]
    /// Difference.
    Operator sub [x - y] x in -3.0, 3.0 => [s] y in -3.0, 3.0 => [-s]
    /// Product.
    Operator mul [x * y] x in -3.0, 3.0 => [s * y] y in -3.0, 3.0 => [s * x]
    /// Quotient.
    Operator div [x / y] x in -3.0, 3.0 => [s / y] y in 0.2, 4.0 => [-(s / y * r)]
    /// Remainder with the sign of `x`, which is `x - y * (x / y).trunc()`; where it jumps, that formula's derivative.
    Operator rem [x % y] x in -9.0, 9.0 => [s] y in 0.5, 4.0 => [-(s * (x / y).trunc())]
    /// Negation.
    Operator neg [-x] x in -3.0, 3.0 => [-s]

    /// Sine.
    Method sin [x.sin()] x in -7.0, 7.0 => [s * x.cos()]
    /// Cosine.
    Method cos [x.cos()] x in -7.0, 7.0 => [-(s * x.sin())]
    /// Tangent.
    Method tan [x.tan()] x in -1.4, 1.4 => [s * (1.0 + r * r)]
    /// Arc sine. Its slope is infinite at -1 and 1; a zero seed gives 0 there.
    Method asin [x.asin()] x in -0.99, 0.99 => [over(s, ((1.0 - x) * (1.0 + x)).sqrt())]
    /// Arc cosine. Its slope is infinite at -1 and 1; a zero seed gives 0 there.
    Method acos [x.acos()] x in -0.99, 0.99 => [-over(s, ((1.0 - x) * (1.0 + x)).sqrt())]
    /// Arc tangent.
    Method atan [x.atan()] x in -9.0, 9.0 => [s / (1.0 + x * x)]
    /// Angle of the point with ordinate `x` and abscissa `y`. Derivatives are 0 at the origin.
    Method atan2 [x.atan2(y)]
        x in -3.0, 3.0 => [over(s * y, x * x + y * y)]
        y in -3.0, 3.0 => [-over(s * x, x * x + y * y)]
    /// Hyperbolic sine.
    Method sinh [x.sinh()] x in -5.0, 5.0 => [s * x.cosh()]
    /// Hyperbolic cosine.
    Method cosh [x.cosh()] x in -5.0, 5.0 => [s * x.sinh()]
    /// Hyperbolic tangent.
    Method tanh [x.tanh()] x in -3.0, 3.0 => [s * (1.0 - r * r)]
    /// Inverse hyperbolic sine.
    Method asinh [x.asinh()] x in -9.0, 9.0 => [s / (x * x + 1.0).sqrt()]
    /// Inverse hyperbolic cosine. Its slope is infinite at 1; a zero seed gives 0 there.
    Method acosh [x.acosh()] x in 1.05, 9.0 => [over(s, (x - 1.0).sqrt() * (x + 1.0).sqrt())]
    /// Inverse hyperbolic tangent.
    Method atanh [x.atanh()] x in -0.95, 0.95 => [s / ((1.0 - x) * (1.0 + x))]
    /// Exponential.
    Method exp [x.exp()] x in -9.0, 9.0 => [s * r]
    /// Power of 2.
    Method exp2 [x.exp2()] x in -9.0, 9.0 => [times_ln_2(s * r)]
    /// `exp(x) - 1`, accurate near 0.
    Method exp_m1 [x.exp_m1()] x in -5.0, 5.0 => [s * (r + 1.0)]
    /// Natural logarithm.
    Method ln [x.ln()] x in 0.05, 9.0 => [s / x]
    /// `ln(1 + x)`, accurate near 0.
    Method ln_1p [x.ln_1p()] x in -0.9, 9.0 => [s / (1.0 + x)]
    /// Logarithm to the base `y`.
    Method log [x.log(y)]
        x in 0.1, 9.0 => [s / (x * y.ln())]
        y in 1.3, 9.0 => [-(s * r / (y * y.ln()))]
    /// Logarithm to the base 2.
    Method log2 [x.log2()] x in 0.05, 9.0 => [s / times_ln_2(x)]
    /// Logarithm to the base 10.
    Method log10 [x.log10()] x in 0.05, 9.0 => [s / times_ln_10(x)]
    /// Square root. Its slope is infinite at 0; a zero seed gives 0 there.
    Method sqrt [x.sqrt()] x in 0.05, 9.0 => [over(s, 2.0 * r)]
    /// Cube root. Its slope is infinite at 0; a zero seed gives 0 there.
    Method cbrt [x.cbrt()] x in -9.0, 9.0 => [over(s, 3.0 * (r * r))]
    /// Power with an integer exponent. The derivative is 0 everywhere for the exponent 0.
    Method powi [x.powi(y)] x in -3.0, 3.0 => [s * powi_derivative(x, y, 1.0)] y as i32 in -3.0, 5.0 => [0]
    /// Power. The derivative for the base is 0 where `y == 0`, for the exponent where `x == 0` and `y > 0`;
    /// for the exponent it is NaN where the base is negative.
    Method powf [x.powf(y)]
        x in 0.05, 5.0 => [s * powf_slope(x, y)]
        y in -3.0, 3.0 => [s * times(r, x.ln())]
    /// Length of the vector `(x, y)`. Derivatives are 0 at the origin.
    Method hypot [x.hypot(y)]
        x in -3.0, 3.0 => [s * over(x, r)]
        y in -3.0, 3.0 => [s * over(y, r)]
    /// Absolute value. The derivative is 0 at 0.
    Method abs [x.abs()] x in -3.0, 3.0 => [s * sign(x)]
    /// 1 with the sign of `x`, of 0 as well. The derivative is 0.
    Method signum [x.signum()] x in -3.0, 3.0 => [0]
    /// `|x|` with the sign of `y`. The derivative is 0 for `x == 0`, and for `y`.
    Method copysign [x.copysign(y)]
        x in -3.0, 3.0 => [s * sign(x) * y.signum()]
        y in -3.0, 3.0 => [0]
    /// `1 / x`.
    Method recip [x.recip()] x in 0.2, 5.0 => [-(s * r * r)]
    /// `x * y + z`, rounded once.
    Method mul_add [x.mul_add(y, z)]
        x in -3.0, 3.0 => [s * y]
        y in -3.0, 3.0 => [s * x]
        z in -3.0, 3.0 => [s]
    /// The larger. At a tie the derivative goes to `y`.
    Method max [x.max(y)]
        x in -3.0, 3.0 => [where_gt(s, x, y)]
        y in -3.0, 3.0 => [where_ge(s, y, x)]
    /// The smaller. At a tie the derivative goes to `y`.
    Method min [x.min(y)]
        x in -3.0, 3.0 => [where_lt(s, x, y)]
        y in -3.0, 3.0 => [where_le(s, y, x)]
    /// `x` restricted to the interval from `y` to `z`. The derivative goes to `x` strictly inside, else to the bound.
    Method clamp [x.clamp(y, z)]
        x in -3.0, 3.0 => [where_gt(where_lt(s, x, z), x, y)]
        y in -2.0, -0.5 => [where_le(s, x, y)]
        z in 0.5, 2.0 => [where_gt(where_ge(s, x, z), x, y)]
    /// Largest integer that is not above. The derivative is 0.
    Method floor [x.floor()] x in -3.0, 3.0 => [0]
    /// Smallest integer that is not below. The derivative is 0.
    Method ceil [x.ceil()] x in -3.0, 3.0 => [0]
    /// Nearest integer, halves away from 0. The derivative is 0.
    Method round [x.round()] x in -3.0, 3.0 => [0]
    /// Nearest integer, halves to the even one. The derivative is 0.
    Method round_ties_even [x.round_ties_even()] x in -3.0, 3.0 => [0]
    /// Integer part. The derivative is 0.
    Method trunc [x.trunc()] x in -3.0, 3.0 => [0]
    /// Fractional part, `x - x.trunc()`. The derivative is 1.
    Method fract [x.fract()] x in -3.0, 3.0 => [s]
    /// Remainder that is never negative, `x - y * x.div_euclid(y)`; where it jumps, that formula's derivative.
    Method rem_euclid [x.rem_euclid(y)] x in -9.0, 9.0 => [s] y in 0.5, 4.0 => [-(s * x.div_euclid(y))]
    /// Quotient that belongs to `rem_euclid`. The derivative is 0.
    Method div_euclid [x.div_euclid(y)] x in -9.0, 9.0 => [0] y in 0.5, 4.0 => [0]
    /// Degrees to radians.
    Method to_radians [x.to_radians()] x in -180.0, 180.0 => [s.to_radians()]
    /// Radians to degrees.
    Method to_degrees [x.to_degrees()] x in -3.0, 3.0 => [s.to_degrees()]

    /// Logistic function.
    Function sigmoid [sigmoid(x)] x in -4.0, 4.0 => [s * (r - r * r)]
    /// `ln(1 + exp(x))`.
    Function softplus [softplus(x)] x in -5.0, 5.0 => [s * sigmoid(x)]
    /// `x` where it is positive, else 0. The derivative is 0 at 0.
    Function relu [relu(x)] x in -3.0, 3.0 => [where_positive(s, r)]
    /// `x sigmoid(x)`.
    Function swish [swish(x)] x in -5.0, 5.0 => [s * swish_slope(x)]
    /// `x tanh(softplus(x))`.
    Function mish [mish(x)] x in -5.0, 5.0 => [s * mish_slope(x)]

    /// `x / y`, 0 where both are 0.
    Helper over [over(x, y)] x in -3.0, 3.0 => [over(s, y)] y in 0.2, 4.0 => [-over(times(s, r), y)]
    /// `x y`, 0 where one is 0 and the other infinite.
    Helper times [times(x, y)] x in -3.0, 3.0 => [times(s, y)] y in -3.0, 3.0 => [times(s, x)]
    /// -1, 0 or 1 like the sign of `x`.
    Helper sign [sign(x)] x in -3.0, 3.0 => [0]
    /// `x` where `y > z`, else 0.
    Helper where_gt [where_gt(x, y, z)] x in -3.0, 3.0 => [where_gt(s, y, z)] y in -3.0, 3.0 => [0] z in -3.0, 3.0 => [0]
    /// `x` where `y >= z`, else 0.
    Helper where_ge [where_ge(x, y, z)] x in -3.0, 3.0 => [where_ge(s, y, z)] y in -3.0, 3.0 => [0] z in -3.0, 3.0 => [0]
    /// `x` where `y < z`, else 0.
    Helper where_lt [where_lt(x, y, z)] x in -3.0, 3.0 => [where_lt(s, y, z)] y in -3.0, 3.0 => [0] z in -3.0, 3.0 => [0]
    /// `x` where `y <= z`, else 0.
    Helper where_le [where_le(x, y, z)] x in -3.0, 3.0 => [where_le(s, y, z)] y in -3.0, 3.0 => [0] z in -3.0, 3.0 => [0]
    /// `x` where `y > 0`, else 0.
    Helper where_positive [where_positive(x, y)] x in -3.0, 3.0 => [where_positive(s, y)] y in -3.0, 3.0 => [0]
    /// `x ln 2`.
    Helper times_ln_2 [times_ln_2(x)] x in -3.0, 3.0 => [times_ln_2(s)]
    /// `x ln 10`.
    Helper times_ln_10 [times_ln_10(x)] x in -3.0, 3.0 => [times_ln_10(s)]
    /// `y x^(y-1)`, 0 where `y == 0`.
    Helper powf_slope [powf_slope(x, y)]
        x in 0.05, 5.0 => [s * times(y, powf_slope(x, y - 1.0))]
        y in -3.0, 3.0 => [s * (x.powf(y - 1.0) + times(y, times(x.powf(y - 1.0), x.ln())))]
    /// The derivative of order `z` of `x^y`.
    Helper powi_derivative [powi_derivative(x, y, z)]
        x in -3.0, 3.0 => [s * powi_derivative(x, y, z + 1.0)]
        y as i32 in -3.0, 5.0 => [0]
        z in 1.0, 2.9 => [0]
    /// The slope of `swish`.
    Helper swish_slope [swish_slope(x)]
        x in -5.0, 5.0 => [s * (sigmoid(x) * (1.0 - sigmoid(x)) * (2.0 + x * (1.0 - 2.0 * sigmoid(x))))]
    /// The slope of `mish`.
    Helper mish_slope [mish_slope(x)]
        x in -5.0, 5.0 => [s * ((1.0 - softplus(x).tanh() * softplus(x).tanh()) * sigmoid(x)
            * (2.0 + x * (1.0 - sigmoid(x) * (1.0 + 2.0 * softplus(x).tanh()))))]
}
