//! Companions of the crate's scalar functions, made from their rows in the table.

use crate::access::{LaneSeed, Seed};
use crate::lanes::Width;
use crate::lift::Lift;
use crate::space::Differentiable;
use crate::tape::Tape;

/// The companion of a row of form `Function`; nothing for the other rows. The rule text tells whether the
/// forward sweep must keep the output. Rules of such rows hold no literals: they are compiled for any `Real`.
macro_rules! companion {
    (Function $name:ident $r:ident $s:ident $x:ident [$($rule:tt)+]) => {
        #[doc = concat!("Derivatives of [`", stringify!($name), "`](fn@crate::ops::", stringify!($name), ").")]
        #[expect(non_camel_case_types, reason = "a companion has the name of its function")]
        pub enum $name {}

        #[expect(unused_variables, reason = "a rule need not read the input or the output")]
        impl $name {
            const KEEPS_OUTPUT: bool = mentions(stringify!($($rule)+), stringify!($r));

            #[inline(always)]
            fn rule<R: Real>($x: R, $r: R, $s: R) -> R {
                $($rule)+
            }

            /// The derivative.
            #[inline]
            pub fn grad<R: Real>(x: R) -> R {
                Self::value_and_grad(x).1
            }

            /// The derivative.
            #[inline]
            pub fn derivative<R: Real>(x: R) -> R {
                Self::value_and_grad(x).1
            }

            /// The value and the derivative.
            #[inline]
            pub fn value_and_grad<R: Real>(x: R) -> (R, R) {
                Self::vjp(x, R::one())
            }

            /// The value, and the derivative times `x_dot`.
            #[inline]
            pub fn jvp<R: Real>(x: R, x_dot: R) -> (R, R) {
                Self::vjp(x, x_dot)
            }

            /// The value, and the derivative times `y_bar`.
            #[inline]
            pub fn vjp<R: Real>(x: R, y_bar: R) -> (R, R) {
                let y = $name(x);
                (y, Self::rule(x, y, y_bar))
            }

            #[doc(hidden)]
            #[inline]
            pub fn __needs_attribute_grad_forward<R: Real>(tape: &mut Tape, x: R) -> R {
                let y = $name(x);
                if Self::KEEPS_OUTPUT {
                    tape.push(&y);
                }
                y
            }

            #[doc(hidden)]
            #[inline]
            pub fn __needs_attribute_grad_reverse<R: Real>(tape: &mut Tape, x: R, y_bar: R) -> (R,) {
                // A rule that does not read the output is handed the input in its place.
                let y = if Self::KEEPS_OUTPUT { tape.pop() } else { x };
                (Self::rule(x, y, y_bar),)
            }

            #[doc(hidden)]
            #[inline]
            pub fn __needs_attribute_grad_result<R: Real>(tape: &mut Tape) -> R {
                tape.pop()
            }

            #[doc(hidden)]
            #[inline]
            pub fn __needs_attribute_jvp<R: Real>(x: R, x_dot: impl Seed<R>) -> (R, R) {
                Self::vjp(x, x_dot.seed(&x))
            }

            #[doc(hidden)]
            #[inline]
            pub fn __needs_attribute_jvp_lanes<R: Real, const K: usize>(
                x: R,
                _: Width<K>,
                x_dot: impl LaneSeed<R, K>,
            ) -> (R, Lanes<R, K>) {
                let y = $name(x);
                let x_dot = R::own_lanes(x_dot.seed(&x));
                (y, x_dot.each(|x_dot| Self::rule(x, y, x_dot)))
            }

            #[doc(hidden)]
            #[inline]
            pub fn __needs_attribute_taylor_or_sparsity<R: Real, const K: usize>(
                x: R,
                lift: &impl Lift<K>,
                x_dot: impl LaneSeed<R, K>,
            ) -> (R, Lanes<R, K>) {
                let y = $name(x);
                let x_dot = R::own_lanes(x_dot.seed(&x));
                (y, lift.row::<R, 1, rows::$name>([x], [Some(x_dot)], y))
            }

            #[doc(hidden)]
            #[inline]
            pub fn __needs_attribute_hessian_forward<R: Real, const K: usize>(
                tape: &mut Tape,
                x: R,
                width: Width<K>,
                x_dot: impl LaneSeed<R, K>,
            ) -> (R, Lanes<R, K>) {
                let (y, y_dot) = Self::__needs_attribute_jvp_lanes(x, width, x_dot);
                if Self::KEEPS_OUTPUT {
                    tape.push(&y);
                }
                (y, y_dot)
            }

            #[doc(hidden)]
            #[inline]
            pub fn __needs_attribute_hessian_reverse<R: Real, const K: usize>(
                tape: &mut Tape,
                x: R,
                _: Width<K>,
                x_dot: impl LaneSeed<R, K>,
                y_bar: R,
                y_bar_dot: Lanes<R, K>,
            ) -> ((R,), (Lanes<R, K>,)) {
                let y = if Self::KEEPS_OUTPUT { tape.pop() } else { x };
                let x_dot = R::own_lanes(x_dot.seed(&x));
                let slope_bar = y_bar * curvature::$name(x);
                let x_bar_dot = y_bar_dot.each(|y_bar| Self::rule(x, y, y_bar)) + x_dot * slope_bar;
                ((Self::rule(x, y, y_bar),), (x_bar_dot,))
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
    };
    ($form:ident $($row:tt)*) => {};
}
pub(super) use companion;

/// `x` with derivative zero: what flows through it counts as a constant.
///
/// ```
/// use autodiff_runtime::ops::stop_gradient;
/// assert_eq!(stop_gradient(3.0), 3.0);
/// ```
#[inline]
pub fn stop_gradient<T>(x: T) -> T {
    x
}

/// Derivatives of [`stop_gradient`](fn@stop_gradient): zero.
#[expect(
    non_camel_case_types,
    reason = "a companion has the name of its function"
)]
pub enum stop_gradient {}

