//! A seed in lanes meets only what lanes have: every rule of the table keeps to that.

use autodiff_runtime::ops::TABLE;
use quote::ToTokens;
use syn::{BinOp, Expr};

/// The functions and methods that lanes have beside the operators.
const OF_LANES: [&str; 11] = [
    "over",
    "times",
    "where_gt",
    "where_ge",
    "where_lt",
    "where_le",
    "where_positive",
    "times_ln_2",
    "times_ln_10",
    "to_radians",
    "to_degrees",
];

/// Whether an expression contains the seed; panics where it stands where lanes cannot.
fn holds_seed(e: &Expr) -> bool {
    let none = |others: &mut dyn Iterator<Item = &Expr>| {
        let others: Vec<bool> = others.map(holds_seed).collect();
        assert!(!others.contains(&true), "{}", e.to_token_stream());
    };
    let of_lanes = |name: String| {
        assert!(OF_LANES.contains(&name.as_str()), "lanes have no `{name}`");
    };
    match e {
        Expr::Paren(p) => holds_seed(&p.expr),
        Expr::Path(p) => p.path.is_ident("s"),
        Expr::Lit(_) => false,
        Expr::Unary(u) => holds_seed(&u.expr),
        Expr::Binary(b) => match b.op {
            BinOp::Add(_) | BinOp::Sub(_) => {
                let (left, right) = (holds_seed(&b.left), holds_seed(&b.right));
                assert_eq!(left, right, "{}", e.to_token_stream());
                left
            }
            _ => {
                none(&mut [&*b.right].into_iter());
                holds_seed(&b.left)
            }
        },
        Expr::MethodCall(m) => {
            none(&mut m.args.iter());
            let seed = holds_seed(&m.receiver);
            if seed {
                of_lanes(m.method.to_string());
            }
            seed
        }
        Expr::Call(c) => {
            none(&mut c.args.iter().skip(1));
            let seed = c.args.first().is_some_and(holds_seed);
            if seed {
                of_lanes(c.func.to_token_stream().to_string());
            }
            seed
        }
        other => panic!("a rule is arithmetic, not {}", other.to_token_stream()),
    }
}

#[test]
fn rules_are_linear_in_the_seed_as_lanes_are() {
    for row in TABLE {
        for rule in row.rules {
            let e = syn::parse_str::<Expr>(rule).expect("a rule is an expression");
            assert!(holds_seed(&e) || *rule == "0", "{}: {rule}", row.name);
        }
    }
}
