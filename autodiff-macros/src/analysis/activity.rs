//! Activity: a variable is active when it varies with a differentiated input and the result varies with it.
//! Both halves are sets of variables, independent of the position in the program.

use crate::diagnostics::Errors;
use crate::ir::{Arg, Atom, Block, Call, Function, Passing, Rhs, Role, Stmt, Ty, VarId, blocks};
use crate::refusals;

#[derive(Debug)]
pub(crate) struct Activity {
    varied: Vec<bool>,
    active: Vec<bool>,
}

impl Activity {
    pub(crate) fn is_active(&self, v: VarId) -> bool {
        self.active.get(v.0 as usize).copied().unwrap_or(false)
    }

    /// A variable made after the analysis.
    pub(crate) fn add_active(&mut self, v: VarId) {
        let n = v.0 as usize + 1;
        self.varied.resize(n, false);
        self.active.resize(n, false);
        self.varied[n - 1] = true;
        self.active[n - 1] = true;
    }

    pub(crate) fn atom(&self, a: &Atom) -> bool {
        a.var().is_some_and(|v| self.is_active(v))
    }

    /// Whether a call must go through the companion: something active goes in, and something active comes out.
    pub(crate) fn call(&self, result: VarId, call: &Call) -> bool {
        let comes_out = self.is_active(result)
            || call
                .args
                .iter()
                .any(|a| matches!(a, Arg::Mut(p) if self.is_active(p.root)));
        comes_out
            && call
                .args
                .iter()
                .any(|a| self.varied[root(a).map_or(0, |v| v.0 as usize)] && root(a).is_some())
    }
}

fn root(a: &Arg) -> Option<VarId> {
    match a {
        Arg::Value(a) => a.var(),
        Arg::Shared(p) | Arg::Mut(p) => Some(p.root),
    }
}

/// `narrow`: also ask what the result depends on; without it everything that varies counts as active.
pub(crate) fn activity(f: &Function, narrow: bool) -> Activity {
    let mut varied: Vec<bool> = vec![false; f.vars.len()];
    let mut useful = varied.clone();
    for p in &f.params {
        varied[p.var.0 as usize] = p.differentiable;
        useful[p.var.0 as usize] = p.differentiable && p.passing == Passing::Mut;
    }
    if let Some(v) = f.result.as_ref().and_then(Atom::var) {
        useful[v.0 as usize] = true;
    }
    let mut edges = vec![];
    flows(&f.body, &mut edges);
    let may = |v: VarId| f.var(v).ty.carries_reals() && f.var(v).role != Role::Item;
    spread(&edges, &mut varied, &may);
    let back: Vec<(VarId, VarId)> = edges.iter().map(|(from, to)| (*to, *from)).collect();
    spread(&back, &mut useful, &|_| true);
    let active = varied
        .iter()
        .zip(&useful)
        .map(|(v, u)| *v && (*u || !narrow))
        .collect();
    Activity { varied, active }
}

/// Marks everything that can be reached from what is marked.
pub(super) fn spread(edges: &[(VarId, VarId)], marked: &mut [bool], may: &dyn Fn(VarId) -> bool) {
    let mut out: Vec<Vec<VarId>> = vec![vec![]; marked.len()];
    for (from, to) in edges {
        out[from.0 as usize].push(*to);
    }
    let mut open: Vec<usize> = (0..marked.len()).filter(|i| marked[*i]).collect();
    while let Some(i) = open.pop() {
        for to in &out[i] {
            let j = to.0 as usize;
            if !marked[j] && may(*to) {
                marked[j] = true;
                open.push(j);
            }
        }
    }
}

/// Which variable's reals flow into which.
fn flows(b: &Block, edges: &mut Vec<(VarId, VarId)>) {
    for s in &b.stmts {
        match s {
            Stmt::Let { var, rhs } => rhs_flows(*var, rhs, edges),
            Stmt::Declare { var, init } => {
                edges.extend(init.iter().filter_map(Atom::var).map(|a| (a, *var)));
            }
            Stmt::Assign { place, value } | Stmt::Accumulate { place, value, .. } => {
                edges.extend(value.var().map(|a| (a, place.root)));
            }
            Stmt::VecPush { vec, value } => edges.extend(value.var().map(|a| (a, vec.root))),
            Stmt::Swap { a, b } => edges.extend([(a.root, b.root), (b.root, a.root)]),
            Stmt::If { .. }
            | Stmt::Match { .. }
            | Stmt::Loop(_)
            | Stmt::Scheduled(_)
            | Stmt::Exit { .. }
            | Stmt::Effect(_)
            | Stmt::Push { .. }
            | Stmt::Restore { .. } => {}
        }
        blocks(s).into_iter().for_each(|b| flows(b, edges));
    }
}

