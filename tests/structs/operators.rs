//! Operators on types of one's own: by value and by reference, mixed with reals on either side, generic.

use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Rem, Sub, SubAssign};

function! { all_of_them(a = V { x: 0.7, y: 1.2 }, b = V { x: 0.4, y: 0.3 })
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl Add for V { type Output = V; fn add(self, o: V) -> V { V { x: self.x + o.x, y: self.y + o.y } } }
    impl Sub for V { type Output = V; fn sub(self, o: Self) -> Self { Self { x: self.x - o.x, y: self.y - o.y } } }
    impl Mul for V { type Output = V; fn mul(self, o: V) -> V { V { x: self.x * o.x - self.y * o.y, y: self.x * o.y + self.y * o.x } } }
    impl Div for V {
        type Output = V;
        fn div(self, o: V) -> V {
            let n = o.x * o.x + o.y * o.y;
            V { x: (self.x * o.x + self.y * o.y) / n, y: (self.y * o.x - self.x * o.y) / n }
        }
    }
    impl Rem for V { type Output = V; fn rem(self, o: V) -> V { V { x: self.x % o.x, y: self.y * o.y } } }
    impl Neg for V { type Output = V; fn neg(self) -> V { V { x: -self.x, y: -self.y } } }
    fn f(a: V, b: V) -> f64 {
        let c = (a + b * a - b) / (a - b);
        let d = -(c % (b * b));
        (d + c).x * (d * -a).y
    }
}

program! { with_reals_on_either_side(a = V { x: 0.7, y: 1.2 }, k = 0.4)
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl Mul<f64> for V { type Output = V; fn mul(self, k: f64) -> V { V { x: self.x * k, y: self.y * k } } }
    impl Mul<V> for f64 { type Output = V; fn mul(self, v: V) -> V { v * self } }
    impl Div<f64> for V { type Output = V; fn div(self, k: f64) -> V { (1.0 / k) * self } }
    impl Add<f64> for V { type Output = V; fn add(self, k: f64) -> V { V { x: self.x + k, ..self } } }
    impl Add for V { type Output = V; fn add(self, o: V) -> V { V { x: self.x + o.x, y: self.y } } }
    impl Sub<V> for f64 { type Output = f64; fn sub(self, v: V) -> f64 { self - v.x * v.y } }
    impl Mul<i32> for V { type Output = V; fn mul(self, n: i32) -> V { V { x: self.x * n as f64, y: self.y } } }
    fn f(a: V, k: f64) -> V {
        let b = k * a / 2.0 + k;
        let s: f64 = k - b;
        2.0 * b * s + a.x * 0.5 * (b * 3)
    }
}

program! { on_references(&a = V { x: 0.7, y: 1.2 }, &b = V { x: 0.4, y: 0.5 })
    where { struct V: VTangent { x: f64, y: f64 } }
    impl Add for &V { type Output = V; fn add(self, o: &V) -> V { V { x: self.x + o.x, y: self.y * o.y } } }
    impl<'a> Mul<&'a V> for &'a V { type Output = f64; fn mul(self, o: &'a V) -> f64 { self.x * o.x + self.y * o.y } }
    impl Mul<f64> for &V { type Output = V; fn mul(self, k: f64) -> V { V { x: self.x * k, y: self.y * k } } }
    impl Sub<&V> for V { type Output = V; fn sub(self, o: &V) -> V { V { x: self.x - o.x, y: self.y - o.y } } }
    impl Neg for &V { type Output = V; fn neg(self) -> V { V { x: -self.x, y: -self.y } } }
    fn f(a: &V, b: &V) -> V {
        let c = a + b;
        let s: f64 = a * &c;
        let d = &c * s;
        let e = d - b;
        let g = -a;
        (&g + &e) - &c
    }
}

program! { moved_operands(a = V { x: vec![0.7, 1.2] }, b = V { x: vec![0.4, 0.5] })
    where { struct V: VTangent { x: Vec<f64> } }
    impl Add for V {
        type Output = V;
        fn add(mut self, o: V) -> V {
            for i in 0..self.x.len() { self.x[i] += o.x[i]; }
            self
        }
    }
    impl Mul<f64> for V {
        type Output = V;
        fn mul(self, k: f64) -> V {
            let mut x = Vec::new();
            for v in &self.x { x.push(v * k); }
            V { x }
        }
    }
    fn f(a: V, b: V) -> V {
        let s = a.x[0] * b.x[1];
        let c = a * s + b;
        let t = c.x[1];
        c * t
    }
}

program! { overwritten_in_loops(a = V { x: 0.7, y: 1.2 }, k = 0.4, n: 4)
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl Add for V { type Output = V; fn add(self, o: V) -> V { V { x: self.x + o.x, y: self.y + o.y } } }
    impl Mul for V { type Output = V; fn mul(self, o: V) -> V { V { x: self.x * o.x, y: self.y * o.y } } }
    impl Mul<f64> for V { type Output = V; fn mul(self, k: f64) -> V { V { x: self.x * k, y: self.y * k } } }
    fn f(a: V, k: f64, n: usize) -> V {
        let mut s = a;
        let mut t = a * k;
        for i in 0..n {
            let u = s * t;
            s = u + t * k;
            if i % 2 == 1 { t = t * s; }
            t = s * u + a;
        }
        s + t
    }
}

