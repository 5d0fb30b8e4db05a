//! Loops, their checkpoints, exits and the arms of a `match`.

use super::{Atom, Block, Place, VarId};
use proc_macro2::{Span, TokenStream};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct LoopId(pub(crate) u32);

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    Break(LoopId),
    Continue(LoopId),
    Return,
}

/// The number an exit is known by at run time; 0 means that the end was reached.
pub(crate) type ExitCode = usize;

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Rev,
    By(Atom),
}

#[derive(Clone, Debug)]
pub(crate) struct Range {
    pub(crate) var: VarId,
    pub(crate) lo: Atom,
    pub(crate) hi: Atom,
    pub(crate) inclusive: bool,
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(crate) enum LoopKind {
    Forever,
    Range(Range),
    /// A labelled block: one trip, left early by `break`.
    Once,
}

#[derive(Clone, Debug)]
pub(crate) struct Loop {
    pub(crate) id: LoopId,
    pub(crate) kind: LoopKind,
    pub(crate) body: Block,
    /// Counts the trips, where the header does not tell.
    pub(crate) trips: Option<VarId>,
    pub(crate) route: Route,
    pub(crate) checkpoint: Option<Checkpoint>,
}

/// Which variable names the exit taken, where there is a choice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Route {
    None,
    /// Only the last trip can end early.
    PerLoop(VarId),
    /// Any trip can: the variable belongs to the body.
    PerIteration(VarId),
}

#[derive(Clone, Debug)]
pub(crate) struct Arm {
    pub(crate) pattern: TokenStream,
    /// A boolean over the pattern's bindings and the names in scope.
    pub(crate) guard: Option<(Block, Atom)>,
    pub(crate) body: Block,
}

/// `#[checkpoint(policy = size)]`
#[derive(Clone, Debug)]
pub(crate) struct Checkpoint {
    pub(crate) policy: Policy,
    pub(crate) size: Atom,
    pub(crate) span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Policy {
    Every,
    Revolve,
    Bytes,
}

/// A loop under `#[checkpoint]` in a sweep: its state is kept at some trips, and trips run again.
#[derive(Clone, Debug)]
pub(crate) struct Scheduled {
    /// Of the primal's loop, whose trips are left by `continue`.
    pub(crate) id: LoopId,
    pub(crate) range: Range,
    /// Counts the trips from 0.
    pub(crate) trip: VarId,
    pub(crate) schedule: VarId,
    pub(crate) leg: VarId,
    pub(crate) tape: VarId,
    /// What a trip changes of the outside.
    pub(crate) state: Vec<Place>,
    pub(crate) legs: Legs,
}

#[derive(Clone, Debug)]
pub(crate) enum Legs {
    Forward {
        checkpoint: Checkpoint,
        advance: Block,
    },
    /// The blocks declare the same variables: each is a scope of its own.
    Reverse {
        advance: Block,
        /// A trip that keeps its residuals.
        keep: Block,
        /// Its adjoint.
        reverse: Block,
    },
}
