//! Where variables live: objects that grow, and views of them, so that borrowed parts alias what they are part of.

use crate::ast::Name;
use crate::dual::Dual;

#[derive(Clone, Debug)]
pub(crate) enum Value {
    Unit,
    Real(Dual),
    Integer(usize),
    Flag(bool),
    /// Arrays, `Vec`s, pairs and rows.
    Reals(Vec<Dual>),
    Integers(Vec<usize>),
}

impl Value {
    pub(crate) fn real(self) -> Result<Dual, Trap> {
        match self {
            Value::Real(d) => Ok(d),
            other => Err(Trap(format!("not a real: {other:?}"))),
        }
    }

    pub(crate) fn integer(self) -> Result<usize, Trap> {
        match self {
            Value::Integer(n) => Ok(n),
            other => Err(Trap(format!("not an integer: {other:?}"))),
        }
    }

    pub(crate) fn flag(self) -> Result<bool, Trap> {
        match self {
            Value::Flag(b) => Ok(b),
            other => Err(Trap(format!("not a bool: {other:?}"))),
        }
    }

    pub(crate) fn reals(self) -> Result<Vec<Dual>, Trap> {
        match self {
            Value::Reals(v) => Ok(v),
            other => Err(Trap(format!("no reals: {other:?}"))),
        }
    }
}

/// Why a program cannot be tested here: it would panic, run for too long, or makes no sense.
#[derive(Clone, Debug)]
pub(crate) struct Trap(pub(crate) String);

/// A part of an object, or all of it, however long it becomes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View {
    pub(crate) object: usize,
    pub(crate) start: usize,
    pub(crate) length: Option<usize>,
}

#[derive(Default)]
pub(crate) struct Memory {
    objects: Vec<Option<Value>>,
}

impl Memory {
    pub(crate) fn allocate(&mut self, value: Option<Value>) -> View {
        self.objects.push(value);
        View {
            object: self.objects.len() - 1,
            start: 0,
            length: None,
        }
    }

    pub(crate) fn whole(&mut self, view: View) -> Result<&mut Value, Trap> {
        self.objects[view.object]
            .as_mut()
            .ok_or_else(|| Trap("no value yet".into()))
    }

    pub(crate) fn initialise(&mut self, view: View, value: Value) {
        self.objects[view.object] = Some(value);
    }

    pub(crate) fn is_empty(&self, view: View) -> bool {
        self.objects[view.object].is_none()
    }

    /// The reals of a view, of a sequence or a single one.
    pub(crate) fn reals(&mut self, view: View) -> Result<&mut [Dual], Trap> {
        let all = match self.whole(view)? {
            Value::Reals(v) => v.as_mut_slice(),
            Value::Real(d) => std::slice::from_mut(d),
            other => return Err(Trap(format!("no reals: {other:?}"))),
        };
        let end = view.length.map_or(all.len(), |n| view.start + n);
        all.get_mut(view.start..end)
            .ok_or_else(|| Trap("view out of range".into()))
    }

    pub(crate) fn vec(&mut self, view: View) -> Result<&mut Vec<Dual>, Trap> {
        match self.whole(view)? {
            Value::Reals(v) => Ok(v),
            other => Err(Trap(format!("no reals: {other:?}"))),
        }
    }

    pub(crate) fn length(&mut self, view: View) -> Result<usize, Trap> {
        if let Value::Integers(table) = self.whole(view)? {
            return Ok(table.len());
        }
        Ok(self.reals(view)?.len())
    }
}

/// Names in scope, innermost last; a function sees its own only.
#[derive(Default)]
pub(crate) struct Scope {
    names: Vec<(Name, View)>,
}

impl Scope {
    pub(crate) fn bind(&mut self, name: &str, view: View) {
        self.names.push((name.to_owned(), view));
    }

    pub(crate) fn depth(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn leave(&mut self, depth: usize) {
        self.names.truncate(depth);
    }

    pub(crate) fn find(&self, name: &str) -> Result<View, Trap> {
        let found = self.names.iter().rev().find(|(n, _)| n == name);
        found
            .map(|&(_, view)| view)
            .ok_or_else(|| Trap(format!("unknown name {name}")))
    }
}
