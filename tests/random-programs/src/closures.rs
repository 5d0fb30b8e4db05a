//! Closures bound by `let`: they read what they capture and change nothing.

use crate::ast::{Expr, Name};

/// `let name = |params| body;`
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Closure {
    pub(crate) name: Name,
    pub(crate) params: Vec<Name>,
    pub(crate) body: Expr,
}
