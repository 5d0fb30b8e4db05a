//! From Rust syntax to the IR. Errors stop here: later passes take any program this stage accepts.
//!
//! References are transparent: a reference to a place *is* the place, marked as borrowed, so `let row = &m[i];`
//! is an alias and `*x` of a borrowed `x` is `x`. Tuples are taken apart where they are built.

mod assign;
mod attributes;
mod block;
mod branch;
mod call;
mod checkpoint;
mod choice;
mod closure;
mod condition;
mod control;
mod destructure;
mod expr;
mod fields;
mod home;
mod infer;
mod iterate;
mod length;
mod macros;
mod matching;
mod method;
mod operator;
mod option;
mod option_method;
mod option_source;
mod parts;
mod pattern;
mod real;
mod refutable;
mod returns;
mod signature;
pub(crate) mod types;
mod value;

pub(crate) use operator::is_strict;

use crate::diagnostics::Errors;
use crate::ir::{
    Atom, Block, Function, LoopId, Names, Place, Proj, Rhs, Role, Stmt, Target, Ty, VarId,
};
use crate::refusals;
use infer::Infer;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use returns::has_return_in;
use signature::own_types;
use std::collections::{BTreeMap, BTreeSet};
use value::{Mutability, Optional, Value, is_reference, unit};

#[derive(Debug)]
struct Enclosing {
    id: LoopId,
    /// Where `continue` goes.
    next: Target,
    label: Option<String>,
    is_block: bool,
    /// A closure's body: left by `return`.
    is_closure: bool,
    /// The open block the loop will stand in.
    block: usize,
    result: Option<Value>,
}

/// What names stand for, each with the syntax context it was bound in.
type Scope = BTreeMap<String, (Value, String)>;

struct Lower<'e> {
    f: Function,
    infer: Infer,
    errors: &'e mut Errors,
    scopes: Vec<Scope>,
    /// Names that a variable of the IR carries already.
    claimed: BTreeSet<String>,
    blocks: Vec<Block>,
    enclosing: Vec<Enclosing>,
    exits: usize,
    temps: usize,
    result: Option<VarId>,
    /// Variables that rustc cannot see to have a value when they are read: they start with a dummy.
    dummies: BTreeSet<VarId>,
    /// The payloads of `Option`s that rustc holds: they must turn out not to be reals.
    opened: BTreeSet<VarId>,
    /// The paths to variants of `Option` that rustc is asked about.
    stated_variants: BTreeSet<String>,
    companions: &'e [(syn::Path, syn::Path)],
    /// Variables that can change.
    declared: BTreeSet<VarId>,
    /// Types of the user's that the signature spells.
    spelled: BTreeSet<String>,
    /// Types of parts of variables, as far as they had to be assumed.
    projected: BTreeMap<String, Ty>,
    /// What the fields of structs made here were given.
    constructed: BTreeMap<VarId, Vec<(Proj, Atom)>>,
    reals: types::RealParams,
    /// Accumulators of folds: only the fold itself writes them.
    folds: BTreeSet<VarId>,
    /// Tokens of closures inlined so far.
    inlined: usize,
    /// Types that surroundings give to calls, by the address of the call.
    expected: BTreeMap<usize, Ty>,
}

/// What of a parameter the attribute decides.
#[derive(Clone, Debug)]
pub(crate) struct ParamSpec {
    pub(crate) constant: bool,
}

/// Reads a function. `None` when something was refused; the reasons are in `errors`.
pub(crate) fn lower(
    item: &syn::ItemFn,
    specs: &[ParamSpec],
    companions: &[(syn::Path, syn::Path)],
    reals: types::RealParams,
    errors: &mut Errors,
) -> Option<Function> {
    let mut names = Names::default();
    reserve_identifiers(item.to_token_stream(), &mut names);
    let f = Function {
        vars: vec![],
        params: vec![],
        body: Block::default(),
        result: None,
        items: TokenStream::new(),
        loops: 0,
        plain_functions: BTreeSet::new(),
        restructured: false,
        route: None,
        records: BTreeSet::new(),
        type_vars: vec![],
        names,
    };
    let mut lower = Lower {
        f,
        infer: Infer::default(),
        errors,
        scopes: vec![BTreeMap::new()],
        claimed: BTreeSet::new(),
        blocks: vec![Block::default()],
        enclosing: vec![],
        exits: 0,
        temps: 0,
        result: None,
        dummies: BTreeSet::new(),
        opened: BTreeSet::new(),
        stated_variants: BTreeSet::new(),
        companions,
        declared: BTreeSet::new(),
        spelled: own_types(&item.sig, &reals),
        projected: BTreeMap::new(),
        constructed: BTreeMap::new(),
        reals,
        folds: BTreeSet::new(),
        inlined: 0,
        expected: BTreeMap::new(),
    };
    lower.refuse_attributes(item);
    lower.function(item, specs);
    let mut f = lower.f;
    f.body = lower.blocks.pop().expect("the body's block");
    let (mut infer, reals) = (lower.infer, lower.reals);
    let (dummies, opened) = (lower.dummies, lower.opened);
    refuse_writes_through_results(&f, lower.errors);
    assume_reals(&f, &reals, &mut infer);
    for v in &mut f.vars {
        v.ty = infer.finish(&v.ty);
    }
    f.type_vars = infer.finish_all();
    let mut body = std::mem::take(&mut f.body);
    option::refuse_opened_reals(&f, &mut body, &opened, lower.errors);
    let unknown = |v: &VarId| matches!(f.var(*v).ty, Ty::Unknown);
    let (unknown, known): (BTreeSet<VarId>, BTreeSet<VarId>) =
        dummies.into_iter().partition(unknown);
    let mut refuse = |span| lower.errors.push(refusals::unknown_payload(span));
    unknown.iter().for_each(|v| refuse(f.var(*v).span));
    let chosen = |v: VarId| known.contains(&v);
    crate::build::start_with_dummies(&mut body, &mut f, &chosen, &mut |v| refuse(v.span));
    f.body = body;
    fields::resolve(&mut f);
    lower.errors.is_empty().then_some(f)
}

