//! Expansions in hostile surroundings: shadowed names, variables named like those of generated code, macros that write
//! annotated items, conditions, other crates and editions. Nothing here may warn, and every derivative is checked.
#![deny(warnings, missing_docs, clippy::pedantic)]
#![allow(
    clippy::float_cmp,
    clippy::many_single_char_names,
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    clippy::return_self_not_must_use,
    reason = "said of the functions and the tests as they are written here, not of what is generated"
)]
#![forbid(unsafe_code)]

#[path = "hygiene/conditions.rs"]
pub mod conditions;
#[path = "hygiene/crates.rs"]
pub mod crates;
#[path = "hygiene/macros.rs"]
pub mod macros;
#[path = "hygiene/names.rs"]
pub mod names;
#[path = "hygiene/shadowed.rs"]
pub mod shadowed;