fn rhs_flows(var: VarId, rhs: &Rhs, edges: &mut Vec<(VarId, VarId)>) {
    let mut from = |a: &Atom| edges.extend(a.var().map(|a| (a, var)));
    match rhs {
        Rhs::Atom(a) | Rhs::Cast(a, _) | Rhs::Repeat(a, _) | Rhs::VecRepeat(a, _) => from(a),
        Rhs::Op(row, args) => {
            for (a, rule) in args.iter().zip(row.rules) {
                if *rule != "0" {
                    from(a);
                }
            }
        }
        Rhs::Tuple(args) | Rhs::Array(args) | Rhs::VecOf(args) => args.iter().for_each(from),
        Rhs::Struct { fields, rest, .. } => {
            fields.iter().for_each(|(_, a)| from(a));
            edges.extend(rest.iter().map(|p| (p.root, var)));
        }
        Rhs::Overloaded(_, args)
        | Rhs::Pullback(_, args, _)
        | Rhs::PullbackTangent(_, args, ..)
        | Rhs::Pushforward(_, args, _)
        | Rhs::Lifted(_, args, _) => {
            edges.extend(args.iter().filter_map(root).map(|a| (a, var)));
        }
        Rhs::Load(p) | Rhs::Clone(p) | Rhs::Take(p) => edges.push((p.root, var)),
        Rhs::VecPop(p) => edges.push((p.root, var)),
        Rhs::Call(c) | Rhs::Sweep(c, _) => {
            let ins: Vec<VarId> = c.args.iter().filter_map(root).collect();
            for i in &ins {
                edges.push((*i, var));
                for a in &c.args {
                    if let Arg::Mut(p) = a {
                        edges.push((*i, p.root));
                    }
                }
            }
        }
        Rhs::Prim(..)
        | Rhs::Len(_)
        | Rhs::Zero { .. }
        | Rhs::Pop { .. }
        | Rhs::PopResult { .. }
        | Rhs::PopLike { .. }
        | Rhs::Blank(_)
        | Rhs::Phantom
        | Rhs::Nth { .. }
        | Rhs::Cells(_)
        | Rhs::Lend { .. } => {}
    }
}

/// Active arithmetic on a value whose type only rustc knows: a rule cannot be chosen.
pub(crate) fn check_types(f: &Function, a: &Activity, errors: &mut Errors) {
    check_block(&f.body, f, a, errors);
}

fn check_block(b: &Block, f: &Function, a: &Activity, errors: &mut Errors) {
    for s in &b.stmts {
        if let Stmt::Let {
            var,
            rhs: Rhs::Op(_, args),
        } = s
            && a.is_active(*var)
            && !f.var(*var).ty.is_real()
        {
            let culprit = args
                .iter()
                .filter_map(Atom::var)
                .find(|v| !f.var(*v).ty.is_real());
            let v = f.var(culprit.unwrap_or(*var));
            if !matches!(v.ty, Ty::Int(_)) {
                errors.push(refusals::unknown_type(v.span));
            }
        }
        if let Stmt::Let {
            var,
            rhs: Rhs::Cast(from, to),
        } = s
            && a.is_active(*var)
            && !(f.ty(from).is_real() && to.is_real())
        {
            let span = from
                .var()
                .map_or_else(|| f.var(*var).span, |v| f.var(v).span);
            errors.push(refusals::unknown_type(span));
        }
        if let Stmt::Let {
            var,
            rhs: Rhs::Call(c),
        } = s
            && let Some(name) = c.path.path.get_ident()
            && f.plain_functions.contains(&name.to_string())
            && a.call(*var, c)
        {
            errors.push(refusals::plain_function_in_body(name));
        }
        blocks(s)
            .into_iter()
            .for_each(|b| check_block(b, f, a, errors));
    }
}
