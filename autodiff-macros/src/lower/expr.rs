//! Expressions: one dispatch over the syntax tree, operands first.

use super::operator::compound;
use super::{Lower, Mutability, Value};
use crate::ir::{Atom, Const, Place, Proj, Real, Rhs, Role, Ty};
use crate::refusals;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{BinOp, Expr};

impl Lower<'_> {
    pub(super) fn expr(&mut self, e: &Expr) -> Value {
        match e {
            Expr::Lit(l) => self.literal(l),
            Expr::Path(p) => self.path(p),
            Expr::Paren(p) => self.expr(&p.expr),
            Expr::Group(g) => self.expr(&g.expr),
            Expr::Binary(b) => self.binary(b),
            Expr::Unary(u) => self.unary(u),
            Expr::Cast(c) => self.cast(c),
            Expr::Tuple(t) if t.elems.is_empty() => Value::Unit,
            Expr::Tuple(t) => Value::Tuple(self.operands_in_order(t.elems.iter())),
            Expr::Index(_) | Expr::Field(_) => self.projection(e),
            Expr::Reference(r) => self.reference(r),
            Expr::Array(a) => self.array(a),
            Expr::Repeat(r) => self.repeat(r),
            Expr::Assign(a) => self.assign(a),
            Expr::Block(b) => self.labelled_block(b),
            Expr::If(i) => self.if_else(i),
            Expr::Match(m) => self.match_arms(m),
            Expr::ForLoop(l) => self.for_loop(l),
            Expr::While(l) => self.while_loop(l),
            Expr::Loop(l) => self.forever(l),
            Expr::Break(b) => self.break_out(b),
            Expr::Continue(c) => self.continue_with(c),
            Expr::Return(r) => self.return_with(r),
            Expr::Call(c) => self.call(c),
            Expr::Closure(c) => self.closure(c),
            Expr::Range(r) => self.range_value(r),
            Expr::MethodCall(m) => self.method_call(m),
            Expr::Struct(s) => self.struct_literal(s),
            Expr::Macro(m) => self.macro_call(&m.mac),
            Expr::Const(c) => Value::Place(self.constant_expression(c.to_token_stream(), c.span())),
            Expr::Verbatim(t) if t.is_empty() => Value::Unit,
            Expr::Async(_)
            | Expr::Await(_)
            | Expr::Infer(_)
            | Expr::Let(_)
            | Expr::RawAddr(_)
            | Expr::Try(_)
            | Expr::TryBlock(_)
            | Expr::Unsafe(_)
            | Expr::Verbatim(_)
            | Expr::Yield(_) => self.unsupported(e),
            // syntax of the future
            other => self.unsupported(other),
        }
    }

    fn unsupported(&mut self, e: &Expr) -> Value {
        self.errors.push(refusals::unsupported_expression(e));
        Value::Never
    }

    /// `const { .. }`: no variable can be in it.
    fn constant_expression(&mut self, tokens: TokenStream, span: Span) -> Place {
        let ty = self.infer.fresh();
        let var = self.f.add_var("item", ty, Role::Item, span);
        self.f.vars[var.0 as usize].path = Some(quote!((#tokens)));
        Place::of(var)
    }

    pub(super) fn operand(&mut self, e: &Expr) -> Atom {
        let v = self.expr(e);
        self.atom(v, e.span())
    }

    /// Evaluates several expressions left to right. A value that is still a place is read before a later
    /// expression could change it.
    pub(super) fn operands_in_order<'a>(
        &mut self,
        exprs: impl Iterator<Item = &'a Expr>,
    ) -> Vec<Value> {
        let exprs: Vec<&Expr> = exprs.collect();
        let mut values = vec![];
        for (i, e) in exprs.iter().enumerate() {
            let v = self.expr(e);
            let disturbed = exprs[i + 1..].iter().any(|e| has_effects(e));
            let v = if disturbed {
                self.freeze(v, e.span())
            } else {
                v
            };
            values.push(v);
        }
        values
    }

    fn literal(&mut self, l: &syn::ExprLit) -> Value {
        let ty = match &l.lit {
            syn::Lit::Float(f) => match f.suffix() {
                "f32" => Ty::Real(Real::F32),
                "f64" => Ty::Real(Real::F64),
                _ => self.infer.float(),
            },
            syn::Lit::Int(i) => match i.suffix() {
                "" => self.infer.int(),
                "f64" => Ty::Real(Real::F64),
                "f32" => Ty::Real(Real::F32),
                suffix => Ty::Int(Some(suffix.to_owned())),
            },
            syn::Lit::Bool(_) => Ty::Bool,
            syn::Lit::Char(_) => Ty::Char,
            syn::Lit::Byte(_) => Ty::Int(Some("u8".to_owned())),
            syn::Lit::Str(_) => Ty::Ref(Box::new(Ty::Str)),
            other => {
                self.errors.push(refusals::literal(other.span()));
                Ty::Unknown
            }
        };
        Value::Atom(Atom::Const(Const {
            tokens: l.lit.to_token_stream(),
            ty,
        }))
    }

    fn path(&mut self, p: &syn::ExprPath) -> Value {
        if p.qself.is_none()
            && let Some(ident) = p.path.get_ident()
            && let Some(v) = self.lookup(ident)
        {
            return v;
        }
        if p.qself.is_none() && self.variant(&p.path) == Some(super::option::Variant::None) {
            return self.none(&p.path);
        }
        Value::Place(self.item_place(p))
    }

    /// A constant, a static or a const parameter: inactive, read by its path.
    fn item_place(&mut self, p: &syn::ExprPath) -> Place {
        let ty = match p.path.segments.first() {
            Some(s) if p.path.segments.len() == 2 => match s.ident.to_string().as_str() {
                "f64" => Ty::Real(Real::F64),
                "f32" => Ty::Real(Real::F32),
                name => match self.reals.ty(&syn::parse_quote!(#s)) {
                    Ty::Int(_) => Ty::Int(Some(name.to_owned())),
                    _ => self.infer.fresh(),
                },
            },
            _ => self.infer.fresh(),
        };
        let var = self.f.add_var("item", ty, Role::Item, p.span());
        self.f.vars[var.0 as usize].path = Some(p.to_token_stream());
        Place::of(var)
    }

    fn projection(&mut self, e: &Expr) -> Value {
        match e {
            Expr::Index(i) => {
                let base = self.expr(&i.expr);
                match &*i.index {
                    Expr::Range(r) => self.sub_slice(base, r),
                    index => {
                        let a = self.operand(index);
                        let ty = self.ty(&a);
                        self.infer.unify(&ty, &Ty::usize());
                        let part = self.project(base, Proj::Index(a), i.span());
                        self.dereferenced_part(part)
                    }
                }
            }
            Expr::Field(f) => {
                let base = self.expr(&f.base);
                let part = self.project(base, super::fields::projection(&f.member), f.span());
                self.dereferenced_part(part)
            }
            other => self.expr(other),
        }
    }

    pub(super) fn sub_slice(&mut self, base: Value, r: &syn::ExprRange) -> Value {
        let span = r.span();
        let m = match &base {
            Value::Ref(_, m) => *m,
            _ => Mutability::Shared,
        };
        let p = self.materialise(base, span);
        let lo = match &r.start {
            Some(e) => self.index_operand(e),
            None => usize_literal(0, span),
        };
        let hi = match (&r.end, &r.limits) {
            (Some(e), syn::RangeLimits::HalfOpen(_)) => self.index_operand(e),
            (Some(e), syn::RangeLimits::Closed(_)) => {
                let last = self.index_operand(e);
                let one = usize_literal(1, span);
                match self.arithmetic(&BinOp::Add(Default::default()), last, one, span) {
                    Value::Atom(a) => a,
                    _ => usize_literal(0, span),
                }
            }
            (None, _) => self.len_of(p.clone(), span),
        };
        Value::Ref(p.then(Proj::Slice(lo, hi)), m)
    }

    pub(super) fn index_operand(&mut self, e: &Expr) -> Atom {
        let a = self.operand(e);
        let ty = self.ty(&a);
        self.infer.unify(&ty, &Ty::usize());
        a
    }

    pub(super) fn len_of(&mut self, p: Place, span: Span) -> Atom {
        self.temp(Rhs::Len(p), Ty::usize(), span)
    }

    fn reference(&mut self, r: &syn::ExprReference) -> Value {
        let m = if r.mutability.is_some() {
            Mutability::Mut
        } else {
            Mutability::Shared
        };
        let v = self.expr(&r.expr);
        self.borrow(v, m, r.span())
    }

    fn array(&mut self, a: &syn::ExprArray) -> Value {
        let atoms = self.element_atoms(a.elems.iter());
        let element = self.common_ty(&atoms);
        let n = atoms.len();
        let len = proc_macro2::Literal::usize_unsuffixed(n).to_token_stream();
        let ty = Ty::Array(Box::new(element), len);
        Value::Atom(self.temp(Rhs::Array(atoms), ty, a.span()))
    }

    pub(super) fn element_atoms<'a>(&mut self, elems: impl Iterator<Item = &'a Expr>) -> Vec<Atom> {
        let elems: Vec<&Expr> = elems.collect();
        let values = self.operands_in_order(elems.iter().copied());
        values
            .into_iter()
            .zip(elems)
            .map(|(v, e)| self.atom(v, e.span()))
            .collect()
    }

    pub(super) fn common_ty(&mut self, atoms: &[Atom]) -> Ty {
        let element = self.infer.fresh();
        for a in atoms {
            let ty = self.ty(a);
            self.infer.unify(&element, &ty);
        }
        element
    }

    fn repeat(&mut self, r: &syn::ExprRepeat) -> Value {
        let a = self.operand(&r.expr);
        let ty = Ty::Array(Box::new(self.ty(&a)), r.len.to_token_stream());
        if mentions_local(&r.len, |i| self.lookup(i).is_some()) {
            self.errors.push(refusals::array_length(r.len.span()));
        }
        Value::Atom(self.temp(Rhs::Repeat(a, r.len.to_token_stream()), ty, r.span()))
    }
}

pub(super) fn usize_literal(n: usize, span: Span) -> Atom {
    let mut l = proc_macro2::Literal::usize_unsuffixed(n);
    l.set_span(span);
    Atom::Const(Const {
        tokens: TokenStream::from(proc_macro2::TokenTree::from(l)),
        ty: Ty::usize(),
    })
}

fn mentions_local(e: &Expr, mut is_local: impl FnMut(&syn::Ident) -> bool) -> bool {
    matches!(e, Expr::Path(p) if p.path.get_ident().is_some_and(&mut is_local))
}

/// Whether evaluating an expression may change a variable (or end the evaluation).
pub(super) fn has_effects(e: &Expr) -> bool {
    struct Finder(bool);
    impl<'a> syn::visit::Visit<'a> for Finder {
        fn visit_expr(&mut self, e: &'a Expr) {
            let plain = matches!(
                e,
                Expr::Lit(_)
                    | Expr::Path(_)
                    | Expr::Paren(_)
                    | Expr::Group(_)
                    | Expr::Unary(_)
                    | Expr::Cast(_)
                    | Expr::Tuple(_)
                    | Expr::Index(_)
                    | Expr::Field(_)
                    | Expr::Array(_)
                    | Expr::Repeat(_)
            );
            let arithmetic = matches!(e, Expr::Binary(b) if compound(&b.op).is_none());
            let borrow = matches!(e, Expr::Reference(r) if r.mutability.is_none());
            let pure_call = match e {
                Expr::Call(_) => true,
                Expr::MethodCall(m) => {
                    crate::rule::method(&m.method.to_string()).is_some() || m.method == "len"
                }
                _ => false,
            };
            if plain || arithmetic || borrow || pure_call {
                syn::visit::visit_expr(self, e);
            } else {
                self.0 = true;
            }
        }
    }
    let mut finder = Finder(false);
    syn::visit::Visit::visit_expr(&mut finder, e);
    finder.0
}
