//! Structs and what is in them, `Option`s, and functions over `T: Real`.

use super::{bare, block, expr, slice};
use crate::ast::{Expr, Stmt};
use crate::options::Optional;
use crate::records::{Element, FieldKind, Literal, Member, Struct};

impl Struct {
    pub(super) fn print(&self, derive: bool) -> String {
        let copy = if self.is_copy { ", Copy" } else { "" };
        let more = if derive {
            ", autodiff::Differentiable"
        } else {
            ""
        };
        let name = self.record.name();
        let fields = self.fields.iter().map(|f| match self.is_tuple {
            true => format!("pub {}", f.kind.print()),
            false => format!("pub {}: {}", f.name, f.kind.print()),
        });
        let fields = fields.collect::<Vec<_>>().join(", ");
        let body = match self.is_tuple {
            true => format!("({fields});"),
            false => format!(" {{ {fields} }}"),
        };
        format!("#[derive(Clone{copy}, Debug{more})]\npub struct {name}{body}\n")
    }
}

impl FieldKind {
    fn print(self) -> String {
        match self {
            FieldKind::Real => "f64".into(),
            FieldKind::Array(n) => format!("[f64; {n}]"),
            FieldKind::Record(r) => r.name(),
        }
    }
}

pub(super) fn literal(l: &Literal, depth: usize) -> String {
    let name = l.record.name();
    if l.is_tuple && l.base.is_none() {
        let all = l.fields.iter().map(|(_, e)| bare(e, depth));
        return format!("{name}({})", all.collect::<Vec<_>>().join(", "));
    }
    let fields = l.fields.iter().map(|(f, e)| {
        let value = bare(e, depth);
        // the short form
        match value == f.name {
            true => value,
            false => format!("{}: {value}", f.name),
        }
    });
    let base = l.base.iter().map(|e| format!("..{}", expr(e, depth)));
    let all = fields.chain(base).collect::<Vec<_>>().join(", ");
    format!("{name} {{ {all} }}")
}

pub(super) fn member(m: &Member, depth: usize) -> String {
    let mut text = m.root.clone();
    match &m.element {
        Some((i, Element::Wrapped, _)) => {
            text += &format!("[{} % {}.len()]", expr(i, depth), m.root);
        }
        Some((i, Element::Direct, _)) => text += &format!("[{}]", bare(i, depth)),
        None => {}
    }
    text += &m.path;
    match &m.index {
        Some((Expr::Integer(i), n)) if i < n => text += &format!("[{i}]"),
        Some((i, n)) => text += &format!("[{} % {n}]", expr(i, depth)),
        None => {}
    }
    text
}

pub(super) fn optional(o: &Optional, depth: usize) -> String {
    match o {
        Optional::None => "None".into(),
        Optional::Some(e) => format!("Some({})", bare(e, depth)),
        Optional::Variable(name) => name.clone(),
        Optional::Take(name) => format!("{name}.take()"),
        Optional::When(c, e) => format!(
            "(if {} {{ Some({}) }} else {{ None }})",
            bare(c, depth),
            bare(e, depth)
        ),
        Optional::ThenSome(c, e) => format!("{}.then_some({})", expr(c, depth), bare(e, depth)),
        Optional::First(s) => format!("{}.first().copied()", part(s)),
        Optional::Last(s) => format!("{}.last().copied()", part(s)),
        Optional::Get(s, i) => format!("{}.get({}).copied()", part(s), bare(i, depth)),
        Optional::Find(s, e, c) => format!(
            "{}.iter().copied().find(|&{e}| {})",
            part(s),
            bare(c, depth)
        ),
        Optional::Map(of, v, e) => {
            format!("{}.map(|{v}| {})", optional(of, depth), bare(e, depth))
        }
        Optional::Filter(of, v, c) => {
            format!("{}.filter(|&{v}| {})", optional(of, depth), bare(c, depth))
        }
        Optional::Or(a, b) => format!("{}.or({})", optional(a, depth), optional(b, depth)),
    }
}

