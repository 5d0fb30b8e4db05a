//! The two sweeps against differences of the primal, and what stands where in them.

use super::evaluator::Machine;
use super::values::Value;
use super::{Case, assert_close, differences, filled, flat, outline};
use crate::analysis::At;
use crate::ir::{Block, blocks};
use crate::reverse::{Layout, fits_one_body};
use std::collections::BTreeSet;
use syn::{ItemFn, parse_quote};

/// A function with control flow, and arguments away from its kinks.
pub(super) struct Example {
    pub(super) name: &'static str,
    pub(super) item: ItemFn,
    pub(super) points: Vec<Vec<Value>>,
}

fn example(name: &'static str, points: Vec<Vec<Value>>, item: ItemFn) -> Example {
    Example { name, item, points }
}

pub(super) fn examples() -> Vec<Example> {
    let mut all = loops();
    all.extend(places());
    all
}

/// Nested loops, branches, early exits, overwritten scalars.
fn loops() -> Vec<Example> {
    let three = |x: [f64; 3], p: f64| vec![x.into(), p.into()];
    vec![
        example(
            "everything at once",
            vec![
                three([0.5, 0.8, 1.1], 0.7),
                three([1.5, -0.7, 0.9], 1.3),
                three([2.1, 1.9, 0.3], 2.5),
                three([-0.4, 0.6, 2.2], -3.1),
            ],
            parse_quote! {
                fn f(x: &[f64], p: f64) -> f64 {
                    let mut s = p;
                    let mut t = 1.0;
                    for i in 0..x.len() {
                        for j in 0..i {
                            if x[j] * s > 1.9 {
                                break;
                            }
                            s = s * x[j] + t.sin();
                            t += x[i] * s;
                        }
                        if t > 1.8 {
                            t = t.sqrt() * x[i];
                            continue;
                        } else {
                            t = t * t + 0.1 * s;
                        }
                        if s * s > 9.0 {
                            return s * t;
                        }
                        s += x[i].exp() * t;
                    }
                    s * t
                }
            },
        ),
        example(
            "while and a match",
            vec![
                vec![1.3.into(), 6.into()],
                vec![(-0.6).into(), 4.into()],
                vec![0.4.into(), 0.into()],
            ],
            parse_quote! {
                fn f(mut x: f64, n: i64) -> f64 {
                    let mut k = n;
                    let mut y = x;
                    while k > 0 {
                        match k % 3 {
                            0 => y = y * x,
                            1 if y > 1.0 => x += 0.25 * y.sin(),
                            _ => {
                                y = (y * y + 1.0).ln();
                                x = x - 0.1 * y;
                            }
                        }
                        k -= 1;
                    }
                    y.tanh() * x
                }
            },
        ),
        example(
            "break out of two loops",
            vec![
                vec![[0.7, 1.2].into()],
                vec![[1.9, 0.4].into()],
                vec![[0.2, 0.3].into()],
            ],
            parse_quote! {
                fn f(x: &[f64]) -> f64 {
                    let mut s = 1.0;
                    let last = 'outer: loop {
                        for i in (0..x.len()).rev() {
                            s = s * (1.0 + x[i]) + x[i] * x[i];
                            if s > 20.0 {
                                break 'outer s * x[0];
                            }
                            if s > 4.0 {
                                s = s * (1.5 + x[i]) + x[i].sin();
                                continue 'outer;
                            }
                            s = s + 0.5 * s * s;
                        }
                        s += x[1].exp();
                    };
                    last / (1.0 + s)
                }
            },
        ),
        example(
            "steps",
            vec![vec![0.8.into(), 7.into()], vec![2.0.into(), 5.into()]],
            parse_quote! {
                fn f(x: f64, n: usize) -> f64 {
                    let mut y = x;
                    for i in (1..=n).rev().step_by(2) {
                        if y * y > 3.0 {
                            y = y / (i as f64) + x;
                            continue;
                        }
                        y = y * x + (i as f64).recip() * y.cos();
                    }
                    y * y
                }
            },
        ),
        example(
            "straight line",
            vec![vec![0.4.into(), 1.7.into()], vec![2.3.into(), 0.6.into()]],
            parse_quote! {
                fn f(x: f64, y: f64) -> f64 {
                    let a = x * y;
                    let b = a.exp() / (x + y.powf(1.5));
                    let (c, d) = (b.max(a), x.hypot(y).powi(3));
                    c * d - a.atan2(b) * y.abs()
                }
            },
        ),
    ]
}

