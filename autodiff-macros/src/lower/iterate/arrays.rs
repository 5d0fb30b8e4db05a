//! Arrays made element by element: `[..].map(f)` and `std::array::from_fn(f)`.

use super::consume::address;
use super::source::counting;
use super::{By, Item, Iter};
use crate::ir::{Atom, Const, Place, Proj, Rhs, Role, Stmt, Ty};
use crate::lower::{Lower, Value};
use crate::refusals;
use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;

impl Lower<'_> {
    pub(in crate::lower) fn array_from_fn(&mut self, c: &syn::ExprCall) -> Value {
        let span = c.func.span();
        let known = match self.expected.remove(&address(c)) {
            Some(Ty::Array(element, n)) => Some((self.infer.open(*element), n)),
            _ => self.spelled_array(&c.func),
        };
        let (Some((element, n)), 1) = (known, c.args.len()) else {
            self.errors.push(refusals::array_of_unknown_length(span));
            return Value::Never;
        };
        let Some(f) = self.fun(&c.args[0]) else {
            return Value::Never;
        };
        let of = Item::Counter;
        self.array_of(&element, &n, mapped(of, f, &n, span), span)
    }

    /// `from_fn::<f64, 3, _>`
    fn spelled_array(&mut self, func: &syn::Expr) -> Option<(Ty, TokenStream)> {
        let syn::Expr::Path(p) = func else {
            return None;
        };
        let syn::PathArguments::AngleBracketed(args) = &p.path.segments.last()?.arguments else {
            return None;
        };
        let mut args = args.args.iter();
        let element = match args.next()? {
            syn::GenericArgument::Type(t) => self.reals.ty(t),
            _ => return None,
        };
        let n = match args.next()? {
            syn::GenericArgument::Type(syn::Type::Infer(_)) => return None,
            n @ (syn::GenericArgument::Type(_) | syn::GenericArgument::Const(_)) => n,
            _ => return None,
        };
        Some((self.infer.open(element), n.to_token_stream()))
    }

    pub(super) fn array_map(
        &mut self,
        m: &syn::ExprMethodCall,
        receiver: Value,
        n: &TokenStream,
    ) -> Value {
        let span = m.span();
        let of = self.materialise(receiver, span);
        let of = self.own_elements(of, span);
        let Some(f) = self.fun(&m.args[0]) else {
            return Value::Never;
        };
        let element = self.infer.fresh();
        let it = mapped(Item::Element(of, By::Value), f, n, span);
        self.array_of(&element, n, it, span)
    }

    /// An array that the iterator fills, `n` long.
    fn array_of(&mut self, element: &Ty, n: &TokenStream, it: Iter, span: Span) -> Value {
        let ty = Ty::Array(Box::new(element.clone()), n.clone());
        let (array, outer) = (self.accumulator(ty.clone(), span), self.innermost_block());
        let mut declared = false;
        self.drive(&it, None, &mut |s, v, around| {
            let value = s.atom(v, span);
            let got = s.ty(&value);
            s.infer.unify(element, &got);
            if s.infer.is_free(element) {
                let real = s.infer.assumed_real(&s.reals);
                s.infer.unify(element, &real);
            }
            let (Some(zero), Some(k)) = (s.zero_of(element), around.counter) else {
                s.errors.push(refusals::array_of_containers(span));
                return;
            };
            let made = s.f.add_var("made", ty.clone(), Role::Temp, span);
            let rhs = Rhs::Repeat(zero, n.clone());
            s.blocks[outer].stmts.push(Stmt::Let { var: made, rhs });
            s.declare_in(outer, array, Atom::Var(made));
            declared = true;
            let place = Place::of(array).then(Proj::Index(Atom::Var(k)));
            s.store(place, Value::Atom(value), span);
        });
        if declared {
            Value::Place(Place::of(array))
        } else {
            Value::Never
        }
    }
}

fn mapped(of: Item, by: crate::lower::closure::Fun, n: &TokenStream, span: Span) -> Iter {
    let n = Atom::Const(Const {
        tokens: n.clone(),
        ty: Ty::usize(),
    });
    let item = Item::Map {
        of: Box::new(of),
        by,
        pure: false,
    };
    Iter::Indexed(counting(n, span), item)
}
