//! Generic structs: over reals, over lengths, over foreign types.

use autodiff::Real;

program! { over_a_real(a = V { x: 0.7, y: 1.2 }, k = 0.4)
    where { copy struct V[T: Real][f64]: VTangent { x: T, y: T } }
    impl<T: Real> V<T> {
        fn new(x: T, y: T) -> Self { V { x, y } }
        fn norm(&self) -> T { (self.x * self.x + self.y * self.y).sqrt() }
        fn scaled(self, k: T) -> V<T> { Self { x: self.x * k, y: self.y * k } }
        fn normalised(&self) -> V<T> { self.scaled(T::one() / self.norm()) }
        fn bump(&mut self, k: T) { self.x += k * T::from_f64(0.5); self.y = self.y * self.x; }
    }
    fn f(a: V<f64>, k: f64) -> V<f64> {
        let mut b = V::new(a.y * k, a.x);
        b.bump(a.norm());
        let c = b.normalised();
        c.scaled(b.norm())
    }
}

function! { functions_over_a_real(&a = V { x: 0.7, y: 1.2 }, k = 0.4)
    where { copy struct V[T: Real][f64]: VTangent { x: T, y: T } }
    fn dot<T: Real>(a: &V<T>, b: &V<T>) -> T { a.x * b.x + a.y * b.y }
    fn along<T: Real>(a: &V<T>, t: T) -> V<T> { V { x: a.x * t, y: a.y + t } }
    fn f(a: &V<f64>, k: f64) -> f64 {
        let b = along(a, k);
        dot(a, &b) * dot(&b, &along(&b, b.x))
    }
}

program! { over_lengths(m = Mat { a: [[0.7, 1.2], [0.3, -0.4]] }, &v = [0.2, 0.9])
    where { copy struct Mat[const N: usize][2]: MatTangent { a: [[f64; N]; N] } }
    impl<const N: usize> Mat<N> {
        fn mul(&self, v: &[f64; N]) -> [f64; N] {
            let mut y = [0.0; N];
            for i in 0..N { for j in 0..N { y[i] += self.a[i][j] * v[j]; } }
            y
        }
        fn trace(&self) -> f64 {
            let mut t = 0.0;
            for i in 0..N { t += self.a[i][i]; }
            t
        }
        fn squared(&self) -> Mat<N> {
            let mut out = Mat { a: [[0.0; N]; N] };
            for i in 0..N { for j in 0..N { for k in 0..N { out.a[i][j] += self.a[i][k] * self.a[k][j]; } } }
            out
        }
        fn scale(&mut self, k: f64) {
            for row in 0..N { for c in 0..N { self.a[row][c] *= k; } }
        }
    }
    fn f(m: Mat<2>, v: &[f64; 2]) -> [f64; 2] {
        let mut s = m.squared();
        s.scale(m.trace());
        s.mul(&m.mul(v))
    }
}

function! { nested_generics(&b = Pair { a: V { x: 0.7, y: 1.2 }, b: V { x: 0.3, y: 0.1 }, n: 2 })
    where {
        copy struct V[T: Real][f64]: VTangent { x: T, y: T }
        copy struct Pair[T: Real][f64]: PairTangent { a: V<T>, b: V<T>, n: usize }
    }
    impl<T: Real> V<T> { fn dot(&self, o: &V<T>) -> T { self.x * o.x + self.y * o.y } }
    impl<T: Real> Pair<T> {
        fn value(&self) -> T {
            let mut s = self.a.dot(&self.b);
            for _ in 0..self.n { s = s * self.b.x + self.a.y; }
            s
        }
        fn flipped(&self) -> Pair<T> { Pair { a: self.b, b: V { x: self.a.y, y: self.a.x }, n: self.n } }
    }
    fn f(b: &Pair<f64>) -> f64 { b.value() * b.flipped().value() }
}

program! { generic_literals_kept_in_loops(&a = V { x: 0.7, y: 1.2 }, n: 3)
    where { copy struct V[T: Real][f64]: VTangent { x: T, y: T } }
    fn f(a: &V<f64>, n: usize) -> V<f64> {
        let mut s = V { x: a.y, y: 1.0 };
        let mut out = 0.0;
        for _ in 0..n {
            let t = V { x: s.x * s.y, y: s.x };
            out += norm(&t) * t.x;
            s = V { x: t.y.sin() + out, y: t.x };
        }
        V { x: out, y: s.x }
    }
    fn norm<T: Real>(v: &V<T>) -> T { v.x * v.x + v.y }
}
