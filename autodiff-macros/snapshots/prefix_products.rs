// #[grad]
#[::autodiff::__companion(prefix_products, grad)]
fn prefix_products(x: &mut [f64]) {
    for i in 1..x.len() {
        x[i] = x[i] * x[i - 1];
    }
}
///Derivatives of [`prefix_products()`](fn@prefix_products).
enum prefix_products {}
const _: () = {
    let _ = prefix_products;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl prefix_products {
        ///Value of, and cotangents of the arguments for the result's cotangent: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn vjp(x: &mut [f64], x_bar: &mut [f64]) -> ((), ()) {
            let y = Self::vjp_into(x, x_bar);
            (y, ())
        }
        ///Value of, with the arguments' cotangents written into buffers: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn vjp_into(x: &mut [f64], x_bar: &mut [f64]) {
            __rt::with_tape(|tape| Self::vjp_with(tape, x, x_bar))
        }
        ///Value of, with the arguments' cotangents written into buffers, on a tape of the caller's: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn vjp_with(tape: &mut __rt::Tape, x: &mut [f64], x_bar: &mut [f64]) {
            __rt::check_len(x_bar.len(), x.len(), "x_bar");
            let y = Self::__needs_attribute_grad_forward(tape, &mut *x);
            tape.put_aside(&*x);
            let () = Self::__needs_attribute_grad_reverse(
                tape,
                &mut *x,
                (),
                &mut *x_bar,
            );
            tape.take_back(&mut *x);
            y
        }
        ///Value of, and cotangents of the arguments for several cotangents of the result: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn vjp_many<const __LANES: __rt::usize>(
            x: &mut [f64],
            x_bar: [&mut [f64]; __LANES],
        ) -> ((), [(); __LANES]) {
            __rt::with_tape(|tape| {
                let x_initial = x.to_vec();
                let size = tape.mark();
                let y = Self::__needs_attribute_grad_forward(tape, &mut *x);
                let residual = tape.residuals(size);
                let x_final = x.to_vec();
                let row_bar = ::core::array::from_fn(|k| {
                    if !tape.replay(&residual) {
                        x.clone_from_slice(&x_initial);
                        let _ = Self::__needs_attribute_grad_forward(tape, &mut *x);
                    } else {
                        x.clone_from_slice(&x_final);
                    }
                    let x_bar = &mut *x_bar[k];
                    let () = Self::__needs_attribute_grad_reverse(
                        tape,
                        &mut *x,
                        (),
                        &mut *x_bar,
                    );
                });
                tape.drop_residuals(&residual);
                x.clone_from_slice(&x_final);
                (y, row_bar)
            })
        }
        ///Jacobian of [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn jacrev(x: &mut [f64]) -> __rt::Matrix {
            let mut jacobian = <__rt::Matrix>::zeros(0, 0);
            let _ = __rt::with_tape(|tape| Self::__jacobian_reverse(
                tape,
                x,
                &mut jacobian,
                __rt::make_jacobian,
            ));
            jacobian
        }
        ///Value of, with the Jacobian written into a matrix: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn jacrev_into(x: &mut [f64], jacobian: &mut __rt::Matrix) {
            __rt::with_tape(|tape| Self::__jacobian_reverse(
                tape,
                x,
                jacobian,
                __rt::check_jacobian,
            ))
        }
        ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn jacrev_with(
            tape: &mut __rt::Tape,
            x: &mut [f64],
            jacobian: &mut __rt::Matrix,
        ) {
            Self::__jacobian_reverse(tape, x, jacobian, __rt::check_jacobian)
        }
        #[doc(hidden)]
        #[inline]
        fn __jacobian_reverse(
            tape: &mut __rt::Tape,
            x: &mut [f64],
            jacobian: &mut __rt::Matrix,
            shape: __rt::MakeShape,
        ) {
            let columns = x.len();
            let x_initial = x.to_vec();
            let size = tape.mark();
            let y = Self::__needs_attribute_grad_forward(tape, &mut *x);
            let residual = tape.residuals(size);
            let x_final = x.to_vec();
            let rows = { x.len() };
            shape(jacobian, rows, columns);
            for row in 0..rows {
                if !tape.replay(&residual) {
                    x.clone_from_slice(&x_initial);
                    let _ = Self::__needs_attribute_grad_forward(tape, &mut *x);
                } else {
                    x.clone_from_slice(&x_final);
                }
                let mut offset = 0;
                let mut x_copy = __rt::zero(&*x);
                let x_bar = &mut x_copy;
                let count = __rt::Tangent::reals(&*x_bar);
                if offset <= row && row < offset + count {
                    __rt::set_basis(x_bar, row - offset);
                }
                offset += count;
                let _ = offset;
                let () = Self::__needs_attribute_grad_reverse(
                    tape,
                    &mut *x,
                    (),
                    &mut *x_bar,
                );
                let mut column = 0;
                column = __rt::row_from(jacobian, row, column, &*x_bar);
                let _ = column;
            }
            tape.drop_residuals(&residual);
            x.clone_from_slice(&x_final);
            y
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_forward(tape: &mut __rt::Tape, x: &mut [f64]) {
            let v2: usize = x.len();
            for i in 1..v2 {
                let v4 = x[i];
                let v5 = x[i - 1];
                tape.overwrite(v4 * v5, &mut x[i]);
            }
            tape.push(&v2);
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_reverse(
            tape: &mut __rt::Tape,
            x: &mut [f64],
            y_bar: (),
            mut x_bar: impl __rt::Bar1<f64>,
        ) {
            let v2: usize = tape.pop();
            for i in (1..v2).rev() {
                tape.pop_into(&mut x[i]);
                let t = x_bar.take(i);
                let v3: usize = i - 1;
                x_bar.add(v3, t * x[i]);
                x_bar.add(i, t * x[v3]);
            }
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_grad_result(tape: &mut __rt::Tape) {
            tape.pop()
        }
    }
};

// #[jvp]
#[::autodiff::__companion(prefix_products, jvp)]
fn prefix_products(x: &mut [f64]) {
    for i in 1..x.len() {
        x[i] = x[i] * x[i - 1];
    }
}
///Derivatives of [`prefix_products()`](fn@prefix_products).
enum prefix_products {}
const _: () = {
    let _ = prefix_products;
};
const _: () = {
    use ::autodiff::rt as __rt;
    impl prefix_products {
        ///Value of, and its derivative along the arguments' tangents: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn jvp(x: &mut [f64], x_dot: &mut [f64]) -> ((), ()) {
            Self::__needs_attribute_jvp(&mut *x, x_dot)
        }
        ///Value of, and its derivatives along several tangents of each argument: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn jvp_many<const __LANES: __rt::usize>(
            x: &mut [f64],
            x_dot: [&mut [f64]; __LANES],
        ) -> ((), [(); __LANES]) {
            let mut x_lanes = __rt::lanes_of_slices(&*x, &x_dot);
            let (y, y_dot) = Self::__needs_attribute_jvp_lanes(
                x,
                __rt::Width::<__LANES>,
                &mut x_lanes,
            );
            __rt::lanes_into_slices(&x_lanes, x_dot);
            __rt::by_lane((y, y_dot))
        }
        ///Jacobian of [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn jacfwd(x: &mut [f64]) -> __rt::Matrix {
            __rt::jacobian(|into| Self::__jacobian_forward(x, into))
        }
        ///Value of, with the Jacobian written into a matrix: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn jacfwd_into(x: &mut [f64], jacobian: &mut __rt::Matrix) {
            __rt::jacobian_into(jacobian, |into| Self::__jacobian_forward(x, into))
        }
        ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`prefix_products()`](fn@prefix_products).
        #[inline]
        fn jacfwd_with(
            tape: &mut __rt::Tape,
            x: &mut [f64],
            jacobian: &mut __rt::Matrix,
        ) {
            let _ = tape;
            Self::jacfwd_into(x, jacobian)
        }
        #[doc(hidden)]
        #[inline]
        fn __jacobian_columns<const __LANES: __rt::usize>(
            x: &mut [f64],
            width: __rt::Width<__LANES>,
            into: &mut __rt::Columns<'_>,
        ) {
            let mut x_lanes = into.unit(&*x, width);
            let (y, _) = Self::__needs_attribute_jvp_lanes(x, width, &mut x_lanes);
            into.store(&x_lanes, width);
            y
        }
        #[doc(hidden)]
        #[inline]
        fn __jacobian_forward(x: &mut [f64], into: &mut __rt::Columns<'_>) {
            let columns = x.len();
            let x_initial = x.to_vec();
            loop {
                let y = match into.width(columns) {
                    1 => Self::__jacobian_columns(&mut *x, __rt::Width::<1>, into),
                    2 => Self::__jacobian_columns(&mut *x, __rt::Width::<2>, into),
                    4 => Self::__jacobian_columns(&mut *x, __rt::Width::<4>, into),
                    _ => Self::__jacobian_columns(&mut *x, __rt::Width::<8>, into),
                };
                if into.are_all(columns) {
                    return y;
                }
                x.clone_from_slice(&x_initial);
            }
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_jvp(x: &mut [f64], x_dot: &mut [f64]) -> ((), ()) {
            for i in 1..x.len() {
                let v3: usize = i - 1;
                let v4 = x[i];
                let v4_dot = x_dot[i];
                let v5 = x[v3];
                let v5_dot = x_dot[v3];
                x_dot[i] = v4_dot * v5 + v5_dot * v4;
                x[i] = v4 * v5;
            }
            ((), ())
        }
        #[doc(hidden)]
        #[inline]
        fn __needs_attribute_jvp_lanes<const __LANES: __rt::usize>(
            x: &mut [f64],
            _: __rt::Width<__LANES>,
            x_dot: &mut [__rt::Lanes<f64, __LANES>],
        ) -> ((), ()) {
            for i in 1..x.len() {
                let v3: usize = i - 1;
                let v4 = x[i];
                let v4_dot = x_dot[i];
                let v5 = x[v3];
                let v5_dot = x_dot[v3];
                x_dot[i] = v4_dot * v5 + v5_dot * v4;
                x[i] = v4 * v5;
            }
            ((), ())
        }
    }
};

