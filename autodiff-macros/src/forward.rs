//! The forward transform: every active value gets a tangent, computed beside it.
//!
//! It takes any program of the IR, sweeps of the reverse transform included; that is how second order arises.

mod definitions;
mod lifted;
mod sweeps;

pub(crate) use crate::ir::Width;
pub(crate) use sweeps::{SweepTangents, tangent_of_sweeps};

use crate::analysis::Activity;
use crate::build::{Builder, zero_const};
use crate::ir::{
    Arm, Atom, Block, Call, Const, Function, Loop, Passing, Place, Rhs, Role, Stmt, Ty, VarId,
};
use std::collections::BTreeMap;

/// A function with tangents.
#[derive(Debug)]
pub(crate) struct Tangents {
    pub(crate) f: Function,
    pub(crate) body: Block,
    /// For each parameter that carries reals, its tangent.
    pub(crate) dots: Vec<Option<VarId>>,
    pub(crate) result_dot: Option<Atom>,
}

struct Forward<'a> {
    b: Builder<'a>,
    width: Width,
    activity: &'a dyn Fn(VarId) -> bool,
    call_is_active: &'a dyn Fn(VarId, &Call) -> bool,
    dots: BTreeMap<VarId, VarId>,
}

pub(crate) fn forward(primal: &Function, activity: &Activity, width: Width) -> Tangents {
    let active = |v: VarId| activity.is_active(v);
    let call = |v: VarId, c: &Call| activity.call(v, c);
    let mut f = primal.clone();
    f.body = Block::default();
    let mut t = Forward {
        b: Builder::new(&mut f),
        width,
        activity: &active,
        call_is_active: &call,
        dots: BTreeMap::new(),
    };
    let dots = t.parameter_dots(primal);
    t.block(&primal.body);
    let result_dot = primal.result.as_ref().map(|r| t.tangent_or_zero(r));
    let body = t.b.finish();
    Tangents {
        f,
        body,
        dots,
        result_dot,
    }
}

/// The tangent of a sweep: every variable that carries reals is taken as active.
#[cfg(test)]
pub(crate) fn tangent_of_block(
    f: &mut Function,
    block: &Block,
    active: &dyn Fn(VarId) -> bool,
) -> (Block, BTreeMap<VarId, VarId>) {
    let call = |_: VarId, _: &Call| false;
    let mut t = Forward {
        b: Builder::new(f),
        width: Width::One,
        activity: active,
        call_is_active: &call,
        dots: BTreeMap::new(),
    };
    t.block(block);
    let dots = std::mem::take(&mut t.dots);
    (t.b.finish(), dots)
}

