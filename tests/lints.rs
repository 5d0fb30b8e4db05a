//! Generated code gives no cause for warnings: neither from rustc nor, under `cargo clippy --tests`, from clippy.
#![deny(
    warnings,
    missing_docs,
    unused,
    dead_code,
    future_incompatible,
    let_underscore,
    nonstandard_style,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    keyword_idents,
    meta_variable_misuse,
    missing_abi,
    missing_copy_implementations,
    missing_debug_implementations,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic
)]
#![allow(
    clippy::float_cmp,
    clippy::many_single_char_names,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "said of the functions and the test as they are written here, not of what is generated"
)]
#![forbid(unsafe_code)]

#[path = "lints/functions.rs"]
pub mod functions;
#[path = "lints/types.rs"]
pub mod types;

use autodiff::{custom_jvp, custom_vjp, grad, jvp};

/// Rules of its own.
#[custom_vjp(reverse_rule)]
#[custom_jvp(forward_rule)]
pub fn ruled(x: f64) -> f64 {
    x * x
}

fn reverse_rule(x: f64, _y: f64, y_bar: f64) -> f64 {
    2.0 * x * y_bar
}

fn forward_rule(x: f64, _y: f64, x_dot: f64) -> f64 {
    2.0 * x * x_dot
}

#[grad(wrt(x))]
#[jvp(wrt(x))]
#[inline]
#[must_use]
fn private(x: f64, _n: usize) -> f64 {
    ruled(x)
}

#[test]
fn no_warnings() {
    assert_eq!(private::grad(2.0, 1), private::derivative(2.0, 1));
    assert_eq!(functions::power::grad(2.0, 3), 12.0);
    assert_eq!(functions::looped::grad(&[], 3), []);
    assert_eq!(
        types::modelled::kept::grad(2.0, 3),
        types::modelled::kept::derivative(2.0, 3)
    );
}
