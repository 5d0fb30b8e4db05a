//! Functions: what they stand in, what they take, what they return.

use super::{Container, Generator, Kind};
use crate::ast::{Block, Expr, Form, Function, Name, Param, ParamKind, Place, Returns, Sort, Stmt};
use crate::dual::WIDTH;
use crate::features::Construct;

impl Generator<'_> {
    /// What the k-th helper is called, and what it stands in.
    pub(super) fn form(&mut self, k: usize) -> (Name, Form) {
        self.generic = false;
        let record = self.any_record().filter(|_| self.has(Construct::Methods));
        let Some(record) = record.filter(|_| self.rng.percent(60)) else {
            return (format!("g{k}"), self.free_form());
        };
        let operator = self.functions.iter().any(|f| f.form.is_operator());
        match self.rng.below(10) {
            0..6 => (format!("m{k}"), Form::Method(record)),
            6..8 if !operator => {
                let (of, name) = *self.rng.pick(&[
                    ("Add", "add"),
                    ("Sub", "sub"),
                    ("Mul", "mul"),
                    ("AddAssign", "add_assign"),
                    ("MulAssign", "mul_assign"),
                ]);
                (name.into(), Form::Operator(of, record))
            }
            _ => (format!("new{k}"), Form::Method(record)),
        }
    }

    pub(super) fn free_form(&mut self) -> Form {
        match self.has(Construct::Generics) && self.rng.percent(12) {
            true => Form::Generic,
            false => Form::Free,
        }
    }

    pub(super) fn function(&mut self, name: Name, form: Form) -> Function {
        self.scope.clear();
        self.generic = form == Form::Generic;
        self.calls = *self.rng.pick(&[0, 1, 2, 3]);
        self.returns = *self.rng.pick(&[
            Returns::Real,
            Returns::Real,
            Returns::Real,
            Returns::Real,
            Returns::Real,
            Returns::Pair,
            Returns::Array(2),
            Returns::Unit,
            Returns::Vec,
        ]);
        if let Some(record) = self.any_record()
            && self.rng.percent(35)
        {
            self.returns = Returns::Record(record);
        }
        if let Form::Operator(_, record) = form {
            self.returns = match form.is_compound() {
                true => Returns::Unit,
                false => Returns::Record(record),
            };
        }
        let recursive = self.rng.percent(15) && !form.is_operator();
        let params = match form {
            Form::Operator(_, record) => {
                let first = match form.is_compound() {
                    true => ParamKind::RecordMut(record),
                    false => ParamKind::Record(record),
                };
                [("self", first), ("o", ParamKind::Record(record))]
                    .map(|(name, kind)| Param {
                        name: name.into(),
                        kind,
                        mutable: false,
                    })
                    .into()
            }
            _ => self.params(recursive, form, &name),
        };
        for p in &params {
            let kind = match p.kind {
                ParamKind::Real => Kind::Real,
                ParamKind::Integer => Kind::Integer,
                ParamKind::Flag => Kind::Flag,
                ParamKind::Slice => Kind::Slice,
                ParamKind::SliceMut => Kind::SliceMut,
                ParamKind::RealMut => Kind::Reference,
                ParamKind::VecMut => Kind::VecRef,
                ParamKind::Array(n) => Kind::Array(n),
                ParamKind::Record(r) => Kind::Record(r),
                ParamKind::RecordRef(r) => Kind::RecordRef(r),
                ParamKind::RecordMut(r) => Kind::RecordMut(r),
                ParamKind::Records(r) => Kind::Records(r, Container::Slice),
            };
            self.declare(&p.name, kind, p.mutable || p.kind.is_in_out());
        }
        let mut stmts = Vec::new();
        self.recursive = None;
        if recursive {
            let base = Place::Variable("depth".into(), Sort::Integer);
            let stop = Expr::Compare("==", Box::new(Expr::Read(base)), Box::new(Expr::Integer(0)));
            let leave = Stmt::Return(self.result());
            stmts.push(Stmt::If(stop, Block::of(vec![leave]), None));
            self.recursive = Some(Function {
                name: name.clone(),
                params: params.clone(),
                returns: self.returns,
                body: Block::default(),
                form,
            });
        }
        let diverges = self.statements(&mut stmts, 50);
        let value = if diverges {
            None
        } else {
            self.result().map(Box::new)
        };
        Function {
            name,
            params,
            returns: self.returns,
            body: Block { stmts, value },
            form,
        }
    }

    fn params(&mut self, recursive: bool, form: Form, name: &str) -> Vec<Param> {
        let mut params = Vec::new();
        if let Form::Method(record) = form
            && name.starts_with('m')
        {
            let kind = match self.rng.below(5) {
                0..2 => ParamKind::RecordRef(record),
                2..4 => ParamKind::RecordMut(record),
                _ => ParamKind::Record(record),
            };
            params.push(Param {
                name: "self".into(),
                kind,
                mutable: matches!(kind, ParamKind::Record(_)) && self.rng.percent(40),
            });
        }
        let records: Vec<_> = (0..2).filter_map(|_| self.any_record()).collect();
        let mut add = |name: &str, kind: ParamKind, mutable: bool| {
            params.push(Param {
                name: name.into(),
                kind,
                mutable,
            });
        };
        let r = &mut *self.rng;
        add("x", ParamKind::Real, r.percent(40));
        if r.percent(45) {
            add("y", ParamKind::Real, r.percent(40));
        }
        add("n", ParamKind::Integer, r.percent(30));
        if recursive {
            add("depth", ParamKind::Integer, false);
        }
        for (name, record) in ["p0", "p1"].into_iter().zip(records) {
            match r.below(10) {
                0..2 => add(name, ParamKind::Record(record), r.percent(50)),
                2..4 => add(name, ParamKind::RecordRef(record), false),
                4..6 => add(name, ParamKind::RecordMut(record), false),
                6 => add(name, ParamKind::Records(record), false),
                _ => {}
            }
        }
        if r.percent(25) {
            add("flag", ParamKind::Flag, r.percent(30));
        }
        if r.percent(50) {
            add("a", ParamKind::Slice, false);
        }
        if r.percent(15) {
            add("c", ParamKind::Slice, false);
        }
        if r.percent(20) {
            add("q", ParamKind::Array(2), r.percent(50));
        }
        if r.percent(45) || self.returns == Returns::Unit {
            add("b", ParamKind::SliceMut, false);
        }
        if r.percent(12) {
            add("d", ParamKind::SliceMut, false);
        }
        if r.percent(15) {
            add("p", ParamKind::RealMut, false);
        }
        if r.percent(12) {
            add("v", ParamKind::VecMut, false);
        }
        // at most so many inputs as the evaluator has room for: three for each sequence
        let reals = |p: &Param| match p.kind {
            ParamKind::Integer | ParamKind::Flag => 0,
            ParamKind::Real | ParamKind::RealMut => 1,
            ParamKind::Array(n) => n,
            ParamKind::Record(s) | ParamKind::RecordRef(s) | ParamKind::RecordMut(s) => s.size,
            ParamKind::Records(s) => 2 * s.size,
            _ => 3,
        };
        while params.iter().map(reals).sum::<usize>() > WIDTH {
            params.pop();
        }
        if self.returns == Returns::Unit && params.iter().all(|p| !p.kind.is_in_out()) {
            self.returns = Returns::Real;
        }
        params
    }

    /// What a `return` brings.
    pub(super) fn result(&mut self) -> Option<Expr> {
        match self.returns {
            Returns::Unit => None,
            Returns::Real => Some(self.total()),
            Returns::Pair => {
                let (a, b) = (self.total(), self.real(1));
                Some(Expr::Pair(Box::new(a), Box::new(b)))
            }
            Returns::Array(n) => Some(Expr::Array((0..n).map(|_| self.real(1)).collect())),
            Returns::Record(record) => Some(self.record_value(record, 1)),
            Returns::Vec => {
                if let Some(v) = self.find(|v| v.kind == Kind::Vec) {
                    return Some(Expr::Copy(v.name, true));
                }
                let n = 1 + self.rng.below(3);
                Some(Expr::Vec((0..n).map(|_| self.real(1)).collect()))
            }
        }
    }

    /// A sum of what there is, so that what happened before matters.
    fn total(&mut self) -> Expr {
        let mut sum = self.real(1);
        for _ in 0..1 + self.rng.below(5) {
            let term = self.real(0);
            let op = *self.rng.pick(&["+", "-"]);
            sum = Expr::Binary(op, Box::new(sum), Box::new(term));
        }
        sum
    }
}
