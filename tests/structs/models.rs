//! Larger programs: a network, bodies under gravity, a filter.

use std::ops::{Add, Mul, Sub};

function! { network(&net = Mlp {
        hidden: Layer { w: vec![vec![0.3, -0.2], vec![0.5, 0.1], vec![-0.4, 0.7]], b: vec![0.1, 0.0, -0.1] },
        out: Layer { w: vec![vec![0.6, -0.3, 0.2]], b: vec![0.05] },
        decay: 0.01,
    }, &x = [vec![0.3, 0.8], vec![-0.5, 0.2]], &t = [0.4, -0.1])
    where {
        struct Layer: LayerTangent { w: Vec<Vec<f64>>, b: Vec<f64> }
        struct Mlp: MlpTangent { hidden: Layer, out: Layer, decay: f64 }
    }
    impl Layer {
        pub fn forward(&self, x: &[f64]) -> Vec<f64> {
            let mut y = self.b.clone();
            for i in 0..y.len() {
                for j in 0..x.len() { y[i] += self.w[i][j] * x[j]; }
            }
            y
        }
        pub fn size(&self) -> f64 {
            let mut s = 0.0;
            for row in &self.w { for w in row { s += w * w; } }
            s
        }
    }
    impl Mlp {
        pub fn predict(&self, x: &[f64]) -> f64 {
            let mut h: Vec<f64> = self.hidden.forward(x);
            for v in h.iter_mut() { *v = v.tanh(); }
            let y = self.out.forward(&h);
            y[0]
        }
        pub fn loss(&self, x: &[Vec<f64>; 2], t: &[f64; 2]) -> f64 {
            let mut sum = self.decay * (self.hidden.size() + self.out.size());
            for k in 0..2 {
                let e = self.predict(&x[k]) - t[k];
                sum += e * e;
            }
            sum
        }
    }
    fn f(net: &Mlp, x: &[Vec<f64>; 2], t: &[f64; 2]) -> f64 { net.loss(x, t) }
}

function! { bodies(&bs = vec![
        Body { pos: V { x: 0.0, y: 0.1 }, vel: V { x: 0.3, y: 0.0 }, mass: 1.5 },
        Body { pos: V { x: 1.0, y: 0.4 }, vel: V { x: -0.2, y: 0.5 }, mass: 0.7 },
        Body { pos: V { x: -0.6, y: 1.1 }, vel: V { x: 0.1, y: -0.3 }, mass: 0.4 },
    ], dt = 0.05, n: 4)
    where {
        copy struct V: VTangent { x: f64, y: f64 }
        copy struct Body: BodyTangent { pos: V, vel: V, mass: f64 }
    }
    impl Add for V { type Output = V; fn add(self, o: V) -> V { V { x: self.x + o.x, y: self.y + o.y } } }
    impl Sub for V { type Output = V; fn sub(self, o: V) -> V { V { x: self.x - o.x, y: self.y - o.y } } }
    impl Mul<f64> for V { type Output = V; fn mul(self, k: f64) -> V { V { x: self.x * k, y: self.y * k } } }
    impl V { fn norm2(&self) -> f64 { self.x * self.x + self.y * self.y } }
    impl Body { fn kinetic(&self) -> f64 { 0.5 * self.mass * self.vel.norm2() } }
    fn step(bs: &mut [Body], dt: f64) {
        for i in 0..bs.len() {
            let mut a = V { x: 0.0, y: 0.0 };
            for j in 0..bs.len() {
                if i == j { continue; }
                let d = bs[j].pos - bs[i].pos;
                let r2 = d.norm2() + 0.01;
                a = a + d * (bs[j].mass / (r2 * r2.sqrt()));
            }
            bs[i].vel = bs[i].vel + a * dt;
        }
        for b in bs.iter_mut() { b.pos = b.pos + b.vel * dt; }
    }
    fn f(bs: &[Body], dt: f64, n: usize) -> f64 {
        let mut bs = bs.to_vec();
        for _ in 0..n { step(&mut bs, dt); }
        let mut e = 0.0;
        for b in &bs { e += b.kinetic(); }
        e + bs[0].pos.norm2()
    }
}

program! { filter(k = Kalman { mean: 0.3, variance: 1.2, q: 0.1, r: 0.4 }, &z = vec![0.4, 0.1, 0.7, 0.5])
    where { copy struct Kalman: KalmanTangent { mean: f64, variance: f64, q: f64, r: f64 } }
    impl Kalman {
        fn predict(self) -> Self { Self { variance: self.variance + self.q, ..self } }
        fn update(mut self, z: f64) -> Self {
            let gain = self.variance / (self.variance + self.r);
            self.mean += gain * (z - self.mean);
            self.variance *= 1.0 - gain;
            self
        }
    }
    fn f(k: Kalman, z: &[f64]) -> Kalman {
        let mut k = k;
        for v in z { k = k.predict().update(*v); }
        k
    }
}
