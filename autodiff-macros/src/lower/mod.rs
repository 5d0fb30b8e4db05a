//! From Rust syntax to the IR. Errors stop here: later passes take any program this stage accepts.
//!
//! References are transparent: a reference to a place *is* the place, marked as borrowed, so `let row = &m[i];`
//! is an alias and `*x` of a borrowed `x` is `x`. Tuples are taken apart where they are built.

mod assign;
mod attributes;
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
mod option;
mod option_method;
mod option_source;
mod parts;
mod pattern;
mod real;
mod refutable;
pub(crate) mod types;

use crate::diagnostics::Errors;
use crate::ir::{
    Atom, Block, Const, Function, LoopId, Names, Param, Passing, Place, Proj, Rhs, Role, Stmt,
    Target, Ty, VarId,
};
use crate::refusals;
use closure::Closure;
pub(crate) use expr::is_strict;
use infer::Infer;
use iterate::Iter;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use syn::spanned::Spanned;

/// What an expression denotes.
#[derive(Clone, Debug)]
enum Value {
    Unit,
    /// Control does not come back.
    Never,
    Atom(Atom),
    /// A place that has not been read yet.
    Place(Place),
    Ref(Place, Mutability),
    Tuple(Vec<Value>),
    Closure(Rc<Closure>),
    /// An iterator nothing has been taken from yet.
    Iter(Box<Iter>),
    Optional(Optional),
    Choice(Box<choice::Choice>),
}

/// An `Option`, taken apart.
#[derive(Clone, Debug)]
struct Optional {
    /// A boolean: an atom, or the place of a variable.
    present: Box<Value>,
    /// What a reference in it refers to exists only where `present` holds; everything else can always be read.
    /// Missing in a `None` that says nothing about its type.
    payload: Option<Box<Value>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mutability {
    Shared,
    Mut,
}

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
    fn function(&mut self, item: &syn::ItemFn, specs: &[ParamSpec]) {
        let mut patterns = vec![];
        for (input, spec) in item.sig.inputs.iter().zip(specs) {
            let syn::FnArg::Typed(p) = input else {
                continue;
            };
            patterns.push((self.param(p, spec), &*p.pat));
        }
        self.temps = patterns.len();
        for (value, pattern) in patterns {
            match pattern {
                // a `mut` parameter is its own variable
                syn::Pat::Ident(p)
                    if p.mutability.is_some() && matches!(value, Value::Place(_)) =>
                {
                    self.define(&p.ident, value);
                }
                _ => self.bind(pattern, value),
            }
        }
        let ret = match &item.sig.output {
            syn::ReturnType::Default => Ty::Unit,
            syn::ReturnType::Type(_, t) => self.reals.ty(t),
        };
        let optional = matches!(ret, Ty::Option(_));
        if has_return(&item.block) && !optional {
            let span = Span::mixed_site();
            let result = self.f.add_var("result", ret.clone(), Role::Temp, span);
            self.emit(Stmt::Declare {
                var: result,
                init: None,
            });
            self.result = Some(result);
        }
        self.expect_from_block(&item.block, &ret);
        let value = self.block_value(&item.block);
        let span = item.sig.output.span();
        if optional {
            self.errors.push(refusals::option_returned(span));
        } else {
            self.f.result = self.function_result(value, &ret, span);
        }
    }

    /// A parameter's variable; a plain name keeps it, a pattern takes it apart afterwards.
    fn param(&mut self, p: &syn::PatType, spec: &ParamSpec) -> Value {
        let ty = self.reals.ty(&p.ty);
        if option::holds_optional_reals(&ty) && !spec.constant {
            self.errors.push(refusals::option_parameter(p.ty.span()));
        }
        let passing = types::passing(&p.ty);
        let (base, span, mutable) = match &*p.pat {
            syn::Pat::Ident(i) => (i.ident.to_string(), i.ident.span(), i.mutability.is_some()),
            other => ("argument".to_owned(), other.span(), false),
        };
        let named = matches!(&*p.pat, syn::Pat::Ident(_)) && self.claimed.insert(base.clone());
        let var = self.f.add_var(&base, ty.clone(), Role::Param, span);
        if named {
            self.f.vars[var.0 as usize].name = base;
        }
        self.f.params.push(Param {
            var,
            spelled: (*p.ty).clone(),
            passing,
            differentiable: ty.carries_reals() && !spec.constant,
            mutable,
        });
        let place = Place::of(var);
        match passing {
            Passing::Value if mutable || !ty.is_scalar() => Value::Place(place),
            Passing::Value => Value::Atom(Atom::Var(var)),
            Passing::Shared => Value::Ref(place, Mutability::Shared),
            Passing::Mut => Value::Ref(place, Mutability::Mut),
        }
    }

