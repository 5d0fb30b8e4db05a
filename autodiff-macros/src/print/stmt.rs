//! Statements.

use super::Printer;
use crate::ir::{
    Atom, Block, Effect, Loop, LoopId, LoopKind, Range, Rebind, Rhs, Role, Step, Stmt, Target, Ty,
    VarId, blocks,
};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

impl Printer<'_> {
    pub(super) fn block(&self, b: &Block) -> TokenStream {
        let mut tokens = quote!();
        let mut rest = b.stmts.as_slice();
        while let [first, after @ ..] = rest {
            let (printed, taken) = match self.on_tape(rest) {
                Some(several) => several,
                None => (self.stmt(first), 1),
            };
            tokens.extend(printed);
            rest = &after[taken - 1..];
        }
        tokens
    }

    pub(super) fn stmt(&self, s: &Stmt) -> TokenStream {
        match s {
            Stmt::Let { var, .. } if self.folds.folded.contains_key(var) => quote!(),
            Stmt::Let { var, rhs } => self.let_stmt(*var, rhs),
            Stmt::Declare { var, init } => self.declare(*var, init.as_ref()),
            Stmt::Assign { place, value } => self.assign(place, value),
            Stmt::Accumulate {
                place,
                value,
                negative,
            } => self.accumulate(place, value, *negative),
            Stmt::Swap { a, b } => self.swap(a, b),
            Stmt::VecPush { vec, value } => {
                let (vec, value) = (self.receiver(vec), self.handed(value));
                quote!(#vec.push(#value);)
            }
            Stmt::If {
                cond,
                then,
                otherwise,
            } => self.if_else(cond, then, otherwise),
            Stmt::Match {
                scrutinee, arms, ..
            } => {
                let scrutinee = self.atom(scrutinee).tokens;
                let arms = arms.iter().map(|a| {
                    let (pattern, body) = (&a.pattern, self.block(&a.body));
                    let guard = a.guard.as_ref().map(|(b, g)| {
                        let (b, g) = (self.block(b), self.atom(g).tokens);
                        if b.is_empty() {
                            quote!(if #g)
                        } else {
                            quote!(if { #b #g })
                        }
                    });
                    quote!(#pattern #guard => { #body })
                });
                quote!(match #scrutinee { #(#arms)* })
            }
            Stmt::Loop(l) => self.looped(l),
            Stmt::Scheduled(s) => self.scheduled(s),
            Stmt::Exit { target, .. } => match target {
                Target::Break(id) => {
                    let label = self.label(*id);
                    quote!(break #label;)
                }
                Target::Continue(id) => {
                    let label = self.label(*id);
                    quote!(continue #label;)
                }
                Target::Return => {
                    let end = self.end();
                    quote!(return #end;)
                }
            },
            Stmt::Effect(e) => self.effect(e),
            Stmt::Push { tape, place } => {
                let tape = self.ident(*tape);
                if matches!(self.f.place_ty(place), Ty::Int(None)) {
                    // where it is of another type, the complaint stands at its declaration
                    let span = self.f.var(place.root).span;
                    let place = self.place(place);
                    return quote_spanned!(span=> #tape.push::<i32>(&#place););
                }
                let place = self.borrowed(place, false);
                quote!(#tape.push(#place);)
            }
            Stmt::Restore { tape, place } => {
                let tape = self.ident(*tape);
                let place = self.borrowed(place, true);
                quote!(#tape.pop_into(#place);)
            }
        }
    }

    fn let_stmt(&self, var: VarId, rhs: &Rhs) -> TokenStream {
        let value = self.rhs(var, rhs).tokens;
        if matches!(rhs, Rhs::VecPop(_)) && !matches!(self.f.var(var).role, Role::User) {
            // the cotangent or value is often only dropped
            let name = self.ident(var);
            return quote!(let #name = #value;);
        }
        let name = self.ident(var);
        let ty = match rhs {
            Rhs::Pop { .. } if matches!(self.f.var(var).ty, Ty::Int(None)) => quote!(: i32),
            _ => self.ascription(var, Some(rhs)),
        };
        let mutable = if self.f.var(var).role == Role::Bar {
            quote!(mut)
        } else {
            quote!()
        };
        let hint = match (rhs, &self.f.var(var).ty) {
            // a generic callee's result: what its elements are follows from the uses, too late for rustc
            (Rhs::PopResult { .. }, Ty::Seq(element)) if element.is_real_or_lanes() => {
                let (krate, element) = (self.krate, self.ty(element));
                quote!(#krate::rt::holds::<#element>(&#name);)
            }
            _ => quote!(),
        };
        quote!(let #mutable #name #ty = #value; #hint)
    }

    fn declare(&self, var: VarId, init: Option<&Atom>) -> TokenStream {
        let name = self.ident(var);
        let folded = init
            .and_then(Atom::var)
            .and_then(|v| self.folds.folded.get(&v));
        let ty = match (init, folded) {
            (Some(Atom::Const(_)), _) => {
                let known = self.f.var(var).ty.is_known();
                let ty = self.ty(&self.f.var(var).ty);
                if known { quote!(: #ty) } else { quote!() }
            }
            (_, Some(rhs)) => self.ascription(var, Some(rhs)),
            (None, _) if self.f.var(var).ty.is_known() => {
                let ty = self.ty(&self.f.var(var).ty);
                quote!(: #ty)
            }
            _ => quote!(),
        };
        match init {
            Some(a) => {
                let value = self.handed(a);
                quote!(let mut #name #ty = #value;)
            }
            None => quote!(let mut #name #ty;),
        }
    }

    fn if_else(&self, cond: &Atom, then: &Block, otherwise: &Block) -> TokenStream {
        if then.stmts.is_empty() {
            let cond = self.atom(cond).at_least(super::strength::UNARY);
            let otherwise = self.block(otherwise);
            return quote!(if !#cond { #otherwise });
        }
        let cond_tokens = self.atom(cond).tokens;
        let then_tokens = self.block(then);
        if otherwise.stmts.is_empty() {
            return quote!(if #cond_tokens { #then_tokens });
        }
        let otherwise = match otherwise.stmts.as_slice() {
            [nested @ Stmt::If { .. }] => self.stmt(nested),
            _ => {
                let b = self.block(otherwise);
                quote!({ #b })
            }
        };
        quote!(if #cond_tokens { #then_tokens } else #otherwise)
    }

    fn label(&self, id: LoopId) -> TokenStream {
        let name = syn::Lifetime::new(&format!("'l{}", id.0), Span::call_site());
        quote!(#name)
    }

    /// `'l1:` in front of a loop whose body names it.
    pub(super) fn label_if_left(&self, id: LoopId, body: &Block) -> TokenStream {
        if !is_left(body, id) {
            return quote!();
        }
        let label = self.label(id);
        quote!(#label:)
    }

    fn looped(&self, l: &Loop) -> TokenStream {
        let body = self.block(&l.body);
        let label = match &l.kind {
            LoopKind::Once => {
                let label = self.label(l.id);
                quote!(#label:)
            }
            LoopKind::Forever | LoopKind::Range(_) => self.label_if_left(l.id, &l.body),
        };
        match &l.kind {
            LoopKind::Forever => quote!(#label loop { #body }),
            LoopKind::Once => quote!(#label { #body }),
            LoopKind::Range(r) => {
                let (var, range) = (self.ident(r.var), self.range(r));
                quote!(#label for #var in #range { #body })
            }
        }
    }

    pub(super) fn range(&self, r: &Range) -> TokenStream {
        let lo = self.atom(&r.lo).at_least(super::strength::RANGE + 1);
        let hi = self.atom(&r.hi).at_least(super::strength::RANGE + 1);
        let range = if r.inclusive {
            quote!(#lo..=#hi)
        } else {
            quote!(#lo..#hi)
        };
        if r.steps.is_empty() {
            return range;
        }
        r.steps
            .iter()
            .fold(quote!((#range)), |tokens, step| match step {
                Step::Rev => quote!(#tokens.rev()),
                Step::By(n) => {
                    let n = self.atom(n).tokens;
                    quote!(#tokens.step_by(#n))
                }
            })
    }

    /// A macro that passes through, with the user's names bound again in front of it.
    fn effect(&self, e: &Effect) -> TokenStream {
        let binds = e.binds.iter().map(|(ident, r)| {
            let value = self.rebind(r);
            let name = self.keep_verbatim(quote!(#ident), ident.span());
            quote!(let #name = #value;)
        });
        let binds: Vec<TokenStream> = binds.collect();
        let tokens = self.keep_verbatim(e.tokens.clone(), Span::call_site());
        let semi = if e.diverges { quote!() } else { quote!(;) };
        if binds.is_empty() {
            quote!(#tokens;)
        } else {
            quote!({ #(#binds)* #tokens #semi })
        }
    }

    fn rebind(&self, r: &Rebind) -> TokenStream {
        match r {
            Rebind::Atom(a) => {
                let scalar = self.f.ty(a).is_scalar();
                let a = self.atom(a).tokens;
                if scalar { a } else { quote!(&#a) }
            }
            Rebind::Place(p) => {
                let scalar = self.f.place_ty(p).is_scalar();
                if scalar {
                    self.place(p)
                } else {
                    self.borrowed(p, false)
                }
            }
            Rebind::Ref(p) => self.borrowed(p, false),
            Rebind::Tuple(parts) => {
                let parts = parts.iter().map(|r| self.rebind(r));
                quote!((#(#parts,)*))
            }
            Rebind::Option(present, payload) => {
                let (present, payload) = (self.rebind(present), self.rebind(payload));
                quote!(if #present {
                    ::core::option::Option::Some(#payload)
                } else {
                    ::core::option::Option::None
                })
            }
        }
    }
}

fn is_left(b: &Block, id: LoopId) -> bool {
    b.stmts.iter().any(|s| {
        matches!(
            s,
            Stmt::Exit { target: Target::Break(t) | Target::Continue(t), .. } if *t == id
        ) || blocks(s).into_iter().any(|b| is_left(b, id))
    })
}
