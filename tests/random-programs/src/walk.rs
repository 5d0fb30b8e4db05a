//! The parts of every node, for walks that change them.

use crate::ast::{Argument, Arm, Block, Call, Expr, Place, Range, Stmt};

/// A part of a node, for walks.
pub(crate) enum Child<'a> {
    Expr(&'a mut Expr),
    Block(&'a mut Block),
}

impl Expr {
    pub(crate) fn children(&mut self) -> Vec<Child<'_>> {
        match self {
            Expr::Literal(_)
            | Expr::Integer(_)
            | Expr::Truth(_)
            | Expr::Length(_)
            | Expr::Pop(_)
            | Expr::ToVec(_)
            | Expr::Copy(..)
            | Expr::Entries(_)
            | Expr::Count(..)
            | Expr::IsSome(_) => Vec::new(),
            Expr::Read(place) => place.children(),
            Expr::Negate(e)
            | Expr::Power(e, _)
            | Expr::AsReal(e)
            | Expr::AsInteger(e)
            | Expr::Not(e)
            | Expr::Remove(_, e)
            | Expr::Repeat(e, _) => vec![Child::Expr(e)],
            Expr::Binary(_, l, r)
            | Expr::Arithmetic(_, l, r)
            | Expr::Compare(_, l, r)
            | Expr::Connect(_, l, r)
            | Expr::VecRepeat(l, r)
            | Expr::Pair(l, r) => vec![Child::Expr(l), Child::Expr(r)],
            Expr::Method(_, es)
            | Expr::Array(es)
            | Expr::Vec(es)
            | Expr::Rows(es)
            | Expr::Records(es, _)
            | Expr::Invoke(_, es) => es.iter_mut().map(Child::Expr).collect(),
            Expr::If(c, t, e) => vec![Child::Expr(c), Child::Block(t), Child::Block(e)],
            Expr::Match(e, arms) => with_arms(e, arms),
            Expr::Block(_, b) | Expr::Loop(_, b) => vec![Child::Block(b)],
            Expr::Call(call) => call.children(),
            Expr::Replace(place, e) => {
                let mut all = place.children();
                all.push(Child::Expr(e));
                all
            }
            Expr::Chain(chain) => chain.children(),
            Expr::Struct(literal) => literal.children(),
            Expr::Whole(member, _) => member.children(),
            Expr::Optional(o) => o.children(),
            Expr::UnwrapOr(o, e) => {
                let mut all = o.children();
                all.push(Child::Expr(e));
                all
            }
            Expr::MapOr(o, e, _, f) => {
                let mut all = o.children();
                all.extend([Child::Expr(e), Child::Expr(f)]);
                all
            }
        }
    }
}

fn with_arms<'a>(scrutinee: &'a mut Expr, arms: &'a mut [Arm]) -> Vec<Child<'a>> {
    let mut all = vec![Child::Expr(scrutinee)];
    for arm in arms {
        all.extend(arm.guard.as_mut().map(Child::Expr));
        all.push(Child::Block(&mut arm.body));
    }
    all
}

impl Place {
    fn children(&mut self) -> Vec<Child<'_>> {
        match self {
            Place::Variable(..) | Place::Target(_) | Place::Part(..) => Vec::new(),
            Place::Element(_, i, _) | Place::Entry(_, i) => vec![Child::Expr(i)],
            Place::Cell(_, i, j) => vec![Child::Expr(i), Child::Expr(j)],
            Place::Member(member) => member.children(),
        }
    }
}

impl Call {
    fn children(&mut self) -> Vec<Child<'_>> {
        self.arguments
            .iter_mut()
            .flat_map(|a| match a {
                Argument::Value(e) => vec![Child::Expr(e)],
                Argument::Scalar(place) | Argument::Part(place) => place.children(),
                Argument::Shared(_) | Argument::Exclusive(_) => Vec::new(),
            })
            .collect()
    }
}

impl Range {
    pub(crate) fn bounds(&mut self) -> [&mut Expr; 2] {
        match self {
            Range::Up(a, b)
            | Range::Closed(a, b)
            | Range::Down(a, b)
            | Range::Step(a, b, _)
            | Range::DownStep(a, b, _) => [a, b],
        }
    }
}

impl Stmt {
    pub(crate) fn children(&mut self) -> Vec<Child<'_>> {
        match self {
            Stmt::LetLater(_)
            | Stmt::CopyFirst(..)
            | Stmt::Truncate(..)
            | Stmt::Extend(..)
            | Stmt::Continue(_) => Vec::new(),
            Stmt::Let { value: e, .. }
            | Stmt::LetParts(_, _, e)
            | Stmt::Fill(_, _, e)
            | Stmt::Push(_, e)
            | Stmt::Resize(_, _, e)
            | Stmt::Evaluate(e)
            | Stmt::LetFields(_, _, e)
            | Stmt::PushRecord(_, e)
            | Stmt::Assert(e) => vec![Child::Expr(e)],
            Stmt::LetClosure(closure) => vec![Child::Expr(&mut closure.body)],
            Stmt::Assign(place, _, e) => {
                let mut all = place.children();
                all.push(Child::Expr(e));
                all
            }
            Stmt::AssignBoth(a, b, e, f) => {
                let mut all = a.children();
                all.extend(b.children());
                all.extend([Child::Expr(e), Child::Expr(f)]);
                all
            }
            Stmt::Swap(a, b) => {
                let mut all = a.children();
                all.extend(b.children());
                all
            }
            Stmt::SwapElements(_, i, j) | Stmt::Insert(_, i, j) => {
                vec![Child::Expr(i), Child::Expr(j)]
            }
            Stmt::If(c, then, otherwise) => {
                let mut all = vec![Child::Expr(c), Child::Block(then)];
                all.extend(otherwise.as_mut().map(Child::Block));
                all
            }
            Stmt::Match(e, arms) => with_arms(e, arms),
            Stmt::For(_, _, range, body) => {
                let mut all: Vec<Child<'_>> = range.bounds().map(Child::Expr).into();
                all.push(Child::Block(body));
                all
            }
            Stmt::ForEach(_, _, _, _, _, body)
            | Stmt::Loop(_, _, _, body)
            | Stmt::Block(_, body)
            | Stmt::Borrow(_, _, _, body)
            | Stmt::Split(_, _, _, body)
            | Stmt::ForRecords(_, _, _, _, _, body)
            | Stmt::PopRecord(_, _, _, body)
            | Stmt::Drain(_, _, _, _, _, body) => vec![Child::Block(body)],
            Stmt::IfLet(_, o, then, otherwise) => {
                let mut all = o.children();
                all.push(Child::Block(then));
                all.extend(otherwise.as_mut().map(Child::Block));
                all
            }
            Stmt::LetElse(_, o, body) => {
                let mut all = o.children();
                all.push(Child::Block(body));
                all
            }
            Stmt::MatchSome(_, o, guard, then, otherwise) => {
                let mut all = o.children();
                all.extend(guard.as_mut().map(Child::Expr));
                all.extend([Child::Block(then), Child::Block(otherwise)]);
                all
            }
            Stmt::Refer(_, place, body) => {
                let mut all = place.children();
                all.push(Child::Block(body));
                all
            }
            Stmt::While(_, _, _, condition, body) => {
                let mut all: Vec<_> = condition.as_mut().map(Child::Expr).into_iter().collect();
                all.push(Child::Block(body));
                all
            }
            Stmt::Break(_, e) | Stmt::Return(e) => {
                e.as_mut().map(Child::Expr).into_iter().collect()
            }
        }
    }
}
