// #[grad]
#[::autodiff::__companion(first_above, grad)]
fn first_above(x: &[f64], limit: f64) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s = s * 0.5 + x[i];
        if s > limit {
            s *= s;
            break;
        }
    }
    s
}
///Derivatives of [`first_above()`](fn@first_above).
enum first_above {}
const _: () = {
    let _ = first_above;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl first_above {
        ///Gradient of [`first_above()`](fn@first_above).
        #[inline]
        fn grad(x: &[f64], limit: f64) -> (__rt::Vec<f64>, f64) {
            Self::value_and_grad(x, limit).1
        }
        ///Value and gradient of [`first_above()`](fn@first_above).
        #[inline]
        fn value_and_grad(x: &[f64], limit: f64) -> (f64, (__rt::Vec<f64>, f64)) {
            Self::vjp(x, limit, 1.0)
        }
        ///Value of, with the gradient written into buffers: [`first_above()`](fn@first_above).
        #[inline]
        fn value_and_grad_into(
            x: &[f64],
            limit: f64,
            x_bar: &mut [f64],
            limit_bar: &mut f64,
        ) -> f64 {
            Self::vjp_into(x, limit, 1.0, x_bar, limit_bar)
        }
        ///Value of, with the gradient written into buffers, on a tape of the caller's: [`first_above()`](fn@first_above).
        #[inline]
        fn value_and_grad_with(
            tape: &mut __rt::Tape,
            x: &[f64],
            limit: f64,
            x_bar: &mut [f64],
            limit_bar: &mut f64,
        ) -> f64 {
            Self::vjp_with(tape, x, limit, 1.0, x_bar, limit_bar)
        }
        ///Value of, and cotangents of the arguments for the result's cotangent: [`first_above()`](fn@first_above).
        #[inline]
        fn vjp(x: &[f64], limit: f64, y_bar: f64) -> (f64, (__rt::Vec<f64>, f64)) {
            let mut x_bar = __rt::zero(&*x);
            let mut limit_bar = __rt::zero(&limit);
            let y = Self::vjp_into(x, limit, y_bar, &mut x_bar, &mut limit_bar);
            (y, (x_bar, limit_bar))
        }
        ///Value of, with the arguments' cotangents written into buffers: [`first_above()`](fn@first_above).
        #[inline]
        fn vjp_into(
            x: &[f64],
            limit: f64,
            y_bar: f64,
            x_bar: &mut [f64],
            limit_bar: &mut f64,
        ) -> f64 {
            __rt::with_tape(|tape| Self::vjp_with(
                tape,
                x,
                limit,
                y_bar,
                x_bar,
                limit_bar,
            ))
        }
        ///Value of, with the arguments' cotangents written into buffers, on a tape of the caller's: [`first_above()`](fn@first_above).
        #[inline]
        fn vjp_with(
            tape: &mut __rt::Tape,
            x: &[f64],
            limit: f64,
            y_bar: f64,
            x_bar: &mut [f64],
            limit_bar: &mut f64,
        ) -> f64 {
            __rt::check_len(x_bar.len(), x.len(), "x_bar");
            x_bar.fill(0.0);
            let y = Self::__needs_attribute_grad_forward(tape, x, limit);
            let (limit_cotangent,) = Self::__needs_attribute_grad_reverse(
                tape,
                x,
                limit,
                y_bar,
                &mut *x_bar,
            );
            *limit_bar = limit_cotangent;
            y
        }
        ///Value of, and cotangents of the arguments for several cotangents of the result: [`first_above()`](fn@first_above).
        #[inline]
        fn vjp_many<const __LANES: __rt::usize>(
            x: &[f64],
            limit: f64,
            y_bar: [f64; __LANES],
        ) -> (f64, [(__rt::Vec<f64>, f64); __LANES]) {
            __rt::vjp_many(
                y_bar,
                |tape| Self::__needs_attribute_grad_forward(tape, x, limit),
                |tape, y_bar| {
                    let mut x_copy = __rt::zero(&*x);
                    let x_bar = &mut x_copy;
                    let (limit_cotangent,) = Self::__needs_attribute_grad_reverse(
                        tape,
                        x,
                        limit,
                        y_bar,
                        &mut *x_bar,
                    );
                    (x_copy, limit_cotangent)
                },
            )
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_forward(
            tape: &mut __rt::Tape,
            x: &[f64],
            mut limit: f64,
        ) -> f64 {
            let mut s: f64 = 0.0;
            let mut trips: usize = 0;
            let mut route: usize = 0;
            'l1: for i in 0..x.len() {
                trips += 1;
                s = s * 0.5 + x[i];
                if s > limit {
                    tape.push(&s);
                    s *= s;
                    route = 1;
                    break 'l1;
                }
            }
            let v13 = s;
            tape.push(&[route, trips]);
            v13
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_reverse(
            tape: &mut __rt::Tape,
            x: &[f64],
            mut limit: f64,
            y_bar: f64,
            mut x_bar: impl __rt::Bar1<f64>,
        ) -> (f64,) {
            let mut s: f64 = 0.0;
            let t: usize = tape.pop();
            let mut trips = t;
            let t_1: usize = tape.pop();
            let mut route = t_1;
            let mut s_bar = y_bar;
            let mut route_left = route;
            for trips_index in (0..trips).rev() {
                let i = __rt::nth(0, trips_index);
                if route_left == 1 {
                    tape.pop_into(&mut s);
                    let t_2 = s_bar;
                    s_bar = t_2 * s;
                    s_bar += t_2 * s;
                }
                let t_6 = s_bar;
                x_bar.add(i, t_6);
                s_bar = t_6 * 0.5;
                route_left = 0;
            }
            (0.0,)
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_result(tape: &mut __rt::Tape) -> f64 {
            tape.pop()
        }
    }
};

// #[jvp]
#[::autodiff::__companion(first_above, jvp)]
fn first_above(x: &[f64], limit: f64) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s = s * 0.5 + x[i];
        if s > limit {
            s *= s;
            break;
        }
    }
    s
}
///Derivatives of [`first_above()`](fn@first_above).
enum first_above {}
const _: () = {
    let _ = first_above;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl first_above {
        ///Value of, and its derivative along the arguments' tangents: [`first_above()`](fn@first_above).
        #[inline]
        fn jvp(x: &[f64], limit: f64, x_dot: &[f64], limit_dot: f64) -> (f64, f64) {
            Self::__needs_attribute_jvp(x, limit, x_dot, __rt::Active(limit_dot))
        }
        ///Value of, and its derivatives along several tangents of each argument: [`first_above()`](fn@first_above).
        #[inline]
        fn jvp_many<const __LANES: __rt::usize>(
            x: &[f64],
            limit: f64,
            x_dot: [&[f64]; __LANES],
            limit_dot: [f64; __LANES],
        ) -> (f64, [f64; __LANES]) {
            let x_lanes = __rt::lanes_of_slices(&*x, &x_dot);
            let limit_lanes = __rt::lanes_of(&limit, &limit_dot);
            __rt::by_lane(
                Self::__needs_attribute_jvp_lanes(
                    x,
                    limit,
                    __rt::Width::<__LANES>,
                    &x_lanes,
                    __rt::Active(limit_lanes),
                ),
            )
        }
        ///Jacobian of [`first_above()`](fn@first_above).
        #[inline]
        fn jacfwd(x: &[f64], limit: f64) -> __rt::Matrix {
            __rt::jacobian(|into| Self::__jacobian_forward(x, limit, into))
        }
        ///Value of, with the Jacobian written into a matrix: [`first_above()`](fn@first_above).
        #[inline]
        fn jacfwd_into(x: &[f64], limit: f64, jacobian: &mut __rt::Matrix) -> f64 {
            __rt::jacobian_into(
                jacobian,
                |into| Self::__jacobian_forward(x, limit, into),
            )
        }
        ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`first_above()`](fn@first_above).
        #[inline]
        fn jacfwd_with(
            tape: &mut __rt::Tape,
            x: &[f64],
            limit: f64,
            jacobian: &mut __rt::Matrix,
        ) -> f64 {
            let _ = tape;
            Self::jacfwd_into(x, limit, jacobian)
        }
        #[doc(hidden)]
        #[inline]
        fn __jacobian_columns<const __LANES: __rt::usize>(
            x: &[f64],
            limit: f64,
            width: __rt::Width<__LANES>,
            into: &mut __rt::Columns<'_>,
        ) -> f64 {
            let x_lanes = into.unit(&*x, width);
            let limit_lanes = into.unit(&limit, width);
            let (y, y_dot) = Self::__needs_attribute_jvp_lanes(
                x,
                limit,
                width,
                &x_lanes,
                __rt::Active(limit_lanes),
            );
            into.store(&y_dot, width);
            y
        }
        #[doc(hidden)]
        #[inline]
        fn __jacobian_forward(
            x: &[f64],
            limit: f64,
            into: &mut __rt::Columns<'_>,
        ) -> f64 {
            let columns = x.len() + __rt::reals(&limit);
            loop {
                let y = match into.width(columns) {
                    1 => Self::__jacobian_columns(x, limit, __rt::Width::<1>, into),
                    2 => Self::__jacobian_columns(x, limit, __rt::Width::<2>, into),
                    4 => Self::__jacobian_columns(x, limit, __rt::Width::<4>, into),
                    _ => Self::__jacobian_columns(x, limit, __rt::Width::<8>, into),
                };
                if into.are_all(columns) {
                    return y;
                }
            }
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_jvp(
            x: &[f64],
            limit: f64,
            x_dot: impl __rt::Source1<f64>,
            limit_dot: impl __rt::Seed<f64>,
        ) -> (f64, f64) {
            let x_dot = x_dot.source();
            let mut limit_dot = limit_dot.seed(&limit);
            use __rt::parts::*;
            let mut s: f64 = 0.0;
            let mut s_dot: f64 = 0.0;
            'l1: for i in 0..x.len() {
                s_dot = s_dot * 0.5 + x_dot.at(i);
                s = s * 0.5 + x[i];
                if s > limit {
                    let v10 = s;
                    let v11 = s;
                    s_dot = s_dot * v10 + s_dot * v11;
                    s = v11 * v10;
                    break 'l1;
                }
            }
            let v13 = s;
            let v13_dot = s_dot;
            (v13, v13_dot)
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_jvp_lanes<const __LANES: __rt::usize>(
            x: &[f64],
            limit: f64,
            _: __rt::Width<__LANES>,
            x_dot: impl __rt::Source1<__rt::Lanes<f64, __LANES>>,
            limit_dot: impl __rt::LaneSeed<f64, __LANES>,
        ) -> (f64, __rt::Lanes<f64, __LANES>) {
            let x_dot = x_dot.source();
            let mut limit_dot = limit_dot.seed(&limit);
            use __rt::parts::*;
            let mut s: f64 = 0.0;
            let mut s_dot: __rt::Lanes<f64, __LANES> = __rt::Lanes::ZERO;
            'l1: for i in 0..x.len() {
                s_dot = s_dot * 0.5 + x_dot.at(i);
                s = s * 0.5 + x[i];
                if s > limit {
                    let v10 = s;
                    let v11 = s;
                    s_dot = s_dot * v10 + s_dot * v11;
                    s = v11 * v10;
                    break 'l1;
                }
            }
            let v13 = s;
            let v13_dot = s_dot;
            (v13, v13_dot)
        }
    }
};

