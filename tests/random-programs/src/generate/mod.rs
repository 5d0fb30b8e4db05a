//! Random programs, biased towards what is hard to reverse: overwritten state, repeated indices, exits.

mod calls;
mod chains;
mod closures;
mod exprs;
mod loops;
mod options;
mod records;
mod sequences;
mod stmts;

use crate::ast::{
    Block, Expr, Form, Function, Name, Param, ParamKind, Part, Place, Program, Returns, Slice,
    Sort, Stmt,
};
use crate::dual::WIDTH;
use crate::features::Construct;
use crate::records::{Record, Struct};
use crate::rng::Rng;

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Real,
    /// `&mut f64`
    Reference,
    /// `&f64`
    Shared,
    Integer,
    Flag,
    Array(usize),
    Vec,
    Slice,
    SliceMut,
    VecRef,
    Pair,
    Rows,
    Entries,
    Closure(usize),
    Record(Record),
    /// `&S0`
    RecordRef(Record),
    /// `&mut S0`
    RecordMut(Record),
    Records(Record, Container),
    Option,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Container {
    Array,
    Vec,
    /// `&[S0]`
    Slice,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lock {
    Free,
    /// Borrowed: may be read.
    Borrowed,
    /// Borrowed mutably.
    Gone,
}

#[derive(Clone, Debug)]
struct Variable {
    name: Name,
    kind: Kind,
    mutable: bool,
    lock: Lock,
}

#[derive(Clone, Debug)]
struct Label {
    name: Name,
    is_loop: bool,
    /// `break` brings a real.
    valued: bool,
}

struct Generator<'a> {
    rng: &'a mut Rng,
    features: &'a [Construct],
    functions: Vec<Function>,
    scope: Vec<Variable>,
    labels: Vec<Label>,
    returns: Returns,
    /// Statements that are still to be made.
    fuel: usize,
    unique: usize,
    /// Where nothing may be changed: operands that are evaluated while something is borrowed.
    pure: usize,
    /// Names that must not be mentioned just now.
    hidden: Vec<Name>,
    /// Calls that may still be made.
    calls: usize,
    /// The function being made calls itself.
    recursive: Option<Function>,
    depth: usize,
    structs: Vec<Struct>,
    /// The function being made is one over `T: Real`.
    generic: bool,
}

const REALS: [&str; 14] = [
    "s", "t", "u", "w", "acc", "x_bar", "x_dot", "tape", "v1", "y_bar", "y", "r", "route", "step",
];
const INTEGERS: [&str; 6] = ["i", "j", "k", "m", "trips", "arm"];
const SEQUENCES: [&str; 5] = ["buf", "row", "work", "a_bar", "z"];

/// A program of a few functions, with at most so many statements in one; the last one is tested.
pub(crate) fn program(rng: &mut Rng, features: &[Construct], statements: usize) -> Program {
    let mut generator = Generator {
        rng,
        features,
        functions: Vec::new(),
        scope: Vec::new(),
        labels: Vec::new(),
        returns: Returns::Unit,
        fuel: 0,
        unique: 0,
        pure: 0,
        hidden: Vec::new(),
        calls: 0,
        recursive: None,
        depth: 0,
        structs: Vec::new(),
        generic: false,
    };
    generator.structs = generator.make_structs();
    let helpers = *generator.rng.pick(&[0, 0, 0, 1, 1, 2]);
    for k in 0..helpers {
        generator.fuel = statements / 7 + generator.rng.below(statements / 2 - 2);
        let (name, form) = generator.form(k);
        let function = generator.function(name, form);
        generator.functions.push(function);
    }
    generator.fuel = statements / 4 + 1 + generator.rng.below(statements * 3 / 4);
    let form = generator.free_form();
    let main = generator.function("f".into(), form);
    generator.functions.push(main);
    Program {
        structs: generator.structs,
        functions: generator.functions,
        second_order: false,
    }
}

