//! Cuts a failing program down: tries all smaller neighbours at once, in one compilation, and goes on from the
//! smallest that fails in the same way.

use crate::ast::{Block, Expr, Program, Sort, Stmt};
use crate::judge::{Case, Failure, Workshop};
use crate::points::points;
use crate::rng::Rng;
use crate::walk::Child;

/// Neighbours that are compiled at once.
const BULK: usize = 48;
/// Compilations for one failure.
const ROUNDS: usize = 10;

pub(crate) fn minimise(
    workshop: &Workshop,
    program: &Program,
    failure: &Failure,
    seed: u64,
) -> std::io::Result<(Program, Failure)> {
    let mut best = (program.clone(), failure.clone());
    for _ in 0..ROUNDS {
        let mut cases = Vec::new();
        let mut smaller: Vec<_> = neighbours(&best.0);
        smaller.sort_by_key(size);
        smaller.dedup();
        // small ones are most welcome, but those next to the program are more likely to fail like it
        let stride = smaller.len().div_ceil(BULK).max(1);
        for program in smaller.into_iter().step_by(stride) {
            if let Ok(points) = points(&program, &mut Rng::new(seed), 6) {
                cases.push(Case { program, points });
            }
        }
        if cases.is_empty() {
            break;
        }
        let verdicts = workshop.judge(&cases)?;
        let same = cases.into_iter().zip(verdicts).find_map(|(case, verdict)| {
            let found = verdict?;
            let alike = (found.fault, &found.key) == (failure.fault, &failure.key);
            alike.then_some((case.program, found))
        });
        match same {
            Some(smaller) => best = smaller,
            None => break,
        }
    }
    Ok(best)
}

/// The length of the text is what a reader sees.
fn size(program: &Program) -> usize {
    program.print("").len()
}

fn neighbours(program: &Program) -> Vec<Program> {
    let mut all = Vec::new();
    for k in 0..program.functions.len() - 1 {
        let mut smaller = program.clone();
        smaller.functions.remove(k);
        all.push(smaller);
    }
    for function in 0..program.functions.len() {
        for site in 0.. {
            let mut exists = false;
            for variant in 0.. {
                let mut smaller = program.clone();
                let mut cut = Cut {
                    site,
                    variant,
                    done: None,
                };
                cut.block(&mut smaller.functions[function].body);
                exists |= cut.done.is_some();
                if cut.done != Some(true) {
                    break;
                }
                all.push(smaller);
            }
            if !exists {
                break;
            }
        }
    }
    all
}

/// The variant-th way to make the site-th node smaller.
struct Cut {
    site: usize,
    variant: usize,
    /// Whether there is such a way, once the node has been found.
    done: Option<bool>,
}

impl Cut {
    fn here(&mut self) -> bool {
        if self.done.is_some() {
            return false;
        }
        match self.site.checked_sub(1) {
            Some(site) => {
                self.site = site;
                false
            }
            None => true,
        }
    }

    fn block(&mut self, b: &mut Block) {
        if self.here() {
            self.done = Some(shorten(b, self.variant));
            return;
        }
        for s in &mut b.stmts {
            self.children(s.children());
        }
        if let Some(e) = &mut b.value {
            self.expr(e);
        }
    }

    fn children(&mut self, children: Vec<Child<'_>>) {
        for child in children {
            match child {
                Child::Expr(e) => self.expr(e),
                Child::Block(b) => self.block(b),
            }
        }
    }

    fn expr(&mut self, e: &mut Expr) {
        if self.here() {
            self.done = Some(simplify(e, self.variant));
            return;
        }
        self.children(e.children());
    }
}

/// Halves go first, then single statements, then statements give way to what they contain.
fn shorten(b: &mut Block, variant: usize) -> bool {
    let n = b.stmts.len();
    let halves = if n >= 4 { 2 } else { 0 };
    if variant < halves {
        let half = if variant == 0 { 0..n / 2 } else { n / 2..n };
        b.stmts.drain(half);
        return true;
    }
    let k = variant - halves;
    if k < n {
        b.stmts.remove(k);
        return true;
    }
    let mut k = k - n;
    for at in 0..n {
        let inner: Vec<Vec<Stmt>> = b.stmts[at]
            .children()
            .into_iter()
            .filter_map(|c| match c {
                Child::Block(b) => Some(b.stmts.clone()),
                Child::Expr(_) => None,
            })
            .collect();
        if k < inner.len() {
            b.stmts.splice(at..=at, inner[k].clone());
            return true;
        }
        k -= inner.len();
    }
    false
}

fn simplify(e: &mut Expr, variant: usize) -> bool {
    let sort = e.sort();
    let mut smaller = match (sort, &*e) {
        (_, Expr::Literal(_) | Expr::Integer(_) | Expr::Truth(_)) | (Sort::Other, _) => Vec::new(),
        (Sort::Real, _) => vec![Expr::Literal(0.5)],
        (Sort::Integer, _) => vec![Expr::Integer(0), Expr::Integer(1), Expr::Integer(2)],
        (Sort::Flag, _) => vec![Expr::Truth(true), Expr::Truth(false)],
    };
    for child in e.children() {
        let inner = match child {
            Child::Expr(e) => Some(e.clone()),
            Child::Block(b) => b.value.as_deref().cloned(),
        };
        smaller.extend(inner.filter(|e| e.sort() == sort && sort != Sort::Other));
    }
    if variant >= smaller.len() {
        return false;
    }
    *e = smaller.swap_remove(variant);
    true
}
