//! The intermediate representation: structured blocks, atoms as operands, one operation a statement.
//!
//! Invariants (checked by [`crate::verify`]):
//! - every variable has one name and one declaration; shadowing is gone;
//! - a variable declared by [`Stmt::Let`] never changes; every other change of a value is an
//!   [`Stmt::Assign`], [`Stmt::Accumulate`], [`Stmt::Swap`], a `Vec` statement or a call that borrows mutably;
//! - operands are [`Atom`]s, so that evaluation order is the order of the statements;
//! - tape traffic and calls to companions are statements like any other: both transforms take what both emit.

mod call;
mod control;
mod display;
mod function;
mod names;
mod operands;
mod place;
mod ty;
mod walk;

pub(crate) use call::{Arg, BarArg, Call, Callee, DotArg, Sweep};
pub(crate) use control::{
    Arm, Checkpoint, ExitCode, Legs, Loop, LoopId, LoopKind, Policy, Range, Route, Scheduled, Step,
    Target,
};
pub(crate) use function::{Function, Param, Passing, Role, Var};
pub(crate) use names::Names;
pub(crate) use operands::{operands, places};
pub(crate) use place::{Place, Proj};
pub(crate) use ty::{Bound, Real, RealParam, Ty};
pub(crate) use walk::{
    Uses, blocks, blocks_mut, count, diverges, drop_variables, first_opaque, uses,
};

use autodiff_runtime::ops::Op;
use proc_macro2::{Ident, TokenStream};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct VarId(pub(crate) u32);

/// A literal or a path to a constant: its derivative is zero everywhere.
#[derive(Clone, Debug)]
pub(crate) struct Const {
    pub(crate) tokens: TokenStream,
    pub(crate) ty: Ty,
}

#[derive(Clone, Debug)]
pub(crate) enum Atom {
    Var(VarId),
    Const(Const),
}

impl Atom {
    /// Certainly the same value: one variable, or one literal.
    pub(crate) fn is_same(&self, other: &Atom) -> bool {
        match (self, other) {
            (Atom::Var(a), Atom::Var(b)) => a == b,
            (Atom::Const(a), Atom::Const(b)) => a.tokens.to_string() == b.tokens.to_string(),
            _ => false,
        }
    }

    pub(crate) fn var(&self) -> Option<VarId> {
        match self {
            Atom::Var(v) => Some(*v),
            Atom::Const(_) => None,
        }
    }
}

/// Operations that have no derivative, printed as the user wrote them.
#[derive(Clone, Debug)]
pub(crate) enum Prim {
    /// `a < b`, `a & b`, `a && b`, ...
    Binary(syn::BinOp),
    /// `!a`
    Not,
    /// `a.method(b, ..)` on integers, and predicates such as `x.is_nan()`.
    Method(Ident, Option<TokenStream>),
}

