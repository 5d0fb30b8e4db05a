//! The statements of a lifted function that are not those of tangents: all that calculates is left to the lift.

use super::Forward;
use crate::ir::{Arg, Atom, Lifting, Overload, Place, Rhs, Stmt, Ty, VarId};
use crate::rule;
use autodiff_runtime::ops::Op;

impl Forward<'_> {
    /// The numbers of a row's output; `None` where no input has any.
    pub(super) fn lifted_op(&mut self, var: VarId, row: &'static Op, args: &[Atom]) -> Option<Rhs> {
        let dots: Vec<Option<Atom>> = args.iter().map(|a| self.tangent(a)).collect();
        if dots.iter().all(Option::is_none) || row.rules.iter().all(|r| *r == "0") {
            return None;
        }
        match (row.name, dots.as_slice()) {
            ("add", [Some(a), None] | [None, Some(a)]) | ("sub", [Some(a), None]) => {
                return Some(Rhs::Atom(a.clone()));
            }
            ("sub", [None, Some(b)]) => {
                let dots = vec![Some(b.clone())];
                return Some(Rhs::Lifted(Lifting::Row(rule::neg()), vec![], dots));
            }
            ("add" | "sub" | "neg", _) => {
                return Some(Rhs::Lifted(Lifting::Row(row), vec![], dots));
            }
            _ => {}
        }
        let operands = args.iter().cloned().chain([Atom::Var(var)]);
        let operands = operands.map(Arg::Value).collect();
        Some(Rhs::Lifted(Lifting::Row(row), operands, dots))
    }

    pub(super) fn lifted_cast(&mut self, a: &Atom, to: &Ty) -> Option<Rhs> {
        let dots = vec![Some(self.tangent(a)?)];
        Some(Rhs::Lifted(Lifting::Cast(to.clone()), vec![], dots))
    }

    /// `place += value`, or `-=`.
    pub(super) fn lifted_accumulate(&mut self, place: Place, value: Atom, negative: bool) {
        let row = if negative { rule::sub() } else { rule::add() };
        let (ty, span) = (self.b.f.place_ty(&place), self.b.f.var(place.root).span);
        let old = self.b.temp(Rhs::Load(place.clone()), ty.clone(), span);
        let sum = Rhs::Lifted(Lifting::Row(row), vec![], vec![Some(old), Some(value)]);
        let value = self.b.temp(sum, ty, span);
        self.b.emit(Stmt::Assign { place, value });
    }
}

/// An operator on values of types that only rustc knows.
pub(super) fn overloaded(var: VarId, o: &Overload, args: &[Arg], dots: Vec<Option<Atom>>) -> Rhs {
    let operands = args.iter().cloned().chain([Arg::Value(Atom::Var(var))]);
    Rhs::Lifted(Lifting::Overload(o.clone()), operands.collect(), dots)
}
