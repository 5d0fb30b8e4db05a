//! Calls of functions of the user's, and of the hidden functions of their companions.

use super::{Atom, Place, VarId, Width};
use proc_macro2::TokenStream;

#[derive(Clone, Debug)]
pub(crate) enum Arg {
    Value(Atom),
    Shared(Place),
    Mut(Place),
}

/// Where the hidden functions of a called function are.
#[derive(Clone, Debug)]
pub(crate) enum Callee {
    /// In its companion, `<g>`.
    Companion(TokenStream),
    /// Beside the associated function, in `impl Type`.
    Associated(TokenStream),
    /// Beside the method; the first argument is the receiver.
    Method,
    /// In the companion `<g>`, for a derivative `g::grad` that is itself differentiated.
    Derivative(TokenStream),
}

/// A call to a function of the user's; `path` is printed as written (of a method it is the name alone).
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) path: syn::ExprPath,
    pub(crate) callee: Callee,
    pub(crate) args: Vec<Arg>,
}

/// Which hidden function of a companion a call goes to.
#[derive(Clone, Debug)]
pub(crate) enum Sweep {
    /// `<g>::__forward(tape, args..)`
    Forward { tape: VarId },
    /// `<g>::__reverse(tape, args.., y_bar, bars..)`, the by-value cotangents as a tuple
    Reverse {
        tape: VarId,
        y_bar: Option<Atom>,
        bars: Vec<BarArg>,
    },
    /// `<g>::__jvp(args.., dots..)`, value and tangent as a tuple
    Tangent { dots: Vec<DotArg>, width: Width },
    /// The tangent of `Forward`, in lanes: `(y, y_dot)`.
    ForwardTangent { tape: VarId, dots: Vec<DotArg> },
    /// The tangent of `Reverse`, in lanes: the by-value cotangents and their tangents, two tuples.
    ReverseTangent {
        tape: VarId,
        dots: Vec<DotArg>,
        y_bar: Box<[Atom; 2]>,
        bars: Vec<BarArg>,
        bar_dots: Vec<BarArg>,
    },
    /// A result and its tangent that the caller kept, popped: `(y, y_dot)`.
    ResultTangent { tape: VarId },
}

/// Where the callee adds the cotangent of a borrowed argument.
#[derive(Clone, Debug)]
pub(crate) enum BarArg {
    Inactive,
    Own(Place),
}

/// The tangent handed in for an argument.
#[derive(Clone, Debug)]
pub(crate) enum DotArg {
    Inactive,
    Value(Atom),
    Shared(Place),
    Mut(Place),
}
