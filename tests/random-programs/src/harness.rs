//! The crate that runs many programs: every one plain and behind the attributes, with the analyses on, off, or
//! both in turn, with a function that hands it arguments and prints what comes out.

use crate::ast::{Function, Param, ParamKind, Program, Returns};
use crate::records::{FieldKind, Record, Struct};

/// A module of a program's file, and what the attributes in it are given.
pub(crate) type Setting = (&'static str, &'static str);

/// The analyses on and off.
pub(crate) const SETTINGS: [Setting; 2] = [("on", ""), ("off", "(analysis = off)")];

/// A program's file, and the line from which on it holds what the macros read.
pub(crate) fn file(program: &Program, settings: &[Setting]) -> (String, usize) {
    let mut text = format!("pub mod plain {{\n{}}}\n", program.print(""));
    let line = text.lines().count();
    for (name, options) in settings {
        let mut attributes = format!("#[autodiff::grad{options}]\n#[autodiff::jvp{options}]\n");
        if program.second_order {
            attributes += &format!("#[autodiff::hessian{options}]\n");
        }
        text += &format!("pub mod {name} {{\n{}}}\n", program.print(&attributes));
    }
    for s in &program.structs {
        text += &flat(s, "plain", "");
        for (name, _) in settings {
            text += &flat(s, name, "");
            text += &flat(s, name, "Tangent");
        }
    }
    (text + &check(program, settings), line)
}

/// The reals of a struct, or of its tangent, for comparison.
fn flat(s: &Struct, module: &str, suffix: &str) -> String {
    let fields = s
        .fields
        .iter()
        .map(|f| format!("self.{}.flat(out);", f.name));
    let fields: String = fields.collect();
    let name = s.record.name();
    format!(
        "impl crate::Flat for {module}::{name}{suffix} {{ fn flat(&self, out: &mut Vec<u64>) {{ {fields} }} }}\n"
    )
}

/// What makes structs, or tangents of them, out of the numbers that come in.
#[derive(Clone, Copy)]
struct Maker<'a> {
    structs: &'a [Struct],
    module: &'a str,
    suffix: &'a str,
}

impl Maker<'_> {
    fn record(self, r: Record) -> String {
        let fields = self.structs[r.id].fields.iter().map(|f| {
            let value = match f.kind {
                FieldKind::Real => "io.real()".to_owned(),
                FieldKind::Array(n) => format!("[{}]", vec!["io.real()"; n].join(", ")),
                FieldKind::Record(inner) => self.record(inner),
            };
            format!("{}: {value}", f.name)
        });
        let fields = fields.collect::<Vec<_>>().join(", ");
        format!(
            "{}::{}{} {{ {fields} }}",
            self.module,
            r.name(),
            self.suffix
        )
    }
}

