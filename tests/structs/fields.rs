//! Fields: read, assigned, compounded, through any path; borrowed and owned receivers of all kinds.

function! { read_only(&p = P { x: 0.7, y: -1.2, n: 3 })
    where { struct P: PTangent { x: f64, y: f64, n: usize } }
    fn f(p: &P) -> f64 { p.x * p.x + p.y * p.y * p.n as f64 }
}

function! { by_value(p = P { x: 0.7, y: -1.2 }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(p: P, k: f64) -> f64 { (p.x * k).sin() - p.y / k + p.x }
}

function! { by_value_and_changed(p = P { x: 0.7, y: -1.2 }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(mut p: P, k: f64) -> f64 {
        p.x = p.x * p.y;
        p.y *= p.x - k;
        p.x -= p.y * p.y;
        p.x /= 1.0 + k * k;
        p.x * p.y
    }
}

procedure! { in_and_out(&mut p = P { x: 0.7, y: -1.2, n: 2 }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64, n: usize } }
    fn f(p: &mut P, k: f64) {
        p.n += 1;
        p.x = p.x * k + p.y * p.n as f64;
        p.y = p.x.exp() - p.y;
        p.n *= 2;
        p.y += p.n as f64 * k;
    }
}

program! { nested_paths(s = Seg { a: P { x: 0.3, y: 0.5 }, b: P { x: -0.4, y: 1.1 }, w: (2.0, [0.5, 0.25]) }, k = 1.3)
    where {
        struct P: PTangent { x: f64, y: f64 }
        struct Seg: SegTangent { a: P, b: P, w: (f64, [f64; 2]) }
    }
    fn f(s: Seg, k: f64) -> Seg {
        let mut s = s;
        s.a.x = s.b.x * s.b.y - s.w.0 * k;
        s.b.y *= s.a.x;
        s.w.1[1] = s.w.1[0] * s.b.y;
        s.w.0 += s.w.1[1] * s.a.y;
        s.a.y -= s.w.0;
        s
    }
}

function! { tuple_structs(&v = V(0.4, 0.9), w = W(V(1.1, -0.7), 3))
    where {
        struct V: VTangent(0: f64, 1: f64);
        struct W: WTangent(0: V, 1: i32);
    }
    fn f(v: &V, w: W) -> f64 { v.0 * (w.0).1 + v.1 * w.0.0.powi(w.1) }
}

function! { only_the_integer(&p = P { x: 0.7, n: 3 }, x = 1.2)
    where { struct P: PTangent { x: f64, n: usize } }
    fn f(p: &P, x: f64) -> f64 {
        let mut s = 1.0;
        for _ in 0..p.n { s *= x; }
        s
    }
}

function! { integers_steer(&c = C { n: 4, skip: 2, flip: true, k: 0.6 }, x = 1.2)
    where { struct C: CTangent { n: usize, skip: usize, flip: bool, k: f64 } }
    fn f(c: &C, x: f64) -> f64 {
        let mut s = x;
        for i in 0..c.n {
            if i == c.skip { continue; }
            s = if c.flip { c.k - s * s } else { s + c.k };
            if s < -5.0 { break; }
        }
        while s.abs() > 0.1 && c.n > 3 { s *= 0.5 * c.k; }
        match c.skip { 0 => s, 1 => s * c.k, _ => s + c.k * c.k }
    }
}

function! { floats_of_a_field(&p = P { x: 0.7, y: 1.2 })
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(p: &P) -> f64 {
        p.x.sin() * p.y.max(p.x) + p.y.powf(p.x) - p.x.abs().sqrt() + p.y.min(0.5) + f64::exp(p.x) * p.y.atan2(p.x)
            + p.x.clamp(0.0, p.y) * p.y.powi(2)
    }
}

function! { compared(&p = P { x: 0.7, y: 1.2 }, &q = P { x: 0.5, y: -1.0 })
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(p: &P, q: &P) -> f64 {
        if p.x > q.x && p.y != q.y { p.x * q.y } else if p.x == q.x { 0.0 } else { p.y }
    }
}

function! { borrowed_parts(&s = Seg { a: P { x: 0.3, y: 0.5 }, b: P { x: -0.4, y: 1.1 } })
    where {
        struct P: PTangent { x: f64, y: f64 }
        struct Seg: SegTangent { a: P, b: P }
    }
    fn f(s: &Seg) -> f64 {
        let a = &s.a;
        let b = &s.b;
        norm(a) * b.x + norm(&s.b) * norm(b) - a.y
    }
    fn norm(p: &P) -> f64 { (p.x * p.x + p.y * p.y).sqrt() }
}

procedure! { parts_lent_mutably(&mut s = Seg { a: P { x: 0.3, y: 0.5 }, b: P { x: -0.4, y: 1.1 }, k: 0.7 })
    where {
        struct P: PTangent { x: f64, y: f64 }
        struct Seg: SegTangent { a: P, b: P, k: f64 }
    }
    fn f(s: &mut Seg) {
        turn(&mut s.a, s.k);
        mix(&mut s.b, &s.a);
        let b = &mut s.b;
        b.x *= b.y;
        turn(b, 0.3);
        scale(&mut s.k);
        scale(&mut s.a.x);
    }
    fn turn(p: &mut P, k: f64) {
        let x = p.x;
        p.x = p.x * k.cos() - p.y * k.sin();
        p.y = x * k.sin() + p.y * k.cos();
    }
    fn mix(p: &mut P, q: &P) { p.x += q.y * p.y; p.y = p.y * q.x; }
    fn scale(x: &mut f64) { *x *= *x + 1.0; }
}

function! { unused_parameters(&p = P { x: 0.7, y: 1.2 }, q = P { x: 0.7, y: 1.2 }, x = 0.3)
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(p: &P, q: P, x: f64) -> f64 { x * x }
}

procedure! { replaced_as_a_whole(&mut p = P { x: 0.7, y: 1.2 }, &q = P { x: 0.1, y: -0.4 })
    where { struct P: PTangent { x: f64, y: f64 } }
    fn f(p: &mut P, q: &P) {
        let old = p.clone();
        *p = P { x: p.y * q.x, y: old.x };
        if p.x < old.x {
            *p = q.clone();
            p.y += old.y * p.x;
        }
    }
}

function! { swapped(&mut p = P { x: 0.7, y: 1.2, v: vec![0.2, 0.5] }, &mut q = P { x: 0.1, y: -0.4, v: vec![0.3, 0.8, 1.1] })
    where { struct P: PTangent { x: f64, y: f64, v: Vec<f64> } }
    fn f(p: &mut P, q: &mut P) -> f64 {
        std::mem::swap(&mut p.x, &mut q.y);
        p.v.swap(0, 1);
        p.x *= q.x;
        std::mem::swap(&mut p.v, &mut q.v);
        p.x * q.y + p.v[2] * q.v[0]
    }
}
