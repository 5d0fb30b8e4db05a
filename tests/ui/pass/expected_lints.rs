//! Documentation, safety and unused results, as strict crates have it.
#![deny(warnings, missing_docs, unused, dead_code, unused_results)]
#![forbid(unsafe_code)]

use autodiff::{grad, jvp};

/// Must be used.
#[grad]
#[jvp]
#[must_use]
#[inline]
#[doc(alias = "sum")]
pub fn total(x: &[f64]) -> f64 {
    let mut s = 0.0;
    for y in x {
        s += y * y;
    }
    s
}

/// Out of use, and used by the next.
#[grad]
#[jvp]
#[deprecated = "use `total`"]
pub fn old_total(x: &[f64]) -> f64 {
    total(x)
}

/// Calls what is deprecated.
#[allow(deprecated, reason = "the callee is what is tested")]
#[grad]
#[jvp]
pub fn calls_the_old(x: &[f64]) -> f64 {
    old_total(x)
}

fn main() {
    assert_eq!(total::grad(&[1.0]), calls_the_old::grad(&[1.0]));
}
