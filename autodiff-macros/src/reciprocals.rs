//! `1.0 / x` is the reciprocal of `x`: the same value, whose derivative is made of the result by products alone.

use crate::ir::{Atom, Block, Function, Real, Rhs, Stmt, Ty, blocks_mut};

pub(crate) fn recognise(f: &mut Function) {
    let mut body = std::mem::take(&mut f.body);
    in_block(&mut body, f);
    f.body = body;
}

fn in_block(b: &mut Block, f: &Function) {
    for s in &mut b.stmts {
        if let Stmt::Let { var, rhs } = s
            && is_primitive(&f.var(*var).ty)
            && let Some(divisor) = divisor_of_one(rhs)
            && is_primitive(&f.ty(&divisor))
        {
            *rhs = Rhs::Op(crate::rule::recip(), vec![divisor]);
        }
        blocks_mut(s).into_iter().for_each(|b| in_block(b, f));
    }
}

/// Of a type parameter, only its own method is the reciprocal.
fn is_primitive(ty: &Ty) -> bool {
    matches!(ty, Ty::Real(Real::F32 | Real::F64))
}

fn divisor_of_one(rhs: &Rhs) -> Option<Atom> {
    let Rhs::Op(row, args) = rhs else { return None };
    match args.as_slice() {
        [Atom::Const(one), by @ Atom::Var(_)] if row.name == "div" && is_one(&one.tokens) => {
            Some(by.clone())
        }
        _ => None,
    }
}

fn is_one(tokens: &proc_macro2::TokenStream) -> bool {
    match syn::parse2::<syn::Lit>(tokens.clone()) {
        Ok(syn::Lit::Float(x)) => x.base10_parse::<f64>().is_ok_and(|x| x == 1.0),
        _ => false,
    }
}
