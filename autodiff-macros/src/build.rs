//! Appending statements to blocks: what every pass that makes IR needs.

use crate::ir::{
    Atom, Block, Const, Function, Place, Real, Rhs, Role, Stmt, Ty, Var, VarId, blocks_mut,
};
use proc_macro2::{Span, TokenStream};
use quote::quote;

pub(crate) struct Builder<'f> {
    pub(crate) f: &'f mut Function,
    blocks: Vec<Block>,
}

impl<'f> Builder<'f> {
    pub(crate) fn new(f: &'f mut Function) -> Builder<'f> {
        Builder {
            f,
            blocks: vec![Block::default()],
        }
    }

    pub(crate) fn finish(mut self) -> Block {
        self.blocks.pop().expect("the outermost block")
    }

    pub(crate) fn emit(&mut self, s: Stmt) {
        self.blocks
            .last_mut()
            .expect("a block is open")
            .stmts
            .push(s);
    }

    pub(crate) fn open(&mut self) {
        self.blocks.push(Block::default());
    }

    pub(crate) fn close(&mut self) -> Block {
        self.blocks.pop().expect("a block to close")
    }

    /// Whether a variable of the open block is what an operation results in, or a name for that.
    pub(crate) fn is_result(&self, v: VarId) -> bool {
        let open = self.blocks.last().map_or(&[][..], |b| &b.stmts);
        let definition = open.iter().rev().find_map(|s| match s {
            Stmt::Let { var, rhs } if *var == v => Some(rhs),
            _ => None,
        });
        match definition {
            Some(Rhs::Op(..)) => true,
            Some(Rhs::Atom(Atom::Var(of))) => self.is_result(*of),
            _ => false,
        }
    }

    /// A new single-assignment variable without a name of the user's.
    pub(crate) fn temp(&mut self, rhs: Rhs, ty: Ty, span: Span) -> Atom {
        let var = self.f.add_var("t", ty, Role::Temp, span);
        self.emit(Stmt::Let { var, rhs });
        Atom::Var(var)
    }

    pub(crate) fn accumulate(&mut self, place: Place, value: Atom) {
        self.emit(Stmt::Accumulate {
            place,
            value,
            negative: false,
        });
    }

    /// A copy of a variable's name, type and origin under a suffix.
    pub(crate) fn companion_var(&mut self, of: VarId, suffix: &str, role: Role) -> VarId {
        let v = self.f.var(of).clone();
        self.f.add_var(
            &format!("{}_{suffix}", v.name),
            v.ty.tangent(),
            role,
            v.span,
        )
    }
}

/// An identifier, raw where its spelling asks for it.
pub(crate) fn ident(name: &str, span: Span) -> proc_macro2::Ident {
    match name.strip_prefix("r#") {
        Some(raw) if syn::parse_str::<syn::Ident>(raw).is_err() => {
            proc_macro2::Ident::new_raw(raw, span)
        }
        Some(raw) => proc_macro2::Ident::new(raw, span),
        None => proc_macro2::Ident::new(name, span),
    }
}

pub(crate) fn usize_const(n: usize) -> Atom {
    let tokens = proc_macro2::TokenTree::from(proc_macro2::Literal::usize_unsuffixed(n)).into();
    Atom::Const(Const {
        tokens,
        ty: Ty::usize(),
    })
}

/// The zero of a type whose shape is in the type; `None` for a `Vec` and for what only rustc knows.
pub(crate) fn zero_const(ty: &Ty) -> Option<Const> {
    constant(ty, &|r| r.zero())
}

/// The same of minus zeros: the neutral elements of addition, which a zero is not (`0.0 + -0.0` is `0.0`).
pub(crate) fn neutral_const(ty: &Ty) -> Option<Const> {
    constant(ty, &|r| {
        let zero = r.zero();
        quote!(-#zero)
    })
}

fn constant(ty: &Ty, real: &dyn Fn(&Real) -> TokenStream) -> Option<Const> {
    let tokens = match ty {
        Ty::Real(r) => real(r),
        // the printer spells the zero of lanes by its type
        Ty::Lanes(t) if t.is_real() => quote!(0.0),
        Ty::Unit => quote!(()),
        Ty::Int(_) => quote!(0),
        Ty::Bool => quote!(false),
        Ty::Char => quote!('\0'),
        Ty::Tuple(ts) => {
            let parts = ts.iter().map(|t| constant(t, real).map(|c| c.tokens));
            let parts: Option<Vec<_>> = parts.collect();
            let parts = parts?;
            quote!((#(#parts,)*))
        }
        Ty::Array(t, n) => {
            let part = constant(t, real)?.tokens;
            quote!([#part; #n])
        }
        // the tangent of an `Option` of integers
        Ty::Option(t) if !t.carries_reals() => quote!(::core::option::Option::None),
        Ty::Option(_)
        | Ty::Str
        | Ty::Vec(_)
        | Ty::Slice(_)
        | Ty::Seq(_)
        | Ty::Ref(_)
        | Ty::Spelled(_)
        | Ty::Literal
        | Ty::TangentOf(_)
        | Ty::Lanes(_)
        | Ty::Var(_)
        | Ty::Unknown
        | Ty::UnknownTangent => return None,
    };
    Some(Const {
        tokens,
        ty: ty.clone(),
    })
}

/// Whether some value of a type can be made of nothing.
pub(crate) fn has_blank(ty: &Ty) -> bool {
    match ty {
        Ty::Tuple(ts) => ts.iter().all(has_blank),
        Ty::Array(t, _) => has_blank(t),
        Ty::Real(_) | Ty::Int(_) | Ty::Bool | Ty::Char | Ty::Unit => true,
        Ty::Vec(_) | Ty::Option(_) | Ty::Spelled(_) | Ty::Literal | Ty::Unknown | Ty::Seq(_) => {
            true
        }
        Ty::Str | Ty::Slice(_) | Ty::Ref(_) | Ty::Var(_) => false,
        Ty::TangentOf(_) | Ty::UnknownTangent | Ty::Lanes(_) => false,
    }
}

/// Gives the chosen variables a value where they are declared without one; it is never read. Those of a type without
/// such a value are handed out.
pub(crate) fn start_with_dummies(
    b: &mut Block,
    f: &mut Function,
    chosen: &dyn Fn(VarId) -> bool,
    without: &mut dyn FnMut(&Var),
) {
    let mut blanks = vec![];
    for (i, s) in b.stmts.iter_mut().enumerate() {
        if let Stmt::Declare {
            var,
            init: init @ None,
        } = s
            && chosen(*var)
        {
            let v = f.var(*var).clone();
            if let Some(c) = dummy(&v.ty) {
                *init = Some(Atom::Const(c));
            } else if has_blank(&v.ty) {
                let var = f.add_var("t", v.ty, Role::Temp, v.span);
                let rhs = Rhs::Blank(None);
                *init = Some(Atom::Var(var));
                blanks.push((i, Stmt::Let { var, rhs }));
            } else {
                without(&v);
            }
        }
        for b in blocks_mut(s) {
            start_with_dummies(b, f, chosen, without);
        }
    }
    for (i, blank) in blanks.into_iter().rev() {
        b.stmts.insert(i, blank);
    }
}

/// Some value of a type, never read.
pub(crate) fn dummy(ty: &Ty) -> Option<Const> {
    fn has_default(ty: &Ty) -> bool {
        match ty {
            Ty::Tuple(ts) => ts.iter().all(has_default),
            Ty::Vec(_) | Ty::Option(_) => true,
            other => zero_const(other).is_some(),
        }
    }
    let default = || Const {
        tokens: quote!(::core::default::Default::default()),
        ty: ty.clone(),
    };
    zero_const(ty).or_else(|| has_default(ty).then(default))
}