    fn function_result(&mut self, value: Value, ret: &Ty, span: Span) -> Option<Atom> {
        if is_reference(&value) {
            self.errors.push(refusals::reference_returned(span));
            return None;
        }
        if matches!(ret, Ty::Unit) {
            return None;
        }
        match (self.result, value) {
            (Some(r), Value::Never) => Some(Atom::Var(r)),
            (Some(r), value) => {
                let value = self.atom(value, span);
                self.assign_whole(r, value);
                Some(Atom::Var(r))
            }
            (None, Value::Never) => {
                let tokens = quote::quote!(::core::unreachable!());
                Some(Atom::Const(Const {
                    tokens,
                    ty: ret.clone(),
                }))
            }
            (None, value) => {
                let atom = self.atom(value, span);
                let ty = self.ty(&atom);
                self.infer.unify(ret, &ty);
                Some(atom)
            }
        }
    }

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

    fn place_ty(&mut self, p: &Place) -> Ty {
        let mut ty = self.f.var(p.root).ty.clone();
        // what is learned of a field at one place holds at all others
        let mut path = p.root.0.to_string();
        for proj in &p.proj {
            path += &match proj {
                Proj::Index(_) => "[]".to_owned(),
                Proj::Slice(..) => "[..]".to_owned(),
                Proj::Field(i) => format!(".{i}"),
                Proj::Named(name) => format!(".{name}"),
            };
            ty = match self.projected.get(&path) {
                Some(known) => known.clone(),
                None => self.infer.project(&ty, proj),
            };
            if matches!(ty, Ty::Var(_)) {
                self.projected.insert(path.clone(), ty.clone());
            }
        }
        self.infer.head(&ty)
    }

