//! Programs as Rust.

mod checkpoints;
mod own_types;
mod stmts;

use crate::ast::{
    Argument, Arm, Block, Call, Expr, Form, Function, Index, Name, ParamKind, Part, Place, Program,
    Returns, Slice,
};
use crate::chains::{Adaptor, Chain, End, Source};
use checkpoints::without_checkpoints;
use own_types::{literal, member, optional};
use stmts::stmt;

impl Program {
    /// The structs, and all functions, each behind the attributes.
    pub(crate) fn print(&self, attributes: &str) -> String {
        let derive = !attributes.is_empty();
        let structs = self.structs.iter().map(|s| s.print(derive));
        let functions = self.functions.iter().map(|f| f.print(attributes));
        let text = structs.chain(functions).collect::<Vec<_>>().join("\n");
        if attributes.is_empty() {
            // nothing reads the attributes of loops
            return without_checkpoints(&text) + "\n";
        }
        text
    }
}

impl Function {
    fn print(&self, attributes: &str) -> String {
        let params = self.params.iter().map(|p| {
            let mutable = if p.mutable { "mut " } else { "" };
            match (p.kind, p.name == "self") {
                (ParamKind::RecordRef(_), true) => "&self".into(),
                (ParamKind::RecordMut(_), true) => "&mut self".into(),
                (_, true) => format!("{mutable}self"),
                (_, false) => format!("{mutable}{}: {}", p.name, p.kind.print()),
            }
        });
        let params = params.collect::<Vec<_>>().join(", ");
        let returns = self.returns.print();
        let body = block(&self.body, 0);
        let (name, rest) = (&self.name, format!("({params}){returns} {body}\n"));
        match self.form {
            Form::Free => format!("{attributes}pub fn {name}{rest}"),
            Form::Generic => {
                let bound = "<T: autodiff::Real>";
                format!(
                    "{attributes}pub fn {name}{bound}{}",
                    own_types::generic(&rest)
                )
            }
            Form::Method(record) => {
                let of = record.name();
                format!("{attributes}impl {of} {{\npub fn {name}{rest}}}\n")
            }
            Form::Operator(of, record) => {
                let to = record.name();
                let output = match self.form.is_compound() {
                    true => String::new(),
                    false => format!("type Output = {to};\n"),
                };
                format!("{attributes}impl std::ops::{of} for {to} {{\n{output}fn {name}{rest}}}\n")
            }
        }
    }
}

impl ParamKind {
    pub(crate) fn print(self) -> String {
        match self {
            ParamKind::Real => "f64".into(),
            ParamKind::Integer => "usize".into(),
            ParamKind::Flag => "bool".into(),
            ParamKind::Slice => "&[f64]".into(),
            ParamKind::SliceMut => "&mut [f64]".into(),
            ParamKind::RealMut => "&mut f64".into(),
            ParamKind::VecMut => "&mut Vec<f64>".into(),
            ParamKind::Array(n) => format!("[f64; {n}]"),
            ParamKind::Record(r) => r.name(),
            ParamKind::RecordRef(r) => format!("&{}", r.name()),
            ParamKind::RecordMut(r) => format!("&mut {}", r.name()),
            ParamKind::Records(r) => format!("&[{}]", r.name()),
        }
    }
}

impl Returns {
    fn print(self) -> String {
        match self {
            Returns::Unit => String::new(),
            Returns::Real => " -> f64".into(),
            Returns::Pair => " -> (f64, f64)".into(),
            Returns::Array(n) => format!(" -> [f64; {n}]"),
            Returns::Vec => " -> Vec<f64>".into(),
            Returns::Record(r) => format!(" -> {}", r.name()),
        }
    }
}

fn block(b: &Block, depth: usize) -> String {
    let indent = "    ".repeat(depth + 1);
    let mut text = String::from("{\n");
    for s in &b.stmts {
        text += &format!("{indent}{}\n", stmt(s, depth + 1));
    }
    if let Some(value) = &b.value {
        text += &format!("{indent}{}\n", bare(value, depth + 1));
    }
    text + &"    ".repeat(depth) + "}"
}

