//! The IR as text, for people debugging the macro.

use super::{Atom, Block, Function, LoopKind, Place, Proj, Stmt};
use std::fmt::Write;

impl Function {
    /// One statement a line, blocks indented.
    pub(crate) fn display(&self, b: &Block) -> String {
        let mut out = String::new();
        self.write_block(b, 0, &mut out);
        out
    }

    fn write_block(&self, b: &Block, depth: usize, out: &mut String) {
        for s in &b.stmts {
            let _ = writeln!(out, "{:1$}{2}", "", depth * 4, self.head(s));
            for inner in super::blocks(s) {
                self.write_block(inner, depth + 1, out);
                let _ = writeln!(out, "{:1$}--", "", depth * 4);
            }
        }
    }

    fn head(&self, s: &Stmt) -> String {
        let name = |v| self.var(v).name.clone();
        match s {
            Stmt::Let { var, rhs } => {
                let mut text = format!("{rhs:?}");
                text.truncate(160);
                let reads: Vec<String> = super::operands(rhs).into_iter().map(name).collect();
                format!(
                    "let {}: {:?} = {} {text}",
                    name(*var),
                    self.var(*var).ty,
                    reads.join(", ")
                )
            }
            Stmt::Declare { var, init } => {
                let init = init.as_ref().map_or(String::new(), |a| self.atom_text(a));
                format!("declare {}: {:?} = {init}", name(*var), self.var(*var).ty)
            }
            Stmt::Assign { place, value } => {
                format!("{} = {}", self.place_text(place), self.atom_text(value))
            }
            Stmt::Accumulate {
                place,
                value,
                negative,
            } => {
                let sign = if *negative { '-' } else { '+' };
                format!(
                    "{} {sign}= {}",
                    self.place_text(place),
                    self.atom_text(value)
                )
            }
            Stmt::Swap { a, b } => format!("swap {}, {}", self.place_text(a), self.place_text(b)),
            Stmt::VecPush { vec, value } => {
                format!("{}.push({})", self.place_text(vec), self.atom_text(value))
            }
            Stmt::If { cond, .. } => format!("if {}", self.atom_text(cond)),
            Stmt::Match { scrutinee, .. } => format!("match {}", self.atom_text(scrutinee)),
            Stmt::Loop(l) => match &l.kind {
                LoopKind::Forever => format!("loop {:?}", l.id),
                LoopKind::Once => format!("block {:?}", l.id),
                LoopKind::Range(r) => format!(
                    "for {} in {}..{} {:?}",
                    name(r.var),
                    self.atom_text(&r.lo),
                    self.atom_text(&r.hi),
                    l.id
                ),
            },
            Stmt::Scheduled(s) => format!(
                "scheduled {} in {}..{}",
                name(s.range.var),
                self.atom_text(&s.range.lo),
                self.atom_text(&s.range.hi)
            ),
            Stmt::Exit { target, code } => format!("exit {code} to {target:?}"),
            Stmt::Effect(e) => format!("effect {}", e.tokens),
            Stmt::Push { place, .. } => format!("push {}", self.place_text(place)),
            Stmt::Restore { place, .. } => format!("restore {}", self.place_text(place)),
        }
    }

    fn atom_text(&self, a: &Atom) -> String {
        match a {
            Atom::Var(v) => self.var(*v).name.clone(),
            Atom::Const(c) => c.tokens.to_string(),
        }
    }

    fn place_text(&self, p: &Place) -> String {
        p.proj
            .iter()
            .fold(self.var(p.root).name.clone(), |text, proj| match proj {
                Proj::Index(a) => format!("{text}[{}]", self.atom_text(a)),
                Proj::Field(i) => format!("{text}.{i}"),
                Proj::Named(name) => format!("{text}.{name}"),
                Proj::Slice(a, b) => {
                    format!("{text}[{}..{}]", self.atom_text(a), self.atom_text(b))
                }
            })
    }
}
