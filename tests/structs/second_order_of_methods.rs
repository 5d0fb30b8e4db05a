//! Written for second order: programs whose Hessians have entries from methods and operators.

use autodiff::Real;
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

function! { methods_that_change_the_receiver(&p = P { x: 0.7, v: -0.2 }, k = 0.4, n: 4)
    where { copy struct P: PTangent { x: f64, v: f64 } }
    impl P {
        fn kick(&mut self, k: f64) -> f64 {
            if self.x < 0.1 { return self.v * k; }
            self.v -= k * self.x * self.x;
            self.drift(k);
            self.v
        }
        fn drift(&mut self, dt: f64) { self.x += dt * self.v * self.x.cos(); }
    }
    fn f(p: &P, k: f64, n: usize) -> f64 {
        let mut q = *p;
        let mut s = 1.0;
        for _ in 0..n { s += q.kick(k * s) * p.x; }
        s * q.x
    }
}

function! { receivers_by_value(p = P { x: 0.7, y: 1.2 }, k = 0.4)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    impl P {
        fn scaled(self, k: f64) -> P { P { x: self.x * k, y: self.y / k } }
        fn shifted(mut self, k: f64) -> Self { self.x += k; self.y *= self.x; self }
        fn norm(self) -> f64 { self.x.hypot(self.y) }
    }
    fn f(p: P, k: f64) -> f64 { p.scaled(k).shifted(p.y).norm() * p.shifted(k).x }
}

function! { recursion_through_methods(&p = P { x: 0.7, y: 1.2 }, n: 4)
    where { copy struct P: PTangent { x: f64, y: f64 } }
    impl P {
        fn continued(&self, n: u32) -> f64 {
            if n == 0 { self.y } else { self.x + self.y / (1.0 + self.continued(n - 1)) }
        }
        fn consume(&mut self, n: u32) -> f64 {
            if n == 0 { return self.x * self.y; }
            self.x *= self.y;
            let below = self.consume(n - 1);
            self.y += below * self.x;
            below.sin()
        }
    }
    fn f(p: &P, n: u32) -> f64 { let mut q = *p; p.continued(n) * q.consume(n) + q.y }
}

function! { methods_of_a_trait_and_of_modules(&c = Circle { r: 0.7, h: 1.1 }, k = 0.3)
    where {
        struct Circle: CircleTangent { r: f64, h: f64 }
        plain pub trait Shape { fn area(&self) -> f64; fn grow(&mut self, k: f64) -> f64; }
    }
    impl Shape for Circle {
        fn area(&self) -> f64 { 3.0 * self.r * self.r * self.h }
        fn grow(&mut self, k: f64) -> f64 { self.r += k * self.h; self.h *= k; self.r * self.h }
    }
    mod solid {
        use super::Circle;
        pub fn volume(c: &Circle, k: f64) -> f64 { c.r * c.r * c.h * cube(k) }
        fn cube(k: f64) -> f64 { k * k * k }
    }
    fn f(c: &Circle, k: f64) -> f64 {
        let mut d = Circle { r: c.r * k, h: c.h };
        let y = d.grow(c.area());
        solid::volume(&d, y) + solid::volume(c, k) * d.area()
    }
}

function! { operators_of_ones_own(&a = V { x: 0.7, y: 1.2 }, b = V { x: 0.4, y: -0.3 }, k = 1.6)
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl Add for V { type Output = V; fn add(self, o: V) -> V { V { x: self.x + o.x, y: self.y + o.y } } }
    impl Sub for V { type Output = V; fn sub(self, o: V) -> V { V { x: self.x - o.x, y: self.y - o.y } } }
    impl Mul for V { type Output = V; fn mul(self, o: V) -> V { V { x: self.x * o.x - self.y * o.y, y: self.x * o.y + self.y * o.x } } }
    impl Mul<V> for f64 { type Output = V; fn mul(self, v: V) -> V { V { x: self * v.x, y: self * v.y } } }
    impl Div<f64> for V { type Output = V; fn div(self, k: f64) -> V { V { x: self.x / k, y: self.y / k } } }
    impl Mul<i32> for V { type Output = V; fn mul(self, n: i32) -> V { V { x: self.x.powi(n), y: self.y * n as f64 } } }
    impl Neg for V { type Output = V; fn neg(self) -> V { V { x: -self.x, y: -self.y * self.x } } }
    fn f(a: &V, b: V, k: f64) -> f64 {
        let c = k * (*a * b - *a) / b.x;
        let d = -(c * 2 + *a / k);
        (c * d - b).x * d.y
    }
}

