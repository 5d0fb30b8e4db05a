// #[grad]
#[::autodiff::__companion(power, grad)]
fn power(x: f64, n: u32) -> f64 {
    if n == 0 {
        return 1.0;
    }
    let y = power(x, n / 2);
    if n % 2 == 0 { y * y } else { x * y * y }
}
///Derivatives of [`power()`](fn@power).
enum power {}
const _: () = {
    let _ = power;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl power {
        ///Gradient of [`power()`](fn@power).
        #[inline]
        fn grad(x: f64, n: u32) -> f64 {
            Self::value_and_grad(x, n).1
        }
        ///Value and gradient of [`power()`](fn@power).
        #[inline]
        fn value_and_grad(x: f64, n: u32) -> (f64, f64) {
            Self::vjp(x, n, 1.0)
        }
        ///Value of, with the gradient written into buffers: [`power()`](fn@power).
        #[inline]
        fn value_and_grad_into(x: f64, n: u32, x_bar: &mut f64) -> f64 {
            Self::vjp_into(x, n, 1.0, x_bar)
        }
        ///Value of, with the gradient written into buffers, on a tape of the caller's: [`power()`](fn@power).
        #[inline]
        fn value_and_grad_with(
            tape: &mut __rt::Tape,
            x: f64,
            n: u32,
            x_bar: &mut f64,
        ) -> f64 {
            Self::vjp_with(tape, x, n, 1.0, x_bar)
        }
        ///Value of, and cotangents of the arguments for the result's cotangent: [`power()`](fn@power).
        #[inline]
        fn vjp(x: f64, n: u32, y_bar: f64) -> (f64, f64) {
            let mut x_bar = __rt::zero(&x);
            let y = Self::vjp_into(x, n, y_bar, &mut x_bar);
            (y, x_bar)
        }
        ///Value of, with the arguments' cotangents written into buffers: [`power()`](fn@power).
        #[inline]
        fn vjp_into(x: f64, n: u32, y_bar: f64, x_bar: &mut f64) -> f64 {
            __rt::with_tape(|tape| Self::vjp_with(tape, x, n, y_bar, x_bar))
        }
        ///Value of, with the arguments' cotangents written into buffers, on a tape of the caller's: [`power()`](fn@power).
        #[inline]
        fn vjp_with(
            tape: &mut __rt::Tape,
            x: f64,
            n: u32,
            y_bar: f64,
            x_bar: &mut f64,
        ) -> f64 {
            let y = Self::__needs_attribute_grad_forward(tape, x, n);
            let (x_cotangent, _) = Self::__needs_attribute_grad_reverse(
                tape,
                x,
                n,
                y_bar,
            );
            *x_bar = x_cotangent;
            y
        }
        ///Value of, and cotangents of the arguments for several cotangents of the result: [`power()`](fn@power).
        #[inline]
        fn vjp_many<const __LANES: __rt::usize>(
            x: f64,
            n: u32,
            y_bar: [f64; __LANES],
        ) -> (f64, [f64; __LANES]) {
            __rt::vjp_many(
                y_bar,
                |tape| Self::__needs_attribute_grad_forward(tape, x, n),
                |tape, y_bar| {
                    let (x_cotangent, _) = Self::__needs_attribute_grad_reverse(
                        tape,
                        x,
                        n,
                        y_bar,
                    );
                    x_cotangent
                },
            )
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_forward(
            tape: &mut __rt::Tape,
            mut x: f64,
            mut n: u32,
        ) -> f64 {
            let mut result: f64 = 0.0;
            if n == 0 {
                result = 1.0;
            } else {
                let v4: u32 = n / 2;
                let y: f64 = <power>::__needs_attribute_grad_forward(tape, x, v4);
                let mut v10: f64 = 0.0;
                if n % 2 == 0 {
                    v10 = y * y;
                } else {
                    v10 = x * y * y;
                }
                result = v10;
                tape.push(&y);
            }
            result
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_reverse(
            tape: &mut __rt::Tape,
            mut x: f64,
            mut n: u32,
            y_bar: f64,
        ) -> (f64, ()) {
            let mut x_bar: f64 = -0.0;
            let mut result_bar = y_bar;
            if !(n == 0) {
                let y: f64 = tape.pop();
                let mut y_bar_1: f64 = -0.0;
                let mut v10_bar = result_bar;
                if n % 2 == 0 {
                    let t_1 = v10_bar;
                    y_bar_1 += t_1 * y;
                    y_bar_1 += t_1 * y;
                } else {
                    let t_4 = v10_bar;
                    let t_5 = t_4 * y;
                    y_bar_1 += t_4 * (x * y);
                    x_bar += t_5 * y;
                    y_bar_1 += t_5 * x;
                }
                let v4: u32 = n / 2;
                let t_10 = <power>::__needs_attribute_grad_reverse(tape, x, v4, y_bar_1);
                let t_11: f64 = t_10.0;
                x_bar += t_11;
            }
            let t_13 = 0.0 + x_bar;
            (t_13, ())
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_result(tape: &mut __rt::Tape) -> f64 {
            tape.pop()
        }
    }
};

// #[jvp]
#[::autodiff::__companion(power, jvp)]
fn power(x: f64, n: u32) -> f64 {
    if n == 0 {
        return 1.0;
    }
    let y = power(x, n / 2);
    if n % 2 == 0 { y * y } else { x * y * y }
}
///Derivatives of [`power()`](fn@power).
enum power {}
const _: () = {
    let _ = power;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl power {
        ///Value of, and its derivative along the arguments' tangents: [`power()`](fn@power).
        #[inline]
        fn jvp(x: f64, n: u32, x_dot: f64) -> (f64, f64) {
            Self::__needs_attribute_jvp(x, n, __rt::Active(x_dot), __rt::Inactive)
        }
        ///Value of, and its derivatives along several tangents of each argument: [`power()`](fn@power).
        #[inline]
        fn jvp_many<const __LANES: __rt::usize>(
            x: f64,
            n: u32,
            x_dot: [f64; __LANES],
        ) -> (f64, [f64; __LANES]) {
            let x_lanes = __rt::lanes_of(&x, &x_dot);
            __rt::by_lane(
                Self::__needs_attribute_jvp_lanes(
                    x,
                    n,
                    __rt::Width::<__LANES>,
                    __rt::Active(x_lanes),
                    __rt::Inactive,
                ),
            )
        }
        ///Derivative of [`power()`](fn@power).
        #[inline]
        fn derivative(x: f64, n: u32) -> f64 {
            let (_, y_dot) = Self::__needs_attribute_jvp(
                x,
                n,
                __rt::Active(1.0),
                __rt::Inactive,
            );
            y_dot
        }
        ///Jacobian of [`power()`](fn@power).
        #[inline]
        fn jacfwd(x: f64, n: u32) -> __rt::Matrix {
            __rt::jacobian(|into| Self::__jacobian_columns(x, n, __rt::Width::<1>, into))
        }
        ///Value of, with the Jacobian written into a matrix: [`power()`](fn@power).
        #[inline]
        fn jacfwd_into(x: f64, n: u32, jacobian: &mut __rt::Matrix) -> f64 {
            __rt::jacobian_into(
                jacobian,
                |into| Self::__jacobian_columns(x, n, __rt::Width::<1>, into),
            )
        }
        ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`power()`](fn@power).
        #[inline]
        fn jacfwd_with(
            tape: &mut __rt::Tape,
            x: f64,
            n: u32,
            jacobian: &mut __rt::Matrix,
        ) -> f64 {
            let _ = tape;
            Self::jacfwd_into(x, n, jacobian)
        }
        #[doc(hidden)]
        #[inline]
        fn __jacobian_columns<const __LANES: __rt::usize>(
            x: f64,
            n: u32,
            width: __rt::Width<__LANES>,
            into: &mut __rt::Columns<'_>,
        ) -> f64 {
            let x_lanes = into.unit(&x, width);
            let (y, y_dot) = Self::__needs_attribute_jvp_lanes(
                x,
                n,
                width,
                __rt::Active(x_lanes),
                __rt::Inactive,
            );
            into.store(&y_dot, width);
            y
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_jvp(
            x: f64,
            n: u32,
            x_dot: impl __rt::Seed<f64>,
            n_dot: impl __rt::Sized,
        ) -> (f64, f64) {
            let mut x_dot = x_dot.seed(&x);
            let mut result: f64;
            let mut result_dot: f64;
            if n == 0 {
                result_dot = 0.0;
                result = 1.0;
            } else {
                let v4: u32 = n / 2;
                let t = <power>::__needs_attribute_jvp(
                    x,
                    v4,
                    __rt::Active(x_dot),
                    __rt::Inactive,
                );
                let y: f64 = t.0;
                let y_dot: f64 = t.1;
                let mut v10: f64;
                let mut v10_dot: f64;
                if n % 2 == 0 {
                    v10_dot = y_dot * y + y_dot * y;
                    v10 = y * y;
                } else {
                    let v8 = x * y;
                    v10_dot = (x_dot * y + y_dot * x) * y + y_dot * v8;
                    v10 = v8 * y;
                }
                result_dot = v10_dot;
                result = v10;
            }
            (result, result_dot)
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_jvp_lanes<const __LANES: __rt::usize>(
            x: f64,
            n: u32,
            _: __rt::Width<__LANES>,
            x_dot: impl __rt::LaneSeed<f64, __LANES>,
            n_dot: impl __rt::Sized,
        ) -> (f64, __rt::Lanes<f64, __LANES>) {
            let mut x_dot = x_dot.seed(&x);
            let mut result: f64;
            let mut result_dot: __rt::Lanes<f64, __LANES>;
            if n == 0 {
                result_dot = __rt::Lanes::ZERO;
                result = 1.0;
            } else {
                let v4: u32 = n / 2;
                let t = <power>::__needs_attribute_jvp_lanes(
                    x,
                    v4,
                    __rt::Width::<__LANES>,
                    __rt::Active(x_dot),
                    __rt::Inactive,
                );
                let y: f64 = t.0;
                let y_dot: __rt::Lanes<f64, __LANES> = t.1;
                let mut v10: f64;
                let mut v10_dot: __rt::Lanes<f64, __LANES>;
                if n % 2 == 0 {
                    v10_dot = y_dot * y + y_dot * y;
                    v10 = y * y;
                } else {
                    let v8 = x * y;
                    v10_dot = (x_dot * y + y_dot * x) * y + y_dot * v8;
                    v10 = v8 * y;
                }
                result_dot = v10_dot;
                result = v10;
            }
            (result, result_dot)
        }
    }
};

