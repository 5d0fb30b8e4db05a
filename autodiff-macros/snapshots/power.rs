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
///Derivatives of [`power()`](fn@power).
impl power {
    ///Gradient of [`power()`](fn@power).
    #[inline]
    fn grad(x: f64, n: u32) -> f64 {
        Self::value_and_grad(x, n).1
    }
    ///Value and gradient of [`power()`](fn@power).
    #[inline]
    fn value_and_grad(x: f64, n: u32) -> (f64, f64) {
        let mut x_bar = ::autodiff::rt::zero(&x);
        let y = Self::value_and_grad_into(x, n, &mut x_bar);
        (y, x_bar)
    }
    ///Value of, with the gradient written into buffers: [`power()`](fn@power).
    #[inline]
    fn value_and_grad_into(x: f64, n: u32, x_bar: &mut f64) -> f64 {
        Self::vjp_into(x, n, 1.0, x_bar)
    }
    ///Value of, with the gradient written into buffers, on a tape of the caller's: [`power()`](fn@power).
    #[inline]
    fn value_and_grad_with(
        tape: &mut ::autodiff::Tape,
        x: f64,
        n: u32,
        x_bar: &mut f64,
    ) -> f64 {
        Self::vjp_with(tape, x, n, 1.0, x_bar)
    }
    ///Value of, and cotangents of the arguments for the result's cotangent: [`power()`](fn@power).
    #[inline]
    fn vjp(x: f64, n: u32, y_bar: f64) -> (f64, f64) {
        let mut x_bar = ::autodiff::rt::zero(&x);
        let y = Self::vjp_into(x, n, y_bar, &mut x_bar);
        (y, x_bar)
    }
    ///Value of, with the arguments' cotangents written into buffers: [`power()`](fn@power).
    #[inline]
    fn vjp_into(x: f64, n: u32, y_bar: f64, x_bar: &mut f64) -> f64 {
        ::autodiff::rt::with_tape(|tape| { Self::vjp_with(tape, x, n, y_bar, x_bar) })
    }
    ///Value of, with the arguments' cotangents written into buffers, on a tape of the caller's: [`power()`](fn@power).
    #[inline]
    fn vjp_with(
        tape: &mut ::autodiff::Tape,
        x: f64,
        n: u32,
        y_bar: f64,
        x_bar: &mut f64,
    ) -> f64 {
        let y = Self::__needs_attribute_grad_forward(tape, x, n);
        let (x_cotangent, _) = Self::__needs_attribute_grad_reverse(tape, x, n, y_bar);
        *x_bar = x_cotangent;
        y
    }
    ///Value of, and cotangents of the arguments for several cotangents of the result: [`power()`](fn@power).
    #[inline]
    fn vjp_many<const __LANES: ::core::primitive::usize>(
        x: f64,
        n: u32,
        y_bar: [f64; __LANES],
    ) -> (f64, [f64; __LANES]) {
        ::autodiff::rt::with_tape(|tape| {
            let size = tape.mark();
            let y = Self::__needs_attribute_grad_forward(tape, x, n);
            let residual = tape.take_residuals(size);
            let row_bar = ::core::array::from_fn(|k| {
                if !tape.replay(&residual) {
                    let _ = Self::__needs_attribute_grad_forward(tape, x, n);
                }
                let mut x_copy = ::autodiff::rt::zero(&x);
                let x_bar = &mut x_copy;
                let (x_cotangent, _) = Self::__needs_attribute_grad_reverse(
                    tape,
                    x,
                    n,
                    y_bar[k],
                );
                *x_bar = x_cotangent;
                x_copy
            });
            tape.give_back(residual);
            (y, row_bar)
        })
    }
    #[doc(hidden)]
    #[inline]
    fn __needs_attribute_grad_forward(
        tape: &mut ::autodiff::Tape,
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
        tape: &mut ::autodiff::Tape,
        mut x: f64,
        mut n: u32,
        y_bar: f64,
    ) -> (f64, ()) {
        let mut x_bar: f64 = 0.0;
        let mut result_bar: f64 = 0.0;
        result_bar += y_bar;
        if n == 0 {
            result_bar = 0.0;
        } else {
            let y: f64 = tape.pop();
            let mut y_bar_1: f64 = 0.0;
            let mut v10_bar: f64 = 0.0;
            let t = ::core::mem::take(&mut result_bar);
            v10_bar += t;
            if n % 2 == 0 {
                let t_1 = ::core::mem::take(&mut v10_bar);
                y_bar_1 += t_1 * y;
                y_bar_1 += t_1 * y;
            } else {
                let t_4 = ::core::mem::take(&mut v10_bar);
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
        (x_bar, ())
    }
    #[doc(hidden)]
    #[inline]
    fn __needs_attribute_grad_result(tape: &mut ::autodiff::Tape) -> f64 {
        tape.pop()
    }
}

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
///Derivatives of [`power()`](fn@power).
impl power {
    ///Value of, and its derivative along the arguments' tangents: [`power()`](fn@power).
    #[inline]
    fn jvp(x: f64, n: u32, x_dot: f64) -> (f64, f64) {
        {
            Self::__needs_attribute_jvp(
                x,
                n,
                ::autodiff::rt::Active(x_dot),
                ::autodiff::rt::Inactive,
            )
        }
    }
    ///Value of, and its derivatives along several tangents of each argument: [`power()`](fn@power).
    #[inline]
    fn jvp_many<const __LANES: ::core::primitive::usize>(
        x: f64,
        n: u32,
        x_dot: [f64; __LANES],
    ) -> (f64, [f64; __LANES]) {
        let mut x_lanes = ::autodiff::rt::zero_lanes(
            &x,
            ::autodiff::rt::Width::<__LANES>,
        );
        for (k, row) in x_dot.iter().enumerate() {
            ::autodiff::rt::TangentLanes::<__LANES>::set_lane(&mut x_lanes, k, row);
        }
        let (y, y_dot) = Self::__needs_attribute_jvp_lanes::<
            __LANES,
        >(
            x,
            n,
            ::autodiff::rt::Width::<__LANES>,
            ::autodiff::rt::Active(x_lanes),
            ::autodiff::rt::Inactive,
        );
        (
            y,
            ::core::array::from_fn(|k| ::autodiff::rt::TangentLanes::<
                __LANES,
            >::lane(&y_dot, k)),
        )
    }
    ///Derivative of [`power()`](fn@power).
    #[inline]
    fn derivative(x: f64, n: u32) -> f64 {
        let (_, y_dot) = {
            Self::__needs_attribute_jvp(
                x,
                n,
                ::autodiff::rt::Active(1.0),
                ::autodiff::rt::Inactive,
            )
        };
        y_dot
    }
    ///Jacobian of [`power()`](fn@power).
    #[inline]
    fn jacfwd(x: f64, n: u32) -> ::autodiff::Matrix {
        let mut jacobian = <::autodiff::Matrix>::zeros(0, 0);
        let _ = Self::__jacobian_forward(
            x,
            n,
            &mut jacobian,
            ::autodiff::rt::make_jacobian,
        );
        jacobian
    }
    ///Value of, with the Jacobian written into a matrix: [`power()`](fn@power).
    #[inline]
    fn jacfwd_into(x: f64, n: u32, jacobian: &mut ::autodiff::Matrix) -> f64 {
        Self::__jacobian_forward(x, n, jacobian, ::autodiff::rt::check_jacobian)
    }
    ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`power()`](fn@power).
    #[inline]
    fn jacfwd_with(
        tape: &mut ::autodiff::Tape,
        x: f64,
        n: u32,
        jacobian: &mut ::autodiff::Matrix,
    ) -> f64 {
        let _ = tape;
        Self::jacfwd_into(x, n, jacobian)
    }
    #[doc(hidden)]
    #[inline]
    fn __jacobian_columns<const __LANES: ::core::primitive::usize>(
        x: f64,
        n: u32,
        _: ::autodiff::rt::Width<__LANES>,
        jacobian: &mut ::autodiff::Matrix,
        column: ::core::primitive::usize,
        shape: fn(
            &mut ::autodiff::Matrix,
            ::core::primitive::usize,
            ::core::primitive::usize,
        ),
    ) -> f64 {
        let mut x_lanes = ::autodiff::rt::zero_lanes(
            &x,
            ::autodiff::rt::Width::<__LANES>,
        );
        let columns = 0;
        let columns = ::autodiff::rt::set_basis_lanes::<
            _,
            __LANES,
        >(&mut x_lanes, columns, column);
        let (y, y_dot) = Self::__needs_attribute_jvp_lanes::<
            __LANES,
        >(
            x,
            n,
            ::autodiff::rt::Width::<__LANES>,
            ::autodiff::rt::Active(x_lanes),
            ::autodiff::rt::Inactive,
        );
        let _ = &y_dot;
        let rows = 0 + ::autodiff::rt::TangentLanes::<__LANES>::reals(&y_dot);
        shape(jacobian, rows, columns);
        let row = 0;
        let row = ::autodiff::rt::columns_from::<
            _,
            __LANES,
        >(jacobian, row, column, &y_dot);
        let _ = row;
        y
    }
    #[doc(hidden)]
    #[inline]
    fn __jacobian_forward(
        x: f64,
        n: u32,
        jacobian: &mut ::autodiff::Matrix,
        shape: fn(
            &mut ::autodiff::Matrix,
            ::core::primitive::usize,
            ::core::primitive::usize,
        ),
    ) -> f64 {
        Self::__jacobian_columns::<
            1,
        >(x, n, ::autodiff::rt::Width::<1>, jacobian, 0, shape)
    }
    #[doc(hidden)]
    #[inline]
    fn __needs_attribute_jvp(
        x: f64,
        n: u32,
        x_dot: impl ::autodiff::rt::Seed<f64>,
        n_dot: impl ::core::marker::Sized,
    ) -> (f64, f64) {
        let mut x_dot = ::autodiff::rt::Seed::seed(x_dot, &x);
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
                ::autodiff::rt::Active(x_dot),
                ::autodiff::rt::Inactive,
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
    fn __needs_attribute_jvp_lanes<const __LANES: ::core::primitive::usize>(
        x: f64,
        n: u32,
        _: ::autodiff::rt::Width<__LANES>,
        x_dot: impl ::autodiff::rt::LaneSeed<f64, __LANES>,
        n_dot: impl ::core::marker::Sized,
    ) -> (f64, ::autodiff::rt::Lanes<f64, __LANES>) {
        let mut x_dot = ::autodiff::rt::LaneSeed::seed(x_dot, &x);
        let mut result: f64;
        let mut result_dot: ::autodiff::rt::Lanes<f64, __LANES>;
        if n == 0 {
            result_dot = ::autodiff::rt::Lanes::ZERO;
            result = 1.0;
        } else {
            let v4: u32 = n / 2;
            let t = <power>::__needs_attribute_jvp_lanes(
                x,
                v4,
                ::autodiff::rt::Width::<__LANES>,
                ::autodiff::rt::Active(x_dot),
                ::autodiff::rt::Inactive,
            );
            let y: f64 = t.0;
            let y_dot: ::autodiff::rt::Lanes<f64, __LANES> = t.1;
            let mut v10: f64;
            let mut v10_dot: ::autodiff::rt::Lanes<f64, __LANES>;
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

