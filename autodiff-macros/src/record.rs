//! What the reverse sweep must know of the control flow, as ordinary variables of the forward sweep: how many
//! trips a loop made, by which exit it (or an iteration) was left, which arm of a `match` ran.

use crate::build::{start_with_dummies, usize_const};
use crate::diagnostics::Errors;
use crate::ir::{
    Block, ExitCode, Function, Loop, LoopId, LoopKind, Passing, Place, Range, Rhs, Role, Route,
    Step, Stmt, Target, Ty, VarId, blocks, blocks_mut,
};
use crate::refusals;
use proc_macro2::Span;

/// The exits in a statement, nested ones included; not those in guards, which leave nothing but the guard's own loops.
pub(crate) fn exits(s: &Stmt) -> Vec<(Target, ExitCode)> {
    match s {
        Stmt::Exit { target, code } => vec![(*target, *code)],
        Stmt::Match { arms, .. } => arms.iter().flat_map(|a| exits_of_block(&a.body)).collect(),
        other => blocks(other).into_iter().flat_map(exits_of_block).collect(),
    }
}

pub(crate) fn exits_of_block(b: &Block) -> Vec<(Target, ExitCode)> {
    b.stmts.iter().flat_map(exits).collect()
}

/// Whether a statement contains an exit to outside of itself.
pub(crate) fn leaves_block(s: &Stmt) -> bool {
    fn ids(s: &Stmt, found: &mut Vec<LoopId>) {
        if let Stmt::Loop(l) = s {
            found.push(l.id);
        }
        for b in blocks(s) {
            b.stmts.iter().for_each(|s| ids(s, found));
        }
    }
    let mut own = vec![];
    ids(s, &mut own);
    exits(s).iter().any(|(t, _)| match t {
        Target::Break(id) | Target::Continue(id) => !own.contains(id),
        Target::Return => true,
    })
}

/// The exits in a loop's body that do more than end the iteration.
pub(crate) fn leaves_loop(l: &Loop) -> bool {
    exits_of_block(&l.body).iter().any(|(t, _)| match t {
        Target::Continue(id) => *id != l.id && !inside(&l.body, *id),
        Target::Break(id) => *id == l.id || !inside(&l.body, *id),
        Target::Return => true,
    })
}

fn inside(b: &Block, id: LoopId) -> bool {
    b.stmts.iter().any(|s| {
        matches!(s, Stmt::Loop(l) if l.id == id) || blocks(s).into_iter().any(|b| inside(b, id))
    })
}

/// Whether a range's counter follows from the number of the trip alone.
pub(crate) fn counter_is_inverted(r: &Range) -> bool {
    match r.steps.as_slice() {
        [] => true,
        [Step::Rev] => !r.inclusive,
        _ => false,
    }
}

/// An `if` with one arm that always leaves and one that never does: the exit taken tells which arm ran.
pub(crate) fn decided_by_route(s: &Stmt) -> Option<Vec<ExitCode>> {
    let Stmt::If {
        then, otherwise, ..
    } = s
    else {
        return None;
    };
    let leaves = matches!(then.stmts.last(), Some(Stmt::Exit { .. }));
    let other = otherwise.stmts.iter().all(|s| exits(s).is_empty());
    let codes: Vec<ExitCode> = exits_of_block(then).iter().map(|e| e.1).collect();
    (leaves && other).then_some(codes)
}

struct Recorder<'f> {
    f: &'f mut Function,
    /// Loops around the statement at hand, outermost first, with the variable that names an exit.
    around: Vec<(LoopId, Option<VarId>)>,
    route: Option<VarId>,
}

pub(crate) fn record(f: &mut Function, errors: &mut Errors) {
    let mut body = std::mem::take(&mut f.body);
    let all = exits_of_block(&body);
    let returns = all.iter().any(|(t, _)| *t == Target::Return);
    let mut r = Recorder {
        f,
        around: vec![],
        route: None,
    };
    if returns {
        r.route = Some(r.counter("route"));
    }
    r.block(&mut body);
    if let Some(route) = r.route {
        body.stmts.insert(
            0,
            Stmt::Declare {
                var: route,
                init: Some(usize_const(0)),
            },
        );
    }
    f.route = r.route;
    lent_rows(&body, f, errors);
    if !all.is_empty() || f.restructured {
        initialise(&mut body, f, errors);
    }
    f.body = body;
}

