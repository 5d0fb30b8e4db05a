//! The attribute macros of the `autodiff` crate. Use them through that crate.
//!
//! This file is the only one that names `proc_macro`; everything else is an ordinary library on `proc_macro2`.

#![forbid(unsafe_code)]

mod additions;
mod analysis;
mod api;
mod attribute;
mod blocks;
mod build;
mod checkpoint;
mod completion;
mod contributions;
mod counted;
mod dead;
mod derive;
mod diagnostics;
mod driver;
mod dump;
mod forward;
mod ir;
mod loops;
mod lower;
mod nesting;
mod operators;
mod print;
mod reciprocals;
mod record;
mod refusals;
mod reverse;
mod rule;
mod shared_loads;
#[cfg(test)]
mod snapshots;
mod structure;
#[cfg(test)]
mod tests;
mod verify;

use attribute::Kind;
use proc_macro::TokenStream;

/// Writes the adjoint of a function: reverse mode.
///
/// `#[grad] fn f` leaves `f` as it is and adds a type `f` with associated functions `grad`, `value_and_grad`,
/// `value_and_grad_into`, `value_and_grad_with`, `vjp` (and its `_into` and `_with` forms), and for functions of
/// several outputs `jacrev`.
///
/// Options: `wrt(a, b)` differentiates with respect to these parameters only, `constant(p)` never differentiates
/// with respect to `p`, `name = f_ad` renames the type, `companion(g = g_ad)` says how the type of a called function is
/// named, `crate = path` says where this library is.
#[proc_macro_attribute]
pub fn grad(options: TokenStream, item: TokenStream) -> TokenStream {
    driver::expand(Kind::Grad, options.into(), item.into()).into()
}

/// Writes the tangent of a function: forward mode.
///
/// `#[jvp] fn f` leaves `f` as it is and adds a type `f` with associated functions `jvp`, `derivative` (one
/// real input) and `jacfwd`. Options as for [`macro@grad`].
#[proc_macro_attribute]
pub fn jvp(options: TokenStream, item: TokenStream) -> TokenStream {
    driver::expand(Kind::Jvp, options.into(), item.into()).into()
}

/// Writes the tangent of the adjoint of a function: second order.
///
/// `#[hessian] fn f` leaves `f` as it is and adds a type `f` with associated functions `hvp`, `value_grad_hvp`,
/// `hessian` and `hessian_diagonal`, and their `_into` and `_with` forms, for functions of one real output. It gives
/// no other items: write `#[grad] #[hessian]` to have both. A function or method that is called, and an operator of a
/// type of one's own, carry `#[hessian]` too. Methods, `impl` blocks, modules and options as for [`macro@grad`].
#[proc_macro_attribute]
pub fn hessian(options: TokenStream, item: TokenStream) -> TokenStream {
    driver::expand(Kind::Hessian, options.into(), item.into()).into()
}

/// Writes the Taylor series of a function: derivatives of any order.
///
/// `#[taylor] fn f` leaves `f` as it is and adds a type `f` with the associated function `jet`: value and derivatives
/// along curves. If `f` has one differentiated parameter, a real, there is `taylor` too: `f::taylor::<K>(x)` is the value
/// and the first `K` derivatives. A function that is called carries `#[taylor]` too. Options as for [`macro@grad`].
#[proc_macro_attribute]
pub fn taylor(options: TokenStream, item: TokenStream) -> TokenStream {
    driver::expand(Kind::Taylor, options.into(), item.into()).into()
}

/// Writes which outputs of a function depend on which inputs.
///
/// `#[sparsity] fn f` leaves `f` as it is and adds a type `f` with the associated functions `jacobian_sparsity` and,
/// for one real output, `hessian_sparsity`; beside `#[jvp]` and `#[hessian]`, with the feature `sparse` of `autodiff`,
/// with `sparse_jacobian` and `sparse_hessian`. A function that is called carries `#[sparsity]` too. Options as for
/// [`macro@grad`].
#[proc_macro_attribute]
pub fn sparsity(options: TokenStream, item: TokenStream) -> TokenStream {
    driver::expand(Kind::Sparsity, options.into(), item.into()).into()
}

/// Like [`macro@grad`], by a rule of one's own instead of the body: `#[custom_vjp(rule)]` with
/// `fn rule(args.., y, y_bar) -> cotangents`, or `#[custom_vjp(forward = a, reverse = b)]` with
/// `fn a(args..) -> (y, r)` and `fn b(args.., r, y_bar) -> cotangents`.
#[proc_macro_attribute]
pub fn custom_vjp(options: TokenStream, item: TokenStream) -> TokenStream {
    driver::expand(Kind::CustomVjp, options.into(), item.into()).into()
}

/// Like [`macro@jvp`], by a rule of one's own instead of the body: `#[custom_jvp(rule)]` with
/// `fn rule(args.., y, x_dot..) -> y_dot`.
#[proc_macro_attribute]
pub fn custom_jvp(options: TokenStream, item: TokenStream) -> TokenStream {
    driver::expand(Kind::CustomJvp, options.into(), item.into()).into()
}

/// Makes a struct one whose values carry reals: the tangent of `Name` is a struct `NameTangent` with a field for
/// each field, as visible as that, of the field's tangent type. Integers, flags and text have `()` there.
///
/// `NameTangent` implements `Tangent`, `Differentiable` (it is its own tangent), `Clone`, `Debug` and `PartialEq`;
/// if the fields are numbers, and arrays and tuples of numbers, `Copy` and `Default` (zero) too. A type parameter
/// that fields are made of must be `Differentiable`.
///
/// `#[differentiable(skip)]` on a field leaves it out: for foreign types, and for reals that are constants. In the
/// tangent it is `()`, and an update leaves it as it is. `#[differentiable(crate = path)]` on the struct says where
/// this library is.
#[proc_macro_derive(Differentiable, attributes(differentiable))]
pub fn differentiable(item: TokenStream) -> TokenStream {
    derive::expand(item.into()).into()
}

#[doc(hidden)]
#[proc_macro_attribute]
pub fn __companion(_: TokenStream, item: TokenStream) -> TokenStream {
    attribute::checkpoint::without_checkpoints(item.into()).into()
}
