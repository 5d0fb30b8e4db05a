// #[grad]
#[::autodiff::__companion(dot, grad)]
pub fn dot(x: &[f64], w: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += x[i] * w[i];
    }
    s
}
///Derivatives of [`dot()`](fn@dot).
pub enum dot {}
const _: () = {
    let _ = dot;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl dot {
        ///Gradient of [`dot()`](fn@dot).
        #[inline]
        pub fn grad(x: &[f64], w: &[f64]) -> (__rt::Vec<f64>, __rt::Vec<f64>) {
            Self::value_and_grad(x, w).1
        }
        ///Value and gradient of [`dot()`](fn@dot).
        #[inline]
        pub fn value_and_grad(
            x: &[f64],
            w: &[f64],
        ) -> (f64, (__rt::Vec<f64>, __rt::Vec<f64>)) {
            Self::vjp(x, w, 1.0)
        }
        ///Value of, with the gradient written into buffers: [`dot()`](fn@dot).
        #[inline]
        pub fn value_and_grad_into(
            x: &[f64],
            w: &[f64],
            x_bar: &mut [f64],
            w_bar: &mut [f64],
        ) -> f64 {
            Self::vjp_into(x, w, 1.0, x_bar, w_bar)
        }
        ///Value of, with the gradient written into buffers, on a tape of the caller's: [`dot()`](fn@dot).
        #[inline]
        pub fn value_and_grad_with(
            tape: &mut __rt::Tape,
            x: &[f64],
            w: &[f64],
            x_bar: &mut [f64],
            w_bar: &mut [f64],
        ) -> f64 {
            Self::vjp_with(tape, x, w, 1.0, x_bar, w_bar)
        }
        ///Value of, and cotangents of the arguments for the result's cotangent: [`dot()`](fn@dot).
        #[inline]
        pub fn vjp(
            x: &[f64],
            w: &[f64],
            y_bar: f64,
        ) -> (f64, (__rt::Vec<f64>, __rt::Vec<f64>)) {
            let mut x_bar = __rt::zero(&*x);
            let mut w_bar = __rt::zero(&*w);
            let y = Self::vjp_into(x, w, y_bar, &mut x_bar, &mut w_bar);
            (y, (x_bar, w_bar))
        }
        ///Value of, with the arguments' cotangents written into buffers: [`dot()`](fn@dot).
        #[inline]
        pub fn vjp_into(
            x: &[f64],
            w: &[f64],
            y_bar: f64,
            x_bar: &mut [f64],
            w_bar: &mut [f64],
        ) -> f64 {
            __rt::check_len(x_bar.len(), x.len(), "x_bar");
            __rt::check_len(w_bar.len(), w.len(), "w_bar");
            let (y,) = if __rt::each_once(w.len(), [(0, x.len())]) {
                Self::__sweeps(
                    x,
                    w,
                    y_bar,
                    __rt::Once(&mut x_bar[..]),
                    __rt::Once(&mut w_bar[..]),
                )
            } else {
                x_bar.fill(0.0);
                w_bar.fill(0.0);
                Self::__sweeps(x, w, y_bar, &mut *x_bar, &mut *w_bar)
            };
            y
        }
        ///Value of, with the arguments' cotangents written into buffers, on a tape of the caller's: [`dot()`](fn@dot).
        #[inline]
        pub fn vjp_with(
            tape: &mut __rt::Tape,
            x: &[f64],
            w: &[f64],
            y_bar: f64,
            x_bar: &mut [f64],
            w_bar: &mut [f64],
        ) -> f64 {
            let _ = tape;
            Self::vjp_into(x, w, y_bar, x_bar, w_bar)
        }
        ///Value of, and cotangents of the arguments for several cotangents of the result: [`dot()`](fn@dot).
        #[inline]
        pub fn vjp_many<const __LANES: __rt::usize>(
            x: &[f64],
            w: &[f64],
            y_bar: [f64; __LANES],
        ) -> (f64, [(__rt::Vec<f64>, __rt::Vec<f64>); __LANES]) {
            __rt::vjp_many(
                y_bar,
                |tape| Self::__needs_attribute_grad_forward(tape, x, w),
                |tape, y_bar| {
                    let mut x_copy = __rt::zero(&*x);
                    let x_bar = &mut x_copy;
                    let mut w_copy = __rt::zero(&*w);
                    let w_bar = &mut w_copy;
                    let () = Self::__needs_attribute_grad_reverse(
                        tape,
                        x,
                        w,
                        y_bar,
                        &mut *x_bar,
                        &mut *w_bar,
                    );
                    (x_copy, w_copy)
                },
            )
        }
        #[doc(hidden)]
        #[inline]
        pub fn __sweeps(
            x: &[f64],
            w: &[f64],
            y_bar: f64,
            mut x_bar: impl __rt::Bar1<f64>,
            mut w_bar: impl __rt::Bar1<f64>,
        ) -> (f64,) {
            use __rt::parts::*;
            let mut s: f64 = 0.0;
            let v3: usize = x.len();
            let s_bar = y_bar;
            if 0 < v3 {
                let w_row = &w[..v3];
                let mut x_bar_row = x_bar.sub(0, v3);
                let mut w_bar_row = w_bar.sub(0, v3);
                for i in 0..v3 {
                    let v4 = x[i];
                    let v5 = w_row[i];
                    s += v4 * v5;
                    let t = s_bar;
                    w_bar_row.add(i, t * v4);
                    x_bar_row.add(i, t * v5);
                }
            }
            let v7 = s;
            (v7,)
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_grad_forward(
            tape: &mut __rt::Tape,
            x: &[f64],
            w: &[f64],
        ) -> f64 {
            let mut s: f64 = 0.0;
            let v3: usize = x.len();
            let w_row = &w[..v3];
            for i in 0..v3 {
                s += x[i] * w_row[i];
            }
            let v7 = s;
            v7
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_grad_reverse(
            tape: &mut __rt::Tape,
            x: &[f64],
            w: &[f64],
            y_bar: f64,
            mut x_bar: impl __rt::Bar1<f64>,
            mut w_bar: impl __rt::Bar1<f64>,
        ) {
            use __rt::parts::*;
            let s_bar = y_bar;
            let v3: usize = x.len();
            if 0 < v3 {
                let w_row_1 = &w[..v3];
                let mut x_bar_row = x_bar.sub(0, v3);
                let mut w_bar_row = w_bar.sub(0, v3);
                for i in 0..v3 {
                    let t = s_bar;
                    w_bar_row.add(i, t * x[i]);
                    x_bar_row.add(i, t * w_row_1[i]);
                }
            }
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_grad_result(tape: &mut __rt::Tape) -> f64 {
            tape.pop()
        }
    }
};

// #[jvp]
#[::autodiff::__companion(dot, jvp)]
pub fn dot(x: &[f64], w: &[f64]) -> f64 {
    let mut s = 0.0;
    for i in 0..x.len() {
        s += x[i] * w[i];
    }
    s
}
///Derivatives of [`dot()`](fn@dot).
pub enum dot {}
const _: () = {
    let _ = dot;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl dot {
        ///Value of, and its derivative along the arguments' tangents: [`dot()`](fn@dot).
        #[inline]
        pub fn jvp(x: &[f64], w: &[f64], x_dot: &[f64], w_dot: &[f64]) -> (f64, f64) {
            Self::__needs_attribute_jvp(x, w, x_dot, w_dot)
        }
        ///Value of, and its derivatives along several tangents of each argument: [`dot()`](fn@dot).
        #[inline]
        pub fn jvp_many<const __LANES: __rt::usize>(
            x: &[f64],
            w: &[f64],
            x_dot: [&[f64]; __LANES],
            w_dot: [&[f64]; __LANES],
        ) -> (f64, [f64; __LANES]) {
            let x_lanes = __rt::lanes_of_slices(&*x, &x_dot);
            let w_lanes = __rt::lanes_of_slices(&*w, &w_dot);
            __rt::by_lane(
                Self::__needs_attribute_jvp_lanes(
                    x,
                    w,
                    __rt::Width::<__LANES>,
                    &x_lanes,
                    &w_lanes,
                ),
            )
        }
        ///Jacobian of [`dot()`](fn@dot).
        #[inline]
        pub fn jacfwd(x: &[f64], w: &[f64]) -> __rt::Matrix {
            __rt::jacobian(|into| Self::__jacobian_forward(x, w, into))
        }
        ///Value of, with the Jacobian written into a matrix: [`dot()`](fn@dot).
        #[inline]
        pub fn jacfwd_into(x: &[f64], w: &[f64], jacobian: &mut __rt::Matrix) -> f64 {
            __rt::jacobian_into(jacobian, |into| Self::__jacobian_forward(x, w, into))
        }
        ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`dot()`](fn@dot).
        #[inline]
        pub fn jacfwd_with(
            tape: &mut __rt::Tape,
            x: &[f64],
            w: &[f64],
            jacobian: &mut __rt::Matrix,
        ) -> f64 {
            let _ = tape;
            Self::jacfwd_into(x, w, jacobian)
        }
        #[doc(hidden)]
        #[inline]
        pub fn __jacobian_columns<const __LANES: __rt::usize>(
            x: &[f64],
            w: &[f64],
            width: __rt::Width<__LANES>,
            into: &mut __rt::Columns<'_>,
        ) -> f64 {
            let x_lanes = into.unit(&*x, width);
            let w_lanes = into.unit(&*w, width);
            let (y, y_dot) = Self::__needs_attribute_jvp_lanes(
                x,
                w,
                width,
                &x_lanes,
                &w_lanes,
            );
            into.store(&y_dot, width);
            y
        }
        #[doc(hidden)]
        #[inline]
        pub fn __jacobian_forward(
            x: &[f64],
            w: &[f64],
            into: &mut __rt::Columns<'_>,
        ) -> f64 {
            let columns = x.len() + w.len();
            loop {
                let y = match into.width(columns) {
                    1 => Self::__jacobian_columns(x, w, __rt::Width::<1>, into),
                    2 => Self::__jacobian_columns(x, w, __rt::Width::<2>, into),
                    4 => Self::__jacobian_columns(x, w, __rt::Width::<4>, into),
                    _ => Self::__jacobian_columns(x, w, __rt::Width::<8>, into),
                };
                if into.are_all(columns) {
                    return y;
                }
            }
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_jvp(
            x: &[f64],
            w: &[f64],
            x_dot: impl __rt::Source1<f64>,
            w_dot: impl __rt::Source1<f64>,
        ) -> (f64, f64) {
            let x_dot = x_dot.source();
            let w_dot = w_dot.source();
            use __rt::parts::*;
            let mut s: f64 = 0.0;
            let mut s_dot: f64 = 0.0;
            let v3: usize = x.len();
            if 0 < v3 {
                let w_dot_row = w_dot.sub(0, v3);
                let w_row = &w[..v3];
                let x_dot_row = x_dot.sub(0, v3);
                for i in 0..v3 {
                    let v4 = x[i];
                    let v5 = w_row[i];
                    s_dot += x_dot_row.at(i) * v5 + w_dot_row.at(i) * v4;
                    s += v4 * v5;
                }
            }
            let v7 = s;
            let v7_dot = s_dot;
            (v7, v7_dot)
        }
        #[doc(hidden)]
        #[inline]
        pub fn __needs_attribute_jvp_lanes<const __LANES: __rt::usize>(
            x: &[f64],
            w: &[f64],
            _: __rt::Width<__LANES>,
            x_dot: impl __rt::Source1<__rt::Lanes<f64, __LANES>>,
            w_dot: impl __rt::Source1<__rt::Lanes<f64, __LANES>>,
        ) -> (f64, __rt::Lanes<f64, __LANES>) {
            let x_dot = x_dot.source();
            let w_dot = w_dot.source();
            use __rt::parts::*;
            let mut s: f64 = 0.0;
            let mut s_dot: __rt::Lanes<f64, __LANES> = __rt::Lanes::ZERO;
            let v3: usize = x.len();
            if 0 < v3 {
                let w_dot_row = w_dot.sub(0, v3);
                let w_row = &w[..v3];
                let x_dot_row = x_dot.sub(0, v3);
                for i in 0..v3 {
                    let v4 = x[i];
                    let v5 = w_row[i];
                    s_dot += x_dot_row.at(i) * v5 + w_dot_row.at(i) * v4;
                    s += v4 * v5;
                }
            }
            let v7 = s;
            let v7_dot = s_dot;
            (v7, v7_dot)
        }
    }
};

