//! Written for second order: programs whose Hessians have entries from every construct that carries a struct, through
//! fields, loops and tapes.

use std::ops::Mul;

function! { a_model_and_its_loss(&m = Model { w: vec![0.3, -0.8, 0.5], b: 0.2 }, &x = vec![1.1, 0.4, -0.7], y = 0.9)
    where { struct Model: ModelTangent { w: Vec<f64>, b: f64 } }
    impl Model {
        fn predict(&self, x: &[f64]) -> f64 {
            let mut s = self.b;
            for i in 0..self.w.len() { s += self.w[i] * x[i]; }
            s.tanh()
        }
        fn penalty(&self) -> f64 { self.w.iter().map(|w| w * w * w).sum::<f64>() * self.b }
        fn loss(&self, x: &[f64], y: f64) -> f64 {
            let e = self.predict(x) - y;
            e * e + 0.1 * self.penalty()
        }
    }
    fn f(m: &Model, x: &[f64], y: f64) -> f64 { m.loss(x, y) * (1.0 + m.b) }
}

function! { arithmetic_on_fields_alone(&p = P { x: 0.7, y: 1.2, z: 0.4 })
    where { copy struct P: PTangent { x: f64, y: f64, z: f64 } }
    fn f(p: &P) -> f64 {
        let product = p.x * p.y;
        let quotient = p.x / p.y - p.z / product;
        let rest = (p.x * 9.0) % p.y;
        -(p.x * quotient) + rest * p.z * 2.0 - 3.0 / (p.z * -p.y)
    }
}

function! { fields_by_reference(&p = P { x: 0.7, y: 1.2 })
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(p: &P) -> f64 {
        let (x, y) = (&p.x, &p.y);
        let s = x * y + p.x * y;
        s / x * p.y
    }
}

function! { integers_and_singles_among_the_fields(&p = P { x: 0.7, n: 3, k: -2, y: 1.25 }, c = 0.4)
    where { struct P: PTangent { x: f64, n: usize, k: i32, y: f64 } }
    fn f(p: &P, c: f64) -> f64 {
        let twice = p.n * 2;
        let mut s = p.x * p.n as f64;
        for i in 0..twice { s = s * p.y + p.x * (p.k as f64) / (i as f64 + 1.0); }
        s * c + p.y.powi(p.k) * p.x.powi(3)
    }
}

function! { nested_structs(&s = Scene { a: Body { p: V { x: 0.7, y: 1.2 }, m: 0.3 }, b: Body { p: V { x: -0.4, y: 0.5 }, m: 1.1 }, g: 0.8 })
    where {
        copy struct V: VTangent { x: f64, y: f64 }
        copy struct Body: BodyTangent { p: V, m: f64 }
        struct Scene: SceneTangent { a: Body, b: Body, g: f64 }
    }
    impl Scene {
        fn energy(&self) -> f64 {
            let (dx, dy) = (self.a.p.x - self.b.p.x, self.a.p.y - self.b.p.y);
            let r = (dx * dx + dy * dy).sqrt();
            -self.g * self.a.m * self.b.m / r
        }
    }
    fn f(s: &Scene) -> f64 { s.energy() * s.a.m + s.b.p.x * s.a.p.y }
}

function! { a_row_of_structs(&v = vec![B { m: 0.7, q: [0.2, 0.5] }, B { m: 1.2, q: [-0.3, 0.4] }, B { m: 0.4, q: [0.6, -0.1] }], k = 0.3)
    where { copy struct B: BTangent { m: f64, q: [f64; 2] } }
    fn distance(a: &B, b: &B) -> f64 {
        let (x, y) = (a.q[0] - b.q[0], a.q[1] - b.q[1]);
        (x * x + y * y + 0.01).sqrt()
    }
    fn f(v: &[B], k: f64) -> f64 {
        let mut e = 0.0;
        for i in 0..v.len() {
            for j in 0..i { e += v[i].m * v[j].m / distance(&v[i], &v[j]); }
            e *= 1.0 + k * v[i].q[0];
        }
        e
    }
}

function! { chains_over_structs(&v = vec![B { m: 0.7, x: 0.2 }, B { m: 1.2, x: -0.3 }, B { m: 0.4, x: 0.6 }])
    where { copy struct B: BTangent { m: f64, x: f64 } }
    impl B { fn energy(&self) -> f64 { 0.5 * self.m * self.x * self.x } }
    fn f(v: &[B]) -> f64 {
        let total: f64 = v.iter().map(|b| b.energy()).sum();
        let heavy = v.iter().filter(|b| b.m > 0.5).map(|b| b.x * total).fold(1.0, |a, x| a * (x + 1.0));
        let pairs: f64 = v.windows(2).map(|w| w[0].m * w[1].x).sum();
        heavy * pairs + v.iter().zip(v.iter().skip(1)).map(|(a, b)| a.x * b.energy()).sum::<f64>()
    }
}