impl stop_gradient {
    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_result<T: crate::tape::Keep>(tape: &mut Tape) -> T {
        tape.pop()
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_forward<T>(_tape: &mut Tape, x: T) -> T {
        x
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_reverse<T: Differentiable>(
        _tape: &mut Tape,
        x: T,
        _y_bar: T::Tangent,
    ) -> (T::Tangent,) {
        (x.zero_tangent(),)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_jvp<T: Differentiable>(x: T, _x_dot: impl Seed<T>) -> (T, T::Tangent) {
        let y_dot = x.zero_tangent();
        (x, y_dot)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_jvp_lanes<T: Differentiable, const K: usize>(
        x: T,
        width: Width<K>,
        _x_dot: impl LaneSeed<T, K>,
    ) -> (T, T::Lanes<K>) {
        let y_dot = x.zero_lanes(width);
        (x, y_dot)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_taylor_or_sparsity<T: Differentiable, const K: usize>(
        x: T,
        _: &impl Lift<K>,
        _x_dot: impl LaneSeed<T, K>,
    ) -> (T, T::Lanes<K>) {
        let y_dot = x.zero_lanes(Width);
        (x, y_dot)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_hessian_forward<T: Differentiable, const K: usize>(
        _tape: &mut Tape,
        x: T,
        width: Width<K>,
        _x_dot: impl LaneSeed<T, K>,
    ) -> (T, T::Lanes<K>) {
        let y_dot = x.zero_lanes(width);
        (x, y_dot)
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_hessian_reverse<T: Differentiable, const K: usize>(
        _tape: &mut Tape,
        x: T,
        width: Width<K>,
        _x_dot: impl LaneSeed<T, K>,
        _y_bar: T::Tangent,
        _y_bar_dot: T::Lanes<K>,
    ) -> ((T::Tangent,), (T::Lanes<K>,)) {
        ((x.zero_tangent(),), (x.zero_lanes(width),))
    }

    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_hessian_result<T, const K: usize>(
        tape: &mut Tape,
        _: Width<K>,
    ) -> (T, T::Lanes<K>)
    where
        T: Differentiable<Lanes<K>: crate::tape::Keep> + crate::tape::Keep,
    {
        let y_dot = tape.pop();
        (tape.pop(), y_dot)
    }
}
