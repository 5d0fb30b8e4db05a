//! The language of the programs: a typed tree, which the generator builds, the printer writes as Rust, the
//! evaluator runs and the minimiser cuts down.

use crate::chains::Chain;
use crate::closures::Closure;
use crate::options::Optional;
use crate::records::{Field, Literal, Member, Record, Struct};

pub(crate) type Name = String;

/// What a program is: functions that call each other; the last one is the one that is tested.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Program {
    pub(crate) structs: Vec<Struct>,
    pub(crate) functions: Vec<Function>,
    /// `#[hessian]` is tried too.
    pub(crate) second_order: bool,
}

impl Program {
    /// Whether `#[hessian]` has something public for it; here, no results but the value.
    pub(crate) fn has_second_order(&self) -> bool {
        let is_plain = |f: &Function| {
            f.returns == Returns::Real && f.params.iter().all(|p| !p.kind.is_in_out())
        };
        self.functions.last().is_some_and(is_plain)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Function {
    pub(crate) name: Name,
    pub(crate) params: Vec<Param>,
    pub(crate) returns: Returns,
    pub(crate) body: Block,
    pub(crate) form: Form,
}

/// What a function stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Free,
    /// Over `T: Real`.
    Generic,
    /// In an `impl` of a struct: with a first parameter `self`, or associated.
    Method(Record),
    /// `add` of `impl Add`, `add_assign` of `impl AddAssign`, and so on; the other operand by value.
    Operator(&'static str, Record),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Param {
    pub(crate) name: Name,
    pub(crate) kind: ParamKind,
    /// `mut x: f64`
    pub(crate) mutable: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParamKind {
    Real,
    Integer,
    Flag,
    Slice,
    SliceMut,
    RealMut,
    VecMut,
    Array(usize),
    Record(Record),
    RecordRef(Record),
    RecordMut(Record),
    /// `&[S0]`
    Records(Record),
}

impl Form {
    pub(crate) fn is_operator(self) -> bool {
        matches!(self, Form::Operator(..))
    }

    /// An operator that changes its first operand.
    pub(crate) fn is_compound(self) -> bool {
        matches!(self, Form::Operator(of, _) if of.ends_with("Assign"))
    }
}

impl ParamKind {
    /// Holds reals, so it has a tangent and a cotangent.
    pub(crate) fn is_differentiated(self) -> bool {
        !matches!(self, ParamKind::Integer | ParamKind::Flag)
    }

    /// Changed by the function for its caller to see.
    pub(crate) fn is_in_out(self) -> bool {
        matches!(
            self,
            ParamKind::SliceMut | ParamKind::RealMut | ParamKind::VecMut | ParamKind::RecordMut(_)
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Returns {
    Unit,
    Real,
    Pair,
    Array(usize),
    Vec,
    Record(Record),
}

/// Statements, and a value if the block is one.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Block {
    pub(crate) stmts: Vec<Stmt>,
    pub(crate) value: Option<Box<Expr>>,
}

/// The type of an expression, as far as one may stand for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Real,
    Integer,
    Flag,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Variable(Name, Sort),
    /// `*r`
    Target(Name),
    /// `a[i % a.len()]`, or `a[i]` where the index is known to be in range
    Element(Name, Box<Expr>, Index),
    /// `t.0`
    Part(Name, usize),
    /// `m[i % 2][j % 2]`
    Cell(Name, Box<Expr>, Box<Expr>),
    /// `table[i % table.len()]`, of integers
    Entry(Name, Box<Expr>),
    Member(Box<Member>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Index {
    Wrapped,
    Direct,
}

/// A borrowed part of a sequence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Slice {
    pub(crate) name: Name,
    /// The variable is a container, not a reference to one.
    pub(crate) owned: bool,
    pub(crate) part: Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// `&a`
    Whole,
    /// `&a[..]`
    All,
    /// `&a[..a.len() / 2 + 1]`
    Head,
    /// `&a[a.len() / 2..]`
    Tail,
    /// `&mut a[..1]`: a length cannot be asked for while the sequence is borrowed mutably
    First,
    /// `&mut a[..2]`
    Two,
    /// `&mut a[1..]`
    Rest,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Literal(f64),
    Integer(usize),
    Truth(bool),
    Read(Place),
    Negate(Box<Expr>),
    /// Reals: `+ - * /`.
    Binary(&'static str, Box<Expr>, Box<Expr>),
    /// A method of `f64`; the receiver comes first.
    Method(&'static str, Vec<Expr>),
    Power(Box<Expr>, i32),
    /// `n as f64`
    AsReal(Box<Expr>),
    /// `(x.abs() * 3.0) as usize`
    AsInteger(Box<Expr>),
    /// Integers: `+ * %`.
    Arithmetic(&'static str, Box<Expr>, Box<Expr>),
    Length(Name),
    /// Of two reals or two integers.
    Compare(&'static str, Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    /// `&&`, `||`
    Connect(&'static str, Box<Expr>, Box<Expr>),
    If(Box<Expr>, Block, Block),
    Match(Box<Expr>, Vec<Arm>),
    Block(Option<Name>, Block),
    /// Left by `break value`.
    Loop(Name, Block),
    Call(Call),
    /// `std::mem::replace(&mut place, value)`
    Replace(Place, Box<Expr>),
    /// `v.pop().unwrap()`
    Pop(Name),
    /// `v.remove(i % v.len())`
    Remove(Name, Box<Expr>),
    Array(Vec<Expr>),
    /// `[x; 3]`
    Repeat(Box<Expr>, usize),
    Vec(Vec<Expr>),
    /// `vec![x; n]`
    VecRepeat(Box<Expr>, Box<Expr>),
    ToVec(Slice),
    /// A copy of an array (or, with `true`, a clone of a `Vec`).
    Copy(Name, bool),
    Pair(Box<Expr>, Box<Expr>),
    /// `[[a, b], [c, d]]`
    Rows(Vec<Expr>),
    /// A table of integers.
    Entries(Vec<usize>),
    Chain(Box<Chain>),
    /// A call of a closure.
    Invoke(Name, Vec<Expr>),
    Struct(Box<Literal>),
    /// A record inside another, or an element: a copy, or with `true` a clone.
    Whole(Box<Member>, bool),
    /// `[a, b]` of records, or `vec![a, b]`.
    Records(Vec<Expr>, bool),
    /// `ps.len()`, where each takes so many reals.
    Count(Name, usize),
    Optional(Box<Optional>),
    /// `o.unwrap_or(e)`
    UnwrapOr(Box<Optional>, Box<Expr>),
    /// `o.map_or(e, |v| f)`
    MapOr(Box<Optional>, Box<Expr>, Name, Box<Expr>),
    /// `o.is_some()`
    IsSome(Name),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arm {
    /// Empty for `_`.
    pub(crate) patterns: Vec<usize>,
    pub(crate) guard: Option<Expr>,
    pub(crate) body: Block,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) function: Name,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) returns: Returns,
    pub(crate) form: Form,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Argument {
    Value(Expr),
    Shared(Slice),
    Exclusive(Slice),
    /// `&mut x`, `&mut a[i]`, `r`
    Scalar(Place),
    /// `&s.p`, `&ps[i]`
    Part(Place),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Range {
    Up(Box<Expr>, Box<Expr>),
    Closed(Box<Expr>, Box<Expr>),
    Down(Box<Expr>, Box<Expr>),
    Step(Box<Expr>, Box<Expr>, usize),
    DownStep(Box<Expr>, Box<Expr>, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Elements {
    /// `for e in a.iter()`
    Iter,
    /// `for e in a.iter_mut()`
    IterMut,
    /// `for (i, e) in a.iter().enumerate()`
    Enumerate,
    /// `for (i, e) in a.iter_mut().enumerate()`
    EnumerateMut,
    /// `for e in a.iter_mut().rev()`
    Reversed,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Stmt {
    Let {
        name: Name,
        mutable: bool,
        ascribed: bool,
        value: Expr,
    },
    /// `let x: f64;`
    LetLater(Name),
    /// `let (mut a, b) = ..;`
    LetParts(Name, Name, Expr),
    LetClosure(Closure),
    Assign(Place, &'static str, Expr),
    /// `(a, b) = (e, f);`
    AssignBoth(Place, Place, Expr, Expr),
    /// `std::mem::swap(&mut a, &mut b);` of scalars, arrays or `Vec`s
    Swap(Place, Place),
    SwapElements(Name, Expr, Expr),
    Fill(Name, Part, Expr),
    /// `a[..1].copy_from_slice(&b[..1]);`
    CopyFirst(Name, Name),
    Push(Name, Expr),
    Insert(Name, Expr, Expr),
    Resize(Name, usize, Expr),
    Truncate(Name, usize),
    Extend(Name, Slice),
    If(Expr, Block, Option<Block>),
    Match(Expr, Vec<Arm>),
    For(Name, Name, Range, Block),
    /// Label, index, element, sequence, how, body.
    ForEach(Name, Name, Name, Name, Elements, Block),
    /// Label, counter, bound, further condition, body.
    While(Name, Name, usize, Option<Expr>, Block),
    /// Label, counter, bound, body: `loop { if counter >= bound { break; } counter += 1; .. }`.
    Loop(Name, Name, usize, Block),
    Block(Option<Name>, Block),
    /// `{ let s = &mut a[..]; .. }`
    Borrow(Name, Slice, bool, Block),
    /// `{ let (s, t) = a.split_at_mut(k); .. }`
    Split(Name, Name, Name, Block),
    /// `{ let r = &mut a[i]; .. }`
    Refer(Name, Place, Block),
    Evaluate(Expr),
    Break(Option<Name>, Option<Expr>),
    Continue(Option<Name>),
    Return(Option<Expr>),
    Assert(Expr),
    /// `let S0 { u, c: d, .. } = e;`
    LetFields(Record, Vec<(Field, Name)>, Expr),
    /// `for p in ps.iter_mut()`, of records; with `true` mutably.
    ForRecords(Name, Name, Name, Record, bool, Block),
    /// `ps.push(e);`, of records.
    PushRecord(Name, Expr),
    /// `if let Some(p) = ps.pop() { .. }`, of records.
    PopRecord(Name, Name, Record, Block),
    IfLet(Name, Optional, Block, Option<Block>),
    LetElse(Name, Optional, Block),
    /// `match o { Some(v) if c => .., _ => .. }`
    MatchSome(Name, Optional, Option<Expr>, Block, Block),
    /// `let mut stack = a.to_vec(); 'l: while let Some(v) = stack.pop() { if v > c { stack.push(v * 0.5); } .. }`
    Drain(Name, Name, Name, Slice, Option<f64>, Block),
}

impl Place {
    /// The variable that it is, or is a part of.
    pub(crate) fn root(&self) -> &Name {
        match self {
            Place::Variable(name, _)
            | Place::Target(name)
            | Place::Element(name, ..)
            | Place::Part(name, _)
            | Place::Cell(name, ..)
            | Place::Entry(name, _) => name,
            Place::Member(member) => &member.root,
        }
    }
}

impl Expr {
    pub(crate) fn sort(&self) -> Sort {
        match self {
            Expr::Literal(_)
            | Expr::Negate(_)
            | Expr::Binary(..)
            | Expr::Method(..)
            | Expr::Power(..)
            | Expr::AsReal(_)
            | Expr::Loop(..)
            | Expr::Replace(..)
            | Expr::Pop(_)
            | Expr::Remove(..)
            | Expr::Chain(_)
            | Expr::Invoke(..)
            | Expr::UnwrapOr(..)
            | Expr::MapOr(..) => Sort::Real,
            Expr::Integer(_)
            | Expr::AsInteger(_)
            | Expr::Arithmetic(..)
            | Expr::Length(_)
            | Expr::Count(..) => Sort::Integer,
            Expr::Truth(_)
            | Expr::Compare(..)
            | Expr::Not(_)
            | Expr::Connect(..)
            | Expr::IsSome(_) => Sort::Flag,
            Expr::Read(Place::Variable(_, sort)) => *sort,
            Expr::Read(Place::Entry(..)) => Sort::Integer,
            Expr::Read(_) => Sort::Real,
            Expr::If(_, then, otherwise) => match then.sort() {
                Sort::Other => otherwise.sort(),
                sort => sort,
            },
            Expr::Match(_, arms) => arms
                .iter()
                .map(|a| a.body.sort())
                .find(|s| *s != Sort::Other)
                .unwrap_or(Sort::Other),
            Expr::Block(_, block) => block.sort(),
            Expr::Call(call) if call.returns == Returns::Real => Sort::Real,
            Expr::Call(_)
            | Expr::Array(_)
            | Expr::Repeat(..)
            | Expr::Vec(_)
            | Expr::VecRepeat(..)
            | Expr::ToVec(_)
            | Expr::Copy(..)
            | Expr::Pair(..)
            | Expr::Rows(_)
            | Expr::Entries(_)
            | Expr::Struct(_)
            | Expr::Whole(..)
            | Expr::Records(..)
            | Expr::Optional(_) => Sort::Other,
        }
    }
}

impl Block {
    pub(crate) fn of(stmts: Vec<Stmt>) -> Block {
        Block { stmts, value: None }
    }

    pub(crate) fn value(value: Expr) -> Block {
        Block {
            stmts: Vec::new(),
            value: Some(Box::new(value)),
        }
    }

    pub(crate) fn sort(&self) -> Sort {
        self.value.as_ref().map_or(Sort::Other, |e| e.sort())
    }
}