fn label(l: &Option<Name>) -> String {
    l.as_ref().map_or(String::new(), |l| format!("'{l}: "))
}

fn target(l: &Option<Name>) -> String {
    l.as_ref().map_or(String::new(), |l| format!(" '{l}"))
}

fn arms(arms: &[Arm], depth: usize) -> String {
    let indent = "    ".repeat(depth + 1);
    let mut text = String::from("{\n");
    for arm in arms {
        let patterns = arm.patterns.iter().map(ToString::to_string);
        let mut pattern = patterns.collect::<Vec<_>>().join(" | ");
        if pattern.is_empty() {
            pattern = "_".into();
        }
        let guard = arm
            .guard
            .as_ref()
            .map_or(String::new(), |g| format!(" if {}", bare(g, depth + 1)));
        text += &format!(
            "{indent}{pattern}{guard} => {}\n",
            block(&arm.body, depth + 1)
        );
    }
    text + &"    ".repeat(depth) + "}"
}

fn list(es: &[Expr], depth: usize) -> String {
    let all = es.iter().map(|e| bare(e, depth));
    all.collect::<Vec<_>>().join(", ")
}

/// Where a whole expression stands: no parentheses needed.
fn bare(e: &Expr, depth: usize) -> String {
    let text = expr(e, depth);
    let wrapped = matches!(
        e,
        Expr::Binary(..)
            | Expr::Arithmetic(..)
            | Expr::Compare(..)
            | Expr::Connect(..)
            | Expr::Negate(_)
            | Expr::AsReal(_)
            | Expr::AsInteger(_)
    );
    if wrapped {
        text[1..text.len() - 1].to_owned()
    } else {
        text
    }
}

