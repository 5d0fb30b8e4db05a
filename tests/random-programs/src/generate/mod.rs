//! Random programs, biased towards what is hard to reverse: overwritten state, repeated indices, exits.

mod calls;
mod chains;
mod closures;
mod exprs;
mod loops;
mod sequences;
mod stmts;

use crate::ast::{
    Block, Expr, Function, Name, Param, ParamKind, Part, Place, Program, Returns, Slice, Sort, Stmt,
};
use crate::dual::WIDTH;
use crate::features::Construct;
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
}

const REALS: [&str; 14] = [
    "s", "t", "u", "w", "acc", "x_bar", "x_dot", "tape", "v1", "y_bar", "y", "r", "route", "step",
];
const INTEGERS: [&str; 6] = ["i", "j", "k", "m", "trips", "arm"];
const SEQUENCES: [&str; 5] = ["buf", "row", "work", "a_bar", "z"];

/// A program of a few functions; the last one is tested.
pub(crate) fn program(rng: &mut Rng, features: &[Construct]) -> Program {
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
    };
    let helpers = *generator.rng.pick(&[0, 0, 0, 1, 1, 2]);
    for k in 0..helpers {
        generator.fuel = 3 + generator.rng.below(8);
        let function = generator.function(format!("g{k}"));
        generator.functions.push(function);
    }
    generator.fuel = 6 + generator.rng.below(16);
    let main = generator.function("f".into());
    generator.functions.push(main);
    Program {
        functions: generator.functions,
    }
}

impl Generator<'_> {
    fn function(&mut self, name: Name) -> Function {
        self.scope.clear();
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
        let recursive = self.rng.percent(15);
        let params = self.params(recursive);
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
        }
    }

    fn params(&mut self, recursive: bool) -> Vec<Param> {
        let mut params = Vec::new();
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
            _ => 3,
        };
        while params.iter().map(reals).sum::<usize>() > WIDTH {
            params.pop();
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

    fn is_writable(&self) -> bool {
        self.mutable && self.lock == Lock::Free
    }

    fn is_growable(&self) -> bool {
        matches!(self.kind, Kind::Vec | Kind::VecRef) && self.is_writable()
    }

    fn slice(&self, part: Part) -> Slice {
        Slice {
            name: self.name.clone(),
            owned: self.is_container(),
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
            Kind::Reference | Kind::Shared => Place::Target(self.name.clone()),
            _ => Place::Variable(self.name.clone(), sort),
        }
    }
}
