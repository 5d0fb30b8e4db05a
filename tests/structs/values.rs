//! Structs as values: literals, update syntax, results, patterns, locals that change.

program! { literals(x = 0.7, y = 1.2)
    where { struct P: PTangent { x: f64, y: f64, n: usize } }
    fn f(x: f64, y: f64) -> P {
        let p = P { y: x * y, x: y.sin(), n: 2 };
        let n = 7;
        P { x: p.y * p.x, y, n }
    }
}

program! { update_syntax(&p = P { x: 0.7, y: 1.2, z: 0.3 }, k = 0.4)
    where { copy struct P: PTangent { x: f64, y: f64, z: f64 } }
    fn f(p: &P, k: f64) -> P {
        let q = P { x: k * p.x, ..*p };
        let r = P { y: q.x * q.y, ..q };
        P { z: r.y - r.x, ..P { x: r.x, y: 2.0 * k, z: 0.0 } }
    }
}

program! { tuple_literals(x = 0.7, y = 1.2)
    where { struct V: VTangent(0: f64, 1: f64); struct W: WTangent(0: V, 1: usize); }
    fn f(x: f64, y: f64) -> W {
        let v = V(x * y, y);
        let w = V(v.1, v.0 * v.1);
        W(V(w.0 * w.1, v.0), 3)
    }
}

program! { nested_literals(x = 0.7, y = 1.2)
    where {
        struct P: PTangent { x: f64, y: f64 }
        struct Seg: SegTangent { a: P, b: P, t: (f64, usize), r: [f64; 2], v: Vec<f64> }
    }
    fn f(x: f64, y: f64) -> Seg {
        Seg { a: P { x: x * y, y }, b: P { x: y, y: x.sin() }, t: (x + y, 3), r: [x * x, 1.0], v: vec![y * y, x] }
    }
}

program! { chosen_by_a_branch(&p = P { x: 0.7, y: 1.2 }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(p: &P, k: f64) -> P {
        let q = if k < 1.0 { P { x: p.y * k, y: p.x } } else { p.clone() };
        match (q.x * 10.0) as i64 {
            0 => q,
            1..=5 => P { x: q.x * q.y, y: k },
            _ => P { x: q.y, ..q },
        }
    }
}

program! { early_returns(&p = P { x: 0.7, y: 1.2, n: 3 }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64, n: usize } }
    fn f(p: &P, k: f64) -> P {
        if p.n == 0 { return P { x: k, y: k, n: 0 }; }
        let mut s = p.x;
        for i in 0..p.n {
            s = s * s + k;
            if s > 1.0 { return P { x: s, y: s * p.y, n: i }; }
        }
        P { x: s, y: p.y, n: 9 }
    }
}

