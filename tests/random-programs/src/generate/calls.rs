//! Calls of the functions made so far, and of the function itself.

use super::{Generator, Kind, Variable};
use crate::ast::{
    Argument, Call, Expr, Form, Function, Name, ParamKind, Part, Place, Returns, Sort, Stmt,
};
use crate::records::Record;

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
        let generic = self.generic;
        let suits = |f: &Function| fits(f) && (!generic || f.form == Form::Generic);
        let all: Vec<_> = self
            .functions
            .iter()
            .filter(|f| suits(f))
            .cloned()
            .collect();
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
                let op = self.operator(&["=", "+=", "*="]);
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
            Returns::Record(r) => {
                let fits = |v: &Variable| v.kind == Kind::Record(r) && v.is_writable();
                match self.find(fits).filter(|_| self.rng.percent(40)) {
                    Some(v) => stmts.push(Stmt::Assign(v.whole(), "=", call)),
                    None => self.bind(stmts, &["state", "s", "row"], Kind::Record(r), call),
                }
            }
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
                ParamKind::Record(r) => Some(Argument::Value(g.record_value(r, 1))),
                ParamKind::RecordRef(r) => {
                    let argument = g.shared_record(r)?;
                    shared.push(argument.root()?.clone());
                    Some(argument)
                }
                ParamKind::RecordMut(r) => g.exclusive_record(r, &shared),
                ParamKind::Records(r) => {
                    let v = g.find(|v| {
                        matches!(v.kind, Kind::Records(..)) && v.kind.record() == Some(r)
                    })?;
                    shared.push(v.name.clone());
                    Some(Argument::Shared(v.slice(Part::Whole)))
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
            if let Argument::Exclusive(_) | Argument::Scalar(_) = &argument {
                exclusive.extend(argument.root().cloned());
            }
            arguments.push(argument);
        }
        Some(Call {
            function: f.name.clone(),
            arguments,
            returns: f.returns,
            form: f.form,
        })
    }

    fn shared_record(&mut self, r: Record) -> Option<Argument> {
        let whole = self.find(|v| v.is_record(r));
        if let Some(v) = whole.filter(|_| self.rng.percent(70)) {
            return Some(Argument::Shared(v.slice(Part::Whole)));
        }
        let v = self.find(|v| v.kind.record().is_some())?;
        let member = self.part_of(&v, r, false)?;
        Some(Argument::Part(member.place()))
    }

    fn exclusive_record(&mut self, r: Record, shared: &[String]) -> Option<Argument> {
        let free = |v: &Variable| v.is_writable() && !shared.contains(&v.name);
        let whole = self.find(|v| v.is_record(r) && free(v));
        if let Some(v) = whole.filter(|_| self.rng.percent(70)) {
            return Some(Argument::Exclusive(v.slice(Part::Whole)));
        }
        let v = self.find(|v| v.kind.record().is_some() && free(v))?;
        let member = self.part_of(&v, r, true)?;
        Some(Argument::Scalar(member.place()))
    }
}

impl Argument {
    /// The variable that it borrows.
    fn root(&self) -> Option<&Name> {
        match self {
            Argument::Value(_) => None,
            Argument::Shared(s) | Argument::Exclusive(s) => Some(&s.name),
            Argument::Scalar(place) | Argument::Part(place) => Some(place.root()),
        }
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
