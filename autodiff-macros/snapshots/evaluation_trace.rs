// #[grad]
#[::autodiff::__companion(f, grad)]
fn f(x1: f64, x2: f64) -> f64 {
    let v3 = x1 * x2;
    let v4 = x2.sin();
    let v5 = v3.exp();
    let v6 = v3 - v4;
    let v7 = v5 + v6;
    v7
}
///Derivatives of [`f()`](fn@f).
enum f {}
const _: () = {
    let _ = f;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl f {
        ///Gradient of [`f()`](fn@f).
        #[inline]
        fn grad(x1: f64, x2: f64) -> (f64, f64) {
            Self::value_and_grad(x1, x2).1
        }
        ///Value and gradient of [`f()`](fn@f).
        #[inline]
        fn value_and_grad(x1: f64, x2: f64) -> (f64, (f64, f64)) {
            Self::vjp(x1, x2, 1.0)
        }
        ///Value of, with the gradient written into buffers: [`f()`](fn@f).
        #[inline]
        fn value_and_grad_into(
            x1: f64,
            x2: f64,
            x1_bar: &mut f64,
            x2_bar: &mut f64,
        ) -> f64 {
            Self::vjp_into(x1, x2, 1.0, x1_bar, x2_bar)
        }
        ///Value of, with the gradient written into buffers, on a tape of the caller's: [`f()`](fn@f).
        #[inline]
        fn value_and_grad_with(
            tape: &mut __rt::Tape,
            x1: f64,
            x2: f64,
            x1_bar: &mut f64,
            x2_bar: &mut f64,
        ) -> f64 {
            Self::vjp_with(tape, x1, x2, 1.0, x1_bar, x2_bar)
        }
        ///Value of, and cotangents of the arguments for the result's cotangent: [`f()`](fn@f).
        #[inline]
        fn vjp(x1: f64, x2: f64, y_bar: f64) -> (f64, (f64, f64)) {
            let mut x1_bar = __rt::zero(&x1);
            let mut x2_bar = __rt::zero(&x2);
            let y = Self::vjp_into(x1, x2, y_bar, &mut x1_bar, &mut x2_bar);
            (y, (x1_bar, x2_bar))
        }
        ///Value of, with the arguments' cotangents written into buffers: [`f()`](fn@f).
        #[inline]
        fn vjp_into(
            x1: f64,
            x2: f64,
            y_bar: f64,
            x1_bar: &mut f64,
            x2_bar: &mut f64,
        ) -> f64 {
            let (y, x1_cotangent, x2_cotangent) = Self::__sweeps(x1, x2, y_bar);
            *x1_bar = x1_cotangent;
            *x2_bar = x2_cotangent;
            y
        }
        ///Value of, with the arguments' cotangents written into buffers, on a tape of the caller's: [`f()`](fn@f).
        #[inline]
        fn vjp_with(
            tape: &mut __rt::Tape,
            x1: f64,
            x2: f64,
            y_bar: f64,
            x1_bar: &mut f64,
            x2_bar: &mut f64,
        ) -> f64 {
            let _ = tape;
            Self::vjp_into(x1, x2, y_bar, x1_bar, x2_bar)
        }
        ///Value of, and cotangents of the arguments for several cotangents of the result: [`f()`](fn@f).
        #[inline]
        fn vjp_many<const __LANES: __rt::usize>(
            x1: f64,
            x2: f64,
            y_bar: [f64; __LANES],
        ) -> (f64, [(f64, f64); __LANES]) {
            __rt::vjp_many(
                y_bar,
                |tape| Self::__needs_attribute_grad_forward(tape, x1, x2),
                |tape, y_bar| {
                    let (x1_cotangent, x2_cotangent) = Self::__needs_attribute_grad_reverse(
                        tape,
                        x1,
                        x2,
                        y_bar,
                    );
                    (x1_cotangent, x2_cotangent)
                },
            )
        }
        #[doc(hidden)]
        #[inline]
        fn __sweeps(mut x1: f64, mut x2: f64, y_bar: f64) -> (f64, f64, f64) {
            let v3 = x1 * x2;
            let v4 = x2.sin();
            let v5 = v3.exp();
            let v6 = v3 - v4;
            let v7 = v5 + v6;
            let v7_bar = y_bar;
            let v6_bar = v7_bar;
            let v5_bar = v7_bar;
            let v4_bar = -v6_bar;
            let v3_bar = v6_bar + v5_bar * v5;
            let x1_bar = v3_bar * x2;
            let x2_bar = v4_bar * x2.cos() + v3_bar * x1;
            (v7, x1_bar, x2_bar)
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_forward(
            tape: &mut __rt::Tape,
            mut x1: f64,
            mut x2: f64,
        ) -> f64 {
            let v3 = x1 * x2;
            let v4 = x2.sin();
            let v5 = v3.exp();
            let v6 = v3 - v4;
            let v7 = v5 + v6;
            tape.push(&v5);
            v7
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_reverse(
            tape: &mut __rt::Tape,
            mut x1: f64,
            mut x2: f64,
            y_bar: f64,
        ) -> (f64, f64) {
            let v5: f64 = tape.pop();
            let v7_bar = y_bar;
            let v6_bar = v7_bar;
            let v5_bar = v7_bar;
            let v4_bar = -v6_bar;
            let v3_bar = v6_bar + v5_bar * v5;
            let x1_bar = v3_bar * x2;
            let x2_bar = v4_bar * x2.cos() + v3_bar * x1;
            (x1_bar, x2_bar)
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_result(tape: &mut __rt::Tape) -> f64 {
            tape.pop()
        }
    }
};

// #[jvp]
#[::autodiff::__companion(f, jvp)]
fn f(x1: f64, x2: f64) -> f64 {
    let v3 = x1 * x2;
    let v4 = x2.sin();
    let v5 = v3.exp();
    let v6 = v3 - v4;
    let v7 = v5 + v6;
    v7
}
///Derivatives of [`f()`](fn@f).
enum f {}
const _: () = {
    let _ = f;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl f {
        ///Value of, and its derivative along the arguments' tangents: [`f()`](fn@f).
        #[inline]
        fn jvp(x1: f64, x2: f64, x1_dot: f64, x2_dot: f64) -> (f64, f64) {
            Self::__needs_attribute_jvp(
                x1,
                x2,
                __rt::Active(x1_dot),
                __rt::Active(x2_dot),
            )
        }
        ///Value of, and its derivatives along several tangents of each argument: [`f()`](fn@f).
        #[inline]
        fn jvp_many<const __LANES: __rt::usize>(
            x1: f64,
            x2: f64,
            x1_dot: [f64; __LANES],
            x2_dot: [f64; __LANES],
        ) -> (f64, [f64; __LANES]) {
            let x1_lanes = __rt::lanes_of(&x1, &x1_dot);
            let x2_lanes = __rt::lanes_of(&x2, &x2_dot);
            __rt::by_lane(
                Self::__needs_attribute_jvp_lanes(
                    x1,
                    x2,
                    __rt::Width::<__LANES>,
                    __rt::Active(x1_lanes),
                    __rt::Active(x2_lanes),
                ),
            )
        }
        ///Jacobian of [`f()`](fn@f).
        #[inline]
        fn jacfwd(x1: f64, x2: f64) -> __rt::Matrix {
            __rt::jacobian(|into| Self::__jacobian_columns(
                x1,
                x2,
                __rt::Width::<2>,
                into,
            ))
        }
        ///Value of, with the Jacobian written into a matrix: [`f()`](fn@f).
        #[inline]
        fn jacfwd_into(x1: f64, x2: f64, jacobian: &mut __rt::Matrix) -> f64 {
            __rt::jacobian_into(
                jacobian,
                |into| Self::__jacobian_columns(x1, x2, __rt::Width::<2>, into),
            )
        }
        ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`f()`](fn@f).
        #[inline]
        fn jacfwd_with(
            tape: &mut __rt::Tape,
            x1: f64,
            x2: f64,
            jacobian: &mut __rt::Matrix,
        ) -> f64 {
            let _ = tape;
            Self::jacfwd_into(x1, x2, jacobian)
        }
        #[doc(hidden)]
        #[inline]
        fn __jacobian_columns<const __LANES: __rt::usize>(
            x1: f64,
            x2: f64,
            width: __rt::Width<__LANES>,
            into: &mut __rt::Columns<'_>,
        ) -> f64 {
            let x1_lanes = into.unit(&x1, width);
            let x2_lanes = into.unit(&x2, width);
            let (y, y_dot) = Self::__needs_attribute_jvp_lanes(
                x1,
                x2,
                width,
                __rt::Active(x1_lanes),
                __rt::Active(x2_lanes),
            );
            into.store(&y_dot, width);
            y
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_jvp(
            x1: f64,
            x2: f64,
            x1_dot: impl __rt::Seed<f64>,
            x2_dot: impl __rt::Seed<f64>,
        ) -> (f64, f64) {
            let mut x1_dot = x1_dot.seed(&x1);
            let mut x2_dot = x2_dot.seed(&x2);
            let v3 = x1 * x2;
            let v3_dot = x1_dot * x2 + x2_dot * x1;
            let v4 = x2.sin();
            let v4_dot = x2_dot * x2.cos();
            let v5 = v3.exp();
            let v5_dot = v3_dot * v5;
            let v6 = v3 - v4;
            let v6_dot = v3_dot - v4_dot;
            let v7 = v5 + v6;
            let v7_dot = v5_dot + v6_dot;
            (v7, v7_dot)
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_jvp_lanes<const __LANES: __rt::usize>(
            x1: f64,
            x2: f64,
            _: __rt::Width<__LANES>,
            x1_dot: impl __rt::LaneSeed<f64, __LANES>,
            x2_dot: impl __rt::LaneSeed<f64, __LANES>,
        ) -> (f64, __rt::Lanes<f64, __LANES>) {
            let mut x1_dot = x1_dot.seed(&x1);
            let mut x2_dot = x2_dot.seed(&x2);
            let v3 = x1 * x2;
            let v3_dot = x1_dot * x2 + x2_dot * x1;
            let v4 = x2.sin();
            let v4_dot = x2_dot * x2.cos();
            let v5 = v3.exp();
            let v5_dot = v3_dot * v5;
            let v6 = v3 - v4;
            let v6_dot = v3_dot - v4_dot;
            let v7 = v5 + v6;
            let v7_dot = v5_dot + v6_dot;
            (v7, v7_dot)
        }
    }
};

