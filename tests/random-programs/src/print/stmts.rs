//! Statements.

use super::checkpoints::{checkpoint, without_checkpoints};
use super::own_types::own_stmt;
use super::{arms, bare, block, expr, label, print_place, slice, target, wrapped};
use crate::ast::{Block, Elements, Expr, Part, Range, Slice, Sort, Stmt};

fn range(r: &Range, depth: usize) -> String {
    let x = |e: &Expr| expr(e, depth);
    match r {
        Range::Up(a, b) => format!("{}..{}", x(a), x(b)),
        Range::Closed(a, b) => format!("{}..={}", x(a), x(b)),
        Range::Down(a, b) => format!("({}..{}).rev()", x(a), x(b)),
        Range::Step(a, b, k) => format!("({}..{}).step_by({k})", x(a), x(b)),
        Range::DownStep(a, b, k) => format!("({}..{}).rev().step_by({k})", x(a), x(b)),
    }
}

pub(super) fn stmt(s: &Stmt, depth: usize) -> String {
    let x = |e: &Expr| bare(e, depth);
    match s {
        Stmt::Let {
            name,
            mutable,
            ascribed,
            value,
        } => {
            let mutable = if *mutable { "mut " } else { "" };
            let ty = match (value, value.sort(), ascribed) {
                // the macro does not see what a call returns
                (Expr::Call(c), ..) => c.returns.print().replace(" -> ", ": "),
                (Expr::Optional(_), ..) => ": Option<f64>".into(),
                (_, Sort::Real, true) => ": f64".into(),
                (_, Sort::Integer, true) => ": usize".into(),
                (_, Sort::Flag, true) => ": bool".into(),
                _ => String::new(),
            };
            format!("let {mutable}{name}{ty} = {};", x(value))
        }
        Stmt::LetLater(name) => format!("let {name}: f64;"),
        Stmt::LetParts(a, b, e @ Expr::Call(_)) => {
            format!("let (mut {a}, {b}): (f64, f64) = {};", x(e))
        }
        Stmt::LetParts(a, b, e) => format!("let (mut {a}, {b}) = {};", x(e)),
        Stmt::LetClosure(c) => {
            let params = c.params.iter().map(|p| format!("{p}: f64"));
            let params = params.collect::<Vec<_>>().join(", ");
            format!("let {} = |{params}| {};", c.name, x(&c.body))
        }
        Stmt::Assign(place, op, e) => format!("{} {op} {};", print_place(place, depth), x(e)),
        Stmt::AssignBoth(a, b, e, f) => format!(
            "({}, {}) = ({}, {});",
            print_place(a, depth),
            print_place(b, depth),
            x(e),
            x(f)
        ),
        Stmt::Swap(a, b) => format!(
            "std::mem::swap(&mut {}, &mut {});",
            print_place(a, depth),
            print_place(b, depth)
        ),
        Stmt::SwapElements(name, i, j) => {
            format!("{name}.swap({}, {});", x(i), x(j))
        }
        Stmt::Fill(name, Part::Whole, e) => format!("{name}.fill({});", x(e)),
        Stmt::Fill(name, part, e) => {
            let s = Slice {
                name: name.clone(),
                owned: true,
                part: *part,
            };
            format!("{}.fill({});", slice(&s, ""), x(e))
        }
        Stmt::CopyFirst(to, from) => format!("{to}[..1].copy_from_slice(&{from}[..1]);"),
        Stmt::Push(name, e) => format!("{name}.push({});", x(e)),
        Stmt::Insert(name, i, e) => {
            format!("{name}.insert({}, {});", wrapped(name, i, depth), x(e))
        }
        Stmt::Resize(name, n, e) => format!("{name}.resize({n}, {});", x(e)),
        Stmt::Truncate(name, n) => format!("{name}.truncate({n});"),
        Stmt::Extend(name, s) => format!("{name}.extend_from_slice({});", slice(s, "&")),
        Stmt::If(c, then, otherwise) => {
            let mut text = format!("if {} {}", x(c), block(then, depth));
            if let Some(o) = otherwise {
                text += &format!(" else {}", block(o, depth));
            }
            text
        }
        Stmt::Match(e, all) => format!("match {} {}", x(e), arms(all, depth)),
        Stmt::Block(l, b) => format!("{}{}", label(l), block(b, depth)),
        Stmt::Evaluate(e) => format!("{};", x(e)),
        Stmt::Break(l, None) => format!("break{};", target(l)),
        Stmt::Break(l, Some(e)) => format!("break{} {};", target(l), expr(e, depth)),
        Stmt::Continue(l) => format!("continue{};", target(l)),
        Stmt::Return(None) => "return;".into(),
        Stmt::Return(Some(e)) => format!("return {};", x(e)),
        Stmt::Assert(e) => format!("assert!({});", without_checkpoints(&x(e))),
        Stmt::For(..)
        | Stmt::ForEach(..)
        | Stmt::While(..)
        | Stmt::Loop(..)
        | Stmt::Borrow(..)
        | Stmt::Split(..)
        | Stmt::Refer(..) => with_head(s, depth),
        Stmt::LetFields(..)
        | Stmt::ForRecords(..)
        | Stmt::PushRecord(..)
        | Stmt::PopRecord(..)
        | Stmt::IfLet(..)
        | Stmt::LetElse(..)
        | Stmt::MatchSome(..)
        | Stmt::Drain(..) => own_stmt(s, depth),
    }
}