function! { overwritten_with_branches_and_exits(&p = P { x: 0.7, v: -0.2 }, k = 1.3, n: 7)
    where { copy struct P: PTangent { x: f64, v: f64 } }
    fn f(p: &P, k: f64, n: usize) -> f64 {
        let mut q = P { x: p.x, v: p.v * k };
        let mut s = 0.0;
        for i in 0..n {
            if i == 2 { q.x = q.x * q.v; continue; }
            q.v -= 0.1 * k * q.x.sin();
            q.x += q.v * q.x;
            if i % 2 == 0 { s += q.x * p.v; } else { q = P { v: q.x * 0.5, ..q }; }
            if i > 4 && s < 10.0 { break; }
        }
        s * q.x + q.v * q.v
    }
}

function! { a_type_in_itself(&t = Tree { v: 0.7, below: vec![Tree { v: 0.3, below: vec![] }, Tree { v: -0.4, below: vec![Tree { v: 1.1, below: vec![] }] }] })
    where { struct Tree: TreeTangent { v: f64, below: Vec<Tree> } }
    impl Tree {
        fn total(&self, depth: f64) -> f64 {
            let mut s = self.v * self.v * depth;
            for t in &self.below { s += t.total(depth * self.v); }
            s
        }
    }
    fn f(t: &Tree) -> f64 { t.total(1.5) * t.below[1].v }
}

function! { literals_with_update_syntax(&p = P { x: 0.7, y: 1.2, z: 0.4 }, k = 0.3, n: 3)
    where { copy struct P: PTangent { x: f64, y: f64, z: f64 } }
    fn f(p: &P, k: f64, n: usize) -> f64 {
        let mut q = P { x: k * p.y, ..*p };
        for i in 0..n {
            let r = P { y: q.x * q.y, z: k, ..q };
            q = if i == 1 { P { x: r.z * r.y, ..r } } else { r };
        }
        q.x * q.y + q.z * p.z * p.x
    }
}

function! { taken_apart(&s = S { p: P { x: 0.7, y: 1.2 }, w: W(0.4, 0.9) })
    where {
        copy struct P: PTangent { x: f64, y: f64 }
        copy struct W: WTangent(0: f64, 1: f64);
        struct S: STangent { p: P, w: W }
    }
    fn f(s: &S) -> f64 {
        let P { x, y } = s.p;
        let W(a, b) = s.w;
        let S { p: P { x: again, .. }, w } = s;
        let (c, d) = (x * a, y * b * again);
        c * d + w.0 * y
    }
}

function! { exchanged_and_replaced(&p = P { x: 0.7, y: 1.2, q: vec![0.3, 0.5] }, k = 0.9)
    where { struct P: PTangent { x: f64, y: f64, q: Vec<f64> } }
    fn f(p: &P, k: f64) -> f64 {
        let mut a = p.clone();
        let mut b = P { x: k * a.y, y: a.x, q: vec![a.x * k, a.y, k] };
        std::mem::swap(&mut a.x, &mut b.y);
        std::mem::swap(&mut a.q, &mut b.q);
        a.q[2] *= b.q[0] * a.x;
        let old = std::mem::replace(&mut b.x, a.q[2] * a.q[0]);
        a.q.swap(0, 1);
        old * b.x + a.q[0] * b.q[1] * a.y
    }
}

function! { rows_that_grow_and_shrink(&p = P { x: 0.7, y: 1.2 }, n: 4)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn f(p: &P, n: usize) -> f64 {
        let mut all: Vec<P> = Vec::new();
        all.push(*p);
        for i in 0..n {
            let last: P = all[i];
            all.push(P { x: last.x * last.y, y: last.y - p.x * 0.1 });
        }
        let mut s = 1.0;
        while all.len() > 1 {
            let q: P = all.pop().unwrap();
            s = s * q.x + q.y;
        }
        s * all[0].x
    }
}

function! { options_of_structs(&v = vec![P { x: 0.7, y: 1.2 }, P { x: 0.9, y: -0.4 }, P { x: 0.2, y: 0.8 }])
    where {
        copy struct P: PTangent { x: f64, y: f64 }
        plain impl Default for P { fn default() -> P { P { x: 0.0, y: 0.0 } } }
    }
    fn f(v: &[P]) -> f64 {
        let mut best: Option<P> = None;
        let mut s = 0.7 * v[0].x;
        for p in v {
            if p.y < 0.0 { continue; }
            if let Some(b) = best { s += b.x * p.y * s; }
            let next: P = P { x: p.x * p.y, y: s };
            best = Some(next);
        }
        match best {
            Some(b) => s * b.x + b.y * b.y,
            None => s,
        }
    }
}

