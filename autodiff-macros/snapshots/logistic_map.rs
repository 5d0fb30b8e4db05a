// #[grad]
#[::autodiff::__companion(logistic_map, grad)]
pub fn logistic_map(x: f64, r: f64, n: usize) -> f64 {
    let mut x = x;
    for _ in 0..n {
        x = r * x * (1.0 - x);
    }
    x
}
///Derivatives of [`logistic_map()`](fn@logistic_map).
pub enum logistic_map {}
const _: () = {
    let _ = logistic_map;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl logistic_map {
        ///Gradient of [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn grad(x: f64, r: f64, n: usize) -> (f64, f64) {
            Self::value_and_grad(x, r, n).1
        }
        ///Value and gradient of [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn value_and_grad(x: f64, r: f64, n: usize) -> (f64, (f64, f64)) {
            Self::vjp(x, r, n, 1.0)
        }
        ///Value of, with the gradient written into buffers: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn value_and_grad_into(
            x: f64,
            r: f64,
            n: usize,
            x_bar: &mut f64,
            r_bar: &mut f64,
        ) -> f64 {
            Self::vjp_into(x, r, n, 1.0, x_bar, r_bar)
        }
        ///Value of, with the gradient written into buffers, on a tape of the caller's: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn value_and_grad_with(
            tape: &mut __rt::Tape,
            x: f64,
            r: f64,
            n: usize,
            x_bar: &mut f64,
            r_bar: &mut f64,
        ) -> f64 {
            Self::vjp_with(tape, x, r, n, 1.0, x_bar, r_bar)
        }
        ///Value of, and cotangents of the arguments for the result's cotangent: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn vjp(x: f64, r: f64, n: usize, y_bar: f64) -> (f64, (f64, f64)) {
            let mut x_bar = __rt::zero(&x);
            let mut r_bar = __rt::zero(&r);
            let y = Self::vjp_into(x, r, n, y_bar, &mut x_bar, &mut r_bar);
            (y, (x_bar, r_bar))
        }
        ///Value of, with the arguments' cotangents written into buffers: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn vjp_into(
            x: f64,
            r: f64,
            n: usize,
            y_bar: f64,
            x_bar: &mut f64,
            r_bar: &mut f64,
        ) -> f64 {
            __rt::with_tape(|tape| Self::vjp_with(tape, x, r, n, y_bar, x_bar, r_bar))
        }
        ///Value of, with the arguments' cotangents written into buffers, on a tape of the caller's: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn vjp_with(
            tape: &mut __rt::Tape,
            x: f64,
            r: f64,
            n: usize,
            y_bar: f64,
            x_bar: &mut f64,
            r_bar: &mut f64,
        ) -> f64 {
            let y = Self::__needs_attribute_grad_forward(tape, x, r, n);
            let (x_cotangent, r_cotangent, _) = Self::__needs_attribute_grad_reverse(
                tape,
                x,
                r,
                n,
                y_bar,
            );
            *x_bar = x_cotangent;
            *r_bar = r_cotangent;
            y
        }
        ///Value of, and cotangents of the arguments for several cotangents of the result: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn vjp_many<const __LANES: __rt::usize>(
            x: f64,
            r: f64,
            n: usize,
            y_bar: [f64; __LANES],
        ) -> (f64, [(f64, f64); __LANES]) {
            __rt::vjp_many(
                y_bar,
                |tape| Self::__needs_attribute_grad_forward(tape, x, r, n),
                |tape, y_bar| {
                    let (x_cotangent, r_cotangent, _) = Self::__needs_attribute_grad_reverse(
                        tape,
                        x,
                        r,
                        n,
                        y_bar,
                    );
                    (x_cotangent, r_cotangent)
                },
            )
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_grad_forward(
            tape: &mut __rt::Tape,
            mut x: f64,
            mut r: f64,
            mut n: usize,
        ) -> f64 {
            let mut x_2 = x;
            for _i in 0..n {
                tape.push(&x_2);
                x_2 = r * x_2 * (1.0 - x_2);
            }
            let v9 = x_2;
            v9
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_grad_reverse(
            tape: &mut __rt::Tape,
            mut x: f64,
            mut r: f64,
            mut n: usize,
            y_bar: f64,
        ) -> (f64, f64, ()) {
            let mut x_2: f64 = 0.0;
            let mut r_bar: f64 = -0.0;
            let mut x_2_bar = y_bar;
            for _i in (0..n).rev() {
                tape.pop_into(&mut x_2);
                let t = x_2_bar;
                let v4 = x_2;
                let t_1 = t * (1.0 - x_2);
                x_2_bar = -(t * (r * v4));
                r_bar += t_1 * v4;
                x_2_bar += t_1 * r;
            }
            let x_bar = x_2_bar;
            let t_7 = 0.0 + x_bar;
            let t_8 = 0.0 + r_bar;
            (t_7, t_8, ())
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_grad_result(tape: &mut __rt::Tape) -> f64 {
            tape.pop()
        }
    }
};

// #[jvp]
#[::autodiff::__companion(logistic_map, jvp)]
pub fn logistic_map(x: f64, r: f64, n: usize) -> f64 {
    let mut x = x;
    for _ in 0..n {
        x = r * x * (1.0 - x);
    }
    x
}
///Derivatives of [`logistic_map()`](fn@logistic_map).
pub enum logistic_map {}
const _: () = {
    let _ = logistic_map;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl logistic_map {
        ///Value of, and its derivative along the arguments' tangents: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn jvp(x: f64, r: f64, n: usize, x_dot: f64, r_dot: f64) -> (f64, f64) {
            Self::__needs_attribute_jvp(
                x,
                r,
                n,
                __rt::Active(x_dot),
                __rt::Active(r_dot),
                __rt::Inactive,
            )
        }
        ///Value of, and its derivatives along several tangents of each argument: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn jvp_many<const __LANES: __rt::usize>(
            x: f64,
            r: f64,
            n: usize,
            x_dot: [f64; __LANES],
            r_dot: [f64; __LANES],
        ) -> (f64, [f64; __LANES]) {
            let x_lanes = __rt::lanes_of(&x, &x_dot);
            let r_lanes = __rt::lanes_of(&r, &r_dot);
            __rt::by_lane(
                Self::__needs_attribute_jvp_lanes(
                    x,
                    r,
                    n,
                    __rt::Width::<__LANES>,
                    __rt::Active(x_lanes),
                    __rt::Active(r_lanes),
                    __rt::Inactive,
                ),
            )
        }
        ///Jacobian of [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn jacfwd(x: f64, r: f64, n: usize) -> __rt::Matrix {
            __rt::jacobian(|into| Self::__jacobian_columns(
                x,
                r,
                n,
                __rt::Width::<2>,
                into,
            ))
        }
        ///Value of, with the Jacobian written into a matrix: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn jacfwd_into(
            x: f64,
            r: f64,
            n: usize,
            jacobian: &mut __rt::Matrix,
        ) -> f64 {
            __rt::jacobian_into(
                jacobian,
                |into| Self::__jacobian_columns(x, r, n, __rt::Width::<2>, into),
            )
        }
        ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`logistic_map()`](fn@logistic_map).
        #[inline]
        pub fn jacfwd_with(
            tape: &mut __rt::Tape,
            x: f64,
            r: f64,
            n: usize,
            jacobian: &mut __rt::Matrix,
        ) -> f64 {
            let _ = tape;
            Self::jacfwd_into(x, r, n, jacobian)
        }
        #[doc(hidden)]
        #[inline]
        pub fn __jacobian_columns<const __LANES: __rt::usize>(
            x: f64,
            r: f64,
            n: usize,
            width: __rt::Width<__LANES>,
            into: &mut __rt::Columns<'_>,
        ) -> f64 {
            let x_lanes = into.unit(&x, width);
            let r_lanes = into.unit(&r, width);
            let (y, y_dot) = Self::__needs_attribute_jvp_lanes(
                x,
                r,
                n,
                width,
                __rt::Active(x_lanes),
                __rt::Active(r_lanes),
                __rt::Inactive,
            );
            into.store(&y_dot, width);
            y
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_jvp(
            x: f64,
            r: f64,
            n: usize,
            x_dot: impl __rt::Seed<f64>,
            r_dot: impl __rt::Seed<f64>,
            n_dot: impl __rt::Sized,
        ) -> (f64, f64) {
            let mut x_dot = x_dot.seed(&x);
            let mut r_dot = r_dot.seed(&r);
            let mut x_2 = x;
            let mut x_2_dot = x_dot;
            for _i in 0..n {
                let v4 = x_2;
                let v5 = r * v4;
                let v7 = 1.0 - x_2;
                x_2_dot = (r_dot * v4 + x_2_dot * r) * v7 + -x_2_dot * v5;
                x_2 = v5 * v7;
            }
            let v9 = x_2;
            let v9_dot = x_2_dot;
            (v9, v9_dot)
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_jvp_lanes<const __LANES: __rt::usize>(
            x: f64,
            r: f64,
            n: usize,
            _: __rt::Width<__LANES>,
            x_dot: impl __rt::LaneSeed<f64, __LANES>,
            r_dot: impl __rt::LaneSeed<f64, __LANES>,
            n_dot: impl __rt::Sized,
        ) -> (f64, __rt::Lanes<f64, __LANES>) {
            let mut x_dot = x_dot.seed(&x);
            let mut r_dot = r_dot.seed(&r);
            let mut x_2 = x;
            let mut x_2_dot = x_dot;
            for _i in 0..n {
                let v4 = x_2;
                let v5 = r * v4;
                let v7 = 1.0 - x_2;
                x_2_dot = (r_dot * v4 + x_2_dot * r) * v7 + -x_2_dot * v5;
                x_2 = v5 * v7;
            }
            let v9 = x_2;
            let v9_dot = x_2_dot;
            (v9, v9_dot)
        }
    }
};

