//! `#[derive(Differentiable)]`: tangents are vectors, in the shape of the struct and as visible as it.
//!
//! In the lints' terms this file is a user's crate.
#![deny(
    warnings,
    missing_docs,
    missing_copy_implementations,
    missing_debug_implementations,
    nonstandard_style,
    rust_2018_idioms,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    unreachable_pub,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    clippy::all,
    clippy::pedantic
)]
#![allow(
    clippy::float_cmp,
    reason = "said of the tests as they are written here, not of what is generated"
)]
#![forbid(unsafe_code)]

#[path = "derive/generics.rs"]
pub mod generics;
#[path = "derive/hygiene.rs"]
pub mod hygiene;
#[path = "derive/shapes.rs"]
pub mod shapes;
#[path = "derive/vectors.rs"]
pub mod vectors;