function! { closures_over_structs(&p = P { x: 0.7, y: 1.2 }, k = 0.4)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    impl P { fn at(&self, t: f64) -> f64 { self.x * t * t + self.y } }
    fn f(p: &P, k: f64) -> f64 {
        let curve = |t: f64| p.at(t) * k;
        let mut sum = 0.0;
        let mut add = |t: f64| sum += curve(t) * p.y;
        add(0.3);
        add(k);
        sum * curve(p.x)
    }
}

function! { an_argument_that_is_changed(x = 0.7, &mut p = P { x: 0.4, y: 1.2 }, k = 0.3)
    where { struct P: PTangent { x: f64, y: f64 } }
    impl P { fn mix(&mut self, k: f64) -> f64 { self.x = self.x * k + self.y; self.y *= self.x; self.x * k } }
    fn f(x: f64, p: &mut P, k: f64) -> f64 {
        p.x *= x;
        let y = p.mix(k * x);
        p.y += y * y;
        p.y * p.x * y
    }
}

function! { parts_of_a_row_lent_to_functions(&v = vec![P { x: 0.7, y: 1.2 }, P { x: 0.9, y: -0.4 }, P { x: 0.2, y: 0.8 }])
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn total(v: &[P], k: f64) -> f64 { let mut s = 0.0; for p in v { s += p.x * p.y * k; } s }
    fn mix(a: &mut [P], b: &mut [P]) { a[0].x *= b[0].y; b[0].x += a[0].x * a[0].y; }
    fn f(v: &[P]) -> f64 {
        let mut w: Vec<P> = v.to_vec();
        let (a, b) = w.split_at_mut(1);
        mix(a, b);
        total(&w[..2], w[2].y) * total(&v[1..], w[0].x) + total(&w, 2.0)
    }
}

function! { states_of_other_types_kept(&b = B { p: V(0.7, 1.2), q: V(0.3, 0.4) }, n: 5)
    where { copy struct V: VTangent(0: f64, 1: f64); struct B: BTangent { p: V, q: V } }
    impl Mul for V { type Output = V; fn mul(self, o: V) -> V { V(self.0 * o.0 + o.1, self.1 * o.0) } }
    impl V { fn turned(&self) -> V { V(self.1 * self.0, self.0) } fn len(&self) -> f64 { self.0 * self.1 } }
    fn f(b: &B, n: usize) -> f64 {
        let mut w = b.p;
        let mut s = 0.0;
        for i in 0..n {
            let t = w.turned();
            if i == 3 { w = b.q; continue; }
            w = w * t;
            let u = w * b.q;
            s += u.len() * t.0;
            if s > 40.0 { return s * w.0; }
        }
        s + w.1 * w.1
    }
}

function! { checkpoints_are_ignored(&p = P { x: 0.7, v: -0.2 }, k = 0.4)
    where { copy struct P: PTangent { x: f64, v: f64 } }
    impl P { fn step(&mut self, k: f64) { self.v -= k * self.x.sin(); self.x += k * self.v; } }
    fn f(p: &P, k: f64) -> f64 {
        let mut q = *p;
        #[autodiff::checkpoint(every = 3)]
        for _ in 0..8 { q.step(k); }
        q.x * q.v + p.x
    }
}

function! { single_precision_in_a_field(&p = P { x: 0.7, k: K { n: 4 } }, c = 0.3)
    where { struct K: KTangent { n: u8 } struct P: PTangent { x: f64, k: K } }
    impl K { fn weight(&self) -> f64 { 1.0 / self.n as f64 } }
    fn f(p: &P, c: f64) -> f64 {
        let w = p.k.weight();
        let mut s = c;
        for i in 0..p.k.n { s = s * p.x + w * i as f64; }
        s * s
    }
}

function! { pairs_of_structs_and_numbers(t = (P { x: 0.7, y: 1.2 }, 0.4), &u = [P { x: 0.1, y: 0.9 }, P { x: 0.6, y: -0.5 }])
    where { copy struct P: PTangent { x: f64, y: f64 } }
    fn halves(p: P, k: f64) -> (P, f64) { (P { x: p.y * k, y: p.x }, p.x * p.y) }
    fn f(t: (P, f64), u: &[P; 2]) -> f64 {
        let (p, k) = t;
        let (q, s) = halves(p, k);
        let both = [halves(u[0], s), halves(q, u[1].x)];
        both[0].0.x * both[1].1 + both[1].0.y * both[0].1 + q.x
    }
}

function! { reals_by_another_name(x = 0.7, &v = vec![1.2, 0.4, 0.9], n: 3)
    where { plain type R = f64; }
    fn f(x: R, v: &[R], n: usize) -> f64 {
        let mut s: f64 = 0.5;
        let mut t = x;
        for i in 0..n {
            t = t * v[i] + x;
            if i == 1 { t += v[0]; t = -t; }
            let y: f64 = t * x / v[i];
            s = s * y.sin() + y % 0.7;
        }
        s * s - x
    }
}
