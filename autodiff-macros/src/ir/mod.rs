//! The intermediate representation: structured blocks, atoms as operands, one operation a statement.
//!
//! Invariants (checked by [`crate::verify`]):
//! - every variable has one name and one declaration; shadowing is gone;
//! - a variable declared by [`Stmt::Let`] never changes; every other change of a value is an
//!   [`Stmt::Assign`], [`Stmt::Accumulate`], [`Stmt::Swap`], a `Vec` statement or a call that borrows mutably;
//! - operands are [`Atom`]s, so that evaluation order is the order of the statements;
//! - tape traffic and calls to companions are statements like any other: both transforms take what both emit.

mod display;
mod place;
mod ty;
mod walk;

pub(crate) use place::{Place, Proj};
pub(crate) use ty::{Bound, Real, RealParam, Ty};
pub(crate) use walk::{blocks, blocks_mut, diverges, first_opaque, operands, places};

use autodiff_runtime::ops::Op;
use proc_macro2::{Ident, Span, TokenStream};

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct VarId(pub(crate) u32);

/// Why a variable exists; the printer and the name allocator look at it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    Param,
    /// Named by the user.
    User,
    /// Named by the compiler; may be folded into its only use when printed.
    Temp,
    /// A cotangent accumulator behind a trait: printed by methods, never by `+=`.
    Bar,
    /// A tangent source behind a trait.
    Dot,
    /// A `const` or `static`, printed by its path; never written, never active.
    Item,
}

#[derive(Clone, Debug)]
pub(crate) struct Var {
    pub(crate) name: String,
    /// For [`Role::Item`].
    pub(crate) path: Option<TokenStream>,
    pub(crate) span: Span,
    pub(crate) ty: Ty,
    pub(crate) role: Role,
}

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
    /// A zero tangent in the shape of a primal place.
    Zero(Place),
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

#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub(crate) stmts: Vec<Stmt>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Passing {
    Value,
    Shared,
    Mut,
}

#[derive(Clone, Debug)]
pub(crate) struct Param {
    pub(crate) var: VarId,
    pub(crate) spelled: syn::Type,
    pub(crate) passing: Passing,
    /// Carries reals, as far as its spelling tells.
    pub(crate) differentiable: bool,
    pub(crate) mutable: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) vars: Vec<Var>,
    pub(crate) params: Vec<Param>,
    pub(crate) body: Block,
    pub(crate) result: Option<Atom>,
    /// Items declared in the body, printed at its head.
    pub(crate) items: TokenStream,
    pub(crate) loops: u32,
    /// Functions of the body that have no companion of their own.
    pub(crate) plain_functions: std::collections::BTreeSet<String>,
    /// Whether statements moved into branches: what was sure to have a value before may not be now.
    pub(crate) restructured: bool,
    /// Names the `return` taken, where one remains.
    pub(crate) route: Option<VarId>,
    /// Variables that record control flow: numbers of trips, exits and arms.
    pub(crate) records: std::collections::BTreeSet<VarId>,
    pub(crate) names: Names,
    /// What the inference variables in the types of literals stand for.
    pub(crate) type_vars: Vec<Ty>,
}

/// Hands out names nobody uses.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    used: std::collections::BTreeSet<String>,
    /// The number to try next behind a name that was taken.
    next: std::collections::BTreeMap<String, usize>,
}

impl Names {
    pub(crate) fn reserve(&mut self, name: String) {
        self.used.insert(name);
    }

    pub(crate) fn fresh(&mut self, base: &str) -> String {
        if self.used.insert(base.to_owned()) {
            return base.to_owned();
        }
        let n = self.next.entry(base.to_owned()).or_default();
        loop {
            *n += 1;
            let name = format!("{base}_{n}");
            if self.used.insert(name.clone()) {
                return name;
            }
        }
    }
}

impl Function {
    pub(crate) fn var(&self, v: VarId) -> &Var {
        &self.vars[v.0 as usize]
    }

    pub(crate) fn add_var(&mut self, base: &str, ty: Ty, role: Role, span: Span) -> VarId {
        let name = self.names.fresh(base);
        let id = VarId(u32::try_from(self.vars.len()).expect("fewer than 2^32 variables"));
        self.vars.push(Var {
            name,
            path: None,
            span,
            ty,
            role,
        });
        id
    }

    pub(crate) fn ty(&self, a: &Atom) -> Ty {
        match a {
            Atom::Var(v) => self.var(*v).ty.clone(),
            Atom::Const(c) => match &c.ty {
                Ty::Var(i) => self.type_vars.get(*i as usize).unwrap_or(&c.ty).clone(),
                known => known.clone(),
            },
        }
    }

    pub(crate) fn place_ty(&self, p: &Place) -> Ty {
        p.proj
            .iter()
            .fold(self.var(p.root).ty.clone(), |ty, proj| ty.project(proj))
    }
}
