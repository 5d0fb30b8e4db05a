//! Tests of the passes, on the IR. What the macro prints is compiled and run by the tests of the `autodiff` crate.

mod activity;
mod dead;
mod evaluator;
mod fold;
mod forward;
mod growth;
mod lanes;
mod loops;
mod lower;
mod options;
mod record;
mod refusals;
mod residuals;
mod reverse;
mod second_order;
mod structure;
mod swell;
mod values;

use crate::analysis::{Activity, Plan, activity as active, residuals as keep};
use crate::diagnostics::Errors;
use crate::ir::{Block, Function, LoopKind, Passing, Rhs, Stmt, Target, VarId};
use crate::lower::types::RealParams;
use crate::lower::{ParamSpec, lower};
use crate::reverse::{Layout, Sweeps};
use crate::{record as recorder, reverse as reversal, structure as structurer, verify};
use evaluator::Machine;
use values::Value;

/// The IR of a function as the passes after `lower` get it.
fn lowered(item: &syn::ItemFn) -> Function {
    lowered_with(item, &[])
}

fn lowered_with(item: &syn::ItemFn, constants: &[&str]) -> Function {
    let mut errors = Errors::default();
    let constant = |p: &syn::FnArg| {
        matches!(p, syn::FnArg::Typed(p) if matches!(&*p.pat, syn::Pat::Ident(i)
            if constants.contains(&i.ident.to_string().as_str())))
    };
    let specs: Vec<ParamSpec> = item.sig.inputs.iter().map(constant).map(spec).collect();
    let f = lower(
        item,
        &specs,
        &[],
        RealParams::of(&item.sig.generics),
        &mut errors,
    );
    f.unwrap_or_else(|| panic!("{}", errors.into_tokens()))
}

fn spec(constant: bool) -> ParamSpec {
    ParamSpec { constant }
}

fn structured(item: &syn::ItemFn) -> Function {
    let mut f = lowered(item);
    structurer::structure(&mut f);
    f
}

fn recorded(item: &syn::ItemFn) -> Function {
    let (mut f, mut errors) = (lowered(item), Errors::default());
    crate::driver::normalise(&mut f);
    recorder::record(&mut f, &mut errors);
    assert!(errors.is_empty(), "{}", errors.into_tokens());
    verify::primal(&f);
    f
}

/// A function on its way through the reverse transform.
struct Case {
    /// Boxed: plans know statements by their addresses.
    f: Box<Function>,
    activity: Activity,
    plan: Plan,
}

impl Case {
    fn new(item: &syn::ItemFn) -> Case {
        Case::with(item, true)
    }

    /// `economical`: with the analyses, otherwise without.
    fn with(item: &syn::ItemFn, economical: bool) -> Case {
        let mut f = Box::new(recorded(item));
        let mut activity = active::activity(&f, economical);
        if economical {
            crate::completion::complete(&mut f, &mut activity);
        }
        let plan = keep::plan(&f, &activity, economical);
        Case { f, activity, plan }
    }

    fn sweeps(&self, layout: Layout) -> Sweeps {
        let mut errors = Errors::default();
        let s = reversal::reverse(&self.f, &self.activity, &self.plan, layout, &mut errors);
        assert!(errors.is_empty(), "{}", errors.into_tokens());
        if layout == Layout::Split {
            verify::sweeps(&s);
        }
        s
    }

    /// The value of the function.
    fn value(&self, args: &[Value]) -> f64 {
        let mut m = Machine::new(&self.f);
        enter(&mut m, &self.f, args);
        m.run(&self.f.body);
        m.atom(self.f.result.as_ref().expect("a result")).real()
    }

    /// Value and gradient with respect to all reals of all arguments, by the two sweeps.
    fn gradient(&self, args: &[Value]) -> (f64, Vec<f64>) {
        let s = self.sweeps(Layout::Split);
        let mut m = Machine::new(&s.f);
        enter(&mut m, &s.f, args);
        m.run(&s.forward);
        let value = m.atom(s.f.result.as_ref().expect("a result")).real();
        let mut back = Machine::new(&s.f);
        back.tape = std::mem::take(&mut m.tape);
        enter(&mut back, &s.f, args);
        for p in s.f.params.iter().filter(|p| p.passing == Passing::Mut) {
            back.set(p.var, m.get(p.var).clone());
        }
        back.set(s.y_bar, Value::Real(1.0));
        for (bar, arg) in s.bars.iter().zip(args) {
            if let Some(bar) = bar {
                back.set(*bar, arg.zero());
            }
        }
        back.run(&s.reverse);
        assert!(back.tape.is_empty(), "the reverse sweep empties the tape");
        for (p, arg) in s.f.params.iter().zip(args) {
            if p.passing == Passing::Mut {
                assert_eq!(back.get(p.var), arg, "borrowed arguments are put back");
            }
        }
        (value, cotangents(&s, &back, args))
    }
}

