//! Calls of functions: std's own by path, everything else through its companion.

use super::{Lower, Mutability, Value};
use crate::ir::{Arg, Call, Callee, Passing, Place, Rhs, Ty};
use crate::refusals;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Expr;
use syn::spanned::Spanned;

impl Lower<'_> {
    pub(super) fn call(&mut self, c: &syn::ExprCall) -> Value {
        let Expr::Path(p) = strip(&c.func) else {
            return self.call_of_value(c);
        };
        if let Some(ident) = p.path.get_ident()
            && self.lookup(ident).is_some()
        {
            return self.call_of_value(c);
        }
        if p.qself.is_none()
            && c.args.len() == 1
            && self.variant(&p.path) == Some(super::option::Variant::Some)
        {
            return self.some(c);
        }
        if let Some(q) = &p.qself
            && let (Ty::Real(_), Some(method)) = (self.reals.ty(&q.ty), p.path.segments.last())
            && p.path.segments.len() == 1
        {
            let real = self.reals.ty(&q.ty);
            return self.ufcs(c, p, &method.ident.to_string(), real);
        }
        if p.qself.is_some() {
            self.errors.push(refusals::qualified_call(p));
            return Value::Never;
        }
        let names: Vec<String> = p
            .path
            .segments
            .iter()
            .map(|s| s.ident.to_string())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match names.as_slice() {
            ["f64" | "f32", name] => {
                let first = &p.path.segments[0];
                let real = self.reals.ty(&syn::parse_quote!(#first));
                self.ufcs(c, p, name, real)
            }
            [parameter, name] if self.real_parameter(parameter).is_some() => {
                let real = self.real_parameter(parameter).unwrap_or(Ty::f64());
                self.ufcs(c, p, name, real)
            }
            [.., "Float" | "NumCast", name] if self.only_float().is_some() => {
                let real = self.only_float().unwrap_or(Ty::f64());
                self.ufcs(c, p, name, real)
            }
            ["std" | "core", "mem", name] | ["mem", name] => self.mem(c, name),
            ["std" | "core", "iter", name] | ["iter", name] => self.iterator_function(c, name),
            ["std" | "core", "array", "from_fn"] | ["array", "from_fn"] => self.array_from_fn(c),
            ["Vec", "new"] | ["Vec", "with_capacity"] => self.empty_vec(c, p),
            ["drop"] if c.args.len() == 1 => {
                self.expr(&c.args[0]);
                Value::Unit
            }
            [.., name] if name.starts_with(char::is_uppercase) => self.tuple_struct(&p.path, c),
            [.., parent, _] if parent.starts_with(char::is_uppercase) => {
                self.associated_call(c, p, parent)
            }
            [.., _, name] if DERIVATIVES.contains(name) => self.derivative_call(c, p),
            _ => self.companion_call(c, p),
        }
    }

    /// `g::grad(x)`, a generated function: its derivatives are second ones of `g`.
    fn derivative_call(&mut self, c: &syn::ExprCall, p: &syn::ExprPath) -> Value {
        let mut companion = p.path.clone();
        companion.segments.pop();
        companion.segments.pop_punct();
        let values = self.operands_in_order(c.args.iter());
        let spans = c.args.iter().map(Spanned::span);
        let Some(mut args) = self.arguments(values.into_iter().zip(spans).collect()) else {
            return Value::Never;
        };
        lend_overlapping_parts_shared(&mut args);
        let ty = self.infer.fresh();
        let call = Call {
            path: p.clone(),
            callee: Callee::Derivative(quote!(<#companion>)),
            args,
        };
        Value::Atom(self.temp(Rhs::Call(call), ty, c.span()))
    }

    /// `Type::g(..)`: the derivatives are functions of `Type`, too.
    fn associated_call(&mut self, c: &syn::ExprCall, p: &syn::ExprPath, parent: &str) -> Value {
        if STD_TYPES.contains(&parent) {
            self.errors.push(refusals::std_function(&p.path));
            return Value::Never;
        }
        match self.call_args(&c.args) {
            Some(args) => self.call_of_type(args, p, c.span()),
            None => Value::Never,
        }
    }

    /// `Type::g` as a function of values.
    pub(super) fn associated_call_of(
        &mut self,
        args: Vec<(Value, Span)>,
        p: &syn::ExprPath,
        span: Span,
    ) -> Value {
        match self.arguments(args) {
            Some(args) => self.call_of_type(args, p, span),
            None => Value::Never,
        }
    }

    fn call_of_type(&mut self, args: Vec<Arg>, p: &syn::ExprPath, span: Span) -> Value {
        let mut ty = p.path.clone();
        ty.segments.pop();
        ty.segments.pop_punct();
        let call = Call {
            path: p.clone(),
            callee: Callee::Associated(ty.to_token_stream()),
            args,
        };
        let ty = self.infer.computed();
        Value::Atom(self.temp(Rhs::Call(call), ty, span))
    }

    /// `receiver.g(..)` of a type of the user's.
    pub(super) fn user_method(
        &mut self,
        m: &syn::ExprMethodCall,
        receiver: Value,
        args: Vec<Value>,
    ) -> Value {
        let span = m.receiver.span();
        let receiver = match receiver {
            Value::Ref(p, Mutability::Shared) => Arg::Shared(p),
            Value::Ref(p, Mutability::Mut) => Arg::Mut(p),
            // only rustc knows whether the method borrows it mutably
            Value::Place(p) if self.may_change(&p) => Arg::Mut(p),
            other => Arg::Shared(self.materialise(other, span)),
        };
        let spans = m.args.iter().map(Spanned::span);
        let Some(rest) = self.arguments(args.into_iter().zip(spans).collect()) else {
            return Value::Never;
        };
        let mut args = vec![receiver];
        args.extend(rest);
        lend_overlapping_parts_shared(&mut args);
        let (name, turbofish) = (&m.method, &m.turbofish);
        let call = Call {
            path: syn::parse_quote!(#name #turbofish),
            callee: Callee::Method,
            args,
        };
        let ty = self.infer.computed();
        Value::Atom(self.temp(Rhs::Call(call), ty, m.span()))
    }

    /// Whether a variable is declared such that something can change it.
    pub(super) fn may_change(&self, p: &Place) -> bool {
        let param = self.f.params.iter().find(|q| q.var == p.root);
        match param {
            Some(q) => q.passing == Passing::Mut || q.passing == Passing::Value && q.mutable,
            None => self.declared.contains(&p.root),
        }
    }

    fn call_args(
        &mut self,
        exprs: &syn::punctuated::Punctuated<Expr, syn::Token![,]>,
    ) -> Option<Vec<Arg>> {
        let values = self.operands_in_order(exprs.iter());
        let spans = exprs.iter().map(Spanned::span);
        let mut args = self.arguments(values.into_iter().zip(spans).collect())?;
        lend_overlapping_parts_shared(&mut args);
        Some(args)
    }

    fn arguments(&mut self, values: Vec<(Value, Span)>) -> Option<Vec<Arg>> {
        let mut args = vec![];
        for (v, at) in values {
            args.push(match v {
                Value::Ref(p, Mutability::Shared) => Arg::Shared(p),
                Value::Ref(p, Mutability::Mut) => Arg::Mut(p),
                Value::Never => return None,
                Value::Choice(_) => {
                    self.errors.push(refusals::chosen_reference(at));
                    return None;
                }
                // a text literal is a reference
                Value::Atom(a) if matches!(self.ty(&a), Ty::Ref(_)) => {
                    Arg::Shared(self.materialise(Value::Atom(a), at))
                }
                other => Arg::Value(self.atom(other, at)),
            });
        }
        Some(args)
    }

    fn mem(&mut self, c: &syn::ExprCall, name: &str) -> Value {
        let values = self.operands_in_order(c.args.iter());
        match (name, values.as_slice()) {
            (
                "swap",
                [
                    Value::Ref(a, Mutability::Mut),
                    Value::Ref(b, Mutability::Mut),
                ],
            ) => self.swap(a.clone(), b.clone(), c.span()),
            ("replace", [Value::Ref(a, Mutability::Mut), new]) => {
                let new = self.freeze(new.clone(), c.span());
                let old = self.load(a.clone(), c.span());
                self.store(a.clone(), new, c.span());
                Value::Atom(old)
            }
            ("drop", [_]) => Value::Unit,
            _ => {
                self.errors
                    .push(refusals::std_call(c.func.span(), "mem", name));
                Value::Never
            }
        }
    }

    fn empty_vec(&mut self, c: &syn::ExprCall, p: &syn::ExprPath) -> Value {
        for a in &c.args {
            self.operand(a);
        }
        let first = &p.path.segments[0];
        let ty = match self.reals.ty(&syn::parse_quote!(#first)) {
            spelled @ Ty::Vec(_) => spelled,
            _ => Ty::Vec(Box::new(self.infer.fresh())),
        };
        Value::Atom(self.temp(Rhs::VecOf(vec![]), ty, c.span()))
    }

    fn companion_call(&mut self, c: &syn::ExprCall, p: &syn::ExprPath) -> Value {
        let values = self.operands_in_order(c.args.iter());
        let spans = c.args.iter().map(Spanned::span);
        let args = values.into_iter().zip(spans).collect();
        self.companion_call_of(args, p, c.span())
    }

    pub(super) fn companion_call_of(
        &mut self,
        values: Vec<(Value, Span)>,
        p: &syn::ExprPath,
        span: Span,
    ) -> Value {
        let Some(companion) = self.companion_path(p) else {
            return Value::Never;
        };
        self.called_with(p, companion, values, span)
    }

    fn called_with(
        &mut self,
        p: &syn::ExprPath,
        companion: TokenStream,
        values: Vec<(Value, Span)>,
        span: Span,
    ) -> Value {
        let chosen = |(v, _): &(Value, Span)| matches!(v, Value::Choice(_));
        if let Some(i) = values.iter().position(chosen)
            && let Value::Choice(choice) = values[i].0.clone()
        {
            let (mut then, mut otherwise) = (values.clone(), values);
            (then[i].0, otherwise[i].0) = (choice.then, choice.otherwise);
            let again = companion.clone();
            return self.select(
                super::branch::Test::When(choice.cond),
                span,
                |l| l.called_with(p, companion, then, span),
                |l| l.called_with(p, again, otherwise, span),
            );
        }
        let Some(mut args) = self.arguments(values) else {
            return Value::Never;
        };
        lend_overlapping_parts_shared(&mut args);
        // a function that deals with types of the user's may return one
        let ty = if !self.spelled.is_empty() {
            self.infer.computed()
        } else {
            self.infer.fresh()
        };
        let call = Call {
            path: p.clone(),
            callee: Callee::Companion(companion),
            args,
        };
        Value::Atom(self.temp(Rhs::Call(call), ty, span))
    }

    /// `a::g::<3>` names the function; its companion is the type `<a::g>`, or what `companion(g = ..)` says.
    fn companion_path(&mut self, p: &syn::ExprPath) -> Option<TokenStream> {
        let last = p.path.segments.last()?;
        let mut path = p.path.clone();
        if let Some(s) = path.segments.last_mut() {
            s.arguments = syn::PathArguments::None;
        }
        let renamed = self.companions.iter().find(|(from, _)| {
            from.to_token_stream().to_string() == path.to_token_stream().to_string()
                || from.get_ident() == Some(&last.ident)
        });
        Some(match renamed {
            Some((_, to)) => quote!(<#to>),
            None => quote!(<#path>),
        })
    }
}

/// Generated functions that can be differentiated in turn; of the others, rustc says that a function is missing.
const DERIVATIVES: [&str; 8] = [
    "derivative",
    "grad",
    "hessian",
    "hvp",
    "jvp",
    "value_and_grad",
    "value_grad_hvp",
    "vjp",
];

/// Types of the standard library whose functions have no derivatives.
pub(super) const STD_TYPES: [&str; 14] = [
    "Arc", "BTreeMap", "BTreeSet", "Box", "Cell", "HashMap", "HashSet", "Mutex", "Option", "Rc",
    "RefCell", "Result", "String", "Vec",
];

/// `g(d, d)` of a `d: &mut [f64]`: rustc lends it shared. What overlaps cannot be lent mutably.
fn lend_overlapping_parts_shared(args: &mut [Arg]) {
    let places: Vec<Option<Place>> = args
        .iter()
        .map(|a| match a {
            Arg::Shared(p) | Arg::Mut(p) => Some(p.clone()),
            Arg::Value(_) => None,
        })
        .collect();
    for (i, a) in args.iter_mut().enumerate() {
        let Arg::Mut(p) = a else { continue };
        let overlaps = places.iter().enumerate().any(|(j, q)| {
            q.as_ref().is_some_and(|q| {
                let apart =
                    p.splits_from(q).is_some() || q.splits_from(p).is_some() || p.is_other_field(q);
                i != j && p.root == q.root && !apart
            })
        });
        if overlaps {
            *a = Arg::Shared(p.clone());
        }
    }
}

pub(super) fn strip(e: &Expr) -> &Expr {
    match e {
        Expr::Paren(p) => strip(&p.expr),
        Expr::Group(g) => strip(&g.expr),
        other => other,
    }
}
