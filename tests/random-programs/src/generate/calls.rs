//! Calls of the functions made so far, and of the function itself.

use super::{Generator, Kind, Variable};
use crate::ast::{Argument, Call, Expr, Function, ParamKind, Part, Place, Returns, Sort, Stmt};

impl Generator<'_> {
    fn callee(&mut self, fits: impl Fn(&Function) -> bool) -> Option<Function> {
        if self.calls == 0 || self.loops() > 1 {
            return None;
        }
        if let Some(f) = self.recursive.clone()
            && self.rng.percent(60)
            && self.loops() == 0
            && fits(&f)
        {
            return Some(f);
        }
        let all: Vec<_> = self.functions.iter().filter(|f| fits(f)).cloned().collect();
        (!all.is_empty()).then(|| self.rng.pick(&all).clone())
    }

    /// A call in the middle of an expression: it changes nothing.
    pub(super) fn call_for_value(&mut self) -> Option<Expr> {
        let f = self.callee(|f| {
            f.returns == Returns::Real && f.params.iter().all(|p| !p.kind.is_in_out())
        })?;
        self.call(&f).map(Expr::Call)
    }

    /// A call as a statement, and what becomes of its result.
    pub(super) fn call_statement(&mut self, stmts: &mut Vec<Stmt>) -> Option<()> {
        let f = self.callee(|_| true)?;
        let call = Expr::Call(self.call(&f)?);
        match f.returns {
            Returns::Unit => stmts.push(Stmt::Evaluate(call)),
            Returns::Real if self.rng.percent(40) => {
                // what the call borrows must not be written by the assignment around it: a plain variable
                let used = mentioned(&call);
                let place = self
                    .find(|v| v.kind == Kind::Real && v.is_writable() && !used.contains(&v.name));
                let op = *self.rng.pick(&["=", "+=", "*="]);
                match place {
                    Some(v) => stmts.push(Stmt::Assign(v.whole(), op, call)),
                    None => stmts.push(Stmt::Evaluate(call)),
                }
            }
            Returns::Real => self.bind(stmts, super::REALS.as_slice(), Kind::Real, call),
            Returns::Pair if self.rng.percent(50) => {
                let (a, b) = (self.unique("fst"), self.unique("snd"));
                self.declare(&a, Kind::Real, true);
                self.declare(&b, Kind::Real, false);
                stmts.push(Stmt::LetParts(a, b, call));
            }
            Returns::Pair => self.bind(stmts, &["both", "pair"], Kind::Pair, call),
            Returns::Array(n) => self.bind(stmts, &super::SEQUENCES, Kind::Array(n), call),
            Returns::Vec => {
                let name = self.unique("made");
                self.declare(&name, Kind::Vec, true);
                stmts.push(Stmt::Let {
                    name,
                    mutable: true,
                    ascribed: false,
                    value: call,
                });
            }
        }
        Some(())
    }

    fn call(&mut self, f: &Function) -> Option<Call> {
        self.calls -= 1;
        let (mut shared, mut exclusive) = (Vec::new(), Vec::new());
        let mut arguments: Vec<Argument> = Vec::new();
        let itself = self.recursive.as_ref().is_some_and(|r| r.name == f.name);
        for p in &f.params {
            let names: Vec<_> = exclusive.iter().map(String::as_str).collect();
            let last = arguments.last().cloned();
            let argument = self.without(&names, |g| match p.kind {
                ParamKind::Real => Some(match last {
                    // the same argument twice
                    Some(Argument::Value(e @ Expr::Read(Place::Variable(_, Sort::Real))))
                        if g.rng.percent(50) =>
                    {
                        Argument::Value(e)
                    }
                    _ => Argument::Value(g.real(1)),
                }),
                ParamKind::Integer if p.name == "depth" && itself => {
                    let depth = Expr::Read(Place::Variable("depth".into(), Sort::Integer));
                    let one = Box::new(Expr::Integer(1));
                    Some(Argument::Value(Expr::Arithmetic("-", Box::new(depth), one)))
                }
                ParamKind::Integer => Some(Argument::Value(g.below(3))),
                ParamKind::Flag => Some(Argument::Value(g.flag(0))),
                ParamKind::Array(n) => {
                    let found = g.find(|v| v.kind == Kind::Array(n));
                    Some(Argument::Value(match found {
                        Some(v) => Expr::Copy(v.name, false),
                        None => Expr::Array((0..n).map(|_| g.real(1)).collect()),
                    }))
                }
                ParamKind::Slice => {
                    let v = g.find(Variable::is_sequence)?;
                    let part = *g
                        .rng
                        .pick(&[Part::Whole, Part::Whole, Part::Head, Part::Tail]);
                    shared.push(v.name.clone());
                    Some(Argument::Shared(v.slice(part)))
                }
                ParamKind::SliceMut => {
                    let v = g.find(|v| {
                        v.is_sequence() && v.is_writable() && !shared.contains(&v.name)
                    })?;
                    let part = g.exclusive_part();
                    Some(Argument::Exclusive(v.slice(part)))
                }
                ParamKind::VecMut => {
                    let v = g.find(|v| v.is_growable() && !shared.contains(&v.name))?;
                    Some(Argument::Exclusive(v.slice(Part::Whole)))
                }
                ParamKind::RealMut => {
                    let v = g.find(|v| {
                        v.is_writable()
                            && !shared.contains(&v.name)
                            && (v.is_sequence()
                                || matches!(v.kind, Kind::Real | Kind::Reference | Kind::Pair))
                    })?;
                    Some(Argument::Scalar(match v.kind {
                        Kind::Real | Kind::Reference => v.whole(),
                        _ => g.written_component(&v),
                    }))
                }
            })?;
            match &argument {
                Argument::Exclusive(s) => exclusive.push(s.name.clone()),
                Argument::Scalar(
                    Place::Variable(n, _)
                    | Place::Target(n)
                    | Place::Part(n, _)
                    | Place::Element(n, ..)
                    | Place::Cell(n, ..)
                    | Place::Entry(n, _),
                ) => exclusive.push(n.clone()),
                Argument::Value(_) | Argument::Shared(_) => {}
            }
            arguments.push(argument);
        }
        Some(Call {
            function: f.name.clone(),
            arguments,
            returns: f.returns,
        })
    }
}

/// Names of variables that a call borrows.
fn mentioned(call: &Expr) -> Vec<String> {
    let Expr::Call(call) = call else {
        return Vec::new();
    };
    let names = call.arguments.iter().filter_map(|a| match a {
        Argument::Scalar(Place::Variable(n, _)) => Some(n.clone()),
        _ => None,
    });
    names.collect()
}