    fn value_ty(&mut self, v: &Value) -> Ty {
        match v {
            Value::Unit | Value::Never => Ty::Unit,
            Value::Atom(a) => self.infer.head(&self.ty(a)),
            Value::Place(p) | Value::Ref(p, _) => self.place_ty(p),
            Value::Tuple(vs) => Ty::Tuple(vs.iter().map(|v| self.value_ty(v)).collect()),
            Value::Closure(_) | Value::Iter(_) => Ty::Unknown,
            Value::Choice(c) => {
                let (a, b) = (self.value_ty(&c.then), self.value_ty(&c.otherwise));
                self.infer.unify(&a, &b);
                a
            }
            Value::Optional(o) => {
                let payload = match &o.payload {
                    Some(v) => self.value_ty(v),
                    None => self.infer.fresh(),
                };
                Ty::Option(Box::new(payload))
            }
        }
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

    /// Reads a value into an operand.
    fn atom(&mut self, v: Value, span: Span) -> Atom {
        match v {
            Value::Atom(a) => a,
            Value::Place(p) | Value::Ref(p, _) => self.load(p, span),
            Value::Tuple(vs) => {
                let atoms: Vec<Atom> = vs.into_iter().map(|v| self.atom(v, span)).collect();
                let ty = Ty::Tuple(atoms.iter().map(|a| self.ty(a)).collect());
                self.temp(Rhs::Tuple(atoms), ty, span)
            }
            Value::Closure(_) => {
                self.errors.push(refusals::closure_as_value(span));
                unit()
            }
            Value::Iter(_) => {
                self.errors.push(refusals::iterator_as_value(span));
                unit()
            }
            Value::Optional(_) => {
                self.errors.push(refusals::whole_option(span));
                unit()
            }
            Value::Choice(c) => self.copy_of_chosen(*c, span),
            Value::Unit => unit(),
            // the statement this feeds is never reached
            Value::Never => unit(),
        }
    }

    fn load(&mut self, p: Place, span: Span) -> Atom {
        let ty = self.place_ty(&p).owned();
        self.temp(Rhs::Load(p), ty, span)
    }

    /// Reads everything that is still a place, so that later changes do not show.
    fn freeze(&mut self, v: Value, span: Span) -> Value {
        match v {
            Value::Place(p) => Value::Atom(self.load(p, span)),
            Value::Tuple(vs) => {
                Value::Tuple(vs.into_iter().map(|v| self.freeze(v, span)).collect())
            }
            // a mutable borrow of an `Option` sees what becomes of it
            Value::Optional(o) if option::is_borrowed_mutably(&o) => Value::Optional(o),
            Value::Optional(o) => {
                let present = Box::new(self.freeze(*o.present, span));
                let payload = o.payload.map(|v| Box::new(self.freeze(*v, span)));
                Value::Optional(Optional { present, payload })
            }
            Value::Choice(c) if is_reference(&c.then) => Value::Choice(c),
            Value::Choice(c) => Value::Atom(self.copy_of_chosen(*c, span)),
            other @ (Value::Unit
            | Value::Never
            | Value::Atom(_)
            | Value::Ref(..)
            | Value::Closure(_)
            | Value::Iter(_)) => other,
        }
    }

    /// A place that holds the value, for projections and borrows.
    fn materialise(&mut self, v: Value, span: Span) -> Place {
        match v {
            Value::Place(p) | Value::Ref(p, _) => p,
            Value::Atom(Atom::Var(v)) => Place::of(v),
            other => {
                let atom = self.atom(other, span);
                let ty = self.ty(&atom);
                match self.temp(Rhs::Atom(atom), ty, span) {
                    Atom::Var(v) => Place::of(v),
                    Atom::Const(_) => unreachable!("a temporary is a variable"),
                }
            }
        }
    }

    fn project(&mut self, v: Value, proj: Proj, span: Span) -> Value {
        match (v, &proj) {
            (Value::Tuple(mut vs), Proj::Field(i)) if (*i as usize) < vs.len() => {
                vs.swap_remove(*i as usize)
            }
            (Value::Choice(c), _) => c.map(|v| self.project(v, proj.clone(), span)),
            (Value::Ref(p, m), _) => {
                let p = p.then(proj);
                self.place_ty(&p);
                Value::Ref(p, m)
            }
            (Value::Atom(Atom::Var(v)), Proj::Named(_) | Proj::Field(_))
                if self.field_given(v, &proj).is_some() =>
            {
                self.field_given(v, &proj).map_or(Value::Never, Value::Atom)
            }
            (other, _) => {
                let p = self.materialise(other, span).then(proj);
                self.place_ty(&p);
                Value::Place(p)
            }
        }
    }
}

/// A reference, or a choice of references.
fn is_reference(v: &Value) -> bool {
    match v {
        Value::Ref(..) => true,
        Value::Choice(c) => is_reference(&c.then),
        _ => false,
    }
}

fn own_types(sig: &syn::Signature, reals: &types::RealParams) -> BTreeSet<String> {
    fn own(t: &Ty, found: &mut BTreeSet<String>) {
        match t.peeled() {
            Ty::Spelled(t) => {
                found.insert(t.to_string());
            }
            Ty::Tuple(ts) => ts.iter().for_each(|t| own(t, found)),
            other => other.element().into_iter().for_each(|t| own(t, found)),
        }
    }
    let inputs = sig.inputs.iter().filter_map(|i| match i {
        syn::FnArg::Typed(p) => Some(&*p.ty),
        syn::FnArg::Receiver(_) => None,
    });
    let output = match &sig.output {
        syn::ReturnType::Default => None,
        syn::ReturnType::Type(_, t) => Some(&**t),
    };
    let mut found = BTreeSet::new();
    inputs
        .chain(output)
        .for_each(|t| own(&reals.ty(t), &mut found));
    found
}

fn unit() -> Atom {
    Atom::Const(Const {
        tokens: quote::quote!(()),
        ty: Ty::Unit,
    })
}

/// The syntax context of a span, as far as stable Rust shows it.
fn context_of(span: Span) -> String {
    let text = format!("{span:?}");
    match text.split_once(' ') {
        Some((context, _)) if context.starts_with('#') => context.to_owned(),
        _ => String::new(),
    }
}

fn has_return(b: &syn::Block) -> bool {
    let mut finder = ReturnFinder(false);
    syn::visit::Visit::visit_block(&mut finder, b);
    finder.0
}

fn has_return_in(e: &syn::Expr) -> bool {
    let mut finder = ReturnFinder(false);
    syn::visit::Visit::visit_expr(&mut finder, e);
    finder.0
}

struct ReturnFinder(bool);

impl<'a> syn::visit::Visit<'a> for ReturnFinder {
    fn visit_expr_return(&mut self, _: &'a syn::ExprReturn) {
        self.0 = true;
    }
    fn visit_expr_closure(&mut self, _: &'a syn::ExprClosure) {}
    // `vec![..]` takes expressions
    fn visit_macro(&mut self, m: &'a syn::Macro) {
        self.0 |= mentions_return(m.tokens.clone());
    }
    fn visit_item(&mut self, _: &'a syn::Item) {}
}

fn mentions_return(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|t| match t {
        TokenTree::Ident(i) => i == "return",
        TokenTree::Group(g) => mentions_return(g.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
