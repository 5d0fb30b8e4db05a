//! What programs are written down with (`macros.rs`) and compared with: the part of every target that has programs.

pub(crate) mod differences;
pub(crate) mod flat;
pub(crate) mod harness;
#[macro_use]
mod macros;