impl Forward<'_> {
    fn parameter_dots(&mut self, primal: &Function) -> Vec<Option<VarId>> {
        let mut dots = vec![];
        for p in &primal.params {
            let ty = primal.var(p.var).ty.clone();
            let shared = p.passing == Passing::Shared && crate::reverse::behind_trait(&ty);
            let dot = p.differentiable.then(|| {
                let role = if shared { Role::Dot } else { Role::Param };
                let dot = self.dot_var(p.var, role);
                if p.passing != Passing::Value && !shared {
                    self.b.f.vars[dot.0 as usize].ty = self.in_width(ty.lent_tangent());
                }
                self.dots.insert(p.var, dot);
                dot
            });
            dots.push(dot);
        }
        dots
    }

    fn dot(&mut self, v: VarId) -> VarId {
        if let Some(d) = self.dots.get(&v) {
            return *d;
        }
        let role = match self.b.f.var(v).role {
            Role::Bar => Role::Bar,
            Role::Temp => Role::Temp,
            Role::Param | Role::User | Role::Dot | Role::Item => Role::User,
        };
        let dot = self.dot_var(v, role);
        self.dots.insert(v, dot);
        dot
    }

    fn dot_var(&mut self, of: VarId, role: Role) -> VarId {
        let dot = self.b.companion_var(of, "dot", role);
        let ty = self.b.f.var(dot).ty.clone();
        self.b.f.vars[dot.0 as usize].ty = self.in_width(ty);
        dot
    }

    fn in_width(&self, tangent: Ty) -> Ty {
        match self.width {
            Width::One => tangent,
            Width::Lanes | Width::Lifted => tangent.in_lanes(),
        }
    }

    fn tangent_ty(&self, primal: &Ty) -> Ty {
        self.in_width(primal.tangent())
    }

    fn dot_place(&mut self, p: &Place) -> Place {
        Place {
            root: self.dot(p.root),
            proj: p.proj.clone(),
        }
    }

    fn is_active(&self, v: VarId) -> bool {
        (self.activity)(v)
    }

    fn tangent(&mut self, a: &Atom) -> Option<Atom> {
        let v = a.var().filter(|v| self.is_active(*v))?;
        Some(Atom::Var(self.dot(v)))
    }

    fn tangent_or_zero(&mut self, a: &Atom) -> Atom {
        match self.tangent(a) {
            Some(t) => t,
            None => self.zero_of(a),
        }
    }

    fn zero_of(&mut self, a: &Atom) -> Atom {
        let ty = self.tangent_ty(&self.b.f.ty(a));
        match (zero_const(&ty), a) {
            (Some(c), _) => Atom::Const(c),
            (None, Atom::Var(v)) => {
                let span = self.b.f.var(*v).span;
                self.b.temp(Rhs::zero(Place::of(*v)), ty.owned(), span)
            }
            (None, Atom::Const(_)) => Atom::Const(Const {
                tokens: quote::quote!(0.0),
                ty: self.in_width(Ty::f64()),
            }),
        }
    }

    fn zero_at(&mut self, p: &Place) -> Atom {
        let ty = self.tangent_ty(&self.b.f.place_ty(p));
        match zero_const(&ty) {
            Some(c) => Atom::Const(c),
            None => {
                let span = self.b.f.var(p.root).span;
                self.b.temp(Rhs::zero(p.clone()), ty.owned(), span)
            }
        }
    }

    fn inner(&mut self, b: &Block) -> Block {
        self.b.open();
        self.block(b);
        self.b.close()
    }

    fn block(&mut self, b: &Block) {
        for s in &b.stmts {
            self.stmt(s);
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        match s {
            Stmt::Let { var, rhs } => self.let_stmt(*var, rhs),
            Stmt::Declare { var, init } => {
                self.b.emit(s.clone());
                if self.is_active(*var) {
                    let dot = self.dot(*var);
                    let init = init.as_ref().map(|a| match self.tangent(a) {
                        Some(t) => t,
                        None => self.zero_at(&Place::of(*var)),
                    });
                    self.b.emit(Stmt::Declare { var: dot, init });
                }
            }
            Stmt::Assign { place, value } => {
                if self.is_active(place.root) {
                    let value = self.tangent_or_zero(value);
                    let place = self.dot_place(place);
                    self.b.emit(Stmt::Assign { place, value });
                }
                self.b.emit(s.clone());
            }
            Stmt::Accumulate {
                place,
                value,
                negative,
            } => {
                self.accumulate(place, value, *negative);
                self.b.emit(s.clone());
            }
            Stmt::Swap { a, b } => {
                if self.is_active(a.root) {
                    let (a, b) = (self.dot_place(a), self.dot_place(b));
                    self.b.emit(Stmt::Swap { a, b });
                }
                self.b.emit(s.clone());
            }
            Stmt::VecPush { vec, value } => {
                if self.is_active(vec.root) {
                    let value = self.tangent_or_zero(value);
                    let vec = self.dot_place(vec);
                    self.b.emit(Stmt::VecPush { vec, value });
                }
                self.b.emit(s.clone());
            }
            Stmt::If {
                cond,
                then,
                otherwise,
            } => self.if_stmt(cond, then, otherwise),
            Stmt::Match {
                scrutinee,
                arms,
                taken,
            } => self.match_stmt(scrutinee, arms, *taken),
            Stmt::Loop(l) => {
                let body = self.inner(&l.body);
                self.b.emit(Stmt::Loop(Loop { body, ..l.clone() }));
            }
            Stmt::Scheduled(_) => unreachable!("second order keeps every residual"),
            Stmt::Exit { .. } | Stmt::Effect(_) => self.b.emit(s.clone()),
            Stmt::Push { tape, place } => {
                self.b.emit(s.clone());
                if self.is_active(place.root) {
                    let place = self.dot_place(place);
                    self.b.emit(Stmt::Push { tape: *tape, place });
                }
            }
            Stmt::Restore { tape, place } => {
                if self.is_active(place.root) {
                    let place = self.dot_place(place);
                    self.b.emit(Stmt::Restore { tape: *tape, place });
                }
                self.b.emit(s.clone());
            }
        }
    }

    fn accumulate(&mut self, place: &Place, value: &Atom, negative: bool) {
        if !self.is_active(place.root) {
            return;
        }
        let Some(value) = self.tangent(value) else {
            return;
        };
        let place = self.dot_place(place);
        if self.width == Width::Lifted {
            self.lifted_accumulate(place, value, negative);
        } else {
            self.b.emit(Stmt::Accumulate {
                place,
                value,
                negative,
            });
        }
    }

    fn if_stmt(&mut self, cond: &Atom, then: &Block, otherwise: &Block) {
        let (then, otherwise) = (self.inner(then), self.inner(otherwise));
        self.b.emit(Stmt::If {
            cond: cond.clone(),
            then,
            otherwise,
        });
    }

    fn match_stmt(&mut self, scrutinee: &Atom, arms: &[Arm], taken: Option<VarId>) {
        let arms = arms.iter().map(|a| Arm {
            body: self.inner(&a.body),
            ..a.clone()
        });
        let arms = arms.collect();
        self.b.emit(Stmt::Match {
            scrutinee: scrutinee.clone(),
            arms,
            taken,
        });
    }
}
