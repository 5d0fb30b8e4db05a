//! Random programs, biased towards what is hard to reverse: overwritten state, repeated indices, exits.

mod calls;
mod chains;
mod closures;
mod exprs;
mod functions;
mod loops;
mod options;
mod records;
mod sequences;
mod stmts;

use crate::ast::{Function, Name, Part, Place, Program, Returns, Slice, Sort};
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
