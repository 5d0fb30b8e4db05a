//! Conditions that are put together, and values that depend on one.

use super::option::holds_option;
use super::{Lower, Optional, Value};
use crate::ir::{Atom, Block, Const, Place, Prim, Rhs, Role, Stmt, Ty};
use proc_macro2::Span;
use quote::quote;

/// What is known of a condition.
#[derive(Clone, Debug)]
pub(super) enum Test {
    Always,
    Never,
    When(Atom),
}

impl Test {
    pub(super) fn of(a: Atom) -> Test {
        match &a {
            Atom::Const(c) if c.tokens.to_string() == "true" => Test::Always,
            Atom::Const(c) if c.tokens.to_string() == "false" => Test::Never,
            _ => Test::When(a),
        }
    }

    pub(super) fn atom(self) -> Atom {
        match self {
            Test::Always => truth(true),
            Test::Never => truth(false),
            Test::When(a) => a,
        }
    }
}

pub(super) fn truth(value: bool) -> Atom {
    Atom::Const(Const {
        tokens: quote!(#value),
        ty: Ty::Bool,
    })
}

impl Lower<'_> {
    pub(super) fn emit_if(&mut self, cond: Atom, then: Block, otherwise: Block) {
        self.emit(Stmt::If {
            cond,
            then,
            otherwise,
        });
    }

    /// `left && right`; the right side is evaluated only where the left one holds.
    pub(super) fn both(
        &mut self,
        left: Test,
        span: Span,
        right: impl FnOnce(&mut Self) -> Test,
    ) -> Test {
        let cond = match left {
            Test::Never => return Test::Never,
            Test::Always => return right(self),
            Test::When(a) => a,
        };
        let (block, right) = self.nested(right);
        match right {
            Test::Never if block.stmts.is_empty() => Test::Never,
            Test::Always if block.stmts.is_empty() => Test::When(cond),
            right => {
                let and = syn::BinOp::And(Default::default());
                Test::When(self.joined(and, cond, block, right.atom(), span))
            }
        }
    }

    /// `left || right`.
    pub(super) fn either(
        &mut self,
        left: Test,
        span: Span,
        right: impl FnOnce(&mut Self) -> Test,
    ) -> Test {
        let cond = match left {
            Test::Always => return Test::Always,
            Test::Never => return right(self),
            Test::When(a) => a,
        };
        let (block, right) = self.nested(right);
        match right {
            Test::Never if block.stmts.is_empty() => Test::When(cond),
            right => {
                let or = syn::BinOp::Or(Default::default());
                Test::When(self.joined(or, cond, block, right.atom(), span))
            }
        }
    }

    /// `left && { block; right }`, or with `||`.
    pub(super) fn joined(
        &mut self,
        op: syn::BinOp,
        left: Atom,
        block: Block,
        right: Atom,
        span: Span,
    ) -> Atom {
        if block.stmts.iter().all(|s| self.is_harmless(s)) {
            for s in block.stmts {
                self.emit(s);
            }
            let rhs = Rhs::Prim(Prim::Binary(op), vec![left, right]);
            return self.temp(rhs, Ty::Bool, span);
        }
        self.temps += 1;
        let name = format!("v{}", self.temps);
        let var = self.f.add_var(&name, Ty::Bool, Role::Temp, span);
        self.emit(Stmt::Declare { var, init: None });
        let place = Place::of(var);
        let mut long = block;
        long.stmts.push(Stmt::Assign {
            place: place.clone(),
            value: right,
        });
        let and = matches!(op, syn::BinOp::And(_));
        let short = Block {
            stmts: vec![Stmt::Assign {
                place,
                value: truth(!and),
            }],
        };
        let (then, otherwise) = if and { (long, short) } else { (short, long) };
        self.emit_if(left, then, otherwise);
        Atom::Var(var)
    }

    /// A value computed in one of two ways.
    pub(super) fn select(
        &mut self,
        cond: Test,
        span: Span,
        then: impl FnOnce(&mut Self) -> Value,
        otherwise: impl FnOnce(&mut Self) -> Value,
    ) -> Value {
        let cond = match cond {
            Test::Always => return then(self),
            Test::Never => return otherwise(self),
            Test::When(a) => a,
        };
        let arms = vec![self.nested(then), self.nested(otherwise)];
        let (mut blocks, value) = self.join(arms, span);
        let (otherwise, then) = (blocks.pop(), blocks.pop());
        self.emit_if(
            cond,
            then.unwrap_or_default(),
            otherwise.unwrap_or_default(),
        );
        value
    }

    /// A value of which only the type is known; `Option`s in it are taken apart.
    pub(super) fn default_of(&self, ty: &Ty) -> Value {
        match ty {
            Ty::Tuple(ts) if holds_option(ty) => {
                Value::Tuple(ts.iter().map(|t| self.default_of(t)).collect())
            }
            Ty::Option(t) => Value::Optional(Optional {
                present: Box::new(Value::Atom(truth(false))),
                payload: Some(Box::new(self.default_of(t))),
            }),
            ty => {
                let default = || Const {
                    tokens: quote!(::core::default::Default::default()),
                    ty: ty.clone(),
                };
                let value = crate::build::dummy(ty).unwrap_or_else(default);
                Value::Atom(Atom::Const(value))
            }
        }
    }

    /// What stands for the payload of a `None`: never read.
    pub(super) fn placeholder_of(&mut self, ty: &Ty, span: Span) -> Value {
        match ty {
            Ty::Tuple(ts) if holds_option(ty) => {
                let parts = ts.iter().map(|t| self.placeholder_of(t, span));
                Value::Tuple(parts.collect())
            }
            Ty::Option(t) => Value::Optional(Optional {
                present: Box::new(Value::Atom(truth(false))),
                payload: Some(Box::new(self.placeholder_of(t, span))),
            }),
            // a type of the user's need not have a default
            Ty::Spelled(_) => Value::Atom(self.temp(Rhs::Blank(None), ty.clone(), span)),
            ty => self.default_of(ty),
        }
    }

    /// Neither fails nor costs: may as well be evaluated when nobody asks.
    fn is_harmless(&self, s: &Stmt) -> bool {
        let Stmt::Let { var, rhs } = s else {
            return false;
        };
        match rhs {
            Rhs::Atom(_) | Rhs::Prim(Prim::Not, _) => true,
            Rhs::Len(p) => p.is_whole(),
            Rhs::Load(p) => p.is_whole() && self.is_plain_scalar(&self.f.var(*var).ty),
            Rhs::Prim(Prim::Binary(op), _) => {
                use syn::BinOp::{And, Eq, Ge, Gt, Le, Lt, Ne, Or};
                matches!(
                    op,
                    Eq(_) | Ne(_) | Lt(_) | Le(_) | Gt(_) | Ge(_) | And(_) | Or(_)
                )
            }
            _ => false,
        }
    }
}