/// As an operand or a receiver.
fn expr(e: &Expr, depth: usize) -> String {
    let x = |e: &Expr| expr(e, depth);
    match e {
        Expr::Literal(v) if *v < 0.0 => format!("({v:?}_f64)"),
        Expr::Literal(v) => format!("{v:?}_f64"),
        Expr::Integer(n) => format!("{n}_usize"),
        Expr::Truth(b) => b.to_string(),
        Expr::Read(place @ Place::Target(_)) => format!("({})", print_place(place, depth)),
        Expr::Read(place) => print_place(place, depth),
        Expr::Negate(e) => format!("(-{})", x(e)),
        Expr::Binary(op, l, r)
        | Expr::Arithmetic(op, l, r)
        | Expr::Compare(op, l, r)
        | Expr::Connect(op, l, r) => format!("({} {op} {})", x(l), x(r)),
        Expr::Method(name, es) => {
            format!("{}.{name}({})", x(&es[0]), list(&es[1..], depth))
        }
        Expr::Power(e, n) => format!("{}.powi({n})", x(e)),
        Expr::AsReal(e) => format!("({} as f64)", x(e)),
        Expr::AsInteger(e) => format!("(({}.abs() * 3.0) as usize)", x(e)),
        Expr::Length(name) => format!("{name}.len()"),
        Expr::Not(e) => format!("(!{})", x(e)),
        Expr::If(c, t, o) => format!(
            "(if {} {} else {})",
            bare(c, depth),
            block(t, depth),
            block(o, depth)
        ),
        Expr::Match(e, all) => format!("(match {} {})", bare(e, depth), arms(all, depth)),
        Expr::Block(l, b) => format!("({}{})", label(l), block(b, depth)),
        Expr::Loop(l, b) => format!("('{l}: loop {})", block(b, depth)),
        Expr::Call(c) => call(c, depth),
        Expr::Replace(place, e) => format!(
            "std::mem::replace(&mut {}, {})",
            print_place(place, depth),
            bare(e, depth)
        ),
        Expr::Pop(name) => format!("{name}.pop().unwrap()"),
        Expr::Remove(name, e) => format!("{name}.remove({})", wrapped(name, e, depth)),
        Expr::Array(es) => format!("[{}]", list(es, depth)),
        Expr::Repeat(e, n) => format!("[{}; {n}]", bare(e, depth)),
        Expr::Vec(es) => format!("vec![{}]", without_checkpoints(&list(es, depth))),
        Expr::VecRepeat(e, n) => {
            let e = without_checkpoints(&bare(e, depth));
            format!("vec![{e}; {}]", bare(n, depth))
        }
        Expr::ToVec(s) => match s.part {
            Part::Whole => format!("{}.to_vec()", s.name),
            _ => format!("{}.to_vec()", &slice(s, "")),
        },
        Expr::Copy(name, false) => name.clone(),
        Expr::Copy(name, true) => format!("{name}.clone()"),
        Expr::Pair(a, b) => format!("({}, {})", bare(a, depth), bare(b, depth)),
        Expr::Rows(es) => format!("[[{}], [{}]]", list(&es[..2], depth), list(&es[2..], depth)),
        Expr::Entries(ns) => {
            let all = ns.iter().map(|n| format!("{n}_usize"));
            format!("[{}]", all.collect::<Vec<_>>().join(", "))
        }
        Expr::Chain(c) => chain(c, depth),
        Expr::Invoke(name, es) => format!("{name}({})", list(es, depth)),
        Expr::Struct(l) => literal(l, depth),
        Expr::Whole(m, false) => member(m, depth),
        Expr::Whole(m, true) => format!("{}.clone()", member(m, depth)),
        Expr::Records(es, false) => format!("[{}]", list(es, depth)),
        Expr::Records(es, true) => format!("vec![{}]", without_checkpoints(&list(es, depth))),
        Expr::Count(name, _) => format!("{name}.len()"),
        Expr::Optional(o) => optional(o, depth),
        Expr::UnwrapOr(o, e) => format!("{}.unwrap_or({})", optional(o, depth), bare(e, depth)),
        Expr::MapOr(o, e, v, f) => format!(
            "{}.map_or({}, |{v}| {})",
            optional(o, depth),
            bare(e, depth),
            bare(f, depth)
        ),
        Expr::IsSome(name) => format!("{name}.is_some()"),
    }
}

fn chain(c: &Chain, depth: usize) -> String {
    let shared = |s: &Slice| {
        if s.part == Part::Whole {
            s.name.clone()
        } else {
            slice(s, "")
        }
    };
    let (source, item) = match &c.source {
        Source::Elements(s) => (format!("{}.iter().copied()", shared(s)), c.items[0].clone()),
        Source::Zip(s, t) => (
            // `&mut` references are no items that `&` takes apart
            match t.owned {
                true => format!("{}.iter().zip({})", shared(s), slice(t, "&")),
                false => format!("{}.iter().zip({}.iter())", shared(s), shared(t)),
            },
            format!("(&{}, &{})", c.items[0], c.items[1]),
        ),
        Source::Windows(s) => (format!("{}.windows(2)", shared(s)), c.items[0].clone()),
        Source::Range(a, b) => (
            format!("({}..{})", expr(a, depth), expr(b, depth)),
            c.items[0].clone(),
        ),
    };
    let mut text = source;
    for adaptor in &c.adaptors {
        text += &match adaptor {
            Adaptor::Rev => ".rev()".to_owned(),
            Adaptor::Skip(k) => format!(".skip({k})"),
            Adaptor::Take(k) => format!(".take({k})"),
            Adaptor::StepBy(k) => format!(".step_by({k})"),
            Adaptor::Filter(e) => {
                let borrowed = match c.source {
                    Source::Windows(_) => item.clone(),
                    _ => format!("&{item}"),
                };
                format!(".filter(|{borrowed}| {})", bare(e, depth))
            }
        };
    }
    text + &match &c.end {
        End::Sum(e) => format!(".map(|{item}| {}).sum::<f64>()", bare(e, depth)),
        End::Product(e) => format!(".map(|{item}| {}).product::<f64>()", bare(e, depth)),
        End::Max(e) => format!(
            ".map(|{item}| {}).fold(-1000.0_f64, f64::max)",
            bare(e, depth)
        ),
        End::Fold(acc, init, e) => format!(
            ".fold({}, |{acc}, {item}| {})",
            bare(init, depth),
            bare(e, depth)
        ),
    }
}