/// Loops and scopes: a line that introduces something, and a body.
fn with_head(s: &Stmt, depth: usize) -> String {
    let headed = |open: &str, lines: &[String], b: &Block| {
        let text = block(b, depth);
        let indent = "    ".repeat(depth + 1);
        let lines: String = lines.iter().map(|l| format!("{indent}{l}\n")).collect();
        format!("{open}{{\n{lines}{}", &text[2..])
    };
    match s {
        Stmt::For(l, i, r, b) => {
            let body = block(b, depth);
            let attribute = checkpoint(l, &body, depth);
            format!("{attribute}'{l}: for {i} in {} {body}", range(r, depth))
        }
        Stmt::ForEach(l, i, e, a, how, b) => {
            let head = match how {
                Elements::Iter => format!("{e} in {a}.iter()"),
                Elements::IterMut => format!("{e} in {a}.iter_mut()"),
                Elements::Enumerate => format!("({i}, {e}) in {a}.iter().enumerate()"),
                Elements::EnumerateMut => format!("({i}, {e}) in {a}.iter_mut().enumerate()"),
                Elements::Reversed => format!("{e} in {a}.iter_mut().rev()"),
            };
            let body = block(b, depth);
            let attribute = checkpoint(l, &body, depth);
            format!("{attribute}'{l}: for {head} {body}")
        }
        Stmt::While(l, c, n, condition, b) => {
            let more = condition
                .as_ref()
                .map_or(String::new(), |e| format!(" && {}", expr(e, depth)));
            let head = format!("let mut {c} = 0_usize; '{l}: while {c} < {n}{more} ");
            headed(&head, &[format!("{c} += 1;")], b)
        }
        Stmt::Loop(l, c, n, b) => headed(
            &format!("let mut {c} = 0_usize; '{l}: loop "),
            &[format!("if {c} >= {n} {{ break; }}"), format!("{c} += 1;")],
            b,
        ),
        Stmt::Borrow(name, s, exclusive, b) => {
            let borrow = if *exclusive { "&mut " } else { "&" };
            headed("", &[format!("let {name} = {};", slice(s, borrow))], b)
        }
        Stmt::Split(s, t, a, b) => {
            let line = format!("let ({s}, {t}) = {a}.split_at_mut(1);");
            headed("", &[line], b)
        }
        Stmt::Refer(name, place, b) => {
            let line = format!("let {name} = &mut {};", print_place(place, depth));
            headed("", &[line], b)
        }
        _ => unreachable!("only what `stmt` sends here"),
    }
}