/// Before a method.
fn part(s: &crate::ast::Slice) -> String {
    match s.part {
        crate::ast::Part::Whole => s.name.clone(),
        _ => slice(s, ""),
    }
}

pub(super) fn own_stmt(s: &Stmt, depth: usize) -> String {
    match s {
        Stmt::LetFields(record, fields, e) => {
            let all = fields.iter().map(|(f, name)| match *name == f.name {
                true => format!("{name}, "),
                false => format!("{}: {name}, ", f.name),
            });
            let all: String = all.collect();
            format!("let {} {{ {all}.. }} = {};", record.name(), bare(e, depth))
        }
        Stmt::ForRecords(l, e, a, _, exclusive, b) => {
            let how = if *exclusive { "iter_mut" } else { "iter" };
            format!("'{l}: for {e} in {a}.{how}() {}", block(b, depth))
        }
        Stmt::PushRecord(name, e) => format!("{name}.push({});", bare(e, depth)),
        Stmt::PopRecord(v, name, _, b) => {
            let text = block(b, depth);
            format!("if {name}.len() > 1 && let Some({v}) = {name}.pop() {text}")
        }
        Stmt::IfLet(v, o, then, otherwise) => {
            let o = optional(o, depth);
            let mut text = format!("if let Some({v}) = {o} {}", block(then, depth));
            if let Some(b) = otherwise {
                text += &format!(" else {}", block(b, depth));
            }
            text
        }
        Stmt::LetElse(v, o, b) => {
            let o = optional(o, depth);
            format!("let Some({v}) = {o} else {};", block(b, depth))
        }
        Stmt::MatchSome(v, o, guard, then, otherwise) => {
            let guard = guard
                .as_ref()
                .map_or(String::new(), |g| format!(" if {}", bare(g, depth + 1)));
            let indent = "    ".repeat(depth + 1);
            format!(
                "match {} {{\n{indent}Some({v}){guard} => {}\n{indent}_ => {}\n{}}}",
                optional(o, depth),
                block(then, depth + 1),
                block(otherwise, depth + 1),
                "    ".repeat(depth)
            )
        }
        Stmt::Drain(l, v, stack, from, push, b) => {
            let text = block(b, depth);
            let push = push.map_or(String::new(), |c| {
                let indent = "    ".repeat(depth + 1);
                format!("{indent}if {v} > {c:?}_f64 {{ {stack}.push({v} * 0.5_f64); }}\n")
            });
            format!(
                "let mut {stack} = {}.to_vec(); '{l}: while let Some({v}) = {stack}.pop() {{\n{push}{}",
                part(from),
                &text[2..]
            )
        }
        _ => unreachable!("only what `stmt` sends here"),
    }
}

/// The text of a function on `f64`, for a type parameter `T`.
pub(super) fn generic(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("f64") {
        let (before, after) = rest.split_at(at);
        rest = &after[3..];
        let number = |c: char| c.is_ascii_digit() || c == '.' || c == '_';
        let literal = before.strip_suffix('_').filter(|b| b.ends_with(number));
        if let Some(b) = literal {
            let start = b.rfind(|c| !number(c)).map_or(0, |k| k + 1);
            out += &format!("{}T::from_f64({})", &b[..start], &b[start..]);
        } else if before.ends_with(" as ") {
            out += before;
            let start = opening(&out);
            out.insert_str(start, "T::from_f64");
            out += "F64";
        } else {
            out += before;
            out.push('T');
        }
    }
    (out + rest).replace("F64", "f64")
}

/// Where the parenthesis opened that is still open at the end.
fn opening(text: &str) -> usize {
    let mut depth = 0;
    for (k, c) in text.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' if depth == 0 => return k,
            '(' => depth -= 1,
            _ => {}
        }
    }
    0
}