fn wrapped(name: &str, e: &Expr, depth: usize) -> String {
    format!("{} % {name}.len()", expr(e, depth))
}

fn print_place(p: &Place, depth: usize) -> String {
    match p {
        Place::Variable(name, _) => name.clone(),
        Place::Target(name) => format!("*{name}"),
        Place::Element(name, i, Index::Wrapped) => format!("{name}[{}]", wrapped(name, i, depth)),
        Place::Element(name, i, Index::Direct) => format!("{name}[{}]", bare(i, depth)),
        Place::Entry(name, i) => format!("{name}[{}]", wrapped(name, i, depth)),
        Place::Part(name, k) => format!("{name}.{k}"),
        Place::Cell(name, i, j) => {
            format!("{name}[{} % 2][{} % 2]", expr(i, depth), expr(j, depth))
        }
        Place::Member(m) => member(m, depth),
    }
}

/// `borrow` is `&` or `&mut `, or nothing before a method.
fn slice(s: &Slice, borrow: &str) -> String {
    let name = &s.name;
    match s.part {
        Part::Whole if s.owned => format!("{borrow}{name}"),
        Part::Whole => name.clone(),
        Part::All => format!("{borrow}{name}[..]"),
        Part::Head => format!("{borrow}{name}[..{name}.len() / 2 + 1]"),
        Part::Tail => format!("{borrow}{name}[{name}.len() / 2..]"),
        Part::First => format!("{borrow}{name}[..1]"),
        Part::Two => format!("{borrow}{name}[..2]"),
        Part::Rest => format!("{borrow}{name}[1..]"),
    }
}

fn call(c: &Call, depth: usize) -> String {
    let mut arguments = c.arguments.iter().map(|a| match a {
        Argument::Value(e) => bare(e, depth),
        Argument::Shared(s) => slice(s, "&"),
        Argument::Exclusive(s) => slice(s, "&mut "),
        Argument::Scalar(Place::Target(name)) => name.clone(),
        Argument::Scalar(place) => format!("&mut {}", print_place(place, depth)),
        Argument::Part(place) => format!("&{}", print_place(place, depth)),
    });
    let name = &c.function;
    match c.form {
        Form::Free | Form::Generic => {}
        Form::Operator(of, _) => {
            let all: Vec<_> = arguments.collect();
            let sign = match of.trim_end_matches("Assign") {
                "Add" => "+",
                "Sub" => "-",
                _ => "*",
            };
            if !c.form.is_compound() {
                return format!("({} {sign} {})", all[0], all[1]);
            }
            let changed = match &c.arguments[0] {
                Argument::Exclusive(s) if !s.owned => format!("*{}", s.name),
                _ => all[0].trim_start_matches("&mut ").to_owned(),
            };
            return format!("{changed} {sign}= {}", all[1]);
        }
        // the name tells whether there is a receiver
        Form::Method(_) if name.starts_with('m') => {
            let receiver = arguments.next().unwrap_or_default();
            let receiver = receiver.trim_start_matches("&mut ").trim_start_matches('&');
            let rest = arguments.collect::<Vec<_>>().join(", ");
            return format!("{receiver}.{name}({rest})");
        }
        Form::Method(of) => {
            let all = arguments.collect::<Vec<_>>().join(", ");
            return format!("{}::{name}({all})", of.name());
        }
    }
    format!("{name}({})", arguments.collect::<Vec<_>>().join(", "))
}