impl Generator<'_> {
    /// What the k-th helper is called, and what it stands in.
    fn form(&mut self, k: usize) -> (Name, Form) {
        self.generic = false;
        let record = self.any_record().filter(|_| self.has(Construct::Methods));
        let Some(record) = record.filter(|_| self.rng.percent(60)) else {
            return (format!("g{k}"), self.free_form());
        };
        let operator = self.functions.iter().any(|f| f.form.is_operator());
        match self.rng.below(10) {
            0..6 => (format!("m{k}"), Form::Method(record)),
            6..8 if !operator => {
                let (of, name) = *self
                    .rng
                    .pick(&[("Add", "add"), ("Sub", "sub"), ("Mul", "mul")]);
                (name.into(), Form::Operator(of, record))
            }
            _ => (format!("new{k}"), Form::Method(record)),
        }
    }

    fn free_form(&mut self) -> Form {
        match self.has(Construct::Generics) && self.rng.percent(12) {
            true => Form::Generic,
            false => Form::Free,
        }
    }

    fn function(&mut self, name: Name, form: Form) -> Function {
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
            self.returns = Returns::Record(record);
        }
        let recursive = self.rng.percent(15) && !form.is_operator();
        let params = match form {
            Form::Operator(_, record) => ["self", "o"]
                .map(|name| Param {
                    name: name.into(),
                    kind: ParamKind::Record(record),
                    mutable: false,
                })
                .into(),
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
    fn result(&mut self) -> Option<Expr> {
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

    fn declare(&mut self, name: &str, kind: Kind, mutable: bool) {
        self.scope.push(Variable {
            name: name.into(),
            kind,
            mutable,
            lock: Lock::Free,
        });
    }

    /// A name that nothing else has.
    fn unique(&mut self, stem: &str) -> Name {
        self.unique += 1;
        format!("{stem}{}", self.unique)
    }

    /// A name that may hide another; not one that is being read just now.
    fn name(&mut self, pool: &[&str]) -> Name {
        (*self.rng.pick(pool)).to_owned()
    }

    /// A variable of which its name still speaks.
    fn find(&mut self, fits: impl Fn(&Variable) -> bool) -> Option<Variable> {
        let mut found = Vec::new();
        for (k, v) in self.scope.iter().enumerate() {
            let shadowed = self.scope[k + 1..].iter().any(|w| w.name == v.name);
            if !shadowed && v.lock != Lock::Gone && !self.hidden.contains(&v.name) && fits(v) {
                found.push(v);
            }
        }
        (!found.is_empty()).then(|| (*self.rng.pick(&found)).clone())
    }

    /// Runs with some names hidden and nothing changed.
    fn without<T>(&mut self, names: &[&str], make: impl FnOnce(&mut Self) -> T) -> T {
        let count = self.hidden.len();
        self.hidden.extend(names.iter().map(|n| (*n).to_owned()));
        self.pure += 1;
        let made = make(self);
        self.pure -= 1;
        self.hidden.truncate(count);
        made
    }

    /// Runs in a scope of its own.
    fn scoped<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.scope.clone();
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        self.scope = outer;
        made
    }

    fn lock(&mut self, name: &str, lock: Lock) {
        if let Some(v) = self.scope.iter_mut().rev().find(|v| v.name == name) {
            v.lock = lock;
        }
    }

    fn loops(&self) -> usize {
        self.labels.iter().filter(|l| l.is_loop).count()
    }

    /// A part of a sequence that is borrowed mutably.
    fn exclusive_part(&mut self) -> Part {
        *self
            .rng
            .pick(&[Part::Whole, Part::All, Part::First, Part::Two, Part::Rest])
    }

    fn has(&self, construct: Construct) -> bool {
        self.features.contains(&construct)
    }
}

impl Variable {
    fn is_sequence(&self) -> bool {
        matches!(
            self.kind,
            Kind::Array(_) | Kind::Vec | Kind::Slice | Kind::SliceMut | Kind::VecRef
        )
    }

    fn is_container(&self) -> bool {
        matches!(self.kind, Kind::Array(_) | Kind::Vec)
    }

    /// No reference.
    fn is_owned(&self) -> bool {
        match self.kind {
            Kind::Record(_) => true,
            Kind::Records(_, container) => container != Container::Slice,
            _ => self.is_container(),
        }
    }

    fn is_writable(&self) -> bool {
        self.mutable && self.lock == Lock::Free
    }

    fn is_growable(&self) -> bool {
        matches!(self.kind, Kind::Vec | Kind::VecRef) && self.is_writable()
    }

    fn slice(&self, part: Part) -> Slice {
        Slice {
            name: self.name.clone(),
            owned: self.is_owned(),
            part,
        }
    }

    fn whole(&self) -> Place {
        let sort = match self.kind {
            Kind::Real => Sort::Real,
            Kind::Integer => Sort::Integer,
            Kind::Flag => Sort::Flag,
            _ => Sort::Other,
        };
        match self.kind {
            Kind::Record(_) | Kind::RecordMut(_) => self.record_place(),
            Kind::Reference | Kind::Shared => Place::Target(self.name.clone()),
            _ => Place::Variable(self.name.clone(), sort),
        }
    }
}
