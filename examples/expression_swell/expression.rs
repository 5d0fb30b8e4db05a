//! Expressions in one variable `x` and weights `w`, and their derivatives by the rules of calculus.
//!
//! Subexpressions are shared in memory, so that huge expressions can be made and counted; what is
//! counted is the text with every subexpression written out wherever it occurs.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// An expression; a copy is the same subexpression.
#[derive(Clone, Debug)]
pub struct Expr(Rc<Node>);

#[derive(Debug)]
enum Node {
    Number(f64),
    X,
    Weight(usize),
    Sum(Expr, Expr),
    Difference(Expr, Expr),
    Product(Expr, Expr),
    Quotient(Expr, Expr),
    Exp(Expr),
    Ln(Expr),
}

/// Which subexpression, in tables of results.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq)]
pub struct Id(*const Node);

/// Names of subexpressions that have been written before.
pub type Names = HashMap<Id, String>;

/// How tightly the outermost operation binds: sums, products, everything else.
type Level = u8;
const SUM: Level = 1;
const PRODUCT: Level = 2;
const TIGHT: Level = 3;

impl Expr {
    /// A constant.
    pub fn number(number: f64) -> Expr {
        Expr(Rc::new(Node::Number(number)))
    }

    /// The variable.
    pub fn x() -> Expr {
        Expr(Rc::new(Node::X))
    }

    /// The weight with this index.
    pub fn weight(index: usize) -> Expr {
        Expr(Rc::new(Node::Weight(index)))
    }

    /// `self + other`, without zeros.
    pub fn plus(&self, other: &Expr) -> Expr {
        match (&*self.0, &*other.0) {
            (Node::Number(0.0), _) => other.clone(),
            (_, Node::Number(0.0)) => self.clone(),
            _ => Expr(Rc::new(Node::Sum(self.clone(), other.clone()))),
        }
    }

    /// `self - other`, without a zero on the right.
    pub fn minus(&self, other: &Expr) -> Expr {
        match &*other.0 {
            Node::Number(0.0) => self.clone(),
            _ => Expr(Rc::new(Node::Difference(self.clone(), other.clone()))),
        }
    }

    /// `self * other`, without zeros and ones.
    pub fn times(&self, other: &Expr) -> Expr {
        match (&*self.0, &*other.0) {
            (Node::Number(0.0), _) | (_, Node::Number(0.0)) => Expr::number(0.0),
            (Node::Number(1.0), _) => other.clone(),
            (_, Node::Number(1.0)) => self.clone(),
            _ => Expr(Rc::new(Node::Product(self.clone(), other.clone()))),
        }
    }

    /// `self / other`, without a zero on the left.
    pub fn over(&self, other: &Expr) -> Expr {
        match &*self.0 {
            Node::Number(0.0) => Expr::number(0.0),
            _ => Expr(Rc::new(Node::Quotient(self.clone(), other.clone()))),
        }
    }

    /// The exponential function.
    pub fn exp(&self) -> Expr {
        Expr(Rc::new(Node::Exp(self.clone())))
    }

    /// The natural logarithm.
    pub fn ln(&self) -> Expr {
        Expr(Rc::new(Node::Ln(self.clone())))
    }

    /// Which subexpression this is.
    pub fn id(&self) -> Id {
        Id(Rc::as_ptr(&self.0))
    }

    /// The derivative by `x`.
    pub fn derivative(&self) -> Expr {
        self.derive(&mut HashMap::new())
    }

    fn derive(&self, known: &mut HashMap<Id, Expr>) -> Expr {
        if let Some(derivative) = known.get(&self.id()) {
            return derivative.clone();
        }
        let derivative = match &*self.0 {
            Node::Number(_) | Node::Weight(_) => Expr::number(0.0),
            Node::X => Expr::number(1.0),
            Node::Sum(a, b) => a.derive(known).plus(&b.derive(known)),
            Node::Difference(a, b) => a.derive(known).minus(&b.derive(known)),
            Node::Product(a, b) => {
                let by_a = a.derive(known).times(b);
                by_a.plus(&a.times(&b.derive(known)))
            }
            Node::Quotient(a, b) => {
                let by_a = a.derive(known).over(b);
                by_a.minus(&a.times(&b.derive(known)).over(&b.times(b)))
            }
            Node::Exp(a) => self.times(&a.derive(known)),
            Node::Ln(a) => a.derive(known).over(a),
        };
        known.insert(self.id(), derivative.clone());
        derivative
    }