/// What a call returns may be a view of something else: a write through it would change a variable unseen.
fn refuse_writes_through_results(f: &Function, errors: &mut Errors) {
    fn visit(b: &Block, f: &Function, fixed: &mut BTreeSet<VarId>, errors: &mut Errors) {
        for s in &b.stmts {
            for v in s.writes() {
                if fixed.contains(&v) || f.var(v).role == Role::Item {
                    errors.push(refusals::write_through_result(f.var(v).span));
                }
            }
            if let Stmt::Let { var, .. } = s {
                fixed.insert(*var);
            }
            crate::ir::blocks(s)
                .into_iter()
                .for_each(|b| visit(b, f, fixed, errors));
        }
    }
    visit(&f.body, f, &mut BTreeSet::new(), errors);
}

/// Active arithmetic on results of calls is taken to be in `f64` (in the function's type parameter, if it has one)
/// where nothing says otherwise. The assumption is ascribed to the call's result when printed.
fn assume_reals(f: &Function, reals: &types::RealParams, infer: &mut Infer) {
    fn visit(
        b: &Block,
        f: &Function,
        a: &crate::analysis::Activity,
        reals: &types::RealParams,
        infer: &mut Infer,
    ) {
        for s in &b.stmts {
            if let Stmt::Let {
                var,
                rhs: Rhs::Op(_, args),
            } = s
                && a.is_active(*var)
            {
                for t in args.iter().map(|x| f.ty(x)).chain([f.var(*var).ty.clone()]) {
                    if infer.is_free(&t) {
                        let real = infer.assumed_real(reals);
                        infer.unify(&t, &real);
                    }
                }
            }
            crate::ir::blocks(s)
                .into_iter()
                .for_each(|b| visit(b, f, a, reals, infer));
        }
    }
    let activity = crate::analysis::activity::activity(f, false);
    visit(&f.body, f, &activity, reals, infer);
}

fn reserve_identifiers(tokens: TokenStream, names: &mut Names) {
    for t in tokens {
        match t {
            TokenTree::Ident(i) => names.reserve(i.to_string()),
            TokenTree::Group(g) => reserve_identifiers(g.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

impl Lower<'_> {
    fn assign_whole(&mut self, var: VarId, value: Atom) {
        let ty = self.ty(&value);
        let want = self.f.var(var).ty.clone();
        self.infer.unify(&want, &ty);
        self.emit(Stmt::Assign {
            place: Place::of(var),
            value,
        });
    }

    fn emit(&mut self, s: Stmt) {
        if let Stmt::Declare { var, .. } = &s {
            self.declared.insert(*var);
        }
        self.blocks
            .last_mut()
            .expect("a block is open")
            .stmts
            .push(s);
    }

    /// Lowers into a block of its own.
    fn nested<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> (Block, T) {
        self.blocks.push(Block::default());
        self.scopes.push(BTreeMap::new());
        let value = f(self);
        self.scopes.pop();
        (self.blocks.pop().expect("the block just opened"), value)
    }

    fn ty(&self, a: &Atom) -> Ty {
        self.f.ty(a)
    }

    /// A new single-assignment variable without a name of the user's.
    fn temp(&mut self, rhs: Rhs, ty: Ty, span: Span) -> Atom {
        self.temps += 1;
        let base = format!("v{}", self.temps);
        let var = self.f.add_var(&base, ty, Role::Temp, span);
        self.emit(Stmt::Let { var, rhs });
        Atom::Var(var)
    }

    /// A variable under the user's name, or the nearest free one when it is shadowed.
    fn user_var(&mut self, ident: &Ident, ty: Ty) -> VarId {
        let name = ident.to_string();
        let var = self.f.add_var(&name, ty, Role::User, ident.span());
        if self.claimed.insert(name.clone()) {
            self.f.vars[var.0 as usize].name = name;
        }
        var
    }

    fn define(&mut self, ident: &Ident, value: Value) {
        let context = context_of(ident.span());
        self.scopes
            .last_mut()
            .expect("a scope")
            .insert(ident.to_string(), (value, context));
    }

    /// The innermost binding of a name, together with a check that it is the same name to rustc.
    fn lookup(&mut self, ident: &Ident) -> Option<Value> {
        let name = ident.to_string();
        let found = self.scopes.iter().rev().find_map(|s| s.get(&name)).cloned();
        let (value, context) = found?;
        if context != context_of(ident.span()) {
            self.errors.push(refusals::mixed_hygiene(ident));
        }
        Some(value)
    }
}

/// The syntax context of a span, as far as stable Rust shows it.
fn context_of(span: Span) -> String {
    let text = format!("{span:?}");
    match text.split_once(' ') {
        Some((context, _)) if context.starts_with('#') => context.to_owned(),
        _ => String::new(),
    }
}
