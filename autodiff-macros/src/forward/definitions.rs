//! The tangent of what a `Let` defines, for each kind of right-hand side.

use super::{Forward, Width, lifted};
use crate::ir::{
    Arg, Atom, Call, DotArg, Loop, LoopKind, Place, Proj, Range, Rhs, Role, Route, Stmt, Sweep, Ty,
    VarId,
};
use crate::rule;
use proc_macro2::Span;

impl Forward<'_> {
    pub(super) fn let_stmt(&mut self, var: VarId, rhs: &Rhs) {
        if let Rhs::Call(c) = rhs
            && (self.call_is_active)(var, c)
        {
            self.call(var, c);
            return;
        }
        if let Rhs::VecPop(p) = rhs
            && self.is_active(p.root)
        {
            // shortens the tangent, too, whether or not anybody reads what was popped
            self.b.emit(Stmt::Let {
                var,
                rhs: rhs.clone(),
            });
            let (dot, from) = (self.dot(var), self.dot_place(p));
            self.b.emit(Stmt::Let {
                var: dot,
                rhs: Rhs::VecPop(from),
            });
            return;
        }
        if let Rhs::Sweep(c, sweep) = rhs {
            self.sweep(var, c, sweep);
            return;
        }
        if let Rhs::Pullback(o, args, y_bar) = rhs {
            let dots = args.iter().map(|a| self.tangent_of_arg(a)).collect();
            let y_bar = Box::new([y_bar.clone(), self.tangent_or_zero(y_bar)]);
            let both = Rhs::PullbackTangent(o.clone(), args.clone(), dots, y_bar);
            self.pair(var, both);
            return;
        }
        if !self.is_active(var) {
            self.b.emit(Stmt::Let {
                var,
                rhs: rhs.clone(),
            });
            return;
        }
        if let Rhs::PopResult { tape, call } = rhs {
            let both = Sweep::ResultTangent { tape: *tape };
            self.pair(var, Rhs::Sweep(call.clone(), both));
            return;
        }
        if let Rhs::Pop { .. } | Rhs::PopLike { .. } = rhs {
            // the tangent was pushed last
            let dot = self.dot(var);
            self.b.emit(Stmt::Let {
                var: dot,
                rhs: rhs.clone(),
            });
            self.b.emit(Stmt::Let {
                var,
                rhs: rhs.clone(),
            });
            return;
        }
        self.b.emit(Stmt::Let {
            var,
            rhs: rhs.clone(),
        });
        if let Rhs::Struct { fields, rest, .. } = rhs {
            self.tangent_of_struct(var, fields, rest.as_ref());
            return;
        }
        let dot = match self.tangent_rhs(var, rhs) {
            Some(dot) => dot,
            None => Rhs::Atom(self.zero_at(&Place::of(var))),
        };
        let to = self.dot(var);
        self.b.emit(Stmt::Let { var: to, rhs: dot });
    }

    /// The tangent of a right-hand side; `None` where it is zero.
    fn tangent_rhs(&mut self, var: VarId, rhs: &Rhs) -> Option<Rhs> {
        Some(match rhs {
            Rhs::Atom(a) => Rhs::Atom(self.tangent(a)?),
            Rhs::Cast(a, to) if self.width == Width::Lifted => self.lifted_cast(a, to)?,
            Rhs::Cast(a, to) => Rhs::Cast(self.tangent(a)?, to.clone()),
            Rhs::Op(row, args) if self.width == Width::Lifted => self.lifted_op(var, row, args)?,
            Rhs::Op(row, args) => Rhs::Atom(self.op(var, row, args)?),
            Rhs::Load(p) | Rhs::Clone(p) => {
                if !self.is_active(p.root) {
                    return None;
                }
                let dot = self.dot_place(p);
                let whole = !self.b.f.var(var).ty.is_real();
                if whole && self.b.f.var(dot.root).role == Role::Dot {
                    return Some(Rhs::Atom(self.copy_from_source(var, &dot)));
                }
                match rhs {
                    Rhs::Clone(_) => Rhs::Clone(dot),
                    _ => Rhs::Load(dot),
                }
            }
            Rhs::Take(p) => {
                if !self.is_active(p.root) {
                    return None;
                }
                Rhs::Take(self.dot_place(p))
            }
            Rhs::VecPop(p) => {
                if !self.is_active(p.root) {
                    return None;
                }
                Rhs::VecPop(self.dot_place(p))
            }
            Rhs::Overloaded(o, args) => {
                let dots: Vec<Option<Atom>> = args.iter().map(|a| self.tangent_of_arg(a)).collect();
                if self.width == Width::Lifted {
                    return Some(lifted::overloaded(var, o, args, dots));
                }
                Rhs::Pushforward(o.clone(), args.clone(), dots)
            }
            Rhs::Tuple(args) => Rhs::Tuple(self.tangents(args)),
            Rhs::Array(args) => Rhs::Array(self.tangents(args)),
            Rhs::VecOf(args) => Rhs::VecOf(self.tangents(args)),
            Rhs::Repeat(a, n) => Rhs::Repeat(self.tangent_or_zero(a), n.clone()),
            Rhs::VecRepeat(a, n) => Rhs::VecRepeat(self.tangent_or_zero(a), n.clone()),
            Rhs::Cells(p) => Rhs::Cells(self.dot_place(p)),
            Rhs::Lend { place, mutable } => Rhs::Lend {
                place: self.dot_place(place),
                mutable: *mutable,
            },
            Rhs::Zero { .. } => rhs.clone(),
            Rhs::Prim(..) | Rhs::Len(_) | Rhs::Nth { .. } | Rhs::Call(_) | Rhs::Blank(_) => {
                return None;
            }
            Rhs::Pop { .. } | Rhs::PopLike { .. } | Rhs::PopResult { .. } => {
                unreachable!("handled by let_stmt")
            }
            Rhs::Sweep(..) | Rhs::Pullback(..) | Rhs::Struct { .. } => {
                unreachable!("handled by let_stmt")
            }
            Rhs::Phantom => unreachable!("a witness is not transformed"),
            Rhs::PullbackTangent(..) | Rhs::Pushforward(..) | Rhs::Lifted(..) => {
                unreachable!("tangents are taken of primals and of the sweeps of reverse mode")
            }
        })
    }

    fn tangent_of_arg(&mut self, a: &Arg) -> Option<Atom> {
        match a {
            Arg::Value(a) => self.tangent(a),
            Arg::Shared(p) | Arg::Mut(p) => {
                if !self.is_active(p.root) {
                    return None;
                }
                let dot = self.dot_place(p);
                let ty = self.tangent_ty(&self.b.f.place_ty(p));
                let span = self.b.f.var(p.root).span;
                Some(self.b.temp(Rhs::Load(dot), ty, span))
            }
        }
    }

    fn tangents(&mut self, args: &[Atom]) -> Vec<Atom> {
        args.iter().map(|a| self.tangent_or_zero(a)).collect()
    }

    /// The sum of the rules of the active inputs.
    fn op(
        &mut self,
        var: VarId,
        row: &'static autodiff_runtime::ops::Op,
        args: &[Atom],
    ) -> Option<Atom> {
        let (ty, span) = (self.b.f.var(var).ty.clone(), self.b.f.var(var).span);
        let output = Atom::Var(var);
        let mut sum: Option<Atom> = None;
        for (i, a) in args.iter().enumerate() {
            let Some(seed) = self.tangent(a) else {
                continue;
            };
            let names = rule::Names {
                sibling: None, // rustc computes equal values in one sweep once
                seed: &seed,
                inputs: args,
                output: &output,
                ty: &ty,
                span,
            };
            let Some(term) = rule::apply(&mut self.b, row, i, &names) else {
                continue;
            };
            sum = Some(match sum {
                None => term,
                Some(s) => {
                    let ty = self.in_width(ty.clone());
                    self.b.temp(Rhs::Op(rule::add(), vec![s, term]), ty, span)
                }
            });
        }
        sum
    }

    /// The fields one by one: the type of the tangent has a name only rustc knows.
    fn tangent_of_struct(&mut self, var: VarId, fields: &[(Proj, Atom)], rest: Option<&Place>) {
        let dot = self.dot(var);
        let ty = self.tangent_ty(&self.b.f.var(var).ty);
        let span = self.b.f.var(var).span;
        let start = match rest {
            Some(p) if self.is_active(p.root) => Rhs::Clone(self.dot_place(p)),
            _ => Rhs::zero(Place::of(var)),
        };
        let start = self.b.temp(start, ty, span);
        self.b.emit(Stmt::Declare {
            var: dot,
            init: Some(start),
        });
        for (proj, a) in fields {
            let place = Place::of(dot).then(proj.clone());
            let given = self.tangent(a);
            let value = match (given, rest) {
                (Some(t), _) => t,
                (None, None) => continue,
                (None, Some(_)) => self.zero_at(&Place::of(var).then(proj.clone())),
            };
            self.b.emit(Stmt::Assign { place, value });
        }
    }

    /// An owned tangent of a whole aggregate, element by element from a source behind a trait.
    fn copy_from_source(&mut self, var: VarId, from: &Place) -> Atom {
        let ty = self.tangent_ty(&self.b.f.var(var).ty).owned();
        let span = self.b.f.var(var).span;
        let zero = self.b.temp(Rhs::zero(Place::of(var)), ty.clone(), span);
        let copy = self.b.f.add_var("copy", ty, Role::User, span);
        self.b.emit(Stmt::Declare {
            var: copy,
            init: Some(zero),
        });
        self.copy_elements(&Place::of(copy), from, span);
        let ty = self.b.f.var(copy).ty.clone();
        self.b.temp(Rhs::Load(Place::of(copy)), ty, span)
    }

    fn copy_elements(&mut self, to: &Place, from: &Place, span: Span) {
        let n = self.b.temp(Rhs::Len(to.clone()), Ty::usize(), span);
        let k = self.b.f.add_var("k", Ty::usize(), Role::User, span);
        self.b.open();
        let (to, from) = (
            to.then(Proj::Index(Atom::Var(k))),
            from.then(Proj::Index(Atom::Var(k))),
        );
        if self.b.f.place_ty(&to).is_real_or_lanes() {
            let ty = self.b.f.place_ty(&to);
            let value = self.b.temp(Rhs::Load(from), ty, span);
            self.b.emit(Stmt::Assign { place: to, value });
        } else {
            self.copy_elements(&to, &from, span);
        }
        let body = self.b.close();
        let lo = crate::build::usize_const(0);
        let kind = LoopKind::Range(Range {
            var: k,
            lo,
            hi: n,
            inclusive: false,
            steps: vec![],
        });
        self.b.f.loops += 1;
        let id = crate::ir::LoopId(self.b.f.loops);
        self.b.emit(Stmt::Loop(Loop {
            id,
            kind,
            body,
            trips: None,
            checkpoint: None,
            route: Route::None,
        }));
    }

    fn call(&mut self, var: VarId, c: &Call) {
        let dots = self.dots_of(&c.args);
        let width = self.width;
        self.pair(var, Rhs::Sweep(c.clone(), Sweep::Tangent { dots, width }));
    }

    /// The tangents of arguments.
    pub(super) fn dots_of(&mut self, args: &[Arg]) -> Vec<DotArg> {
        let dot = |a: &Arg| match a {
            Arg::Value(a) => match self.tangent(a) {
                Some(t) => DotArg::Value(t),
                None => DotArg::Inactive,
            },
            Arg::Shared(p) | Arg::Mut(p) if !self.is_active(p.root) => DotArg::Inactive,
            Arg::Shared(p) => DotArg::Shared(self.dot_place(p)),
            Arg::Mut(p) => DotArg::Mut(self.dot_place(p)),
        };
        args.iter().map(dot).collect()
    }

    /// What returns a value and its tangent.
    pub(super) fn pair(&mut self, var: VarId, both: Rhs) {
        let span = self.b.f.var(var).span;
        let pair = self.b.temp(both, Ty::Unknown, span);
        let Some(pair) = pair.var() else { return };
        let part = |i| Rhs::Load(Place::of(pair).then(Proj::Field(i)));
        self.b.emit(Stmt::Let { var, rhs: part(0) });
        if self.is_active(var) {
            let dot = self.dot(var);
            self.b.emit(Stmt::Let {
                var: dot,
                rhs: part(1),
            });
        }
    }
}
