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
///Derivatives of [`dot()`](fn@dot).
impl dot {
    ///Gradient of [`dot()`](fn@dot).
    #[inline]
    pub fn grad(
        x: &[f64],
        w: &[f64],
    ) -> (::autodiff::rt::Vec<f64>, ::autodiff::rt::Vec<f64>) {
        Self::value_and_grad(x, w).1
    }
    ///Value and gradient of [`dot()`](fn@dot).
    #[inline]
    pub fn value_and_grad(
        x: &[f64],
        w: &[f64],
    ) -> (f64, (::autodiff::rt::Vec<f64>, ::autodiff::rt::Vec<f64>)) {
        let mut x_bar = ::autodiff::rt::zero(&*x);
        let mut w_bar = ::autodiff::rt::zero(&*w);
        let y = Self::value_and_grad_into(x, w, &mut x_bar, &mut w_bar);
        (y, (x_bar, w_bar))
    }
    ///Value of, with the gradient written into buffers: [`dot()`](fn@dot).
    #[inline]
    pub fn value_and_grad_into(
        x: &[f64],
        w: &[f64],
        x_bar: &mut [f64],
        w_bar: &mut [f64],
    ) -> f64 {
        ::autodiff::rt::check_len(x_bar.len(), x.len(), "x_bar");
        ::autodiff::rt::check_len(w_bar.len(), w.len(), "w_bar");
        x_bar.fill(0.0);
        w_bar.fill(0.0);
        let (y,) = Self::__sweeps(x, w, 1.0, &mut *x_bar, &mut *w_bar);
        y
    }
    ///Value of, with the gradient written into buffers, on a tape of the caller's: [`dot()`](fn@dot).
    #[inline]
    pub fn value_and_grad_with(
        tape: &mut ::autodiff::Tape,
        x: &[f64],
        w: &[f64],
        x_bar: &mut [f64],
        w_bar: &mut [f64],
    ) -> f64 {
        ::autodiff::rt::check_len(x_bar.len(), x.len(), "x_bar");
        ::autodiff::rt::check_len(w_bar.len(), w.len(), "w_bar");
        x_bar.fill(0.0);
        w_bar.fill(0.0);
        let (y,) = Self::__sweeps(x, w, 1.0, &mut *x_bar, &mut *w_bar);
        y
    }
    ///Value of, and cotangents of the arguments for the result's cotangent: [`dot()`](fn@dot).
    #[inline]
    pub fn vjp(
        x: &[f64],
        w: &[f64],
        y_bar: f64,
    ) -> (f64, (::autodiff::rt::Vec<f64>, ::autodiff::rt::Vec<f64>)) {
        let mut x_bar = ::autodiff::rt::zero(&*x);
        let mut w_bar = ::autodiff::rt::zero(&*w);
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
        ::autodiff::rt::check_len(x_bar.len(), x.len(), "x_bar");
        ::autodiff::rt::check_len(w_bar.len(), w.len(), "w_bar");
        x_bar.fill(0.0);
        w_bar.fill(0.0);
        let (y,) = Self::__sweeps(x, w, y_bar, &mut *x_bar, &mut *w_bar);
        y
    }
    ///Value of, with the arguments' cotangents written into buffers, on a tape of the caller's: [`dot()`](fn@dot).
    #[inline]
    pub fn vjp_with(
        tape: &mut ::autodiff::Tape,
        x: &[f64],
        w: &[f64],
        y_bar: f64,
        x_bar: &mut [f64],
        w_bar: &mut [f64],
    ) -> f64 {
        ::autodiff::rt::check_len(x_bar.len(), x.len(), "x_bar");
        ::autodiff::rt::check_len(w_bar.len(), w.len(), "w_bar");
        x_bar.fill(0.0);
        w_bar.fill(0.0);
        let (y,) = Self::__sweeps(x, w, y_bar, &mut *x_bar, &mut *w_bar);
        y
    }
    #[doc(hidden)]
    #[inline]
    pub fn __sweeps(
        x: &[f64],
        w: &[f64],
        y_bar: f64,
        mut x_bar: impl ::autodiff::rt::Bar1<f64>,
        mut w_bar: impl ::autodiff::rt::Bar1<f64>,
    ) -> (f64,) {
        let mut s: f64 = 0.0;
        let v3: usize = x.len();
        for i in 0..v3 {
            let v4 = x[i];
            let v5 = w[i];
            s += v4 * v5;
        }
        let v7 = s;
        let mut s_bar: f64 = 0.0;
        s_bar += y_bar;
        for i in (0..v3).rev() {
            let t = s_bar;
            let v4 = x[i];
            let v5 = w[i];
            w_bar.add(i, t * v4);
            x_bar.add(i, t * v5);
        }
        (v7,)
    }
    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_forward(
        tape: &mut ::autodiff::Tape,
        x: &[f64],
        w: &[f64],
    ) -> f64 {
        let mut s: f64 = 0.0;
        for i in 0..x.len() {
            s += x[i] * w[i];
        }
        let v7 = s;
        v7
    }
    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_reverse(
        tape: &mut ::autodiff::Tape,
        x: &[f64],
        w: &[f64],
        y_bar: f64,
        mut x_bar: impl ::autodiff::rt::Bar1<f64>,
        mut w_bar: impl ::autodiff::rt::Bar1<f64>,
    ) {
        let mut s_bar: f64 = 0.0;
        s_bar += y_bar;
        for i in (0..x.len()).rev() {
            let t = s_bar;
            w_bar.add(i, t * x[i]);
            x_bar.add(i, t * w[i]);
        }
    }
    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_grad_result(tape: &mut ::autodiff::Tape) -> f64 {
        tape.pop()
    }
}

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
///Derivatives of [`dot()`](fn@dot).
impl dot {
    ///Value of, and its derivative along the arguments' tangents: [`dot()`](fn@dot).
    #[inline]
    pub fn jvp(x: &[f64], w: &[f64], x_dot: &[f64], w_dot: &[f64]) -> (f64, f64) {
        { Self::__needs_attribute_jvp(x, w, x_dot, w_dot) }
    }
    ///Jacobian of [`dot()`](fn@dot).
    #[inline]
    pub fn jacfwd(x: &[f64], w: &[f64]) -> ::autodiff::Matrix {
        let columns = 0 + ::autodiff::rt::Tangent::reals(&::autodiff::rt::zero(&*x))
            + ::autodiff::rt::Tangent::reals(&::autodiff::rt::zero(&*w));
        let y = {
            Self::__needs_attribute_jvp(
                    x,
                    w,
                    ::autodiff::rt::Inactive,
                    ::autodiff::rt::Inactive,
                )
                .0
        };
        let rows = 0 + ::autodiff::rt::Tangent::reals(&::autodiff::rt::zero(&y));
        let mut jacobian = <::autodiff::Matrix>::zeros(rows, columns);
        let _ = Self::jacfwd_into(x, w, &mut jacobian);
        let _ = y;
        jacobian
    }
    ///Value of, with the Jacobian written into a matrix: [`dot()`](fn@dot).
    #[inline]
    pub fn jacfwd_into(x: &[f64], w: &[f64], jacobian: &mut ::autodiff::Matrix) -> f64 {
        let columns = 0 + ::autodiff::rt::Tangent::reals(&::autodiff::rt::zero(&*x))
            + ::autodiff::rt::Tangent::reals(&::autodiff::rt::zero(&*w));
        let mut x_dot = ::autodiff::rt::zero(&*x);
        let mut w_dot = ::autodiff::rt::zero(&*w);
        let y = {
            Self::__needs_attribute_jvp(
                    x,
                    w,
                    ::autodiff::rt::Inactive,
                    ::autodiff::rt::Inactive,
                )
                .0
        };
        let rows = { ::autodiff::rt::Tangent::reals(&::autodiff::rt::zero(&y)) };
        ::autodiff::rt::check_shape(jacobian, rows, columns, "jacobian");
        let mut column = 0;
        for k in 0..::autodiff::rt::Tangent::reals(&x_dot) {
            ::autodiff::rt::set_basis(&mut x_dot, k);
            let (_, y_dot) = { Self::__needs_attribute_jvp(x, w, &x_dot, &w_dot) };
            let _ = &y_dot;
            ::autodiff::rt::column_from(jacobian, 0, column, &y_dot);
            ::autodiff::rt::Tangent::set_zero(&mut x_dot);
            column += 1;
        }
        for k in 0..::autodiff::rt::Tangent::reals(&w_dot) {
            ::autodiff::rt::set_basis(&mut w_dot, k);
            let (_, y_dot) = { Self::__needs_attribute_jvp(x, w, &x_dot, &w_dot) };
            let _ = &y_dot;
            ::autodiff::rt::column_from(jacobian, 0, column, &y_dot);
            ::autodiff::rt::Tangent::set_zero(&mut w_dot);
            column += 1;
        }
        let _ = column;
        {
            Self::__needs_attribute_jvp(
                    x,
                    w,
                    ::autodiff::rt::Inactive,
                    ::autodiff::rt::Inactive,
                )
                .0
        }
    }
    ///Value of, with the Jacobian written into a matrix, on a tape of the caller's: [`dot()`](fn@dot).
    #[inline]
    pub fn jacfwd_with(
        tape: &mut ::autodiff::Tape,
        x: &[f64],
        w: &[f64],
        jacobian: &mut ::autodiff::Matrix,
    ) -> f64 {
        let _ = tape;
        Self::jacfwd_into(x, w, jacobian)
    }
    #[doc(hidden)]
    #[inline]
    pub fn __needs_attribute_jvp(
        x: &[f64],
        w: &[f64],
        x_dot: impl ::autodiff::rt::Source1<f64>,
        w_dot: impl ::autodiff::rt::Source1<f64>,
    ) -> (f64, f64) {
        let x_dot = ::autodiff::rt::Source1::<f64>::source(x_dot);
        let w_dot = ::autodiff::rt::Source1::<f64>::source(w_dot);
        use ::autodiff::rt::{
            Bar0 as _, Bar1 as _, Bar2 as _, Dot0 as _, Dot1 as _, Dot2 as _,
        };
        let mut s: f64 = 0.0;
        let mut s_dot: f64 = 0.0;
        for i in 0..x.len() {
            let v4 = x[i];
            let v5 = w[i];
            s_dot += x_dot.at(i) * v5 + w_dot.at(i) * v4;
            s += v4 * v5;
        }
        let v7 = s;
        let v7_dot = s_dot;
        (v7, v7_dot)
    }
}