function! { on_fields(&b = B { pos: V(0.7, 1.2), vel: V(-0.4, 0.9), m: 1.3 }, dt = 0.1)
    where { copy struct V: VTangent(0: f64, 1: f64); struct B: BTangent { pos: V, vel: V, m: f64 } }
    impl Add for V { type Output = V; fn add(self, o: V) -> V { V(self.0 + o.0, self.1 + o.1) } }
    impl Mul<f64> for V { type Output = V; fn mul(self, k: f64) -> V { V(self.0 * k, self.1 * k) } }
    impl Mul for V { type Output = f64; fn mul(self, o: V) -> f64 { self.0 * o.0 + self.1 * o.1 } }
    impl B {
        fn step(&mut self, dt: f64) {
            self.pos = self.pos + self.vel * dt;
            self.vel = self.vel + self.pos * (-dt / self.m);
            self.m = self.m * (1.0 - dt * (self.vel * self.vel));
        }
        fn energy(&self) -> f64 { 0.5 * self.m * (self.vel * self.vel) + self.pos * self.pos }
    }
    fn f(b: &B, dt: f64) -> f64 {
        let mut b = B { pos: b.pos, vel: b.vel + b.pos * dt, ..*b };
        for _ in 0..3 { b.step(dt); }
        b.energy()
    }
}

program! { generic_operators(a = V(0.7, 1.2), b = V(0.4, 0.5))
    where { copy struct V[T: autodiff::Real][f64]: VTangent(0: T, 1: T); }
    impl<T: autodiff::Real> Add for V<T> { type Output = V<T>; fn add(self, o: V<T>) -> V<T> { V(self.0 + o.0, self.1 + o.1) } }
    impl<T: autodiff::Real> Mul<T> for V<T> { type Output = V<T>; fn mul(self, k: T) -> V<T> { V(self.0 * k, self.1 * k) } }
    impl<T> Neg for V<T> where T: autodiff::Real { type Output = Self; fn neg(self) -> Self { V(-self.0, -self.1) } }
    fn f(a: V<f64>, b: V<f64>) -> V<f64> {
        let c = a + b * 2.0;
        -(c * c.0 + b * a.1)
    }
}

function! { inside_a_module(a = sim::V { x: 0.7, y: 1.2 }, k = 0.4)
    where {
        plain pub mod shape {
            #[derive(Clone, Copy, Debug, autodiff::Differentiable)]
            pub struct V { pub x: f64, pub y: f64 }
            flat_shape! { [V] [VTangent] x y }
        }
    }
    mod sim {
        use std::ops::Sub;
        pub use super::shape::V;
        impl Sub for V { type Output = V; fn sub(self, o: V) -> V { V { x: self.x - o.y, y: self.y * o.x } } }
        impl V { pub fn norm(&self) -> f64 { self.x.hypot(self.y) } }
        pub fn g(a: V, k: f64) -> f64 { (a - V { x: k, y: k * k }).norm() * helper(3) }
        fn helper(n: usize) -> f64 { n as f64 }
        pub mod inner { pub fn cube(x: f64) -> f64 { x * x * x } }
    }
    fn f(a: sim::V, k: f64) -> f64 { sim::g(a, sim::inner::cube(k)) * a.norm() }
}

function! { compound_assignment(a = V { x: 0.7, y: 1.2 }, &b = V { x: 0.3, y: -0.4 }, k = 0.6)
    where {
        copy struct V: VTangent { x: f64, y: f64 }
    }
    impl Add for V { type Output = V; fn add(self, o: V) -> V { V { x: self.x + o.x, y: self.y + o.y } } }
    impl AddAssign for V { fn add_assign(&mut self, o: V) { self.x += o.x * o.y; self.y += o.y; } }
    impl<'a> SubAssign<&'a V> for V { fn sub_assign(&mut self, o: &'a V) { *self = V { x: self.x - o.x, y: self.y * o.y }; } }
    impl MulAssign<f64> for V { fn mul_assign(&mut self, k: f64) { if k < 0.0 { return; } self.x *= k; self.y *= self.x; } }
    fn f(a: V, b: &V, k: f64) -> f64 {
        let mut s = a + *b;
        s += a;
        s -= b;
        s *= k;
        s *= -k;
        let mut all = vec![a, s];
        for i in 0..4 {
            s += all[i % 2];
            all[1 - i % 2] += s;
            all[0] *= k + s.x;
        }
        let r = &mut all[1];
        *r += s;
        *r *= k;
        s.x * s.y + all[0].x * all[1].y
    }
}

function! { compound_assignment_of_fields(&p = Body { pos: V(0.1, 0.2), vel: V(0.5, -0.3) }, dt = 0.1)
    where {
        copy struct V: VTangent(0: f64, 1: f64);
        struct Body: BodyTangent { pos: V, vel: V }
    }
    impl Mul<f64> for V { type Output = V; fn mul(self, k: f64) -> V { V(self.0 * k, self.1 * k) } }
    impl AddAssign for V { fn add_assign(&mut self, o: V) { self.0 += o.0; self.1 += o.1; } }
    impl SubAssign for V { fn sub_assign(&mut self, o: V) { self.0 -= o.0; self.1 -= o.1; } }
    fn f(p: &Body, dt: f64) -> f64 {
        let mut q = p.clone();
        for _ in 0..5 {
            let step: V = q.vel * dt;
            q.pos += step;
            let pull: V = q.pos * (q.pos.0 * q.pos.0 + dt);
            q.vel -= pull;
        }
        q.pos.0 * q.vel.1 + q.pos.1
    }
}
