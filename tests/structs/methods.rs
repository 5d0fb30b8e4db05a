//! Methods on receivers of all kinds, associated functions, `Self`; methods named like those of the standard library.

function! { on_self_by_reference(&p = P { x: 0.7, y: 1.2 }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64 } }
    impl P {
        pub fn norm(&self) -> f64 { (self.x * self.x + self.y * self.y).sqrt() }
        pub fn scaled(&self, k: f64) -> P { P { x: self.x * k, y: self.y * k } }
        pub fn dot(&self, o: &P) -> f64 { self.x * o.x + self.y * o.y }
    }
    fn f(p: &P, k: f64) -> f64 {
        let q = p.scaled(k);
        q.norm() * p.dot(&q) + p.scaled(p.norm()).dot(p)
    }
}

procedure! { on_self_mutably(&mut p = P { x: 0.7, y: 1.2 }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64 } }
    impl P {
        fn turn(&mut self, k: f64) {
            let x = self.x;
            self.x = self.x * k.cos() - self.y * k.sin();
            self.y = x * k.sin() + self.y * k.cos();
        }
        fn squash(&mut self) -> f64 {
            self.x = self.x.tanh();
            self.turn(self.x);
            self.y * self.x
        }
    }
    fn f(p: &mut P, k: f64) {
        p.turn(k);
        let y = p.squash();
        p.x += y;
        p.turn(p.y * y);
    }
}

program! { on_self_by_value(p = P { x: 0.7, y: 1.2, v: vec![0.3] }, k = 0.4)
    where { struct P: PTangent { x: f64, y: f64, v: Vec<f64> } }
    impl P {
        fn with_x(mut self, x: f64) -> Self {
            self.x = x * self.y;
            self.v.push(self.x * self.v[0]);
            self
        }
        fn sum(self) -> f64 { self.x + self.y * self.v[1] }
        fn half(self) -> P { P { x: 0.5 * self.x, ..self } }
    }
    fn f(p: P, k: f64) -> P {
        let q = p.clone().with_x(k);
        let s = q.clone().half().sum();
        p.with_x(s).half()
    }
}

program! { associated_functions(r = 0.7, phi = 1.2)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    impl P {
        const SCALE: f64 = 1.5;
        fn polar(r: f64, phi: f64) -> Self { Self { x: r * phi.cos() * Self::SCALE, y: r * phi.sin() } }
        fn diagonal(r: f64) -> P { Self::new(r, r) }
        fn new(x: f64, y: f64) -> Self { P { x, y } }
        fn origin() -> Self { Self { x: 0.0, y: 0.0 } }
        fn add(a: &P, b: P) -> P { P::new(a.x + b.x, a.y * b.y) }
    }
    fn f(r: f64, phi: f64) -> P {
        let p = P::polar(r, phi);
        let q = P::diagonal(p.x * p.y);
        let o = P::origin();
        P::add(&p, P::add(&q, P::new(o.x + p.x, p.y)))
    }
}

function! { calling_each_other_and_functions(&p = P { x: 0.7, y: 1.2 })
    where { struct P: PTangent { x: f64, y: f64 } }
    impl P {
        fn energy(&self) -> f64 { square(self.x) + self.potential() }
        fn potential(&self) -> f64 { if self.y > 0.0 { self.y.ln() * self.x } else { square(self.y) } }
    }
    fn square(x: f64) -> f64 { x * x }
    fn total(p: &P) -> f64 { p.energy() * 2.0 }
    fn f(p: &P) -> f64 { total(p) + P::energy(p) * p.potential() }
}

function! { recursion(&p = P { x: 0.7, y: 1.2 }, n: 4)
    where { struct P: PTangent { x: f64, y: f64 } }
    impl P {
        fn power(&self, n: u32) -> f64 {
            if n == 0 { return self.y; }
            let rest = self.power(n - 1);
            rest * self.x + rest.sin()
        }
        fn shrink(&mut self, n: u32) -> f64 {
            if n == 0 { return self.x; }
            self.x *= self.y;
            self.y = self.y - 0.1 * self.x;
            let deeper = self.shrink(n - 1);
            self.x += deeper;
            deeper * self.y
        }
    }
    fn f(p: &P, n: u32) -> f64 {
        let mut q = P { x: p.y, y: p.x };
        p.power(n) + q.shrink(n) + q.x
    }
}

function! { early_returns(&p = P { x: 0.7, y: 1.2, n: 6 })
    where { struct P: PTangent { x: f64, y: f64, n: usize } }
    impl P {
        fn first_above(&self, limit: f64) -> f64 {
            let mut s = self.x;
            for i in 0..self.n {
                s = s * self.y + self.x;
                if s > limit { return s * limit; }
                if i > 10 { continue; }
            }
            s
        }
    }
    fn f(p: &P) -> f64 { p.first_above(3.0) + p.first_above(100.0) * p.first_above(p.y) }
}

function! { changed_in_loops(&p = P { x: 0.7, y: 1.2 }, dt = 0.1, n: 5)
    where { struct P: PTangent { x: f64, y: f64 } }
    impl P {
        fn step(&mut self, dt: f64) -> f64 {
            self.y -= dt * self.x.sin();
            self.x += dt * self.y;
            self.y * self.y
        }
    }
    fn f(p: &P, dt: f64, n: usize) -> f64 {
        let mut q = P { x: p.x, y: p.y };
        let mut e = 0.0;
        for i in 0..n {
            e += q.step(dt) * p.x;
            if i % 2 == 0 { q.x *= 0.9; q.step(dt * e); }
        }
        while q.x > 0.3 { q.x -= 0.2 * q.step(dt).abs() + 0.1; }
        e * q.x + q.y
    }
}

