//! The trait of real scalars, for generic functions.

use crate::scalar::Scalar;

/// Declares the trait and implements it. In each list stand the methods that the standard library and
/// `libm` share under some name, with the names in `libm` for `f64` and `f32`; the methods of `core`; and,
/// with a body for builds without the standard library, those that `libm` lacks.
macro_rules! real {
    (
        libm { $($m:ident($($ma:ident),*) $m64:ident $m32:ident;)* }
        core { $($c:ident($($ca:ident),*);)* }
        else { $($e:ident($e_self:ident $(, $ea:ident: $et:ty)*) $e_body:block)* }
    ) => {
        /// A real scalar: `f64` or `f32`. Functions generic over it differentiate like others.
        ///
        /// The methods are those of the standard library, and give the same bits as these. Without the
        /// feature `std` they come from `libm`.
        ///
        /// ```
        /// use autodiff_runtime::real::Real;
        ///
        /// fn gaussian<R: Real>(x: R, width: R) -> R {
        ///     (-(x / width).powi(2) * R::from_f64(0.5)).exp()
        /// }
        /// assert_eq!(gaussian(0.0, 3.0), 1.0_f64);
        /// assert_eq!(gaussian(0.0, 3.0), 1.0_f32);
        /// ```
        pub trait Real: Scalar {
            /// 0.
            fn zero() -> Self;
            /// 1.
            fn one() -> Self;
            /// The nearest value of this type.
            fn from_f64(x: f64) -> Self;
            /// The same value as `f64`.
            fn to_f64(self) -> f64;
            /// Neither a number nor infinite.
            fn is_nan(self) -> bool;
            /// Neither NaN nor infinite.
            fn is_finite(self) -> bool;
            /// Positive or negative infinity.
            fn is_infinite(self) -> bool;
            /// Sine and cosine.
            fn sin_cos(self) -> (Self, Self);
            $(
                #[doc = concat!("Like [`f64::", stringify!($m), "`].")]
                fn $m(self $(, $ma: Self)*) -> Self;
            )*
            $(
                #[doc = concat!("Like [`f64::", stringify!($c), "`].")]
                fn $c(self $(, $ca: Self)*) -> Self;
            )*
            $(
                #[doc = concat!("Like [`f64::", stringify!($e), "`].")]
                fn $e(self $(, $ea: $et)*) -> Self;
            )*
        }

        real!(@impl f64 { $($m($($ma),*) $m64;)* } { $($c($($ca),*);)* } { $($e($e_self $(, $ea: $et)*) $e_body)* });
        real!(@impl f32 { $($m($($ma),*) $m32;)* } { $($c($($ca),*);)* } { $($e($e_self $(, $ea: $et)*) $e_body)* });
    };

    (@impl $real:ident
        { $($m:ident($($ma:ident),*) $libm:ident;)* }
        { $($c:ident($($ca:ident),*);)* }
        { $($e:ident($e_self:ident $(, $ea:ident: $et:ty)*) $e_body:block)* }
    ) => {
        impl Real for $real {
            #[inline(always)]
            fn zero() -> Self {
                0.0
            }

            #[inline(always)]
            fn one() -> Self {
                1.0
            }

            #[inline(always)]
            fn from_f64(x: f64) -> Self {
                x as $real
            }

            #[inline(always)]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }

            #[inline(always)]
            fn is_nan(self) -> bool {
                $real::is_nan(self)
            }

            #[inline(always)]
            fn is_finite(self) -> bool {
                $real::is_finite(self)
            }

            #[inline(always)]
            fn is_infinite(self) -> bool {
                $real::is_infinite(self)
            }

            #[inline(always)]
            fn sin_cos(self) -> (Self, Self) {
                (Real::sin(self), Real::cos(self))
            }

            $(
                #[cfg(feature = "std")]
                #[inline(always)]
                fn $m(self $(, $ma: Self)*) -> Self {
                    $real::$m(self $(, $ma)*)
                }

                #[cfg(not(feature = "std"))]
                #[inline]
                fn $m(self $(, $ma: Self)*) -> Self {
                    libm::$libm(self $(, $ma)*)
                }
            )*

            $(
                #[inline(always)]
                fn $c(self $(, $ca: Self)*) -> Self {
                    $real::$c(self $(, $ca)*)
                }
            )*

            $(
                #[cfg(feature = "std")]
                #[inline(always)]
                fn $e(self $(, $ea: $et)*) -> Self {
                    $real::$e(self $(, $ea)*)
                }

                #[cfg(not(feature = "std"))]
                #[inline]
                fn $e($e_self $(, $ea: $et)*) -> Self $e_body
            )*
        }
    };
}

real! {
    libm {
        sin() sin sinf;
        cos() cos cosf;
        tan() tan tanf;
        asin() asin asinf;
        acos() acos acosf;
        atan() atan atanf;
        atan2(abscissa) atan2 atan2f;
        sinh() sinh sinhf;
        cosh() cosh coshf;
        tanh() tanh tanhf;
        asinh() asinh asinhf;
        acosh() acosh acoshf;
        atanh() atanh atanhf;
        exp() exp expf;
        exp2() exp2 exp2f;
        exp_m1() expm1 expm1f;
        ln() log logf;
        ln_1p() log1p log1pf;
        log2() log2 log2f;
        log10() log10 log10f;
        sqrt() sqrt sqrtf;
        cbrt() cbrt cbrtf;
        powf(exponent) pow powf;
        hypot(other) hypot hypotf;
        mul_add(factor, summand) fma fmaf;
        floor() floor floorf;
        ceil() ceil ceilf;
        round() round roundf;
        round_ties_even() rint rintf;
        trunc() trunc truncf;
    }
    core {
        abs();
        signum();
        copysign(sign);
        recip();
        max(other);
        min(other);
        clamp(min, max);
        to_radians();
        to_degrees();
    }
    else {
        log(self, base: Self) {
            Real::ln(self) / Real::ln(base)
        }
        powi(self, exponent: i32) {
            let (mut power, mut result) = (self, 1.0);
            let mut bits = exponent.unsigned_abs();
            while bits != 0 {
                if bits & 1 == 1 {
                    result *= power;
                }
                power *= power;
                bits >>= 1;
            }
            if exponent < 0 { 1.0 / result } else { result }
        }
        fract(self) {
            self - Real::trunc(self)
        }
        rem_euclid(self, divisor: Self) {
            let r = self % divisor;
            if r < 0.0 { r + Real::abs(divisor) } else { r }
        }
        div_euclid(self, divisor: Self) {
            let q = Real::trunc(self / divisor);
            if self % divisor >= 0.0 || self.is_nan() {
                q
            } else if divisor > 0.0 {
                q - 1.0
            } else {
                q + 1.0
            }
        }
    }
}