function! { operators_on_references(&a = V { x: vec![0.7, 1.2] }, &b = V { x: vec![0.4, -0.3] })
    where { struct V: VTangent { x: Vec<f64> } }
    impl Add<&V> for V {
        type Output = V;
        fn add(mut self, o: &V) -> V { for i in 0..o.x.len() { self.x[i] += o.x[i] * self.x[0]; } self }
    }
    impl<'a> Mul<&'a V> for &'a V {
        type Output = f64;
        fn mul(self, o: &'a V) -> f64 { let mut s = 0.0; for i in 0..o.x.len() { s += self.x[i] * o.x[i]; } s }
    }
    impl Neg for &V { type Output = V; fn neg(self) -> V { V { x: self.x.iter().map(|x| -x * x).collect::<Vec<f64>>() } } }
    fn f(a: &V, b: &V) -> f64 {
        let s = a * b;
        let c = -a + b;
        (&c * a) * s + &c * &c
    }
}

function! { compound_operators(&a = V { x: 0.7, y: 1.2 }, b = V { x: 0.4, y: -0.3 }, n: 3)
    where { copy struct V: VTangent { x: f64, y: f64 } }
    impl AddAssign for V { fn add_assign(&mut self, o: V) { self.x += o.x * o.x; self.y += o.y * self.x; } }
    impl SubAssign<&V> for V { fn sub_assign(&mut self, o: &V) { self.x -= o.y; self.y -= o.x * o.y; } }
    impl MulAssign<f64> for V { fn mul_assign(&mut self, k: f64) { self.x *= k; self.y *= k * k; } }
    fn f(a: &V, b: V, n: usize) -> f64 {
        let mut c: V = *a;
        for _ in 0..n {
            c += b;
            c *= a.x;
            if c.x > 1.0 { c -= &b; }
        }
        c.x * c.y
    }
}

function! { operators_over_any_real(&a = V { x: 0.7, y: 1.2 }, b = V { x: 0.4, y: -0.3 })
    where { copy struct V[T: Real][f64]: VTangent { x: T, y: T } }
    impl<T: Real> Add for V<T> { type Output = V<T>; fn add(self, o: V<T>) -> V<T> { V { x: self.x + o.x, y: self.y + o.y } } }
    impl<T: Real> Mul for V<T> { type Output = V<T>; fn mul(self, o: V<T>) -> V<T> { V { x: self.x * o.x, y: self.y * o.y + self.x } } }
    impl<T: Real> Mul<T> for V<T> { type Output = V<T>; fn mul(self, k: T) -> V<T> { V { x: self.x * k, y: self.y * k } } }
    impl<T: Real> AddAssign for V<T> { fn add_assign(&mut self, o: V<T>) { self.x += o.x; self.y = self.y * o.y; } }
    impl<T: Real> V<T> {
        fn norm(&self) -> T { (self.x * self.x + self.y * self.y).sqrt() }
        fn squared(&self) -> V<T> { *self * *self }
    }
    fn power<T: Real>(v: V<T>, n: u32) -> V<T> {
        let mut p = v;
        for _ in 0..n { p = p * v + p.squared() * T::from_f64(0.25); }
        p
    }
    fn f(a: &V<f64>, b: V<f64>) -> f64 {
        let mut c = power(*a, 2) * b.norm();
        c += b;
        c.norm() * c.y
    }
}

function! { matrices_of_constant_size(&m = M { a: [[0.7, 1.2], [0.3, -0.4]] }, &v = [0.2, 0.9])
    where { copy struct M[const N: usize][2]: MTangent { a: [[f64; N]; N] } }
    impl<const N: usize> Mul for M<N> {
        type Output = M<N>;
        fn mul(self, o: M<N>) -> M<N> {
            let mut out = M { a: [[0.0; N]; N] };
            for i in 0..N { for j in 0..N { for k in 0..N { out.a[i][j] += self.a[i][k] * o.a[k][j]; } } }
            out
        }
    }
    impl<const N: usize> M<N> {
        fn form(&self, v: &[f64; N]) -> f64 {
            let mut s = 0.0;
            for i in 0..N { for j in 0..N { s += v[i] * self.a[i][j] * v[j]; } }
            s
        }
    }
    fn f(m: &M<2>, v: &[f64; 2]) -> f64 { let square = *m * *m; square.form(v) * m.a[1][0] }
}
