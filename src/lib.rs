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
//! `#[custom_vjp]` and `#[custom_jvp]` replace the body by a rule of one's own. `#[derive(Differentiable)]` makes a
//! struct one whose values carry reals.
//!
//! `#[taylor]` gives derivatives of any order, `#[sparsity]` says which derivatives may differ from zero; with the feature
//! `sparse`, Jacobians and Hessians are matrices of `sprs`.
//!
//! With default features off the crate needs only `core` and `alloc`.

#![forbid(unsafe_code)]
#![cfg_attr(not(feature = "std"), no_std)]

pub use autodiff_macros::*;

/// ```
/// use autodiff::{Differentiable, Tangent};
///
/// #[derive(Clone, Differentiable)]
/// struct Layer {
///     weights: Vec<[f64; 2]>,
///     bias: f64,
///     name: &'static str,
/// }
///
/// let mut layer = Layer { weights: vec![[1.0, 2.0]; 3], bias: 0.5, name: "first" };
/// let mut gradient: LayerTangent = layer.zero_tangent();
/// assert_eq!(gradient.weights, [[0.0, 0.0]; 3]);
///
/// gradient.bias = 2.0;
/// gradient.weights[1] = [0.0, 4.0];
/// assert_eq!(gradient.dot(&gradient), 20.0);
/// layer.axpy(-0.25, &gradient);
/// assert_eq!((layer.bias, layer.weights[1], layer.name), (0.0, [1.0, 1.0], "first"));
/// ```
pub use autodiff_macros::Differentiable;

#[cfg(feature = "sparse")]
pub mod sparse;

/// The example in the document on second order runs.
#[cfg(doctest)]
#[doc = include_str!("../docs/second_order.md")]
pub mod second_order {}

/// The examples in the document on many cores run.
#[cfg(doctest)]
#[doc = include_str!("../docs/parallel.md")]
mod parallel {}

pub use autodiff_runtime::{
    Differentiable, Matrix, Real, Sparsity, Tangent, Tape, check, log_sum_exp, mish, relu, sigmoid,
    softmax, softplus, stop_gradient, swish,
};

#[doc(hidden)]
pub use autodiff_runtime::rt;

/// The examples of the language reference are tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/language.md")]
mod language {}
