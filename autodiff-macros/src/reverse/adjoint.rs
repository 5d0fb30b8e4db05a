//! The adjoint of each statement. The order is always: take the cotangent of what was written (leaving zero), put
//! the overwritten value back, then add to the cotangents of what was read.

use super::Reverse;
use super::forward::overwritten;
use crate::analysis::At;
use crate::ir::{Atom, Place, Proj, Rhs, Stmt, Ty, VarId};
use crate::rule;

impl Reverse<'_> {
    pub(super) fn adjoint(&mut self, s: &Stmt) {
        match s {
            Stmt::Let { var, rhs } => self.adjoint_of_let(*var, rhs, s),
            Stmt::Declare { var, init } => {
                if let Some(init) = init
                    && self.is_active(*var)
                {
                    let bar = self.bar(*var);
                    let whole = Place::of(bar);
                    let t = self.read_bar(&whole);
                    self.contribute(init, t);
                }
            }
            Stmt::Assign { place, value } => self.adjoint_of_assign(place, value, s),
            Stmt::Accumulate {
                place,
                value,
                negative,
            } => {
                self.put_back(s);
                if self.plan.inverted.contains(&At::stmt(s)) {
                    self.b.emit(Stmt::Accumulate {
                        place: place.clone(),
                        value: value.clone(),
                        negative: !negative,
                    });
                }
                if self.is_active(place.root) && self.activity.atom(value) {
                    let bar = self.bar_place(place);
                    let mut t = self.read_bar(&bar);
                    if *negative {
                        let (ty, span) = (self.b.f.ty(&t), self.span(place.root));
                        t = self.b.temp(Rhs::Op(rule::neg(), vec![t]), ty, span);
                    }
                    self.contribute(value, t);
                }
            }
            Stmt::Swap { a, b } => {
                if self.is_active(a.root) || self.is_active(b.root) {
                    let (a, b) = (self.bar_place(a), self.bar_place(b));
                    self.b.emit(Stmt::Swap { a, b });
                }
                if self.reads(a) || self.reads(b) {
                    self.b.emit(s.clone());
                }
            }
            Stmt::VecPush { vec, value } => self.adjoint_of_push(vec, value),
            Stmt::Exit { .. } | Stmt::Effect(_) => {}
            Stmt::If { .. } | Stmt::Match { .. } | Stmt::Loop(_) => {
                unreachable!("statements with blocks are reversed by blocks.rs")
            }
            Stmt::Push { .. } | Stmt::Restore { .. } | Stmt::Scheduled(_) => {
                unreachable!("the reverse transform reads primal programs")
            }
        }
    }

    /// Whether the primal value at a place matters to the reverse sweep.
    fn reads(&self, p: &Place) -> bool {
        self.plan.needed.contains(&p.root) || self.is_borrowed(p.root)
    }

    fn is_borrowed(&self, v: VarId) -> bool {
        self.b
            .f
            .params
            .iter()
            .any(|p| p.var == v && p.passing == crate::ir::Passing::Mut)
    }

    pub(super) fn put_back(&mut self, s: &Stmt) {
        if self.plan.keeps_element(s) {
            for place in overwritten(s).into_iter().rev() {
                self.b.emit(Stmt::Restore {
                    tape: self.tape,
                    place,
                });
            }
        }
    }

    /// The present value of a cotangent.
    pub(super) fn read_bar(&mut self, bar: &Place) -> Atom {
        let ty = self.b.f.place_ty(bar).owned();
        let span = self.span(bar.root);
        self.b.temp(Rhs::Load(bar.clone()), ty, span)
    }

    fn adjoint_of_assign(&mut self, place: &Place, value: &Atom, s: &Stmt) {
        self.put_back(s);
        if !self.is_active(place.root) {
            return;
        }
        let bar = self.bar_place(place);
        let ty = self.b.f.place_ty(place).tangent();
        if self.activity.atom(value) && ty.is_real() {
            let t = self.take_bar(place, bar);
            self.contribute(value, t);
            return;
        }
        let t = self.activity.atom(value).then(|| self.read_bar(&bar));
        // the old value is back in its place; a first value has none, and what its cotangent was is not asked again
        if self.plan.reshaping.contains(&At::stmt(s)) || crate::build::zero_const(&ty).is_some() {
            let value = self.zero(place);
            self.b.emit(Stmt::Assign { place: bar, value });
        }
        if let Some(t) = t {
            self.contribute(value, t);
        }
    }

    /// The present value of a real cotangent, which becomes zero.
    fn take_bar(&mut self, primal: &Place, bar: Place) -> Atom {
        if self.has_lent_cotangent(primal.root) {
            let (ty, span) = (self.b.f.place_ty(&bar), self.span(bar.root));
            return self.b.temp(Rhs::Take(bar), ty, span);
        }
        let t = self.read_bar(&bar);
        let value = self.zero(primal);
        self.b.emit(Stmt::Assign { place: bar, value });
        t
    }

    fn adjoint_of_push(&mut self, vec: &Place, value: &Atom) {
        if self.is_active(vec.root) {
            let bar = self.bar_place(vec);
            let ty = self.b.f.ty(value).tangent();
            let span = self.span(vec.root);
            let t = self.b.temp(Rhs::VecPop(bar), ty, span);
            self.contribute(value, t);
        }
        if self.reads(vec) {
            let (ty, span) = (self.b.f.ty(value), self.span(vec.root));
            self.b.temp(Rhs::VecPop(vec.clone()), ty, span);
        }
    }

    fn adjoint_of_let(&mut self, var: VarId, rhs: &Rhs, s: &Stmt) {
        if let Rhs::Call(c) = rhs {
            if self.activity.call(var, c) {
                self.adjoint_of_call(var, c);
            } else {
                self.put_back(s);
            }
            return;
        }
        if let Rhs::VecPop(p) = rhs {
            self.adjoint_of_pop(var, p);
            return;
        }
        if !self.is_active(var) {
            return;
        }
        let Some(seed) = self.seed(var) else { return };
        let span = self.span(var);
        match rhs {
            Rhs::Atom(a) => self.contribute(a, seed),
            Rhs::Cast(a, to) => {
                let from = self.b.f.ty(a);
                let same = matches!((&from, to), (Ty::Real(a), Ty::Real(b)) if a == b);
                let t = if same {
                    seed
                } else {
                    self.b.temp(Rhs::Cast(seed, from.clone()), from, span)
                };
                self.contribute(a, t);
            }
            Rhs::Load(p) => {
                if self.is_active(p.root) {
                    let bar = self.bar_place(p);
                    self.b.accumulate(bar, seed);
                }
            }
            Rhs::Op(row, args) => self.adjoint_of_op(var, row, args, &seed),
            Rhs::Overloaded(o, args) => {
                let rhs = Rhs::Pullback(o.clone(), args.clone(), seed);
                let returned = self.b.temp(rhs, Ty::UnknownTangent, span);
                self.take_all(args, &returned);
            }
            Rhs::Struct { fields, rest, .. } => {
                for (proj, a) in fields {
                    self.contribute_part(a, &seed, proj.clone());
                }
                if let Some(rest) = rest {
                    self.contribute_rest(var, rest, fields, seed);
                }
            }
            Rhs::Tuple(args) => {
                for (i, a) in (0u32..).zip(args) {
                    self.contribute_part(a, &seed, Proj::Field(i));
                }
            }
            Rhs::Array(args) | Rhs::VecOf(args) => {
                for (i, a) in args.iter().enumerate() {
                    self.contribute_part(a, &seed, Proj::Index(crate::build::usize_const(i)));
                }
            }
            Rhs::Repeat(a, _) | Rhs::VecRepeat(a, _) => {
                let Some(v) = seed.var() else { return };
                let n = self.b.temp(Rhs::Len(Place::of(v)), Ty::usize(), span);
                self.contribute_all(a, &seed, n);
            }
            Rhs::Clone(p) => self.contribute_copy(p, &seed),
            Rhs::Prim(..) | Rhs::Len(_) | Rhs::Blank(_) => {}
            Rhs::Call(_) | Rhs::VecPop(_) => unreachable!("handled above"),
            Rhs::Take(_)
            | Rhs::Zero { .. }
            | Rhs::Sweep(..)
            | Rhs::Pop { .. }
            | Rhs::PopResult { .. }
            | Rhs::PopLike { .. }
            | Rhs::Phantom
            | Rhs::Nth { .. }
            | Rhs::Pullback(..)
            | Rhs::PullbackTangent(..)
            | Rhs::Pushforward(..)
            | Rhs::Lifted(..)
            | Rhs::Cells(_)
            | Rhs::Lend { .. } => unreachable!("the reverse transform reads primal programs"),
        }
    }

    fn adjoint_of_op(
        &mut self,
        var: VarId,
        row: &'static autodiff_runtime::ops::Op,
        args: &[Atom],
        seed: &Atom,
    ) {
        let (ty, span) = (self.b.f.var(var).ty.clone(), self.span(var));
        let output = Atom::Var(var);
        let sibling = self.plan.siblings.get(&var).copied().map(Atom::Var);
        for (i, a) in args.iter().enumerate() {
            if self.activity.atom(a) {
                let names = rule::Names {
                    seed,
                    inputs: args,
                    output: &output,
                    sibling: sibling.as_ref(),
                    ty: &ty,
                    span,
                };
                if let Some(t) = rule::apply(&mut self.b, row, i, &names) {
                    self.contribute(a, t);
                }
            }
        }
    }

    fn contribute_part(&mut self, to: &Atom, seed: &Atom, proj: Proj) {
        if let (Some(v), true) = (seed.var(), self.activity.atom(to)) {
            let t = self.read_bar(&Place::of(v).then(proj));
            self.contribute(to, t);
        }
    }

    /// One cotangent for each operand, lent ones included.
    fn take_all(&mut self, args: &[crate::ir::Arg], returned: &Atom) {
        use crate::ir::Arg;
        let Some(r) = returned.var() else { return };
        for (i, a) in (0u32..).zip(args) {
            let part = Place::of(r).then(Proj::Field(i));
            match a {
                Arg::Value(a) => {
                    if self.activity.atom(a) {
                        let (ty, span) = (self.b.f.ty(a).tangent(), self.span(r));
                        let t = self.b.temp(Rhs::Load(part), ty, span);
                        self.contribute(a, t);
                    }
                }
                Arg::Shared(p) | Arg::Mut(p) => {
                    if self.is_active(p.root) {
                        let bar = self.bar_place(p);
                        let t = self.read_bar(&part);
                        self.b.accumulate(bar, t);
                    }
                }
            }
        }
    }

    /// `..rest` gets the cotangent of every field that is not given.
    fn contribute_rest(&mut self, var: VarId, rest: &Place, given: &[(Proj, Atom)], seed: Atom) {
        if !self.is_active(rest.root) {
            return;
        }
        let (ty, span) = (self.b.f.var(var).ty.tangent(), self.span(var));
        let others = self
            .b
            .f
            .add_var("rest_bar", ty, crate::ir::Role::User, span);
        self.b.emit(Stmt::Declare {
            var: others,
            init: Some(seed),
        });
        for (proj, _) in given {
            let place = Place::of(others).then(proj.clone());
            let value = self.zero(&rest.then(proj.clone()));
            self.b.emit(Stmt::Assign { place, value });
        }
        let bar = self.bar_place(rest);
        self.b.accumulate(bar, Atom::Var(others));
    }

    fn contribute_all(&mut self, to: &Atom, seed: &Atom, n: Atom) {
        let (Some(v), Some(target)) = (seed.var(), to.var()) else {
            return;
        };
        if !self.is_active(target) {
            return;
        }
        let ty = self.b.f.ty(to).tangent();
        let span = self.span(target);
        let sum = self
            .b
            .f
            .add_var("sum", ty.clone(), crate::ir::Role::User, span);
        let zero = self.zero(&Place::of(target));
        self.b.emit(Stmt::Declare {
            var: sum,
            init: Some(zero),
        });
        self.for_each_index(n, |r, k| {
            let t = r.read_bar(&Place::of(v).then(Proj::Index(k)));
            r.b.accumulate(Place::of(sum), t);
        });
        let t = self.b.temp(Rhs::Load(Place::of(sum)), ty, span);
        self.contribute(to, t);
    }

    /// `bar[k] += seed[k]` for all `k`.
    fn contribute_copy(&mut self, p: &Place, seed: &Atom) {
        let Some(v) = seed.var() else { return };
        if !self.is_active(p.root) {
            return;
        }
        let bar = self.bar_place(p);
        let span = self.span(v);
        match self.b.f.place_ty(p).peeled() {
            Ty::Array(..) | Ty::Vec(_) | Ty::Slice(_) | Ty::Seq(_) => {
                let n = self.b.temp(Rhs::Len(Place::of(v)), Ty::usize(), span);
                self.for_each_index(n, |r, k| {
                    let part = Proj::Index(k);
                    let t = r.read_bar(&Place::of(v).then(part.clone()));
                    r.b.accumulate(bar.then(part), t);
                });
            }
            _ => self.b.accumulate(bar, seed.clone()),
        }
    }

    fn adjoint_of_pop(&mut self, var: VarId, p: &Place) {
        if self.is_active(p.root) {
            let bar = self.bar_place(p);
            let value = match self.seed(var) {
                Some(t) if self.is_active(var) => t,
                _ => self.zero(&Place::of(var)),
            };
            self.b.emit(Stmt::VecPush { vec: bar, value });
        }
        if self.reads(p) {
            self.b.emit(Stmt::VecPush {
                vec: p.clone(),
                value: Atom::Var(var),
            });
        }
    }
}
