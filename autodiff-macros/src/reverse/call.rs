//! The adjoint of a call: the callee's own reverse sweep, with the same arguments.

use super::Reverse;
use crate::ir::{Arg, Atom, BarArg, Call, Place, Proj, Rhs, Role, Stmt, Sweep, Ty, VarId};
use crate::refusals;
use std::collections::BTreeMap;

impl Reverse<'_> {
    pub(super) fn adjoint_of_call(&mut self, var: VarId, c: &Call) {
        let seed = match self.is_active(var).then(|| self.seed(var)).flatten() {
            Some(seed) => seed,
            None => self.zero(&Place::of(var)),
        };
        let shared = self.roots_borrowed_twice(c);
        let mut cells = BTreeMap::new();
        let mut extra = vec![];
        let mut bars = vec![];
        for a in &c.args {
            match a {
                Arg::Value(_) => {}
                Arg::Shared(p) | Arg::Mut(p) if !self.is_active(p.root) => {
                    bars.push(BarArg::Inactive);
                }
                Arg::Shared(p) | Arg::Mut(p) => {
                    let mutable = matches!(a, Arg::Mut(_));
                    let apart = is_apart(p, &c.args, self.can_be_split(p.root));
                    let bar = if shared.contains(&p.root) && !apart {
                        self.shared_bar(p, mutable, &mut cells, &mut extra)
                    } else {
                        BarArg::Own(self.bar_place(p))
                    };
                    bars.push(bar);
                }
            }
        }
        let sweep = Sweep::Reverse {
            tape: self.tape,
            y_bar: Some(seed),
            bars,
        };
        let span = self.span(var);
        let rhs = Rhs::Sweep(c.clone(), sweep);
        let returned = self.b.temp(rhs, Ty::Unknown, span);
        for (place, z) in extra {
            let bar = self.bar_place(&place);
            let t = self.read_bar(&Place::of(z));
            self.b.accumulate(bar, t);
        }
        self.take_cotangents(c, &returned);
    }

    /// The callee returns one cotangent for each argument handed over by value.
    fn take_cotangents(&mut self, c: &Call, returned: &Atom) {
        let Some(r) = returned.var() else { return };
        let by_value = c.args.iter().filter_map(|a| match a {
            Arg::Value(a) => Some(a),
            Arg::Shared(_) | Arg::Mut(_) => None,
        });
        for (i, a) in (0u32..).zip(by_value) {
            if self.activity.atom(a) {
                let ty = self.b.f.ty(a).tangent();
                let span = self.span(r);
                let part = Place::of(r).then(Proj::Field(i));
                let t = self.b.temp(Rhs::Load(part), ty, span);
                self.contribute(a, t);
            }
        }
    }

    fn roots_borrowed_twice(&self, c: &Call) -> Vec<VarId> {
        let roots: Vec<VarId> = c
            .args
            .iter()
            .filter_map(|a| match a {
                Arg::Shared(p) | Arg::Mut(p) => Some(p.root),
                Arg::Value(_) => None,
            })
            .collect();
        let twice = |v: &VarId| roots.iter().filter(|r| *r == v).count() > 1;
        roots.iter().copied().filter(twice).collect()
    }

    /// Whether neighbouring slices of a variable's cotangent can be lent at once. Flat ones are seen through `Cell`s,
    /// and what is behind a trait stays whole.
    fn can_be_split(&self, root: VarId) -> bool {
        let flat = matches!(self.b.f.var(root).ty.sequence_depth(), Some((1, _)));
        let bar = self.bars.get(&root).map(|b| self.b.f.var(*b).role);
        !flat && bar != Some(Role::Bar)
    }

    /// Several arguments from one array: views through `Cell`s of a flat one, else a buffer that is added after.
    fn shared_bar(
        &mut self,
        p: &Place,
        mutable: bool,
        cells: &mut BTreeMap<VarId, VarId>,
        extra: &mut Vec<(Place, VarId)>,
    ) -> BarArg {
        let root_ty = self.b.f.var(p.root).ty.clone();
        let span = self.span(p.root);
        if matches!(root_ty.sequence_depth(), Some((1, _))) {
            let bar = self.bar(p.root);
            let view_ty = self.b.f.var(bar).ty.clone();
            let view = match cells.get(&p.root) {
                Some(v) => *v,
                None => {
                    let v = self.b.f.add_var("cells", view_ty.clone(), Role::Bar, span);
                    self.b.emit(Stmt::Let {
                        var: v,
                        rhs: Rhs::Cells(Place::of(bar)),
                    });
                    cells.insert(p.root, v);
                    v
                }
            };
            // a copy of the view for each argument: its methods borrow it
            let own = self.b.f.add_var("cells", view_ty, Role::Bar, span);
            self.b.emit(Stmt::Declare {
                var: own,
                init: Some(Atom::Var(view)),
            });
            return BarArg::Own(Place {
                root: own,
                proj: p.proj.clone(),
            });
        }
        let ty = self.b.f.place_ty(p);
        let behind_trait = self
            .bars
            .get(&p.root)
            .is_some_and(|b| self.b.f.var(*b).role == Role::Bar);
        if behind_trait && !matches!(ty.sequence_depth(), Some((0 | 1, _))) {
            self.errors.push(refusals::nested_aliases(span));
        }
        let tangent = ty.tangent();
        // what an in/out argument becomes has a cotangent already
        let start = if mutable {
            let bar = self.bar_place(p);
            let start = self.read_bar(&bar);
            let value = self.zero(p);
            self.b.emit(Stmt::Assign { place: bar, value });
            start
        } else {
            self.zero(p)
        };
        let z = self
            .b
            .f
            .add_var("shared_bar", tangent.owned(), Role::User, span);
        self.b.emit(Stmt::Declare {
            var: z,
            init: Some(start),
        });
        extra.push((p.clone(), z));
        BarArg::Own(Place::of(z))
    }
}

/// Whether an argument shares no part of a variable with any other, and rustc sees it, if need be after a split.
fn is_apart(p: &Place, args: &[Arg], split: bool) -> bool {
    let others = args.iter().filter_map(|a| match a {
        Arg::Shared(q) | Arg::Mut(q) if q.root == p.root => Some(q),
        Arg::Shared(_) | Arg::Mut(_) | Arg::Value(_) => None,
    });
    let others = others.filter(|q| !std::ptr::eq(*q, p));
    let beside = |q: &Place| p.splits_from(q).is_some() || q.splits_from(p).is_some();
    others
        .into_iter()
        .all(|q| q.is_other_field(p) || split && beside(q))
}