fn check(program: &Program, settings: &[Setting]) -> String {
    let f = program.functions.last().expect("a program has a function");
    let make = |module, suffix| Maker {
        structs: &program.structs,
        module,
        suffix,
    };
    let mut text = String::from("use crate::Flat;\npub fn check(io: &mut crate::Io) {\n");
    let args = reads(f, |_| true, "arg", "", make("plain", ""));
    let arguments = names(f, |_| true, "arg");
    let in_outs = outs(f, "arg");
    text += &format!(
        "io.run(\"plain\", |io| {{ {args} let y = plain::f({arguments}); io.out(&y); {in_outs} }});\n"
    );
    let real = |p: &Param| p.kind.is_differentiated();
    for (module, _) in settings {
        let args = reads(f, |_| true, "arg", "", make(module, ""));
        let make = make(module, "Tangent");
        if f.returns == Returns::Real {
            text += &format!(
                "io.run(\"{module} grad\", |io| {{ {args} \
                 let all = {module}::f::value_and_grad({arguments}); io.out(&all); {in_outs} }});\n"
            );
        }
        let tangents = reads(f, real, "dot", "io.tangents();", make);
        let dots = names(f, real, "dot");
        text += &format!(
            "io.run(\"{module} jvp\", |io| {{ {args} {tangents} \
             let all = {module}::f::jvp({arguments} {dots}); io.out(&all); {in_outs} {} }});\n",
            outs(f, "dot")
        );
        if program.second_order {
            text += &format!(
                "io.run(\"{module} hvp\", |io| {{ {args} {tangents} \
                 let all = {module}::f::value_grad_hvp({arguments} {dots}); io.out(&all); }});\n"
            );
        }
        let y_bar = match f.returns {
            Returns::Unit => None,
            Returns::Real => Some("io.real()".to_owned()),
            Returns::Pair => Some("(io.real(), io.real())".to_owned()),
            Returns::Array(n) => Some(format!("[{}]", vec!["io.real()"; n].join(", "))),
            Returns::Vec => Some("io.reals()".to_owned()),
            Returns::Record(r) => Some(make.record(r)),
        };
        let (let_y_bar, y_bar) = match y_bar {
            Some(e) => (format!("let y_bar = {e};"), "y_bar,"),
            None => (String::new(), ""),
        };
        let in_out = |p: &Param| p.kind.is_in_out();
        let cotangents = reads(f, in_out, "bar", "", make);
        let bars = names(f, in_out, "bar");
        text += &format!(
            "io.run(\"{module} vjp\", |io| {{ {args} io.cotangents(); {let_y_bar} {cotangents} \
             let all = {module}::f::vjp({arguments} {y_bar} {bars}); io.out(&all); {in_outs} {} }});\n",
            outs(f, "bar")
        );
    }
    text + "}\n"
}

/// `let arg_x = io.real();` for the parameters that are chosen.
fn reads(
    f: &Function,
    chosen: impl Fn(&Param) -> bool,
    prefix: &str,
    first: &str,
    make: Maker<'_>,
) -> String {
    let mut text = first.to_owned();
    for p in f.params.iter().filter(|p| chosen(p)) {
        let read = match p.kind {
            ParamKind::Real | ParamKind::RealMut => "io.real()".to_owned(),
            ParamKind::Integer => "io.integer()".to_owned(),
            ParamKind::Flag => "io.integer() == 1".to_owned(),
            ParamKind::Slice | ParamKind::SliceMut | ParamKind::VecMut => "io.reals()".to_owned(),
            ParamKind::Array(n) => format!("<[f64; {n}]>::try_from(io.reals()).unwrap()"),
            // a count comes first, as before all that is more than one real
            ParamKind::Record(r) | ParamKind::RecordRef(r) | ParamKind::RecordMut(r) => {
                format!("{{ io.integer(); {} }}", make.record(r))
            }
            ParamKind::Records(r) => {
                let one = make.record(r);
                format!("{{ io.integer(); vec![{one}, {one}] }}")
            }
        };
        text += &format!("let mut {prefix}_{} = {read};", p.name);
    }
    text
}

/// As they are handed to a function.
fn names(f: &Function, chosen: impl Fn(&Param) -> bool, prefix: &str) -> String {
    let mut text = String::new();
    for p in f.params.iter().filter(|p| chosen(p)) {
        let borrow = match p.kind {
            ParamKind::Slice | ParamKind::RecordRef(_) | ParamKind::Records(_) => "&",
            ParamKind::SliceMut
            | ParamKind::RealMut
            | ParamKind::VecMut
            | ParamKind::RecordMut(_) => "&mut ",
            ParamKind::Real
            | ParamKind::Integer
            | ParamKind::Flag
            | ParamKind::Array(_)
            | ParamKind::Record(_) => "",
        };
        text += &format!("{borrow}{prefix}_{}, ", p.name);
    }
    text
}

fn outs(f: &Function, prefix: &str) -> String {
    let in_outs = f.params.iter().filter(|p| p.kind.is_in_out());
    in_outs
        .map(|p| format!("io.out(&{prefix}_{});", p.name))
        .collect()
}

