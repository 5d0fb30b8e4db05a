//! Runs programs on dual numbers: value, gradient, and nothing shared with the library under test.

mod chains;
mod exprs;
mod memory;
mod own_types;
mod stmts;

use crate::ast::{Function, Name, ParamKind, Program};
use crate::closures::Closure;
use crate::dual::Dual;
use memory::{Memory, Scope, View};
pub(crate) use memory::{Trap, Value};

/// One argument of the tested function.
#[derive(Clone, Debug)]
pub(crate) enum Input {
    Reals(Vec<f64>),
    Real(f64),
    Integer(usize),
    Flag(bool),
}

/// What the tested function leaves.
pub(crate) struct Outcome {
    /// The result's reals.
    pub(crate) result: Vec<Dual>,
    /// Those of each `&mut` parameter.
    pub(crate) in_outs: Vec<Vec<Dual>>,
}

/// How control leaves an expression or a statement, other than at its end.
enum Exit {
    Break(Option<Name>, Box<Value>),
    Continue(Option<Name>),
    Return(Box<Value>),
    Trap(Trap),
}

impl From<Trap> for Exit {
    fn from(trap: Trap) -> Exit {
        Exit::Trap(trap)
    }
}

fn trap<T>(why: impl Into<String>) -> Result<T, Exit> {
    Err(Exit::Trap(Trap(why.into())))
}

/// Iterations and calls that a run may take.
const FUEL: usize = 1500;
/// Calls within calls.
const DEPTH: usize = 30;

struct Evaluator<'a> {
    program: &'a Program,
    memory: Memory,
    scope: Scope,
    closures: Vec<&'a Closure>,
    fuel: usize,
    depth: usize,
}

/// Runs the last function of the program.
pub(crate) fn run(program: &Program, inputs: &[Input]) -> Result<Outcome, Trap> {
    let mut evaluator = Evaluator {
        program,
        memory: Memory::default(),
        scope: Scope::default(),
        closures: Vec::new(),
        fuel: FUEL,
        depth: 0,
    };
    let mut count = 0;
    let mut next = |v: f64| {
        count += 1;
        Dual::input(v, count - 1)
    };
    let mut arguments = Vec::new();
    for input in inputs {
        let value = match input {
            Input::Real(v) => Value::Real(next(*v)),
            Input::Reals(vs) => Value::Reals(vs.iter().map(|v| next(*v)).collect()),
            Input::Integer(n) => Value::Integer(*n),
            Input::Flag(b) => Value::Flag(*b),
        };
        arguments.push(evaluator.memory.allocate(Some(value)));
    }
    let function = program.functions.last().expect("a program has a function");
    let result = match evaluator.enter(function, &arguments)? {
        Value::Real(d) => vec![d],
        Value::Reals(v) => v,
        _ => Vec::new(),
    };
    let mut in_outs = Vec::new();
    for (param, view) in function.params.iter().zip(&arguments) {
        if param.kind.is_in_out() {
            in_outs.push(evaluator.memory.reals(*view)?.to_vec());
        }
    }
    Ok(Outcome { result, in_outs })
}

impl<'a> Evaluator<'a> {
    fn tick(&mut self) -> Result<(), Trap> {
        self.fuel = self
            .fuel
            .checked_sub(1)
            .ok_or_else(|| Trap("too long".into()))?;
        Ok(())
    }

    /// Runs a function; by-value parameters are views of values made for it.
    fn enter(&mut self, function: &'a Function, arguments: &[View]) -> Result<Value, Trap> {
        self.tick()?;
        if self.depth >= DEPTH {
            return Err(Trap("recursion".into()));
        }
        self.depth += 1;
        let outer = std::mem::take(&mut self.scope);
        let closures = std::mem::take(&mut self.closures);
        for (param, view) in function.params.iter().zip(arguments) {
            let view = match param.kind {
                ParamKind::VecMut => View {
                    length: None,
                    ..*view
                },
                _ => *view,
            };
            self.scope.bind(&param.name, view);
        }
        let result = match self.block(&function.body) {
            Ok(value) => Ok(value),
            Err(Exit::Return(value)) => Ok(*value),
            Err(Exit::Trap(trap)) => Err(trap),
            Err(Exit::Break(..) | Exit::Continue(_)) => Err(Trap("exit without loop".into())),
        };
        self.scope = outer;
        self.closures = closures;
        self.depth -= 1;
        result
    }
}