    /// The value at a point.
    pub fn value(&self, x: f64, w: &[f64]) -> f64 {
        self.evaluate(x, w, &mut HashMap::new())
    }

    fn evaluate(&self, x: f64, w: &[f64], known: &mut HashMap<Id, f64>) -> f64 {
        if let Some(&value) = known.get(&self.id()) {
            return value;
        }
        let mut of = |e: &Expr| e.evaluate(x, w, known);
        let value = match &*self.0 {
            Node::Number(number) => *number,
            Node::X => x,
            Node::Weight(index) => w[*index],
            Node::Sum(a, b) => of(a) + of(b),
            Node::Difference(a, b) => of(a) - of(b),
            Node::Product(a, b) => of(a) * of(b),
            Node::Quotient(a, b) => of(a) / of(b),
            Node::Exp(a) => of(a).exp(),
            Node::Ln(a) => of(a).ln(),
        };
        known.insert(self.id(), value);
        value
    }

    fn level(&self) -> Level {
        match &*self.0 {
            Node::Sum(..) | Node::Difference(..) => SUM,
            Node::Product(..) | Node::Quotient(..) => PRODUCT,
            Node::Number(_) | Node::X | Node::Weight(_) | Node::Exp(_) | Node::Ln(_) => TIGHT,
        }
    }

    /// The expression in Rust. What has a name is written by its name.
    pub fn written(&self, names: &Names) -> String {
        let operand = |e: &Expr, least: Level| {
            if let Some(name) = names.get(&e.id()) {
                return name.clone();
            }
            let text = e.written(names);
            if e.level() < least {
                format!("({text})")
            } else {
                text
            }
        };
        // Operators group to the left; a sum to the right of a sum keeps its parentheses.
        let binary = |a: &Expr, sign: &str, b: &Expr| {
            let level = self.level();
            format!("{} {sign} {}", operand(a, level), operand(b, level + 1))
        };
        match &*self.0 {
            Node::Number(number) => format!("{number:?}"),
            Node::X => "x".to_owned(),
            Node::Weight(index) => format!("w[{index}]"),
            Node::Sum(a, b) => binary(a, "+", b),
            Node::Difference(a, b) => binary(a, "-", b),
            Node::Product(a, b) => binary(a, "*", b),
            Node::Quotient(a, b) => binary(a, "/", b),
            Node::Exp(a) => format!("{}.exp()", operand(a, TIGHT)),
            Node::Ln(a) => format!("{}.ln()", operand(a, TIGHT)),
        }
    }

    /// The tokens of the expression in Rust, with nothing named.
    pub fn tokens(&self) -> u64 {
        self.count(&mut HashMap::new())
    }

    fn count(&self, known: &mut HashMap<Id, u64>) -> u64 {
        if let Some(&tokens) = known.get(&self.id()) {
            return tokens;
        }
        let mut operand = |e: &Expr, least: Level| {
            let parentheses = if e.level() < least { 2 } else { 0 };
            e.count(known) + parentheses
        };
        let level = self.level();
        let tokens = match &*self.0 {
            Node::Number(_) | Node::X => 1,
            Node::Weight(_) => 4,
            Node::Sum(a, b)
            | Node::Difference(a, b)
            | Node::Product(a, b)
            | Node::Quotient(a, b) => operand(a, level) + 1 + operand(b, level + 1),
            Node::Exp(a) | Node::Ln(a) => operand(a, TIGHT) + 4,
        };
        known.insert(self.id(), tokens);
        tokens
    }

    /// How many operations there are if each subexpression is computed once.
    pub fn distinct_operations(&self) -> usize {
        let mut seen = HashSet::new();
        self.visit(&mut seen)
    }

    fn visit(&self, seen: &mut HashSet<Id>) -> usize {
        if !seen.insert(self.id()) {
            return 0;
        }
        match &*self.0 {
            Node::Number(_) | Node::X | Node::Weight(_) => 0,
            Node::Sum(a, b)
            | Node::Difference(a, b)
            | Node::Product(a, b)
            | Node::Quotient(a, b) => 1 + a.visit(seen) + b.visit(seen),
            Node::Exp(a) | Node::Ln(a) => 1 + a.visit(seen),
        }
    }
}
