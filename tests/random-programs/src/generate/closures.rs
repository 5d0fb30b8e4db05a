//! Closures: what they capture is never changed, so that nothing is borrowed in the way.

use super::{Generator, Kind};
use crate::ast::{Expr, Stmt};
use crate::closures::Closure;

impl Generator<'_> {
    pub(super) fn closure(&mut self, stmts: &mut Vec<Stmt>) {
        let name = self.unique("q");
        let count = 1 + self.rng.below(2);
        let params: Vec<_> = (0..count).map(|_| self.unique("h")).collect();
        let changed: Vec<_> = self.scope.iter().filter(|v| v.mutable).collect();
        let changed: Vec<_> = changed.iter().map(|v| v.name.clone()).collect();
        let changed: Vec<_> = changed.iter().map(String::as_str).collect();
        let body = self.scoped(|g| {
            for p in &params {
                g.declare(p, Kind::Real, false);
            }
            g.without(&changed, Self::bounded)
        });
        self.declare(&name, Kind::Closure(count), false);
        stmts.push(Stmt::LetClosure(Closure { name, params, body }));
    }

    pub(super) fn invocation(&mut self, d: usize) -> Option<Expr> {
        let closure = self.find(|v| matches!(v.kind, Kind::Closure(_)))?;
        let Kind::Closure(count) = closure.kind else {
            return None;
        };
        let args = (0..count).map(|_| self.real(d)).collect();
        Some(Expr::Invoke(closure.name, args))
    }
}
