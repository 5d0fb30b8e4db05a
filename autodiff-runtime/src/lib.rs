//! Run-time support of the [`autodiff`](https://docs.rs/autodiff) crate.
//!
//! Programs depend on `autodiff`, which re-exports what is public here. The modules:
//! - [`space`]: which types carry reals, and the vector spaces their derivatives live in;
//! - [`ops`] and [`real`]: the table of elementary operations with their derivatives, and the trait of
//!   the scalars that have them;
//! - [`tape`]: the store that carries values from the forward to the reverse sweep;
//! - [`checkpoint`]: which states of a loop are kept where its iterations run again;
//! - [`lanes`]: several tangents in one sweep;
//! - `lift`: Taylor coefficients or sets of inputs in place of tangents;
//! - [`access`]: how generated code reads tangents and accumulates cotangents;
//! - [`matrix`]: the result type of Jacobians and Hessians;
//! - [`sparsity`]: patterns of sparse Jacobians and Hessians, and their colouring;
//! - [`check`]: finite differences to test derivatives against.
//!
//! With default features off the crate needs only `core` and `alloc`; the feature `std` adds the
//! pool of tapes behind [`tape::with_tape`].

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod access;
pub mod check;
pub mod checkpoint;
#[doc(hidden)]
pub mod columns;
pub mod lanes;
#[doc(hidden)]
pub mod lift;
pub mod matrix;
#[doc(hidden)]
pub mod operators;
pub mod ops;
pub mod real;
#[doc(hidden)]
pub mod rt;
#[doc(hidden)]
pub mod scalar;
#[doc(hidden)]
pub mod several;
pub mod space;
pub mod sparsity;
pub mod tape;

pub use matrix::Matrix;
pub use ops::{log_sum_exp, mish, relu, sigmoid, softmax, softplus, stop_gradient, swish};
pub use real::Real;
pub use space::{Differentiable, Tangent};
pub use sparsity::Sparsity;
pub use tape::Tape;
