//! The table of elementary operations as the compiler sees it: look-up, and rules turned into IR.

use crate::build::Builder;
use crate::ir::{Atom, Const, Rhs, Ty};
use autodiff_runtime::ops::{Form, Op, op};
use proc_macro2::Span;
use quote::ToTokens;
use syn::{BinOp, Expr};

/// The row of a binary operator that has a derivative.
pub(crate) fn operator(o: &BinOp) -> Option<&'static Op> {
    let name = match o {
        BinOp::Add(_) => "add",
        BinOp::Sub(_) => "sub",
        BinOp::Mul(_) => "mul",
        BinOp::Div(_) => "div",
        BinOp::Rem(_) => "rem",
        _ => return None,
    };
    op(name, Form::Operator)
}

pub(crate) fn neg() -> &'static Op {
    op("neg", Form::Operator).expect("negation is in the table")
}

pub(crate) fn add() -> &'static Op {
    op("add", Form::Operator).expect("addition is in the table")
}

pub(crate) fn sub() -> &'static Op {
    op("sub", Form::Operator).expect("subtraction is in the table")
}

pub(crate) fn recip() -> &'static Op {
    op("recip", Form::Method).expect("the reciprocal is in the table")
}

pub(crate) fn method(name: &str) -> Option<&'static Op> {
    op(name, Form::Method)
}

/// Whether an operation on reals costs no more than to load its result.
pub(crate) fn is_cheap(row: &Op) -> bool {
    ["add", "sub", "mul", "neg"].contains(&row.name)
}

/// Whether a value and its [`sibling`] come out of one evaluation, at hardly more than the cost of one.
pub(crate) fn is_evaluated_with_sibling(name: &str) -> bool {
    ["sin", "cos"].contains(&name)
}

/// The method whose value is all that the rule of another method takes from the operand: of `sin`, that is `cos`.
pub(crate) fn sibling(name: &str) -> Option<&'static str> {
    let [rule] = method(name)?.rules else {
        return None;
    };
    let e = syn::parse_str::<Expr>(rule).expect("a rule is a Rust expression");
    let mut uses = vec![];
    uses_of_operand(&e, &mut uses);
    match uses.as_slice() {
        [Some(name)] => method(name).map(|row| row.name),
        _ => None,
    }
}

/// For each mention of the operand, the method that it is the receiver of.
fn uses_of_operand(e: &Expr, found: &mut Vec<Option<String>>) {
    match e {
        Expr::Path(p) if p.path.is_ident("x") => found.push(None),
        Expr::MethodCall(m) if is_operand(&m.receiver) && m.args.is_empty() => {
            found.push(Some(m.method.to_string()));
        }
        Expr::MethodCall(m) => {
            uses_of_operand(&m.receiver, found);
            m.args.iter().for_each(|e| uses_of_operand(e, found));
        }
        Expr::Paren(p) => uses_of_operand(&p.expr, found),
        Expr::Unary(u) => uses_of_operand(&u.expr, found),
        Expr::Binary(o) => {
            uses_of_operand(&o.left, found);
            uses_of_operand(&o.right, found);
        }
        Expr::Call(c) => c.args.iter().for_each(|e| uses_of_operand(e, found)),
        _ => {}
    }
}

fn is_operand(e: &Expr) -> bool {
    matches!(e, Expr::Path(p) if p.path.is_ident("x"))
}

/// What a rule's names stand for at one use.
pub(crate) struct Names<'a> {
    pub(crate) seed: &'a Atom,
    pub(crate) inputs: &'a [Atom],
    pub(crate) output: &'a Atom,
    /// The value of [`sibling`], where it is at hand.
    pub(crate) sibling: Option<&'a Atom>,
    pub(crate) ty: &'a Ty,
    pub(crate) span: Span,
}

/// Emits the rule for one input; `None` where the derivative is zero.
pub(crate) fn apply(
    b: &mut Builder<'_>,
    row: &Op,
    input: usize,
    names: &Names<'_>,
) -> Option<Atom> {
    match row.rules[input] {
        "0" => None,
        "s" => Some(names.seed.clone()),
        text => {
            let e = syn::parse_str::<Expr>(text).expect("a rule is a Rust expression");
            Some(expression(b, &e, names))
        }
    }
}

fn expression(b: &mut Builder<'_>, e: &Expr, names: &Names<'_>) -> Atom {
    match e {
        Expr::Paren(p) => expression(b, &p.expr, names),
        Expr::Path(p) => match p.path.get_ident().map(ToString::to_string).as_deref() {
            Some("s") => names.seed.clone(),
            Some("r") => names.output.clone(),
            Some("x") => names.inputs[0].clone(),
            Some("y") => names.inputs[1].clone(),
            Some("z") => names.inputs[2].clone(),
            other => unreachable!("a rule reads s, r, x, y, z, not {other:?}"),
        },
        Expr::Lit(l) => {
            let tokens = crate::print::respan(l.to_token_stream(), names.span);
            Atom::Const(Const {
                tokens,
                ty: names.ty.clone(),
            })
        }
        Expr::Unary(u) => {
            let a = expression(b, &u.expr, names);
            emit(b, neg(), vec![a], names)
        }
        Expr::Binary(o) => {
            let row = operator(&o.op).expect("a rule uses operators of the table");
            let args = vec![
                expression(b, &o.left, names),
                expression(b, &o.right, names),
            ];
            emit(b, row, args, names)
        }
        Expr::MethodCall(m) if names.sibling.is_some() && is_operand(&m.receiver) => {
            names.sibling.expect("it is at hand").clone()
        }
        Expr::MethodCall(m) => {
            let row = method(&m.method.to_string()).expect("a rule uses methods of the table");
            let args = std::iter::once(&*m.receiver)
                .chain(&m.args)
                .map(|e| expression(b, e, names))
                .collect();
            emit(b, row, args, names)
        }
        Expr::Call(c) => {
            let name = c.func.to_token_stream().to_string();
            let row = op(&name, Form::Function).expect("a rule calls functions of the table");
            let args = c.args.iter().map(|e| expression(b, e, names)).collect();
            emit(b, row, args, names)
        }
        other => unreachable!("a rule is arithmetic, not {}", other.to_token_stream()),
    }
}

/// What has a seed in lanes among its operands is in lanes.
fn emit(b: &mut Builder<'_>, row: &'static Op, args: Vec<Atom>, names: &Names<'_>) -> Atom {
    let in_lanes = args.iter().map(|a| b.f.ty(a)).find(Ty::has_lanes);
    let ty = in_lanes.unwrap_or_else(|| names.ty.clone());
    b.temp(Rhs::Op(row, args), ty, names.span)
}