/// `main.rs` of the crate.
pub(crate) fn main(ids: &[usize]) -> String {
    let modules: String = ids.iter().map(|k| format!("mod p{k};\n")).collect();
    let arms: String = ids
        .iter()
        .map(|k| format!("            {k} => p{k}::check,\n"))
        .collect();
    format!(
        "#![allow(warnings)]\n{modules}{}",
        MAIN.replace("@ARMS@", &arms)
    )
}

const MAIN: &str = r##"
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub struct Io {
    label: String,
    streams: [Vec<u64>; 3],
    stream: usize,
    at: usize,
    out: Vec<u64>,
}

pub trait Flat {
    fn flat(&self, out: &mut Vec<u64>);
}
impl Flat for () {
    fn flat(&self, _: &mut Vec<u64>) {}
}
impl Flat for f64 {
    fn flat(&self, out: &mut Vec<u64>) {
        out.push(self.to_bits());
    }
}
impl<T: Flat> Flat for Vec<T> {
    fn flat(&self, out: &mut Vec<u64>) {
        self.iter().for_each(|v| v.flat(out));
    }
}
impl<T: Flat, const N: usize> Flat for [T; N] {
    fn flat(&self, out: &mut Vec<u64>) {
        self.iter().for_each(|v| v.flat(out));
    }
}
macro_rules! tuples {
    ($($name:ident)*) => {
        impl<$($name: Flat),*> Flat for ($($name,)*) {
            #[allow(non_snake_case)]
            fn flat(&self, out: &mut Vec<u64>) {
                let ($($name,)*) = self;
                $($name.flat(out);)*
            }
        }
    };
}
tuples! { A B }
tuples! { A B C }
tuples! { A B C D }
tuples! { A B C D E }
tuples! { A B C D E F }
tuples! { A B C D E F G }
tuples! { A B C D E F G H }

impl Io {
    fn next(&mut self) -> u64 {
        self.at += 1;
        self.streams[self.stream][self.at - 1]
    }
    pub fn real(&mut self) -> f64 {
        f64::from_bits(self.next())
    }
    pub fn integer(&mut self) -> usize {
        self.next() as usize
    }
    pub fn reals(&mut self) -> Vec<f64> {
        (0..self.integer()).map(|_| self.real()).collect()
    }
    pub fn tangents(&mut self) {
        (self.stream, self.at) = (1, 0);
    }
    pub fn cotangents(&mut self) {
        (self.stream, self.at) = (2, 0);
    }
    pub fn out(&mut self, value: &impl Flat) {
        value.flat(&mut self.out);
    }
    pub fn run(&mut self, what: &str, body: impl Fn(&mut Io)) {
        (self.stream, self.at) = (0, 0);
        self.out.clear();
        print!("{} {what}:", self.label);
        std::io::stdout().flush().unwrap();
        match catch_unwind(AssertUnwindSafe(|| body(self))) {
            Ok(()) => {
                for word in &self.out {
                    print!(" {word:x}");
                }
                println!();
            }
            Err(_) => println!(" panic"),
        }
    }
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let path = std::env::args().nth(1).expect("a file of points");
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let (label, rest) = line.split_once(':').unwrap();
        let mut streams = rest.split(';').map(|words| {
            let words = words.split_whitespace();
            words.map(|w| u64::from_str_radix(w, 16).unwrap()).collect()
        });
        let mut io = Io {
            label: label.to_owned(),
            streams: std::array::from_fn(|_| streams.next().unwrap()),
            stream: 0,
            at: 0,
            out: Vec::new(),
        };
        let id: usize = label.split(' ').next().unwrap().parse().unwrap();
        let check: fn(&mut Io) = match id {
@ARMS@            _ => continue,
        };
        check(&mut io);
    }
}
"##;