/// The cotangents of the arguments after a reverse sweep, in a row.
fn cotangents(s: &Sweeps, m: &Machine<'_>, args: &[Value]) -> Vec<f64> {
    let mut own = s.cotangents.iter();
    let mut all = vec![];
    for ((p, bar), arg) in s.f.params.iter().zip(&s.bars).zip(args) {
        let value = match (p.passing, bar) {
            (Passing::Value, _) => match own.next().expect("one for each value") {
                Some(a) => m.atom(a),
                None => arg.zero(),
            },
            (_, Some(bar)) => m.get(*bar).clone(),
            (_, None) => arg.zero(),
        };
        all.extend(value.flat());
    }
    all
}

fn enter(m: &mut Machine<'_>, f: &Function, args: &[Value]) {
    assert_eq!(f.params.len(), args.len());
    for (p, arg) in f.params.iter().zip(args) {
        m.set(p.var, arg.clone());
    }
}

/// All reals of all arguments, in a row.
fn flat(args: &[Value]) -> Vec<f64> {
    args.iter().flat_map(Value::flat).collect()
}

fn filled(args: &[Value], reals: &[f64]) -> Vec<Value> {
    let mut reals = reals.iter().copied();
    args.iter().map(|a| a.filled(&mut reals)).collect()
}

/// The derivative of `f` along a direction: central differences at two widths, extrapolated.
fn differences(f: &dyn Fn(&[f64]) -> Vec<f64>, x: &[f64], along: &[f64]) -> Vec<f64> {
    let at = |h: f64| {
        f(&x.iter()
            .zip(along)
            .map(|(x, d)| x + h * d)
            .collect::<Vec<_>>())
    };
    let central = |h: f64| -> Vec<f64> {
        let (up, down) = (at(h), at(-h));
        up.iter()
            .zip(down)
            .map(|(u, d)| (u - d) / (2.0 * h))
            .collect()
    };
    let (wide, narrow) = (central(2e-3), central(1e-3));
    wide.iter()
        .zip(narrow)
        .map(|(w, n)| (4.0 * n - w) / 3.0)
        .collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[track_caller]
fn assert_close(a: &[f64], b: &[f64], tolerance: f64) {
    assert_eq!(a.len(), b.len());
    let near = |a: f64, b: f64| (a - b).abs() <= tolerance * (1.0 + a.abs().max(b.abs()));
    let all = a.iter().zip(b).all(|(a, b)| near(*a, *b));
    assert!(all, "{a:?} and {b:?} differ");
}

/// The statements of a block in short: what is declared, written, kept and left; reads are not shown.
fn outline(f: &Function, b: &Block) -> String {
    let all: Vec<String> = b.stmts.iter().filter_map(|s| outline_of(f, s)).collect();
    all.join("; ")
}

fn outline_of(f: &Function, s: &Stmt) -> Option<String> {
    let name = |v: &VarId| f.var(*v).name.clone();
    let inside = |b: &Block| format!("{{ {} }}", outline(f, b)).replace("{  }", "{}");
    Some(match s {
        Stmt::Let {
            var,
            rhs: Rhs::Pop { .. },
        } => format!("pop {}", name(var)),
        Stmt::Let { .. } => return None,
        Stmt::Declare { var, .. } => format!("let {}", name(var)),
        Stmt::Assign { place, .. } => format!("{} =", name(&place.root)),
        Stmt::Accumulate { place, .. } => format!("{} +=", name(&place.root)),
        Stmt::Swap { a, .. } => format!("swap {}", name(&a.root)),
        Stmt::VecPush { vec, .. } => format!("{} <-", name(&vec.root)),
        Stmt::If {
            then, otherwise, ..
        } => match otherwise.stmts.is_empty() {
            true => format!("if {}", inside(then)),
            false => format!("if {} else {}", inside(then), inside(otherwise)),
        },
        Stmt::Match { arms, .. } => {
            let arms: Vec<String> = arms.iter().map(|a| inside(&a.body)).collect();
            format!("match {}", arms.join(" "))
        }
        Stmt::Loop(l) => {
            let head = match &l.kind {
                LoopKind::Forever => "loop".to_owned(),
                LoopKind::Once => "block".to_owned(),
                LoopKind::Range(r) => format!("for {}", name(&r.var)),
            };
            format!("{head} {}", inside(&l.body))
        }
        Stmt::Scheduled(s) => format!("scheduled {}", name(&s.range.var)),
        Stmt::Exit { target, .. } => match target {
            Target::Break(_) => "break".to_owned(),
            Target::Continue(_) => "continue".to_owned(),
            Target::Return => "return".to_owned(),
        },
        Stmt::Effect(_) => "effect".to_owned(),
        Stmt::Push { place, .. } => format!("push {}", name(&place.root)),
        Stmt::Restore { place, .. } => format!("restore {}", name(&place.root)),
    })
}