/// Elements of arrays and `Vec`s, borrowed and own.
fn places() -> Vec<Example> {
    vec![
        example(
            "overwritten elements",
            vec![
                vec![[0.5, 1.5, -0.8, 1.2].into()],
                vec![[1.1, -0.3, 0.9, 2.0].into()],
            ],
            parse_quote! {
                fn f(x: &[f64]) -> f64 {
                    let mut a = x.to_vec();
                    let n = a.len();
                    for i in 1..n {
                        a[i] = a[i] * a[i - 1];
                        if a[i] < 0.0 {
                            a[0] -= a[i] * a[i];
                            a.swap(0, i);
                        }
                    }
                    let mut s = 0.0;
                    for i in 0..n {
                        let j = (3 * i + 1) % n;
                        s += a[i].sin() * a[j] * x[i];
                    }
                    s
                }
            },
        ),
        example(
            "borrowed mutably",
            vec![
                vec![[0.5, 1.5, 0.8].into(), 0.3.into()],
                vec![[1.2, -0.4, 0.6].into(), 1.4.into()],
            ],
            parse_quote! {
                fn f(a: &mut [f64], p: f64) -> f64 {
                    let mut s = p;
                    for i in 0..a.len() {
                        a[i] = a[i] * s + a[0];
                        if a[i] > 2.0 {
                            return s * a[i];
                        }
                        s = s * a[i].cos();
                    }
                    s + a[2] * a[1]
                }
            },
        ),
        example(
            "growing and shrinking",
            vec![vec![[0.5, 1.5, 0.8].into()], vec![[2.0, -0.4, 0.6].into()]],
            parse_quote! {
                fn f(x: &[f64]) -> f64 {
                    let mut v = Vec::new();
                    let mut s = 0.0;
                    for i in 0..x.len() {
                        v.push(x[i] * x[i]);
                        if x[i] > 1.0 {
                            let top = v.pop().unwrap();
                            s += top * top.sin();
                            v.push(s);
                        }
                    }
                    for k in 0..v.len() {
                        s = s * v[k] + v[k];
                    }
                    s
                }
            },
        ),
        example(
            "rows",
            vec![vec![Value::Parts(vec![
                [0.5, 1.5].into(),
                [0.8, -0.2].into(),
            ])]],
            parse_quote! {
                fn f(m: &[[f64; 2]]) -> f64 {
                    let mut total = [0.0; 2];
                    let mut scale = 1.0;
                    for row in m {
                        for (k, y) in row.iter().enumerate() {
                            total[k] = total[k] * scale + *y * scale;
                            scale *= 1.0 + total[k] * total[k];
                        }
                    }
                    total[0] * total[1] * scale
                }
            },
        ),
    ]
}

#[test]
fn gradients_agree_with_differences() {
    for Example { name, item, points } in examples() {
        for economical in [true, false] {
            let case = Case::with(&item, economical);
            for args in &points {
                eprintln!("{name}, economical: {economical}, at {args:?}");
                let (value, gradient) = case.gradient(args);
                assert_close(&[value], &[case.value(args)], 0.0);
                let x = flat(args);
                for i in 0..x.len() {
                    let unit: Vec<f64> =
                        (0..x.len()).map(|j| f64::from(u8::from(i == j))).collect();
                    let slope = differences(&|x| vec![case.value(&filled(args, x))], &x, &unit);
                    assert_close(&gradient[i..=i], &slope, 1e-7);
                }
            }
        }
    }
}

/// Otherwise the tests on the examples prove little.
#[test]
fn every_statement_of_the_examples_runs_at_some_point() {
    fn missed(b: &Block, ran: &BTreeSet<At>) -> usize {
        let inner = |s| blocks(s).into_iter().map(|b| missed(b, ran)).sum::<usize>();
        let all = b.stmts.iter();
        all.map(|s| usize::from(!ran.contains(&At::stmt(s))) + inner(s))
            .sum()
    }
    for Example { name, item, points } in examples() {
        let case = Case::new(&item);
        let mut m = Machine::new(&case.f);
        for args in &points {
            super::enter(&mut m, &case.f, args);
            m.run(&case.f.body);
        }
        assert_eq!(missed(&case.f.body, &m.ran), 0, "{name}");
    }
}

impl Case {
    fn outlines(&self) -> (String, String) {
        let s = self.sweeps(Layout::Split);
        (outline(&s.f, &s.forward), outline(&s.f, &s.reverse))
    }

    fn is_tapeless(&self) -> bool {
        fits_one_body(&self.f, &self.activity, &self.plan)
    }
}

#[test]
fn pops_mirror_pushes() {
    let case = Case::new(&parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for _ in 0..n {
                s = s * s;
                if s > 2.0 {
                    s = s.ln();
                }
            }
            s
        }
    });
    let (forward, reverse) = case.outlines();
    assert_eq!(
        forward,
        "let s; for _i { push s; s =; if { push s; s = }; push v6 }",
    );
    assert!(
        reverse.contains("for _i { pop v6; if { restore s; "),
        "{reverse}"
    );
}

#[test]
fn an_exit_keeps_what_the_blocks_it_leaves_would_have_kept() {
    let case = Case::new(&parse_quote! {
        fn f(x: f64) -> f64 {
            let a = x.exp();
            for _ in 0..2 {
                if a > 1.0 {
                    let b = a.exp();
                    return b.exp();
                }
            }
            a.tanh()
        }
    });
    let (forward, _) = case.outlines();
    let exit = forward
        .find("push b; ")
        .and_then(|i| forward[i..].split("return").next());
    let exit = exit.expect("the exit keeps b");
    assert!(
        exit.contains("push trips; ") && exit.contains("push a; "),
        "{forward}"
    );
    let (high, low) = (
        case.gradient(&[0.2.into()]),
        case.gradient(&[(-0.2).into()]),
    );
    let e = 0.2_f64.exp();
    assert_close(&high.1, &[e.exp().exp() * e.exp() * e], 1e-12);
    let e = (-0.2_f64).exp();
    assert_close(&low.1, &[(1.0 - e.tanh().powi(2)) * e], 1e-12);
}

#[test]
fn reductions_and_straight_lines_need_no_tape() {
    let reduction: ItemFn = parse_quote! {
        fn f(x: &[f64]) -> f64 {
            let mut s = 0.0;
            for i in 0..x.len() {
                s += x[i] * x[i];
            }
            s.exp() + s.ln()
        }
    };
    assert!(Case::new(&reduction).is_tapeless());
    let recurrence: ItemFn = parse_quote! {
        fn f(x: f64, n: usize) -> f64 {
            let mut s = x;
            for _ in 0..n {
                s = s.sin();
            }
            s
        }
    };
    assert!(!Case::new(&recurrence).is_tapeless());
}
