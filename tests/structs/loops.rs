//! Values of types that only rustc knows, declared, overwritten and left behind in loops.

use std::ops::{Add, Mul, Sub};

function! { results_of_methods_overwritten(&v = V { x: 0.7, y: 1.2 }, n: 4)
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl V {
        fn next(&self) -> V { V { x: self.y * self.x, y: self.x - self.y } }
        fn len(&self) -> f64 { self.x * self.x + self.y }
    }
    fn f(v: &V, n: usize) -> f64 {
        let mut w = v.next();
        let mut s = 0.0;
        for _ in 0..n {
            s += w.x * w.len();
            w = w.next();
        }
        s * w.y
    }
}

function! { fields_overwritten(&b = B { p: V(0.7, 1.2), q: V(0.3, 0.4) }, n: 4)
    where { copy struct V: VTangent(0: f64, 1: f64); struct B: BTangent { p: V, q: V } }
    impl Add for V { type Output = V; fn add(self, o: V) -> V { V(self.0 + o.0, self.1 * o.1) } }
    fn f(b: &B, n: usize) -> f64 {
        let mut p = b.p;
        let mut s = 0.0;
        for i in 0..n {
            p = p + b.q;
            if i == 1 { p = b.q; }
            s += p.0 * p.1;
        }
        s
    }
}

function! { declared_in_the_loop(&b = B { p: V(0.7, 1.2), q: V(0.3, 0.4) }, n: 4)
    where { copy struct V: VTangent(0: f64, 1: f64); struct B: BTangent { p: V, q: V } }
    impl Mul for V { type Output = V; fn mul(self, o: V) -> V { V(self.0 * o.0, self.1 * o.1) } }
    fn f(b: &B, n: usize) -> f64 {
        let mut s = 1.0;
        for i in 0..n {
            let mut t = b.p * b.q;
            t.0 *= s;
            if i > 1 { t = t * b.p; }
            let u = t * t;
            s += u.0 * t.1;
        }
        s
    }
}

function! { left_early(&b = B { p: V(0.7, 1.2), q: V(0.3, 0.4) }, n: 4)
    where { copy struct V: VTangent(0: f64, 1: f64); struct B: BTangent { p: V, q: V } }
    impl Mul for V { type Output = V; fn mul(self, o: V) -> V { V(self.0 * o.0, self.1 + o.1) } }
    fn f(b: &B, n: usize) -> f64 {
        let mut s = 1.0;
        let mut w = b.q;
        for i in 0..n {
            let t = b.p * w;
            if t.1 > 5.0 { return s * t.0; }
            w = t * b.q;
            if i == 2 { continue; }
            let u = w * t;
            if u.1 > 4.0 { break; }
            s += u.0 * u.1;
        }
        s * w.0
    }
}

program! { spelled_and_overwritten(v = V { x: 0.7, y: 1.2 }, n: 4)
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl V { fn next(self) -> V { V { x: self.y * self.x, y: self.x - self.y } } }
    fn f(v: V, n: usize) -> V {
        let mut w: V = v.next();
        let mut best: V;
        best = w;
        for i in 0..n {
            w = w.next();
            if w.x > best.x { best = w; }
            let mut local: V = best;
            local.x *= w.y;
            w.y += local.x;
        }
        best.x += w.x;
        best
    }
}

function! { two_loops(&b = B { p: V(0.7, 1.2), q: V(0.3, 0.4) }, n: 3)
    where { copy struct V: VTangent(0: f64, 1: f64); struct B: BTangent { p: V, q: V } }
    impl Sub for V { type Output = V; fn sub(self, o: V) -> V { V(self.0 - o.1, self.1 * o.0) } }
    impl V { fn dot(&self, o: &V) -> f64 { self.0 * o.0 + self.1 * o.1 } }
    fn f(b: &B, n: usize) -> f64 {
        let mut s = 0.0;
        let mut p = b.p;
        for i in 0..n {
            let mut q = b.q;
            for j in 0..i {
                q = q - p;
                s += q.dot(&b.p);
                p = p - q;
            }
            while p.0 > 0.5 { p.0 *= 0.7; s += p.dot(&q); }
        }
        s
    }
}

function! { results_of_functions_overwritten(x = 0.7)
    where {}
    fn both(x: f64) -> (f64, f64) { (x * 1.5, x * x + 1.0) }
    fn first(p: (f64, f64)) -> f64 { p.0 * p.1 }
    fn f(x: f64) -> f64 {
        let mut pair = both(x);
        while first(pair) < 3.0 { pair = both(first(pair) + 1.0); }
        first(pair)
    }
}

function! { pairs_of_bodies(&bodies = vec![Body { at: [0.7, 1.2], mass: 0.4 }, Body { at: [0.1, -0.3], mass: 1.4 }, Body { at: [-1.2, 0.5], mass: 0.9 }])
    where { copy struct Body: BodyTangent { at: [f64; 2], mass: f64 } }
    fn f(bodies: &[Body]) -> f64 {
        let mut energy = 0.0;
        for (i, body) in bodies.iter().enumerate() {
            for other in &bodies[i + 1..] {
                let dx = body.at[0] - other.at[0];
                let dy = body.at[1] - other.at[1];
                energy -= body.mass * other.mass / f64::sqrt(dx * dx + dy * dy);
            }
            for other in bodies {
                energy += body.at[0] * other.at[1] * bodies[0].mass;
            }
        }
        energy
    }
}