/// The rows of a borrowed slice of `Vec`s keep their lengths, because those of its cotangent do.
fn lent_rows(b: &Block, f: &Function, errors: &mut Errors) {
    let lent = |p: &Place| {
        let slice = matches!(&f.var(p.root).ty, Ty::Ref(to) if matches!(**to, Ty::Slice(_) | Ty::Array(..)));
        let param = f.params.iter().find(|q| q.var == p.root);
        let borrowed = param.is_some_and(|q| q.differentiable && q.passing == Passing::Mut);
        slice && borrowed && !p.is_whole() && matches!(f.place_ty(p), Ty::Vec(_))
    };
    for s in &b.stmts {
        let changed = match s {
            Stmt::Assign { place: p, .. }
            | Stmt::VecPush { vec: p, .. }
            | Stmt::Let {
                rhs: Rhs::VecPop(p),
                ..
            } => vec![p],
            // rows of one slice may change places
            Stmt::Swap { a, b } if a.root != b.root => vec![a, b],
            Stmt::Let { .. }
            | Stmt::Declare { .. }
            | Stmt::Accumulate { .. }
            | Stmt::Swap { .. }
            | Stmt::If { .. }
            | Stmt::Match { .. }
            | Stmt::Loop(_)
            | Stmt::Scheduled(_)
            | Stmt::Exit { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => vec![],
        };
        for p in changed.into_iter().filter(|p| lent(p)) {
            let var = f.var(p.root);
            errors.push(refusals::lent_row(var.span, &var.name));
        }
        blocks(s).into_iter().for_each(|b| lent_rows(b, f, errors));
    }
}

/// Where exits remain, a variable that gets its value later starts with a dummy: at an exit rustc cannot know
/// whether it has one.
fn initialise(b: &mut Block, f: &mut Function, errors: &mut Errors) {
    start_with_dummies(b, f, &|_| true, &mut |v| {
        errors.push(refusals::uninitialised(v.span, &v.name));
    });
}

impl Recorder<'_> {
    fn counter(&mut self, name: &str) -> VarId {
        let var = self
            .f
            .add_var(name, Ty::usize(), Role::User, Span::mixed_site());
        self.f.records.insert(var);
        var
    }

    fn block(&mut self, b: &mut Block) {
        let mut out = vec![];
        for mut s in std::mem::take(&mut b.stmts) {
            match &mut s {
                Stmt::Loop(l) => self.looped(l, &mut out),
                Stmt::Exit { target, code } => self.exit(*target, *code, &mut out),
                Stmt::Match { arms, taken, .. } => {
                    if arms.len() > 1 {
                        let var = self.counter("arm");
                        *taken = Some(var);
                        out.push(Stmt::Declare {
                            var,
                            init: Some(usize_const(0)),
                        });
                        for (i, arm) in arms.iter_mut().enumerate().skip(1) {
                            let place = Place::of(var);
                            arm.body.stmts.insert(
                                0,
                                Stmt::Assign {
                                    place,
                                    value: usize_const(i),
                                },
                            );
                        }
                    }
                    arms.iter_mut().for_each(|a| self.block(&mut a.body));
                }
                other => {
                    for b in blocks_mut(other) {
                        self.block(b);
                    }
                }
            }
            out.push(s);
        }
        b.stmts = out;
    }

    fn looped(&mut self, l: &mut Loop, out: &mut Vec<Stmt>) {
        let early = leaves_loop(l);
        let per_iteration = exits_of_block(&l.body)
            .iter()
            .any(|(t, _)| *t == Target::Continue(l.id));
        let counted = match &l.kind {
            LoopKind::Forever => true,
            // it counts by itself
            LoopKind::Range(_) if l.checkpoint.is_some() => false,
            LoopKind::Range(r) => {
                early || !counter_is_inverted(r) && r.steps.iter().any(|s| matches!(s, Step::By(_)))
            }
            LoopKind::Once => false,
        };
        let route = (early || per_iteration).then(|| self.counter("route"));
        self.around.push((l.id, route));
        self.block(&mut l.body);
        self.around.pop();
        let declare = |var| Stmt::Declare {
            var,
            init: Some(usize_const(0)),
        };
        if counted {
            let trips = self.counter("trips");
            out.push(declare(trips));
            let place = Place::of(trips);
            let one = usize_const(1);
            l.body.stmts.insert(
                0,
                Stmt::Accumulate {
                    place,
                    value: one,
                    negative: false,
                },
            );
            l.trips = Some(trips);
        }
        if let Some(var) = route {
            if per_iteration {
                l.body.stmts.insert(0, declare(var));
                l.route = Route::PerIteration(var);
            } else {
                out.push(declare(var));
                l.route = Route::PerLoop(var);
            }
        }
    }

    /// Notes the exit in everything it leaves, innermost first.
    fn exit(&mut self, target: Target, code: ExitCode, out: &mut Vec<Stmt>) {
        let mut note = |var: Option<VarId>| {
            if let Some(var) = var {
                out.push(Stmt::Assign {
                    place: Place::of(var),
                    value: usize_const(code),
                });
            }
        };
        for (id, route) in self.around.iter().rev() {
            note(*route);
            if target == Target::Break(*id) || target == Target::Continue(*id) {
                return;
            }
        }
        note(self.route);
    }
}