program! { tuples_of_structs(p = P { x: 0.7, y: 1.2 }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(p: P, k: f64) -> (P, f64) {
        let (q, s) = split(&p, k);
        (P { x: q.x * s, y: q.y }, q.y * p.x)
    }
    fn split(p: &P, k: f64) -> (P, f64) { (P { x: p.y, y: p.x * k }, p.x + k) }
}

function! { struct_patterns(p = P { x: 0.7, y: 1.2, n: 3 }, &q = P { x: 0.2, y: -0.3, n: 1 })
    where { struct P: PTangent { x: f64, y: f64, n: usize } }
    fn f(p: P, q: &P) -> f64 {
        let P { x, y: height, n } = p;
        let P { x: ref_x, .. } = q;
        x * height * n as f64 + *ref_x * x
    }
}

function! { tuple_struct_patterns(v = V(0.7, 1.2), w = W(V(0.2, -0.3), 2))
    where { struct V: VTangent(0: f64, 1: f64); struct W: WTangent(0: V, 1: usize); }
    fn f(v: V, w: W) -> f64 {
        let V(mut a, b) = v;
        let W(V(c, _), n) = w;
        a *= b * c;
        a + c * n as f64
    }
}

function! { patterns_of_parameters(&p = P { x: 0.7, y: 1.2 }, v = V(0.3, 0.8))
    where { struct P: PTangent { x: f64, y: f64 } struct V: VTangent(0: f64, 1: f64); }
    fn f(&P { x, y }: &P, V(a, b): V) -> f64 { x * a + y * b * x }
}

function! { nested_patterns(s = Seg { a: P { x: 0.3, y: 0.5 }, b: P { x: -0.4, y: 1.1 }, t: (2.0, 0.5) })
    where {
        struct P: PTangent { x: f64, y: f64 }
        struct Seg: SegTangent { a: P, b: P, t: (f64, f64) }
    }
    fn f(s: Seg) -> f64 {
        let Seg { a: P { x, .. }, b, t: (u, v) } = &s;
        let P { x: bx, y: by } = *b;
        x * bx * *u + by * *v
    }
}

program! { rebuilt_in_a_loop(p = P { x: 0.7, y: 1.2 }, k = 0.4, n: 5)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(p: P, k: f64, n: usize) -> P {
        let mut q = p;
        for i in 0..n {
            q = P { x: q.y * k, y: q.x - q.y * q.y };
            if i == 2 { q = p; }
        }
        q
    }
}

program! { made_then_rebuilt(x = 0.7, y = 1.2, n: 5)
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(x: f64, y: f64, n: usize) -> P {
        let mut q = P { x, y };
        for _ in 0..n {
            q = P { x: q.y * x, y: q.x - q.y * q.y };
            q.x += q.y;
        }
        q
    }
}

function! { unit_structs(x = 0.7)
    where {
        plain #[derive(Clone, Copy, Debug, autodiff::Differentiable)] pub struct Unit;
    }
    fn f(x: f64) -> f64 {
        let u = Unit;
        let v = u;
        g(x, v) + g(x * x, u)
    }
    fn g(x: f64, _u: Unit) -> f64 { x * x }
}

function! { empty_structs(x = 0.7, e = E {})
    where { struct E: ETangent {} }
    fn f(x: f64, e: E) -> f64 {
        let other = E {};
        x * x
    }
}

program! { results_with_vecs(&x = vec![0.3, 0.8, -0.4], k = 0.7)
    where { struct Stats: StatsTangent { mean: f64, parts: Vec<f64>, n: usize } }
    fn f(x: &[f64], k: f64) -> Stats {
        let mut parts = Vec::new();
        let mut sum = 0.0;
        for v in x {
            sum += v * k;
            parts.push(sum * v);
        }
        let n = x.len();
        Stats { mean: sum / n as f64, parts, n }
    }
}

function! { blocks_as_values(p = P { x: 0.7, y: 1.2 })
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(p: P) -> f64 {
        let q = { let t = p.x * p.y; P { x: t, y: t * p.x } };
        let r = loop { break P { x: q.y, y: q.x }; };
        let s = 'a: { if q.x > 0.0 { break 'a r.x; } r.y };
        s * r.y
    }
}

function! { refutable_struct_patterns(&p = P { x: 0.7, n: 2 }, k = 0.4)
    where { struct P: PTangent { x: f64, n: usize } }
    fn f(p: &P, k: f64) -> f64 {
        let mut s = 0.0;
        for n in 0..4 {
            let q = P { x: p.x * k, n };
            s += match q {
                P { n: 0, .. } => k * k,
                P { n: 1 | 2, x } if x < 0.1 => x * 5.0,
                P { n: 1 | 2, x } => x * x + k,
                P { x, n } => x * n as f64,
            };
            if let P { n: 3, x: a } = q { s *= a; }
            let P { n: 0..=2, ref x } = q else { continue };
            s += *x * k;
        }
        match p { &P { n: 2, x } => s * x, P { x, .. } => s + x }
    }
}

function! { names_for_what_changes(&mut p = P { x: 0.7, y: 1.2 }, k = 0.4)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    impl P {
        fn shrink(&mut self, k: f64) -> f64 {
            let before = *self;
            self.x *= k;
            self.y = before.x * self.x;
            before.y * self.y
        }
    }
    fn f(p: &mut P, k: f64) -> f64 {
        let old = *p;
        p.x = k * old.y;
        let s: f64 = p.shrink(old.x);
        s * old.x + p.y
    }
}

function! { a_first_value_with_a_computed_index(x = 0.7, n: 2, &mut b = vec![1.1, 0.4, 0.9])
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(x: f64, n: usize, b: &mut [f64]) -> f64 {
        let mut y = x;
        if n > 1 {
            let p = if n % 3 == 2 {
                P { x: 0.7, y: b[(n + n) % b.len()] * x }
            } else {
                P { x, y: x }
            };
            y *= p.y;
        }
        y * b[0]
    }
}
