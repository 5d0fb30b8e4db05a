//! However the attributes are written.
#![deny(warnings, missing_docs, dead_code, unused)]
#![forbid(unsafe_code)]

use autodiff::grad as reverse;
use autodiff::{custom_vjp, grad, jvp};

/// Forward first.
#[jvp]
#[grad]
pub fn forward_first(x: f64) -> f64 {
    x * x
}

/// Renamed import, and an attribute between.
#[reverse]
#[must_use]
#[autodiff::jvp]
pub fn renamed(x: f64) -> f64 {
    forward_first(x)
}

/// Under conditions.
#[cfg_attr(all(), ::autodiff::grad(wrt(x)))]
#[cfg_attr(any(), grad(no_such_option))]
#[cfg_attr(not(any()), jvp)]
pub fn conditional(x: f64, #[allow(unused_variables)] n: usize) -> f64 {
    renamed(x)
}

/// Trailing commas, empty lists.
#[grad(wrt(x,), constant(k,), name = comma_ad,)]
#[jvp()]
pub fn comma(x: f64, k: f64) -> f64 {
    x * k
}

/// A rule of its own below `grad`.
#[grad]
#[custom_vjp(rule)]
#[jvp]
pub fn with_rule(x: f64) -> f64 {
    x * x
}

fn rule(x: f64, _y: f64, y_bar: f64) -> f64 {
    2.0 * x * y_bar
}

fn main() {
    assert_eq!(forward_first::grad(3.0), forward_first::derivative(3.0));
    assert_eq!(renamed::grad(3.0), renamed::derivative(3.0));
    assert_eq!(conditional::grad(3.0, 1), conditional::derivative(3.0, 1));
    assert_eq!(comma_ad::grad(3.0, 2.0), 2.0);
    assert_eq!(with_rule::grad(3.0), with_rule::derivative(3.0));

    /// Inside a function, calling one declared later.
    #[grad]
    fn outer(x: f64) -> f64 {
        inner(x) * inner(x)
    }
    #[grad]
    fn inner(x: f64) -> f64 {
        x * x
    }
    assert_eq!(outer::grad(2.0), 32.0);
}