function! { named_like_those_of_std(&v = V { x: 0.7, y: 1.2 })
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl V {
        fn len(&self) -> f64 { (self.x * self.x + self.y * self.y).sqrt() }
        fn dot(&self, o: &V) -> f64 { self.x * o.x + self.y * o.y }
        fn sin(self) -> V { V { x: self.x.sin(), y: self.y } }
        fn max(self, o: V) -> V { if self.x > o.x { self } else { o } }
        fn push(&mut self, k: f64) { self.x += k; }
        fn pop(&mut self) -> f64 { self.y *= 0.5; self.y * self.x }
        fn abs(&self) -> f64 { self.len() * 2.0 }
        fn is_empty(&self) -> bool { self.x == 0.0 }
        fn swap(&mut self) { let x = self.x; self.x = self.y; self.y = x; }
        fn sum(&self) -> f64 { self.x + self.y }
        fn iter(&self) -> f64 { self.x * self.y }
        fn first(&self) -> f64 { self.x }
        fn powi(&self, n: i32) -> f64 { self.x.powi(n) * self.y }
        fn sqrt(&self) -> V { V { x: self.x.sqrt(), y: self.y.sqrt() } }
        fn insert(&mut self, x: f64, y: f64) { self.x = x; self.y += y; }
        fn clear(&mut self) { self.x = 0.1; }
        fn swap_with(&mut self, o: &mut V) { self.x = o.y * self.x; o.y = self.y; }
    }
    fn f(v: &V) -> f64 {
        let s: V = v.sin();
        let mut w: V = s.max(V { x: 0.1, y: v.y });
        w.push(v.len());
        let y = w.pop() + v.abs();
        w.swap();
        if v.is_empty() { return 0.0; }
        let mut u: V = w.sqrt();
        u.insert(y, w.first());
        u.swap_with(&mut w);
        let r = u.iter() + w.sum();
        w.clear();
        r * y * v.dot(&w) + v.powi(3) + w.x
    }
}

function! { on_results_of_methods(&v = V { x: 0.7, y: 1.2 })
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl V {
        fn turned(&self) -> V { V { x: -self.y, y: self.x * self.y } }
        fn sin(&self) -> V { V { x: self.x.sin(), y: self.y } }
        fn len(&self) -> f64 { self.x + self.y }
        fn max(&self, k: f64) -> f64 { self.x * k }
    }
    fn f(v: &V) -> f64 {
        let w: V = v.turned();
        let u: V = w.turned();
        w.sin().len() + u.max(2.0) * v.turned().turned().x
    }
}

function! { methods_of_a_trait(&c = Circle { r: 0.7, h: 1.1 }, k = 0.3)
    where {
        struct Circle: CircleTangent { r: f64, h: f64 }
        plain pub trait Shape { fn area(&self) -> f64; fn grow(&mut self, k: f64); fn unit() -> Self; }
    }
    impl Shape for Circle {
        fn area(&self) -> f64 { 3.0 * self.r * self.r * self.h }
        fn grow(&mut self, k: f64) { self.r += k * self.h; self.h *= k; }
        fn unit() -> Self { Circle { r: 1.0, h: 1.0 } }
    }
    fn f(c: &Circle, k: f64) -> f64 {
        let mut d = Circle { r: c.r * k, h: c.h };
        d.grow(c.area());
        d.grow(k);
        d.area() * c.area()
    }
}

function! { several_blocks(&a = A { x: 0.7 }, &b = B { a: A { x: 0.2 }, k: 1.3 })
    where { struct A: ATangent { x: f64 } struct B: BTangent { a: A, k: f64 } }
    impl A { fn value(&self) -> f64 { self.x * self.x } }
    impl B {
        fn value(&self) -> f64 { self.a.value() * self.k + self.combine(&self.a) }
        fn combine(&self, a: &A) -> f64 { a.value() - self.k * a.x }
    }
    impl A { fn of(&self, b: &B) -> f64 { b.value() * self.value() + b.a.x } }
    fn f(a: &A, b: &B) -> f64 { a.of(b) * b.combine(a) }
}

function! { a_receiver_without_a_derivative(&t = Table { n: 3, m: 2 }, x = 0.7)
    where { struct Table: TableTangent { n: usize, m: usize } }
    impl Table {
        fn weight(&self, x: f64) -> f64 { x * self.n as f64 + x.powi(2) }
        fn count(&self) -> usize { self.n * self.m }
    }
    fn f(t: &Table, x: f64) -> f64 {
        let n: usize = t.count();
        let mut s = 0.0;
        for _ in 0..n { s += t.weight(x * s + 0.1); }
        s
    }
}

function! { receivers_that_are_parts(&s = S { p: P { x: 0.7, y: 1.2 }, many: [P { x: 0.2, y: 0.4 }, P { x: 1.2, y: -0.4 }] })
    where { copy struct P: PTangent { x: f64, y: f64 } struct S: STangent { p: P, many: [P; 2] } }
    impl P {
        fn norm(&self) -> f64 { self.x * self.x + self.y * self.y }
        fn bump(&mut self, k: f64) { self.x *= k; self.y += self.x; }
        fn into_sum(self) -> f64 { self.x * 2.0 + self.y }
    }
    impl S {
        fn total(&self) -> f64 {
            let mut t = self.p.norm();
            for q in &self.many { t += q.norm() * self.p.x; }
            for i in 0..2 { t *= self.many[i].into_sum(); }
            t
        }
        fn bump(&mut self) { self.p.bump(0.7); let k = self.p.y; self.many[1].bump(k); }
    }
    fn f(s: &S) -> f64 {
        let mut t = S { p: s.p, many: [s.p, s.many[0]] };
        t.bump();
        t.total() * s.total()
    }
}
