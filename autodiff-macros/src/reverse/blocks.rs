//! Reversing a block, segment by segment.

use super::Reverse;
use super::forward::is_parameter;
use crate::analysis::residuals::{Point, boundaries, segment_of};
use crate::analysis::{At, Return};
use crate::build::usize_const;
use crate::ir::{Atom, Block, ExitCode, Function, Place, Prim, Rhs, Stmt, Ty, VarId};
use crate::record::{decided_by_route, exits};
use proc_macro2::Span;

impl Reverse<'_> {
    /// Emits the reverse of a block into the open one. At the top the result's cotangent comes first.
    pub(super) fn reverse_block(&mut self, b: &Block, top: Option<&Function>) {
        let cuts = boundaries(b);
        self.segment(b, &cuts, 0, top);
    }

    fn segment(&mut self, b: &Block, cuts: &[usize], k: usize, top: Option<&Function>) {
        self.declare_restored(b, cuts, k);
        self.bring_back(b, cuts, k);
        if let Some(f) = top {
            self.declare_parameter_bars(f);
        }
        self.declare_bars(b, cuts, k);
        if top.is_some() {
            self.start_from_result();
        }
        let (from, to) = range_of_segment(b, cuts, k);
        if let Some(&cut) = cuts.get(k) {
            self.b.open();
            self.segment(b, cuts, k + 1, None);
            let rest = self.b.close();
            if !rest.stmts.is_empty() {
                let codes: Vec<ExitCode> = exits(&b.stmts[cut]).iter().map(|e| e.1).collect();
                let cond = self.route_is(&codes, false);
                self.b.emit(Stmt::If {
                    cond,
                    then: rest,
                    otherwise: Block::default(),
                });
            }
            self.reverse_stmt(&b.stmts[cut]);
        }
        for s in b.stmts[from..to].iter().rev() {
            self.reverse_stmt(s);
        }
    }

    /// Tests the exit that was taken.
    pub(super) fn route_is(&mut self, codes: &[ExitCode], among: bool) -> Atom {
        let route = Atom::Var(self.route.expect("a block with exits has a route"));
        let span = Span::mixed_site();
        let (compare, join) = if among {
            (
                syn::BinOp::Eq(Default::default()),
                syn::BinOp::Or(Default::default()),
            )
        } else {
            (
                syn::BinOp::Ne(Default::default()),
                syn::BinOp::And(Default::default()),
            )
        };
        let mut all: Option<Atom> = None;
        for code in codes {
            let args = vec![route.clone(), usize_const(*code)];
            let one = self
                .b
                .temp(Rhs::Prim(Prim::Binary(compare), args), Ty::Bool, span);
            all = Some(match all {
                None => one,
                Some(a) => self
                    .b
                    .temp(Rhs::Prim(Prim::Binary(join), vec![a, one]), Ty::Bool, span),
            });
        }
        all.expect("an exit has a code")
    }

    /// Takes back what the segment kept and computes the rest again, in the order of the declarations: a value may
    /// be computed from, or have the type of something made of, what was declared before it.
    fn bring_back(&mut self, b: &Block, cuts: &[usize], k: usize) {
        let at = At::block(b);
        if self.in_scope.contains(&at) {
            return;
        }
        let kept = self.plan.kept.get(&at).into_iter().flatten();
        let kept = kept.filter(|(i, _)| segment_of(cuts, *i) == k);
        let again = self.plan.again.get(&Point::Segment(at, k));
        let again = again.into_iter().flatten().map(|v| {
            let declares = |s: &Stmt| s.declares() == Some(*v);
            (b.stmts.iter().position(declares).unwrap_or(0), *v, true)
        });
        let mut all: Vec<(usize, VarId, bool)> =
            kept.map(|(i, v)| (*i, *v, false)).chain(again).collect();
        all.sort_unstable();
        for (_, v, again) in all {
            if again {
                let rhs = self.plan.definitions[&v].clone();
                self.b.emit(Stmt::Let { var: v, rhs });
            } else {
                self.pop(v, b);
            }
        }
    }

    fn pop(&mut self, v: VarId, b: &Block) {
        let tape = self.tape;
        if is_parameter(self.b.f, v) {
            self.b.emit(Stmt::Restore {
                tape,
                place: Place::of(v),
            });
            return;
        }
        let call = b.stmts.iter().find_map(|s| match s {
            Stmt::Let {
                var,
                rhs: Rhs::Call(c),
            } if *var == v => Some(c.clone()),
            _ => None,
        });
        let known = self.b.f.var(v).ty.is_known();
        let known = known || matches!(self.b.f.var(v).ty, Ty::Int(None));
        let witness = if known { None } else { self.witness(v) };
        // the witness knows more than the callee's function can infer
        let call = call.filter(|c| !known && self.activity.call(v, c) && witness.is_none());
        let rhs = match (call, witness) {
            (Some(call), _) => Rhs::PopResult { tape, call },
            (None, Some(witness)) => Rhs::PopLike { tape, witness },
            (None, None) => {
                self.require_known(v);
                Rhs::Pop { tape }
            }
        };
        let reassigned = b
            .stmts
            .iter()
            .any(|s| matches!(s, Stmt::Declare { var, .. } if *var == v));
        if reassigned {
            let ty = self.b.f.var(v).ty.clone();
            let span = self.span(v);
            let value = self.b.temp(rhs, ty, span);
            self.b.emit(Stmt::Declare {
                var: v,
                init: Some(value),
            });
        } else {
            self.b.emit(Stmt::Let { var: v, rhs });
        }
    }

    /// Variables whose final value nobody reads, but earlier ones: they are put back before they are read.
    fn declare_restored(&mut self, b: &Block, cuts: &[usize], k: usize) {
        let at = At::block(b);
        if self.in_scope.contains(&at) {
            return;
        }
        let kept: Vec<VarId> = self
            .plan
            .kept
            .get(&at)
            .into_iter()
            .flatten()
            .map(|(_, v)| *v)
            .collect();
        for (i, s) in b.stmts.iter().enumerate() {
            let Stmt::Declare { var, .. } = s else {
                continue;
            };
            let used = self.plan.needed.contains(var) || self.plan.restored.contains(var);
            if segment_of(cuts, i) != k || kept.contains(var) || !used {
                continue;
            }
            self.declare_blank(*var);
        }
    }

    fn declare_bars(&mut self, b: &Block, cuts: &[usize], k: usize) {
        for (_, s) in b
            .stmts
            .iter()
            .enumerate()
            .filter(|(i, _)| segment_of(cuts, *i) == k)
        {
            if let Some(v) = s.declares()
                && self.is_active(v)
                && !self.gathered.contains(&v)
                && !self.early_bars.contains(&v)
            {
                self.declare_bar(v);
            }
        }
    }

    pub(super) fn compute_again(&mut self, point: Point) {
        for v in self.plan.again.get(&point).cloned().unwrap_or_default() {
            let rhs = self.plan.definitions[&v].clone();
            self.b.emit(Stmt::Let { var: v, rhs });
        }
    }

    fn reverse_stmt(&mut self, s: &Stmt) {
        if self.passed.contains(&At::stmt(s)) {
            return;
        }
        // in one body, what the outermost block computed is still there
        if !self.in_scope_stmts.contains(&At::stmt(s)) {
            self.compute_again(Point::Before(At::stmt(s)));
        }
        match s {
            Stmt::If {
                cond,
                then,
                otherwise,
            } => {
                let then = self.reverse_inner(then);
                let otherwise = self.reverse_inner(otherwise);
                if then.stmts.is_empty() && otherwise.stmts.is_empty() {
                    return;
                }
                let cond = match decided_by_route(s) {
                    Some(codes) => self.route_is(&codes, true),
                    None => cond.clone(),
                };
                self.b.emit(Stmt::If {
                    cond,
                    then,
                    otherwise,
                });
            }
            Stmt::Match { arms, taken, .. } => {
                let bodies: Vec<Block> = arms.iter().map(|a| self.reverse_inner(&a.body)).collect();
                self.switch(*taken, bodies);
            }
            Stmt::Loop(l) if l.checkpoint.is_some() => {
                if self.is_scheduled(s) {
                    self.reverse_scheduled(l);
                }
            }
            Stmt::Loop(l) => {
                self.put_back_stretches(s, l, Return::BeforeLoop);
                self.reverse_loop(l);
                self.put_back_stretches(s, l, Return::AfterLoop);
            }
            other => self.adjoint(other),
        }
    }

    fn switch(&mut self, taken: Option<VarId>, bodies: Vec<Block>) {
        if bodies.iter().all(|b| b.stmts.is_empty()) {
            return;
        }
        let Some(taken) = taken else {
            bodies
                .into_iter()
                .flat_map(|b| b.stmts)
                .for_each(|s| self.b.emit(s));
            return;
        };
        let last = bodies.len() - 1;
        let arms = bodies
            .into_iter()
            .enumerate()
            .map(|(i, body)| {
                let pattern = if i == last {
                    quote::quote!(_)
                } else {
                    let n = proc_macro2::Literal::usize_unsuffixed(i);
                    quote::quote!(#n)
                };
                crate::ir::Arm {
                    pattern,
                    guard: None,
                    body,
                }
            })
            .collect();
        self.b.emit(Stmt::Match {
            scrutinee: Atom::Var(taken),
            arms,
            taken: None,
        });
    }

    pub(super) fn reverse_inner(&mut self, b: &Block) -> Block {
        self.b.open();
        self.reverse_block(b, None);
        self.b.close()
    }
}

/// The statements strictly inside a segment: after the cut before it, up to the cut that ends it.
fn range_of_segment(b: &Block, cuts: &[usize], k: usize) -> (usize, usize) {
    let from = if k == 0 { 0 } else { cuts[k - 1] + 1 };
    (from, cuts.get(k).copied().unwrap_or(b.stmts.len()))
}
