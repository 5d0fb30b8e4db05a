//! Automatic differentiation of ordinary Rust functions, by transforming their source.
//!
//! ```
//! use autodiff::grad;
//!
//! #[grad]
//! fn rosenbrock(x: &[f64]) -> f64 {
//!     let mut sum = 0.0;
//!     for i in 1..x.len() {
//!         let (a, b) = (1.0 - x[i - 1], x[i] - x[i - 1] * x[i - 1]);
//!         sum += a * a + 100.0 * b * b;
//!     }
//!     sum
//! }
//!
//! let x = [1.2, 1.0];
//! let (y, x_bar) = rosenbrock::value_and_grad(&x);
//! assert_eq!(y, rosenbrock(&x));
//! autodiff::check::assert_gradient(rosenbrock, rosenbrock::grad, &x, 1e-9);
//! ```
//!
//! `#[grad]` leaves the function as it is and adds a type of the same name, whose associated functions
//! are its derivatives: the gradient and its kin in reverse mode. `#[jvp]` adds those of forward mode;
//! `#[custom_vjp]` and `#[custom_jvp]` replace the body by a rule of one's own.
//!
//! With default features off the crate needs only `core` and `alloc`.

#![forbid(unsafe_code)]
#![cfg_attr(not(feature = "std"), no_std)]

pub use autodiff_macros::*;
pub use autodiff_runtime::{
    Differentiable, Matrix, Real, Tangent, Tape, check, log_sum_exp, mish, relu, sigmoid, softmax,
    softplus, stop_gradient, swish,
};

#[doc(hidden)]
pub use autodiff_runtime::rt;
