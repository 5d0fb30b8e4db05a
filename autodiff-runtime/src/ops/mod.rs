//! The elementary operations: one table of what each computes and how it differentiates, the functions
//! this crate adds to the standard library's, and their companions.
//!
//! [`TABLE`] is text and enums only: the macro crate reads it while expanding. A *rule* is the partial
//! derivative times the seed `s`, so one text serves both modes: `x_bar += rule` with `s = y_bar`, and
//! `y_dot += rule` with `s = x_dot`. Rules are built from rows of the table, therefore they differentiate again.

mod companions;
mod curvature;
mod functions;
mod helpers;
mod slices;
mod table;

pub use companions::stop_gradient;
pub use functions::{mish, relu, sigmoid, softplus, swish};
#[doc(hidden)]
pub use helpers::{
    mish_slope, over, powf_slope, powi_derivative, sign, swish_slope, times, times_ln_2,
    times_ln_10, where_ge, where_gt, where_le, where_lt, where_positive,
};
pub use slices::{log_sum_exp, softmax};
pub use table::{TABLE, mish, relu, sigmoid, softplus, swish};

#[doc(hidden)]
pub use table::{compiled, rows};

/// How a row of the table is written in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `x * y`, `-x`
    Operator,
    /// `x.sin()`
    Method,
    /// `autodiff::sigmoid(x)`
    Function,
}

/// One elementary operation: a row of [`TABLE`].
#[derive(Clone, Copy, Debug)]
pub struct Op {
    /// Name of the method or function, or the operator trait's method (`mul`).
    pub name: &'static str,
    /// How it is written.
    pub form: Form,
    /// Stands in rules only; users have no way to call it.
    pub hidden: bool,
    /// Names of the inputs, from `x`, `y`, `z`; the first is the receiver of a method.
    pub inputs: &'static [&'static str],
    /// Which inputs are `i32`; the others are real.
    pub integers: &'static [bool],
    /// The value as Rust text.
    pub value: &'static str,
    /// One rule an input, as Rust text that is linear in the seed `s` and may read the inputs and the
    /// output `r`. `0` says that there is no derivative.
    pub rules: &'static [&'static str],
    /// For each input an interval to sample: inside the domain, away from poles.
    pub domain: &'static [(f64, f64)],
    /// What it is, and its convention where calculus leaves a choice.
    pub doc: &'static str,
}

impl Op {
    /// Whether the rule for the given input reads a variable: an input, the output `r` or the seed `s`.
    /// What is read is what a reverse sweep must have at hand.
    ///
    /// ```
    /// use autodiff_runtime::ops::{Form, op};
    /// let exp = op("exp", Form::Method).unwrap();
    /// assert!(exp.reads(0, "r") && !exp.reads(0, "x"));
    /// ```
    ///
    /// # Panics
    /// If there is no such input.
    pub const fn reads(&self, input: usize, variable: &str) -> bool {
        mentions(self.rules[input], variable)
    }
}

/// The row of that name and form.
///
/// ```
/// use autodiff_runtime::ops::{Form, op};
/// assert_eq!(op("tanh", Form::Method).unwrap().rules, ["s * (1.0 - r * r)"]);
/// assert!(op("tanh", Form::Function).is_none());
/// ```
pub fn op(name: &str, form: Form) -> Option<&'static Op> {
    TABLE.iter().find(|op| op.name == name && op.form == form)
}

/// Whether an identifier of exactly this spelling stands in the text.
pub(crate) const fn mentions(text: &str, identifier: &str) -> bool {
    let (text, wanted) = (text.as_bytes(), identifier.as_bytes());
    let mut i = 0;
    while i < text.len() {
        let start = i;
        while i < text.len() && (text[i].is_ascii_alphanumeric() || text[i] == b'_') {
            i += 1;
        }
        if same(text, start, i, wanted) {
            return true;
        }
        i += 1;
    }
    false
}

const fn same(text: &[u8], start: usize, end: usize, wanted: &[u8]) -> bool {
    let mut k = 0;
    while k < wanted.len() && start + k < end && text[start + k] == wanted[k] {
        k += 1;
    }
    k == wanted.len() && start + k == end
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn identifiers_are_matched_whole() {
        assert!(mentions("s * (1.0 - r * r)", "r"));
        assert!(mentions("over(s, r)", "r"));
        assert!(!mentions("over(s, sqrt_r)", "r"));
        assert!(!mentions("x.recip()", "r"));
        assert!(!mentions("0", "s"));
    }
}