/// An operation on values of types that only rustc knows.
#[derive(Clone, Debug)]
pub(crate) enum Overload {
    /// An operator, by its row of the table.
    Operator(&'static Op),
    /// `place op= value`, from the old value of the place to the new one.
    Compound(&'static Op),
    /// `a as T` to a real
    Convert(Ty),
}

/// An operation that a lift takes.
#[derive(Clone, Debug)]
pub(crate) enum Lifting {
    Row(&'static Op),
    Cast(Ty),
    /// On values of types that only rustc knows.
    Overload(Overload),
}

/// How many tangents a value has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Width {
    One,
    /// A const parameter of the printed function.
    Lanes,
    /// As many, but they are not tangents: what they are is up to the printed function's lift.
    Lifted,
}

/// Code that has the type wanted, printed as a closure that is never called.
#[derive(Clone, Debug)]
pub(crate) struct Witness {
    pub(crate) block: Block,
    pub(crate) value: VarId,
}

#[derive(Clone, Debug)]
pub(crate) enum Rhs {
    Atom(Atom),
    /// A copy of the scalar at a place.
    Load(Place),
    /// A row of the table of elementary operations; on integers it has no derivative.
    Op(&'static Op, Vec<Atom>),
    Prim(Prim, Vec<Atom>),
    /// An operator on operands whose types only rustc knows: its rule is found by a trait.
    Overloaded(Overload, Vec<Arg>),
    /// The cotangents of an overloaded operator's operands, as a tuple.
    Pullback(Overload, Vec<Arg>, Atom),
    /// The tangent of `Pullback`, from the tangents of the operands, the cotangent of the result and its tangent: the
    /// cotangents and their tangents, two tuples.
    PullbackTangent(Overload, Vec<Arg>, Vec<Option<Atom>>, Box<[Atom; 2]>),
    /// The tangent of an overloaded operator's result.
    Pushforward(Overload, Vec<Arg>, Vec<Option<Atom>>),
    /// What the lift of the function makes of an operation: from its operands and its output (none where they are not
    /// needed), and the numbers beside the operands.
    Lifted(Lifting, Vec<Arg>, Vec<Option<Atom>>),
    Cast(Atom, Ty),
    Tuple(Vec<Atom>),
    Array(Vec<Atom>),
    VecOf(Vec<Atom>),
    /// `Path { field: atom, ..rest }`; the fields of a tuple struct by number.
    Struct {
        path: syn::Path,
        fields: Vec<(Proj, Atom)>,
        rest: Option<Place>,
    },
    /// `[atom; len]`
    Repeat(Atom, TokenStream),
    /// `vec![atom; n]`
    VecRepeat(Atom, Atom),
    /// An owned copy of a whole aggregate; a slice becomes a `Vec`.
    Clone(Place),
    Len(Place),
    /// Reads a cotangent and leaves zero.
    Take(Place),
    /// A zero tangent in the shape of a primal place; `neutral`: of zeros to which it costs nothing to add.
    Zero {
        of: Place,
        neutral: bool,
    },
    /// Moves the last element out of a `Vec`.
    VecPop(Place),
    Call(Call),
    Sweep(Call, Sweep),
    /// The newest word(s) of the tape, as a value of the variable's type.
    Pop {
        tape: VarId,
    },
    /// As `Pop`, for a result whose type only the callee knows.
    PopResult {
        tape: VarId,
        call: Call,
    },
    /// As `Pop`, for a value of a type that only rustc knows.
    PopLike {
        tape: VarId,
        witness: Witness,
    },
    /// Some value of the variable's type (or of the witness's), overwritten before it is read.
    Blank(Option<Witness>),
    /// A value of the variable's type, in code that never runs.
    Phantom,
    /// The loop counter of iteration `k` of a range that starts at `lo` (or ends before it, backwards).
    Nth {
        lo: Atom,
        k: Atom,
        backwards: bool,
    },
    /// A view through `Cell`s of a cotangent array.
    Cells(Place),
    /// A part of an array, or of an accumulator, borrowed while the variable is used.
    Lend {
        place: Place,
        mutable: bool,
    },
}

/// A macro that only looks: printed as written, with the user's names bound again before it.
#[derive(Clone, Debug)]
pub(crate) struct Effect {
    pub(crate) tokens: TokenStream,
    pub(crate) binds: Vec<(Ident, Rebind)>,
    pub(crate) diverges: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Rebind {
    Atom(Atom),
    Place(Place),
    /// The name is a reference to the place.
    Ref(Place),
    Tuple(Vec<Rebind>),
    /// Whether there is a value, and the value.
    Option(Box<Rebind>, Box<Rebind>),
}

#[derive(Clone, Debug)]
pub(crate) enum Stmt {
    Let {
        var: VarId,
        rhs: Rhs,
    },
    Declare {
        var: VarId,
        init: Option<Atom>,
    },
    Assign {
        place: Place,
        value: Atom,
    },
    /// `place += value`, or `place -= value`.
    Accumulate {
        place: Place,
        value: Atom,
        negative: bool,
    },
    Swap {
        a: Place,
        b: Place,
    },
    VecPush {
        vec: Place,
        value: Atom,
    },
    If {
        cond: Atom,
        then: Block,
        otherwise: Block,
    },
    Match {
        scrutinee: Atom,
        arms: Vec<Arm>,
        taken: Option<VarId>,
    },
    Loop(Loop),
    Scheduled(Box<Scheduled>),
    Exit {
        target: Target,
        code: ExitCode,
    },
    Effect(Effect),
    Push {
        tape: VarId,
        place: Place,
    },
    /// Overwrites a place with what `Push` kept of it.
    Restore {
        tape: VarId,
        place: Place,
    },
}

impl Rhs {
    /// A zero tangent in the shape of a primal place.
    pub(crate) fn zero(of: Place) -> Rhs {
        let neutral = false;
        Rhs::Zero { of, neutral }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) stmts: Vec<Stmt>,
}
