//! Functions of growing size: as expressions for the symbolic derivative, and as Rust for the
//! macros. `functions/*.rs` hold what [`Family::source`] writes.

use super::expression::{Expr, Names};

/// The largest size.
pub const LARGEST: usize = 20;

/// Functions of one kind, one for each size from 1 to [`LARGEST`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Family {
    /// `(x + w0) (x + w1) ..`: products of n factors.
    Products,
    /// n layers of one soft ReLU each, `z = ln(1 + exp(w z + b))`.
    Chains,
    /// n layers of two soft ReLUs each, every one of which sees both of the layer below.
    Pairs,
}

/// All of them.
pub const ALL: [Family; 3] = [Family::Products, Family::Chains, Family::Pairs];

/// A function: named intermediate variables, each made of those before it, and the result.
#[derive(Debug)]
pub struct Definition {
    /// The intermediate variables.
    pub lets: Vec<(String, Expr)>,
    /// The result.
    pub result: Expr,
}

impl Family {
    /// What the functions' names begin with.
    pub fn name(self) -> &'static str {
        match self {
            Family::Products => "product",
            Family::Chains => "chain",
            Family::Pairs => "pairs",
        }
    }

    /// What the functions are, for people.
    pub fn title(self) -> &'static str {
        match self {
            Family::Products => "products of n factors",
            Family::Chains => "n layers of one soft ReLU",
            Family::Pairs => "n layers of two soft ReLUs",
        }
    }

    /// The function of size `n`.
    pub fn define(self, n: usize) -> Definition {
        match self {
            Family::Products => products(n),
            Family::Chains => chain(n),
            Family::Pairs => pairs(n),
        }
    }

    /// The file below `functions` that holds the functions.
    pub fn file(self) -> &'static str {
        match self {
            Family::Products => "products.rs",
            Family::Chains => "chains.rs",
            Family::Pairs => "pairs.rs",
        }
    }

    /// How many weights the function of size `n` has.
    pub fn weights(self, n: usize) -> usize {
        match self {
            Family::Products => n,
            Family::Chains => 2 * n,
            Family::Pairs => 6 * n - 2,
        }
    }

    /// All functions in Rust.
    pub fn source(self) -> String {
        let bless = "BLESS=1 cargo test --test examples swell";
        let mut text = format!(
            "//! Written by `{bless}`: {}.\n\nuse autodiff::{{grad, jvp}};\n",
            self.title()
        );
        for n in 1..=LARGEST {
            let (name, title) = (self.name(), self.title());
            text += &format!("\n/// With n = {n}, {title}.\n#[grad(wrt(x))]\n#[jvp(wrt(x))]\n");
            text += &format!("pub fn {name}_{n}(x: f64, w: &[f64]) -> f64 {{\n");
            let Definition { lets, result } = self.define(n);
            let mut names = Names::new();
            for (name, value) in lets {
                text += &format!("    let {name} = {};\n", value.written(&names));
                names.insert(value.id(), name);
            }
            text += &format!("    {}\n}}\n", result.written(&names));
        }
        text
    }
}

fn products(n: usize) -> Definition {
    let x = Expr::x();
    let factor = |i| x.plus(&Expr::weight(i));
    let (mut lets, mut result) = (Vec::new(), factor(0));
    for i in 1..n {
        lets.push((format!("p{i}"), result.clone()));
        result = result.times(&factor(i));
    }
    Definition { lets, result }
}

fn chain(n: usize) -> Definition {
    let layer = |i: usize, below: &Expr| {
        let weighted = Expr::weight(2 * i).times(below);
        soft_relu(&weighted.plus(&Expr::weight(2 * i + 1)))
    };
    let (mut lets, mut result) = (Vec::new(), layer(0, &Expr::x()));
    for i in 1..n {
        lets.push((format!("z{i}"), result.clone()));
        result = layer(i, &result);
    }
    Definition { lets, result }
}

fn pairs(n: usize) -> Definition {
    let x = Expr::x();
    let first = |i: usize| soft_relu(&Expr::weight(i).times(&x).plus(&Expr::weight(i + 1)));
    let unit = |i: usize, u: &Expr, v: &Expr| {
        let weighted = Expr::weight(i).times(u).plus(&Expr::weight(i + 1).times(v));
        soft_relu(&weighted.plus(&Expr::weight(i + 2)))
    };
    let (mut lets, mut u, mut v) = (Vec::new(), first(0), first(2));
    for layer in 1..=n {
        lets.push((format!("u{layer}"), u.clone()));
        lets.push((format!("v{layer}"), v.clone()));
        if layer < n {
            let i = Family::Pairs.weights(layer);
            (u, v) = (unit(i, &u, &v), unit(i + 3, &u, &v));
        }
    }
    Definition {
        lets,
        result: u.plus(&v),
    }
}

/// `ln(1 + exp(a))`, also called softplus.
fn soft_relu(a: &Expr) -> Expr {
    Expr::number(1.0).plus(&a.exp()).ln()
}
