//! What `#[taylor]` and `#[sparsity]` do not take.

use crate::attribute::Kind;
use crate::diagnostics::Refusal;
use proc_macro2::{Ident, Span};

/// `#[taylor] impl Add for V3`
pub(crate) fn lifted_trait(span: Span, kind: Kind) -> Refusal {
    let name = kind.name();
    Refusal::new(span, format!("`#[{name}]` on the `impl` of a trait")).help(format!(
        "leave it out, and write what it computes as a function with `#[{name}]`"
    ))
}

/// `fn f<T: Float>(x: T) -> T` with `#[taylor]`
pub(crate) fn lifted_float(name: &Ident, kind: Kind) -> Refusal {
    let attribute = kind.name();
    Refusal::new(
        name.span(),
        format!(
            "type parameter of `{name}` bounded by `num_traits::Float`, under `#[{attribute}]`"
        ),
    )
    .help("bound it by `autodiff::Real`")
}

/// `g::derivative(x)` in a function with `#[taylor]`
pub(crate) fn lifted_derivative(span: Span, kind: Kind, name: &str) -> Refusal {
    Refusal::new(
        span,
        format!(
            "derivative `{name}` inside a body under `#[{}]`",
            kind.name()
        ),
    )
    .help("write its formula as a function of its own, and call that")
    .note("only `#[grad]`, `#[jvp]` and `#[hessian]` differentiate through derivatives")
}
